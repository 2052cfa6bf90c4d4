// SPDX-License-Identifier: GPL-3.0-or-later
// Every endpoint: the shape of its answer (keys of the documented samples), its filters, pages and sorting, and the errors.
#include "simclient.h"

#include <QtTest>

#include <algorithm>

using namespace obdesk;
using namespace std::chrono_literals;

namespace {

QStringList sorted(QStringList keys)
{
    keys.sort();
    return keys;
}

QStringList words(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

QStringList valuesOf(const QJsonArray &items, QLatin1StringView key)
{
    QStringList values;
    for (const QJsonValue &item : items)
        values << item[key].toVariant().toString();
    return values;
}

/// "" or the first key that is missing.
QString missing(const QJsonObject &object, const QString &keys)
{
    const QStringList wanted = words(keys);
    for (const QString &key : wanted) {
        if (!object.contains(key))
            return key;
    }
    return {};
}

} // namespace

class TestSimApi : public QObject
{
    Q_OBJECT

private slots:
    void envelope()
    {
        SimClient sim;
        const QJsonObject reply = sim.get("/api/v2/compute/regions");
        QCOMPARE(reply.keys(), sorted(words(u"data duration server status successful timestamp traceId"_s)));
        QCOMPARE(reply.value("timestamp"_L1).toString(), u"2026-03-02T11:06:34.345+08:00"_s);
        QVERIFY(QRegularExpression(u"^[0-9a-f]{16}$"_s).match(reply.value("traceId"_L1).toString()).hasMatch());
        QVERIFY(QRegularExpression(u"^[0-9a-f]{10}$"_s).match(reply.value("server"_L1).toString()).hasMatch());
        QVERIFY(reply.value("traceId"_L1) != sim.get("/api/v2/compute/regions").value("traceId"_L1));
        QCOMPARE(sim.last.contentType, QByteArray("application/json"));
        // Trailing zeros of the fraction are cut, as in "34.38+08:00" and "34+08:00" of the samples.
        sim.clock.advance(35ms);
        QCOMPARE(sim.get("/api/v2/compute/regions").value("timestamp"_L1).toString(), u"2026-03-02T11:06:34.38+08:00"_s);
        sim.clock.advance(620ms);
        QCOMPARE(sim.get("/api/v2/compute/regions").value("timestamp"_L1).toString(), u"2026-03-02T11:06:35+08:00"_s);
    }

    void clusters()
    {
        SimClient sim;
        const QJsonArray all = sim.contents("/api/v2/ob/clusters");
        QCOMPARE(all.size(), 8);
        for (const QJsonValue &cluster : all) {
            QCOMPARE(missing(cluster.toObject(), u"createTime creator id name obClusterId obVersion regionCount rootServers serverCount standbyClusters "
                                                  "status tenantCount type zones architecture"_s), QString());
        }
        const QJsonObject trade = sim.contents("/api/v2/ob/clusters?name=TRADE").at(0).toObject();
        QCOMPARE(trade.value("name"_L1).toString(), u"ob_trade"_s);
        QCOMPARE(trade.value("serverCount"_L1).toInt(), 9);
        QCOMPARE(trade.value("zones"_L1).toArray().size(), 3);
        QCOMPARE(trade.value("rootServers"_L1).toArray().size(), 3);
        QCOMPARE(trade.value("rootServers"_L1).toArray().first().toObject().keys(), words(u"address role sql_port"_s));
        QCOMPARE(sim.contents("/api/v2/ob/clusters?name=ledger").at(0)["regionCount"_L1].toInt(), 2);
        QCOMPARE(sim.contents("/api/v2/ob/clusters?name=incoming").at(0)["zones"_L1].toArray().size(), 0);
    }

    void clusterFilters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("name") << QByteArray("?name=OB_ar") << words(u"ob_arm ob_archive"_s);
        QTest::newRow("one status") << QByteArray("?status=STOPPED") << words(u"ob_archive"_s);
        QTest::newRow("joined") << QByteArray("?status=STOPPED,TAKINGOVER") << words(u"ob_archive ob_incoming"_s);
        QTest::newRow("joined, encoded") << QByteArray("?status=STOPPED%2CTAKINGOVER") << words(u"ob_archive ob_incoming"_s);
        QTest::newRow("repeated") << QByteArray("?status=STOPPED&status=TAKINGOVER") << words(u"ob_archive ob_incoming"_s);
        QTest::newRow("sorted") << QByteArray("?sort=name,desc&status=STOPPED,TAKINGOVER,OPERATING")
                                << words(u"ob_upgrade ob_report ob_incoming ob_archive"_s);
        QTest::newRow("page") << QByteArray("?sort=name,asc&page=2&size=3") << words(u"ob_ledger ob_report ob_trade"_s);
        QTest::newRow("past the end") << QByteArray("?page=9") << QStringList();
        QTest::newRow("none") << QByteArray("?name=%E9%9B%86%E7%BE%A4") << QStringList();
    }
    void clusterFilters()
    {
        QFETCH(QByteArray, query);
        QFETCH(QStringList, names);
        SimClient sim;
        QCOMPARE(valuesOf(sim.contents("/api/v2/ob/clusters" + query), "name"_L1), names);
    }

    void zones()
    {
        SimClient sim;
        const QJsonObject data = sim.data("/api/v2/ob/clusters/1000021/zones");
        QCOMPARE(data.keys(), words(u"contents"_s));        // no page, as in the samples
        const QJsonArray zones = data.value("contents"_L1).toArray();
        QCOMPARE(valuesOf(zones, "name"_L1), words(u"zone1 zone2 zone3"_s));
        QCOMPARE(valuesOf(zones, "idcName"_L1), words(u"hz-a hz-b hz-c"_s));
        const QJsonObject zone = zones.first().toObject();
        QCOMPARE(zone.keys(), sorted(words(u"architecture clusterId createTime hostCount id idcId idcName innerStatus name obClusterId regionName "
                                            "rootServer serverCount servers status updateTime"_s)));
        QCOMPARE(missing(zone.value("servers"_L1).toArray().first().toObject(),
                         u"clusterId hostId hostStatus hostTypeName id idcName innerStatus installPath ip port regionName runPath runUser sqlPort "
                          "startTime status stopTime updateTime version withRootserver zoneName"_s), QString());
        QCOMPARE(sim.contents("/api/v2/ob/clusters/" + QByteArray::number(sim.clusterId(u"ob_incoming"_s)) + "/zones").size(), 0);
        QCOMPARE(SimClient::codeOf(sim.get("/api/v2/ob/clusters/77/zones")), u"OBE11001"_s);
        QCOMPARE(sim.last.status, 404);
    }

    void servers_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("count");
        QTest::newRow("all") << QByteArray("1000021/servers") << 9;
        QTest::newRow("region") << QByteArray("1000021/servers?regionName=Hangzhou") << 9;
        QTest::newRow("other region") << QByteArray("1000021/servers?regionName=Shanghai") << 0;
        QTest::newRow("idc") << QByteArray("1000021/servers?idcName=hz-b") << 3;
        QTest::newRow("both") << QByteArray("3000000022/servers?idcName=sh-a&regionName=Shanghai") << 2;
        QTest::newRow("zone") << QByteArray("1000021/zones/zone2/servers") << 3;
    }
    void servers()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, count);
        SimClient sim;
        const QJsonObject data = sim.data("/api/v2/ob/clusters/" + target);
        QCOMPARE(data.keys(), words(u"contents"_s));
        QCOMPARE(data.value("contents"_L1).toArray().size(), count);
    }

    void hosts()
    {
        SimClient sim;
        const QJsonObject data = sim.data("/api/v2/compute/hosts");
        QCOMPARE(data.value("contents"_L1).toArray().size(), 10);
        QCOMPARE(data.value("page"_L1).toObject(),
                 QJsonObject({ { u"number"_s, 1 }, { u"size"_s, 10 }, { u"totalElements"_s, 66 }, { u"totalPages"_s, 7 } }));
        const QJsonObject host = data.value("contents"_L1).toArray().first().toObject();
        QCOMPARE(host.keys(), sorted(words(u"alias architecture createTime description hostAgentId hostAgentStatus hostAgentVersion id idcDescription idcId "
                                            "idcName innerIpAddress kind name operatingSystem operatingSystemRelease publishPorts regionDescription regionId "
                                            "regionName serialNumber services sshPort status typeDescription typeId typeName updateTime"_s)));
        QCOMPARE(host.value("services"_L1).toArray().first().toObject().keys(), words(u"name softwarePackageId type version"_s));
        QCOMPARE(sim.data("/api/v2/compute/hosts/" + QByteArray::number(host.value("id"_L1).toInteger())), host);
        QCOMPARE(SimClient::codeOf(sim.get("/api/v2/compute/hosts/12")), u"CMP07005"_s);
    }

    void hostFilters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("count");
        // From the table in worldbuilder.h: 30 hosts with servers, 8 + 2 spare ones in three IDCs, 6 that are refused.
        QTest::newRow("available") << QByteArray("status=AVAILABLE") << 30 + 2;
        QTest::newRow("several states") << QByteArray("status=NEW,OFFLINE,DELETING") << 3;
        QTest::newRow("included service") << QByteArray("includedServiceType=OB_PROXY") << 1;
        QTest::newRow("several services") << QByteArray("includedServiceType=OB_PROXY,OB_CLUSTER") << 31;
        QTest::newRow("excluded service") << QByteArray("excludedServiceType=OB_CLUSTER") << 36;
        QTest::newRow("idc") << QByteArray("idcId=4") << 2;
        QTest::newRow("idc and status") << QByteArray("idcId=4&status=AVAILABLE") << 0;
        QTest::newRow("keyword: service") << QByteArray("keyword=ob_ledger") << 6;
        QTest::newRow("keyword: address") << QByteArray("keyword=10.20.4.") << 2;
        QTest::newRow("keyword: name") << QByteArray("keyword=OB-SHA-00") << 2;
    }
    void hostFilters()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, count);
        SimClient sim;
        QCOMPARE(sim.data("/api/v2/compute/hosts?size=2000&" + query)["page"_L1]["totalElements"_L1].toInt(), count);
    }

    void places()
    {
        SimClient sim;
        QCOMPARE(valuesOf(sim.contents("/api/v2/compute/idcs"), "name"_L1), words(u"hz-a hz-b hz-c sh-a"_s));
        QVERIFY(sim.contents("/api/v2/compute/idcs").at(0).toObject().contains("descripiton"_L1));     // sic
        QCOMPARE(valuesOf(sim.contents("/api/v2/compute/idcs?sort=name,desc&size=1"), "regionName"_L1), words(u"Shanghai"_s));
        QCOMPARE(valuesOf(sim.contents("/api/v2/compute/regions"), "name"_L1), words(u"Hangzhou Shanghai"_s));
        QCOMPARE(sim.contents("/api/v2/compute/hostTypes").size(), 2);
    }

    void taskForms()
    {
        SimClient sim;
        const QJsonObject entry = sim.contents("/api/v2/tasks/instances?name=create%20TENANT").at(0).toObject();
        QCOMPARE(entry.keys(), sorted(words(u"cluster creator finishTime id name startTime status subtasks tenant"_s)));
        QCOMPARE(entry.value("cluster"_L1).toObject().keys(), words(u"id name obClusterId type"_s));
        QCOMPARE(entry.value("tenant"_L1).toObject().keys(), words(u"id mode name obTenantId"_s));
        QCOMPARE(entry.value("subtasks"_L1).toArray().first().toObject().keys(), words(u"description id name operation status"_s));

        const QJsonObject task = sim.task(entry.value("id"_L1).toInteger());
        QCOMPARE(task.keys(), sorted(words(u"cluster createTime creator executor finishTime id name operation prohibitRollback startTime status subtasks "
                                            "taskDefinitionId tenant type"_s)));
        QCOMPARE(task.value("subtasks"_L1).toArray().first().toObject().keys(),
                 sorted(words(u"createTime description downstreams executor finishTime id name nodeType operation parallelIdx prohibitRollback prohibitSkip "
                               "runTime seriesId startTime status timeout upstreams"_s)));
        QCOMPARE(SimClient::codeOf(sim.get("/api/v2/tasks/instances/12")), u"TSK10001"_s);
        QCOMPARE(sim.last.status, 404);
    }

    void idsBeyondDoubles()
    {
        SimClient sim;
        const QJsonObject task = sim.task(9007199254740993);
        QCOMPARE(task.value("id"_L1).toInteger(), 9007199254740993);
        QVERIFY(sim.last.body.contains("\"id\":9007199254740993,"));
        QCOMPARE(task.value("type"_L1).toString(), u"SYS_SCHEDULED"_s);
        QCOMPARE(task.value("creator"_L1)["name"_L1].toString(), u"system"_s);
    }

    void finishedRollbackInTheList()
    {
        SimClient sim;
        const QJsonObject entry = sim.contents("/api/v2/tasks/instances?name=Prepare%20tenant").at(0).toObject();
        QCOMPARE(entry.value("status"_L1).toString(), u"SUCCESSFUL"_s);
        const QJsonArray steps = entry.value("subtasks"_L1).toArray();
        for (const QJsonValue &step : steps) {
            QCOMPARE(step["status"_L1].toString(), u"PENDING"_s);
            QCOMPARE(step["operation"_L1].toString(), step["name"_L1].toString() == "Set super user password"_L1 ? u"ROLLBACK"_s : u"EXECUTE"_s);
        }
    }

    void taskFilters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("count");
        // History of the default world: 12 tasks, see history.h.
        QTest::newRow("all") << QByteArray() << 12;
        QTest::newRow("name") << QByteArray("name=add%20ob") << 5;
        QTest::newRow("plus is a blank") << QByteArray("name=add+ob") << 5;
        QTest::newRow("running") << QByteArray("status=RUNNING") << 1;
        QTest::newRow("failed or running") << QByteArray("status=RUNNING,FAILED") << 3;
        QTest::newRow("type") << QByteArray("type=SYS_SCHEDULED") << 1;
        QTest::newRow("cluster name, as documented") << QByteArray("cluterName=TRADE") << 7;
        QTest::newRow("cluster name, as meant") << QByteArray("clusterName=trade") << 7;
        QTest::newRow("cluster id") << QByteArray("clusterId=3000000022") << 2;
        QTest::newRow("tenant name with cluster") << QByteArray("clusterId=1000021&tenantName=ris") << 2;
        QTest::newRow("tenant id") << QByteArray("tenantId=3000000169") << 2;
        QTest::newRow("host id") << QByteArray("hostId=3000000101") << 1;
        QTest::newRow("nothing") << QByteArray("status=FAILED&type=SYS_SCHEDULED") << 0;
    }
    void taskFilters()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, count);
        SimClient sim;
        QCOMPARE(sim.data("/api/v2/tasks/instances?size=100&" + query)["page"_L1]["totalElements"_L1].toInt(), count);
    }

    void tasksComeNewestFirst()
    {
        SimClient sim;
        const auto ids = [&](const QByteArray &query) {
            QList<qint64> list;
            const QJsonArray all = sim.contents("/api/v2/tasks/instances?size=100" + query);
            for (const QJsonValue &task : all)
                list << task["id"_L1].toInteger();
            return list;
        };
        const QList<qint64> newest = ids({});
        QVERIFY(std::is_sorted(newest.crbegin(), newest.crend()));
        QList<qint64> oldest = ids("&sort=id,asc");
        std::reverse(oldest.begin(), oldest.end());
        QCOMPARE(oldest, newest);
        QCOMPARE(ids("&sort=startTime,desc").last(), newest.last());       // the creation of the cluster, 40 days ago
    }

    void badParameters_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("code");
        QTest::newRow("page no number") << QByteArray("/api/v2/ob/clusters?page=x") << u"0"_s;
        QTest::newRow("page 0") << QByteArray("/api/v2/ob/clusters?page=0") << u"0"_s;
        QTest::newRow("size 0") << QByteArray("/api/v2/compute/hosts?size=0") << u"0"_s;
        QTest::newRow("status") << QByteArray("/api/v2/tasks/instances?status=DONE") << u"COM10001"_s;
        QTest::newRow("cluster id") << QByteArray("/api/v2/tasks/instances?clusterId=abc") << u"0"_s;
        QTest::newRow("tenant name alone") << QByteArray("/api/v2/tasks/instances?tenantName=risk") << u"COM10001"_s;
        QTest::newRow("path id") << QByteArray("/api/v2/tasks/instances/abc") << u"0"_s;
        QTest::newRow("path id too long") << QByteArray("/api/v2/tasks/instances/92233720368547758070") << u"0"_s;
        QTest::newRow("sort field") << QByteArray("/api/v2/compute/hosts?sort=colour,asc") << u"COM10011"_s;
        QTest::newRow("sort direction") << QByteArray("/api/v2/compute/hosts?sort=id,up") << u"COM10001"_s;
    }
    void badParameters()
    {
        QFETCH(QByteArray, target);
        QFETCH(QString, code);
        SimClient sim;
        QCOMPARE(SimClient::codeOf(sim.get(target)), code);
        QCOMPARE(sim.last.status, 400);
    }

    void pageSizeIsCapped()
    {
        SimClient sim;
        QCOMPARE(sim.data("/api/v2/compute/hosts?size=999999")["page"_L1]["size"_L1].toInt(), 2000);
        Scenario scenario;
        scenario.maxPageSize = 20;
        SimClient capped(scenario);
        QCOMPARE(capped.data("/api/v2/compute/hosts?size=999999")["page"_L1]["size"_L1].toInt(), 20);
        QCOMPARE(capped.contents("/api/v2/compute/hosts?size=999999").size(), 20);
    }

    /// An unknown URL is a bad request of the framework, no missing object.
    void whatIsNotThere()
    {
        SimClient sim;
        for (const char *target : { "/api/v2/ob/clusters/1000021", "/api/v2/nothing", "/", "", "/api/v2/tasks/107720", "/api/v2/ob/clusters//zones" }) {
            const QJsonObject envelope = sim.get(target);
            QCOMPARE(sim.last.status, 400);
            QCOMPARE(envelope.value("status"_L1).toInt(), 400);
            QCOMPARE(SimClient::codeOf(envelope), u"0"_s);
            QCOMPARE(SimClient::messageOf(envelope), u"Could not find the GET method for URL %1"_s.arg(QLatin1StringView(target)));
        }
        for (const SimRequest &request : { SimClient::request("DELETE", "/api/v2/ob/clusters"), SimClient::request("GET", "/api/v2/tasks/instances/1/retry") }) {
            const QJsonObject envelope = SimClient::json(sim.send(request));
            QCOMPARE(sim.last.status, 500);
            QCOMPARE(SimClient::codeOf(envelope), u"0"_s);
            QVERIFY(SimClient::messageOf(envelope).startsWith("Unhandled exception, type=HttpRequestMethodNotSupportedException"_L1));
        }
    }

    /// The error object as tests of other clients have recorded it: every member, most of them null.
    void errorObject()
    {
        SimClient sim;
        const QJsonObject missing = sim.get("/api/v2/tasks/instances/12").value("error"_L1).toObject();
        QCOMPARE(missing.keys(), sorted(words(u"code debugMessage message stackTrace subErrors target"_s)));
        QVERIFY(missing.value("debugMessage"_L1).isNull() && missing.value("subErrors"_L1).isNull() && missing.value("target"_L1).isNull());
        const QJsonObject page = sim.get("/api/v2/compute/hosts?page=0").value("error"_L1).toObject();
        QCOMPARE(page.value("message"_L1).toString(), u"must be greater than or equal to 1"_s);
        const QJsonObject sub = page.value("subErrors"_L1).toArray().at(0).toObject();
        QCOMPARE(sub, QJsonObject({ { u"object"_s, u"pageQuery"_s }, { u"field"_s, u"page"_s }, { u"rejectedValue"_s, 0 },
                                    { u"message"_s, u"must be greater than or equal to 1"_s } }));
        const QJsonObject type = sim.get("/api/v2/tasks/instances/abc").value("error"_L1).toObject();
        QCOMPARE(type.value("message"_L1).toString(), u"The parameter 'id' of value 'abc' could not be converted to type 'Long'"_s);
        QVERIFY(!type.value("debugMessage"_L1).toString().isEmpty());
    }

    void numericCodes()
    {
        Scenario scenario;
        scenario.numericCodes = true;
        SimClient sim(scenario);
        const auto code = [](const QJsonObject &envelope) { return envelope.value("error"_L1)["code"_L1].toInt(); };
        QCOMPARE(code(sim.get("/api/v2/tasks/instances/12")), 4001);
        QCOMPARE(code(sim.get("/api/v2/compute/hosts/12")), 7005);
        QCOMPARE(code(sim.get("/api/v2/tasks/instances?status=DONE")), 1001);
        QCOMPARE(sim.get("/api/v2/compute/hosts?page=0").value("error"_L1)["code"_L1], QJsonValue(0));
        QCOMPARE(code(sim.add(u"ob_archive"_s, u"zone1"_s, { 1 })), 11007);
        QCOMPARE(code(sim.add(u"ob_trade"_s, u"zone9"_s, { 1 })), 12002);
        SimRequest anonymous = SimClient::request("GET", "/api/v2/info");
        anonymous.headers.removeLast();
        QCOMPARE(SimClient::json(sim.send(anonymous)).value("error"_L1)["code"_L1], QJsonValue(0));
    }

    void withoutEnvelope()
    {
        SimClient sim;
        QCOMPARE(missing(sim.get("/api/v2/info"), u"artifact buildVersion buildJavaVersion buildTime name springBootVersion group"_s), QString());
        QCOMPARE(sim.send(SimClient::request("GET", "/api/v2/time")).body, QByteArray("2026-03-02T11:06:34.345+08:00"));
        QVERIFY(sim.last.contentType.startsWith("text/plain"));
        QCOMPARE(sim.send(SimClient::request("GET", "/api/status")).body, QByteArray("okay"));
    }

    void sameSeedSameBytes()
    {
        const auto live = [](quint32 seed) {
            SimClient sim({}, seed);
            QByteArray all;
            const qint64 id = sim.add(u"ob_trade"_s, u"zone1"_s, sim.hosts(u"spare"_s, u"hz-a"_s).first(2)).value("data"_L1)["id"_L1].toInteger();
            for (int i = 0; i < 20; ++i) {
                sim.clock.advance(2s);
                all += sim.send(SimClient::request("GET", SimClient::taskPath(id))).body;
            }
            return all;
        };
        QCOMPARE(live(3), live(3));
        QVERIFY(live(3) != live(4));
    }
};

QTEST_GUILESS_MAIN(TestSimApi)
#include "tst_simapi.moc"
