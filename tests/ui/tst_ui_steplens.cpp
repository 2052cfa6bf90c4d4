// SPDX-License-Identifier: GPL-3.0-or-later
// What the views share: signals only for what differs, the selected step kept by id, runs remembered.
#include "task/plans.h"
#include "task/steplens.h"

#include <QSignalSpy>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

void show(StepLens &lens, const Task &task, const QDateTime &at = now)
{
    lens.setTask(task, differenceBetween(lens.task(), task), {}, at);
}

Task pending(const QString &plan)
{
    Task task = planFrom(plan);
    for (Subtask &each : task.subtasks)
        setState(each, u"PENDING"_s);
    return task;
}

QList<int> only(QSignalSpy &spy)
{
    return spy.size() == 1 ? spy.takeFirst().at(0).value<QList<int>>() : QList<int> { -1, int(spy.size()) };
}

} // namespace

class TestStepLens final : public QObject
{
    Q_OBJECT

private slots:
    void signalsNameWhatDiffers()
    {
        StepLens lens;
        QSignalSpy plan(&lens, &StepLens::planChanged);
        QSignalSpy steps(&lens, &StepLens::stepsChanged);
        QSignalSpy insights(&lens, &StepLens::insightsChanged);
        Task task = pending(u"a>b a>c b>d c>d"_s);
        show(lens, task);
        QCOMPARE(plan.size(), 1);
        show(lens, task);
        QCOMPARE(plan.size() + steps.size() + insights.size(), 1);

        setState(step(task, u"b"_s), u"FAILED"_s);
        show(lens, task);
        QCOMPARE(only(steps), QList<int> { 1 });
        QCOMPARE(only(insights), QList<int> { 1 });
        QCOMPARE(lens.insights().role(1), FailureCauses::Role::FirstCause);
        QCOMPARE(lens.insights().heldBack(1).steps, 1);
        QCOMPARE(lens.state(1), StepState::Failed);

        setState(step(task, u"a"_s), u"FAILED"_s); // b is a consequence now
        show(lens, task);
        QCOMPARE(only(steps), QList<int> { 0 });
        QCOMPARE(only(insights), (QList<int> { 0, 1 }));
        QCOMPARE(plan.size(), 1);
    }

    void timeMovesInsightsWhileSomethingRuns()
    {
        StepLens lens;
        Task task = pending(u"a>b"_s);
        step(task, u"a"_s).timeout = 100s;
        show(lens, task);
        QSignalSpy insights(&lens, &StepLens::insightsChanged);
        lens.tick(now.addSecs(500));
        QCOMPARE(insights.size(), 0);
        setState(step(task, u"a"_s), u"RUNNING"_s);
        step(task, u"a"_s).startTime = now;
        show(lens, task);
        QCOMPARE(lens.serverNow(), now);
        insights.clear();
        lens.tick(now.addSecs(1)); // from now on it is known to take time
        QCOMPARE(only(insights), QList<int> { 0 });
        lens.tick(now.addSecs(79));
        QCOMPARE(insights.size(), 0);
        lens.tick(now.addSecs(80));
        QCOMPARE(only(insights), QList<int> { 0 });
        QCOMPARE(lens.insights().warnings(0), (QList<StepWarning> { { StepWarning::Kind::NearTime, 80 } }));
    }

    void silence()
    {
        StepLens lens;
        Task task = pending(u"a>b"_s);
        setState(step(task, u"a"_s), u"RUNNING"_s);
        show(lens, task);
        QSignalSpy insights(&lens, &StepLens::insightsChanged);
        lens.setSilent({ { SubtaskId(1), 12min } });
        QCOMPARE(only(insights), QList<int> { 0 });
        QCOMPARE(lens.insights().warnings(0), (QList<StepWarning> { { StepWarning::Kind::Silent, 12 } }));
        lens.setSilent({ { SubtaskId(1), 12min } });
        QCOMPARE(insights.size(), 0);
        lens.setSilent({});
        QCOMPARE(only(insights), QList<int> { 0 });
    }

    void selectionIsKeptById()
    {
        StepLens lens;
        show(lens, pending(u"a>b b>c"_s));
        lens.select(2, false);
        show(lens, pending(u"x>a a>b b>c"_s));
        QCOMPARE(lens.selected(), lens.graph().indexOf(SubtaskId(3)));
        show(lens, pending(u"a>b"_s));
        QCOMPARE(lens.selected(), -1);
    }

    void runsAreRemembered()
    {
        StepLens lens;
        Task task = pending(u"a>b"_s);
        setState(step(task, u"a"_s), u"FAILED"_s);
        step(task, u"a"_s).runTime = 1;
        step(task, u"a"_s).startTime = now;
        step(task, u"a"_s).finishTime = now.addSecs(30);
        show(lens, task);
        setState(step(task, u"a"_s), u"READY"_s, u"RETRY"_s);
        step(task, u"a"_s).runTime = 2;
        show(lens, task);
        QCOMPARE(lens.runsOf(0), (QList<StepRun> { { 1, now, now.addSecs(30), StepState::Failed } }));
        setState(step(task, u"a"_s), u"RUNNING"_s, u"RETRY"_s);
        step(task, u"a"_s).startTime = now.addSecs(100);
        step(task, u"a"_s).finishTime.reset();
        show(lens, task);
        QCOMPARE(lens.runsOf(0), (QList<StepRun> { { 1, now, now.addSecs(30), StepState::Failed },
                                                   { 2, now.addSecs(100), std::nullopt, StepState::Running } }));
        QVERIFY(lens.runsOf(1).isEmpty());
        task.id = TaskId(1); // another task knows nothing of it
        show(lens, task);
        QCOMPARE(lens.runsOf(0).size(), 1);
    }

    void filterFollowsStates()
    {
        StepLens lens;
        Task task = pending(u"a>b b>c"_s);
        show(lens, task);
        StepFilter failed;
        failed.states = { StepState::Failed };
        QSignalSpy shown(&lens, &StepLens::shownChanged);
        lens.setFilter(failed);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(lens.shownCount(), 0);
        setState(step(task, u"b"_s), u"FAILED"_s);
        show(lens, task);
        QCOMPARE(shown.size(), 2);
        QCOMPARE(lens.shown(), (QList<bool> { false, true, false }));
        QCOMPARE(lens.nextFailed(true), 1);
        QCOMPARE(lens.find(u"c"_s, true), -1); // it is hidden
        setState(step(task, u"b"_s), u"FAILED"_s, u"RETRY"_s);
        show(lens, task);
        QCOMPARE(shown.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestStepLens)
#include "tst_ui_steplens.moc"
