// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters, zones, OBServers, hosts and places: the documented samples, and the spellings OCP disagrees with itself about.
#include "ocp/decodecluster.h"
#include "ocp/decodehost.h"
#include "support/samples.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1StringView(text), Qt::ISODateWithMs).toUTC();
}

/// The entries of a list sample.
template<typename T>
QList<T> listOf(const char *name, T (*decode)(const JsonReader &))
{
    JsonContext context;
    QList<T> items;
    JsonReader(samplePayload(name), u"data"_s, context).forEach("contents"_L1, [&](const JsonReader &json) { items.append(decode(json)); });
    if (!context.ok())
        qWarning() << context.path << context.problem;
    return context.ok() ? items : QList<T>();
}

template<typename T>
T one(const QByteArray &json, T (*decode)(const JsonReader &), JsonContext *problem = nullptr)
{
    JsonContext context;
    const T value = decode(JsonReader(QJsonDocument::fromJson(json).object(), {}, context));
    if (problem)
        *problem = context;
    else if (!context.ok())
        qWarning() << context.path << context.problem;
    return value;
}

} // namespace

class TestDecodeCluster : public QObject
{
    Q_OBJECT

private slots:
    void clusters()
    {
        const QList<Cluster> clusters = listOf("list-clusters-3.1.1", decodeCluster);
        QCOMPARE(clusters.size(), 1);
        Cluster expected;
        expected.id = ClusterId(1000002);
        expected.name = u"test"_s;
        expected.obClusterId = 4;
        expected.obVersion = u"2.2.73"_s;
        expected.status = { ObStatus::Running, u"RUNNING"_s };
        expected.type = u"PRIMARY"_s;
        expected.serverCount = 1;
        expected.regionCount = 1;
        expected.rootServers = { { u"xxx.xxx.xxx.2:2882"_s, u"LEADER"_s, 2881 } };
        Zone zone;
        zone.name = u"zone1"_s;
        zone.idcId = IdcId(1);
        zone.idcName = zone.regionName = u"hz"_s;
        zone.status = { ObStatus::Running, u"RUNNING"_s };
        zone.innerStatus = { InnerStatus::Active, u"ACTIVE"_s };
        zone.serverCount = 1; // though the list of servers is empty
        expected.zones = { zone };
        expected.creator = u"admin"_s;
        expected.createTime = utc("2020-11-29T14:23:12Z");
        QCOMPARE(clusters.first(), expected);
    }

    void zones42()
    {
        const QList<Zone> zones = listOf("list-zones-4.2.2", decodeZone);
        QCOMPARE(zones.size(), 1);
        const Zone &zone = zones.first();
        QVERIFY(!zone.id);
        QCOMPARE(zone.name, u"zone1"_s);
        QCOMPARE(zone.idcId, IdcId(3));
        QCOMPARE(zone.idcName, u"hz3"_s);
        QCOMPARE(zone.regionName, u"hangzhou"_s);
        QCOMPARE(zone.rootServer, (RootServer { u"xxx.xxx.xxx.xxx:2882"_s, u"LEADER"_s, 2881 }));
        QCOMPARE(zone.servers.size(), 1);
        const ObServer &server = zone.servers.first();
        QCOMPARE(server.id, ServerId(12000001));
        QCOMPARE(server.hostId, HostId(4000003));
        QCOMPARE(server.hostTypeName, u"forge"_s);
        QCOMPARE(server.port, 2882);
        QCOMPARE(server.sqlPort, 2881);
        QVERIFY(server.withRootServer);
        QCOMPARE(server.startTime, utc("2021-09-02T08:39:29.296Z"));
        QVERIFY(!server.stopTime); // the epoch in UTC
        QVERIFY(server.status == ObStatus::Running);
        QCOMPARE(server.address(), u"xxx.xxx.xxx.xxx:2882"_s);
    }

    void zones43()
    {
        const QList<Zone> zones = listOf("list-zones-4.3", decodeZone);
        QCOMPARE(zones.size(), 2);
        QCOMPARE(zones.at(0).id, 1000042);
        QCOMPARE(zones.at(0).architecture, u"x86_64"_s);
        QCOMPARE(zones.at(0).rootServer->role, u"FOLLOWER"_s);
        QVERIFY(!zones.at(0).servers.first().withRootServer);
        QCOMPARE(zones.at(1).name, u"zone3"_s);
        QCOMPARE(zones.at(1).servers.first().id, ServerId(1000054));
        QVERIFY(!zones.at(1).servers.first().stopTime); // the epoch at +08:00
    }

    void servers()
    {
        for (const char *name : { "list-servers-4.2.2", "list-zone-servers-4.2.2" }) {
            const QList<ObServer> servers = listOf(name, decodeServer);
            QCOMPARE(servers.size(), 1);
            QCOMPARE(servers.first().id, ServerId(1000001));
            QCOMPARE(servers.first().clusterId, ClusterId(1000002));
            QCOMPARE(servers.first().zoneName, u"zone1"_s);
            QCOMPARE(servers.first().regionName, QString());
            QVERIFY(servers.first().innerStatus == InnerStatus::Active);
        }
    }

    void hosts()
    {
        const QList<Host> hosts = listOf("list-hosts-4.2.2", decodeHost);
        QCOMPARE(hosts.size(), 1);
        const Host &host = hosts.first();
        QCOMPARE(host.id, HostId(3000002));
        QCOMPARE(host.name, u"OceanBase152105.et15sqa"_s);
        QCOMPARE(host.alias, QString()); // null
        QCOMPARE(host.innerIpAddress, u"xx.xx.xx.xx"_s);
        QCOMPARE(host.operatingSystemRelease, u"alios7"_s);
        QCOMPARE(host.architecture, u"x86_64"_s);
        QVERIFY(host.status == HostStatus::Online);
        QCOMPARE(host.idcId, IdcId(1));
        QCOMPARE(host.idcName, u"bejing1"_s);
        QCOMPARE(host.typeId, HostTypeId(1));
        QCOMPARE(host.regionName, u"beijing"_s);
        QVERIFY(host.agentStatus == HostAgentStatus::Available);
        QCOMPARE(host.agentVersion, u"3.1.2-20210812221645"_s);
        QCOMPARE(host.services, (QList<HostService> { { u"cluster01:1"_s, u"OB_CLUSTER"_s, u"2.2.76"_s } }));
        QCOMPARE(host.sshPort, 22);
    }

    void oneHost()
    {
        JsonContext context;
        const Host host = decodeHost(JsonReader(samplePayload("get-host-4.2.2"), u"data"_s, context));
        QVERIFY(context.ok());
        QCOMPARE(host.name, u"OceanBase152105.et15qa"_s);
    }

    void places()
    {
        QCOMPARE(listOf("list-regions-4.2.2", decodeRegion),
                 (QList<Region> { { RegionId(1000002), u"testregion"_s, {} }, { RegionId(1), u"beijing"_s, {} } }));
        QCOMPARE(listOf("list-idcs-4.2.2", decodeIdc), (QList<Idc> { { IdcId(1), u"beijing"_s, {}, {}, {} } }));
        QCOMPARE(listOf("list-host-types-4.2.2", decodeHostType), (QList<HostType> { { HostTypeId(1), u"beijing"_s, {} } }));
    }

    // ---- documented disagreements

    void rootServerSpelling()
    {
        QVERIFY(one(R"({"id":1,"withRootserver":true})", decodeServer).withRootServer);
        QVERIFY(one(R"({"id":1,"withRootServer":true})", decodeServer).withRootServer);
        QVERIFY(!one(R"({"id":1})", decodeServer).withRootServer);
    }

    void descriptionSpelling()
    {
        QCOMPARE(one(R"({"id":1,"description":"d"})", decodeIdc).description, u"d"_s);
        QCOMPARE(one(R"({"id":1,"descripiton":"d"})", decodeIdc).description, u"d"_s);
        QCOMPARE(one(R"({"id":1,"descripiton":"d"})", decodeHostType).description, u"d"_s);
        QCOMPARE(one(R"({"id":1,"descripiton":"d"})", decodeRegion).description, u"d"_s);
    }

    void serverIdAsText()
    {
        QCOMPARE(one(R"({"id":"1000053"})", decodeServer).id, ServerId(1000053));
    }

    void stopTimes()
    {
        QVERIFY(!one(R"({"id":1,"stopTime":null})", decodeServer).stopTime);
        QVERIFY(!one(R"({"id":1})", decodeServer).stopTime);
        QCOMPARE(one(R"({"id":1,"stopTime":"2021-03-02T11:06:34+08:00"})", decodeServer).stopTime, utc("2021-03-02T03:06:34Z"));
    }

    void startupParametersAsObjectOrList()
    {
        QCOMPARE(one(R"({"id":1,"startupParameters":{}})", decodeCluster).id, ClusterId(1));
        QCOMPARE(one(R"({"id":1,"startupParameters":[{"name":"a","value":"b"}]})", decodeCluster).id, ClusterId(1));
    }

    void operatingTask()
    {
        QCOMPARE(one(R"({"id":1,"operatingTaskInstanceId":77})", decodeCluster).operatingTask, TaskId(77));
        QCOMPARE(one(R"({"name":"z","operatingTaskInstanceId":77})", decodeZone).operatingTask, TaskId(77));
        QCOMPARE(one(R"({"id":1,"operatingTaskInstanceId":77})", decodeServer).operatingTask, TaskId(77));
    }

    void missingCountsComeFromTheServers()
    {
        QCOMPARE(one(R"({"name":"z","servers":[{"id":1},{"id":2}]})", decodeZone).serverCount, 2);
        QCOMPARE(one(R"({"name":"z","serverCount":3,"servers":[]})", decodeZone).serverCount, 3);
    }

    void problems()
    {
        // Strictly, as a reader of our own files.
        JsonContext context;
        one(R"({"id":1,"zones":[{"name":"a"},{"name":"b","servers":[{"id":{}}]}]})", decodeCluster, &context);
        QCOMPARE(context.path, u"zones[1].servers[0].id"_s);
        QCOMPARE(context.problem, u"expected an integer, found an object"_s);
        one(R"({"idcName":"x"})", decodeZone, &context);
        QCOMPARE(context.path, u"name"_s); // nothing could be done with a zone without one
    }

    /// A server without an id costs itself, a zone without a name too; the rest says what is missing.
    void toleratedProblems()
    {
        JsonContext context;
        context.tolerant = true;
        const QByteArray json = R"({"id":1,"type":7,"zones":[{"name":"a"},{"idcName":"x"},{"name":"b","serverCount":"x","servers":[{"id":{}},{"id":5,"port":"x"}]}]})";
        const Cluster cluster = decodeCluster(JsonReader(QJsonDocument::fromJson(json).object(), u"data"_s, context));
        QVERIFY(context.ok());
        QVERIFY(context.oddities.isEmpty()); // each has its place
        QCOMPARE(cluster.oddities, (QStringList { u"type: expected a text, found 7"_s, u"zones[1].name: expected a name, found nothing"_s }));
        QCOMPARE(cluster.type, u"7"_s);
        QCOMPARE(cluster.zones.size(), 2);
        const Zone &zone = cluster.zones.at(1);
        QCOMPARE(zone.oddities, (QStringList { u"servers[0].id: expected an integer, found an object"_s,
                                               QString::fromUtf8(R"(serverCount: expected an integer, found "x")") }));
        QCOMPARE(zone.serverCount, 1);
        QCOMPARE(zone.servers.size(), 1);
        QCOMPARE(zone.servers.first().id, ServerId(5));
        QCOMPARE(zone.servers.first().oddities, QStringList { QString::fromUtf8(R"(port: expected an integer, found "x")") });
    }
};

QTEST_GUILESS_MAIN(TestDecodeCluster)
#include "tst_decodecluster.moc"
