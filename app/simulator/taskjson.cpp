// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks in the three forms that OCP answers with.
#include "simulator/jsonout.h"
#include "simulator/simtime.h"
#include "simulator/taskengine.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

void writeIds(JsonWriter &out, QLatin1StringView key, const QList<qint64> &ids)
{
    out.key(key);
    out.beginArray();
    for (const qint64 id : ids)
        out.value(id);
    out.endArray();
}

void writeTime(JsonWriter &out, QLatin1StringView key, const std::optional<qint64> &utcMs)
{
    if (utcMs)
        out.field(key, isoTime(*utcMs));
}

void writeId(JsonWriter &out, qint64 id)
{
    if (id != 0)
        out.field("id"_L1, id);
}

void writeTarget(JsonWriter &out, const TaskPlan &plan, bool withType)
{
    if (plan.cluster) {
        out.key("cluster"_L1);
        out.beginObject();
        writeId(out, plan.cluster->id.value);
        out.field("name"_L1, plan.cluster->name);
        out.field("obClusterId"_L1, plan.cluster->obClusterId);
        if (withType)
            out.field("type"_L1, plan.cluster->type);
        out.endObject();
    }
    if (plan.tenant) {
        out.key(plan.tenant->asInfo ? "tenantInfo"_L1 : "tenant"_L1);
        out.beginObject();
        writeId(out, plan.tenant->id.value);
        if (!plan.tenant->mode.isEmpty())
            out.field("mode"_L1, plan.tenant->mode);
        out.field("name"_L1, plan.tenant->name);
        out.field("obTenantId"_L1, plan.tenant->obTenantId);
        out.endObject();
    }
    out.key("creator"_L1);
    out.beginObject();
    out.field("id"_L1, plan.creator.id);
    out.field("name"_L1, plan.creator.name);
    out.endObject();
}

QString addressOf(const SimTask &task, HostId host)
{
    for (const SimStep &step : task.steps) {
        if (step.plan.host == host)
            return step.plan.hostAddress;
    }
    return {};
}

/// What the task is about: one tag per host, or one of the cluster.
void writeTags(JsonWriter &out, const SimTask &task)
{
    const TaskPlan &plan = task.plan;
    const auto clusterFields = [&] {
        if (!plan.cluster)
            return;
        out.field("clusterId"_L1, plan.cluster->id.value);
        out.field("clusterName"_L1, plan.cluster->name);
    };
    out.key("tags"_L1);
    out.beginArray();
    for (const HostId host : plan.hosts) {
        out.beginObject();
        clusterFields();
        out.field("hostId"_L1, host.value);
        out.field("objectType"_L1, "HOST"_L1);
        if (const QString address = addressOf(task, host); !address.isEmpty())
            out.field("svrIp"_L1, address);
        if (!plan.zoneName.isEmpty())
            out.field("zoneName"_L1, plan.zoneName);
        out.endObject();
    }
    if (plan.hosts.isEmpty() && plan.cluster) {
        out.beginObject();
        clusterFields();
        out.field("objectType"_L1, "OB_CLUSTER"_L1);
        out.endObject();
    }
    out.endArray();
}

void writeStep(JsonWriter &out, const SimStep &step)
{
    out.field("description"_L1, step.plan.name);
    out.field("id"_L1, step.id.value);
    out.field("name"_L1, step.plan.name);
    out.field("operation"_L1, step.operation.text);
    out.field("status"_L1, step.status.text);
}

QString javaContext(const TaskPlan &plan)
{
    QStringList strings, lists;
    for (const auto &[key, value] : plan.contextStrings)
        strings << key + u'=' + value;
    for (const auto &[key, values] : plan.contextLists)
        lists << key + "=["_L1 + values.join(", "_L1) + u']';
    return "Context(parallelIdx=-1, stringMap={"_L1 + strings.join(", "_L1) + "}, listMap={"_L1 + lists.join(", "_L1) + "})"_L1;
}

} // namespace

void writeTaskA(JsonWriter &out, const SimTask &task)
{
    out.beginObject();
    writeTarget(out, task.plan, false);
    out.field("context"_L1, javaContext(task.plan));
    out.field("id"_L1, task.id.value);
    out.field("name"_L1, task.plan.name);
    out.field("startTime"_L1, isoTime(task.createUtc));
    out.field("status"_L1, task.status.text);
    out.key("tasks"_L1);
    out.beginArray();
    for (const SimStep &step : task.steps) {
        out.beginObject();
        writeStep(out, step);
        writeIds(out, "downstreams"_L1, step.plan.downstreams);
        writeIds(out, "upstreams"_L1, step.plan.upstreams);
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

namespace {

/// What forms B and C say of a subtask beside its times.
void writeStepInFull(JsonWriter &out, const FaceTraits &face, const SimTask &task, const SimStep &step)
{
    writeStep(out, step);
    writeIds(out, "downstreams"_L1, step.plan.downstreams);
    writeIds(out, "upstreams"_L1, step.plan.upstreams);
    out.field("nodeType"_L1, "JAVA_TASK"_L1);
    out.field("parallelIdx"_L1, step.plan.parallelIdx);
    out.field("prohibitRollback"_L1, step.plan.prohibitRollback);
    if (face.prohibitSkip)
        out.field("prohibitSkip"_L1, step.plan.prohibitSkip);
    out.field("runTime"_L1, step.runTime);
    out.field("seriesId"_L1, step.seriesId);
    if (face.newTaskForm)
        out.field("taskId"_L1, task.id.value);
    out.field("timeout"_L1, step.plan.timeout.count());
}

/// The clock of the database: whole seconds.
QByteArray createTime(const SimTask &task)
{
    return isoTime(task.createUtc / 1000 * 1000);
}

} // namespace

void writeTaskB(JsonWriter &out, const SimTask &task)
{
    const FaceTraits &face = traits(OcpFace::V435);
    out.beginObject();
    if (task.plan.cluster)
        out.field("clusterId"_L1, task.plan.cluster->id.value);
    out.field("creator"_L1, task.plan.creator.name);
    out.field("executor"_L1, QLatin1StringView(simExecutor));
    if (task.plan.hosts.size() == 1)
        out.field("hostId"_L1, task.plan.hosts.first().value);
    out.field("id"_L1, task.id.value);
    out.field("isRemote"_L1, false);
    out.field("name"_L1, task.plan.name);
    out.field("operation"_L1, task.operation.text);
    out.field("prohibitRollback"_L1, rollbackForbidden(task));
    out.field("startTime"_L1, isoTime(task.createUtc));
    out.field("status"_L1, task.status.text);
    out.key("subtasks"_L1);
    out.beginArray();
    for (const SimStep &step : task.steps) {
        out.beginObject();
        writeStepInFull(out, face, task, step);
        out.endObject();
    }
    out.endArray();
    out.field("taskDefinitionId"_L1, -1);
    out.field("type"_L1, task.plan.type);
    out.endObject();
}

void writeSubtask(JsonWriter &out, const FaceTraits &face, const SimTask &task, const SimStep &step)
{
    out.beginObject();
    out.field("createTime"_L1, createTime(task));
    writeStepInFull(out, face, task, step);
    if (!step.runs.empty())
        out.field("executor"_L1, QLatin1StringView(simExecutor));
    writeTime(out, "startTime"_L1, step.start);
    writeTime(out, "finishTime"_L1, step.finish);
    out.endObject();
}

void writeTaskC(JsonWriter &out, const FaceTraits &face, const SimTask &task)
{
    out.beginObject();
    writeTarget(out, task.plan, true);
    out.field("createTime"_L1, createTime(task));
    out.field("executor"_L1, QLatin1StringView(simExecutor));
    writeTime(out, "finishTime"_L1, task.finish);
    out.field("id"_L1, task.id.value);
    if (face.newTaskForm)
        out.field("isRemote"_L1, false);
    out.field("name"_L1, task.plan.name);
    out.field("operation"_L1, task.operation.text);
    out.field("prohibitRollback"_L1, rollbackForbidden(task));
    out.field("startTime"_L1, isoTime(task.createUtc));
    out.field("status"_L1, task.status.text);
    out.key("subtasks"_L1);
    out.beginArray();
    for (const SimStep &step : task.steps)
        writeSubtask(out, face, task, step);
    out.endArray();
    if (face.taskTags)
        writeTags(out, task);
    out.field("taskDefinitionId"_L1, -1);
    out.field("type"_L1, task.plan.type);
    out.endObject();
}

void writeTaskD(JsonWriter &out, const FaceTraits &face, const SimTask &task)
{
    out.beginObject();
    writeTarget(out, task.plan, true);
    writeTime(out, "finishTime"_L1, task.finish);
    out.field("id"_L1, task.id.value);
    out.field("name"_L1, task.plan.name);
    if (face.taskTags)
        out.field("operation"_L1, task.operation.text.toLower());
    out.field("startTime"_L1, isoTime(task.createUtc));
    out.field("status"_L1, task.status.text);
    out.key("subtasks"_L1);
    out.beginArray();
    for (const SimStep &step : task.steps) {
        out.beginObject();
        writeStep(out, step);
        out.endObject();
    }
    out.endArray();
    if (face.taskTags)
        writeTags(out, task);
    out.endObject();
}

} // namespace obdesk
