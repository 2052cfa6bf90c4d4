// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/decodeaudit.h"

#include <QJsonDocument>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Where the arguments of an operation name their hosts: a list of ids, or of objects with a hostId.
constexpr std::array hostListKeys { "hostIds"_L1, "hostIdList"_L1, "hosts"_L1 };
/// The same in calls that make servers out of hosts; elsewhere it lists servers.
constexpr auto newServersKey = "servers"_L1;

void addHost(const QJsonValue &value, AuditEvent &event)
{
    if (const std::optional<qint64> id = exactInteger(value))
        event.hosts.append(HostId(*id));
}

void addZone(const QJsonValue &value, AuditEvent &event)
{
    const QString name = value.toString();
    if (!name.isEmpty() && !event.zoneNames.contains(name))
        event.zoneNames.append(name);
}

bool isHostList(const QString &key, const AuditEvent &event)
{
    return std::find(hostListKeys.begin(), hostListKeys.end(), key) != hostListKeys.end()
        || (key == newServersKey && event.operationEvent.contains("ADD"_L1));
}

/// Which argument carries the body of the request differs from call to call: its members are looked for at any depth.
void readArguments(const QJsonValue &value, AuditEvent &event)
{
    const QJsonArray array = value.toArray();
    for (const QJsonValue &element : array)
        readArguments(element, event);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == "zoneName"_L1)
            addZone(it.value(), event);
        else if (it.key() == "hostId"_L1)
            addHost(it.value(), event);
        else if (isHostList(it.key(), event)) {
            const QJsonArray hosts = it.value().toArray();
            for (const QJsonValue &host : hosts)
                addHost(host, event);
        }
        readArguments(it.value(), event);
    }
}

/// The path's id is an argument named "id" in calls on a cluster.
std::optional<ClusterId> clusterOf(const QJsonObject &arguments, const AuditEvent &event)
{
    const bool onCluster = event.resourceType == "OB_CLUSTER"_L1;
    for (const auto &key : { "clusterId"_L1, "id"_L1 }) {
        const std::optional<qint64> id = exactInteger(arguments.value(key));
        if (id && (onCluster || key == "clusterId"_L1))
            return ClusterId(*id);
    }
    if (onCluster && event.resources.size() == 1 && event.resources.first().id)
        return ClusterId(*event.resources.first().id);
    return {};
}

/// JSON as a text; an object is taken too.
QJsonObject decodeArguments(const JsonReader &json)
{
    const QJsonValue info = json.value("eventInfo"_L1);
    return info.isString() ? QJsonDocument::fromJson(info.toString().toUtf8()).object() : info.toObject();
}

AuditResource decodeResource(const JsonReader &json)
{
    return { json.optionalInteger("resourceId"_L1), json.text("resourceName"_L1), json.text("parentResource"_L1) };
}

QList<AuditResource> decodeResources(const JsonReader &json)
{
    QList<AuditResource> resources = json.list("resources"_L1, decodeResource);
    if (resources.isEmpty() && (json.has("resourceId"_L1) || json.has("resourceName"_L1)))
        resources.append(decodeResource(json));
    return resources;
}

} // namespace

AuditEvent decodeAuditEvent(const JsonReader &json)
{
    AuditEvent event;
    event.id = json.id<AuditEventId>("id"_L1);
    event.operationEvent = json.text("operationEvent"_L1);
    event.eventType = json.text("eventType"_L1);
    event.resourceType = json.text("resourceType"_L1);
    event.resources = decodeResources(json);
    event.operatorName = json.text("operatorName"_L1);
    event.operatorId = json.optionalInteger("operatorId"_L1);
    event.clientIp = json.text("clientIp"_L1);
    event.result = auditResultFromText(json.word("status"_L1));
    event.failedReason = json.text("failedReason"_L1);
    event.execution = auditExecutionFromText(json.word("executionType"_L1));
    event.taskId = json.optionalId<TaskId>("taskId"_L1);
    event.startTime = json.time("startTime"_L1);
    event.endTime = json.time("endTime"_L1);
    const QJsonObject arguments = decodeArguments(json);
    readArguments(arguments, event);
    std::sort(event.hosts.begin(), event.hosts.end());
    event.hosts.erase(std::unique(event.hosts.begin(), event.hosts.end()), event.hosts.end());
    event.cluster = clusterOf(arguments, event);
    return event;
}

} // namespace obdesk
