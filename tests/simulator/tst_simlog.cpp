// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of subtasks in the engine's form: rows of 2,048 bytes, separators, what the engine says itself, traces, noise, secrets.
#include "simclient.h"

#include "simulator/failurecause.h"
#include "simulator/logrows.h"
#include "simulator/tasklog.h"
#include "simulator/taskplan.h"

#include <QtTest>

using namespace obdesk;
using namespace std::chrono_literals;

namespace {

constexpr qint64 noon = 1772424000000;      // 2026-03-02T12:00:00+08:00
const QRegularExpression separatorLine(u"^#{12}\\{([A-Z_]+)\\}\\{(\\S+\\+08:00)\\}#{12}$"_s);

/// One step that has run as told.
struct Stage
{
    explicit Stage(RunOutcome outcome = RunOutcome::Succeeds, TaskOperation operation = TaskOperation::Execute, const QString &name = u"Make dir for ob"_s)
    {
        task.id = TaskId(9101);
        task.plan.cluster = SimCluster { ClusterId(1), u"c"_s, 1, u"PRIMARY"_s };
        step.id = SubtaskId(910104);
        step.plan.name = name;
        step.plan.hostAddress = u"10.9.0.31"_s;
        step.plan.timeout = 30s;
        step.start = noon;
        addRun(outcome, operation, noon);
    }
    void addRun(RunOutcome outcome, TaskOperation operation, qint64 start)
    {
        step.runs.push_back({ operation, start, start + 20000, start + 20000, outcome, {}, start - noon });
    }
    QString log(qint64 afterMs = 3600000, OcpFace face = OcpFace::V422) const { return subtaskLog(task, step, { afterMs, noon + afterMs }, face); }

    SimTask task;
    SimStep step;
};

QStringList separators(const QString &log)
{
    QStringList found;
    const QStringList lines = log.split(u'\n');
    for (const QString &line : lines) {
        if (separatorLine.match(line).hasMatch())
            found << separatorLine.match(line).captured(1);
    }
    return found;
}

} // namespace

class TestSimLog : public QObject
{
    Q_OBJECT

private slots:
    void rows()
    {
        LogRows rows;
        rows.append("separator");
        rows.append("event one\n");
        rows.append(QByteArray(LogRows::rowBytes - 1, 'x') + QString(u"中"_s).toUtf8() + "end\n");
        rows.append("state");
        const QStringList lines = rows.text().split(u'\n');
        QCOMPARE(lines.size(), 7);
        QCOMPARE(lines[0], u"separator"_s);
        QCOMPARE(lines[1], u"event one"_s);
        QCOMPARE(lines[2], QString());                      // the line end of the event and the one that joins
        QVERIFY(lines[3].startsWith(QString(LogRows::rowBytes - 1, u'x')) && lines[3].endsWith(QChar::ReplacementCharacter));
        QVERIFY(lines[4].startsWith(QChar::ReplacementCharacter) && lines[4].endsWith("end"_L1));
        QCOMPARE(lines[5], QString());
        QCOMPARE(lines[6], u"state"_s);                     // no line end behind it
        LogRows whole;
        whole.append(QByteArray(LogRows::rowBytes, 'x'));
        QVERIFY(!whole.text().contains(u'\n'));
    }

    void aRunFromSeparatorToState()
    {
        const QString log = Stage().log();
        QVERIFY2(log.startsWith("############{EXECUTE}{2026-03-02T12:00+08:00}############\n2026-03-02 12:00:00.000  INFO 57200 --- [manual-subtask-executor"_L1),
                 qPrintable(log));
        QVERIFY2(log.contains("] c.o.o.t.engine.runner.JavaSubtaskRunner  : Run subtask, id=910104, context=Context{parallelIdx=-1, stringMap={"_L1), qPrintable(log));
        QVERIFY(log.contains("}, executor=10.20.0.5\n\n2026-03-02"_L1));
        QVERIFY2(log.endsWith("\n\nSet state for subtask: 910104, operation:EXECUTE, state: SUCCESSFUL"_L1), qPrintable(log));
        const QRegularExpression line(u"^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} ( INFO| WARN|ERROR) 57200 --- \\[[^\\]]+\\] .{40} : "_s);
        int events = 0;
        const QStringList lines = log.split(u'\n', Qt::SkipEmptyParts);
        for (const QString &each : lines)
            events += line.match(each).hasMatch();
        QVERIFY2(events >= 5, qPrintable(log));
    }

    void olderFacesHaveRoundBrackets()
    {
        const QString log = Stage().log(3600000, OcpFace::V33);
        QVERIFY2(log.contains(", context=Context(parallelIdx=-1, stringMap={"_L1), qPrintable(log));
        QVERIFY(log.contains("}), executor="_L1));
    }

    void operations_data()
    {
        QTest::addColumn<TaskOperation>("operation");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("state");
        QTest::newRow("retry") << TaskOperation::Retry << u" INFO 57200 --- X : Retry subtask, id=910104, context="_s << u"operation:RETRY, state: SUCCESSFUL"_s;
        QTest::newRow("rollback") << TaskOperation::Rollback << u" WARN 57200 --- X : Rollback subtask, id=910104, context="_s << u"operation:ROLLBACK, state: PENDING"_s;
        QTest::newRow("skip") << TaskOperation::Skip << u" WARN 57200 --- X : Operation is SKIP, do nothing"_s << u"operation:SKIP, state: SUCCESSFUL"_s;
        QTest::newRow("skip while rolling back") << TaskOperation::RollbackSkip << u" WARN 57200 --- X : Operation is ROLLBACK_SKIP, do nothing"_s << QString();
    }
    void operations()
    {
        QFETCH(TaskOperation, operation);
        QFETCH(QString, line);
        QFETCH(QString, state);
        Stage stage(RunOutcome::Fails);
        stage.addRun(RunOutcome::Succeeds, operation, noon + 60000);
        const QString log = stage.log();
        QCOMPARE(separators(log), QStringList({ u"EXECUTE"_s, toText(operation) }));
        QString second = log.sliced(log.indexOf("############{"_L1, 5));
        second.replace(QRegularExpression(u"--- \\[.*?\\] \\S+ +:"_s), u"--- X :"_s);
        QVERIFY2(second.contains(line), qPrintable(second));
        if (state.isEmpty())
            QVERIFY2(!second.contains("Set state"_L1), qPrintable(second));      // PENDING is told of a rollback only
        else
            QVERIFY2(second.endsWith(state), qPrintable(second));
        QVERIFY2(log.contains("state: FAILED\n############{"_L1), qPrintable(log));
    }

    void failures_data()
    {
        QTest::addColumn<QString>("word");
        const QStringList words = failureCauseWords();
        QCOMPARE(words.size(), 8);
        for (const QString &word : words)
            QTest::newRow(qPrintable(word)) << word;
        QTest::newRow("a sentence") << u"磁盘已满: /data/1"_s;
    }
    void failures()
    {
        QFETCH(QString, word);
        Stage stage(RunOutcome::Fails);
        stage.step.runs[0].cause = word;
        const QString log = stage.log();
        const FailureCause cause = causeOfFailure(word, stage.step.plan.name, u"MakeDirForObTask"_s, u"10.9.0.31"_s);
        const QString head = u" WARN 57200 --- "_s;
        const qsizetype at = log.indexOf("Execute task failed, subtask=SubtaskInstanceOverview{id=910104, name=Make dir for ob, state=FAILED, operation=EXECUTE, "_L1);
        QVERIFY2(at > 0, qPrintable(log));
        QCOMPARE(log.sliced(log.lastIndexOf(u'\n', at) + 25, head.size()), head);       // never ERROR
        QVERIFY(!log.contains("ERROR 57200"_L1));
        QString joined = log;
        joined.remove(u'\n');                               // rows may be cut anywhere
        QVERIFY2(joined.contains(cause.sentence), qPrintable(log));
        QCOMPARE(joined.contains(", failedMessage="_L1 + cause.sentence), cause.foreseen);
        if (!cause.foreseen) {
            const qsizetype deepest = joined.lastIndexOf("Caused by: "_L1);
            QVERIFY(joined.sliced(deepest).contains(cause.sentence));
            QVERIFY(joined.contains("common frames omitted"_L1));
        }
        QVERIFY(joined.contains("\tat com.oceanbase.ocp.task.engine.runner.JavaSubtaskRunner.execute(JavaSubtaskRunner.java:64)"_L1));
        QVERIFY(log.endsWith("\n\nSet state for subtask: 910104, operation:EXECUTE, state: FAILED"_L1));
    }

    void timeOuts()
    {
        Stage stage(RunOutcome::TimesOut);
        const QString log = stage.log();
        const qsizetype callback = log.indexOf(" WARN 57200 --- [async-timeout-watchdog,,] c.o.o.t.e.c.w.s.TimeoutSubtaskWorker     : "
                                               "Receive timeout callback, id=910104, name=Make dir for ob, elapsed=30, timeout=30\n"_L1);
        QVERIFY2(callback > 0, qPrintable(log));
        QCOMPARE(separators(log), QStringList({ u"EXECUTE"_s }));
        const QString state = u"Set state for subtask: 910104, operation:EXECUTE, state: FAILED"_s;
        QVERIFY(log.indexOf(state) < callback);             // marked before its thread is told
        QVERIFY(log.indexOf("InterruptedException"_L1) > callback);
        QVERIFY(log.endsWith(state));
        stage.step.plan.timeout = 0s;
        QVERIFY(stage.log().contains("Subtask timeout, name=Make dir for ob, executedSeconds=11, timeout=0\n"_L1));
    }

    void cancels_data()
    {
        QTest::addColumn<qint64>("id");
        QTest::addColumn<bool>("lateAfter");
        QTest::newRow("late lines before the separator") << qint64(910104) << false;
        QTest::newRow("late lines after the separator") << qint64(910105) << true;
    }
    void cancels()
    {
        QFETCH(qint64, id);
        QFETCH(bool, lateAfter);
        Stage stage(RunOutcome::Canceled);
        stage.step.id = SubtaskId(id);
        stage.step.runs[0].end = noon + 7000;
        const QString log = stage.log();
        QCOMPARE(separators(log), QStringList({ u"EXECUTE"_s, u"CANCEL"_s }));
        QVERIFY(log.contains(u" : Cancel subtask, id=%1, context=Context{"_s.arg(id)));
        QCOMPARE(log.indexOf("InterruptedException"_L1) > log.indexOf("{CANCEL}"_L1), lateAfter);
        QVERIFY(log.endsWith(u"Set state for subtask: %1, operation:CANCEL, state: FAILED"_s.arg(id)));
        QVERIFY(!log.contains("12:00:19"_L1));              // nothing of what it would have done later
    }

    void pollNoise()
    {
        const QString waiting = Stage(RunOutcome::Fails, TaskOperation::Execute, u"Wait observer active"_s).log();
        QVERIFY(waiting.contains("server not active yet, wait for another check, server=10.9.0.31:2882, status=INACTIVE, times=0"_L1));
        QVERIFY(waiting.contains(", times=2"_L1));
        const QString agent = Stage(RunOutcome::Succeeds, TaskOperation::Execute, u"Start ocp agent service"_s).log();
        QVERIFY(agent.contains(" WARN 57200"_L1) && agent.contains("query agent task failed, try again, host=10.9.0.31, times=0, message=Connection refused"_L1));
        QVERIFY(agent.contains("wait for agent task, host=10.9.0.31, token=5d0c7a3e, finished=false, times=1"_L1));
        QVERIFY(agent.endsWith("state: SUCCESSFUL"_L1));
    }

    void secretsOverABorder()
    {
        const QString password = u"sim-NotARealPassw0rd"_s;
        int torn = 0, replaced = 0;
        for (int rank = 0; rank < 12; ++rank) {
            Stage stage;
            stage.step.rank = rank;
            stage.task.plan.contextStrings = { { u"cluster_name"_s, QString(rank * 170, u'n') } };     // a border earlier, or later
            const QString log = stage.log();
            QString joined = log;
            joined.remove(u'\n');
            QVERIFY2(joined.contains("root_sys_password="_L1 + password), qPrintable(log));
            torn += !log.contains(password) && log.contains("=sim-NotA\nRealPassw0rd"_L1);
            replaced += log.contains(QChar::ReplacementCharacter);
        }
        QCOMPARE(torn, 4);
        QCOMPARE(replaced, 4);
    }

    void scheduledTasksAreNotCaptured()
    {
        Stage stage;
        stage.task.plan.type = u"SYS_SCHEDULED"_s;
        QCOMPARE(stage.log(), u"############{EXECUTE}{2026-03-02T12:00+08:00}############\n"
                               "Set state for subtask: 910104, operation:EXECUTE, state: SUCCESSFUL"_s);
    }

    void growsByWholeRows()
    {
        const Stage stage(RunOutcome::Fails);
        const QString whole = stage.log();
        QString before;
        for (qint64 after = 0; after <= 21000; after += 250) {
            const QString now = stage.log(after);
            QVERIFY2(now.startsWith(before) && whole.startsWith(now), qPrintable(now));
            before = now;
        }
        QCOMPARE(before, whole);
    }

    /// As the API gives it: of a step that never ran, and of one that is not there.
    void emptyLogs()
    {
        SimClient sim;
        const QJsonObject task = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1).toObject();
        const qint64 id = task.value("id"_L1).toInteger();
        const qint64 pending = task.value("tasks"_L1).toArray().last()["id"_L1].toInteger();
        for (const QByteArray &target : { SimClient::stepPath(id, pending, "log"), SimClient::stepPath(id, 12, "log"), SimClient::stepPath(12, 12, "log") }) {
            const QJsonObject envelope = sim.get(target);
            QCOMPARE(sim.last.status, 200);
            QCOMPARE(envelope.value("data"_L1).toObject(), QJsonObject({ { u"log"_s, QString(u""_s) } }));
        }
    }
};

QTEST_GUILESS_MAIN(TestSimLog)
#include "tst_simlog.moc"
