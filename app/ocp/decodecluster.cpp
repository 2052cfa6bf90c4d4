// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/decodecluster.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

RootServer decodeRootServer(const JsonReader &json)
{
    RootServer server;
    server.address = json.text("address"_L1);
    server.role = json.text("role"_L1);
    server.sqlPort = json.optionalInt({ "sql_port"_L1, "sqlPort"_L1 });
    return server;
}

/// The epoch stands for "never" in stop times.
std::optional<QDateTime> withoutEpoch(const std::optional<QDateTime> &time)
{
    return time && time->toSecsSinceEpoch() != 0 ? time : std::nullopt;
}

} // namespace

ObServer decodeServer(const JsonReader &json)
{
    OddityScope oddities(json);
    ObServer server;
    server.id = json.id<ServerId>("id"_L1);
    server.ip = json.text("ip"_L1);
    server.port = json.optionalInt("port"_L1);
    server.sqlPort = json.optionalInt("sqlPort"_L1);
    server.version = json.text("version"_L1);
    server.withRootServer = json.flag({ "withRootserver"_L1, "withRootServer"_L1 });
    server.status = obStatusFromText(json.word("status"_L1));
    server.innerStatus = innerStatusFromText(json.word("innerStatus"_L1));
    server.clusterId = json.optionalId<ClusterId>("clusterId"_L1);
    server.zoneName = json.text("zoneName"_L1);
    server.regionName = json.text("regionName"_L1);
    server.idcName = json.text("idcName"_L1);
    server.hostId = json.optionalId<HostId>("hostId"_L1);
    server.hostTypeName = json.text("hostTypeName"_L1);
    server.startTime = json.time("startTime"_L1);
    server.stopTime = withoutEpoch(json.time("stopTime"_L1));
    server.operatingTask = json.optionalId<TaskId>("operatingTaskInstanceId"_L1);
    server.oddities = oddities.take();
    return server;
}

Zone decodeZone(const JsonReader &json)
{
    OddityScope oddities(json);
    Zone zone;
    zone.id = json.optionalInteger("id"_L1);
    zone.name = json.text("name"_L1);
    if (zone.name.isEmpty())
        json.context().fail(json.pathOf("name"_L1), u"expected a name, found nothing"_s);
    zone.idcId = json.optionalId<IdcId>("idcId"_L1);
    zone.idcName = json.text("idcName"_L1);
    zone.regionName = json.text("regionName"_L1);
    zone.status = obStatusFromText(json.word("status"_L1));
    zone.innerStatus = innerStatusFromText(json.word("innerStatus"_L1));
    zone.architecture = json.text("architecture"_L1);
    zone.servers = json.list("servers"_L1, decodeServer);
    zone.serverCount = json.optionalInt("serverCount"_L1).value_or(int(zone.servers.size()));
    if (const auto rootServer = json.object("rootServer"_L1))
        zone.rootServer = decodeRootServer(*rootServer);
    zone.operatingTask = json.optionalId<TaskId>("operatingTaskInstanceId"_L1);
    zone.oddities = oddities.take();
    return zone;
}

Cluster decodeCluster(const JsonReader &json)
{
    OddityScope oddities(json);
    Cluster cluster;
    cluster.id = json.id<ClusterId>("id"_L1);
    cluster.name = json.text("name"_L1);
    cluster.obClusterId = json.optionalInteger("obClusterId"_L1);
    cluster.obVersion = json.text("obVersion"_L1);
    cluster.status = obStatusFromText(json.word("status"_L1));
    cluster.type = json.text("type"_L1);
    cluster.architecture = json.text("architecture"_L1);
    cluster.serverCount = json.count("serverCount"_L1);
    cluster.tenantCount = json.count("tenantCount"_L1);
    cluster.regionCount = json.count("regionCount"_L1);
    cluster.rootServers = json.list("rootServers"_L1, decodeRootServer);
    cluster.zones = json.list("zones"_L1, decodeZone);
    cluster.creator = json.text("creator"_L1);
    cluster.createTime = json.time("createTime"_L1);
    cluster.failToQueryReason = json.text("failToQueryFromObReason"_L1);
    cluster.operatingTask = json.optionalId<TaskId>("operatingTaskInstanceId"_L1);
    cluster.oddities = oddities.take();
    return cluster;
}

} // namespace obdesk
