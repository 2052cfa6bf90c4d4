// SPDX-License-Identifier: GPL-3.0-or-later
// The graph on screen keeps its place: a poll changes colours and numbers, nothing else.
#include "graph/graphview.h"

#include "task/steplens.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

/// A chain of `length` steps with a fan of `width` after the third; ids 1 … n.
Task plan(int length, int width = 1)
{
    Task task;
    task.id = TaskId(7);
    task.status = taskStatusFromText(u"RUNNING"_s);
    qint64 next = 1;
    QList<qint64> last;
    for (int level = 0; level < length; ++level) {
        QList<qint64> here;
        const int count = level == 3 ? width : 1;
        for (int k = 0; k < count; ++k) {
            Subtask step;
            step.id = SubtaskId(next);
            step.name = u"Step %1"_s.arg(next);
            step.status = subtaskStatusFromText(u"PENDING"_s);
            step.operation = operationFromText(u"EXECUTE"_s);
            if (count > 1)
                step.parallelIdx = k;
            for (const qint64 up : last)
                step.upstreams.append(SubtaskId(up));
            task.subtasks.append(step);
            here.append(next++);
        }
        last = here;
    }
    return task;
}

void setStatus(Task &task, int index, const QString &status)
{
    task.subtasks[index].status = subtaskStatusFromText(status);
}

struct Stage
{
    explicit Stage(const Task &first) : task(first), view(lens, theme)
    {
        view.resize(900, 500);
        view.show();
        show(task);
        [&] { QVERIFY(QTest::qWaitForWindowExposed(&view)); QTRY_VERIFY(view.isLaidOut()); }();
        QCoreApplication::processEvents();
    }

    /// Another plan.
    void show(const Task &next)
    {
        task = next;
        TaskDiff diff;
        diff.headChanged = diff.shapeChanged = true;
        lens.setTask(task, diff, {}, now);
    }

    /// What a poll brings: values of these steps differ.
    void poll(const QList<int> &changed)
    {
        TaskDiff diff;
        diff.changedSubtasks = changed;
        lens.setTask(task, diff, {}, now);
    }

    void key(Qt::Key key) { QTest::keyClick(&view, key); }

    Theme theme;
    Task task;
    StepLens lens;
    GraphView view;
};

} // namespace

class TestGraphView final : public QObject
{
    Q_OBJECT

private slots:
    void pollWithoutChangePaintsNothing();
    void changedStepKeepsTheView();
    void changedStepRepaintsItsOwnPlaceOnly();
    void sameShapeIsNotLaidOutAgain();
    void newStepsKeepTheSelectedOneInPlace();
    void wheelZoomsAtThePointer();
    void dragMovesAndEndsFollowing();
    void followingBringsTheFailedStepIntoView();
    void fitShowsEverything();
    void arrowsWalkTheEdges();
    void f8GoesThroughFailedSteps();
    void findWrapsAround();
    void largeGraphIsLaidOutOffTheUiThread();
    void brokenGraphIsDrawn();
};

void TestGraphView::pollWithoutChangePaintsNothing()
{
    Stage stage(plan(8, 3));
    QTRY_VERIFY(stage.view.paintCount() > 0);
    QCoreApplication::processEvents();
    const int before = stage.view.paintCount();
    stage.poll({});
    stage.poll({ 0, 1, 2 }); // said to differ, but nothing that is shown does
    stage.lens.tick(now);
    QCoreApplication::processEvents();
    QCOMPARE(stage.view.paintCount(), before);
}

void TestGraphView::changedStepKeepsTheView()
{
    Stage stage(plan(12, 3));
    stage.view.setFollowing(false);
    stage.lens.select(4, true);
    stage.view.zoomBy(0.7, QPointF(100, 100));
    const double scale = stage.view.scale();
    const QRectF place = stage.view.rectOf(2);
    QSignalSpy selection(&stage.lens, &StepLens::selectionChanged);
    setStatus(stage.task, 2, u"FAILED"_s);
    setStatus(stage.task, 9, u"RUNNING"_s);
    stage.poll({ 2, 9 });
    QCOMPARE(stage.view.scale(), scale);
    QCOMPARE(stage.view.rectOf(2), place);
    QCOMPARE(stage.lens.selected(), 4);
    QCOMPARE(selection.count(), 0);
}

void TestGraphView::changedStepRepaintsItsOwnPlaceOnly()
{
    Stage stage(plan(4));
    stage.view.setFollowing(false);
    const QImage before = stage.view.grab().toImage();
    setStatus(stage.task, 3, u"FAILED"_s);
    stage.poll({ 3 });
    QCoreApplication::processEvents();
    const QImage after = stage.view.grab().toImage();
    QVERIFY(before != after);
    const QRect first = stage.view.rectOf(0).toAlignedRect();
    QCOMPARE(after.copy(first), before.copy(first));
}

void TestGraphView::sameShapeIsNotLaidOutAgain()
{
    Stage stage(plan(6, 2));
    QSignalSpy laidOut(&stage.view, &GraphView::laidOut);
    setStatus(stage.task, 0, u"SUCCESSFUL"_s);
    stage.poll({ 0 });
    QCOMPARE(laidOut.count(), 0);
    stage.show(plan(7, 2));
    QCOMPARE(laidOut.count(), 1);
}

void TestGraphView::newStepsKeepTheSelectedOneInPlace()
{
    Stage stage(plan(6, 2));
    stage.view.setFollowing(false);
    stage.lens.select(1, true);
    const QPointF place = stage.view.rectOf(1).topLeft();
    stage.show(plan(9, 4));
    QCOMPARE(stage.lens.selected(), 1); // the same id stands at the same index in both plans
    QVERIFY((stage.view.rectOf(1).topLeft() - place).manhattanLength() < 1.0);
}

void TestGraphView::wheelZoomsAtThePointer()
{
    Stage stage(plan(4));
    const QPointF pointer = stage.view.rectOf(1).center();
    const double before = stage.view.scale();
    QWheelEvent wheel(pointer, stage.view.mapToGlobal(pointer), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&stage.view, &wheel);
    QVERIFY(stage.view.scale() > before);
    QVERIFY((stage.view.rectOf(1).center() - pointer).manhattanLength() < 1.0);
}

void TestGraphView::dragMovesAndEndsFollowing()
{
    Stage stage(plan(12));
    QVERIFY(stage.view.isFollowing());
    const QPointF before = stage.view.rectOf(0).topLeft();
    QTest::mousePress(&stage.view, Qt::LeftButton, {}, QPoint(400, 450));
    QTest::mouseMove(&stage.view, QPoint(380, 440));
    QTest::mouseMove(&stage.view, QPoint(300, 430));
    QTest::mouseRelease(&stage.view, Qt::LeftButton, {}, QPoint(300, 430));
    QVERIFY(!stage.view.isFollowing());
    QCOMPARE((stage.view.rectOf(0).topLeft() - before).toPoint(), QPoint(-100, -20));
    QCOMPARE(stage.lens.selected(), -1); // a drag is no click
}

void TestGraphView::followingBringsTheFailedStepIntoView()
{
    Stage stage(plan(40));
    QVERIFY(!stage.view.rect().contains(stage.view.rectOf(35).toAlignedRect()));
    setStatus(stage.task, 35, u"RUNNING"_s);
    stage.poll({ 35 });
    QVERIFY(stage.view.rect().contains(stage.view.rectOf(35).toAlignedRect()));
    stage.view.setFollowing(false);
    setStatus(stage.task, 5, u"FAILED"_s);
    stage.poll({ 5 });
    QVERIFY(!stage.view.rect().contains(stage.view.rectOf(5).toAlignedRect()));
    stage.view.setFollowing(true);
    QVERIFY(stage.view.rect().contains(stage.view.rectOf(5).toAlignedRect()));
}

void TestGraphView::fitShowsEverything()
{
    Stage stage(plan(40, 5));
    stage.view.fit();
    for (int i = 0; i < stage.task.subtasks.size(); ++i)
        QVERIFY(stage.view.rect().contains(stage.view.rectOf(i).toAlignedRect()));
    stage.view.actualSize();
    QCOMPARE(stage.view.scale(), 1.0);
}

void TestGraphView::arrowsWalkTheEdges()
{
    Stage stage(plan(6, 3)); // 1 2 3 -> {4 5 6} -> 7 8
    QTest::keyClick(&stage.view, Qt::Key_Home);
    QCOMPARE(stage.lens.selected(), 0);
    QTest::keyClick(&stage.view, Qt::Key_Right);
    QCOMPARE(stage.lens.selected(), 1);
    stage.lens.select(3, true);
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QCOMPARE(stage.lens.selected(), 4);
    QTest::keyClick(&stage.view, Qt::Key_Up);
    QCOMPARE(stage.lens.selected(), 3);
    QTest::keyClick(&stage.view, Qt::Key_Left);
    QCOMPARE(stage.lens.selected(), 2);
    QTest::keyClick(&stage.view, Qt::Key_End);
    QCOMPARE(stage.lens.selected(), 7);
    QSignalSpy activated(&stage.view, &GraphView::activated);
    QTest::keyClick(&stage.view, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    // Drawn from top to bottom, Down follows the edge.
    stage.view.scene().setDirection(LayoutDirection::TopDown);
    stage.lens.select(0, true);
    QTest::keyClick(&stage.view, Qt::Key_Down);
    QCOMPARE(stage.lens.selected(), 1);
}

void TestGraphView::f8GoesThroughFailedSteps()
{
    Stage stage(plan(8));
    QCOMPARE(stage.lens.nextFailed(true), -1);
    setStatus(stage.task, 2, u"FAILED"_s);
    setStatus(stage.task, 6, u"FAILED"_s);
    stage.poll({ 2, 6 });
    QCOMPARE(stage.lens.nextFailed(true), 2);
    stage.lens.select(2, true);
    QCOMPARE(stage.lens.nextFailed(true), 6);
    QCOMPARE(stage.lens.nextFailed(false), 6);
    stage.lens.select(6, true);
    QCOMPARE(stage.lens.nextFailed(true), 2);
}

void TestGraphView::findWrapsAround()
{
    Stage stage(plan(12));
    QCOMPARE(stage.lens.find(u"step 12"_s, true), 11);
    stage.lens.select(11, true);
    QCOMPARE(stage.lens.find(u"STEP 1"_s, true), 0);
    QCOMPARE(stage.lens.find(u"no such step"_s, true), -1);
    QCOMPARE(stage.lens.find(u"  "_s, true), -1);
}

void TestGraphView::largeGraphIsLaidOutOffTheUiThread()
{
    Theme theme;
    StepLens lens;
    GraphView view(lens, theme);
    view.resize(900, 500);
    view.show();
    const auto show = [&](const Task &task) {
        TaskDiff diff;
        diff.shapeChanged = true;
        lens.setTask(task, diff, {}, now);
    };
    show(plan(4, 3000));
    QVERIFY(!view.isLaidOut()); // comes later, through the event loop
    QTRY_VERIFY(view.isLaidOut());
    QCOMPARE(view.picture().nodeCount(), 3003);
    // Another plan while a layout runs: only the newest arrives.
    show(plan(4, 3500));
    show(plan(4, 2500));
    QTRY_COMPARE(view.picture().nodeCount(), 2503);
    QVERIFY(view.isLaidOut());
    auto dying = std::make_unique<GraphView>(lens, theme);
    dying.reset(); // the worker must not reach it
    QCoreApplication::processEvents();
}

void TestGraphView::brokenGraphIsDrawn()
{
    Task task = plan(5);
    task.subtasks[0].upstreams.append(SubtaskId(5));        // a circle over everything
    task.subtasks[1].upstreams.append(SubtaskId(999));      // dangles
    task.subtasks[2].upstreams.append(SubtaskId(3));        // itself
    task.subtasks.append(task.subtasks.constFirst());       // an id twice
    task.subtasks[3].status = subtaskStatusFromText(u"HIBERNATING"_s);
    Stage stage(task);
    stage.view.fit();
    for (int i = 0; i < task.subtasks.size(); ++i)
        QVERIFY(!stage.view.rectOf(i).isEmpty());
    QVERIFY(stage.view.scene().describe(stage.view.scene().nodeOf(3)).contains(u"HIBERNATING"_s));
}

QTEST_MAIN(TestGraphView)
#include "tst_ui_graphview.moc"
