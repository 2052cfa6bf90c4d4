// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/audit.h"

#include "simulator/simtime.h"

#include <algorithm>
#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstEventId = 8000301;

/// {"param":{"zoneName":"zone1","servers":[1]},"id":21}
QByteArray eventInfo(const SimAuditEvent &event)
{
    JsonWriter out;
    out.beginObject();
    if (!event.zoneName.isEmpty()) {
        out.key("param"_L1);
        out.beginObject();
        out.field("zoneName"_L1, event.zoneName);
        out.key("servers"_L1);
        out.beginArray();
        for (const HostId host : event.hosts)
            out.value(host.value);
        out.endArray();
        out.endObject();
    }
    if (event.cluster)
        out.field("id"_L1, event.cluster->id.value);
    out.endObject();
    return out.take();
}

void writeResource(JsonWriter &out, const SimAuditEvent &event, bool asList)
{
    if (!event.cluster)
        return;
    const QString name = event.cluster->name + u':' + QString::number(event.cluster->obClusterId);
    if (asList) {
        out.key("resources"_L1);
        out.beginArray();
        out.beginObject();
        out.field("id"_L1, event.id);
    }
    out.field("resourceId"_L1, event.cluster->id.value);
    out.field("resourceName"_L1, asList ? name : event.cluster->name);
    if (asList) {
        out.endObject();
        out.endArray();
    }
}

} // namespace

void AuditTrail::add(SimAuditEvent event)
{
    event.id = firstEventId + qint64(m_events.size());
    m_events.push_back(std::move(event));
}

bool AuditTrail::hasFailed(const SimAuditEvent &event, const SimTask *task) const
{
    if (!task)
        return true;
    qint64 until = std::numeric_limits<qint64>::max();
    for (const SimAuditEvent &other : m_events) {
        if (other.id > event.id && other.task == event.task) {
            until = other.startUtc;
            break;
        }
    }
    return std::any_of(task->failedUtc.begin(), task->failedUtc.end(), [&](qint64 at) { return at >= event.startUtc && at < until; });
}

QString auditWord(const QString &taskName)
{
    if (taskName.startsWith("Add OB server"_L1))
        return u"ADD_OB_SERVERS"_s;
    if (taskName == "Prepare host"_L1)
        return u"ADD_HOSTS"_s;
    return taskName.toUpper().replace(u' ', u'_');
}

void writeAuditEvent(JsonWriter &out, const SimAuditEvent &event, bool failed, const FaceTraits &face, const QByteArray &server)
{
    const QByteArray start = isoTime(event.startUtc / 1000 * 1000);
    out.beginObject();
    out.field("clientIp"_L1, event.clientIp);
    out.field("endTime"_L1, start);
    out.field("eventInfo"_L1, QString::fromUtf8(eventInfo(event)));
    out.field("eventType"_L1, event.cluster ? "OB_CLUSTER_MANAGEMENT"_L1 : "COMPUTE_HOST_MANAGEMENT"_L1);
    out.field("executionType"_L1, event.retry ? "RETRY"_L1 : "NEW"_L1);
    if (face.auditResources && failed)
        out.field("failedReason"_L1, event.task ? u"please see the log of task id '%1'"_s.arg(event.task->toString()) : event.refusal);
    out.field("id"_L1, event.id);
    if (face.auditResources)
        out.field("methodSignature"_L1, event.retry ? "com.oceanbase.ocp.server.common.controller.TaskController.retryTask"_L1
                                                    : "com.oceanbase.ocp.server.common.controller.ObClusterController.addServer"_L1);
    out.field("operationEvent"_L1, event.word);
    out.field("operatorId"_L1, event.user.id);
    out.field("operatorName"_L1, event.user.name);
    if (face.auditResources)
        out.field("requestUrl"_L1, "http://" + server + ":8080" + event.path);
    out.field("resourceType"_L1, event.cluster ? "OB_CLUSTER"_L1 : "COMPUTE_HOST"_L1);
    writeResource(out, event, face.auditResources);
    if (face.auditResources)
        out.field("serverIp"_L1, server);
    out.field("startTime"_L1, start);
    out.field("status"_L1, failed ? "FAILED"_L1 : "SUCCESS"_L1);
    if (event.task)
        out.field("taskId"_L1, event.task->value);
    out.endObject();
}

} // namespace obdesk
