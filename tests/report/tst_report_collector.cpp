// SPDX-License-Identifier: GPL-3.0-or-later
// Logs are fetched for what failed, cut and masked; nothing that goes wrong stops the report.
#include "ocp/ocpclient.h"
#include "report/logexcerpt.h"
#include "report/runcollector.h"
#include "report/sampleruns.h"
#include "support/faultserver.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>

using namespace obdesk;
using namespace obdesk::samples;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray logReply(const QString &log)
{
    const QJsonObject document { { u"successful"_s, true }, { u"status"_s, 200 },
                                 { u"data"_s, QJsonObject { { u"log"_s, log } } } };
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
}

std::unique_ptr<OcpClient> clientOf(const FaultServer &server)
{
    Connection connection;
    connection.id = u"00000000-0000-0000-0000-000000000001"_s;
    connection.name = u"test"_s;
    connection.url = server.url();
    connection.user = u"admin"_s;
    return std::make_unique<OcpClient>(connection, Credentials(u"pw"_s));
}

Run runWithFailures(int count)
{
    Run run = longRun(count);
    for (Subtask &subtask : run.task.subtasks)
        subtask.status = subtaskStatusFromText(u"FAILED"_s);
    std::reverse(run.task.subtasks.begin(), run.task.subtasks.end());
    return run;
}

struct Answers
{
    QList<Run> runs;
    std::function<void(const Run &)> callback()
    {
        return [this](const Run &run) { runs.append(run); };
    }
};

} // namespace

class TestCollector final : public QObject
{
    Q_OBJECT

private slots:
    void fetchesTheLogsOfWhatFailed()
    {
        FaultServer server;
        server.answer(scripts::ok(logReply(u"ERROR disk full\npassword=hunter2\n"_s)));
        const auto client = clientOf(server);
        QObject context;
        Answers answers;
        Run run = failedRun();
        run.failedLogs.clear();
        collectRun(*client, run, &context, answers.callback());
        QVERIFY(answers.runs.isEmpty());
        QTRY_COMPARE(answers.runs.size(), 1);
        const QList<RunLog> logs = answers.runs.first().failedLogs;
        // Step 1 was skipped: what it failed with is in its log, whose text is not kept.
        QCOMPARE(logs.size(), 2);
        QCOMPARE(logs.first().subtask, SubtaskId(1));
        QCOMPARE(logs.first().text, QString());
        QCOMPARE(logs.last().subtask, SubtaskId(3));
        QCOMPARE(logs.last().text, u"ERROR disk full\npassword=******\n"_s);
        QVERIFY(!logs.last().truncated);
        QCOMPARE(logs.last().cause().sentence, u"ERROR disk full"_s);
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.requests().last().path(), QByteArray("/api/v2/tasks/instances/107720/subtasks/3/log"));
        QTRY_VERIFY(context.children().isEmpty());
    }

    void goesOneAfterTheOtherInOrderOfExecutionAndStops()
    {
        FaultServer server;
        server.answer(scripts::ok(logReply(u"ERROR x"_s)));
        const auto client = clientOf(server);
        QObject context;
        Answers answers;
        collectRun(*client, runWithFailures(mostAskedLogs + 3), &context, answers.callback());
        QTRY_COMPARE_WITH_TIMEOUT(answers.runs.size(), 1, 60'000);
        QList<SubtaskId> expected;
        QList<QByteArray> paths;
        for (int i = 1; i <= mostAskedLogs; ++i) {
            expected.append(SubtaskId(i));
            paths.append("/api/v2/tasks/instances/107720/subtasks/" + QByteArray::number(i) + "/log");
        }
        QList<SubtaskId> found;
        int texts = 0;
        for (const RunLog &log : answers.runs.first().failedLogs) {
            found.append(log.subtask);
            texts += log.text.isEmpty() ? 0 : 1;
            QCOMPARE(log.cause().sentence, u"ERROR x"_s);
        }
        QCOMPARE(found, expected);
        QCOMPARE(texts, mostFailedLogs);
        QCOMPARE(answers.runs.first().logsLeftOut, 3);
        QList<QByteArray> asked;
        for (const SeenRequest &request : server.requests())
            asked.append(request.path());
        QCOMPARE(asked, paths);
    }

    /// What failed and was retried leaves its causes, also when all is well now.
    void readsTheAttemptsOfWhatRanAgain()
    {
        FaultServer server;
        server.answer(scripts::ok(logReply(u"############{EXECUTE}{2023-01-17T11:36+08:00}############\n"
                                           "2023-01-17 11:36:05.1 ERROR 1 --- [a,b,c] l : no space left on /home\n\n"
                                           "############{RETRY}{2023-01-17T11:50:01.5+08:00}############\n"
                                           "2023-01-17 11:50:02.1  INFO 1 --- [d,e,f] l : done\n\n"
                                           "Set state for subtask: 2, operation:RETRY, state: SUCCESSFUL"_s)));
        const auto client = clientOf(server);
        QObject context;
        Answers answers;
        Run run = longRun(3);
        run.task.subtasks[1].runTime = 2;
        run.task.subtasks[1].operation = operationFromText(u"RETRY"_s);
        collectRun(*client, run, &context, answers.callback());
        QTRY_COMPARE(answers.runs.size(), 1);
        QCOMPARE(server.count(), 1);
        const QList<RunLog> logs = answers.runs.first().failedLogs;
        QCOMPARE(logs.size(), 1);
        QVERIFY(logs.first().text.isEmpty() && logs.first().truncated);
        QCOMPARE(logs.first().attempts.size(), 2);
        QCOMPARE(logs.first().attempts.first().cause.sentence, u"no space left on /home"_s);
        QCOMPARE(logs.first().attempts.last().outcome, StepAttempt::Outcome::Successful);
        QCOMPARE(answers.runs.first().logsLeftOut, 0);
    }

    /// The cut leaves the lines before the end out, never the cause.
    void causeIsReadBeforeTheCut()
    {
        QString log = u"############{EXECUTE}{2023-01-17T11:36+08:00}############\n2023-01-17 11:36:05.1 ERROR 1 --- [a,b,c] l : no space left\n"_s;
        for (int i = 1; i <= 400; ++i)
            log += u"2023-01-17 11:36:06.1  INFO 1 --- [a,b,c] l : cleaning up %1\n"_s.arg(i);
        log += u"Set state for subtask: 5, operation:EXECUTE, state: FAILED"_s;
        const RunLog kept = keepLog(SubtaskId(5), log, true);
        QVERIFY(kept.truncated && !kept.text.contains(u"no space"_s));
        QCOMPARE(kept.cause().sentence, u"no space left"_s);
        QCOMPARE(kept.cause().line, -1);
        const RunLog whole = keepLog(SubtaskId(5), log.first(500), true);
        QCOMPARE(whole.cause().line, 1);
        QVERIFY(whole.text.sliced(whole.cause().at).startsWith(u"no space"_s));
    }

    void saysWhenALogCouldNotBeFetched()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.path().endsWith("/1/log") ? scripts::reply(403, R"({"successful":false,"status":403,"error":{"code":1,"message":"no"}})")
                                                     : scripts::ok(logReply(u"ERROR two"_s));
        });
        const auto client = clientOf(server);
        QObject context;
        Answers answers;
        collectRun(*client, runWithFailures(2), &context, answers.callback());
        QTRY_COMPARE(answers.runs.size(), 1);
        const QList<RunLog> logs = answers.runs.first().failedLogs;
        QCOMPARE(logs.size(), 2);
        QVERIFY2(logs.first().text.startsWith(u"The log could not be fetched: "_s), qPrintable(logs.first().text));
        QCOMPARE(logs.last().text, u"ERROR two"_s);
    }

    void masksEverything()
    {
        FaultServer server;
        server.answer(scripts::ok(logReply(u"token: hunter2"_s)));
        const auto client = clientOf(server);
        QObject context;
        Answers answers;
        Run run = failedRun();
        run.request = u"POST /x\n{\"rootPassword\":\"hunter2\",\"zoneName\":\"zone1\"}"_s;
        run.connectionUrl = QUrl(u"https://joe:hunter2@ocp.example/"_s);
        run.task.context.strings.insert(u"root_password"_s, u"hunter2"_s);
        run.task.context.raw = u"Context(stringMap={root_password=hunter2})"_s;
        run.task.subtasks.first().context = u"{\"proxyPassword\":\"hunter2\"}"_s;
        collectRun(*client, run, &context, answers.callback());
        QTRY_COMPARE(answers.runs.size(), 1);
        const Run masked = answers.runs.first();
        QCOMPARE(masked.request, u"POST /x\n{\"rootPassword\":\"******\",\"zoneName\":\"zone1\"}"_s);
        QCOMPARE(masked.connectionUrl, QUrl(u"https://ocp.example/"_s));
        QCOMPARE(masked.task.context.strings.value(u"root_password"_s), u"******"_s);
        QVERIFY(!masked.task.context.raw.contains(u"hunter2"_s));
        QVERIFY(!masked.task.subtasks.first().context.contains(u"hunter2"_s));
        QCOMPARE(masked.failedLogs.last().text, u"token: ******"_s);
    }

    void asksNothingWhenNothingFailed()
    {
        FaultServer server;
        const auto client = clientOf(server);
        QObject context;
        Answers answers;
        collectRun(*client, longRun(3), &context, answers.callback());
        QTRY_COMPARE(answers.runs.size(), 1);
        QCOMPARE(server.count(), 0);
    }

    void silentWhenTheContextGoes()
    {
        FaultServer server;
        server.answer(scripts::hang());
        const auto client = clientOf(server);
        auto context = std::make_unique<QObject>();
        Answers answers;
        collectRun(*client, runWithFailures(2), context.get(), answers.callback());
        QTRY_COMPARE(server.count(), 1);
        context.reset();
        QCoreApplication::processEvents();
        QVERIFY(answers.runs.isEmpty());
    }

    void finishesWithoutTheClient()
    {
        FaultServer server;
        server.answer(scripts::hang());
        auto client = clientOf(server);
        QObject context;
        Answers answers;
        collectRun(*client, runWithFailures(2), &context, answers.callback());
        QTRY_COMPARE(server.count(), 1);
        client.reset();
        QTRY_COMPARE(answers.runs.size(), 1);
        QCOMPARE(answers.runs.first().failedLogs.size(), 2);
    }

    void keepsTheEndOfALog()
    {
        QString log;
        for (int i = 1; i <= 1000; ++i)
            log += u"line %1\n"_s.arg(i);
        const RunLog kept = keepLog(SubtaskId(5), log, true);
        QVERIFY(kept.truncated);
        QVERIFY(kept.text.startsWith(u"line 801\n"_s));
        QVERIFY(kept.text.endsWith(u"line 1000\n"_s));
        QCOMPARE(kept.text.count(u'\n'), 200);

        QCOMPARE(keepLog(SubtaskId(5), u"a\nb"_s, true).text, u"a\nb"_s);
        QVERIFY(!keepLog(SubtaskId(5), u"a\nb"_s, true).truncated);
        QCOMPARE(keepLog(SubtaskId(5), {}, true), (RunLog { SubtaskId(5), {}, false }));

        const RunLog wide = keepLog(SubtaskId(5), QString(100'000, u'界'), true);
        QVERIFY(wide.truncated);
        QCOMPARE(wide.text, QString(65536 / 3, u'界'));
        const RunLog mixed = keepLog(SubtaskId(5), u"first\n"_s + QString(65'000, u'x') + u"\n"_s + QString(1000, u'y'), true);
        QCOMPARE(mixed.text, QString(1000, u'y'));
    }

    /// A secret whose key is cut off is not kept: the cut comes after the masking.
    void cutsAfterMasking()
    {
        QString log = u"password=\n"_s;
        for (int i = 1; i <= 200; ++i)
            log += u"hunter2 line %1\n"_s.arg(i);
        QVERIFY(!keepLog(SubtaskId(5), log, true).text.contains(u"hunter2 line 1\n"_s));
    }

    void cutsAroundTheError()
    {
        QStringList lines;
        for (int i = 1; i <= 100; ++i)
            lines.append(i == 50 ? u"ERROR 50"_s : u"line %1"_s.arg(i));
        const QStringList kept = logExcerpt(lines.join(u'\n'), 49, 8).split(u'\n');
        QCOMPARE(kept.size(), 10);
        QCOMPARE(kept.first(), u"…"_s);
        QCOMPARE(kept.at(1), u"line 48"_s);
        QCOMPARE(kept.at(3), u"ERROR 50"_s);
        QCOMPARE(kept.last(), u"…"_s);
        // The end, when nothing is known.
        QVERIFY(logExcerpt(lines.join(u'\n'), -1, 8).endsWith(u"line 99\nline 100"_s));
        QCOMPARE(logExcerpt(u"a\nb"_s, 0, 8), u"a\nb"_s);
        QCOMPARE(logExcerpt({}, -1, 8), QString());
    }
};

QTEST_GUILESS_MAIN(TestCollector)
#include "tst_report_collector.moc"
