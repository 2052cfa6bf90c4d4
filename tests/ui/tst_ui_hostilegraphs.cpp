// SPDX-License-Identifier: GPL-3.0-or-later
// Plans nobody would make, with twenty thousand steps: every view draws every step, what is odd is marked, and nothing hangs (the program's
// time is limited where it is registered).
#include "graph/graphview.h"
#include "task/matrixview.h"
#include "task/steptable.h"
#include "task/timelinecanvas.h"

#include <QTest>

#include <functional>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr int many = 20'000;
using Link = std::function<QList<SubtaskId>(int)>;

/// Ids from 1 on. `upstreams`: by index.
Task taskOf(int steps, const Link &upstreams)
{
    Task task;
    task.id = TaskId(7);
    task.name = u"Hostile"_s;
    task.status = taskStatusFromText(u"RUNNING"_s);
    const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
    const QStringList states { u"SUCCESSFUL"_s, u"RUNNING"_s, u"FAILED"_s, u"PENDING"_s, u"HIBERNATING"_s };
    for (int i = 0; i < steps; ++i) {
        Subtask step;
        step.id = SubtaskId(i + 1);
        step.name = u"Step %1"_s.arg(i);
        step.upstreams = upstreams(i);
        step.status = subtaskStatusFromText(states.at(i % states.size()));
        if (i % states.size() != 3)
            step.startTime = start.addSecs(i);
        task.subtasks.append(step);
    }
    return task;
}

QList<SubtaskId> none(int)
{
    return {};
}

QList<SubtaskId> theOneBefore(int i)
{
    return i > 0 ? QList { SubtaskId(i) } : QList<SubtaskId>();
}

struct Stage
{
    explicit Stage(const Task &task, const QDateTime &now = QDateTime(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC))
        : graph(lens, theme), matrix(lens, theme), timeline(lens, theme, nullptr), table(lens, theme)
    {
        TaskDiff everything;
        everything.headChanged = everything.shapeChanged = true;
        lens.setTask(task, everything, {}, now);
        QTRY_VERIFY_WITH_TIMEOUT(lens.count() == task.subtasks.size(), 120'000);
        QTRY_VERIFY_WITH_TIMEOUT(graph.isLaidOut(), 120'000);
        for (QWidget *view : views()) {
            view->resize(1200, 700);
            view->show();
        }
    }
    std::array<QWidget *, 4> views() { return { &graph, &matrix, &timeline, &table }; }

    Theme theme;
    StepLens lens;
    GraphView graph;
    MatrixView matrix;
    TimelineCanvas timeline;
    StepTable table;
};

} // namespace

class TestHostileGraphs final : public QObject
{
    Q_OBJECT

private slots:
    void everyViewDrawsEveryStep_data();
    void everyViewDrawsEveryStep();
    void circleIsCutAndMarked();
    void idsThatRepeatKeepTheirSteps();
};

void TestHostileGraphs::everyViewDrawsEveryStep_data()
{
    QTest::addColumn<Task>("task");
    QTest::newRow("a circle over everything") << taskOf(many, [](int i) { return QList { SubtaskId(i > 0 ? i : many) }; });
    QTest::newRow("a chain") << taskOf(many, theOneBefore);
    QTest::newRow("islands") << taskOf(many, none);
    QTest::newRow("two roots") << taskOf(many, [](int i) { return i < 2 ? QList<SubtaskId>() : QList { SubtaskId(i % 2 + 1) }; });
    QTest::newRow("each waits for its like far away") << taskOf(many, [](int i) {
        return i < many / 2 ? QList<SubtaskId>() : QList { SubtaskId(many - i), SubtaskId(i) };
    });
    QTest::newRow("all wait for all of the layer above") << taskOf(many, [](int i) {
        QList<SubtaskId> ups;
        for (int up = (i / 100 - 1) * 100; i >= 100 && up < i / 100 * 100; ++up)
            ups.append(SubtaskId(up + 1));
        return ups;
    });
    Task names = taskOf(many, theOneBefore);
    for (int i = 0; i < many; ++i) {
        names.subtasks[i].name = i % 3 == 0 ? QString(4096, QChar(u'W'))
            : i % 3 == 1                    ? u"\u202Eتثبيت الحزمة على الخادم "_s + QString::number(i)
                                            : QString(4096, QChar(0x5B89));
    }
    QTest::newRow("endless and right-to-left names") << names;
    Task times = taskOf(many, none);
    for (int i = 0; i < many; ++i) {
        times.subtasks[i].startTime = i % 2 ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC) : QDateTime(QDate(9999, 12, 31), QTime(23, 59), Qt::UTC);
        times.subtasks[i].finishTime = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC); // before it began
        times.subtasks[i].parallelIdx = i % 5 ? i : std::numeric_limits<int>::max() - 1;
        times.subtasks[i].timeout = std::chrono::seconds(i % 7 ? std::numeric_limits<int>::max() : -1);
    }
    QTest::newRow("times and numbers out of this world") << times;
}

void TestHostileGraphs::everyViewDrawsEveryStep()
{
    QFETCH(const Task, task);
    Stage stage(task);
    for (int i = 0; i < stage.lens.count(); ++i) {
        if (stage.graph.rectOf(i).isEmpty() || stage.matrix.rectOf(i).isEmpty() || stage.timeline.rowRectOf(i).isEmpty())
            QFAIL(qPrintable(u"step %1 is missing"_s.arg(i)));
    }
    QCOMPARE(stage.table.model()->rowCount(), stage.lens.count());
    // From afar, near, and at the last step.
    stage.graph.fit();
    for (QWidget *view : stage.views())
        QVERIFY(!view->grab().toImage().isNull());
    stage.lens.select(stage.lens.graph().order().constLast(), true);
    stage.graph.actualSize();
    stage.timeline.zoomBy(1000, 600);
    for (QWidget *view : stage.views())
        QVERIFY(!view->grab().toImage().isNull());
    // The next failed step is found, a filter leaves what it should, and gives back what it took.
    stage.lens.select(stage.lens.nextFailed(true), true);
    QCOMPARE(stage.lens.state(stage.lens.selected()), StepState::Failed);
    StepFilter failed;
    failed.states = { StepState::Failed };
    stage.lens.setFilter(failed);
    QTRY_VERIFY_WITH_TIMEOUT(stage.graph.isLaidOut(), 120'000);
    QCOMPARE(stage.lens.shownCount(), many / 5);
    QCOMPARE(stage.table.model()->rowCount(), many / 5);
    for (QWidget *view : stage.views())
        QVERIFY(!view->grab().toImage().isNull());
    stage.lens.setFilter({});
    QCOMPARE(stage.table.model()->rowCount(), many);
}

void TestHostileGraphs::circleIsCutAndMarked()
{
    Stage stage(taskOf(many, [](int i) { return QList { SubtaskId(i > 0 ? i : many) }; }));
    QCOMPARE(stage.lens.graph().oddities().size(), 1);
    QCOMPARE(stage.lens.graph().oddities().constFirst().kind, TaskOddity::Kind::Cycle);
    int against = 0; // drawn dashed, with an arrow
    const GraphLayout &layout = stage.graph.picture().layout();
    for (qsizetype edge = 0; edge < layout.edgeCount(); ++edge)
        against += layout.route(edge).reversed;
    QCOMPARE(against, 1);
}

void TestHostileGraphs::idsThatRepeatKeepTheirSteps()
{
    Task task = taskOf(many, theOneBefore);
    for (Subtask &step : task.subtasks) {
        step.id = SubtaskId(1 + step.id.value % 10);
        step.name = u"Same"_s;
    }
    Stage stage(task);
    QCOMPARE(stage.lens.count(), many);
    for (int i = 0; i < many; ++i)
        QVERIFY(!stage.graph.rectOf(i).isEmpty() && !stage.matrix.rectOf(i).isEmpty() && !stage.timeline.rowRectOf(i).isEmpty());
    const auto repeats = std::ranges::count_if(stage.lens.graph().oddities(), [](const TaskOddity &o) { return o.kind == TaskOddity::Kind::DuplicateId; });
    QCOMPARE(repeats, many - 10);
}

QTEST_MAIN(TestHostileGraphs)
#include "tst_ui_hostilegraphs.moc"
