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

void writeTarget(JsonWriter &out, const TaskPlan &plan, bool withType)
{
    if (plan.cluster) {
        out.key("cluster"_L1);
        out.beginObject();
        out.field("id"_L1, plan.cluster->id.value);
        out.field("name"_L1, plan.cluster->name);
        out.field("obClusterId"_L1, plan.cluster->obClusterId);
        if (withType)
            out.field("type"_L1, plan.cluster->type);
        out.endObject();
    }
    if (plan.tenant) {
        out.key("tenant"_L1);
        out.beginObject();
        out.field("id"_L1, plan.tenant->id.value);
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

void writeSubtask(JsonWriter &out, const SimStep &step, qint64 createUtc)
{
    out.beginObject();
    out.field("createTime"_L1, isoTime(createUtc));
    writeStep(out, step);
    writeIds(out, "downstreams"_L1, step.plan.downstreams);
    writeIds(out, "upstreams"_L1, step.plan.upstreams);
    if (!step.runs.empty())
        out.field("executor"_L1, QLatin1StringView(simExecutor));
    writeTime(out, "startTime"_L1, step.start);
    writeTime(out, "finishTime"_L1, step.finish);
    out.field("nodeType"_L1, "JAVA_TASK"_L1);
    out.field("parallelIdx"_L1, step.plan.parallelIdx);
    out.field("prohibitRollback"_L1, step.plan.prohibitRollback);
    out.field("prohibitSkip"_L1, step.plan.prohibitSkip);
    out.field("runTime"_L1, step.runTime);
    out.field("seriesId"_L1, step.seriesId);
    out.field("timeout"_L1, step.plan.timeout.count());
    out.endObject();
}

void writeTaskC(JsonWriter &out, const SimTask &task)
{
    out.beginObject();
    writeTarget(out, task.plan, true);
    out.field("createTime"_L1, isoTime(task.createUtc / 1000 * 1000));
    out.field("executor"_L1, QLatin1StringView(simExecutor));
    writeTime(out, "finishTime"_L1, task.finish);
    out.field("id"_L1, task.id.value);
    out.field("name"_L1, task.plan.name);
    out.field("operation"_L1, task.operation.text);
    out.field("prohibitRollback"_L1, rollbackForbidden(task));
    out.field("startTime"_L1, isoTime(task.createUtc));
    out.field("status"_L1, task.status.text);
    out.key("subtasks"_L1);
    out.beginArray();
    for (const SimStep &step : task.steps)
        writeSubtask(out, step, task.createUtc / 1000 * 1000);
    out.endArray();
    out.field("taskDefinitionId"_L1, -1);
    out.field("type"_L1, task.plan.type);
    out.endObject();
}

void writeTaskD(JsonWriter &out, const SimTask &task)
{
    out.beginObject();
    writeTarget(out, task.plan, true);
    writeTime(out, "finishTime"_L1, task.finish);
    out.field("id"_L1, task.id.value);
    out.field("name"_L1, task.plan.name);
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
    out.endObject();
}

} // namespace obdesk
