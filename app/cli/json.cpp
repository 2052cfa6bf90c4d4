// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"

#include "logs/redact.h"
#include "task/taskprogress.h"
#include "words/errorwords.h"
#include "words/evidencewords.h"
#include "words/fitnesswords.h"

#include <QMetaEnum>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// The name of the enum's value, as in the header.
template<typename E>
QString key(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(int(value)));
}

QJsonValue number(const std::optional<int> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonValue time(const std::optional<QDateTime> &time)
{
    return time && time->isValid() ? QJsonValue(time->toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QString fitnessKey(Fitness fitness)
{
    switch (fitness) {
    case Fitness::Fit:
        return u"fit"_s;
    case Fitness::Doubtful:
        return u"doubtful"_s;
    case Fitness::Unfit:
        return u"unfit"_s;
    }
    return {};
}

QString ruleKey(FitnessRule rule)
{
    switch (rule) {
    case FitnessRule::HostStatus:
        return u"hostStatus"_s;
    case FitnessRule::Service:
        return u"service"_s;
    case FitnessRule::Idc:
        return u"idc"_s;
    case FitnessRule::Architecture:
        return u"architecture"_s;
    case FitnessRule::Agent:
        return u"agent"_s;
    case FitnessRule::AgentVersion:
        return u"agentVersion"_s;
    case FitnessRule::BatchSystem:
        return u"batchSystem"_s;
    case FitnessRule::BatchArchitecture:
        return u"batchArchitecture"_s;
    }
    return {};
}

void putOddities(QJsonObject &object, const QStringList &oddities)
{
    if (!oddities.isEmpty())
        object.insert("oddities"_L1, QJsonArray::fromStringList(oddities));
}

QJsonObject serverToJson(const ObServer &server)
{
    QJsonObject object { { "id"_L1, idToJson(server.id.value) } };
    put(object, "ip"_L1, server.ip);
    put(object, "port"_L1, number(server.port));
    put(object, "sqlPort"_L1, number(server.sqlPort));
    put(object, "status"_L1, server.status.text);
    put(object, "innerStatus"_L1, server.innerStatus.text);
    put(object, "version"_L1, server.version);
    put(object, "hostId"_L1, idToJson(server.hostId));
    object.insert("withRootServer"_L1, server.withRootServer);
    putOddities(object, server.oddities);
    return object;
}

} // namespace

QJsonValue idToJson(qint64 id)
{
    constexpr qint64 most = (qint64(1) << 53) - 1;
    return id > most || id < -most ? QJsonValue(QString::number(id)) : QJsonValue(id);
}

void put(QJsonObject &object, QLatin1StringView key, const QJsonValue &value)
{
    if (!value.isNull() && !value.isUndefined() && !(value.isString() && value.toString().isEmpty()))
        object.insert(key, value);
}

QJsonObject clusterToJson(const Cluster &cluster)
{
    QJsonObject object { { "id"_L1, idToJson(cluster.id.value) }, { "name"_L1, cluster.name }, { "serverCount"_L1, cluster.serverCount },
                         { "tenantCount"_L1, cluster.tenantCount } };
    put(object, "obClusterId"_L1, cluster.obClusterId ? idToJson(*cluster.obClusterId) : QJsonValue());
    put(object, "obVersion"_L1, cluster.obVersion);
    put(object, "status"_L1, cluster.status.text);
    put(object, "type"_L1, cluster.type);
    put(object, "architecture"_L1, cluster.architecture);
    put(object, "creator"_L1, cluster.creator);
    put(object, "createTime"_L1, time(cluster.createTime));
    put(object, "operatingTask"_L1, idToJson(cluster.operatingTask));
    put(object, "failToQueryReason"_L1, cluster.failToQueryReason);
    putOddities(object, cluster.oddities);
    return object;
}

QJsonObject zoneToJson(const Zone &zone)
{
    QJsonArray servers;
    for (const ObServer &server : zone.servers)
        servers.append(serverToJson(server));
    QJsonObject object { { "name"_L1, zone.name }, { "serverCount"_L1, zone.serverCount }, { "servers"_L1, servers } };
    put(object, "idcName"_L1, zone.idcName);
    put(object, "regionName"_L1, zone.regionName);
    put(object, "status"_L1, zone.status.text);
    put(object, "architecture"_L1, zone.architecture);
    put(object, "operatingTask"_L1, idToJson(zone.operatingTask));
    putOddities(object, zone.oddities);
    return object;
}

QJsonObject hostToJson(const Host &host)
{
    QJsonArray services;
    for (const HostService &service : host.services)
        services.append(QJsonObject { { "name"_L1, service.name }, { "type"_L1, service.type } });
    QJsonObject object { { "id"_L1, idToJson(host.id.value) }, { "name"_L1, host.name }, { "services"_L1, services } };
    put(object, "innerIpAddress"_L1, host.innerIpAddress);
    put(object, "status"_L1, host.status.text);
    put(object, "agentStatus"_L1, host.agentStatus.text);
    put(object, "agentVersion"_L1, host.agentVersion);
    put(object, "idcName"_L1, host.idcName);
    put(object, "regionName"_L1, host.regionName);
    put(object, "typeName"_L1, host.typeName);
    put(object, "architecture"_L1, host.architecture);
    put(object, "operatingSystemRelease"_L1, host.operatingSystemRelease);
    putOddities(object, host.oddities);
    return object;
}

QJsonObject verdictToJson(const HostVerdict &verdict)
{
    QJsonArray reasons;
    for (const FitnessFinding &finding : verdict.findings) {
        QJsonObject reason { { "rule"_L1, ruleKey(finding.rule) }, { "severity"_L1, fitnessKey(finding.severity) }, { "text"_L1, findingWords(finding) } };
        put(reason, "code"_L1, finding.code);
        put(reason, "expected"_L1, finding.expected);
        put(reason, "found"_L1, finding.found);
        reasons.append(reason);
    }
    return { { "fitness"_L1, fitnessKey(verdict.fitness) }, { "reasons"_L1, reasons } };
}

QJsonObject checkToJson(const AddCheck &check, const AddPlan &plan)
{
    QJsonObject object { { "check"_L1, key(check.kind) }, { "state"_L1, key(check.state) }, { "text"_L1, checkWords(check, plan) } };
    put(object, "code"_L1, check.code);
    put(object, "expected"_L1, check.expected);
    put(object, "found"_L1, check.found);
    if (!check.hosts.isEmpty())
        object.insert("hosts"_L1, QJsonArray::fromStringList(check.hosts));
    return object;
}

QJsonObject taskHeadToJson(const Task &task)
{
    QJsonObject object { { "id"_L1, idToJson(task.id.value) }, { "name"_L1, task.name }, { "status"_L1, task.status.text } };
    put(object, "operation"_L1, task.operation.text);
    put(object, "creator"_L1, task.creator);
    if (task.cluster) {
        QJsonObject cluster;
        put(cluster, "id"_L1, idToJson(task.cluster->id));
        put(cluster, "name"_L1, task.cluster->name);
        object.insert("cluster"_L1, cluster);
    }
    put(object, "createTime"_L1, time(task.createTime));
    put(object, "startTime"_L1, time(task.startTime));
    put(object, "finishTime"_L1, time(task.finishTime));
    if (!task.subtasks.isEmpty()) {
        const TaskProgress progress = progressOf(task);
        object.insert("steps"_L1, progress.total);
        object.insert("stepsDone"_L1, progress.done);
    }
    putOddities(object, task.oddities);
    return object;
}

QJsonObject weighedToJson(const WeighedTask &weighed)
{
    QJsonObject object = taskHeadToJson(weighed.task);
    QJsonArray reasons;
    for (const WeighedTask::Reason reason : weighed.reasons)
        reasons.append(key(reason));
    object.insert("verdict"_L1, weighed.verdict == WeighedTask::Verdict::Proven ? u"proven"_s : u"open"_s);
    object.insert("reasons"_L1, reasons);
    object.insert("evidence"_L1, evidenceWords(weighed));
    return object;
}

QJsonObject errorToJson(const ApiError &error)
{
    QJsonObject object { { "kind"_L1, key(error.kind) }, { "message"_L1, error.message.isEmpty() ? explain(error).what : error.message } };
    if (error.outcome != ApiError::Outcome::NotApplicable)
        object.insert("outcome"_L1, key(error.outcome));
    if (error.httpStatus > 0)
        object.insert("httpStatus"_L1, error.httpStatus);
    put(object, "code"_L1, error.code);
    put(object, "traceId"_L1, error.traceId);
    put(object, "debugMessage"_L1, maskSecrets(error.debugMessage));
    QJsonArray subErrors;
    for (const SubError &one : error.subErrors) {
        QJsonObject entry;
        put(entry, "field"_L1, one.field);
        put(entry, "message"_L1, maskSecrets(one.message));
        put(entry, "rejectedValue"_L1, maskSecrets(one.rejectedValue));
        subErrors.append(entry);
    }
    if (!subErrors.isEmpty())
        object.insert("subErrors"_L1, subErrors);
    return object;
}

} // namespace obdesk
