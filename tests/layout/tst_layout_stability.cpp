// SPDX-License-Identifier: GPL-3.0-or-later
// What stays in the graph stays in its order: layouts after random edits, told where the nodes stood before.
#include "layout/layout.h"
#include "layout/samplegraphs.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

constexpr double isNew = std::numeric_limits<double>::quiet_NaN();

double across(const GraphLayout &layout, qsizetype node, LayoutDirection direction)
{
    const QPointF centre = layout.nodes[node].center();
    return direction == LayoutDirection::TopDown ? centre.x() : centre.y();
}

/// Removes some nodes and edges, adds some of both, and tells for each node left where it stood. New nodes go anywhere among
/// the old ones.
LayoutInput edited(const LayoutInput &input, const GraphLayout &layout, LayoutDirection direction, QRandomGenerator &random)
{
    LayoutInput result;
    QList<int> numberOf(input.sizes.size(), -1);
    QList<int> fresh;
    for (int v = 0; v < int(input.sizes.size()); ++v) {
        if (random.bounded(12) == 0) {
            fresh.append(int(result.sizes.size()));
            result.sizes.append(QSizeF(30 + random.bounded(100), 30));
            result.before.append(isNew);
        }
        if (random.bounded(12) == 0)
            continue;
        numberOf[v] = int(result.sizes.size());
        result.sizes.append(input.sizes[v]);
        result.before.append(across(layout, v, direction));
    }
    for (const LayoutEdge &edge : input.edges) {
        const bool isDrawn = edge.from >= 0 && edge.to >= 0 && edge.from < input.sizes.size() && edge.to < input.sizes.size();
        if (isDrawn && numberOf[edge.from] >= 0 && numberOf[edge.to] >= 0 && random.bounded(15) != 0)
            result.edges.append({numberOf[edge.from], numberOf[edge.to]});
    }
    for (int v : fresh) {
        for (int i = int(random.bounded(4)); i > 0; --i) {
            const int other = int(random.bounded(result.sizes.size()));
            result.edges.append({std::min(v, other), std::max(v, other)});
        }
    }
    return result;
}

QList<int> islandOf(const LayoutInput &input)
{
    QList<int> root(input.sizes.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int v) {
        while (root[v] != v)
            v = root[v] = root[root[v]];
        return v;
    };
    for (const LayoutEdge &edge : input.edges)
        root[find(edge.from)] = find(edge.to);
    for (int v = 0; v < root.size(); ++v)
        root[v] = find(v);
    return root;
}

/// The first pair in one layer whose order has changed, as text; empty when there is none.
QString firstReshuffled(const LayoutInput &input, const GraphLayout &layout, LayoutDirection direction)
{
    const QList<int> island = islandOf(input);
    for (int a = 0; a < input.sizes.size(); ++a) {
        for (int b = 0; b < input.sizes.size(); ++b) {
            if (island[a] != island[b] || layout.layer[a] != layout.layer[b])
                continue;
            if (input.before[a] < input.before[b] && across(layout, a, direction) > across(layout, b, direction))
                return u"%1 stood before %2"_s.arg(a).arg(b);
        }
    }
    return {};
}

} // namespace

Q_DECLARE_METATYPE(obdesk::LayoutInput)

class TestLayoutStability final : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheOrderOfWhatStays_data();
    void keepsTheOrderOfWhatStays();
    void nothingChangedNothingMoves_data() { keepsTheOrderOfWhatStays_data(); }
    void nothingChangedNothingMoves();
    void keepsAnOrderNobodyWouldChoose();
    void newNodesGoWhereTheyCrossLeast_data();
    void newNodesGoWhereTheyCrossLeast();
    void newBranchGoesBesideTheOthers();
    void oddPlaces();
};

void TestLayoutStability::keepsTheOrderOfWhatStays_data()
{
    QTest::addColumn<LayoutInput>("input");
    QTest::newRow("rolling operation") << rollingOperation(120, 5, 3);
    QTest::newRow("wide fans") << rollingOperation(150, 30, 2);
    QTest::newRow("all to all") << allToAll(4, 9);
    QTest::newRow("shortcuts") << shortcuts(60);
    for (quint32 seed = 1; seed <= 10; ++seed) {
        QTest::addRow("series-parallel seed %u", seed) << seriesParallel(seed, 30 + int(seed) * 6);
        QTest::addRow("random layered seed %u", seed) << randomLayered(seed, 30 + int(seed) * 8);
        QTest::addRow("groups seed %u", seed) << randomGroups(seed, 7);
        QTest::addRow("islands seed %u", seed) << islands(seed);
    }
}

void TestLayoutStability::keepsTheOrderOfWhatStays()
{
    QFETCH(const LayoutInput, input);
    for (LayoutDirection direction : {LayoutDirection::TopDown, LayoutDirection::LeftRight}) {
        LayoutOptions options;
        options.direction = direction;
        QRandomGenerator random(quint32(input.sizes.size()));
        LayoutInput now = input;
        GraphLayout layout = layoutDag(now, options);
        for (int edit = 0; edit < 4; ++edit) {
            now = edited(now, layout, direction, random);
            layout = layoutDag(now, options);
            QCOMPARE(firstReshuffled(now, layout, direction), QString());
            QCOMPARE(layoutDag(now, options), layout);
        }
    }
}

void TestLayoutStability::nothingChangedNothingMoves()
{
    QFETCH(LayoutInput, input);
    const GraphLayout first = layoutDag(input);
    for (qsizetype v = 0; v < input.sizes.size(); ++v)
        input.before.append(across(first, v, LayoutDirection::LeftRight));
    const GraphLayout second = layoutDag(input);
    QCOMPARE(second, first);
}

void TestLayoutStability::keepsAnOrderNobodyWouldChoose()
{
    // Crossed on purpose: untangling it would move what the person knows.
    NamedGraph graph = graphFromText(u"a>x b>y c>z"_s);
    for (const QString &name : graph.names)
        graph.input.before.append(QStringLiteral("abczyx").indexOf(name));
    graph.input.edges.append({graph.at(u"a"), graph.at(u"y")});
    graph.input.edges.append({graph.at(u"b"), graph.at(u"z")});
    const GraphLayout layout = layoutDag(graph.input, {LayoutDirection::TopDown});
    for (const QString &row : {u"abc"_s, u"zyx"_s}) {
        for (qsizetype i = 1; i < row.size(); ++i) {
            QCOMPARE_LT(layout.nodes[graph.at(row.mid(i - 1, 1))].x(), layout.nodes[graph.at(row.mid(i, 1))].x());
        }
    }
    // ax ay by bz cz over z y x: all but those that share an end.
    QCOMPARE(layout.crossings, 6);
}

void TestLayoutStability::newNodesGoWhereTheyCrossLeast_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLayoutStability::newNodesGoWhereTheyCrossLeast()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    // Two layers in fixed order and one new node below: every place for it is tried.
    constexpr int width = 9;
    LayoutInput input;
    QList<QList<int>> tailsOf;
    for (int i = 0; i < 2 * width + 1; ++i) {
        input.sizes.append(QSizeF(40, 20));
        input.before.append(i == 2 * width ? isNew : 50.0 * (i % width));
    }
    for (int head = width; head <= 2 * width; ++head) {
        QList<int> tails{head - width < width ? head - width : 0};
        for (int i = 0; i < 3; ++i)
            tails.append(int(random.bounded(width)));
        std::ranges::sort(tails);
        tails.erase(std::unique(tails.begin(), tails.end()), tails.end());
        for (int tail : tails)
            input.edges.append({tail, head});
        tailsOf.append(tails);
    }
    const auto crossings = [&](const QList<int> &left, const QList<int> &right) {
        int count = 0;
        for (int a : left)
            count += int(std::ranges::count_if(right, [a](int b) { return b < a; }));
        return count;
    };
    int fixed = 0;
    for (int i = 0; i < width; ++i) {
        for (int j = i + 1; j < width; ++j)
            fixed += crossings(tailsOf[i], tailsOf[j]);
    }
    int least = std::numeric_limits<int>::max();
    for (int place = 0; place <= width; ++place) {
        int count = fixed;
        for (int i = 0; i < width; ++i)
            count += i < place ? crossings(tailsOf[i], tailsOf[width]) : crossings(tailsOf[width], tailsOf[i]);
        least = std::min(least, count);
    }
    LayoutOptions options{LayoutDirection::TopDown};
    options.bundles = false;
    QCOMPARE(layoutDag(input, options).crossings, least);
}

void TestLayoutStability::newBranchGoesBesideTheOthers()
{
    LayoutInput input = rollingOperation(31, 5, 3);
    const GraphLayout before = layoutDag(input);
    for (qsizetype v = 0; v < input.sizes.size(); ++v)
        input.before.append(across(before, v, LayoutDirection::LeftRight));
    // A sixth host joins the first round.
    const int first = int(input.sizes.size());
    for (int i = 0; i < 3; ++i) {
        input.sizes.append(input.sizes.first());
        input.before.append(isNew);
    }
    input.edges.append({{0, first}, {first, first + 1}, {first + 1, first + 2}, {first + 2, 16}});
    const GraphLayout layout = layoutDag(input);
    QCOMPARE(layout.crossings, 0);
    QCOMPARE(firstReshuffled(input, layout, LayoutDirection::LeftRight), QString());
}

void TestLayoutStability::oddPlaces()
{
    LayoutInput input = rollingOperation(40, 4, 2);
    const GraphLayout plain = layoutDag(input);
    // As many places as nodes or none: a list of another length says nothing.
    input.before = {1, 2, 3};
    QCOMPARE(layoutDag(input), plain);
    // All new is as good as no earlier picture.
    input.before.fill(isNew, input.sizes.size());
    QCOMPARE(layoutDag(input), plain);
    // Infinite places and equal ones are places.
    input.before.fill(std::numeric_limits<double>::infinity(), input.sizes.size());
    input.before[2] = -std::numeric_limits<double>::infinity();
    const GraphLayout odd = layoutDag(input);
    QCOMPARE(odd.nodes.size(), plain.nodes.size());
    for (const QRectF &node : odd.nodes)
        QVERIFY(std::isfinite(node.x()) && std::isfinite(node.y()));
    QCOMPARE(firstReshuffled(input, odd, LayoutDirection::LeftRight), QString());
}

QTEST_GUILESS_MAIN(TestLayoutStability)
#include "tst_layout_stability.moc"
