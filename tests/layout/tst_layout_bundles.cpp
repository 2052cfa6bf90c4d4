// SPDX-License-Identifier: GPL-3.0-or-later
// Which edges are drawn as one, and where the lines of such a bundle run.
#include "layout/layout.h"
#include "layout/samplegraphs.h"
#include "layout/spines.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

constexpr double tolerance = 1e-6;

double across(QPointF point, const LayoutOptions &options)
{
    return options.direction == LayoutDirection::TopDown ? point.x() : point.y();
}

double along(QPointF point, const LayoutOptions &options)
{
    return options.direction == LayoutDirection::TopDown ? point.y() : point.x();
}

/// In the coordinates of a picture that flows downwards.
QRectF flowing(const QRectF &rect, const LayoutOptions &options)
{
    return options.direction == LayoutDirection::TopDown ? rect : QRectF(rect.y(), rect.x(), rect.height(), rect.width());
}

bool share(const LayoutBundle &a, const LayoutBundle &b, const LayoutOptions &options)
{
    return std::min(across(a.spine.p2(), options), across(b.spine.p2(), options))
        >= std::max(across(a.spine.p1(), options), across(b.spine.p1(), options));
}

void addGroups()
{
    QTest::addColumn<LayoutInput>("input");
    QTest::addColumn<LayoutOptions>("options");
    const auto add = [](const QByteArray &name, const LayoutInput &input) {
        QTest::newRow(name + ", left to right") << input << LayoutOptions{LayoutDirection::LeftRight};
        QTest::newRow(name + ", top down") << input << LayoutOptions{LayoutDirection::TopDown, 10, 30};
        QTest::newRow(name + ", no room between layers") << input << LayoutOptions{LayoutDirection::TopDown, 10, 0};
    };
    add("all to all", allToAll(4, 12));
    add("fans", rollingOperation(200, 30, 2));
    for (quint32 seed = 1; seed <= 25; ++seed)
        add("groups seed " + QByteArray::number(seed), randomGroups(seed, 3 + int(seed) % 8));
}

/// "3x4 1x24": sizes of the bundles, tails by heads, sorted.
QString shapes(const GraphLayout &layout)
{
    QStringList names;
    for (const LayoutBundle &bundle : layout.bundles)
        names.append(u"%1x%2"_s.arg(bundle.tails.size()).arg(bundle.heads.size()));
    names.sort();
    return names.join(u' ');
}

LayoutInput completeGroups(int tails, int heads)
{
    LayoutInput input;
    input.sizes.fill(QSizeF(100, 40), tails + heads);
    for (int tail = 0; tail < tails; ++tail) {
        for (int head = tails; head < tails + heads; ++head)
            input.edges.append({tail, head});
    }
    return input;
}

} // namespace

Q_DECLARE_METATYPE(obdesk::LayoutInput)
Q_DECLARE_METATYPE(obdesk::LayoutOptions)

class TestLayoutBundles final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsBundled_data();
    void whatIsBundled();
    void onePerGroup();
    void whatIsNotCompleteIsBundledAsFarAsItIs();
    void longAndReversedEdgesAreNot();
    void drawsExactlyItsEdges_data() { addGroups(); }
    void drawsExactlyItsEdges();
    void linesMeetNoOtherNode_data() { addGroups(); }
    void linesMeetNoOtherNode();
    void spinesOfOneGapDoNotLieOnEachOther_data() { addGroups(); }
    void spinesOfOneGapDoNotLieOnEachOther();
    void crossesLikeOneHub();
    void canBeSwitchedOff_data() { addGroups(); }
    void canBeSwitchedOff();
    void levels();
    void manyLevels();
};

void TestLayoutBundles::whatIsBundled_data()
{
    QTest::addColumn<int>("tails");
    QTest::addColumn<int>("heads");
    QTest::addColumn<bool>("bundled");
    for (const auto &[tails, heads, bundled] : {std::tuple{2, 2, false}, {2, 4, false}, {2, 5, true}, {5, 2, true}, {3, 3, true},
                                                {40, 3, true}, {1, 23, false}, {23, 1, false}, {1, 24, true}, {24, 1, true}})
        QTest::addRow("%d to %d", tails, heads) << tails << heads << bundled;
}

void TestLayoutBundles::whatIsBundled()
{
    QFETCH(const int, tails);
    QFETCH(const int, heads);
    QFETCH(const bool, bundled);
    const GraphLayout layout = layoutDag(completeGroups(tails, heads));
    QCOMPARE(shapes(layout), bundled ? u"%1x%2"_s.arg(tails).arg(heads) : QString());
}

void TestLayoutBundles::onePerGroup()
{
    QCOMPARE(shapes(layoutDag(allToAll(4, 12))), u"12x12 12x12 12x12"_s);
    QCOMPARE(shapes(layoutDag(fan(40, true))), u"1x40 40x1"_s);
    // Chains between barriers: two fans each, and nothing for the chains.
    QCOMPARE(shapes(layoutDag(rollingOperation(120, 30, 2))), u"1x30 1x30 30x1 30x1"_s);
}

void TestLayoutBundles::whatIsNotCompleteIsBundledAsFarAsItIs()
{
    LayoutInput input = completeGroups(5, 5);
    input.edges.removeOne(LayoutEdge{0, 5});
    // The four with the same heads; the first stays apart.
    QCOMPARE(shapes(layoutDag(input)), u"4x5"_s);
    LayoutInput busy = completeGroups(1, 30);
    busy.sizes.append(QSizeF(10, 10));
    busy.edges.append({31, 7});
    QCOMPARE(shapes(layoutDag(busy)), u"1x30"_s);
    QCOMPARE(layoutDag(busy).route(30).points.empty(), false);
}

void TestLayoutBundles::longAndReversedEdgesAreNot()
{
    LayoutInput input = completeGroups(1, 30);
    // One head is late: its edge passes a layer.
    input.sizes.append(QSizeF(10, 10));
    input.edges.append({0, 31});
    input.edges.append({31, 1});
    const GraphLayout layout = layoutDag(input);
    QCOMPARE(layout.layer[1], 2);
    QCOMPARE(layout.bundleOf[0], -1);
    QCOMPARE_GE(layout.route(0).points.size(), size_t(2));
    QCOMPARE(shapes(layout), u"1x30"_s);

    // Every head leads back as well.
    LayoutInput back = completeGroups(3, 3);
    const qsizetype forward = back.edges.size();
    for (qsizetype e = 0; e < forward; ++e)
        back.edges.append({back.edges[e].to, back.edges[e].from});
    const GraphLayout both = layoutDag(back);
    for (qsizetype e = 0; e < both.edgeCount(); ++e) {
        QVERIFY(!both.routeReversed[e] || both.bundleOf[e] < 0);
        QCOMPARE(both.route(e).points.empty(), both.bundleOf[e] >= 0);
    }
}

void TestLayoutBundles::drawsExactlyItsEdges()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    QCOMPARE(layout.bundleOf.size(), input.edges.size());
    QList<QSet<std::pair<int, int>>> drawn(layout.bundles.size());
    for (qsizetype e = 0; e < layout.edgeCount(); ++e) {
        const int bundle = layout.bundleOf[e];
        if (bundle < 0)
            continue;
        QCOMPARE_LT(bundle, layout.bundles.size());
        QVERIFY(layout.route(e).points.empty());
        QVERIFY(!layout.routeReversed[e]);
        drawn[bundle].insert({input.edges[e].from, input.edges[e].to});
    }
    for (qsizetype i = 0; i < layout.bundles.size(); ++i) {
        const LayoutBundle &bundle = layout.bundles[i];
        QCOMPARE(drawn[i].size(), bundle.tails.size() * bundle.heads.size());
        const double from = across(bundle.spine.p1(), options);
        const double to = across(bundle.spine.p2(), options);
        const double level = along(bundle.spine.p1(), options);
        QCOMPARE(along(bundle.spine.p2(), options), level);
        const auto check = [&](const QList<int> &ends, bool tails) {
            for (qsizetype j = 0; j < ends.size(); ++j) {
                const QRectF node = flowing(layout.nodes[ends[j]], options);
                QVERIFY(j == 0 || node.center().x() > flowing(layout.nodes[ends[j - 1]], options).center().x());
                QCOMPARE(layout.layer[ends[j]], layout.layer[bundle.tails.first()] + (tails ? 0 : 1));
                QVERIFY(tails ? level > node.bottom() : level < node.top());
                QCOMPARE_GE(node.center().x(), from - tolerance);
                QCOMPARE_LE(node.center().x(), to + tolerance);
            }
        };
        check(bundle.tails, true);
        check(bundle.heads, false);
        for (int tail : bundle.tails) {
            for (int head : bundle.heads)
                QVERIFY(drawn[i].contains({tail, head}));
        }
        QVERIFY(layout.bounds.contains(bundle.spine.p1()) && layout.bounds.contains(bundle.spine.p2()));
    }
}

void TestLayoutBundles::linesMeetNoOtherNode()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    QVERIFY(!layout.bundles.isEmpty() || input.edges.size() < 300);
    for (const LayoutBundle &bundle : layout.bundles) {
        const double level = along(bundle.spine.p1(), options);
        const auto meetsNone = [&](int end, double from, double to) {
            const double x = flowing(layout.nodes[end], options).center().x();
            for (qsizetype other = 0; other < layout.nodes.size(); ++other) {
                const QRectF node = flowing(layout.nodes[other], options).adjusted(tolerance, tolerance, -tolerance, -tolerance);
                if (other != end && x >= node.left() && x <= node.right() && from <= node.bottom() && to >= node.top())
                    return false;
            }
            return true;
        };
        for (int tail : bundle.tails)
            QVERIFY(meetsNone(tail, flowing(layout.nodes[tail], options).bottom(), level));
        for (int head : bundle.heads)
            QVERIFY(meetsNone(head, level, flowing(layout.nodes[head], options).top()));
        const QRectF spine = flowing(QRectF(bundle.spine.p1(), bundle.spine.p2()), options);
        for (const QRectF &rect : layout.nodes) {
            const QRectF node = flowing(rect, options);
            QVERIFY(spine.left() > node.right() || spine.right() < node.left() || level > node.bottom() || level < node.top());
        }
    }
}

void TestLayoutBundles::spinesOfOneGapDoNotLieOnEachOther()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutOptions, options);
    const GraphLayout layout = layoutDag(input, options);
    for (const LayoutBundle &a : layout.bundles) {
        for (const LayoutBundle &b : layout.bundles) {
            if (&a != &b && share(a, b, options))
                QCOMPARE_GT(std::abs(along(a.spine.p1(), options) - along(b.spine.p1(), options)), 4.0);
        }
    }
}

void TestLayoutBundles::crossesLikeOneHub()
{
    QCOMPARE(layoutDag(allToAll(4, 12)).crossings, 0);
    // Two groups numbered in turns: each is joined to its own, so that nothing needs to cross.
    LayoutInput input;
    input.sizes.fill(QSizeF(100, 40), 16);
    for (int tail = 0; tail < 8; ++tail) {
        for (int head = 8; head < 16; ++head) {
            if (tail % 2 == head % 2)
                input.edges.append({tail, head});
        }
    }
    QCOMPARE(layoutDag(input).crossings, 0);
    QCOMPARE(shapes(layoutDag(input)), u"4x4 4x4"_s);
    LayoutOptions plain;
    plain.bundles = false;
    QCOMPARE(layoutDag(input, plain).crossings, 2 * 36);    // (4 choose 2) squared for each
}

void TestLayoutBundles::canBeSwitchedOff()
{
    QFETCH(const LayoutInput, input);
    QFETCH(LayoutOptions, options);
    options.bundles = false;
    const GraphLayout layout = layoutDag(input, options);
    QVERIFY(layout.bundles.isEmpty());
    QCOMPARE(layout.bundleOf, QList<int>(input.edges.size(), -1));
    QSet<std::pair<int, int>> seen;
    for (qsizetype e = 0; e < layout.edgeCount(); ++e) {
        const std::pair ends{input.edges[e].from, input.edges[e].to};
        QCOMPARE(layout.route(e).points.empty(), seen.contains(ends));
        seen.insert(ends);
    }
}

void TestLayoutBundles::levels()
{
    using layered::assignLevels;
    using layered::SpineEnds;
    // Side by side: one level does.
    QCOMPARE(assignLevels(std::vector<SpineEnds>{{{0, 10}, {0, 10}}, {{50, 60}, {50, 60}}}).count, 1);
    // The heads of the first reach below the tails of the second. If the first went first, they would pass the second's spine.
    const auto shifted = assignLevels(std::vector<SpineEnds>{{{0, 100}, {0, 300}}, {{150, 250}, {350, 500}}});
    QCOMPARE(shifted.count, 2);
    QCOMPARE(shifted.of, (std::vector<int>{1, 0}));
    // A head of the first right below a tail of the second: the first must not come before, or the two lines would be one.
    const auto above = assignLevels(std::vector<SpineEnds>{{{0, 20}, {40, 100}}, {{40, 120}, {130, 140}}});
    QCOMPARE(above.of, (std::vector<int>{1, 0}));
    const auto mirrored = assignLevels(std::vector<SpineEnds>{{{40, 120}, {130, 140}}, {{0, 20}, {40, 100}}});
    QCOMPARE(mirrored.of, (std::vector<int>{0, 1}));
}

void TestLayoutBundles::manyLevels()
{
    std::vector<layered::SpineEnds> many;
    for (int i = 0; i < 500; ++i)
        many.push_back({{10.0 * i, 10.0 * i + 95}, {10.0 * i}});
    const layered::SpineLevels levels = layered::assignLevels(many);
    QCOMPARE(levels.count, 10);     // any place is covered by at most ten
    for (size_t i = 0; i < many.size(); ++i) {
        for (size_t j = i + 1; j < many.size() && j < i + 10; ++j)
            QVERIFY(levels.of[i] != levels.of[j]);
    }
}

QTEST_GUILESS_MAIN(TestLayoutBundles)
#include "tst_layout_bundles.moc"
