// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the wire as values and back, and how status and operation fold into what people see.
#include "domain/clock.h"
#include "domain/cluster.h"
#include "domain/host.h"
#include "domain/task.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void statusWords()
    {
        QCOMPARE(taskStatusFromText(u"RUNNING"_s), (OpenEnum<TaskStatus> { TaskStatus::Running, u"RUNNING"_s }));
        QCOMPARE(taskStatusFromText(u"failed"_s), (OpenEnum<TaskStatus> { TaskStatus::Failed, u"failed"_s }));
        QCOMPARE(taskStatusFromText(u"PAUSED"_s), (OpenEnum<TaskStatus> { TaskStatus::Unknown, u"PAUSED"_s }));
        QCOMPARE(taskStatusFromText({}), OpenEnum<TaskStatus> {});
    }

    void roundTrips()
    {
        for (const TaskStatus status : { TaskStatus::Running, TaskStatus::Failed, TaskStatus::Successful })
            QVERIFY(taskStatusFromText(toText(status)) == status);
        for (const SubtaskStatus status : { SubtaskStatus::Pending, SubtaskStatus::Ready, SubtaskStatus::Running, SubtaskStatus::Canceling,
                                            SubtaskStatus::Failed, SubtaskStatus::Successful })
            QVERIFY(subtaskStatusFromText(toText(status)) == status);
        for (const TaskOperation operation : { TaskOperation::Execute, TaskOperation::Retry, TaskOperation::Rollback, TaskOperation::Skip, TaskOperation::Cancel,
                                           TaskOperation::RollbackSkip })
            QVERIFY(operationFromText(toText(operation)) == operation);
        for (const HostStatus status : { HostStatus::New, HostStatus::Available, HostStatus::Online, HostStatus::Offline, HostStatus::Deleting })
            QVERIFY(hostStatusFromText(toText(status)) == status);
        QCOMPARE(toText(TaskStatus::Unknown), QString());
        QCOMPARE(toText(TaskOperation::RollbackSkip), u"ROLLBACK_SKIP"_s);
    }

    void agentStatusHasOcpsSpelling()
    {
        QVERIFY(hostAgentStatusFromText(u"REINTSTALLING"_s) == HostAgentStatus::Reinstalling);
        QVERIFY(hostAgentStatusFromText(u"REINSTALLING"_s) == HostAgentStatus::Reinstalling);
    }

    void obStatus_data()
    {
        QTest::addColumn<ObStatus>("status");
        QTest::addColumn<bool>("inOperation");
        QTest::newRow("RUNNING") << ObStatus::Running << false;
        QTest::newRow("CREATING") << ObStatus::Creating << true;
        QTest::newRow("DELETING") << ObStatus::Deleting << true;
        QTest::newRow("DELETED") << ObStatus::Deleted << false;
        QTest::newRow("STARTING") << ObStatus::Starting << true;
        QTest::newRow("RESTARTING") << ObStatus::Restarting << true;
        QTest::newRow("STOPPING") << ObStatus::Stopping << true;
        QTest::newRow("STOPPED") << ObStatus::Stopped << false;
        QTest::newRow("SERVICE_STOPPED") << ObStatus::ServiceStopped << false;
        QTest::newRow("TAKINGOVER") << ObStatus::TakingOver << true;
        QTest::newRow("MOVINGOUT") << ObStatus::MovingOut << true;
        QTest::newRow("SWITCHOVER") << ObStatus::Switchover << true;
        QTest::newRow("FAILOVER") << ObStatus::Failover << true;
        QTest::newRow("OPERATING") << ObStatus::Operating << true;
        QTest::newRow("UNAVAILABLE") << ObStatus::Unavailable << false;
        QTest::newRow("SOMETHING_NEW") << ObStatus::Unknown << false;
    }

    void obStatus()
    {
        QFETCH(ObStatus, status);
        QVERIFY(obStatusFromText(QString::fromLatin1(QTest::currentDataTag())) == status);
        QTEST(isInOperation(status), "inOperation");
    }

    void step_data()
    {
        QTest::addColumn<SubtaskStatus>("status");
        QTest::addColumn<TaskOperation>("operation");
        QTest::addColumn<StepState>("state");
        const auto row = [](const char *name, SubtaskStatus status, TaskOperation operation, StepState state) {
            QTest::newRow(name) << status << operation << state;
        };
        row("waits", SubtaskStatus::Pending, TaskOperation::Execute, StepState::Pending);
        row("waits again", SubtaskStatus::Pending, TaskOperation::Retry, StepState::Pending);
        row("rolled back", SubtaskStatus::Pending, TaskOperation::Rollback, StepState::RolledBack);
        row("skipped while rolling back", SubtaskStatus::Pending, TaskOperation::RollbackSkip, StepState::RolledBack);
        row("ready", SubtaskStatus::Ready, TaskOperation::Execute, StepState::Ready);
        row("ready to be skipped", SubtaskStatus::Ready, TaskOperation::Skip, StepState::Ready);
        row("runs", SubtaskStatus::Running, TaskOperation::Execute, StepState::Running);
        row("rolls back", SubtaskStatus::Running, TaskOperation::Rollback, StepState::Running);
        row("canceling", SubtaskStatus::Canceling, TaskOperation::Execute, StepState::Canceling);
        row("canceling, said as running", SubtaskStatus::Running, TaskOperation::Cancel, StepState::Canceling);
        row("failed", SubtaskStatus::Failed, TaskOperation::Execute, StepState::Failed);
        row("cancelled", SubtaskStatus::Failed, TaskOperation::Cancel, StepState::Failed);
        row("done", SubtaskStatus::Successful, TaskOperation::Execute, StepState::Successful);
        row("done on retry", SubtaskStatus::Successful, TaskOperation::Retry, StepState::Successful);
        row("skipped", SubtaskStatus::Successful, TaskOperation::Skip, StepState::Skipped);
        row("no operation said", SubtaskStatus::Successful, TaskOperation::Unknown, StepState::Successful);
        row("unknown", SubtaskStatus::Unknown, TaskOperation::Execute, StepState::Unknown);
    }

    void step()
    {
        QFETCH(SubtaskStatus, status);
        QFETCH(TaskOperation, operation);
        Subtask subtask;
        subtask.status.value = status;
        subtask.operation.value = operation;
        QTEST(stepState(subtask), "state");
    }

    void ends()
    {
        QVERIFY(isTerminal(TaskStatus::Failed));
        QVERIFY(isTerminal(TaskStatus::Successful));
        QVERIFY(!isTerminal(TaskStatus::Running));
        QVERIFY(!isTerminal(TaskStatus::Unknown));
        Task task;
        task.status = taskStatusFromText(u"SUCCESSFUL"_s);
        QVERIFY(!isRolledBack(task));
        task.operation = operationFromText(u"rollback"_s);
        QVERIFY(isRolledBack(task));
        task.status = taskStatusFromText(u"FAILED"_s);
        QVERIFY(!isRolledBack(task));
    }

    void addresses()
    {
        ObServer server;
        server.ip = u"10.0.0.1"_s;
        QCOMPARE(server.address(), u"10.0.0.1"_s);
        server.port = 2882;
        QCOMPARE(server.address(), u"10.0.0.1:2882"_s);
    }

    void manualClock()
    {
        const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
        ManualClock clock(start);
        clock.advance(90s);
        QCOMPARE(clock.utcNow(), start.addSecs(90));
        QCOMPARE(clock.monotonic(), 90s);
        clock.jumpWall(-1h);
        QCOMPARE(clock.utcNow(), start.addSecs(90 - 3600));
        QCOMPARE(clock.monotonic(), 90s);
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
