// SPDX-License-Identifier: GPL-3.0-or-later
// Adding servers over the API: the plan, its effect on the world, the refusals one by one, and the actions on its task.
#include "simclient.h"

#include "simulator/worldbuilder.h"

#include <QtTest>

using namespace obdesk;
using namespace std::chrono_literals;

namespace {

QJsonObject zoneOf(SimClient &sim, const QString &cluster, const QString &name)
{
    const QJsonArray zones = sim.contents("/api/v2/ob/clusters/" + QByteArray::number(sim.clusterId(cluster)) + "/zones");
    for (const QJsonValue &zone : zones) {
        if (zone["name"_L1].toString() == name)
            return zone.toObject();
    }
    return {};
}

QJsonObject hostOf(SimClient &sim, qint64 id)
{
    return sim.data("/api/v2/compute/hosts/" + QByteArray::number(id));
}

QJsonObject stepOf(const QJsonObject &task, const QString &name, int parallelIdx)
{
    const QJsonArray steps = task.value("subtasks"_L1).toArray();
    for (const QJsonValue &step : steps) {
        if (step["name"_L1].toString() == name && step["parallelIdx"_L1].toInt() == parallelIdx)
            return step.toObject();
    }
    return {};
}

QMap<QString, int> countStates(const QJsonObject &task)
{
    QMap<QString, int> counts;
    const QJsonArray steps = task.value("subtasks"_L1).toArray();
    for (const QJsonValue &step : steps)
        ++counts[step["status"_L1].toString() + u'/' + step["operation"_L1].toString()];
    return counts;
}

Scenario failing(const QString &step, std::optional<int> parallelIdx, std::optional<int> times, bool onRollback = false)
{
    Scenario scenario;
    scenario.failures = { { step, parallelIdx, times, onRollback, {} } };
    return scenario;
}

} // namespace

class TestSimOperations : public QObject
{
    Q_OBJECT

private slots:
    void freshAnswerIsFormA()
    {
        SimClient sim;
        const qint64 host = sim.hosts(u"spare"_s, u"hz-a"_s).first();
        const QJsonObject envelope = sim.add(u"ob_trade"_s, u"zone1"_s, { host });
        QCOMPARE(sim.last.status, 200);
        QCOMPARE(envelope.value("successful"_L1).toBool(), true);
        const QJsonObject task = envelope.value("data"_L1).toObject();
        // Keys of the documented sample, no more and no fewer.
        QCOMPARE(task.keys(), QStringList({ u"cluster"_s, u"context"_s, u"creator"_s, u"id"_s, u"name"_s, u"startTime"_s, u"status"_s, u"tasks"_s }));
        QCOMPARE(task.value("name"_L1).toString(), u"Add OB server"_s);
        QCOMPARE(task.value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(task.value("startTime"_L1).toString(), u"2026-03-02T11:06:34.345+08:00"_s);
        QCOMPARE(task.value("cluster"_L1)["name"_L1].toString(), u"ob_trade"_s);
        QCOMPARE(task.value("creator"_L1)["name"_L1].toString(), u"admin"_s);
        const QString context = task.value("context"_L1).toString();
        QVERIFY2(context.startsWith("Context(parallelIdx=-1, stringMap={cluster_name=ob_trade, cluster_id="_L1), qPrintable(context));
        QVERIFY2(context.contains(u"host.%1.zone=zone1"_s.arg(host)), qPrintable(context));
        QVERIFY2(context.contains(u"host_ids=[%1]"_s.arg(host)), qPrintable(context));
        const QJsonArray steps = task.value("tasks"_L1).toArray();
        QCOMPARE(steps.size(), 21);
        int ready = 0, edges = 0, waits = 0;
        for (const QJsonValue &step : steps) {
            QCOMPARE(step.toObject().keys(),
                     QStringList({ u"description"_s, u"downstreams"_s, u"id"_s, u"name"_s, u"operation"_s, u"status"_s, u"upstreams"_s }));
            ready += step["status"_L1].toString() == "READY"_L1;
            edges += int(step["downstreams"_L1].toArray().size());
            waits += step["name"_L1].toString() == "Wait node"_L1;
        }
        QCOMPARE(ready, 1);             // the root; OCP's sample of 2021 shows it RUNNING already
        QCOMPARE(edges, 20);
        QCOMPARE(waits, 6);
    }

    /// Tasks go by the monotonic clock: when somebody sets the other one back, the log of a step that has ended is whole all the same.
    void settingTheClockHidesNothingOfALog()
    {
        SimClient sim, setBack;
        QStringList logs;
        for (SimClient *client : { &sim, &setBack }) {
            const QJsonObject task = client->add(u"ob_trade"_s, u"zone1"_s, { client->hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1).toObject();
            client->clock.advance(500ms);
            QCOMPARE(client->task(task.value("id"_L1).toInteger()).value("status"_L1).toString(), u"RUNNING"_s);     // the first step runs
            if (client == &setBack)
                client->clock.jumpWall(-1h);
            client->clock.advance(2h);
            const qint64 id = task.value("id"_L1).toInteger();
            const QJsonArray steps = task.value("tasks"_L1).toArray();
            for (const QJsonValue &step : steps) {
                if (step["upstreams"_L1].toArray().isEmpty())
                    logs.append(client->log(id, step["id"_L1].toInteger()));
            }
            QCOMPARE(client->task(id).value("status"_L1).toString(), u"SUCCESSFUL"_s);
        }
        QCOMPARE(logs.size(), 2);
        QVERIFY2(logs.at(0).endsWith("state: SUCCESSFUL"_L1), qPrintable(logs.at(0)));
        QCOMPARE(logs.at(1), logs.at(0));
    }

    void chainFollowsTheDocumentedOrder()
    {
        SimClient sim;
        const QJsonArray steps = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() })
                                     .value("data"_L1)["tasks"_L1].toArray();
        QHash<qint64, QJsonObject> byId;
        QJsonObject step;
        for (const QJsonValue &each : steps) {
            byId.insert(each["id"_L1].toInteger(), each.toObject());
            if (each["upstreams"_L1].toArray().isEmpty())
                step = each.toObject();
        }
        QStringList names { step.value("name"_L1).toString() };
        QList<qint64> ids { step.value("id"_L1).toInteger() };
        while (!step.value("downstreams"_L1).toArray().isEmpty()) {
            step = byId.value(step.value("downstreams"_L1).toArray().first().toInteger());
            names << step.value("name"_L1).toString();
            ids << step.value("id"_L1).toInteger();
        }
        QCOMPARE(names, QStringList({ u"Prepare add observer"_s, u"Reserve host"_s, u"Pre check for install OB"_s, u"Wait node"_s, u"Install rpm"_s,
                                      u"Wait node"_s, u"Make dir for ob"_s, u"Wait node"_s, u"Start observer process with param"_s, u"Wait node"_s,
                                      u"Add observer"_s, u"Wait observer active"_s, u"Restart observer process"_s, u"Wait observer active"_s,
                                      u"Start ocp agent service"_s, u"Wait node"_s, u"Update observer status"_s, u"Wait node"_s,
                                      u"Update zone status"_s, u"Sync cluster info"_s, u"Update OB cluster status"_s }));
        QVERIFY2(!std::is_sorted(ids.cbegin(), ids.cend()), "ids must not tell the order of execution");
    }

    void additionEndsInTheWorld()
    {
        Scenario scenario;
        scenario.face = OcpFace::V435;          // says which task holds what
        SimClient sim(scenario);
        const qint64 host = sim.hosts(u"spare"_s, u"hz-a"_s).first();
        QCOMPARE(zoneOf(sim, u"ob_trade"_s, u"zone1"_s).value("servers"_L1).toArray().size(), 3);
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { host }).value("data"_L1)["id"_L1].toInteger();

        // While it runs: cluster and zone OPERATING, server CREATING, host reserved.
        const QJsonObject cluster = sim.contents("/api/v2/ob/clusters?name=ob_trade").at(0).toObject();
        QCOMPARE(cluster.value("status"_L1).toString(), u"OPERATING"_s);
        QCOMPARE(cluster.value("operatingTaskInstanceId"_L1).toInteger(), id);
        QJsonObject zone = zoneOf(sim, u"ob_trade"_s, u"zone1"_s);
        QCOMPARE(zone.value("status"_L1).toString(), u"OPERATING"_s);
        QCOMPARE(zone.value("operatingTaskInstanceId"_L1).toInteger(), id);
        QCOMPARE(zone.value("servers"_L1).toArray().last()["status"_L1].toString(), u"CREATING"_s);
        QCOMPARE(zone.value("servers"_L1).toArray().last()["operatingTaskInstanceId"_L1].toInteger(), id);
        QCOMPARE(hostOf(sim, host).value("status"_L1).toString(), u"AVAILABLE"_s);

        const QDateTime before = sim.clock.utcNow();
        const QJsonObject task = sim.waitForEnd(id);
        QCOMPARE(task.value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(task.value("operation"_L1).toString(), u"EXECUTE"_s);
        QCOMPARE(countStates(task), (QMap<QString, int> { { u"SUCCESSFUL/EXECUTE"_s, 21 } }));
        const qint64 seconds = before.secsTo(sim.clock.utcNow());
        QVERIFY2(seconds >= 30 && seconds <= 50, qPrintable(u"about 40 s, took %1"_s.arg(seconds)));

        zone = zoneOf(sim, u"ob_trade"_s, u"zone1"_s);
        QCOMPARE(zone.value("status"_L1).toString(), u"RUNNING"_s);
        QVERIFY(!zone.contains("operatingTaskInstanceId"_L1));
        QCOMPARE(zone.value("serverCount"_L1).toInt(), 4);
        const QJsonObject server = zone.value("servers"_L1).toArray().last().toObject();
        QCOMPARE(server.value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(server.value("innerStatus"_L1).toString(), u"ACTIVE"_s);
        QCOMPARE(server.value("hostId"_L1).toInteger(), host);
        QCOMPARE(hostOf(sim, host).value("status"_L1).toString(), u"ONLINE"_s);
        QCOMPARE(hostOf(sim, host).value("services"_L1).toArray().first()["name"_L1].toString(), u"ob_trade:22"_s);
        QCOMPARE(sim.contents("/api/v2/ob/clusters?name=ob_trade").at(0)["status"_L1].toString(), u"RUNNING"_s);
        QCOMPARE(SimClient::codeOf(sim.add(u"ob_trade"_s, u"zone1"_s, { host })), u"CMP07010"_s);
    }

    void hostsFanOutBetweenBarriers()
    {
        SimClient sim;
        const QList<qint64> hosts = sim.hosts(u"spare"_s, u"hz-c"_s).first(3);
        const qint64 id = sim.add(u"ob_trade"_s, u"zone3"_s, hosts).value("data"_L1)["id"_L1].toInteger();
        const QJsonObject task = sim.task(id);
        QCOMPARE(task.value("subtasks"_L1).toArray().size(), 12 + 9 * 3);
        for (int i = 0; i < 3; ++i) {
            const QJsonObject install = stepOf(task, u"Install rpm"_s, i);
            QCOMPARE(install.value("upstreams"_L1).toArray().size(), 1);
            QCOMPARE(install.value("downstreams"_L1).toArray().size(), 1);
            // Neighbours without a barrier are joined all to all.
            QCOMPARE(stepOf(task, u"Restart observer process"_s, i).value("upstreams"_L1).toArray().size(), 3);
            QCOMPARE(stepOf(task, u"Restart observer process"_s, i).value("downstreams"_L1).toArray().size(), 3);
        }
        QCOMPARE(stepOf(task, u"Reserve host"_s, -1).value("downstreams"_L1).toArray().size(), 3);
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(zoneOf(sim, u"ob_trade"_s, u"zone3"_s).value("serverCount"_L1).toInt(), 6);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QStringList>("hosts");     // alias@idc, taken in turn; or a number
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");

        const auto row = [](const char *name, const QString &cluster, const QString &zone, const QStringList &hosts, const QString &code, int status) {
            QTest::newRow(name) << cluster << zone << hosts << code << status;
        };
        const QString trade = u"ob_trade"_s, zone1 = u"zone1"_s, spare = u"spare@hz-a"_s;
        row("unknown zone", trade, u"zone9"_s, { spare }, u"OBE18002"_s, 404);
        row("zone not running", u"ob_ledger"_s, u"zone2"_s, { u"spare@hz-b"_s }, u"OBE18004"_s, 400);
        row("cluster stopped", u"ob_archive"_s, zone1, { spare }, u"OBE11007"_s, 400);
        row("cluster busy, task running", u"ob_report"_s, zone1, { spare }, u"OBE11020"_s, 409);
        row("cluster busy, task failed", u"ob_upgrade"_s, zone1, { spare }, u"OBE11020"_s, 409);
        row("meta cluster", u"ocp_meta"_s, zone1, { spare }, u"OBE12101"_s, 400);
        row("host offline", trade, zone1, { u"refusal-offline@hz-a"_s }, u"CMP07004"_s, 400);
        row("host in use", trade, zone1, { u"refusal-in-use@hz-a"_s }, u"CMP07004"_s, 400);
        row("host unknown", trade, zone1, { u"424242"_s }, u"CMP07005"_s, 404);
        row("host new", trade, zone1, { u"refusal-new@hz-a"_s }, u"CMP07006"_s, 400);
        row("host leaving", trade, zone1, { u"refusal-deleting@hz-a"_s }, u"CMP07006"_s, 400);
        row("other IDC", trade, zone1, { u"spare@hz-b"_s }, u"CMP07008"_s, 400);
        row("agent restarting", trade, zone1, { u"refusal-agent@hz-a"_s }, u"CMP07019"_s, 400);
        row("systems differ", trade, zone1, { spare, u"refusal-other-os@hz-a"_s }, u"CMP07017"_s, 400);
        row("architectures differ", trade, zone1, { spare, u"spare-arm@hz-a"_s }, u"CMP07018"_s, 400);
        row("not the cluster's architecture", trade, zone1, { u"spare-arm@hz-a"_s }, u"OBE11023"_s, 400);
        row("x86 host for an arm cluster", u"ob_arm"_s, zone1, { spare }, u"OBE11023"_s, 400);
        row("a host twice", trade, zone1, { u"424242"_s, u"424242"_s }, u"COM10001"_s, 400);
        row("no host", trade, zone1, {}, u"0"_s, 400);
        row("no zone", trade, {}, { spare }, u"0"_s, 400);
    }
    void refusals()
    {
        QFETCH(QString, cluster);
        QFETCH(QString, zone);
        QFETCH(QStringList, hosts);
        QFETCH(QString, code);
        QFETCH(int, status);
        SimClient sim;
        QList<qint64> ids;
        for (const QString &host : hosts)
            ids << (host.contains(u'@') ? sim.hosts(host.section(u'@', 0, 0), host.section(u'@', 1)).value(0) : host.toLongLong());
        const QJsonArray tasksBefore = sim.contents("/api/v2/tasks/instances?size=100");
        const QJsonObject envelope = sim.add(cluster, zone, ids);
        QCOMPARE(SimClient::codeOf(envelope), code);
        QCOMPARE(sim.last.status, status);
        QCOMPARE(envelope.value("status"_L1).toInt(), status);
        QCOMPARE(envelope.value("successful"_L1).toBool(true), false);
        QVERIFY(!envelope.contains("data"_L1));
        QVERIFY(!envelope.value("error"_L1)["message"_L1].toString().isEmpty());
        QCOMPARE(sim.contents("/api/v2/tasks/instances?size=100").size(), tasksBefore.size());
    }

    void badBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("fields");        // field=rejected value, as JSON
        const QString malformed = u"Malformed JSON request"_s, empty = u"must not be empty"_s, blank = u"must not be blank"_s;
        QTest::newRow("none") << QByteArray() << malformed << QString();
        QTest::newRow("not JSON") << QByteArray("{\"zoneName\":") << malformed << QString();
        QTest::newRow("a list") << QByteArray("[1]") << malformed << QString();
        QTest::newRow("no servers") << QByteArray(R"({"zoneName":"zone1"})") << empty << u"servers=null"_s;
        QTest::newRow("empty servers") << QByteArray(R"({"zoneName":"zone1","servers":[]})") << empty << u"servers=[]"_s;
        QTest::newRow("no zone") << QByteArray(R"({"servers":[1]})") << blank << u"zoneName=null"_s;
        QTest::newRow("blank zone") << QByteArray(R"({"zoneName":" ","servers":[1]})") << blank << u"zoneName=\" \""_s;
        QTest::newRow("neither") << QByteArray("{}") << blank << u"zoneName=null servers=null"_s;
        QTest::newRow("a server null") << QByteArray(R"({"zoneName":"zone1","servers":[1,null]})") << u"must not be null"_s << u"servers[1]=null"_s;
        QTest::newRow("zone no text") << QByteArray(R"({"zoneName":1,"servers":[1]})") << malformed << QString();
        QTest::newRow("servers no list") << QByteArray(R"({"zoneName":"zone1","servers":1})") << malformed << QString();
        QTest::newRow("host id a text") << QByteArray(R"({"zoneName":"zone1","servers":["1"]})") << malformed << QString();
        QTest::newRow("host id a fraction") << QByteArray(R"({"zoneName":"zone1","servers":[1.5]})") << malformed << QString();
    }
    void badBodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, message);
        QFETCH(QString, fields);
        SimClient sim;
        const QJsonObject envelope = sim.post("/api/v2/ob/clusters/1000021/servers", body);
        QCOMPARE(sim.last.status, 400);
        const QJsonObject error = envelope.value("error"_L1).toObject();
        QCOMPARE(error.value("code"_L1), QJsonValue(0));
        QCOMPARE(error.value("message"_L1).toString(), message);
        QCOMPARE(error.value("debugMessage"_L1).isNull(), !fields.isEmpty());
        QStringList told;
        const QJsonArray subErrors = error.value("subErrors"_L1).toArray();
        for (const QJsonValue &sub : subErrors) {
            QCOMPARE(sub["object"_L1].toString(), u"addServerRequest"_s);
            QVERIFY(!sub["message"_L1].toString().isEmpty());
            const QByteArray list = QJsonDocument(QJsonArray { sub["rejectedValue"_L1] }).toJson(QJsonDocument::Compact);
            told << sub["field"_L1].toString() + u'=' + QString::fromUtf8(list.sliced(1, list.size() - 2));
        }
        QCOMPARE(told.join(u' '), fields);
    }

    /// Codes without a kind of their own come as 500 with a whole envelope; wrong arguments, missing objects and rights do not.
    void refusalsAs500()
    {
        Scenario scenario;
        scenario.refusalsAs500 = true;
        SimClient sim(scenario);
        const QList<qint64> spare = sim.hosts(u"spare"_s, u"hz-a"_s);
        const auto told = [&](const QJsonObject &envelope) {
            return u"%1 %2 %3"_s.arg(sim.last.status).arg(envelope.value("status"_L1).toInt()).arg(SimClient::codeOf(envelope));
        };
        QCOMPARE(told(sim.add(u"ob_report"_s, u"zone1"_s, { spare[0] })), u"500 500 OBE11020"_s);
        QVERIFY(SimClient::json(sim.last).contains("traceId"_L1));
        QCOMPARE(SimClient::json(sim.last).value("successful"_L1), QJsonValue(false));
        QCOMPARE(told(sim.add(u"ob_archive"_s, u"zone1"_s, { spare[0] })), u"500 500 OBE11007"_s);
        QCOMPARE(told(sim.add(u"ob_trade"_s, u"zone1"_s, sim.hosts(u"spare"_s, u"hz-b"_s).first(1))), u"500 500 CMP07008"_s);
        QCOMPARE(told(sim.add(u"ob_trade"_s, u"zone9"_s, { spare[0] })), u"404 404 OBE18002"_s);
        QCOMPARE(told(sim.post("/api/v2/ob/clusters/1000021/servers", "{}")), u"400 400 0"_s);
        const qint64 running = sim.contents("/api/v2/tasks/instances?status=RUNNING").at(0)["id"_L1].toInteger();
        QCOMPARE(told(sim.post(SimClient::taskPath(running) + "/retry")), u"500 500 TSK10016"_s);
        QCOMPARE(told(sim.post(SimClient::taskPath(12) + "/retry")), u"404 404 TSK10001"_s);
        QCOMPARE(told(SimClient::json(sim.send(SimClient::requestOf("viewer:simulator", "POST", SimClient::taskPath(running) + "/retry")))), u"403 403 IAM11000"_s);
    }

    void unexpectedAnswers_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("carriedOut");
        QTest::addColumn<QString>("told");
        QTest::newRow("unexpected") << u"unexpected"_s << false << u"500 0 Unexpected error"_s;
        QTest::newRow("unexpected, carried out") << u"unexpected"_s << true << u"500 0 Unexpected error"_s;
        QTest::newRow("unhandled") << u"unhandled"_s << false << u"500 0 Unhandled exception, type=NullPointerException"_s;
        QTest::newRow("conflict") << u"conflict"_s << false << u"409 0 Database exception"_s;
        QTest::newRow("a code") << u"OBE11020"_s << false << u"500 OBE11020 The operation is not allowed."_s;
    }
    void unexpectedAnswers()
    {
        QFETCH(QString, answer);
        QFETCH(bool, carriedOut);
        QFETCH(QString, told);
        Scenario scenario;
        scenario.answers = { { u"addServers"_s, answer, 1, carriedOut } };
        SimClient sim(scenario);
        const qint64 host = sim.hosts(u"spare"_s, u"hz-a"_s).first();
        const qsizetype before = sim.contents("/api/v2/tasks/instances?size=100").size();
        const QJsonObject envelope = sim.add(u"ob_trade"_s, u"zone1"_s, { host });
        QCOMPARE(u"%1 %2 %3"_s.arg(sim.last.status).arg(SimClient::codeOf(envelope), SimClient::messageOf(envelope)), told);
        QVERIFY(!envelope.contains("data"_L1));
        QCOMPARE(sim.contents("/api/v2/tasks/instances?size=100").size(), before + (carriedOut ? 1 : 0));
        if (!carriedOut)
            QCOMPARE(sim.add(u"ob_trade"_s, u"zone1"_s, { host }).value("successful"_L1).toBool(), true);       // once only
    }

    void unknownClusterAndContentType()
    {
        SimClient sim;
        QCOMPARE(SimClient::codeOf(sim.post("/api/v2/ob/clusters/77/servers", SimClient::order(u"zone1"_s, { 1 }))), u"OBE11001"_s);
        QCOMPARE(sim.last.status, 404);
        QCOMPARE(SimClient::codeOf(sim.post("/api/v2/ob/clusters/x/servers", SimClient::order(u"zone1"_s, { 1 }))), u"0"_s);
        SimRequest form = SimClient::request("POST", "/api/v2/ob/clusters/1000021/servers", SimClient::order(u"zone1"_s, { 1 }));
        form.headers[1].second = "application/x-www-form-urlencoded";
        QCOMPARE(sim.send(form).status, 415);
        QCOMPARE(SimClient::codeOf(SimClient::json(sim.last)), u"0"_s);
    }

    void secondOperationIsRefused()
    {
        SimClient sim;
        const QList<qint64> hosts = sim.hosts(u"spare"_s, u"hz-a"_s);
        sim.add(u"ob_trade"_s, u"zone1"_s, { hosts[0] });
        QCOMPARE(SimClient::codeOf(sim.add(u"ob_trade"_s, u"zone1"_s, { hosts[1] })), u"OBE11020"_s);
        QCOMPARE(SimClient::codeOf(sim.add(u"ob_ledger"_s, u"zone1"_s, { hosts[0] })), u"CMP07004"_s);
        QCOMPARE(sim.last.status, 409);
    }

    void failOnceThenRetry()
    {
        QString error;
        SimClient sim(loadScenario(u"fail-once"_s, &error).value());
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, sim.hosts(u"spare"_s, u"hz-a"_s).first(2)).value("data"_L1)["id"_L1].toInteger();
        QJsonObject task = sim.waitForEnd(id);
        QCOMPARE(task.value("status"_L1).toString(), u"FAILED"_s);
        const QJsonObject bad = stepOf(task, u"Start observer process with param"_s, 0);
        QCOMPARE(bad.value("status"_L1).toString(), u"FAILED"_s);
        QCOMPARE(stepOf(task, u"Start observer process with param"_s, 1).value("status"_L1).toString(), u"SUCCESSFUL"_s);
        const QString log = sim.log(id, bad.value("id"_L1).toInteger());
        QVERIFY2(log.contains("server available memory is little than unit min memory"_L1), qPrintable(log));
        QVERIFY2(log.contains(" WARN "_L1) && !log.contains("ERROR 57200"_L1), qPrintable(log));       // the engine's own level
        QCOMPARE(zoneOf(sim, u"ob_trade"_s, u"zone1"_s).value("status"_L1).toString(), u"OPERATING"_s);

        task = sim.post(SimClient::taskPath(id) + "/retry").value("data"_L1).toObject();
        QCOMPARE(task.value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(task.value("operation"_L1).toString(), u"RETRY"_s);
        const QJsonObject again = stepOf(task, u"Start observer process with param"_s, 0);
        QCOMPARE(again.value("status"_L1).toString(), u"READY"_s);
        QCOMPARE(again.value("operation"_L1).toString(), u"RETRY"_s);
        QCOMPARE(again.value("runTime"_L1).toInt(), 2);
        task = sim.waitForEnd(id);
        QCOMPARE(task.value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(countStates(task), (QMap<QString, int> { { u"SUCCESSFUL/EXECUTE"_s, 29 }, { u"SUCCESSFUL/RETRY"_s, 1 } }));
        const QString both = sim.log(id, bad.value("id"_L1).toInteger());
        QVERIFY2(both.startsWith(log), "what the log has shown stays");
        QVERIFY(both.contains("############{RETRY}{"_L1));
    }

    void rollbackFreesEverything()
    {
        SimClient sim(failing(u"Wait observer active"_s, std::nullopt, std::nullopt));
        const qint64 host = sim.hosts(u"spare"_s, u"hz-a"_s).first();
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { host }).value("data"_L1)["id"_L1].toInteger();
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"FAILED"_s);
        const QJsonObject started = sim.post(SimClient::taskPath(id) + "/rollback").value("data"_L1).toObject();
        QCOMPARE(started.value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(started.value("operation"_L1).toString(), u"ROLLBACK"_s);
        const QJsonObject task = sim.waitForEnd(id);
        QCOMPARE(task.value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(task.value("operation"_L1).toString(), u"ROLLBACK"_s);
        // 12 steps had run, 9 never did and keep EXECUTE, as in the documented list sample.
        QCOMPARE(countStates(task), (QMap<QString, int> { { u"PENDING/ROLLBACK"_s, 12 }, { u"PENDING/EXECUTE"_s, 9 } }));
        QCOMPARE(zoneOf(sim, u"ob_trade"_s, u"zone1"_s).value("serverCount"_L1).toInt(), 3);
        QCOMPARE(zoneOf(sim, u"ob_trade"_s, u"zone1"_s).value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(hostOf(sim, host).value("status"_L1).toString(), u"AVAILABLE"_s);
        QCOMPARE(sim.add(u"ob_trade"_s, u"zone1"_s, { host }).value("successful"_L1).toBool(), true);
    }

    void lastStepsForbidRollback()
    {
        SimClient sim(failing(u"Sync cluster info"_s, std::nullopt, std::nullopt));
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1)["id"_L1].toInteger();
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"FAILED"_s);
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::taskPath(id) + "/rollback")), u"TSK10009"_s);
    }

    void skipAndItsRefusals()
    {
        SimClient sim(failing(u"Pre check for install OB"_s, std::nullopt, std::nullopt));
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1)["id"_L1].toInteger();
        const QJsonObject root = stepOf(sim.task(id), u"Prepare add observer"_s, -1);
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(id, root.value("id"_L1).toInteger(), "skip"))), u"TSK10017"_s);
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(id, 5, "skip"))), u"COM10002"_s);
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(5, 5, "skip"))), u"TSK10001"_s);
        QJsonObject task = sim.waitForEnd(id);
        const qint64 check = stepOf(task, u"Pre check for install OB"_s, 0).value("id"_L1).toInteger();
        const QJsonObject acknowledged = sim.post(SimClient::stepPath(id, check, "skip"));
        QCOMPARE(acknowledged.value("successful"_L1).toBool(), true);
        QVERIFY(!acknowledged.contains("data"_L1));
        task = sim.task(id);
        QCOMPARE(task.value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(stepOf(task, u"Pre check for install OB"_s, 0).value("operation"_L1).toString(), u"SKIP"_s);
        task = sim.waitForEnd(id);
        QCOMPARE(task.value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(countStates(task), (QMap<QString, int> { { u"SUCCESSFUL/EXECUTE"_s, 20 }, { u"SUCCESSFUL/SKIP"_s, 1 } }));
    }

    void prohibitedSkip()
    {
        SimClient sim(failing(u"Reserve host"_s, std::nullopt, std::nullopt));
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1)["id"_L1].toInteger();
        const QJsonObject reserve = stepOf(sim.waitForEnd(id), u"Reserve host"_s, -1);
        QCOMPARE(reserve.value("prohibitSkip"_L1).toBool(), true);
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(id, reserve.value("id"_L1).toInteger(), "skip"))), u"TSK10010"_s);
    }

    void cancelShowsItsThreeStates()
    {
        SimClient sim;
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1)["id"_L1].toInteger();
        const qint64 root = stepOf(sim.task(id), u"Prepare add observer"_s, -1).value("id"_L1).toInteger();
        const auto word = [&] {
            const QJsonObject step = stepOf(sim.task(id), u"Prepare add observer"_s, -1);
            return QString(step.value("status"_L1).toString() + u'/' + step.value("operation"_L1).toString());
        };
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(id, root, "cancel"))), u"TSK10017"_s);       // READY yet
        sim.clock.advance(500ms);
        QCOMPARE(sim.post(SimClient::stepPath(id, root, "cancel")).value("successful"_L1).toBool(), true);
        QCOMPARE(word(), u"CANCELING/EXECUTE"_s);
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(id, root, "cancel"))), u"TSK10017"_s);
        sim.clock.advance(600ms);
        QCOMPARE(word(), u"RUNNING/CANCEL"_s);
        QCOMPARE(sim.post(SimClient::stepPath(id, root, "cancel")).value("successful"_L1).toBool(), true);     // accepted once more
        sim.clock.advance(600ms);
        QCOMPARE(word(), u"RUNNING/CANCEL"_s);
        QCOMPARE(sim.task(id).value("status"_L1).toString(), u"RUNNING"_s);
        sim.clock.advance(700ms);
        QCOMPARE(word(), u"FAILED/CANCEL"_s);
        QCOMPARE(sim.task(id).value("status"_L1).toString(), u"FAILED"_s);
        QVERIFY(sim.log(id, root).endsWith("operation:CANCEL, state: FAILED"_L1));
        // A cancelled step can be retried on its own.
        const QJsonObject step = sim.post(SimClient::stepPath(id, root, "retry")).value("data"_L1).toObject();
        QCOMPARE(step.value("status"_L1).toString(), u"READY"_s);
        QCOMPARE(step.value("operation"_L1).toString(), u"RETRY"_s);
        QCOMPARE(step.value("runTime"_L1).toInt(), 1);
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"SUCCESSFUL"_s);
    }

    void actionsOnAnEndedTaskAreRefused()
    {
        SimClient sim;
        const qint64 id = sim.contents("/api/v2/tasks/instances?status=SUCCESSFUL&name=Create%20tenant").at(0)["id"_L1].toInteger();
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::taskPath(id) + "/retry")), u"TSK10016"_s);
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::taskPath(id) + "/rollback")), u"TSK10016"_s);
        const qint64 step = sim.task(id).value("subtasks"_L1).toArray().first()["id"_L1].toInteger();
        for (const char *action : { "retry", "skip", "cancel" })
            QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(id, step, action))), u"TSK10017"_s);
        QCOMPARE(sim.last.status, 400);
    }

    void logGrowsAndKeepsItsForm()
    {
        SimClient sim;
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1)["id"_L1].toInteger();
        const qint64 install = stepOf(sim.task(id), u"Install rpm"_s, 0).value("id"_L1).toInteger();
        QCOMPARE(sim.log(id, install), QString());
        QString before;
        int grown = 0;
        while (sim.task(id).value("status"_L1).toString() == "RUNNING"_L1) {
            sim.clock.advance(300ms);
            const QString now = sim.log(id, install);
            QVERIFY2(now.startsWith(before), qPrintable(before + "\n----\n"_L1 + now));
            grown += now.size() > before.size();
            before = now;
        }
        QVERIFY2(grown >= 5, qPrintable(QString::number(grown)));
        QVERIFY(before.startsWith("############{EXECUTE}{"_L1));
        QVERIFY(before.contains("password="_L1));       // invented, for those who have to mask it
        QVERIFY(before.endsWith(u"\n\nSet state for subtask: %1, operation:EXECUTE, state: SUCCESSFUL"_s.arg(install)));
    }

    void rollbackThatFails()
    {
        Scenario scenario = failing(u"Make dir for ob"_s, std::nullopt, std::nullopt);
        scenario.failures.append({ u"Install rpm"_s, std::nullopt, 1, true, u"agent"_s });
        SimClient sim(scenario);
        const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("data"_L1)["id"_L1].toInteger();
        sim.waitForEnd(id);
        sim.post(SimClient::taskPath(id) + "/rollback");
        QJsonObject task = sim.waitForEnd(id);
        QCOMPARE(task.value("status"_L1).toString(), u"FAILED"_s);
        QCOMPARE(task.value("operation"_L1).toString(), u"ROLLBACK"_s);
        const QJsonObject install = stepOf(task, u"Install rpm"_s, 0);
        QCOMPARE(install.value("status"_L1).toString(), u"FAILED"_s);
        QCOMPARE(install.value("operation"_L1).toString(), u"ROLLBACK"_s);
        sim.post(SimClient::stepPath(id, install.value("id"_L1).toInteger(), "skip"));
        task = sim.waitForEnd(id);
        QCOMPARE(task.value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(countStates(task),
                 (QMap<QString, int> { { u"PENDING/ROLLBACK"_s, 6 }, { u"PENDING/ROLLBACK_SKIP"_s, 1 }, { u"PENDING/EXECUTE"_s, 14 } }));
        QCOMPARE(sim.add(u"ob_trade"_s, u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() }).value("successful"_L1).toBool(), true);
    }
};

QTEST_GUILESS_MAIN(TestSimOperations)
#include "tst_simoperations.moc"
