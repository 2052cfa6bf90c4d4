// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and names read from a task: progress, elapsed time, the host of a step, the actions that are possible.
#include "task/actionrules.h"
#include "task/plans.h"
#include "task/taskhosts.h"
#include "task/taskprogress.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Action = ActionRules::Action;
using Block = ActionRules::Block;

namespace {

using Milliseconds = std::optional<std::chrono::milliseconds>;

const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

Task withSteps(const QStringList &states)
{
    Task task;
    for (const QString &state : states) {
        Subtask step;
        step.id = SubtaskId(task.subtasks.size() + 1);
        const QStringList words = state.split(u'/');
        setState(step, words.at(0), words.value(1, u"EXECUTE"_s));
        task.subtasks.append(step);
    }
    return task;
}

} // namespace

Q_DECLARE_METATYPE(Milliseconds)

class TestTaskFacts : public QObject
{
    Q_OBJECT

private slots:
    void progress()
    {
        Task task = withSteps({ u"SUCCESSFUL"_s, u"SUCCESSFUL/SKIP"_s, u"FAILED"_s, u"RUNNING"_s, u"RUNNING/CANCEL"_s, u"READY"_s, u"PENDING"_s,
                                u"PENDING"_s, u"PAUSED"_s, u"CANCELING"_s });
        setState(task, u"RUNNING"_s);
        const TaskProgress progress = progressOf(task);
        QCOMPARE(progress.total, 10);
        QCOMPARE(progress.done, 2); // a skipped step counts, an unknown one does not
        QVERIFY(!progress.rollingBack);
        QCOMPARE(progress.of(StepState::Successful), 1);
        QCOMPARE(progress.of(StepState::Skipped), 1);
        QCOMPARE(progress.of(StepState::Failed), 1);
        QCOMPARE(progress.of(StepState::Running), 1);
        QCOMPARE(progress.of(StepState::Canceling), 2);
        QCOMPARE(progress.of(StepState::Ready), 1);
        QCOMPARE(progress.of(StepState::Pending), 2);
        QCOMPARE(progress.of(StepState::Unknown), 1);
        QCOMPARE(progress.of(StepState::RolledBack), 0);
        QCOMPARE(progressOf(Task {}), TaskProgress {});
    }

    /// A rollback undoes what has run, and nothing else: what never ran is no part of it.
    void progressOfRollback()
    {
        Task task = withSteps({ u"SUCCESSFUL/ROLLBACK"_s, u"RUNNING/ROLLBACK"_s, u"PENDING/ROLLBACK"_s, u"PENDING/ROLLBACK_SKIP"_s, u"PENDING"_s });
        setState(task, u"RUNNING"_s, u"ROLLBACK"_s);
        const TaskProgress progress = progressOf(task);
        QVERIFY(progress.rollingBack);
        QCOMPARE(progress.done, 2);
        QCOMPARE(progress.total, 4);
        QCOMPARE(progress.of(StepState::RolledBack), 2);
        QCOMPARE(progress.of(StepState::Pending), 1);
        // A list of an old OCP says no operation: then nobody knows who ran.
        Task listed = withSteps({ u"PENDING/"_s, u"PENDING/"_s });
        setState(listed, u"SUCCESSFUL"_s, QString());
        QCOMPARE(progressOf(listed).done, 2);
        QCOMPARE(progressOf(listed).total, 2);
    }

    /// FAILED is no end while a step of it may still start or runs.
    void isOverWhenNothingMoves()
    {
        const auto over = [](const QString &status, const QStringList &steps) {
            Task task = withSteps(steps);
            setState(task, status);
            return isOver(task);
        };
        QVERIFY(over(u"SUCCESSFUL"_s, { u"SUCCESSFUL"_s }));
        QVERIFY(over(u"FAILED"_s, { u"FAILED"_s, u"PENDING"_s, u"SUCCESSFUL"_s }));
        QVERIFY(over(u"FAILED"_s, {}));
        for (const char *moving : { "READY", "RUNNING", "CANCELING", "RUNNING/CANCEL" })
            QVERIFY(!over(u"FAILED"_s, { u"FAILED"_s, QString::fromLatin1(moving) }));
        QVERIFY(!over(u"RUNNING"_s, { u"FAILED"_s }));
        QVERIFY(!over(u"PAUSED"_s, { u"FAILED"_s }));
    }

    void elapsedOfTask_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("startedAt"); // seconds after `start`; -1: not there
        QTest::addColumn<int>("finishedAt");
        QTest::addColumn<Milliseconds>("took"); // at second 100
        QTest::newRow("not started") << u"RUNNING"_s << -1 << -1 << Milliseconds();
        QTest::newRow("runs") << u"RUNNING"_s << 40 << -1 << Milliseconds(60s);
        QTest::newRow("runs again") << u"RUNNING"_s << 40 << 50 << Milliseconds(60s);
        QTest::newRow("unknown state is no end") << u"PAUSED"_s << 40 << 50 << Milliseconds(60s);
        QTest::newRow("failed") << u"FAILED"_s << 40 << 50 << Milliseconds(10s);
        QTest::newRow("done") << u"SUCCESSFUL"_s << 0 << 90 << Milliseconds(90s);
        QTest::newRow("done, end not told") << u"SUCCESSFUL"_s << 0 << -1 << Milliseconds();
        QTest::newRow("started after now") << u"RUNNING"_s << 130 << -1 << Milliseconds();
        QTest::newRow("ended before it began") << u"FAILED"_s << 50 << 40 << Milliseconds();
        QTest::newRow("starts now") << u"RUNNING"_s << 100 << -1 << Milliseconds(0ms);
    }

    void elapsedOfTask()
    {
        QFETCH(QString, status);
        QFETCH(int, startedAt);
        QFETCH(int, finishedAt);
        QFETCH(Milliseconds, took);
        Task task;
        task.status = taskStatusFromText(status);
        if (startedAt >= 0)
            task.startTime = start.addSecs(startedAt);
        if (finishedAt >= 0)
            task.finishTime = start.addSecs(finishedAt);
        QVERIFY(elapsed(task, start.addSecs(100)) == took);
    }

    void elapsedOfStep_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("startedAt");
        QTest::addColumn<int>("finishedAt");
        QTest::addColumn<Milliseconds>("took"); // at second 100
        QTest::newRow("waits") << u"PENDING"_s << -1 << -1 << Milliseconds();
        QTest::newRow("rolled back") << u"PENDING"_s << 10 << 30 << Milliseconds(20s);
        QTest::newRow("ready again") << u"READY"_s << 10 << 30 << Milliseconds();
        QTest::newRow("runs") << u"RUNNING"_s << 40 << -1 << Milliseconds(60s);
        QTest::newRow("runs again") << u"RUNNING"_s << 40 << 30 << Milliseconds(60s);
        QTest::newRow("canceling") << u"CANCELING"_s << 40 << -1 << Milliseconds(60s);
        QTest::newRow("started after now") << u"RUNNING"_s << 101 << -1 << Milliseconds();
        QTest::newRow("failed") << u"FAILED"_s << 40 << 41 << Milliseconds(1s);
        QTest::newRow("done, end not told") << u"SUCCESSFUL"_s << 40 << -1 << Milliseconds();
        QTest::newRow("ended before it began") << u"SUCCESSFUL"_s << 40 << 39 << Milliseconds();
        QTest::newRow("unknown") << u"PAUSED"_s << 40 << 50 << Milliseconds();
    }

    void elapsedOfStep()
    {
        QFETCH(QString, status);
        QFETCH(int, startedAt);
        QFETCH(int, finishedAt);
        QFETCH(Milliseconds, took);
        Subtask step;
        step.status = subtaskStatusFromText(status);
        if (startedAt >= 0)
            step.startTime = start.addSecs(startedAt);
        if (finishedAt >= 0)
            step.finishTime = start.addSecs(finishedAt);
        QVERIFY(elapsed(step, start.addSecs(100)) == took);
    }

    void hostsOfSteps()
    {
        Task task = planFrom(u"a b c d e"_s);
        task.context.lists.insert(u"host_ids"_s, { u"30"_s, u"10"_s, u"20"_s });
        for (int i = 0; i < 3; ++i) {
            task.subtasks[i].name = u"Install rpm"_s;
            task.subtasks[i].parallelIdx = i;
        }
        task.subtasks[3].name = u"Stop zone"_s;
        task.subtasks[3].parallelIdx = 0; // a group of one, split over something else
        Host known;
        known.id = HostId(30);
        known.name = u"db-30"_s;
        known.innerIpAddress = u"10.0.0.30"_s;
        Host nameless = known;
        nameless.id = HostId(10);
        nameless.innerIpAddress.clear();
        nameless.name = u"db-10"_s;
        const TaskHosts hosts(task, { { known.id, known }, { nameless.id, nameless } });

        QCOMPARE(hosts.hosts(), QList<HostId>({ HostId(30), HostId(10), HostId(20) }));
        QVERIFY(hosts.hostOf(task.subtasks.at(0)) == HostId(30)); // the order of the context, not of the ids
        QCOMPARE(hosts.labelOf(task.subtasks.at(0)), u"10.0.0.30"_s);
        QCOMPARE(hosts.labelOf(task.subtasks.at(1)), u"db-10"_s);
        QCOMPARE(hosts.labelOf(task.subtasks.at(2)), u"20"_s);
        QVERIFY(!hosts.hostOf(task.subtasks.at(3)));
        QCOMPARE(hosts.labelOf(task.subtasks.at(3)), QString());
        QVERIFY(!hosts.hostOf(task.subtasks.at(4)));
    }

    void oneHost()
    {
        Task task = planFrom(u"a b"_s);
        task.subtasks[0].parallelIdx = 0;
        QVERIFY(!TaskHosts(task, {}).hostOf(task.subtasks.at(0))); // no context, no host
        task.context.lists.insert(u"host_ids"_s, { u"7"_s });
        const TaskHosts hosts(task, {});
        QVERIFY(hosts.hostOf(task.subtasks.at(0)) == HostId(7));
        QCOMPARE(hosts.labelOf(task.subtasks.at(0)), u"7"_s);
        QVERIFY(!hosts.hostOf(task.subtasks.at(1)));
        Subtask wild = task.subtasks.at(0);
        wild.parallelIdx = -3;
        QVERIFY(!hosts.hostOf(wild));
        wild.parallelIdx = 1;
        QVERIFY(!hosts.hostOf(wild));
    }

    void taskActions_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<Block>("retry");
        QTest::addColumn<Block>("rollback");
        QTest::newRow("running") << u"RUNNING"_s << Block::TaskRunning << Block::TaskRunning;
        QTest::newRow("failed") << u"FAILED"_s << Block::None << Block::None;
        QTest::newRow("successful") << u"SUCCESSFUL"_s << Block::TaskSuccessful << Block::TaskSuccessful;
        QTest::newRow("a new word") << u"PAUSED"_s << Block::TaskStateUnknown << Block::TaskStateUnknown;
    }

    void taskActions()
    {
        QFETCH(QString, status);
        Task task = withSteps({ u"SUCCESSFUL"_s, u"FAILED"_s });
        setState(task, status);
        QTEST(ActionRules::check(Action::RetryTask, task), "retry");
        QTEST(ActionRules::check(Action::RollbackTask, task), "rollback");
    }

    void rollbackProhibited()
    {
        Task task = withSteps({ u"SUCCESSFUL"_s, u"FAILED"_s, u"PENDING"_s, u"PENDING"_s });
        setState(task, u"FAILED"_s);
        task.prohibitRollback = true;
        QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::RollbackProhibited);
        QCOMPARE(ActionRules::check(Action::RetryTask, task), Block::None);
        task.prohibitRollback = false;
        task.context.strings.insert(u"prohibit_rollback"_s, u"True"_s);
        QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::RollbackProhibited);
        task.context.strings.insert(u"prohibit_rollback"_s, u"false"_s);
        QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::None);
        // A step forbids it only when it has run.
        task.subtasks[2].prohibitRollback = true;
        task.subtasks[3].prohibitRollback = true;
        QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::None);
        task.subtasks[0].prohibitRollback = true;
        QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::StepProhibitsRollback);
        QCOMPARE(ActionRules::check(Action::RetryTask, task), Block::None);
    }

    /// The engine still starts what was READY when another step failed.
    void rollbackWaitsForMovingSteps()
    {
        for (const char *moving : { "READY", "RUNNING", "CANCELING", "RUNNING/CANCEL" }) {
            Task task = withSteps({ u"FAILED"_s, QString::fromLatin1(moving) });
            setState(task, u"FAILED"_s);
            QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::StepsMoving);
            QCOMPARE(ActionRules::check(Action::RetryTask, task), Block::None);
            task.prohibitRollback = true;
            QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::RollbackProhibited);
        }
    }

    void failedRollbackMayBeRetried()
    {
        Task task = withSteps({ u"FAILED/ROLLBACK"_s });
        setState(task, u"FAILED"_s, u"ROLLBACK"_s);
        QCOMPARE(ActionRules::check(Action::RetryTask, task), Block::None);
        QCOMPARE(ActionRules::check(Action::RollbackTask, task), Block::None);
    }

    void stepActions_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<Block>("retry"); // and skip
        QTest::addColumn<Block>("cancel");
        QTest::newRow("pending") << u"PENDING"_s << Block::StepNotFailed << Block::StepNotRunning;
        QTest::newRow("ready") << u"READY"_s << Block::StepNotFailed << Block::StepNotRunning;
        QTest::newRow("running") << u"RUNNING"_s << Block::StepNotFailed << Block::None;
        QTest::newRow("canceling") << u"CANCELING"_s << Block::StepNotFailed << Block::StepAlreadyCanceling;
        QTest::newRow("canceling, said as running") << u"RUNNING/CANCEL"_s << Block::StepNotFailed << Block::StepAlreadyCanceling;
        QTest::newRow("failed") << u"FAILED"_s << Block::None << Block::StepNotRunning;
        QTest::newRow("cancelled") << u"FAILED/CANCEL"_s << Block::None << Block::StepNotRunning;
        QTest::newRow("successful") << u"SUCCESSFUL"_s << Block::StepNotFailed << Block::StepNotRunning;
        QTest::newRow("skipped") << u"SUCCESSFUL/SKIP"_s << Block::StepNotFailed << Block::StepNotRunning;
        QTest::newRow("a new word") << u"PAUSED"_s << Block::StepNotFailed << Block::StepNotRunning;
    }

    /// Whatever the task's own state: a failed step of a running task may be retried.
    void stepActions()
    {
        QFETCH(QString, state);
        for (const QString &status : { u"RUNNING"_s, u"FAILED"_s }) {
            Task task = withSteps({ state });
            setState(task, status);
            QTEST(ActionRules::check(Action::RetryStep, task, &task.subtasks.at(0)), "retry");
            QTEST(ActionRules::check(Action::SkipStep, task, &task.subtasks.at(0)), "retry");
            QTEST(ActionRules::check(Action::CancelStep, task, &task.subtasks.at(0)), "cancel");
        }
    }

    void skipProhibited()
    {
        Task task = withSteps({ u"FAILED"_s });
        setState(task, u"FAILED"_s);
        task.subtasks[0].prohibitSkip = true;
        QCOMPARE(ActionRules::check(Action::SkipStep, task, &task.subtasks.at(0)), Block::SkipProhibited);
        QCOMPARE(ActionRules::check(Action::RetryStep, task, &task.subtasks.at(0)), Block::None);
    }

    void noStepAndRemote()
    {
        Task task = withSteps({ u"FAILED"_s, u"RUNNING"_s });
        setState(task, u"FAILED"_s);
        for (const Action action : { Action::RetryStep, Action::SkipStep, Action::CancelStep })
            QCOMPARE(ActionRules::check(action, task), Block::NoStep);
        task.isRemote = true;
        for (const Action action : { Action::RetryTask, Action::RollbackTask, Action::RetryStep, Action::SkipStep })
            QCOMPARE(ActionRules::check(action, task, &task.subtasks.at(0)), Block::RemoteTask);
        QCOMPARE(ActionRules::check(Action::CancelStep, task, &task.subtasks.at(1)), Block::RemoteTask);
    }
};

QTEST_GUILESS_MAIN(TestTaskFacts)
#include "tst_taskfacts.moc"
