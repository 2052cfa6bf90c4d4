// SPDX-License-Identifier: GPL-3.0-or-later
// A log is taken apart into runs and entries.
#include "logs/steplog.h"
#include "support/enginelog.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

class TestStepLog : public QObject
{
    Q_OBJECT

private slots:
    void entries();
    void heads_data();
    void heads();
    void separatorTimes_data();
    void separatorTimes();
    void lateEntries();
    void statesOfOlderForms();
    void oddTexts_data();
    void oddTexts();
};

void TestStepLog::entries()
{
    EngineLog log(u"Install rpm"_s, u"InstallRpmTask"_s, 7);
    log.separator(u"ROLLBACK_SKIP"_s, u"2024-03-12T02:10:00.12+08:00"_s);
    log.step(u"WARN"_s, u"one\n\tat a.B.c(B.java:1)"_s);
    log.step(u"ERROR"_s, u"two : with a colon"_s);
    log.state(u"ROLLBACK_SKIP"_s, u"PENDING"_s);
    const StepLog read = readStepLog(readableLog(log.text()));
    QCOMPARE(read.runs.size(), 1);
    const LogRun &run = read.runs.first();
    QCOMPARE(run.operation.value, TaskOperation::RollbackSkip);
    QCOMPARE(run.start, QDateTime(QDate(2024, 3, 11), QTime(18, 10, 0, 120), Qt::UTC));
    QCOMPARE(run.offset, 8 * 3600);
    QCOMPARE(run.events.size(), 2);
    const LogEvent &first = run.events.first();
    QCOMPARE(first.level, LogLevel::Warn);
    QCOMPARE(first.message, u"one"_s);
    QCOMPARE(first.attached, u"\tat a.B.c(B.java:1)"_s);
    QCOMPARE(first.thread, u"manual-subtask-executor7,5f0d1c2ab3e44f10,9a7c31d2e4b6"_s);
    QCOMPARE(first.logger, u"c.o.o.s.t.b.ob.InstallRpmTask"_s);
    QCOMPARE(read.text.mid(first.start, first.end - first.start).right(18), u"at a.B.c(B.java:1)"_s);
    QCOMPARE(run.events.last().message, u"two : with a colon"_s);
    QVERIFY(run.state);
    QCOMPARE(run.state->status.value, SubtaskStatus::Pending);
    QCOMPARE(run.state->operation.value, TaskOperation::RollbackSkip);
}

void TestStepLog::heads_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("level");
    QTest::addColumn<QString>("message");
    QTest::newRow("documented sample") << u"2021-08-25 15:09:32.716  INFO 57200 --- [pool-subtask-executor-thread-3,9d0f,1ab2] c.a.o.c.m.t.model.SubtaskInstanceEntity  : Set x"_s
                                       << int(LogLevel::Info) << u"Set x"_s;
    QTest::newRow("no thread") << u"2023-01-17 11:42:43 ERROR start failed"_s << int(LogLevel::Error) << u"start failed"_s;
    QTest::newRow("no level") << u"2023-01-17 11:42:43 start"_s << int(LogLevel::None) << u"start"_s;
    QTest::newRow("brackets in the thread") << u"2023-01-17 11:42:43.1 WARN 1 --- [a[0],b] l : m"_s << int(LogLevel::Warn) << u"m"_s;
    QTest::newRow("no message") << u"2023-01-17 11:42:43.1 WARN 1 --- [a] l :"_s << int(LogLevel::Warn) << u"l :"_s;
    QTest::newRow("ISO time") << u"2023-01-17T11:42:43.123+08:00 ERROR 1 --- [a] l : m"_s << int(LogLevel::Error) << u"m"_s;
}

void TestStepLog::heads()
{
    QFETCH(const QString, line);
    const StepLog log = readStepLog(line);
    QCOMPARE(log.runs.size(), 1);
    QCOMPARE(log.runs.first().events.size(), 1);
    QTEST(int(log.runs.first().events.first().level), "level");
    QTEST(log.runs.first().events.first().message.toString(), "message");
}

void TestStepLog::separatorTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("time");
    const QDate day(2021, 8, 25);
    QTest::newRow("no seconds") << u"2021-08-25T15:09+08:00"_s << QDateTime(day, QTime(7, 9), Qt::UTC);
    QTest::newRow("seconds") << u"2021-08-25T15:09:32+08:00"_s << QDateTime(day, QTime(7, 9, 32), Qt::UTC);
    QTest::newRow("milliseconds") << u"2021-08-25T15:09:32.697+08:00"_s << QDateTime(day, QTime(7, 9, 32, 697), Qt::UTC);
    QTest::newRow("microseconds") << u"2021-08-25T15:09:32.697123Z"_s << QDateTime(day, QTime(15, 9, 32, 697), Qt::UTC);
    QTest::newRow("nanoseconds") << u"2021-08-25T15:09:32.697123456-05:30"_s << QDateTime(day, QTime(20, 39, 32, 697), Qt::UTC);
    QTest::newRow("one digit") << u"2021-08-25T15:09:32.5Z"_s << QDateTime(day, QTime(15, 9, 32, 500), Qt::UTC);
    QTest::newRow("no zone") << u"2021-08-25T15:09:32"_s << QDateTime();
    QTest::newRow("no date") << u"yesterday"_s << QDateTime();
    QTest::newRow("no such day") << u"2021-02-31T15:09Z"_s << QDateTime();
}

void TestStepLog::separatorTimes()
{
    QFETCH(const QString, text);
    QFETCH(const QDateTime, time);
    QCOMPARE(separatorTime(text), time.isValid() ? std::optional(time) : std::nullopt);
}

void TestStepLog::lateEntries()
{
    EngineLog log(u"Install rpm"_s, u"InstallRpmTask"_s, 7);
    log.separator(u"EXECUTE"_s);
    log.setThread(u"first"_s);
    log.begin(u"EXECUTE"_s, u"Context{}"_s);
    log.separator(u"RETRY"_s);
    log.setThread(u"second"_s);
    log.begin(u"RETRY"_s, u"Context{}"_s);
    log.setThread(u"first"_s);
    log.step(u"ERROR"_s, u"late"_s);
    log.setThread(u"watchdog"_s);
    log.step(u"WARN"_s, u"of this run"_s);
    const StepLog read = readStepLog(readableLog(log.text()));
    QCOMPARE(read.runs.size(), 2);
    QList<bool> late;
    for (const LogEvent &event : read.runs.last().events)
        late.append(event.late);
    QCOMPARE(late, (QList<bool> { false, true, false }));
}

void TestStepLog::statesOfOlderForms()
{
    const StepLog log = readStepLog(u"2021-08-25 15:09:32.716  INFO 57200 --- [a,b,c] c.a.SubtaskInstanceEntity  : Set state for subtask: 7, current state: RUNNING, new state: FAILED"_s);
    QVERIFY(log.runs.first().state);
    QCOMPARE(log.runs.first().state->status.value, SubtaskStatus::Failed);
}

void TestStepLog::oddTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("runs");
    QTest::newRow("empty") << QString() << 0;
    QTest::newRow("only blank") << u"\n\n"_s << 0;
    QTest::newRow("half a separator") << u"############{RETRY"_s << 1;
    QTest::newRow("separators only") << u"############{A}{B}############\n############{C}{D}############"_s << 2;
    QTest::newRow("half a character") << QString(QChar(0xD83D)) << 1;
}

void TestStepLog::oddTexts()
{
    QFETCH(const QString, text);
    const StepLog log = readStepLog(text);
    QTEST(int(log.runs.size()), "runs");
}

QTEST_GUILESS_MAIN(TestStepLog)
#include "tst_logs_steplog.moc"
