// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/operations.h"

#include "simulator/taskplan.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

bool hasServiceOfType(const SimHost &host, QLatin1StringView type)
{
    return std::any_of(host.services.cbegin(), host.services.cend(), [type](const SimService &s) { return s.type == type; });
}

/// What is wrong with one host, whatever it is to be added to.
std::optional<Refusal> checkHost(const SimHost &host)
{
    if (host.status == "NEW"_L1 || host.status == "DELETING"_L1)
        return Refusal { 400, u"CMP07006"_s, u"The status of host %1 is %2, the operation is not allowed."_s.arg(host.address, host.status) };
    if (hasServiceOfType(host, "OB_CLUSTER"_L1))
        return Refusal { 400, u"CMP07010"_s, u"A service of type OB_CLUSTER is already deployed on host %1."_s.arg(host.address) };
    if (host.reservedBy)
        return Refusal { 409, u"CMP07004"_s, u"Host %1 is offline or in use: it is reserved by task %2."_s.arg(host.address, host.reservedBy->toString()) };
    if (host.status != "AVAILABLE"_L1)
        return Refusal { 400, u"CMP07004"_s, u"Host %1 is offline or in use: its status is %2."_s.arg(host.address, host.status) };
    if (host.agentStatus != "AVAILABLE"_L1)
        return Refusal { 400, u"CMP07019"_s, u"The status of OCP agent on host %1 is %2, the operation is not allowed."_s.arg(host.address, host.agentStatus) };
    return std::nullopt;
}

} // namespace

SimCluster clusterRef(const SimObCluster &cluster)
{
    return { cluster.id, cluster.name, cluster.obClusterId, u"PRIMARY"_s };
}

std::optional<Refusal> Operations::checkAddServer(const AddServerOrder &order) const
{
    const SimObCluster *cluster = m_world.cluster(order.cluster);
    if (!cluster)
        return Refusal { 404, u"OBE11001"_s, u"OB cluster %1 does not exist."_s.arg(order.cluster.toString()) };
    if (cluster->meta)
        return Refusal { 400, u"OBE12101"_s, u"The operation is not allowed on the meta cluster %1."_s.arg(cluster->name) };
    if (cluster->operatingTask)
        return Refusal { 409, u"OBE11020"_s, u"The last operation on cluster %1 is still in progress: task %2."_s.arg(cluster->name, cluster->operatingTask->toString()) };
    if (cluster->status != "RUNNING"_L1)
        return Refusal { 400, u"OBE11007"_s, u"The status of cluster %1 is %2, the operation is not allowed."_s.arg(cluster->name, cluster->status) };
    const SimZone *zone = cluster->zone(order.zoneName);
    if (!zone)
        return Refusal { 404, u"OBE18002"_s, u"Zone %1 does not exist in cluster %2."_s.arg(order.zoneName, cluster->name) };
    if (zone->status != "RUNNING"_L1)
        return Refusal { 400, u"OBE18004"_s, u"The status of zone %1 is %2, the operation is not allowed."_s.arg(zone->name, zone->status) };
    return checkHosts(order, *cluster, *zone);
}

std::optional<Refusal> Operations::checkHosts(const AddServerOrder &order, const SimObCluster &cluster, const SimZone &zone) const
{
    QList<const SimHost *> hosts;
    for (const HostId id : order.hosts) {
        const SimHost *host = m_world.host(id);
        if (!host)
            return Refusal { 404, u"CMP07005"_s, u"Host %1 does not exist."_s.arg(id.toString()) };
        if (auto refusal = checkHost(*host))
            return refusal;
        if (host->idc != zone.idc)
            return Refusal { 400, u"CMP07008"_s, u"The IDC of host %1 is %2, the IDC of zone %3 is %4."_s.arg(host->address, host->idcName, zone.name, zone.idcName) };
        hosts.append(host);
    }
    for (const SimHost *host : hosts) {
        if (host->release != hosts.first()->release)
            return Refusal { 400, u"CMP07017"_s, u"The operating systems of the hosts differ: %1 on %2, %3 on %4."_s
                                                     .arg(hosts.first()->release, hosts.first()->address, host->release, host->address) };
        if (host->architecture != hosts.first()->architecture)
            return Refusal { 400, u"CMP07018"_s, u"The architectures of the hosts differ: %1 on %2, %3 on %4."_s
                                                     .arg(hosts.first()->architecture, hosts.first()->address, host->architecture, host->address) };
    }
    if (hosts.first()->architecture != cluster.architecture)
        return Refusal { 400, u"OBE11023"_s, u"The architecture of host %1 is %2, the architecture of cluster %3 is %4."_s
                                                 .arg(hosts.first()->address, hosts.first()->architecture, cluster.name, cluster.architecture) };
    return std::nullopt;
}

const SimTask &Operations::addServer(const AddServerOrder &order, const SimUser &creator, const QList<FailureRule> &failures, const SimMoment &at)
{
    SimObCluster &cluster = *m_world.cluster(order.cluster);
    SimZone &zone = *cluster.zone(order.zoneName);
    QList<PlanHost> planHosts;
    QStringList hostIds, serverIds, rootServers;
    std::vector<SimServer> servers;
    TaskPlan plan;
    for (const SimZone &each : cluster.zones) {
        for (const SimServer &server : each.servers) {
            if (server.rootServer)
                rootServers << server.address;
        }
    }
    QList<std::pair<QString, QString>> zoneOfHost;
    for (const HostId id : order.hosts) {
        const SimHost &host = *m_world.host(id);
        planHosts.append({ id, host.address });
        SimServer server;
        server.id = ServerId(m_world.nextServerId++);
        server.host = id;
        server.address = host.address;
        server.status = u"CREATING"_s;
        server.innerStatus = u"INACTIVE"_s;
        server.updateUtc = at.utcMs;
        servers.push_back(server);
        hostIds << id.toString();
        serverIds << server.id.toString();
        zoneOfHost.append({ u"host.%1.zone"_s.arg(id.toString()), zone.name });
    }
    plan.name = u"Add OB server"_s;
    plan.creator = creator;
    plan.cluster = clusterRef(cluster);
    plan.hosts = order.hosts;
    plan.zoneName = zone.name;
    plan.failures = failures;
    plan.steps = addServerSteps(planHosts);
    // Order and keys as in the documented answer.
    plan.contextStrings = { { u"cluster_name"_s, cluster.name }, { u"cluster_id"_s, cluster.id.toString() }, { u"service_type"_s, u"OB_CLUSTER"_s },
                            { u"rpm_name"_s, cluster.rpmName() }, { u"service_name"_s, cluster.serviceName() }, { u"service_version"_s, cluster.version } };
    plan.contextStrings += zoneOfHost;
    plan.contextStrings.append({ u"ob_cluster_id"_s, QString::number(cluster.obClusterId) });
    plan.contextLists = { { u"root_server_ips"_s, rootServers }, { u"server_ids"_s, serverIds }, { u"host_ids"_s, hostIds }, { u"zone_names"_s, { zone.name } } };

    const SimTask &task = m_engine.submit(plan, at);
    m_running[task.id] = order;
    hold(cluster, task.id, at.utcMs);
    zone.statusBefore = zone.status;
    zone.status = u"OPERATING"_s;
    zone.operatingTask = task.id;
    zone.updateUtc = at.utcMs;
    for (SimServer &server : servers) {
        server.operatingTask = task.id;
        m_world.host(server.host)->reservedBy = task.id;
        zone.servers.push_back(server);
    }
    return task;
}

const SimTask &Operations::operate(ClusterId id, TaskPlan plan, const SimMoment &at)
{
    SimObCluster &cluster = *m_world.cluster(id);
    plan.cluster = clusterRef(cluster);
    const SimTask &task = m_engine.submit(plan, at);
    m_running[task.id] = { id, {}, {} };
    hold(cluster, task.id, at.utcMs);
    return task;
}

void Operations::hold(SimObCluster &cluster, TaskId task, qint64 utcMs)
{
    cluster.statusBefore = cluster.status;
    cluster.status = u"OPERATING"_s;
    cluster.operatingTask = task;
    cluster.updateUtc = utcMs;
}

void Operations::finish(const EndedTask &ended)
{
    const auto it = m_running.find(ended.id);
    if (it == m_running.end())
        return;
    const AddServerOrder order = it->second;
    m_running.erase(it);
    SimObCluster &cluster = *m_world.cluster(order.cluster);
    cluster.status = cluster.statusBefore;
    cluster.operatingTask.reset();
    cluster.updateUtc = ended.utcMs;
    SimZone *zone = cluster.zone(order.zoneName);
    if (!zone)
        return;
    zone->status = zone->statusBefore;
    zone->operatingTask.reset();
    zone->updateUtc = ended.utcMs;
    for (const HostId host : order.hosts)
        m_world.host(host)->reservedBy.reset();
    if (ended.rolledBack)
        std::erase_if(zone->servers, [&ended](const SimServer &server) { return server.operatingTask == ended.id; });
    else
        keepServers(cluster, *zone, *m_engine.task(ended.id), ended.utcMs);
}

void Operations::keepServers(SimObCluster &cluster, SimZone &zone, const SimTask &task, qint64 utcMs)
{
    for (SimServer &server : zone.servers) {
        if (server.operatingTask != task.id)
            continue;
        server.operatingTask.reset();
        server.status = u"RUNNING"_s;
        server.innerStatus = u"ACTIVE"_s;
        server.startUtc = utcMs;
        server.updateUtc = utcMs;
        SimHost &host = *m_world.host(server.host);
        host.status = u"ONLINE"_s;
        host.services.append({ cluster.serviceName(), u"OB_CLUSTER"_s, cluster.version });
        host.updateUtc = utcMs;
    }
}

} // namespace obdesk
