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
        QCOMPARE(logs.size(), 1);
        QCOMPARE(logs.first(), (RunLog { SubtaskId(3), u"ERROR disk full\npassword=******\n"_s, false }));
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(server.requests().first().path(), QByteArray("/api/v2/tasks/instances/107720/subtasks/3/log"));
        QTRY_VERIFY(context.children().isEmpty());
    }

    void goesOneAfterTheOtherInOrderOfExecutionAndStopsAtTwenty()
    {
        FaultServer server;
        server.answer(scripts::ok(logReply(u"ERROR x"_s)));
        const auto client = clientOf(server);
        QObject context;
        Answers answers;
        collectRun(*client, runWithFailures(23), &context, answers.callback());
        QTRY_COMPARE(answers.runs.size(), 1);
        QList<SubtaskId> expected;
        QList<QByteArray> paths;
        for (int i = 1; i <= 20; ++i) {
            expected.append(SubtaskId(i));
            paths.append("/api/v2/tasks/instances/107720/subtasks/" + QByteArray::number(i) + "/log");
        }
        QList<SubtaskId> found;
        for (const RunLog &log : answers.runs.first().failedLogs)
            found.append(log.subtask);
        QCOMPARE(found, expected);
        QList<QByteArray> asked;
        for (const SeenRequest &request : server.requests())
            asked.append(request.path());
        QCOMPARE(asked, paths);
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
        QCOMPARE(masked.failedLogs.first().text, u"token: ******"_s);
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
        const RunLog kept = keepLog(SubtaskId(5), log);
        QVERIFY(kept.truncated);
        QVERIFY(kept.text.startsWith(u"line 801\n"_s));
        QVERIFY(kept.text.endsWith(u"line 1000\n"_s));
        QCOMPARE(kept.text.count(u'\n'), 200);

        QCOMPARE(keepLog(SubtaskId(5), u"a\nb"_s), (RunLog { SubtaskId(5), u"a\nb"_s, false }));
        QCOMPARE(keepLog(SubtaskId(5), {}), (RunLog { SubtaskId(5), {}, false }));

        const RunLog wide = keepLog(SubtaskId(5), QString(100'000, u'界'));
        QVERIFY(wide.truncated);
        QCOMPARE(wide.text, QString(65536 / 3, u'界'));
        const RunLog mixed = keepLog(SubtaskId(5), u"first\n"_s + QString(65'000, u'x') + u"\n"_s + QString(1000, u'y'));
        QCOMPARE(mixed.text, QString(1000, u'y'));
    }

    /// A secret whose key is cut off is not kept: the cut comes after the masking.
    void cutsAfterMasking()
    {
        QString log = u"password=\n"_s;
        for (int i = 1; i <= 200; ++i)
            log += u"hunter2 line %1\n"_s.arg(i);
        QVERIFY(!keepLog(SubtaskId(5), log).text.contains(u"hunter2 line 1\n"_s));
    }

    void findsTheErrorOfTheLastRun_data()
    {
        QTest::addColumn<QString>("log");
        QTest::addColumn<QString>("line");
        QTest::newRow("last run") << failedRun().failedLogs.first().text
                                  << u"2023-01-17 11:42:43 ERROR start observer timed out: port 2882 is in use"_s;
        QTest::newRow("exception") << u"ok\njava.lang.IllegalStateException: no\n at x\n"_s << u"java.lang.IllegalStateException: no"_s;
        QTest::newRow("chinese") << u"开始\n任务失败：磁盘\n完"_s << u"任务失败：磁盘"_s;
        QTest::newRow("no error") << u"one\ntwo\n\n"_s << u"two"_s;
        QTest::newRow("empty") << u"\n \n"_s << QString();
    }
    void findsTheErrorOfTheLastRun()
    {
        QFETCH(QString, log);
        QTEST(firstErrorLine(log), "line");
    }

    void cutsAroundTheError()
    {
        QStringList lines;
        for (int i = 1; i <= 100; ++i)
            lines.append(i == 50 ? u"ERROR 50"_s : u"line %1"_s.arg(i));
        const QStringList kept = logExcerpt(lines.join(u'\n'), 8).split(u'\n');
        QCOMPARE(kept.size(), 10);
        QCOMPARE(kept.first(), u"…"_s);
        QCOMPARE(kept.at(1), u"line 48"_s);
        QCOMPARE(kept.at(3), u"ERROR 50"_s);
        QCOMPARE(kept.last(), u"…"_s);
        QCOMPARE(logExcerpt(u"a\nb"_s, 8), u"a\nb"_s);
        QCOMPARE(logExcerpt({}, 8), QString());
    }
};

QTEST_GUILESS_MAIN(TestCollector)
#include "tst_report_collector.moc"
