// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of the layout over families of graphs, and the few pictures a person would draw by hand.
#include "layout/layout.h"
#include "layout/samplegraphs.h"
#include "layout/shortening.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

constexpr double tolerance = 1e-6;

struct Case
{
    QByteArray name;
    LayoutInput input;
};

QList<Case> families()
{
    QList<Case> cases{
        {"empty", {}},
        {"one node", chain(1)},
        {"two nodes", chain(2)},
        {"chain", chain(60)},
        {"rolling operation of 3", rollingOperation(100, 3, 2)},
        {"rolling operation of 10", rollingOperation(150, 10, 3)},
        {"fan out", fan(40, false)},
        {"fan out and in", fan(41, true)},
        {"all to all", allToAll(4, 12)},
        {"shortcuts", shortcuts(120)},
        {"one long edge past everything", graphFromText(u"a>b b>c c>d d>e a>e"_s).input},
        {"two cycles", graphFromText(u"a>b b>c c>a c>d d>e e>d"_s).input},
        {"there and back", graphFromText(u"a>b b>a"_s).input},
    };
    for (quint32 seed = 1; seed <= 12; ++seed) {
        const QByteArray number = " seed " + QByteArray::number(seed);
        cases.append({"series-parallel" + number, seriesParallel(seed, 20 + int(seed) * 9)});
        cases.append({"random layered" + number, randomLayered(seed, 10 + int(seed) * 10)});
        cases.append({"islands" + number, islands(seed)});
        cases.append({"hostile" + number, hostile(seed, 3 + int(seed) * 3)});
    }
    return cases;
}

void addFamilies()
{
    QTest::addColumn<LayoutInput>("input");
    QTest::addColumn<LayoutOptions>("options");
    for (const Case &one : families()) {
        QTest::newRow(one.name + ", left to right") << one.input << LayoutOptions{LayoutDirection::LeftRight};
        QTest::newRow(one.name + ", top down") << one.input << LayoutOptions{LayoutDirection::TopDown, 10, 30};
    }
}

/// By the definition of LayoutInput.
QList<bool> drawable(const LayoutInput &input)
{
    QSet<std::pair<int, int>> seen;
    QList<bool> result;
    for (const LayoutEdge &edge : input.edges) {
        const auto isNode = [&](int i) { return i >= 0 && i < input.sizes.size(); };
        const std::pair ends{edge.from, edge.to};
        const bool draw = isNode(edge.from) && isNode(edge.to) && edge.from != edge.to && !seen.contains(ends);
        if (draw)
            seen.insert(ends);
        result.append(draw);
    }
    return result;
}

bool isOnBorder(const QRectF &rect, QPointF point)
{
    if (!rect.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(point))
        return false;
    return !rect.adjusted(tolerance, tolerance, -tolerance, -tolerance).contains(point);
}

/// Overlap of more than a touch.
bool meets(const QRectF &a, const QRectF &b)
{
    return std::min(a.right(), b.right()) - std::max(a.left(), b.left()) > tolerance
        && std::min(a.bottom(), b.bottom()) - std::max(a.top(), b.top()) > tolerance;
}

double side(QPointF a, QPointF b, QPointF c)
{
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
}

bool cross(QPointF a, QPointF b, QPointF c, QPointF d)
{
    return side(a, b, c) * side(a, b, d) < -tolerance && side(c, d, a) * side(c, d, b) < -tolerance;
}

/// Pairs of segments of different routes that meet in a point inside both.
int crossingsDrawn(const GraphLayout &layout)
{
    int count = 0;
    for (qsizetype e = 0; e < layout.edgeCount(); ++e) {
        for (qsizetype f = e + 1; f < layout.edgeCount(); ++f) {
            const auto one = layout.route(e).points;
            const auto other = layout.route(f).points;
            for (size_t i = 1; i < one.size(); ++i) {
                for (size_t j = 1; j < other.size(); ++j)
                    count += cross(one[i - 1], one[i], other[j - 1], other[j]);
            }
        }
    }
    return count;
}

QPointF centre(const GraphLayout &layout, const NamedGraph &graph, QStringView name)
{
    return layout.nodes[graph.at(name)].center();
}

} // namespace

Q_DECLARE_METATYPE(obdesk::LayoutInput)
Q_DECLARE_METATYPE(obdesk::LayoutOptions)

class TestLayout final : public QObject
{
    Q_OBJECT

private slots:
    void keepsSizesAndCounts_data() { addFamilies(); }
    void keepsSizesAndCounts();
    void nodesKeepTheirDistance_data() { addFamilies(); }
    void nodesKeepTheirDistance();
    void edgesLeadForward_data() { addFamilies(); }
    void edgesLeadForward();
    void routesJoinTheirNodesOnly_data() { addFamilies(); }
    void routesJoinTheirNodesOnly();
    void sameInputSameOutput_data() { addFamilies(); }
    void sameInputSameOutput();
    void acyclicGraphsHaveNoReversedEdge_data();
    void acyclicGraphsHaveNoReversedEdge();
    void countsCrossings_data();
    void countsCrossings();
    void layersByText_data();
    void layersByText();
    void edgesAreAsShortAsTheyCanBe_data();
    void edgesAreAsShortAsTheyCanBe();
    void crossesAsLittleAsItCan_data();
    void crossesAsLittleAsItCan();
    void chainIsStraight();
    void branchesBetweenBarriers_data();
    void branchesBetweenBarriers();
    void siblingsKeepTheirOrder();
    void rollingOperationIsAsNarrowAsItsWidestLayer();
    void untanglesWhatCanBeUntangled();
    void longEdgesAreStraightBetweenTheirEnds();
    void reversedEdgeBesideItsTwin();
    void islandsArePacked();
    void oddSizes();
    void memoryStaysLinear();
    void cancelledReturnsNothing();
};

void TestLayout::keepsSizesAndCounts()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    QVERIFY(!layout.cancelled);
    QCOMPARE(layout.nodes.size(), input.sizes.size());
    QCOMPARE(layout.layer.size(), input.sizes.size());
    QCOMPARE(layout.edgeCount(), input.edges.size());
    for (qsizetype i = 0; i < layout.nodes.size(); ++i) {
        QCOMPARE(layout.nodes[i].size(), input.sizes[i]);
        QVERIFY(std::isfinite(layout.nodes[i].x()) && std::isfinite(layout.nodes[i].y()));
        const QRectF all = layout.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance);
        QVERIFY2(all.contains(layout.nodes[i]), QByteArray::number(i));
    }
    for (const QPointF &point : layout.routePoints) {
        QVERIFY(std::isfinite(point.x()) && std::isfinite(point.y()));
        QVERIFY(layout.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(point));
    }
    QCOMPARE(layout.bounds.topLeft(), QPointF(0, 0));
}

void TestLayout::nodesKeepTheirDistance()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    const bool sideways = options.direction == LayoutDirection::LeftRight;
    const double dx = (sideways ? options.layerGap : options.nodeGap) / 2;
    const double dy = (sideways ? options.nodeGap : options.layerGap) / 2;
    for (qsizetype i = 0; i < layout.nodes.size(); ++i) {
        for (qsizetype j = i + 1; j < layout.nodes.size(); ++j) {
            // Apart by the gap of layers along the flow, or by the gap of nodes across it.
            const QRectF a = layout.nodes[i].adjusted(-dx, -dy, dx, dy);
            const QRectF b = layout.nodes[j].adjusted(-dx, -dy, dx, dy);
            if (meets(a, b))
                QFAIL(qPrintable(u"nodes %1 and %2 are too close"_s.arg(i).arg(j)));
        }
    }
}

void TestLayout::edgesLeadForward()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    const QList<bool> draw = drawable(input);
    for (qsizetype e = 0; e < input.edges.size(); ++e) {
        const EdgeRoute route = layout.route(e);
        QCOMPARE(!route.points.empty(), draw[e] && layout.bundleOf[e] < 0);
        if (!draw[e])
            continue;
        const LayoutEdge edge = input.edges[e];
        QCOMPARE(layout.layer[edge.from] > layout.layer[edge.to], route.reversed);
        QVERIFY(layout.layer[edge.from] != layout.layer[edge.to]);
        const QRectF first = layout.nodes[route.reversed ? edge.to : edge.from];
        const QRectF last = layout.nodes[route.reversed ? edge.from : edge.to];
        if (options.direction == LayoutDirection::TopDown)
            QCOMPARE_GE(last.top() - first.bottom(), options.layerGap - tolerance);
        else
            QCOMPARE_GE(last.left() - first.right(), options.layerGap - tolerance);
    }
}

void TestLayout::routesJoinTheirNodesOnly()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    for (qsizetype e = 0; e < input.edges.size(); ++e) {
        const auto points = layout.route(e).points;
        if (points.empty())
            continue;
        const LayoutEdge edge = input.edges[e];
        QVERIFY(points.size() >= 2);
        QVERIFY(isOnBorder(layout.nodes[edge.from], points.front()));
        QVERIFY(isOnBorder(layout.nodes[edge.to], points.back()));
        for (size_t i = 1; i < points.size(); ++i) {
            const auto [left, right] = std::minmax({points[i - 1].x(), points[i].x()});
            const auto [top, bottom] = std::minmax({points[i - 1].y(), points[i].y()});
            for (qsizetype node = 0; node < layout.nodes.size(); ++node) {
                const QRectF inside = layout.nodes[node].adjusted(1e-3, 1e-3, -1e-3, -1e-3);
                const bool meets = left <= inside.right() && right >= inside.left() && top <= inside.bottom()
                    && bottom >= inside.top();
                if (node != edge.from && node != edge.to && meets)
                    QFAIL(qPrintable(u"edge %1 (%2>%3) meets node %4"_s.arg(e).arg(edge.from).arg(edge.to).arg(node)));
            }
        }
    }
}

void TestLayout::sameInputSameOutput()
{
    QFETCH(LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    QCOMPARE(layoutDag(input, options), layout);
    std::ranges::reverse(input.edges);
    const GraphLayout shuffled = layoutDag(input, options);
    QCOMPARE(shuffled.nodes, layout.nodes);     // the order of edges does not matter
    QCOMPARE(shuffled.bundles, layout.bundles);
    QCOMPARE(shuffled.crossings, layout.crossings);
}

void TestLayout::acyclicGraphsHaveNoReversedEdge_data()
{
    QTest::addColumn<LayoutInput>("input");
    for (quint32 seed = 1; seed <= 12; ++seed) {
        QTest::addRow("series-parallel seed %u", seed) << seriesParallel(seed, 60);
        QTest::addRow("random layered seed %u", seed) << randomLayered(seed, 60);
    }
}

void TestLayout::acyclicGraphsHaveNoReversedEdge()
{
    QFETCH(const LayoutInput, input);
    QVERIFY(!layoutDag(input).routeReversed.contains(true));
}

void TestLayout::countsCrossings_data()
{
    QTest::addColumn<LayoutInput>("input");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("random layered seed %u", seed) << randomLayered(seed, 30 + int(seed) * 2);
    QTest::addRow("all to all") << allToAll(2, 5);
}

void TestLayout::countsCrossings()
{
    QFETCH(const LayoutInput, input);
    LayoutOptions options;
    options.bundles = false;
    const GraphLayout layout = layoutDag(input, options);
    QCOMPARE(layout.crossings, crossingsDrawn(layout));
}

void TestLayout::layersByText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("layers");
    QTest::newRow("diamond") << u"a>b a>c b>d c>d"_s << u"a | b c | d"_s;
    QTest::newRow("as early as it can start") << u"a>b b>c c>d a>x x>d"_s << u"a | b x | c | d"_s;
    QTest::newRow("a late source stands before its use") << u"a>b b>c c>d s>d"_s << u"a | b | c s | d"_s;
    QTest::newRow("with what serves it alone") << u"a>b b>c c>d r>s q>s s>d"_s << u"a | b r q | c s | d"_s;
    QTest::newRow("but not with what is shared") << u"a>b b>c c>d a>s t>s s>d"_s << u"a t | b s | c | d"_s;
    QTest::newRow("ids against the flow") << u"c>b b>a"_s << u"c | b | a"_s;
    QTest::newRow("islands start at 0") << u"a>b c>d e"_s << u"a c e | b d"_s;
    QTest::newRow("a cycle is cut where it closes") << u"a>b b>c c>a"_s << u"a | b | c"_s;
}

void TestLayout::layersByText()
{
    QFETCH(const QString, text);
    QFETCH(const QString, layers);
    const NamedGraph graph = graphFromText(text);
    const GraphLayout layout = layoutDag(graph.input);
    QStringList rows;
    for (int layer = 0; layer <= *std::ranges::max_element(layout.layer); ++layer) {
        QStringList row;
        for (const QString &name : graph.names) {
            if (layout.layer[graph.at(name)] == layer)
                row.append(name);
        }
        rows.append(row.join(u' '));
    }
    QCOMPARE(rows.join(u" | "_s), layers);
}

void TestLayout::edgesAreAsShortAsTheyCanBe_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 30; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLayout::edgesAreAsShortAsTheyCanBe()
{
    // Every way to rank six nodes is tried.
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    constexpr int count = 6;
    std::vector<layered::Edge> edges;
    std::vector<int> ranks(count, 0);
    for (int head = 1; head < count; ++head) {
        std::vector<int> tails{int(random.bounded(head))};
        for (int i = int(random.bounded(2)); i > 0; --i)
            tails.push_back(int(random.bounded(head)));
        std::ranges::sort(tails);
        tails.erase(std::unique(tails.begin(), tails.end()), tails.end());
        for (int tail : tails) {
            edges.push_back({tail, head, int(edges.size()), false});
            ranks[size_t(head)] = std::max(ranks[size_t(head)], ranks[size_t(tail)] + 1);
        }
    }
    const auto lengthOf = [&](const std::vector<int> &ranksTried) {
        int sum = 0;
        for (const layered::Edge &edge : edges) {
            const int length = ranksTried[size_t(edge.head)] - ranksTried[size_t(edge.tail)];
            if (length < 1)
                return std::numeric_limits<int>::max();
            sum += length;
        }
        return sum;
    };
    int least = std::numeric_limits<int>::max();
    std::vector<int> tried(count, 0);
    for (size_t i = 0; i < count;) {
        least = std::min(least, lengthOf(tried));
        for (i = 0; i < count && ++tried[i] == count; ++i)
            tried[i] = 0;
    }
    layered::shortenEdges(edges, ranks);
    QCOMPARE(lengthOf(ranks), least);
    QCOMPARE(*std::ranges::min_element(ranks), 0);
}

void TestLayout::crossesAsLittleAsItCan_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 30; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLayout::crossesAsLittleAsItCan()
{
    // Three layers of four; every order is tried.
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    constexpr int width = 4;
    LayoutInput input;
    input.sizes.fill(QSizeF(40, 20), 3 * width);
    for (int head = width; head < 3 * width; ++head) {
        const int above = head < 2 * width ? 0 : width;
        const int first = int(random.bounded(width));
        input.edges.append({above + first, head});
        input.edges.append({above + (first + 1 + int(random.bounded(width - 1))) % width, head});
    }
    const auto between = [&](int above, const QList<int> &upper, const QList<int> &lower) {
        int count = 0;
        for (const LayoutEdge &one : input.edges) {
            for (const LayoutEdge &other : input.edges) {
                count += one.from / width == above && other.from / width == above
                    && upper[one.from % width] < upper[other.from % width] && lower[one.to % width] > lower[other.to % width];
            }
        }
        return count;
    };
    QList<int> first{0, 1, 2, 3};
    int least = std::numeric_limits<int>::max();
    do {
        // The outer two don't depend on each other once the middle one is set.
        QList<int> outer{0, 1, 2, 3};
        int above = std::numeric_limits<int>::max();
        int below = std::numeric_limits<int>::max();
        do {
            above = std::min(above, between(0, outer, first));
            below = std::min(below, between(1, first, outer));
        } while (std::next_permutation(outer.begin(), outer.end()));
        least = std::min(least, above + below);
    } while (std::next_permutation(first.begin(), first.end()));
    LayoutOptions options;
    options.bundles = false;
    QCOMPARE(layoutDag(input, options).crossings, least);
}

void TestLayout::chainIsStraight()
{
    const GraphLayout layout = layoutDag(chain(100), {LayoutDirection::LeftRight, 24, 56});
    for (int i = 0; i < 100; ++i)
        QCOMPARE(layout.nodes[i].topLeft(), QPointF(i * (208 + 56), 0));
    for (int e = 0; e < 99; ++e) {
        const auto points = layout.route(e).points;
        QCOMPARE(points.size(), size_t(2));
        QCOMPARE(points[0], QPointF(e * 264 + 208, 28));
        QCOMPARE(points[1], QPointF(e * 264 + 264, 28));
    }
}

void TestLayout::branchesBetweenBarriers_data()
{
    QTest::addColumn<int>("parallel");
    QTest::addColumn<int>("length");
    for (int parallel : {1, 2, 3, 4, 7, 50, 100}) {
        for (int length : {1, 2, 5})
            QTest::addRow("%d branches of %d", parallel, length) << parallel << length;
    }
}

void TestLayout::branchesBetweenBarriers()
{
    QFETCH(const int, parallel);
    QFETCH(const int, length);
    const LayoutInput input = rollingOperation(3 * parallel * length, parallel, length);
    const GraphLayout layout = layoutDag(input, {LayoutDirection::TopDown, 24, 56});
    QCOMPARE(layout.crossings, 0);
    const double middle = layout.bounds.center().x();
    const int stage = parallel * length + 1;
    for (int barrier = 0; barrier < input.sizes.size(); barrier += stage) {
        QCOMPARE(layout.nodes[barrier].center().x(), middle);
        if (barrier + stage >= input.sizes.size())
            continue;
        for (int branch = 0; branch < parallel; ++branch) {
            const int twin = parallel - 1 - branch;
            for (int i = 0; i < length; ++i) {
                const QPointF here = layout.nodes[barrier + 1 + branch * length + i].center();
                const QPointF there = layout.nodes[barrier + 1 + twin * length + i].center();
                QCOMPARE(here.x() - middle, middle - there.x());
                QCOMPARE(here.y(), there.y());
                QCOMPARE(here.x(), layout.nodes[barrier + 1 + branch * length].center().x());
            }
        }
    }
}

void TestLayout::siblingsKeepTheirOrder()
{
    const GraphLayout layout = layoutDag(rollingOperation(200, 12, 2), {LayoutDirection::TopDown, 24, 56});
    for (int branch = 1; branch < 12; ++branch)
        QCOMPARE_LT(layout.nodes[1 + 2 * (branch - 1)].x(), layout.nodes[1 + 2 * branch].x());

    // Also where another part of the plan is a tangle.
    NamedGraph graph = graphFromText(u"s>a s>b s>c a>t b>t c>t t>u t>v t>w u>z v>x w>y v>z w>x u>y"_s);
    const GraphLayout tangled = layoutDag(graph.input, {LayoutDirection::TopDown, 24, 56});
    QCOMPARE_LT(centre(tangled, graph, u"a").x(), centre(tangled, graph, u"b").x());
    QCOMPARE_LT(centre(tangled, graph, u"b").x(), centre(tangled, graph, u"c").x());
}

void TestLayout::rollingOperationIsAsNarrowAsItsWidestLayer()
{
    const GraphLayout layout = layoutDag(rollingOperation(3000, 30, 4), {LayoutDirection::TopDown, 24, 56});
    QCOMPARE(layout.bounds.width(), 30 * 208.0 + 29 * 24);
}

void TestLayout::untanglesWhatCanBeUntangled()
{
    // Planar, but neither in the order of the nodes nor in the order a walk meets them.
    const NamedGraph ladder = graphFromText(u"a>z b>y c>x a>y b>x z>p y>q x>r"_s);
    QCOMPARE(layoutDag(ladder.input).crossings, 0);
    const NamedGraph late = graphFromText(u"a>x a>z b>y b>z c>y"_s);
    QCOMPARE(layoutDag(late.input).crossings, 0);
    // Two groups of three joined all to all cross nine times in any order: (3 choose 2) squared.
    LayoutOptions plain;
    plain.bundles = false;
    QCOMPARE(layoutDag(allToAll(2, 3), plain).crossings, 9);
}

void TestLayout::longEdgesAreStraightBetweenTheirEnds()
{
    const NamedGraph graph = graphFromText(u"a>b b>c c>d d>e e>f a>f"_s);
    const GraphLayout layout = layoutDag(graph.input);
    const auto points = layout.route(5).points;
    // Out, along beside the chain, and in again: it turns in the first gap and in the last.
    QVERIFY(points.size() <= 4);
    for (size_t i = 0; i + 1 < points.size(); ++i)
        QCOMPARE_LT(points[i].x(), points[i + 1].x());
}

void TestLayout::reversedEdgeBesideItsTwin()
{
    const NamedGraph graph = graphFromText(u"a>b b>a"_s);
    const GraphLayout layout = layoutDag(graph.input);
    QVERIFY(!layout.route(0).reversed);
    QVERIFY(layout.route(1).reversed);
    QVERIFY(layout.route(0).points.front() != layout.route(1).points.back());
}

void TestLayout::islandsArePacked()
{
    LayoutInput input;
    input.sizes.fill(QSizeF(100, 50), 400);
    const GraphLayout layout = layoutDag(input);
    // A page, not a line: neither side is more than three times the other.
    QCOMPARE_LT(layout.bounds.width(), 3 * layout.bounds.height());
    QCOMPARE_LT(layout.bounds.height(), 3 * layout.bounds.width());
    QCOMPARE(layout.nodes[0].topLeft(), QPointF(0, 0));
    QCOMPARE_GT(layout.nodes[1].x(), layout.nodes[0].x());
}

void TestLayout::oddSizes()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    LayoutInput input{{{nan, 10}, {-5, 20}, {infinite, infinite}, {0, 0}}, {{0, 1}, {1, 2}, {2, 3}}};
    const GraphLayout layout = layoutDag(input, {LayoutDirection::TopDown, -3, nan});
    QCOMPARE(layout.nodes[0].size(), QSizeF(0, 10));
    QCOMPARE(layout.nodes[1].size(), QSizeF(0, 20));
    for (const QPointF &point : layout.routePoints)
        QVERIFY(std::isfinite(point.x()) && std::isfinite(point.y()));
    for (int e = 0; e < 3; ++e)
        QCOMPARE_GE(layout.route(e).points.size(), size_t(2));
}

void TestLayout::memoryStaysLinear()
{
    // 20,000 edges over 10,000 layers on average would need 10^8 bends.
    const LayoutInput input = shortcuts(20'000);
    const GraphLayout layout = layoutDag(input);
    QCOMPARE_LT(layout.routePoints.size(), 20 * (input.sizes.size() + input.edges.size()));
    for (qsizetype e = 0; e < layout.edgeCount(); ++e)
        QVERIFY(layout.route(e).points.empty() == (layout.bundleOf[e] >= 0));
}

void TestLayout::cancelledReturnsNothing()
{
    const std::atomic_bool cancelled = true;
    LayoutOptions options;
    options.cancelled = &cancelled;
    GraphLayout nothing;
    nothing.cancelled = true;
    QCOMPARE(layoutDag(rollingOperation(3000, 30, 4), options), nothing);
    QCOMPARE(layoutDag(allToAll(3, 40), options), nothing);
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
