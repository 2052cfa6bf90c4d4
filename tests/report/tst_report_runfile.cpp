// SPDX-License-Identifier: GPL-3.0-or-later
// A run as JSON and back; saved replies of OCP open too.
#include "report/runfile.h"
#include "report/sampleruns.h"
#include "support/samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

/// Every member of a run has a value that is not its default.
Run fullRun()
{
    Run run = failedRun();
    run.environment = Environment::Staging;
    run.stale = true;
    Task &task = run.task;
    task.id = TaskId(Q_INT64_C(9007199254740993));
    task.status = taskStatusFromText(u"PAUSED"_s);
    task.operation = operationFromText(u"Execute"_s);
    task.tenant = TenantRef { TenantId(-5), u"租户"_s };
    task.hostId = HostId(std::numeric_limits<qint64>::max());
    task.tags = { { HostId(7), u"2001:db8::1"_s, u"zone1"_s }, { {}, {}, u"zone2"_s } };
    task.oddities = { u"name: expected a text, found 5"_s };
    task.context.strings.insert(u"zone_name"_s, u"zone1, zone2={}"_s);
    task.context.raw = u"Context(parallelIdx=-1, stringMap={zone_name=zone1})"_s;
    task.prohibitRollback = true;
    task.isRemote = true;
    task.cluster->obClusterId = std::numeric_limits<qint64>::min();
    Subtask &subtask = task.subtasks.first();
    subtask.id = SubtaskId(std::numeric_limits<qint64>::max());
    subtask.description = u"line\nbreak \u0007 \u202E 💥"_s;
    subtask.status = subtaskStatusFromText(u"SLEEPING"_s);
    subtask.operation = operationFromText(u"DREAM"_s);
    subtask.upstreams = { SubtaskId(1), SubtaskId(1), SubtaskId(99), SubtaskId(9007199254740993) };
    subtask.parallelIdx = 0;
    subtask.seriesId = 9007199254740992;
    subtask.nodeType = u"JAVA_TASK"_s;
    subtask.executor = u"10.0.0.2"_s;
    subtask.timeout = std::chrono::seconds(5400);
    subtask.runTime = 2;
    subtask.createTime = QDateTime(QDate(2023, 1, 17), QTime(3, 36, 0, 1), Qt::UTC);
    subtask.prohibitRollback = true;
    subtask.prohibitSkip = true;
    subtask.context = u"{\"a\": 1}"_s;
    subtask.oddities = { u"runTime: expected an integer, found \"x\""_s, u"two"_s };
    return run;
}

/// Of a task whose cluster is gone and whose tenant is not there yet.
Run withoutIds()
{
    Run run = failedRun();
    run.task.cluster = ClusterRef { {}, u"obgone"_s, 1009 };
    run.task.tenant = TenantRef { {}, u"t"_s };
    return run;
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestRunFile final : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < runs().size(); ++i)
            QTest::addRow("%d", i) << i;
    }
    void roundTrip()
    {
        QFETCH(int, number);
        const Run run = runs().at(number);
        const QByteArray json = runToJson(run);
        const Result<Run> back = runFromJson(json);
        QVERIFY2(back.ok(), back ? "" : qPrintable(back.error().fieldPath + u' ' + back.error().detail));
        QVERIFY(back.value() == run);
        QCOMPARE(runToJson(back.value()), json);
    }

    void shape()
    {
        const QJsonObject json = objectOf(runToJson(fullRun()));
        QCOMPARE(json.value("schema"_L1).toString(), u"obdesk.run"_s);
        QCOMPARE(json.value("version"_L1).toInt(), 1);
        QCOMPARE(json.value("takenAt"_L1).toString(), u"2023-01-17T03:50:00.000Z"_s);
        QCOMPARE(json.value("serverNow"_L1).toString(), u"2023-01-17T03:50:00.250Z"_s);
        const QJsonObject task = json.value("task"_L1).toObject();
        QCOMPARE(task.value("id"_L1), QJsonValue(u"9007199254740993"_s));
        QCOMPARE(task.value("status"_L1).toString(), u"PAUSED"_s);
        const QJsonArray steps = task.value("subtasks"_L1).toArray();
        QCOMPARE(steps.size(), 4);
        QCOMPARE(steps.first().toObject().value("id"_L1), QJsonValue(u"9223372036854775807"_s));
        QCOMPARE(steps.last().toObject().value("id"_L1), QJsonValue(1));
    }

    void leavesOutUserInfo()
    {
        Run run = failedRun();
        run.connectionUrl = QUrl(u"https://joe:hunter2@ocp.example/"_s);
        QVERIFY(!runToJson(run).contains("hunter2"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("says");
        QJsonObject newer = objectOf(runToJson(failedRun()));
        newer.insert("version"_L1, 2);
        QTest::newRow("newer") << QJsonDocument(newer).toJson() << u"version"_s << u"newer obdesk in version 2"_s;
        newer.insert("version"_L1, "one"_L1);
        QTest::newRow("version text") << QJsonDocument(newer).toJson() << u"version"_s << u"integer"_s;
        QTest::newRow("other schema") << QByteArray(R"({"schema":"obdesk.journal","version":1})") << u"schema"_s << u"obdesk.journal"_s;
        QTest::newRow("no task") << QByteArray(R"({"schema":"obdesk.run","version":1})") << u"task"_s << QString();
        QJsonObject strange = objectOf(runToJson(failedRun()));
        strange.insert("connection"_L1, QJsonObject { { u"environment"_s, u"moon"_s } });
        QTest::newRow("environment") << QJsonDocument(strange).toJson() << u"connection.environment"_s << u"moon"_s;
        QTest::newRow("not json") << QByteArray("<html>") << QString() << QString();
        QTest::newRow("empty") << QByteArray() << QString() << QString();
        QTest::newRow("failure") << QByteArray(R"({"successful":false,"status":404,"error":{"code":1,"message":"gone"}})") << QString()
                                 << QString();
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, path);
        QFETCH(QString, says);
        const Result<Run> run = runFromJson(json);
        QVERIFY(!run.ok());
        QCOMPARE(run.error().fieldPath, path);
        QVERIFY2(run.error().detail.contains(says), qPrintable(run.error().detail));
    }

    void opensReplies_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<qint64>("id");
        QTest::addColumn<int>("steps");
        QTest::addColumn<QString>("traceId");
        QTest::addColumn<QString>("takenAt");
        QTest::newRow("detail") << test::sample("get-task-4.2.2") << Q_INT64_C(35000312) << 4 << u"0bc49000675d41af"_s
                                << u"2021-08-25T07:10:13.176Z"_s;
        QTest::newRow("add") << test::sample("add-observer-response") << Q_INT64_C(107720) << 21 << u"24d6311f6909408f"_s
                             << u"2021-03-02T03:06:34.429Z"_s;
        QTest::newRow("delete") << test::sample("batch-delete-observer-response") << Q_INT64_C(89026760) << 14 << u"36708bd8420847c3"_s
                                << u"2021-09-05T14:34:05.688Z"_s;
        const QByteArray bare = QJsonDocument(objectOf(test::sample("get-task-4.2.2")).value("data"_L1).toObject()).toJson();
        QTest::newRow("payload alone") << bare << Q_INT64_C(35000312) << 4 << QString() << QString();
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF") + bare << Q_INT64_C(35000312) << 4 << QString() << QString();
    }
    void opensReplies()
    {
        QFETCH(QByteArray, json);
        const Result<Run> run = runFromJson(json);
        QVERIFY2(run.ok(), run ? "" : qPrintable(run.error().detail));
        QTEST(run->task.id.value, "id");
        QTEST(int(run->task.subtasks.size()), "steps");
        QTEST(run->traceId, "traceId");
        QTEST(run->takenAt.isValid() ? run->takenAt.toString(Qt::ISODateWithMs) : QString(), "takenAt");
        QCOMPARE(run->connectionName, QString());
    }

    void opensOneTaskOfAList()
    {
        const QByteArray list = test::sample("list-tasks-4.2.2");
        const Result<Run> undecided = runFromJson(list);
        QVERIFY(!undecided.ok());
        QVERIFY2(undecided.error().detail.contains(u"2 tasks"_s), qPrintable(undecided.error().detail));
        QVERIFY(undecided.error().detail.contains(u"6202983, 6175879"_s));

        const Result<Run> second = runFromJson(list, TaskId(6175879));
        QVERIFY(second.ok());
        QCOMPARE(second->task.name, u"Generate workload report"_s);
        QVERIFY(!runFromJson(list, TaskId(1)).ok());
        QVERIFY(runFromJson(test::sample("get-task-4.2.2"), TaskId(35000312)).ok());
        QVERIFY(!runFromJson(test::sample("get-task-4.2.2"), TaskId(1)).ok());
        QVERIFY(!runFromJson(runToJson(failedRun()), TaskId(1)).ok());
    }

    void opensAListOfOne()
    {
        QJsonObject document = objectOf(test::sample("list-tasks-4.2.2"));
        QJsonObject data = document.value("data"_L1).toObject();
        data.insert("contents"_L1, QJsonArray { data.value("contents"_L1).toArray().first() });
        document.insert("data"_L1, data);
        const Result<Run> run = runFromJson(QJsonDocument(document).toJson());
        QVERIFY(run.ok());
        QCOMPARE(run->task.id.value, Q_INT64_C(6202983));
    }

    void masksRepliesThatSomebodySaved()
    {
        const QJsonObject step { { u"id"_s, 2 }, { u"name"_s, u"y"_s }, { u"status"_s, u"PENDING"_s },
                                 { u"context"_s, u"{\"proxyPassword\":\"hunter2\"}"_s } };
        const QJsonObject task { { u"id"_s, 1 }, { u"name"_s, u"x"_s }, { u"status"_s, u"RUNNING"_s },
                                 { u"context"_s, u"Context(stringMap={root_password=hunter2, a=b})"_s },
                                 { u"subtasks"_s, QJsonArray { step } } };
        const QByteArray json = QJsonDocument(task).toJson();
        const Result<Run> run = runFromJson(json);
        QVERIFY(run.ok());
        QCOMPARE(run->task.context.strings.value(u"a"_s), u"b"_s);
        QVERIFY(!runToJson(run.value()).contains("hunter2"));
    }

private:
    static QList<Run> runs()
    {
        QList<Run> all { failedRun(), fullRun(), withoutIds(), longRun(50), Run {} };
        all.last().task.name = u"x"_s;
        const QStringList texts = hostileTexts();
        for (const QString &text : texts) {
            if (text.isValidUtf16())
                all.append(runOf(text));
        }
        return all;
    }
};

QTEST_GUILESS_MAIN(TestRunFile)
#include "tst_report_runfile.moc"
