// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a plan: what is painted where, and only what has to be.
#include "picture/graphexport.h"
#include "picture/sampleplan.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cstdlib>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

QImage painted(const GraphPicture &picture, PaintOptions options = {}, qreal scale = 1)
{
    const QRectF view = picture.bounds().adjusted(-24, -24, 24, 24);
    QImage image((view.size() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(options.tokens->window);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-view.topLeft());
    picture.paint(painter, view, scale, options);
    return image;
}

/// Of all pixels that differ, in scene coordinates.
QRectF changed(const GraphPicture &picture, const QImage &before, const QImage &after)
{
    QRect rect;
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            if (before.pixel(x, y) != after.pixel(x, y))
                rect |= QRect(x, y, 1, 1);
        }
    }
    return rect.isNull() ? QRectF() : QRectF(rect).translated(picture.bounds().topLeft() - QPointF(24, 24));
}

QRectF touchedRect(const GraphPicture &picture, int node)
{
    QRectF all;
    for (const QRectF &rect : picture.touched(node))
        all |= rect;
    return all;
}

int indexOf(const Plan &plan, StepState state)
{
    for (int i = 0; i < int(plan.looks.size()); ++i) {
        if (plan.looks[i].state == state)
            return i;
    }
    return -1;
}

PaintCount countOf(const GraphPicture &picture, const QRectF &exposed, qreal scale = 1)
{
    QImage image(16, 16, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    return picture.paint(painter, exposed, scale, {});
}

bool holds(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

} // namespace

Q_DECLARE_METATYPE(obdesk::LayoutInput)
Q_DECLARE_METATYPE(obdesk::LayoutDirection)

class TestGraphPicture final : public QObject
{
    Q_OBJECT

private slots:
    void findsNodes();
    void equalLookChangesNothing();
    void detailFollowsScale();
    void paintsOnlyWhatIsExposed();
    void everyAreaFindsItsBoxes_data();
    void everyAreaFindsItsBoxes();
    void partsLookLikeTheWhole_data();
    void partsLookLikeTheWhole();
    void wordChangesOnlyTheNode();
    void stateChangesTheNodeAndItsEdges();
    void selectionStaysWithinTheTouchedRect();
    void filesShowNoSelection();
    void failedShowsAtEveryZoom_data();
    void failedShowsAtEveryZoom();
    void mirrorsTheInside();
    void fadesWhatIsFilteredOut();
    void textStaysInTheNode();
    void causeTakesThePlaceOfStateAndDuration();
    void emptyGraph();
    void imageHasItsLimits();
};

void TestGraphPicture::findsNodes()
{
    const GraphPicture picture = pictureOf(addObserverPlan());
    for (int node = 0; node < picture.nodeCount(); ++node) {
        QCOMPARE(picture.nodeAt(picture.nodeRect(node).center()), std::optional(node));
        QCOMPARE(picture.nodeAt(picture.nodeRect(node).topLeft() + QPointF(1, 1)), std::optional(node));
        QCOMPARE(picture.nodeAt(picture.nodeRect(node).topRight() + QPointF(10, 10)), std::nullopt);
    }
    QCOMPARE(picture.nodeAt(QPointF(-1000, 0)), std::nullopt);
    QCOMPARE(picture.nodeAt(QPointF(1e12, -1e12)), std::nullopt);
}

void TestGraphPicture::equalLookChangesNothing()
{
    const Plan plan = addObserverPlan();
    GraphPicture picture = pictureOf(plan);
    QVERIFY(!picture.setNode(3, plan.looks[3]));
    NodeLook other = plan.looks[3];
    other.duration = u"0:09"_s;
    QVERIFY(picture.setNode(3, other));
    QVERIFY(!picture.setNode(3, other));
    QCOMPARE(picture.node(3), other);
    QVERIFY(!picture.setNode(-1, other));
    QVERIFY(!picture.setNode(picture.nodeCount(), other));
}

void TestGraphPicture::detailFollowsScale()
{
    QCOMPARE(detailAt(2), Detail::Facts);
    QCOMPARE(detailAt(0.55), Detail::Facts);
    QCOMPARE(detailAt(0.54), Detail::Titles);
    QCOMPARE(detailAt(0.25), Detail::Titles);
    QCOMPARE(detailAt(0.24), Detail::Boxes);
}

void TestGraphPicture::paintsOnlyWhatIsExposed()
{
    const GraphPicture picture = pictureOf(addObserverPlan());
    for (qreal scale : {1.0, 0.4, 0.1}) {
        const PaintCount all = countOf(picture, picture.bounds(), scale);
        QCOMPARE(all.nodes, picture.nodeCount());
        QCOMPARE(all.edges, int(picture.layout().edgeCount()));
        const QRectF inside = picture.nodeRect(5).adjusted(20, 10, -20, -10);
        QCOMPARE(countOf(picture, inside, scale).nodes, 1);
        QCOMPARE(countOf(picture, inside, scale).edges, 0);
        QCOMPARE(countOf(picture, QRectF(-500, -500, 100, 100), scale).nodes, 0);
    }
}

void TestGraphPicture::everyAreaFindsItsBoxes_data()
{
    QTest::addColumn<QRectF>("area");
    QTest::newRow("all") << QRectF(-1e6, -1e6, 2e6, 2e6);
    QTest::newRow("point") << QRectF(1000, 500, 0, 0);
    QTest::newRow("row") << QRectF(-1e6, 500, 2e6, 1);
    QTest::newRow("corner") << QRectF(0, 0, 300, 300);
    QTest::newRow("middle") << QRectF(5000, 2000, 900, 700);
    QTest::newRow("outside") << QRectF(-9000, -9000, 10, 10);
}

void TestGraphPicture::everyAreaFindsItsBoxes()
{
    QFETCH(const QRectF, area);
    QList<QRectF> boxes;
    for (int i = 0; i < 2000; ++i)     // small ones, long ones, flat ones
        boxes.append(QRectF((i * 7919) % 12'000, (i * 104'729) % 5'000, i % 50 == 0 ? 9'000 : 40, i % 30 == 0 ? 0 : 25));
    boxes.append(QRectF(-1e8, -1e8, 2e8, 2e8));
    std::vector<int> expected;
    for (int i = 0; i < int(boxes.size()); ++i) {
        const QRectF &box = boxes[i];
        if (box.left() <= area.right() && box.right() >= area.left() && box.top() <= area.bottom() && box.bottom() >= area.top())
            expected.push_back(i);
    }
    QCOMPARE(BoxIndex(boxes).find(area), expected);
}

void TestGraphPicture::partsLookLikeTheWhole_data()
{
    QTest::addColumn<LayoutInput>("input");
    QTest::addColumn<LayoutDirection>("direction");
    QTest::addColumn<qreal>("scale");
    LayoutInput fan{QList<QSizeF>(101, GraphPicture::nodeSize()), {}, {}};
    for (int i = 1; i <= 100; ++i)
        fan.edges.append({0, i});
    LayoutInput allToAll{QList<QSizeF>(100, GraphPicture::nodeSize()), {}, {}};
    for (int i = 0; i < 2500; ++i)
        allToAll.edges.append({i / 50, 50 + i % 50});
    for (qreal scale : {1.0, 0.4, 0.2}) {
        for (auto direction : {LayoutDirection::LeftRight, LayoutDirection::TopDown}) {
            const char *way = direction == LayoutDirection::LeftRight ? "left to right" : "top down";
            QTest::addRow("fan, %s, %.1f", way, scale) << fan << direction << scale;
            QTest::addRow("all to all, %s, %.1f", way, scale) << allToAll << direction << scale;
        }
    }
}

void TestGraphPicture::partsLookLikeTheWhole()
{
    QFETCH(const LayoutInput, input);
    QFETCH(const LayoutDirection, direction);
    QFETCH(const qreal, scale);
    LayoutOptions options;
    options.direction = direction;
    GraphPicture picture;
    picture.setGraph(layoutDag(input, options), input.edges, direction);
    const QRectF view(picture.nodeRect(0).center(), QSizeF(400, 400) / scale);
    QList<QImage> images;
    for (const QRectF &exposed : {view, picture.bounds()}) {
        QImage image(400, 400, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.scale(scale, scale);
        painter.translate(-view.topLeft());
        picture.paint(painter, exposed, scale, {});
        images.append(image);
    }
    QImage blank(400, 400, QImage::Format_ARGB32_Premultiplied);
    blank.fill(Qt::white);
    int apart = 0;
    for (int y = 0; y < 400; ++y) {
        for (int x = 0; x < 400; ++x)
            apart += std::abs(qGray(images[0].pixel(x, y)) - qGray(images[1].pixel(x, y))) > 64;
    }
    QVERIFY(images[0] != blank);
    QCOMPARE_LT(apart, 400 * 400 / 1000);
}

void TestGraphPicture::wordChangesOnlyTheNode()
{
    const Plan plan = addObserverPlan();
    GraphPicture picture = pictureOf(plan);
    const int node = indexOf(plan, StepState::Running);
    const QImage before = painted(picture);
    NodeLook look = plan.looks[node];
    look.duration = u"0:42"_s;
    look.stateWord = u"Still running"_s;
    QVERIFY(picture.setNode(node, look));
    const QRectF area = changed(picture, before, painted(picture));
    QVERIFY(!area.isNull());
    QVERIFY(picture.nodeRect(node).contains(area));
}

void TestGraphPicture::stateChangesTheNodeAndItsEdges()
{
    const Plan plan = addObserverPlan();
    GraphPicture picture = pictureOf(plan);
    const int node = indexOf(plan, StepState::Running);
    const QImage before = painted(picture);
    NodeLook look = plan.looks[node];
    look.state = StepState::Failed;
    look.stateWord = u"Failed"_s;
    QVERIFY(picture.setNode(node, look));
    const QRectF area = changed(picture, before, painted(picture));
    QVERIFY(!picture.nodeRect(node).contains(area));    // the edge into it turns red
    QVERIFY(touchedRect(picture, node).contains(area));
}

void TestGraphPicture::selectionStaysWithinTheTouchedRect()
{
    const GraphPicture picture = pictureOf(addObserverPlan());
    const QImage before = painted(picture);
    PaintOptions options;
    options.selected = options.hovered = 6;
    options.focused = true;
    const QRectF area = changed(picture, before, painted(picture, options));
    QVERIFY(!area.isNull());
    const QRectF allowed = picture.nodeRect(6).adjusted(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin);
    QVERIFY(allowed.contains(area));
    QVERIFY(touchedRect(picture, 6).contains(allowed));
}

void TestGraphPicture::filesShowNoSelection()
{
    const GraphPicture picture = pictureOf(addObserverPlan());
    for (qreal scale : {1.0, 0.4, 0.1}) {
        PaintOptions plain;
        plain.interactive = false;
        PaintOptions marked = plain;
        marked.selected = marked.hovered = 6;
        marked.focused = true;
        QCOMPARE(painted(picture, marked, scale), painted(picture, plain, scale));
    }
}

void TestGraphPicture::failedShowsAtEveryZoom_data()
{
    QTest::addColumn<qreal>("scale");
    for (qreal scale : {2.0, 1.0, 0.5, 0.3, 0.2, 0.05})
        QTest::addRow("%.2f", scale) << scale;
}

void TestGraphPicture::failedShowsAtEveryZoom()
{
    QFETCH(const qreal, scale);
    const GraphPicture picture = pictureOf(addObserverPlan());
    QVERIFY(holds(painted(picture, {}, scale), lightTokens().failed));
    PaintOptions dark;
    dark.tokens = &darkTokens();
    QVERIFY(holds(painted(picture, dark, scale), darkTokens().failed));
}

void TestGraphPicture::mirrorsTheInside()
{
    const Plan plan = addObserverPlan();
    const GraphPicture picture = pictureOf(plan);
    PaintOptions options;
    options.rightToLeft = true;
    const QImage image = painted(picture, options);
    // The glyph of a done step is on the right now.
    const QRectF node = picture.nodeRect(0).translated(24, 24);
    const auto greenIn = [&](qreal x) {
        return holds(image.copy(QRectF(node.left() + x, node.top() + 8, 30, 40).toRect()), lightTokens().successful);
    };
    QVERIFY(greenIn(node.width() - 36));
    QVERIFY(!greenIn(6));
}

void TestGraphPicture::fadesWhatIsFilteredOut()
{
    const Plan plan = addObserverPlan();
    const GraphPicture picture = pictureOf(plan);
    std::vector<NodeMarks> marks(size_t(picture.nodeCount()), 0);
    marks[size_t(indexOf(plan, StepState::Failed))] = nodemark::faded;
    PaintOptions options;
    options.marks = marks;
    for (qreal scale : {1.0, 0.4, 0.1}) {
        QVERIFY(holds(painted(picture, {}, scale), lightTokens().failed));
        QVERIFY(!holds(painted(picture, options, scale), lightTokens().failed));
    }
}

void TestGraphPicture::textStaysInTheNode()
{
    Plan plan = addObserverPlan();
    const GraphPicture reference = pictureOf(plan);
    const QImage before = painted(reference);
    GraphPicture picture = pictureOf(plan);
    NodeLook look = plan.looks[4];
    look.title = QString(4096, u'W');
    look.subtitle = QString(4096, u'i') + u"\n\t"_s + QString(u'\u0007') + u"\U0001F600\u202E\u05D0"_s;
    look.stateWord = u"a state word that no language needs"_s;
    look.duration = u"1234:56:78"_s;
    look.badges = {u"critical"_s, u"run 12"_s, QString(500, u'x')};
    QVERIFY(picture.setNode(4, look));
    QVERIFY(picture.nodeRect(4).contains(changed(picture, before, painted(picture))));
}

void TestGraphPicture::causeTakesThePlaceOfStateAndDuration()
{
    NodeTextFitter fitter;
    NodeLook look = addObserverPlan().looks[4];
    look.subtitle = u"10.0.0.7"_s;
    look.stateWord = u"Failed"_s;
    look.duration = u"12:34"_s;
    look.state = StepState::Failed;
    look.cause = u"No space left"_s;
    const NodeText text = fitter.fit(look);
    QCOMPARE(text.subtitle.text, u"10.0.0.7"_s);
    QCOMPARE(text.stateWord.text, u"No space left"_s);
    QVERIFY(text.duration.text.isEmpty());
    // However long both are, the cause has more than half, and both stay in the node.
    look.subtitle = QString(300, u'W');
    look.cause = QString(300, u'W');
    const NodeText both = fitter.fit(look);
    QVERIFY(both.stateWord.width > both.subtitle.width && both.subtitle.width > 0);
    QVERIFY(both.subtitle.width + nodemetrics::dotWidth + both.stateWord.width <= nodemetrics::size.width() - nodemetrics::textLeft - nodemetrics::padding);
}

void TestGraphPicture::emptyGraph()
{
    GraphPicture picture;
    picture.setGraph(layoutDag({}), {});
    QCOMPARE(countOf(picture, QRectF(0, 0, 100, 100)).nodes, 0);
    QCOMPARE(picture.nodeAt({0, 0}), std::nullopt);
    QVERIFY(picture.bounds().isEmpty());
    QCOMPARE(GraphPicture().nodeAt({0, 0}), std::nullopt);
}

void TestGraphPicture::imageHasItsLimits()
{
    const GraphPicture picture = pictureOf(addObserverPlan());
    const QImage image = graphToImage(picture, lightTokens(), 2);
    QCOMPARE(image.width(), int(2 * (picture.bounds().width() + 48)));
    QVERIFY(graphToImage(picture, lightTokens(), 1000).isNull());
    QVERIFY(graphToImage(picture, lightTokens(), 0).isNull());
}

QTEST_MAIN(TestGraphPicture)
#include "tst_picture_graph.moc"
