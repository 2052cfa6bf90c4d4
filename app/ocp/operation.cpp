// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/operation.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kinds {
    OperationKind { operations::addServers, OperationAnswer::Task, OperationEvidence::NewTask },
    OperationKind { operations::retryTask, OperationAnswer::MaybeTask, OperationEvidence::TaskState },
    OperationKind { operations::rollbackTask, OperationAnswer::MaybeTask, OperationEvidence::TaskState },
    OperationKind { operations::retrySubtask, OperationAnswer::Nothing, OperationEvidence::TaskState },
    OperationKind { operations::skipSubtask, OperationAnswer::Nothing, OperationEvidence::TaskState },
    OperationKind { operations::cancelSubtask, OperationAnswer::Nothing, OperationEvidence::TaskState },
};

/// "…/retry" and the like.
QByteArray verbIn(QLatin1StringView kind)
{
    return QByteArray(kind.data(), kind.indexOf(u'-'));
}

} // namespace

QByteArray AddServersRequest::path() const
{
    return clusterPath(cluster) + "/servers";
}

QByteArray AddServersRequest::body() const
{
    // By hand for the documented order of the members: what is shown to people is what is sent.
    QByteArray zone = QJsonDocument(QJsonArray { zoneName }).toJson(QJsonDocument::Compact);
    zone = zone.sliced(1, zone.size() - 2);
    QList<HostId> sorted = hosts;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    QByteArrayList ids;
    for (const HostId host : std::as_const(sorted))
        ids.append(QByteArray::number(host.value));
    return R"({"zoneName":)" + zone + R"(,"servers":[)" + ids.join(',') + "]}";
}

std::span<const OperationKind> operationKinds()
{
    return kinds;
}

const OperationKind *operationKind(const QString &word)
{
    const auto it = std::find_if(kinds.begin(), kinds.end(), [&word](const OperationKind &kind) { return word == kind.word; });
    return it == kinds.end() ? nullptr : &*it;
}

bool makesTask(const QString &kind)
{
    const OperationKind *row = operationKind(kind);
    return row && row->answer == OperationAnswer::Task;
}

QByteArray clusterPath(ClusterId cluster)
{
    return "/api/v2/ob/clusters/" + QByteArray::number(cluster.value);
}

QByteArray taskPath(TaskId task)
{
    return "/api/v2/tasks/instances/" + QByteArray::number(task.value);
}

QByteArray subtaskPath(TaskId task, SubtaskId subtask)
{
    return taskPath(task) + "/subtasks/" + QByteArray::number(subtask.value);
}

Operation addServersOperation(const AddServersRequest &request)
{
    Operation operation;
    operation.kind = operations::addServers;
    operation.method = "POST";
    operation.path = request.path();
    operation.body = request.body();
    operation.cluster = request.cluster;
    operation.zone = request.zoneName;
    operation.hosts = request.hosts;
    operation.claims = claimsOnTargets(operation);
    if (request.zoneName.isEmpty() || request.hosts.isEmpty())
        operation.unfit = u"a zone and at least one host are needed"_s;
    return operation;
}

Operation taskOperation(QLatin1StringView kind, TaskId task, const std::optional<SubtaskId> &subtask)
{
    Operation operation;
    operation.kind = kind;
    operation.method = "POST";
    operation.path = (subtask ? subtaskPath(task, *subtask) : taskPath(task)) + '/' + verbIn(kind);
    operation.task = task;
    operation.subtask = subtask;
    operation.claims = claimsOnTargets(operation);
    return operation;
}

QStringList claimsOnTargets(const Operation &operation)
{
    QStringList claims;
    for (const HostId host : operation.hosts)
        claims.append(u"host:%1"_s.arg(host.toString()));
    if (operation.task)
        claims.append(u"task:%1"_s.arg(operation.task->toString()));
    claims.sort();
    claims.removeDuplicates();
    return claims;
}

} // namespace obdesk
