// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoints below /api/v2/ob/clusters.
#include "simulator/apicontext.h"
#include "simulator/jsonout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

const QStringList clusterStates { u"RUNNING"_s, u"CREATING"_s, u"DELETING"_s, u"STARTING"_s, u"RESTARTING"_s, u"STOPPING"_s, u"STOPPED"_s,
                                  u"TAKINGOVER"_s, u"MOVINGOUT"_s, u"SWITCHOVER"_s, u"FAILOVER"_s, u"OPERATING"_s };

struct PlacedServer
{
    const SimZone *zone = nullptr;
    const SimServer *server = nullptr;
};

/// The cluster named by the path, or null with a refusal left in the query.
SimObCluster *clusterOfPath(ApiContext &context)
{
    const std::optional<qint64> id = pathId(context, 0);
    if (!id)
        return nullptr;
    SimObCluster *cluster = context.world.cluster(ClusterId(*id));
    if (!cluster)
        context.query.setRefusal({ 404, u"OBE11001"_s, u"OB cluster %1 does not exist."_s.arg(*id) });
    return cluster;
}

ApiAnswer refusedByQuery(const ApiContext &context)
{
    return ApiAnswer::refused(*context.query.refusal());
}

ApiAnswer serversAnswer(const ApiContext &context, const SimObCluster &cluster, const std::vector<PlacedServer> &servers)
{
    std::vector<const PlacedServer *> items;
    for (const PlacedServer &server : servers)
        items.push_back(&server);
    return listAnswer(items, nullptr, [&](JsonWriter &out, const PlacedServer &placed) {
        writeServer(out, context.world, cluster, *placed.zone, *placed.server);
    });
}

Refusal invalidField(QLatin1StringView field, const QString &expected)
{
    return { 400, u"COM10001"_s, u"The argument %1 is missing or invalid: %2 is expected."_s.arg(field, expected) };
}

/// Reads {"zoneName": text, "servers": [host ids]}; the optional fields of 4.3 are accepted and ignored.
std::optional<Refusal> readOrder(const SimRequest &request, AddServerOrder &order)
{
    if (!request.header("Content-Type").toLower().startsWith("application/json"))
        return Refusal { 415, u"COM10003"_s, u"The Content-Type has to be application/json."_s };
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return Refusal { 400, u"COM10001"_s, u"The request body is not a JSON object."_s };
    const QJsonObject body = document.object();
    order.zoneName = body.value("zoneName"_L1).toString();
    if (order.zoneName.isEmpty())
        return invalidField("zoneName"_L1, u"a text"_s);
    const QJsonValue servers = body.value("servers"_L1);
    const QJsonArray ids = servers.toArray();
    if (!servers.isArray() || ids.isEmpty())
        return invalidField("servers"_L1, u"a list of host ids"_s);
    for (const QJsonValue &id : ids) {
        if (!id.isDouble() || id.toInteger(0) != id.toInteger(1))
            return invalidField("servers"_L1, u"a list of host ids"_s);
        const HostId host(id.toInteger());
        if (order.hosts.contains(host))
            return invalidField("servers"_L1, u"every host id once"_s);
        order.hosts.append(host);
    }
    return std::nullopt;
}

} // namespace

ApiAnswer listClusters(ApiContext &context)
{
    const QString name = context.query.text("name"_L1);
    const QStringList states = context.query.list("status"_L1, clusterStates);
    std::vector<const SimObCluster *> found;
    for (const SimObCluster &cluster : context.world.clusters) {
        if (cluster.name.contains(name, Qt::CaseInsensitive) && (states.isEmpty() || states.contains(cluster.status)))
            found.push_back(&cluster);
    }
    const PageInfo page = arrange(found, context.query,
                                  SortFields<SimObCluster> {
                                      { "id"_L1, [](const auto &a, const auto &b) { return a.id < b.id; } },
                                      { "name"_L1, [](const auto &a, const auto &b) { return a.name < b.name; } },
                                      { "status"_L1, [](const auto &a, const auto &b) { return a.status < b.status; } },
                                      { "obVersion"_L1, [](const auto &a, const auto &b) { return a.version < b.version; } },
                                      { "createTime"_L1, [](const auto &a, const auto &b) { return a.createUtc < b.createUtc; } },
                                  },
                                  false, context.scenario.maxPageSize);
    return listAnswer(found, &page, [](JsonWriter &out, const SimObCluster &cluster) { writeCluster(out, cluster); });
}

ApiAnswer listZones(ApiContext &context)
{
    const SimObCluster *cluster = clusterOfPath(context);
    if (!cluster)
        return refusedByQuery(context);
    std::vector<const SimZone *> zones;
    for (const SimZone &zone : cluster->zones)
        zones.push_back(&zone);
    return listAnswer(zones, nullptr, [&](JsonWriter &out, const SimZone &zone) { writeZone(out, context.world, *cluster, zone); });
}

ApiAnswer listServers(ApiContext &context)
{
    const SimObCluster *cluster = clusterOfPath(context);
    if (!cluster)
        return refusedByQuery(context);
    const QString region = context.query.text("regionName"_L1);
    const QString idc = context.query.text("idcName"_L1);
    std::vector<PlacedServer> servers;
    for (const SimZone &zone : cluster->zones) {
        if ((!region.isEmpty() && zone.regionName != region) || (!idc.isEmpty() && zone.idcName != idc))
            continue;
        for (const SimServer &server : zone.servers)
            servers.push_back({ &zone, &server });
    }
    return serversAnswer(context, *cluster, servers);
}

ApiAnswer listZoneServers(ApiContext &context)
{
    const SimObCluster *cluster = clusterOfPath(context);
    if (!cluster)
        return refusedByQuery(context);
    const SimZone *zone = cluster->zone(context.arguments[1]);
    if (!zone)
        return ApiAnswer::refused({ 404, u"OBE18002"_s, u"Zone %1 does not exist in cluster %2."_s.arg(context.arguments[1], cluster->name) });
    std::vector<PlacedServer> servers;
    for (const SimServer &server : zone->servers)
        servers.push_back({ zone, &server });
    return serversAnswer(context, *cluster, servers);
}

ApiAnswer addServers(ApiContext &context)
{
    AddServerOrder order;
    const std::optional<qint64> id = pathId(context, 0);
    if (!id)
        return refusedByQuery(context);
    order.cluster = ClusterId(*id);
    if (const auto refusal = readOrder(context.request, order))
        return ApiAnswer::refused(*refusal);
    if (const auto refusal = context.operations.checkAddServer(order))
        return ApiAnswer::refused(*refusal);
    const SimTask &task = context.operations.addServer(order, context.user, context.scenario.failures, context.now);
    JsonWriter out;
    writeTaskA(out, task);
    return ApiAnswer::data(out.take());
}

} // namespace obdesk
