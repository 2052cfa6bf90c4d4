// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters, zones, servers and hosts as OCP shows them.
#include "simulator/jsonout.h"
#include "simulator/simtime.h"

#include <QSet>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int rpcPort = 2882;
constexpr int sqlPort = 2881;

/// Which task holds the object: told from 4.3 on.
void writeTask(JsonWriter &out, const FaceTraits &face, const std::optional<TaskId> &task)
{
    if (face.operatingTask && task)
        out.field("operatingTaskInstanceId"_L1, task->value);
}

/// The first zone's root server leads.
void writeRootServer(JsonWriter &out, const SimObCluster &cluster, const SimZone &zone, const SimServer &server)
{
    out.beginObject();
    out.field("address"_L1, u"%1:%2"_s.arg(server.address).arg(rpcPort));
    out.field("role"_L1, &zone == cluster.zones.data() ? "LEADER"_L1 : "FOLLOWER"_L1);
    out.field("sql_port"_L1, sqlPort);
    out.endObject();
}

const SimServer *rootServer(const SimZone &zone)
{
    const auto it = std::find_if(zone.servers.cbegin(), zone.servers.cend(), [](const SimServer &s) { return s.rootServer; });
    return it == zone.servers.cend() ? nullptr : &*it;
}

void writeZoneFields(JsonWriter &out, const FaceTraits &face, const SimObCluster &cluster, const SimZone &zone)
{
    out.field("architecture"_L1, cluster.architecture);
    out.field("clusterId"_L1, cluster.id.value);
    out.date("createTime"_L1, zone.createUtc);
    out.field("hostCount"_L1, zone.servers.size());
    out.field("id"_L1, zone.id);
    out.field("idcId"_L1, zone.idc.value);
    out.field("idcName"_L1, zone.idcName);
    out.field("innerStatus"_L1, zone.innerStatus);
    out.field("name"_L1, zone.name);
    out.field("obClusterId"_L1, cluster.obClusterId);
    writeTask(out, face, zone.operatingTask);
    out.field("regionName"_L1, zone.regionName);
    if (const SimServer *root = rootServer(zone)) {
        out.key("rootServer"_L1);
        writeRootServer(out, cluster, zone, *root);
    }
    out.field("serverCount"_L1, zone.servers.size());
    out.field("status"_L1, zone.status);
    out.date("updateTime"_L1, zone.updateUtc);
}

} // namespace

void writeCluster(JsonWriter &out, const FaceTraits &face, const SimObCluster &cluster)
{
    QSet<QString> regions;
    size_t servers = 0;
    for (const SimZone &zone : cluster.zones) {
        regions.insert(zone.regionName);
        servers += zone.servers.size();
    }
    out.beginObject();
    out.field("architecture"_L1, cluster.architecture);
    out.date("createTime"_L1, cluster.createUtc);
    out.field("creator"_L1, "admin"_L1);
    out.field("id"_L1, cluster.id.value);
    out.field("name"_L1, cluster.name);
    out.field("obClusterId"_L1, cluster.obClusterId);
    out.field("obVersion"_L1, cluster.version);
    writeTask(out, face, cluster.operatingTask);
    out.field("packageOperatingSystem"_L1, cluster.release);
    out.field("regionCount"_L1, regions.size());
    out.key("rootServers"_L1);
    out.beginArray();
    for (const SimZone &zone : cluster.zones) {
        if (const SimServer *root = rootServer(zone))
            writeRootServer(out, cluster, zone, *root);
    }
    out.endArray();
    out.field("rpmName"_L1, cluster.rpmName());
    out.field("serverCount"_L1, servers);
    out.key("standbyClusters"_L1);
    out.beginArray();
    out.endArray();
    out.field("status"_L1, cluster.status);
    out.field("tenantCount"_L1, cluster.tenantCount);
    out.field("type"_L1, "PRIMARY"_L1);
    out.date("updateTime"_L1, cluster.updateUtc);
    out.key("zones"_L1);
    out.beginArray();
    for (const SimZone &zone : cluster.zones) {
        out.beginObject();
        writeZoneFields(out, face, cluster, zone);
        out.key("servers"_L1);
        out.beginArray();
        out.endArray();
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

void writeZone(JsonWriter &out, const FaceTraits &face, const World &world, const SimObCluster &cluster, const SimZone &zone)
{
    out.beginObject();
    writeZoneFields(out, face, cluster, zone);
    out.key("servers"_L1);
    out.beginArray();
    for (const SimServer &server : zone.servers)
        writeServer(out, face, world, cluster, zone, server);
    out.endArray();
    out.endObject();
}

void writeServer(JsonWriter &out, const FaceTraits &face, const World &world, const SimObCluster &cluster, const SimZone &zone, const SimServer &server)
{
    const SimHost *host = world.host(server.host);
    out.beginObject();
    out.field("clusterId"_L1, cluster.id.value);
    out.field("hostId"_L1, server.host.value);
    out.field("hostStatus"_L1, host->status);
    const auto type = std::find_if(world.hostTypes.cbegin(), world.hostTypes.cend(), [host](const SimHostType &t) { return t.id == host->type; });
    out.field("hostTypeName"_L1, type->name);
    out.field("id"_L1, server.id.value);
    out.field("idcName"_L1, zone.idcName);
    out.field("innerStatus"_L1, server.innerStatus);
    out.field("installPath"_L1, "/home/admin/oceanbase"_L1);
    out.field("ip"_L1, server.address);
    writeTask(out, face, server.operatingTask);
    out.field("port"_L1, rpcPort);
    out.field("regionName"_L1, zone.regionName);
    out.field("runPath"_L1, "/home/admin/oceanbase"_L1);
    out.field("runUser"_L1, "admin"_L1);
    out.field("sqlPort"_L1, sqlPort);
    if (server.startUtc)
        out.field("startTime"_L1, isoTime(*server.startUtc));
    out.field("status"_L1, server.status);
    out.field("stopTime"_L1, isoTime(0));       // the epoch: never stopped
    out.date("updateTime"_L1, server.updateUtc);
    out.field("version"_L1, cluster.version + "_100000132023071110-1c10f0b3ad39105cd5d12eb566ebe3a374ea38f5(Jul 11 2023 10:41:20)"_L1);
    out.field("withRootserver"_L1, server.rootServer);
    out.field("zoneName"_L1, zone.name);
    out.endObject();
}

void writeHost(JsonWriter &out, const SimHost &host, const World &world)
{
    const bool agent = !host.agentStatus.isEmpty();
    const auto type = std::find_if(world.hostTypes.cbegin(), world.hostTypes.cend(), [&host](const SimHostType &t) { return t.id == host.type; });
    out.beginObject();
    out.textOrNull("alias"_L1, host.alias);
    out.field("architecture"_L1, host.architecture);
    out.date("createTime"_L1, host.createUtc);
    out.textOrNull("description"_L1, host.description);
    out.key("hostAgentId"_L1);
    if (agent)
        out.value(host.id.value + 3000000);
    else
        out.null();
    out.textOrNull("hostAgentStatus"_L1, host.agentStatus);
    out.textOrNull("hostAgentVersion"_L1, agent ? u"4.2.2-20240115120000"_s : QString());
    out.field("id"_L1, host.id.value);
    out.textOrNull("idcDescription"_L1, {});
    out.field("idcId"_L1, host.idc.value);
    out.field("idcName"_L1, host.idcName);
    out.field("innerIpAddress"_L1, host.address);
    out.field("kind"_L1, "DEDICATED_PHYSICAL_MACHINE"_L1);
    out.field("name"_L1, host.name);
    out.field("operatingSystem"_L1, u"4.19.91-26.%1.%2"_s.arg(host.release, host.architecture));
    out.field("operatingSystemRelease"_L1, host.release);
    out.textOrNull("publishPorts"_L1, {});
    out.textOrNull("regionDescription"_L1, {});
    out.field("regionId"_L1, host.region.value);
    out.field("regionName"_L1, host.regionName);
    out.textOrNull("serialNumber"_L1, {});
    out.key("services"_L1);
    out.beginArray();
    for (const SimService &service : host.services) {
        out.beginObject();
        out.field("name"_L1, service.name);
        out.textOrNull("softwarePackageId"_L1, {});
        out.field("type"_L1, service.type);
        out.field("version"_L1, service.version);
        out.endObject();
    }
    out.endArray();
    out.field("sshPort"_L1, 22);
    out.field("status"_L1, host.status);
    out.textOrNull("typeDescription"_L1, {});
    out.field("typeId"_L1, host.type.value);
    out.field("typeName"_L1, type->name);
    out.date("updateTime"_L1, host.updateUtc);
    out.endObject();
}

} // namespace obdesk
