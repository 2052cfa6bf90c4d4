// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence that says why a step ended, over hand-written cases in the engine's form, in every dress; and over the logs of
// tests/data/logs, with what must and must not be in it.
#include "logs/cause.h"
#include "support/enginelog.h"
#include "support/figure.h"

#include <QDir>
#include <QMetaEnum>
#include <QTest>

#include <array>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString fileText(const QString &name)
{
    QFile file(QStringLiteral(OBDESK_TEST_DATA "/logs/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

CauseReason reasonFrom(const QString &word)
{
    static const QMap<QString, CauseReason> reasons {
        { u"None"_s, CauseReason::None }, { u"EngineMessage"_s, CauseReason::EngineMessage }, { u"DeepestException"_s, CauseReason::DeepestException },
        { u"FullerError"_s, CauseReason::FullerError }, { u"CommandOutput"_s, CauseReason::CommandOutput }, { u"LinesBelow"_s, CauseReason::LinesBelow },
        { u"LastError"_s, CauseReason::LastError },
        { u"ExceptionName"_s, CauseReason::ExceptionName }, { u"LastWarning"_s, CauseReason::LastWarning },
        { u"FailureWords"_s, CauseReason::FailureWords }, { u"TimeLimit"_s, CauseReason::TimeLimit }, { u"Cancel"_s, CauseReason::Cancel } };
    return reasons.value(word, CauseReason(-1));
}

/// "a … b": begins with a, ends with b, and anything may stand between.
bool fits(const QString &sentence, const QString &wanted)
{
    const QStringList parts = wanted.split(u'…');
    qsizetype at = 0;
    for (const QString &part : parts) {
        const qsizetype found = sentence.indexOf(part.trimmed(), at);
        if (found < 0 || (at == 0 && found != 0))
            return false;
        at = found + part.trimmed().size();
    }
    return parts.last().trimmed().isEmpty() || at == sentence.size();
}

/// Is the state of the step FAILED?
bool isFailed(const FailureCase &failure)
{
    return failure.end.isEmpty() || failure.end == "FAILED"_L1;
}

} // namespace

class TestCause : public QObject
{
    Q_OBJECT

private slots:
    void everyCase();
    void savedLogs();
    void logsOfATester();
    void timesOfATimeOut();
    void attempts();
    void attemptsAfterACancel();
    void otherForms_data();
    void otherForms();
    void knownFailedOnly();
    void longTextsEnd();
};

void TestCause::everyCase()
{
    const QList<FailureCase> cases = failureCases();
    QVERIFY(cases.size() >= 120);
    int logs = 0;
    int right = 0;
    QSet<QString> steps;
    for (const FailureCase &failure : cases) {
        steps.insert(failure.step);
        QVERIFY2(reasonFrom(failure.how) != CauseReason(-1), qPrintable(failure.how));
        for (const int dress : { int(Plain), int(LongContext), int(Noise), int(EarlierRun), LongContext | Noise | EarlierRun | DeepTraces }) {
            const QString text = readableLog(engineLog(failure, dress).text());
            const StepCause cause = causeOf(text, isFailed(failure));
            ++logs;
            const bool good = cause.sentence == failure.want && cause.reason == reasonFrom(failure.how) && cause.isEmpty() == failure.want.isEmpty();
            right += good ? 1 : 0;
            if (!good)
                qWarning().noquote() << "dress" << dress << failure.step << "\n  want" << failure.how << failure.want << "\n  got " << int(cause.reason) << cause.sentence;
            if (!cause.isEmpty()) {
                QVERIFY(cause.at >= 0 && cause.at < text.size());
                const QString line = text.split(u'\n').at(cause.line);
                const qsizetype start = cause.at - (text.lastIndexOf(u'\n', cause.at - 1) + 1);
                QVERIFY2(line.sliced(start).startsWith(cause.sentence.first(4)) || cause.reason == CauseReason::DeepestException, qPrintable(line));
            }
        }
    }
    figure("%d of %d logs in the engine's form (%d cases, %d kinds of step) with the right sentence", right, logs, int(cases.size()), int(steps.size()));
    QCOMPARE(right, logs);
    QCOMPARE(steps.size(), 15);
}

void TestCause::savedLogs()
{
    int right = 0;
    int rows = 0;
    for (const QString &line : fileText(u"expected.tsv"_s).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        const QStringList cells = line.split(u'\t');
        const QStringList files = QDir(QStringLiteral(OBDESK_TEST_DATA "/logs")).entryList({ u"t%1-*.log"_s.arg(cells.first()) });
        QCOMPARE(files.size(), 1);
        const StepCause cause = causeOf(readableLog(fileText(files.first())), true);
        bool good = !cause.isEmpty() && (cells.value(2).isEmpty() || !cause.sentence.contains(cells.value(2)));
        for (const QString &part : cells.at(1).split(u"&&"_s))
            good = good && cause.sentence.contains(part);
        ++rows;
        right += good ? 1 : 0;
        if (!good)
            qWarning().noquote() << files.first() << cause.sentence;
    }
    figure("%d of %d saved logs with the right sentence", right, rows);
    QCOMPARE(right, rows);
    QVERIFY(rows >= 9);
}

/// Their author had not seen this program: what it makes of wordings that its own authors did not think of.
void TestCause::logsOfATester()
{
    int right = 0;
    int rows = 0;
    for (const QString &line : fileText(u"trial/expected.tsv"_s).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        const QStringList cells = line.split(u'\t');
        QCOMPARE(cells.size(), 4);
        const QStringList files = QDir(QStringLiteral(OBDESK_TEST_DATA "/logs/trial")).entryList({ u"t%1-*.log"_s.arg(cells.first()) });
        QCOMPARE(files.size(), 1);
        const StepCause cause = causeOf(readableLog(fileText(u"trial/"_s + files.first())), true);
        const QString certainty = QString::fromLatin1(std::array { "None", "Certain", "Likely", "Guess" }.at(size_t(cause.certainty)));
        const bool good = fits(cause.sentence, cells.at(1)) && cause.isEmpty() == cells.at(1).isEmpty() && cause.reason == reasonFrom(cells.at(2))
            && certainty == cells.at(3);
        ++rows;
        right += good ? 1 : 0;
        if (!good)
            qWarning().noquote() << files.first() << "\n  want" << cells.mid(1) << "\n  got " << cause.sentence << int(cause.reason) << certainty;
    }
    figure("causes of a tester's logs: %d of %d", right, rows);
    QCOMPARE(right, rows);
    QCOMPARE(rows, 54);
}

void TestCause::timesOfATimeOut()
{
    const StepCause cause = causeOf(readableLog(fileText(u"t9104-910411.log"_s)), true);
    QCOMPARE(cause.kind, StepCause::Kind::TimeOut);
    QCOMPARE(cause.elapsed, 1801s);
    QCOMPARE(cause.limit, 1800s);
    QCOMPARE(cause.certainty, CauseCertainty::Certain);
}

void TestCause::attempts()
{
    const QList<StepAttempt> attempts = attemptsOf(readStepLog(readableLog(fileText(u"t9130-913004.log"_s))), false);
    QCOMPARE(attempts.size(), 2);
    QCOMPARE(attempts.first().operation.value, TaskOperation::Execute);
    QCOMPARE(attempts.first().cause.sentence, u"no space left on /home of host 10.9.0.31: 1.2 GB free, 20 GB needed"_s);
    QCOMPARE(attempts.first().outcome, StepAttempt::Outcome::Failed);
    QCOMPARE(attempts.first().start, QDateTime(QDate(2024, 3, 11), QTime(18, 10, 12), Qt::UTC));
    QCOMPARE(attempts.first().end, QDateTime(QDate(2024, 3, 11), QTime(18, 10, 14, 185), Qt::UTC));
    QCOMPARE(attempts.last().operation.value, TaskOperation::Retry);
    QVERIFY(attempts.last().cause.isEmpty());
    QVERIFY(attempts.last().outcome != StepAttempt::Outcome::Failed);
}

void TestCause::attemptsAfterACancel()
{
    EngineLog log(u"Wait node"_s, u"WaitNodeTask"_s, 7);
    log.separator(u"EXECUTE"_s);
    log.begin(u"EXECUTE"_s, u"Context{a=b}"_s);
    log.separator(u"CANCEL"_s, u"2024-03-12T02:11:00.5Z"_s);
    log.setThread(u"other"_s);
    log.begin(u"CANCEL"_s, u"Context{a=b}"_s);
    log.state(u"CANCEL"_s, u"FAILED"_s);
    log.separator(u"ROLLBACK"_s);
    log.begin(u"ROLLBACK"_s, u"Context{a=b}"_s);
    log.state(u"ROLLBACK"_s, u"PENDING"_s);
    log.separator(u"EXECUTE"_s);
    log.begin(u"EXECUTE"_s, u"Context{a=b}"_s);
    log.state(u"EXECUTE"_s, u"SUCCESSFUL"_s);
    const QList<StepAttempt> attempts = attemptsOf(readStepLog(readableLog(log.text())), false);
    QCOMPARE(attempts.size(), 3);
    QCOMPARE(attempts.at(0).outcome, StepAttempt::Outcome::Cancelled);
    QCOMPARE(attempts.at(0).cause.kind, StepCause::Kind::Cancelled);
    QCOMPARE(attempts.at(1).outcome, StepAttempt::Outcome::RolledBack);
    QVERIFY(attempts.at(1).cause.isEmpty());
    QCOMPARE(attempts.at(2).outcome, StepAttempt::Outcome::Successful);
}

void TestCause::otherForms_data()
{
    QTest::addColumn<QString>("log");
    QTest::addColumn<QString>("want");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("blank") << u"\n \n"_s << QString();
    QTest::newRow("a trace alone") << u"ok\njava.lang.IllegalStateException: no\n\tat x.Y.z(Y.java:1)\n"_s << u"IllegalStateException: no"_s;
    QTest::newRow("Chinese lines") << u"开始\n任务失败：磁盘已满\n完"_s << u"任务失败：磁盘已满"_s;
    QTest::newRow("no word of a failure") << u"one\ntwo\n\n"_s << QString();
    QTest::newRow("another logger") << u"2023-01-17 11:42:43 ERROR start observer timed out: port 2882 is in use\n"_s
                                    << u"start observer timed out: port 2882 is in use"_s;
    QTest::newRow("last run") << u"############{EXECUTE}{2023-01-17T11:36+08:00}############\n2023-01-17 11:42:43 ERROR first\n"
                                 u"############{RETRY}{2023-01-17T11:50:01.5+08:00}############\n2023-01-17 11:52:43 ERROR second thing is broken\n"_s
                              << u"second thing is broken"_s;
}

void TestCause::otherForms()
{
    QFETCH(const QString, log);
    QTEST(causeOf(readableLog(log), true).sentence, "want");
}

/// A run that goes on has no cause yet, whatever it logged.
void TestCause::knownFailedOnly()
{
    EngineLog log(u"Add observer"_s, u"AddObserverTask"_s, 7);
    log.separator(u"EXECUTE"_s);
    log.begin(u"EXECUTE"_s, u"Context{a=b}"_s);
    log.step(u"ERROR"_s, u"port 2882 is in use"_s);
    const QString text = readableLog(log.text());
    QVERIFY(causeOf(text, false).isEmpty());
    QCOMPARE(causeOf(text, true).sentence, u"port 2882 is in use"_s);
    QCOMPARE(causeOf(text, true).certainty, CauseCertainty::Guess);
}

/// Each of these would take hours if any part of the reading cost the square of the length.
void TestCause::longTextsEnd()
{
    const QString head = u"2024-03-12 02:10:01.037 ERROR 213 --- [t,,] l : "_s;
    const QStringList parts { u"x"_s, u"\n"_s, u"(((("_s, u"{a="_s, u"password="_s, u"password=["_s, u"password=\""_s, u"a=b,"_s, u"://"_s, u"a:b@"_s,
                              u" -p"_s, u" -px"_s, u"curl "_s, u"command failed "_s, u"Caused by: "_s, u"Caused by: a.b.CException: d\n"_s, u"####{A}{B}####\n"_s,
                              u"Authorization: Digest \""_s, u"-----BEGIN PRIVATE KEY-----"_s, u"<a>"_s, u"name=x,"_s, u"密码"_s, u"IDENTIFIED BY "_s,
                              u"SET PASSWORD "_s, u"Cookie: a=b; "_s, u"nested exception is "_s, u"; nested exception is "_s, head + u"failed\n"_s,
                              head + u"will retry\n"_s, head + u"Execute task failed, failedMessage=null\n"_s, u"fatal: [a]: FAILED! => {\""_s, u"{\"message\":\""_s,
                              u"{\"message\" : "_s, u"level=error "_s, u"[1] ERROR "_s, u"[1"_s, u"\x1b["_s, u"check the log "_s, u"a failed:\n"_s,
                              u"请查看日志"_s, u"失败"_s, head + u"sync failed: x\n"_s, head + u"sync failed\n"_s, u"output="_s, u"exit code 1 "_s, u"\uFFFD"_s };
    for (const QString &part : parts) {
        const QString text = head + part.repeated(400'000 / part.size());
        const QString readable = readableLog(text);
        QVERIFY(readable.size() <= text.size() * 4);
        attemptsOf(readStepLog(readable), true);
        attemptsOf(readStepLog(readable + u'\n' + head + u"Execute task failed, failedMessage=Sync of cluster failed"_s), true);
    }
}

QTEST_GUILESS_MAIN(TestCause)
#include "tst_logs_cause.moc"
