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
    return listAnswer(context, items, nullptr, [&](JsonWriter &out, const PlacedServer &placed) {
        writeServer(out, context.face(), context.world, cluster, *placed.zone, *placed.server);
    });
}

SimSubError brokenRule(const QString &field, const QString &message, const QJsonValue &rejected)
{
    const QByteArray list = QJsonDocument(QJsonArray { rejected }).toJson(QJsonDocument::Compact);      // [value]
    return { u"addServerRequest"_s, field, list.sliced(1, list.size() - 2), message };
}

/// Reads {"zoneName": text, "servers": [host ids]}; the optional fields of 4.3 are accepted and ignored. Stricter than Java's library,
/// which would take "1" for 1: a client that is right here is right there.
std::optional<Refusal> readOrder(const SimRequest &request, AddServerOrder &order)
{
    if (!request.header("Content-Type").toLower().startsWith("application/json"))
        return unsupportedMedia(request.header("Content-Type"));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return malformedJson(document.isArray() ? u"Cannot deserialize instance of AddServerRequest out of START_ARRAY token"_s : error.errorString());
    const QJsonObject body = document.object();
    const QJsonValue zone = body.value("zoneName"_L1);
    const QJsonValue servers = body.value("servers"_L1);
    if (!(zone.isString() || zone.isNull() || zone.isUndefined()) || !(servers.isArray() || servers.isNull() || servers.isUndefined()))
        return malformedJson(u"Cannot deserialize a field of AddServerRequest"_s);
    QList<SimSubError> broken;
    order.zoneName = zone.toString();
    if (order.zoneName.trimmed().isEmpty())
        broken.append(brokenRule(u"zoneName"_s, u"must not be blank"_s, zone));
    const QJsonArray ids = servers.toArray();
    if (ids.isEmpty())
        broken.append(brokenRule(u"servers"_s, u"must not be empty"_s, servers));
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (ids[i].isNull()) {
            broken.append(brokenRule(u"servers[%1]"_s.arg(i), u"must not be null"_s, {}));
            continue;
        }
        if (!ids[i].isDouble() || ids[i].toInteger(0) != ids[i].toInteger(1))
            return malformedJson(u"Cannot deserialize value of type java.lang.Long"_s);
        const HostId host(ids[i].toInteger());
        if (order.hosts.contains(host))
            return Refusal { 400, u"COM10001"_s, u"The argument servers is invalid: host %1 is named twice."_s.arg(host.toString()) };
        order.hosts.append(host);
    }
    if (!broken.isEmpty())
        return invalidFields(broken);
    return std::nullopt;
}

/// Leaves the event, whatever becomes of the order.
void recordAdd(ApiContext &context, const AddServerOrder &order, const SimTask *task, const QString &refusal)
{
    SimAuditEvent event { .word = u"ADD_OB_SERVERS"_s, .user = context.user, .clientIp = context.request.peer, .path = context.request.path,
                       .zoneName = order.zoneName, .hosts = order.hosts, .refusal = refusal, .startUtc = context.now.utcMs };
    if (const SimObCluster *cluster = context.world.cluster(order.cluster))
        event.cluster = clusterRef(*cluster);
    if (task)
        event.task = task->id;
    context.audit.add(std::move(event));
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
    const SimPageInfo page = arrange(found, context.query,
                                  SortFields<SimObCluster> {
                                      { "id"_L1, [](const auto &a, const auto &b) { return a.id < b.id; } },
                                      { "name"_L1, [](const auto &a, const auto &b) { return a.name < b.name; } },
                                      { "status"_L1, [](const auto &a, const auto &b) { return a.status < b.status; } },
                                      { "obVersion"_L1, [](const auto &a, const auto &b) { return a.version < b.version; } },
                                      { "createTime"_L1, [](const auto &a, const auto &b) { return a.createUtc < b.createUtc; } },
                                  },
                                  false, context.scenario.maxPageSize);
    return listAnswer(context, found, &page, [&context](JsonWriter &out, const SimObCluster &cluster) { writeCluster(out, context.face(), cluster); });
}

ApiAnswer listZones(ApiContext &context)
{
    const SimObCluster *cluster = clusterOfPath(context);
    if (!cluster)
        return refusedByQuery(context);
    std::vector<const SimZone *> zones;
    for (const SimZone &zone : cluster->zones)
        zones.push_back(&zone);
    return listAnswer(context, zones, nullptr, [&](JsonWriter &out, const SimZone &zone) { writeZone(out, context.face(), context.world, *cluster, zone); });
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
    if (const auto refusal = context.operations.checkAddServer(order)) {
        recordAdd(context, order, nullptr, refusal->message);
        return ApiAnswer::refused(*refusal);
    }
    const SimTask &task = context.operations.addServer(order, context.user, context.scenario.failures, context.now);
    JsonWriter out = context.writer();
    recordAdd(context, order, &task, {});
    if (context.face().newTaskForm)
        writeTaskB(out, task);
    else
        writeTaskA(out, task);
    return ApiAnswer::data(out.take());
}

} // namespace obdesk
