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

/// An object, an id beside it, or both. Without an id: a cluster that is gone.
std::optional<ClusterRef> decodeClusterRef(const JsonReader &json)
{
    ClusterRef ref;
    if (const auto cluster = json.object("cluster"_L1))
        ref = { cluster->optionalId<ClusterId>("id"_L1), cluster->text("name"_L1), cluster->optionalInteger("obClusterId"_L1) };
    if (!ref.id)
        ref.id = json.optionalId<ClusterId>("clusterId"_L1);
    return ref == ClusterRef {} ? std::nullopt : std::optional(ref);
}

/// Without an id: a tenant that is being created.
std::optional<TenantRef> decodeTenantRef(const JsonReader &json)
{
    TenantRef ref;
    if (const auto tenant = json.object({ "tenant"_L1, "tenantInfo"_L1 }))
        ref = { tenant->optionalId<TenantId>("id"_L1), tenant->text("name"_L1) };
    if (!ref.id)
        ref.id = json.optionalId<TenantId>("tenantId"_L1);
    return ref == TenantRef {} ? std::nullopt : std::optional(ref);
}

/// Tags of a cluster or tenant alone tell nothing that the task does not.
QList<TaskTag> decodeTags(const JsonReader &json)
{
    QList<TaskTag> tags = json.list("tags"_L1, [](const JsonReader &tag) {
        return TaskTag { tag.optionalId<HostId>("hostId"_L1), tag.text("svrIp"_L1), tag.text("zoneName"_L1) };
    });
    tags.removeIf([](const TaskTag &tag) { return tag == TaskTag {}; });
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
    const QJsonValue value = json.value(subtasksKey);
    if (value.isNull())
        json.context().note(json.path(), u"no list of subtasks"_s);
    if (value.toArray().size() > maxSubtasks) {
        json.context().refuse(json.pathOf(subtasksKey), u"more than %1 subtasks"_s.arg(maxSubtasks));
        return;
    }
    qsizetype edges = 0;
    task.subtasks = json.list(subtasksKey, [&](const JsonReader &element) {
        // Counted before they are read, so that a hostile reply costs no memory.
        edges += element.value(upstreamsKey).toArray().size() + element.value(downstreamsKey).toArray().size();
        if (edges > maxEdges)
            json.context().refuse(json.pathOf(subtasksKey), u"more than %1 edges"_s.arg(maxEdges));
        return json.context().ok() ? decodeSubtask(element) : Subtask {};
    });
}

/// Bare payloads are a convenience of saved files; on the wire the envelope is a must.
bool isEnvelope(const QJsonObject &object)
{
    return object.contains("successful"_L1) || object.contains("data"_L1);
}

QList<Task> decodeTasksIn(const QJsonValue &payload, const QString &path, JsonContext &context)
{
    if (payload.isArray()) {
        const JsonReader wrapper(QJsonObject { { u"contents"_s, payload } }, path, context);
        return wrapper.list("contents"_L1, decodeTask);
    }
    const JsonReader json(payload, path, context);
    if (json.has("contents"_L1))
        return json.list("contents"_L1, decodeTask);
    return { decodeTask(json) };
}

} // namespace

Subtask decodeSubtask(const JsonReader &json)
{
    OddityScope oddities(json);
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
    subtask.oddities = oddities.take();
    return subtask;
}

Task decodeTask(const JsonReader &json)
{
    OddityScope oddities(json);
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
    task.oddities = oddities.take();
    return task;
}

Result<QList<Task>> decodeSavedTasks(const QByteArray &json)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (document.isNull())
        return parseFailure({}, jsonErrorText(parseError));
    JsonContext envelopes;
    QJsonValue payload = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    QString path;
    JsonContext context;
    context.tolerant = true;
    if (document.isObject() && isEnvelope(document.object())) {
        const Result<Envelope> envelope = readEnvelope(document.object(), envelopes);
        if (!envelope)
            return envelope.error();
        payload = envelope->data;
        context.assumedOffset = envelope->timeOffset;
        path = u"data"_s;
    }
    const QList<Task> tasks = decodeTasksIn(payload, path, context);
    if (!context.ok())
        return parseFailure(context.path, context.problem);
    if (tasks.isEmpty() && !context.oddities.isEmpty())
        return parseFailure({}, context.oddities.first());
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
