// SPDX-License-Identifier: GPL-3.0-or-later
// An action on a task: sent once, and when its answer was lost, judged by what the task shows.
#include "task/actionstate.h"
#include "task/plans.h"
#include "task/scripted.h"
#include "task/taskactionflow.h"

#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ApiError::Kind;
using Outcome = ApiError::Outcome;
using State = TaskActionFlow::State;
using Action = ActionRules::Action;

namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc());

/// a>b>c, b failed.
Task failedTask()
{
    Task task = planFrom(u"a>b b>c"_s);
    setState(task, u"FAILED"_s);
    setState(step(task, u"a"_s), u"SUCCESSFUL"_s);
    setState(step(task, u"b"_s), u"FAILED"_s);
    step(task, u"b"_s).runTime = 1;
    step(task, u"b"_s).startTime = start.addSecs(-60);
    step(task, u"b"_s).finishTime = start.addSecs(-30);
    setState(step(task, u"c"_s), u"PENDING"_s);
    return task;
}

/// The same after a retry that failed again: only the number of the run and the times tell.
Task retriedTask()
{
    Task task = failedTask();
    setState(step(task, u"b"_s), u"FAILED"_s, u"RETRY"_s);
    step(task, u"b"_s).runTime = 2;
    step(task, u"b"_s).finishTime = start.addSecs(10);
    return task;
}

ApiError failure(Kind kind, Outcome outcome)
{
    ApiError error;
    error.kind = kind;
    error.outcome = outcome;
    return error;
}

struct Stage
{
    TaskActionCalls calls()
    {
        return {
            [this](const TaskAction &action, const MutationContext &mutation, QObject *, std::function<void(const std::optional<ApiError> &)> done) {
                sent.append(action);
                mutations.append(mutation);
                answer = std::move(done);
            },
            [this](TaskId, QObject *context, Callback<Task> done) {
                askedAt.append(scheduler.clock().monotonic().count() / 1000);
                return tasks.take(context, std::move(done));
            },
            [this](const QString &intent, const Conclusion &conclusion) { concluded.append({ intent, conclusion }); },
        };
    }

    bool submit() { return flow->submit({ Action::RetryStep, failedTask().id, SubtaskId(idOf(u"b"_s)) }, failedTask(), { u"change 4711"_s, {}, {} }); }
    void loseAnswer()
    {
        submit();
        answer(failure(Kind::Timeout, Outcome::Unknown));
    }

    ManualScheduler scheduler { start };
    Desk<Task> tasks;
    QList<TaskAction> sent;
    QList<MutationContext> mutations;
    QList<qint64> askedAt; // seconds
    QList<std::pair<QString, Conclusion>> concluded;
    std::function<void(const std::optional<ApiError> &)> answer;
    std::unique_ptr<TaskActionFlow> flow = std::make_unique<TaskActionFlow>(calls(), scheduler);
};

} // namespace

class TestTaskActionFlow : public QObject
{
    Q_OBJECT

private slots:
    /// What somebody else did to the task is no proof that ours arrived.
    void showsWhichAction_data()
    {
        QTest::addColumn<ActionRules::Action>("action");
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("step");
        QTest::addColumn<bool>("shows");
        using A = ActionRules::Action;
        QTest::newRow("task retried") << A::RetryTask << u"RUNNING/RETRY"_s << u"READY/RETRY"_s << true;
        QTest::newRow("task rolled back instead") << A::RetryTask << u"RUNNING/ROLLBACK"_s << u"RUNNING/ROLLBACK"_s << false;
        QTest::newRow("rollback") << A::RollbackTask << u"SUCCESSFUL/ROLLBACK"_s << u"PENDING/ROLLBACK"_s << true;
        QTest::newRow("retried instead of rolled back") << A::RollbackTask << u"RUNNING/RETRY"_s << u"RUNNING/RETRY"_s << false;
        QTest::newRow("step retried") << A::RetryStep << u"RUNNING/RETRY"_s << u"SUCCESSFUL/RETRY"_s << true;
        QTest::newRow("step skipped instead") << A::RetryStep << u"RUNNING/SKIP"_s << u"SUCCESSFUL/SKIP"_s << false;
        QTest::newRow("step skipped") << A::SkipStep << u"RUNNING/SKIP"_s << u"SUCCESSFUL/SKIP"_s << true;
        QTest::newRow("skipped while rolling back") << A::SkipStep << u"RUNNING/ROLLBACK"_s << u"PENDING/ROLLBACK_SKIP"_s << true;
        QTest::newRow("step cancelled") << A::CancelStep << u"RUNNING/EXECUTE"_s << u"FAILED/CANCEL"_s << true;
        QTest::newRow("being cancelled") << A::CancelStep << u"RUNNING/EXECUTE"_s << u"CANCELING/EXECUTE"_s << true;
        QTest::newRow("failed by itself") << A::CancelStep << u"FAILED/EXECUTE"_s << u"FAILED/EXECUTE"_s << false;
        QTest::newRow("operations are not told") << A::RollbackTask << u"RUNNING/"_s << u"RUNNING/"_s << true;
    }

    void showsWhichAction()
    {
        QFETCH(ActionRules::Action, action);
        QFETCH(QString, task);
        QFETCH(QString, step);
        Task shown = planFrom(u"a"_s);
        setState(shown, task.section(u'/', 0, 0), task.section(u'/', 1));
        setState(shown.subtasks[0], step.section(u'/', 0, 0), step.section(u'/', 1));
        const TaskAction asked { action, shown.id, shown.subtasks.constFirst().id };
        QFETCH(bool, shows);
        QCOMPARE(showsAction(shown, asked), shows);
    }

    void acceptedAndObserved()
    {
        Stage stage;
        QVERIFY(stage.submit());
        QVERIFY(!stage.submit()); // a second click
        QCOMPARE(stage.sent.size(), 1);
        QVERIFY(stage.mutations.constFirst().stateBefore.contains(u"step 2 FAILED"_s));
        stage.answer(std::nullopt);
        QCOMPARE(stage.flow->state(), State::Accepted);
        stage.tasks.answer(retriedTask());
        QCOMPARE(stage.concluded.size(), 1);
        QCOMPARE(stage.concluded.constFirst().first, stage.flow->intentId());
        QCOMPARE(stage.concluded.constFirst().second.kind, Conclusion::Kind::Observed);
        QVERIFY(stage.concluded.constFirst().second.state.contains(u"run 2"_s));
        QVERIFY(stage.submit()); // and the next action may come
    }

    void refusedOrNotSent_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("state");
        QTest::newRow("refused") << int(Outcome::Refused) << int(State::Refused);
        QTest::newRow("not sent") << int(Outcome::NotSent) << int(State::NotSent);
    }

    void refusedOrNotSent()
    {
        QFETCH(int, outcome);
        QFETCH(int, state);
        Stage stage;
        stage.submit();
        stage.answer(failure(Kind::Refused, Outcome(outcome)));
        QCOMPARE(int(stage.flow->state()), state);
        QCOMPARE(stage.tasks.asked(), 0);
        QVERIFY(stage.submit());
        QVERIFY(stage.mutations.at(0).intentId != stage.mutations.at(1).intentId);
    }

    void effectShowsInTheTask()
    {
        Stage stage;
        stage.loseAnswer();
        QCOMPARE(stage.flow->state(), State::Looking);
        QVERIFY(!stage.submit());
        stage.tasks.answer(failedTask());
        QCOMPARE(stage.flow->state(), State::Looking);
        stage.scheduler.advance(TaskActionFlow::betweenLooks);
        stage.tasks.answer(retriedTask());
        QCOMPARE(stage.flow->state(), State::TookEffect);
        QCOMPARE(stage.concluded.size(), 1);
        QCOMPARE(stage.concluded.constFirst().second.kind, Conclusion::Kind::Found);
        QCOMPARE(stage.sent.size(), 1);
        QVERIFY(stage.submit());
    }

    void withoutEffectAPersonSettles()
    {
        Stage stage;
        stage.loseAnswer();
        for (int look = 0; look < TaskActionFlow::looks; ++look) {
            QCOMPARE(stage.flow->state(), State::Looking);
            stage.flow->settle(u"too early"_s);
            stage.tasks.answer(failedTask());
            stage.scheduler.advance(TaskActionFlow::betweenLooks);
        }
        QCOMPARE(stage.askedAt, (QList<qint64> { 0, 10, 20 }));
        QCOMPARE(stage.flow->state(), State::NoEffect);
        QVERIFY(!stage.submit());
        QVERIFY(stage.concluded.isEmpty());
        stage.flow->lookAgain();
        stage.tasks.answer(failedTask());
        QCOMPARE(stage.flow->state(), State::NoEffect);
        stage.flow->settle(u"looked in OCP"_s);
        QCOMPARE(stage.concluded.size(), 1);
        QCOMPARE(stage.concluded.constFirst().second.kind, Conclusion::Kind::Settled);
        QCOMPARE(stage.concluded.constFirst().second.detail, u"looked in OCP"_s);
        QCOMPARE(stage.sent.size(), 1);
        QVERIFY(stage.submit());
        QCOMPARE(stage.sent.size(), 2);
    }

    void failedLooksDoNotCount()
    {
        Stage stage;
        stage.loseAnswer();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(stage.tasks.fail(Kind::ConnectionRefused));
            QVERIFY(stage.flow->lookError());
            stage.scheduler.advance(TaskActionFlow::slowestLooks);
        }
        QCOMPARE(stage.flow->state(), State::Looking);
        stage.tasks.answer(retriedTask());
        QCOMPARE(stage.flow->state(), State::TookEffect);
    }

    void atRestWhereAccountsLock_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("401") << int(Kind::Unauthorized);
        QTest::newRow("403") << int(Kind::Forbidden);
    }

    void atRestWhereAccountsLock()
    {
        QFETCH(int, kind);
        Stage stage;
        stage.loseAnswer();
        stage.tasks.fail(Kind(kind));
        stage.scheduler.advance(1h);
        QCOMPARE(stage.tasks.asked(), 1);
        QVERIFY(stage.flow->isStalled());
        stage.flow->lookAgain();
        QCOMPARE(stage.tasks.asked(), 2);
    }

    void outlivesItsConnection()
    {
        Stage stage;
        stage.submit();
        stage.flow->detach();
        QCOMPARE(stage.flow->state(), State::Looking);
        QVERIFY(!stage.submit());
        stage.scheduler.advance(1h);
        QCOMPARE(stage.tasks.asked(), 0);
        stage.flow->attach(stage.calls());
        QCOMPARE(stage.tasks.asked(), 1);
        stage.tasks.answer(retriedTask());
        QCOMPARE(stage.flow->state(), State::TookEffect);
        QCOMPARE(stage.sent.size(), 1);
    }

    void resumesAnIntentOfAnEarlierRun()
    {
        Stage stage;
        Intent intent;
        intent.id = u"1234"_s;
        intent.kind = operations::retrySubtask;
        intent.task = failedTask().id;
        intent.subtask = SubtaskId(idOf(u"b"_s));
        intent.stateBefore = stateLine(failedTask(), intent.subtask);
        stage.flow->resume(intent);
        QCOMPARE(stage.flow->state(), State::Looking);
        QVERIFY(stage.flow->action() == (TaskAction { Action::RetryStep, failedTask().id, intent.subtask }));
        stage.tasks.answer(retriedTask());
        QCOMPARE(stage.flow->state(), State::TookEffect);
        QCOMPARE(stage.concluded.constFirst().first, u"1234"_s);
        QVERIFY(stage.sent.isEmpty());
    }

    void kindsGoBothWays()
    {
        for (const Action action : { Action::RetryTask, Action::RollbackTask, Action::RetryStep, Action::SkipStep, Action::CancelStep })
            QCOMPARE(actionOf(operationOf({ action, TaskId(1), SubtaskId(2) }).kind), std::optional(action));
        QVERIFY(!actionOf(operations::addServers));
    }

    /// What an action changes must change the line; what polls change by themselves on a resting task must not.
    void stateLineTells()
    {
        const std::optional<SubtaskId> b(SubtaskId(idOf(u"b"_s)));
        const QString before = stateLine(failedTask(), b);
        Task skipped = failedTask();
        setState(step(skipped, u"b"_s), u"SUCCESSFUL"_s, u"SKIP"_s);
        QVERIFY(stateLine(skipped, b) != before);
        Task rollingBack = failedTask();
        setState(rollingBack, u"RUNNING"_s, u"ROLLBACK"_s);
        QVERIFY(stateLine(rollingBack) != stateLine(failedTask()));
        QVERIFY(stateLine(retriedTask()) != stateLine(failedTask()));
        QVERIFY(stateLine(retriedTask(), b) != before);
        Task renamed = failedTask();
        renamed.name = u"another"_s;
        QCOMPARE(stateLine(renamed, b), before);
        QCOMPARE(progressLine(failedTask()), u"task FAILED, 1 of 3 steps"_s);
    }
};

QTEST_GUILESS_MAIN(TestTaskActionFlow)
#include "tst_taskactionflow.moc"
