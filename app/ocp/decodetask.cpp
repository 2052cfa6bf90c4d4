// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/decodetask.h"

#include "ocp/decodecontext.h"
#include "ocp/envelope.h"

#include <QJsonDocument>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

const JsonReader::Key subtasksKey { "subtasks"_L1, "tasks"_L1 };
const JsonReader::Key upstreamsKey { "upstreams"_L1 };
const JsonReader::Key downstreamsKey { "downstreams"_L1, "downstream"_L1 };

/// A text, or an object with a name.
QString decodeCreator(const JsonReader &json)
{
    if (!json.value("creator"_L1).isObject())
        return json.text("creator"_L1);
    return json.object("creator"_L1)->text("name"_L1);
}

std::optional<ClusterRef> decodeClusterRef(const JsonReader &json)
{
    if (const auto cluster = json.object("cluster"_L1)) {
        return ClusterRef { cluster->id<ClusterId>("id"_L1), cluster->text("name"_L1),
                            cluster->optionalInteger("obClusterId"_L1) };
    }
    if (const auto id = json.optionalId<ClusterId>("clusterId"_L1))
        return ClusterRef { *id, {}, {} };
    return {};
}

std::optional<TenantRef> decodeTenantRef(const JsonReader &json)
{
    if (const auto tenant = json.object({ "tenant"_L1, "tenantInfo"_L1 }))
        return TenantRef { tenant->id<TenantId>("id"_L1), tenant->text("name"_L1) };
    if (const auto id = json.optionalId<TenantId>("tenantId"_L1))
        return TenantRef { *id, {} };
    return {};
}

/// They only decorate: what is odd about one is passed over. Tags of a cluster or tenant alone tell nothing that the task does not.
QList<TaskTag> decodeTags(const JsonReader &json)
{
    QList<TaskTag> tags;
    const QJsonArray array = json.value("tags"_L1).toArray();
    for (const QJsonValue &element : array) {
        const QJsonObject object = element.toObject();
        const std::optional<qint64> host = exactInteger(object.value("hostId"_L1));
        const TaskTag tag { host ? std::optional(HostId(*host)) : std::nullopt, object.value("svrIp"_L1).toString(),
                            object.value("zoneName"_L1).toString() };
        if (tag != TaskTag {})
            tags.append(tag);
    }
    return tags;
}

/// Documented as a text, which no sample shows; an object is kept as its JSON.
QString decodeSubtaskContext(const JsonReader &json)
{
    const QJsonValue value = json.value("context"_L1);
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return json.text("context"_L1);
}

void decodeSubtasks(const JsonReader &json, Task &task)
{
    if (json.array(subtasksKey).size() > maxSubtasks) {
        json.context().fail(json.pathOf(subtasksKey), u"more than %1 subtasks"_s.arg(maxSubtasks));
        return;
    }
    qsizetype edges = 0;
    json.forEach(subtasksKey, [&](const JsonReader &element) {
        // Counted before they are read, so that a hostile reply costs no memory.
        edges += element.array(upstreamsKey).size() + element.array(downstreamsKey).size();
        if (edges > maxEdges)
            json.context().fail(json.pathOf(subtasksKey), u"more than %1 edges"_s.arg(maxEdges));
        else
            task.subtasks.append(decodeSubtask(element));
    });
}

/// Bare payloads are a convenience of saved files; on the wire the envelope is a must.
bool isEnvelope(const QJsonObject &object)
{
    return object.contains("successful"_L1) || object.contains("data"_L1);
}

QList<Task> decodeTasksIn(const QJsonValue &payload, const QString &path, JsonContext &context)
{
    QList<Task> tasks;
    const auto append = [&tasks](const JsonReader &json) { tasks.append(decodeTask(json)); };
    if (payload.isArray()) {
        const JsonReader wrapper(QJsonObject { { u"contents"_s, payload } }, path, context);
        wrapper.forEach("contents"_L1, append);
        return tasks;
    }
    const JsonReader json(payload, path, context);
    if (json.has("contents"_L1))
        json.forEach("contents"_L1, append);
    else
        append(json);
    return tasks;
}

} // namespace

Subtask decodeSubtask(const JsonReader &json)
{
    Subtask subtask;
    subtask.id = json.id<SubtaskId>("id"_L1);
    subtask.name = json.text("name"_L1);
    subtask.description = json.text({ "description"_L1, "descripiton"_L1 });
    subtask.status = subtaskStatusFromText(json.word("status"_L1));
    subtask.operation = operationFromText(json.word("operation"_L1));
    subtask.upstreams = json.idList<SubtaskId>(upstreamsKey);
    subtask.downstreams = json.idList<SubtaskId>(downstreamsKey);
    subtask.parallelIdx = json.optionalInt({ "parallelIdx"_L1, "paralleIdx"_L1 });
    if (subtask.parallelIdx && *subtask.parallelIdx < 0)
        subtask.parallelIdx.reset();
    subtask.seriesId = json.optionalInteger("seriesId"_L1);
    subtask.nodeType = json.text("nodeType"_L1);
    subtask.executor = json.text("executor"_L1);
    if (const auto timeout = json.optionalInteger("timeout"_L1))
        subtask.timeout = std::chrono::seconds(*timeout);
    subtask.runTime = json.optionalInt("runTime"_L1);
    subtask.createTime = json.time("createTime"_L1);
    subtask.startTime = json.time("startTime"_L1);
    subtask.finishTime = json.time("finishTime"_L1);
    subtask.prohibitRollback = json.flag("prohibitRollback"_L1);
    subtask.prohibitSkip = json.flag("prohibitSkip"_L1);
    subtask.context = decodeSubtaskContext(json);
    return subtask;
}

Task decodeTask(const JsonReader &json)
{
    Task task;
    task.id = json.id<TaskId>("id"_L1);
    task.name = json.text("name"_L1);
    task.status = taskStatusFromText(json.word("status"_L1));
    task.operation = operationFromText(json.word("operation"_L1));
    task.type = json.text("type"_L1);
    task.creator = decodeCreator(json);
    task.executor = json.text("executor"_L1);
    task.cluster = decodeClusterRef(json);
    task.tenant = decodeTenantRef(json);
    task.hostId = json.optionalId<HostId>("hostId"_L1);
    task.tags = decodeTags(json);
    task.context = decodeTaskContext(json.value("context"_L1));
    task.prohibitRollback = json.flag("prohibitRollback"_L1);
    task.isRemote = json.flag("isRemote"_L1);
    task.createTime = json.time("createTime"_L1);
    task.startTime = json.time("startTime"_L1);
    task.finishTime = json.time("finishTime"_L1);
    decodeSubtasks(json, task);
    return task;
}

Result<QList<Task>> decodeSavedTasks(const QByteArray &json)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (document.isNull())
        return parseFailure({}, jsonErrorText(parseError));
    JsonContext context;
    QJsonValue payload = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    QString path;
    if (document.isObject() && isEnvelope(document.object())) {
        const Result<Envelope> envelope = readEnvelope(document.object(), context);
        if (!envelope)
            return envelope.error();
        payload = envelope->data;
        path = u"data"_s;
    }
    const QList<Task> tasks = decodeTasksIn(payload, path, context);
    if (!context.ok())
        return parseFailure(context.path, context.problem);
    return tasks;
}

Result<Task> decodeTaskReply(const QByteArray &json)
{
    const Result<QList<Task>> tasks = decodeSavedTasks(json);
    if (!tasks)
        return tasks.error();
    if (tasks->isEmpty())
        return parseFailure(u"data.contents"_s, u"expected a task, found an empty list"_s);
    return tasks->first();
}

} // namespace obdesk
