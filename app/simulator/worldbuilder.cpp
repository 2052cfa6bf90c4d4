// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/worldbuilder.h"

#include <QMap>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 24 * 3600 * 1000;

struct ClusterRow
{
    qint64 id;
    qint64 obClusterId;
    QLatin1StringView name;
    QLatin1StringView version;
    QLatin1StringView architecture;
    QLatin1StringView status;
    int serversPerZone;
    int tenants;
    bool meta;
    int idcs[3];                // places in World::idcs; -1: no zone
};

// Ids above 2^31 among them: OCP's are 64 bits wide.
constexpr ClusterRow clusterRows[] {
    { 1000021, 22, "ob_trade"_L1, "4.2.1.8"_L1, "x86_64"_L1, "RUNNING"_L1, 3, 14, false, { 0, 1, 2 } },
    { 3000000022, 1658110665, "ob_ledger"_L1, "4.2.1.8"_L1, "x86_64"_L1, "RUNNING"_L1, 2, 6, false, { 0, 1, 3 } },
    { 3000000023, 24, "ob_report"_L1, "3.2.4.7"_L1, "x86_64"_L1, "RUNNING"_L1, 1, 3, false, { 0, 1, 2 } },
    { 3000000024, 25, "ob_upgrade"_L1, "4.2.1.4"_L1, "x86_64"_L1, "RUNNING"_L1, 1, 2, false, { 0, 1, 2 } },
    { 3000000025, 26, "ob_arm"_L1, "4.2.1.8"_L1, "aarch64"_L1, "RUNNING"_L1, 1, 2, false, { 0, 1, 2 } },
    { 3000000026, 27, "ob_archive"_L1, "3.2.4.7"_L1, "x86_64"_L1, "STOPPED"_L1, 1, 1, false, { 0, 1, 2 } },
    { 1000001, 1, "ocp_meta"_L1, "4.2.1.8"_L1, "x86_64"_L1, "RUNNING"_L1, 1, 2, true, { 0, 1, 2 } },
    { 3000000027, 28, "ob_incoming"_L1, "4.2.1.8"_L1, "x86_64"_L1, "TAKINGOVER"_L1, 0, 0, false, { -1, -1, -1 } },
};

class Builder
{
public:
    Builder(World &world, qint64 nowUtc) : m_world(world), m_nowUtc(nowUtc) { }

    SimHost &addHost(int idcPlace, const QString &architecture, const QString &status)
    {
        const SimIdc &idc = m_world.idcs[size_t(idcPlace)];
        const int number = ++m_hostsOfIdc[idcPlace];
        SimHost host;
        host.id = HostId(3000000101 + qint64(m_world.hosts.size()));
        host.name = u"ob-%1-%2"_s.arg(QString(idc.name).remove(u'-')).arg(number, 3, 10, QChar(u'0'));
        host.address = u"10.20.%1.%2"_s.arg(idcPlace + 1).arg(number);
        host.status = status;
        host.agentStatus = u"AVAILABLE"_s;
        host.architecture = architecture;
        host.release = u"anolis8"_s;
        host.idc = idc.id;
        host.idcName = idc.name;
        host.region = idc.region;
        host.regionName = idc.regionName;
        host.type = m_world.hostTypes[architecture == "x86_64"_L1 ? 0 : 1].id;
        host.createUtc = m_nowUtc - 200 * dayMs;
        host.updateUtc = m_nowUtc - 3600 * 1000;
        m_world.hosts.push_back(host);
        return m_world.hosts.back();
    }

    void addCluster(const ClusterRow &row)
    {
        SimObCluster cluster;
        cluster.id = ClusterId(row.id);
        cluster.obClusterId = row.obClusterId;
        cluster.name = row.name;
        cluster.version = row.version;
        cluster.architecture = row.architecture;
        cluster.release = u"el7"_s;
        cluster.status = row.status;
        cluster.meta = row.meta;
        cluster.tenantCount = row.tenants;
        cluster.createUtc = m_nowUtc - (120 - qint64(m_world.clusters.size())) * dayMs;
        cluster.updateUtc = m_nowUtc - 2 * 3600 * 1000;
        for (int i = 0; i < 3; ++i) {
            if (row.idcs[i] >= 0)
                addZone(cluster, u"zone%1"_s.arg(i + 1), row.idcs[i], row.serversPerZone);
        }
        m_world.clusters.push_back(std::move(cluster));
    }

    /// A host that the add dialog should not offer, or that OCP refuses.
    void addUnfit(QLatin1StringView alias, QLatin1StringView status, const QString &description)
    {
        SimHost &host = addHost(0, u"x86_64"_s, status);
        host.alias = alias;
        host.description = description;
    }

private:
    void addZone(SimObCluster &cluster, const QString &name, int idcPlace, int servers)
    {
        const SimIdc &idc = m_world.idcs[size_t(idcPlace)];
        const bool up = cluster.status != "STOPPED"_L1;
        SimZone zone;
        zone.id = m_nextZoneId++;
        zone.name = name;
        zone.idc = idc.id;
        zone.idcName = idc.name;
        zone.regionName = idc.regionName;
        zone.status = up ? u"RUNNING"_s : u"STOPPED"_s;
        zone.innerStatus = up ? u"ACTIVE"_s : u"INACTIVE"_s;
        zone.createUtc = cluster.createUtc;
        zone.updateUtc = cluster.updateUtc;
        for (int i = 0; i < servers; ++i) {
            SimHost &host = addHost(idcPlace, cluster.architecture, u"ONLINE"_s);
            host.services.append({ cluster.serviceName(), u"OB_CLUSTER"_s, cluster.version });
            SimServer server;
            server.id = ServerId(m_world.nextServerId++);
            server.host = host.id;
            server.address = host.address;
            server.status = zone.status;
            server.innerStatus = zone.innerStatus;
            server.rootServer = i == 0;
            server.startUtc = cluster.createUtc + 30 * 60 * 1000;
            server.updateUtc = cluster.updateUtc;
            zone.servers.push_back(server);
        }
        cluster.zones.push_back(std::move(zone));
    }

    World &m_world;
    qint64 m_nowUtc;
    QMap<int, int> m_hostsOfIdc;
    qint64 m_nextZoneId = 1000042;
};

void addSpares(Builder &builder)
{
    for (int idc = 0; idc < 3; ++idc) {
        for (int i = 0; i < 8; ++i)
            builder.addHost(idc, u"x86_64"_s, u"AVAILABLE"_s).alias = u"spare"_s;
        for (int i = 0; i < 2; ++i)
            builder.addHost(idc, u"aarch64"_s, u"AVAILABLE"_s).alias = u"spare-arm"_s;
    }
}

void addUnfitHosts(Builder &builder, World &world)
{
    builder.addUnfit("refusal-offline"_L1, "OFFLINE"_L1, u"Unreachable since the power work in rack 7"_s);
    builder.addUnfit("refusal-new"_L1, "NEW"_L1, u"Registered today, no agent yet"_s);
    world.hosts.back().agentStatus.clear();
    builder.addUnfit("refusal-deleting"_L1, "DELETING"_L1, u"Being handed back"_s);
    builder.addUnfit("refusal-in-use"_L1, "ONLINE"_L1, u"Proxy node"_s);
    world.hosts.back().services.append({ u"obproxy_trade"_s, u"OB_PROXY"_s, u"4.2.1.0"_s });
    builder.addUnfit("refusal-agent"_L1, "AVAILABLE"_L1, u"Agent does not come back after its restart"_s);
    world.hosts.back().agentStatus = u"RESTARTING"_s;
    builder.addUnfit("refusal-other-os"_L1, "AVAILABLE"_L1, u"First host of the Kylin trial"_s);
    world.hosts.back().release = u"kylin10"_s;
}

} // namespace

World emptyWorld()
{
    World world;
    world.regions = { { RegionId(1), u"Hangzhou"_s }, { RegionId(2), u"Shanghai"_s } };
    world.idcs = {
        { IdcId(1), u"hz-a"_s, RegionId(1), u"Hangzhou"_s },
        { IdcId(2), u"hz-b"_s, RegionId(1), u"Hangzhou"_s },
        { IdcId(3), u"hz-c"_s, RegionId(1), u"Hangzhou"_s },
        { IdcId(4), u"sh-a"_s, RegionId(2), u"Shanghai"_s },
    };
    world.hostTypes = { { HostTypeId(1), u"R740-64C-384G"_s }, { HostTypeId(2), u"TaiShan-96C-512G"_s } };
    world.nextServerId = 13000001;
    return world;
}

World defaultWorld(qint64 nowUtc, int spareHosts)
{
    World world = emptyWorld();
    Builder builder(world, nowUtc);
    for (const ClusterRow &row : clusterRows)
        builder.addCluster(row);
    addSpares(builder);
    addUnfitHosts(builder, world);
    for (int i = 0; i < spareHosts; ++i)
        builder.addHost(1, u"x86_64"_s, u"AVAILABLE"_s).alias = u"spare"_s;
    SimZone *stopped = world.clusterByName(u"ob_ledger"_s)->zone(u"zone2"_s);
    stopped->status = u"SERVICE_STOPPED"_s;
    for (SimServer &server : stopped->servers)
        server.status = u"STOPPED"_s;
    return world;
}

} // namespace obdesk
