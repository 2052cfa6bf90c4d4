// SPDX-License-Identifier: GPL-3.0-or-later
// The versions of OCP that the simulator plays, the audit in its two forms, and JSON habits of the server.
#include "simclient.h"

#include "simulator/simtime.h"

#include <QtTest>

using namespace obdesk;
using namespace std::chrono_literals;

namespace {

Scenario playing(OcpFace face)
{
    Scenario scenario;
    scenario.face = face;
    return scenario;
}

QJsonObject addOne(SimClient &sim)
{
    return sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1).toObject();
}

QStringList sortedWords(const QString &text)
{
    QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    words.sort();
    return words;
}

} // namespace

class TestSimFaces : public QObject
{
    Q_OBJECT

private slots:
    void words()
    {
        QCOMPARE(faceWords(), QStringList({ u"3.3"_s, u"4.0.3"_s, u"4.2.2"_s, u"4.3.5"_s, u"4.4.0"_s }));
        QCOMPARE(faceOf(u"4.3.5"_s), OcpFace::V435);
        QCOMPARE(faceOf(u"4.2"_s), std::nullopt);
        QCOMPARE(Scenario().face, OcpFace::V422);
    }

    void faces_data()
    {
        QTest::addColumn<OcpFace>("face");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QJsonValue>("code");           // of a cluster that is busy
        QTest::addColumn<bool>("opaqueServer");
        QTest::addColumn<bool>("operatingTask");
        QTest::addColumn<QString>("answer");            // keys of what adding a server answers
        QTest::addColumn<bool>("tags");
        QTest::addColumn<bool>("prohibitSkip");
        QTest::addColumn<int>("audit");                 // status
        const QString formA = u"cluster context creator id name startTime status tasks"_s;
        const QString formB = u"clusterId creator executor hostId id isRemote name operation prohibitRollback startTime status subtasks taskDefinitionId type"_s;
        QTest::newRow("3.3") << OcpFace::V33 << u"3.3."_s << QJsonValue(11020) << false << false << formA << false << false << 400;
        QTest::newRow("4.0.3") << OcpFace::V403 << u"4.0.3"_s << QJsonValue(11020) << true << false << formA << false << false << 400;
        QTest::newRow("4.2.2") << OcpFace::V422 << u"4.2.2"_s << QJsonValue(u"OBE11020"_s) << true << false << formA << false << true << 200;
        QTest::newRow("4.3.5") << OcpFace::V435 << u"4.3.5"_s << QJsonValue(u"OBE11020"_s) << true << true << formB << true << true << 200;
        QTest::newRow("4.4.0") << OcpFace::V440 << u"4.4.0"_s << QJsonValue(u"OBE11020"_s) << true << true << formB << true << true << 200;
    }
    void faces()
    {
        QFETCH(OcpFace, face);
        QFETCH(QString, version);
        QFETCH(QJsonValue, code);
        QFETCH(bool, opaqueServer);
        QFETCH(bool, operatingTask);
        QFETCH(QString, answer);
        QFETCH(bool, tags);
        QFETCH(bool, prohibitSkip);
        QFETCH(int, audit);
        SimClient sim(playing(face));
        QVERIFY(sim.get("/api/v2/info").value("buildVersion"_L1).toString().startsWith(version));
        QCOMPARE(sim.get("/api/v2/compute/idcs").value("server"_L1).toString().contains(u'.'), !opaqueServer);
        const qint64 host = sim.hosts(u"spare"_s, u"hz-a"_s).first();
        const QJsonObject added = addOne(sim);
        QCOMPARE(added.keys(), sortedWords(answer));
        const qint64 id = added.value("id"_L1).toInteger();
        QCOMPARE(sim.add(u"ob_trade"_s, u"zone1"_s, { host }).value("error"_L1)["code"_L1], code);

        const QJsonObject cluster = sim.contents("/api/v2/ob/clusters?name=ob_trade").at(0).toObject();
        QCOMPARE(cluster.value("status"_L1).toString(), u"OPERATING"_s);
        QCOMPARE(cluster.contains("operatingTaskInstanceId"_L1), operatingTask);
        const QJsonObject zone = sim.contents("/api/v2/ob/clusters/1000021/zones").at(0).toObject();
        QCOMPARE(zone.value("operatingTaskInstanceId"_L1).toInteger(), operatingTask ? id : 0);
        QCOMPARE(zone.value("servers"_L1).toArray().last()["operatingTaskInstanceId"_L1].toInteger(), operatingTask ? id : 0);

        const QJsonArray found = sim.contents("/api/v2/tasks/instances?hostId=" + QByteArray::number(host));
        QCOMPARE(found.size(), 1);
        const QJsonObject entry = found.at(0).toObject();
        QCOMPARE(entry.value("id"_L1).toInteger(), id);
        QCOMPARE(entry.value("operation"_L1).toString(), tags ? u"execute"_s : QString());
        QCOMPARE(entry.contains("tags"_L1), tags);
        if (tags) {
            const QJsonObject tag = entry.value("tags"_L1).toArray().at(0).toObject();
            QCOMPARE(tag.value("hostId"_L1).toInteger(), host);
            QCOMPARE(tag.value("svrIp"_L1).toString(), zone.value("servers"_L1).toArray().last()["ip"_L1].toString());
            QCOMPARE(tag.value("zoneName"_L1).toString(), u"zone1"_s);
        }
        const QJsonObject task = sim.task(id);
        QCOMPARE(task.value("operation"_L1).toString(), u"EXECUTE"_s);
        QCOMPARE(task.contains("isRemote"_L1), tags);
        const QJsonObject step = task.value("subtasks"_L1).toArray().at(0).toObject();
        QCOMPARE(step.contains("prohibitSkip"_L1), prohibitSkip);
        QCOMPARE(step.value("taskId"_L1).toInteger(), tags ? id : 0);
        sim.get("/api/v2/audit/events");
        QCOMPARE(sim.last.status, audit);
    }

    void auditOf422()
    {
        SimClient sim;
        const qint64 host = sim.hosts(u"spare"_s, u"hz-a"_s).first();
        const qint64 id = addOne(sim).value("id"_L1).toInteger();
        sim.clock.advance(2s);
        sim.send(SimClient::requestOf("maintainer:simulator", "POST", "/api/v2/ob/clusters/1000021/servers", SimClient::order(u"zone1"_s, { host })));
        const QJsonObject data = sim.data("/api/v2/audit/events?operationEvent=ADD_OB_SERVERS&startTime=2026-03-02T03:06:34Z");
        QCOMPARE(data.value("page"_L1)["totalElements"_L1].toInt(), 2);
        const QJsonObject accepted = data.value("contents"_L1).toArray().at(0).toObject();
        // Keys of the documented sample, and the task.
        QCOMPARE(accepted.keys(), sortedWords(u"clientIp endTime eventInfo eventType executionType id operationEvent operatorId operatorName resourceId "
                                               "resourceName resourceType startTime status taskId"_s));
        QCOMPARE(accepted.value("taskId"_L1).toInteger(), id);
        QCOMPARE(accepted.value("operatorName"_L1).toString(), u"admin"_s);
        QCOMPARE(accepted.value("clientIp"_L1).toString(), u"127.0.0.1"_s);
        QCOMPARE(accepted.value("executionType"_L1).toString(), u"NEW"_s);
        QCOMPARE(accepted.value("status"_L1).toString(), u"SUCCESS"_s);
        QCOMPARE(accepted.value("startTime"_L1).toString(), u"2026-03-02T11:06:34+08:00"_s);
        QCOMPARE(accepted.value("resourceId"_L1).toInteger(), 1000021);
        QCOMPARE(accepted.value("resourceName"_L1).toString(), u"ob_trade"_s);
        const QJsonObject info = QJsonDocument::fromJson(accepted.value("eventInfo"_L1).toString().toUtf8()).object();
        QCOMPARE(info, QJsonObject({ { u"id"_s, 1000021 },
                                     { u"param"_s, QJsonObject({ { u"zoneName"_s, u"zone1"_s }, { u"servers"_s, QJsonArray({ host }) } }) } }));
        const QJsonObject refused = data.value("contents"_L1).toArray().at(1).toObject();
        QCOMPARE(refused.value("status"_L1).toString(), u"FAILED"_s);
        QCOMPARE(refused.value("operatorName"_L1).toString(), u"maintainer"_s);
        QVERIFY(!refused.contains("taskId"_L1));
    }

    void auditOf435()
    {
        Scenario scenario = playing(OcpFace::V435);
        scenario.failures = { { u"Install rpm"_s, std::nullopt, 1, false, {} } };
        SimClient sim(scenario);
        const qint64 id = addOne(sim).value("id"_L1).toInteger();
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"FAILED"_s);
        sim.clock.advance(20min);
        SimRequest retry = SimClient::request("POST", SimClient::taskPath(id) + "/retry");
        retry.peer = "10.1.2.3";
        QCOMPARE(sim.send(retry).status, 200);
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"SUCCESSFUL"_s);
        const QJsonArray events = sim.contents("/api/v2/audit/events?operationEvent=ADD_OB_SERVERS,DELETE_OB_SERVERS&size=2");
        QCOMPARE(events.size(), 2);
        const QJsonObject again = events.at(0).toObject(), first = events.at(1).toObject();        // newest first
        QCOMPARE(again.value("executionType"_L1).toString(), u"RETRY"_s);
        QCOMPARE(again.value("clientIp"_L1).toString(), u"10.1.2.3"_s);
        QCOMPARE(again.value("taskId"_L1).toInteger(), id);
        QCOMPARE(again.value("status"_L1).toString(), u"SUCCESS"_s);
        QVERIFY(!again.contains("failedReason"_L1));
        QCOMPARE(first.value("executionType"_L1).toString(), u"NEW"_s);
        QCOMPARE(first.value("status"_L1).toString(), u"FAILED"_s);         // stays, although the retry succeeded
        QCOMPARE(first.value("failedReason"_L1).toString(), u"please see the log of task id '%1'"_s.arg(id));
        QCOMPARE(first.keys(), sortedWords(u"clientIp endTime eventInfo eventType executionType failedReason id methodSignature operationEvent operatorId "
                                            "operatorName requestUrl resourceType resources serverIp startTime status taskId"_s));
        const QJsonObject resource = first.value("resources"_L1).toArray().at(0).toObject();
        QCOMPARE(resource, QJsonObject({ { u"id"_s, first.value("id"_L1) }, { u"resourceId"_s, 1000021 }, { u"resourceName"_s, u"ob_trade:22"_s } }));
        QVERIFY(first.value("requestUrl"_L1).toString().endsWith("/api/v2/ob/clusters/1000021/servers"_L1));
    }

    void auditFilters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("count");
        // Servers were added five times before the simulator began: 12, 11, 10 and 2 days and 2 hours ago, the last two in vain.
        QTest::newRow("all") << QByteArray() << 5;
        QTest::newRow("no such event") << QByteArray("?operationEvent=ADD_OB_ZONES") << 0;
        QTest::newRow("from") << QByteArray("?startTime=2026-02-28T00:00:00.000%2B08:00") << 2;
        QTest::newRow("to") << QByteArray("?endTime=2026-02-28T00:00:00Z") << 3;
        QTest::newRow("between") << QByteArray("?startTime=2026-02-20T00:00:00Z&endTime=2026-02-28T00:00:00Z") << 1;
        QTest::newRow("failed") << QByteArray("?status=FAILED") << 2;
        QTest::newRow("resource") << QByteArray("?resourceName=ob_upgrade") << 1;
        QTest::newRow("page") << QByteArray("?page=2&size=3") << 5;
    }
    void auditFilters()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, count);
        SimClient sim;
        const QJsonObject data = sim.data("/api/v2/audit/events" + query);
        QCOMPARE(data.value("page"_L1)["totalElements"_L1].toInt(-1), count);
        QCOMPARE(data.value("contents"_L1).toArray().size(), query.contains("page=2") ? 2 : count);
    }

    void auditRefusals()
    {
        SimClient sim;
        for (const char *query : { "?startTime=yesterday", "?startTime=2026-02-28T00:00:00+08:00", "?endTime=2026-02-28T00:00:00" }) {
            QCOMPARE(SimClient::codeOf(sim.get(QByteArray("/api/v2/audit/events") + query)), u"0"_s);
            QCOMPARE(sim.last.status, 400);
        }
        for (const auto &[access, status] : { std::pair(AuditAccess::Forbidden, 403), std::pair(AuditAccess::Missing, 404) }) {
            Scenario scenario;
            scenario.audit = access;
            SimClient community(scenario);
            community.get("/api/v2/audit/events");
            QCOMPARE(community.last.status, status);
        }
    }

    void javaTimes()
    {
        constexpr qint64 noon = 1772424000000;
        QCOMPARE(shortIsoTime(noon), QByteArray("2026-03-02T12:00+08:00"));
        QCOMPARE(shortIsoTime(noon + 5000), QByteArray("2026-03-02T12:00:05+08:00"));
        QCOMPARE(shortIsoTime(noon + 380), QByteArray("2026-03-02T12:00:00.380+08:00"));
        QCOMPARE(dateFieldTime(noon + 380), QByteArray("2026-03-02T12:00:00.380+0800"));
        QCOMPARE(isoTime(noon + 380), QByteArray("2026-03-02T12:00:00.38+08:00"));
        Scenario scenario;
        scenario.style.dateFields = true;
        SimClient sim(scenario);
        QVERIFY(sim.contents("/api/v2/compute/hosts").at(0)["createTime"_L1].toString().endsWith("+0800"_L1));
        QVERIFY(sim.contents("/api/v2/ob/clusters").at(0)["updateTime"_L1].toString().endsWith("+0800"_L1));
        QVERIFY(sim.contents("/api/v2/tasks/instances").at(0)["startTime"_L1].toString().endsWith("+08:00"_L1));
    }

    /// The scenario that comes along: ids as text, blocks without id.
    void engineForms()
    {
        QString error;
        SimClient sim(loadScenario(u"engine-forms"_s, &error).value());
        const QJsonArray tasks = sim.contents("/api/v2/tasks/instances?size=100");
        const auto taskNamed = [&tasks](const QString &name) {
            for (const QJsonValue &task : tasks) {
                if (task["name"_L1].toString() == name)
                    return task.toObject();
            }
            return QJsonObject();
        };
        QCOMPARE(taskNamed(u"Generate workload report"_s).value("id"_L1), QJsonValue(u"9007199254740993"_s));
        QVERIFY(taskNamed(u"Create tenant"_s).value("id"_L1).isDouble());
        const QJsonObject gone = taskNamed(u"Delete OB cluster"_s).value("cluster"_L1).toObject();
        QCOMPARE(gone.keys(), sortedWords(u"name obClusterId type"_s));
        const QJsonObject young = taskNamed(u"Create tenant async"_s);
        QVERIFY(!young.contains("tenant"_L1));
        QCOMPARE(young.value("tenantInfo"_L1).toObject().keys(), sortedWords(u"name obTenantId"_s));
        QVERIFY(!taskNamed(u"Modify tenant"_s).value("tenant"_L1).toObject().contains("id"_L1));
        const QJsonObject detail = sim.task(9007199254740993);
        QCOMPARE(detail.value("id"_L1), QJsonValue(u"9007199254740993"_s));
    }

    void failedWithoutAFailedStep()
    {
        QString error;
        SimClient sim(loadScenario(u"retried-late"_s, &error).value());
        const qint64 id = addOne(sim).value("id"_L1).toInteger();
        sim.waitForEnd(id);
        sim.clock.advance(1min);
        const QJsonObject task = sim.task(id);
        QCOMPARE(task.value("status"_L1).toString(), u"FAILED"_s);
        const QJsonArray steps = task.value("subtasks"_L1).toArray();
        for (const QJsonValue &step : steps)
            QVERIFY(step["status"_L1].toString() != "FAILED"_L1);
        sim.post(SimClient::taskPath(id) + "/retry");
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"SUCCESSFUL"_s);
    }

    void hungRollback()
    {
        QString error;
        SimClient sim(loadScenario(u"hung-rollback"_s, &error).value());
        const qint64 id = addOne(sim).value("id"_L1).toInteger();
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"FAILED"_s);
        sim.post(SimClient::taskPath(id) + "/rollback");
        sim.clock.advance(24h);
        QCOMPARE(sim.task(id).value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(sim.task(id).value("operation"_L1).toString(), u"ROLLBACK"_s);
    }

    void timeOutOfAStep()
    {
        Scenario scenario;
        FailureRule rule { u"Wait observer active"_s, 0, 1, false, {} };
        rule.timeoutSeconds = 20;
        scenario.failures = { rule };
        SimClient sim(scenario);
        const qint64 id = addOne(sim).value("id"_L1).toInteger();
        const QJsonArray steps = sim.waitForEnd(id).value("subtasks"_L1).toArray();
        int failed = 0;
        for (const QJsonValue &step : steps) {
            if (step["status"_L1].toString() != "FAILED"_L1)
                continue;
            ++failed;
            QCOMPARE(step["operation"_L1].toString(), u"EXECUTE"_s);
            QCOMPARE(step["timeout"_L1].toInt(), 20);
            QVERIFY(sim.log(id, step["id"_L1].toInteger()).contains("name=Wait observer active, elapsed=20, timeout=20"_L1));
        }
        QCOMPARE(failed, 1);
    }
};

QTEST_GUILESS_MAIN(TestSimFaces)
#include "tst_simfaces.moc"
