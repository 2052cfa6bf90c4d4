// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoints below /api/v2/tasks/instances.
#include "simulator/apicontext.h"
#include "simulator/jsonout.h"
#include "simulator/tasklog.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

const QStringList taskStates { u"RUNNING"_s, u"FAILED"_s, u"SUCCESSFUL"_s };
const QStringList taskTypes { u"MANUAL"_s, u"SYS_ONECE"_s, u"SYS_ONCE"_s, u"SCHEDULED"_s, u"SYS_SCHEDULED"_s };

struct TaskFilter
{
    QString name, type, clusterName, tenantName;
    QStringList states;
    std::optional<qint64> cluster, tenant, host;

    bool matches(const SimTask &task) const
    {
        const TaskPlan &plan = task.plan;
        return plan.name.contains(name, Qt::CaseInsensitive) && (states.isEmpty() || states.contains(task.status.text))
            && (type.isEmpty() || plan.type == type)
            && (clusterName.isEmpty() || (plan.cluster && plan.cluster->name.contains(clusterName, Qt::CaseInsensitive)))
            && (!cluster || (plan.cluster && plan.cluster->id.value == *cluster))
            && (tenantName.isEmpty() || (plan.tenant && plan.tenant->name.contains(tenantName, Qt::CaseInsensitive)))
            && (!tenant || (plan.tenant && plan.tenant->id.value == *tenant)) && (!host || plan.hosts.contains(HostId(*host)));
    }
};

TaskFilter readFilter(SimQuery &query)
{
    TaskFilter filter;
    filter.name = query.text("name"_L1);
    filter.states = query.list("status"_L1, taskStates);
    filter.type = query.list("type"_L1, taskTypes).value(0);
    filter.clusterName = query.text("cluterName"_L1);       // sic, in every vendor page
    if (filter.clusterName.isEmpty())
        filter.clusterName = query.text("clusterName"_L1);
    filter.cluster = query.integer("clusterId"_L1);
    filter.tenantName = query.text("tenantName"_L1);
    filter.tenant = query.integer("tenantId"_L1);
    filter.host = query.integer("hostId"_L1);
    if (!filter.tenantName.isEmpty() && !filter.cluster)
        query.refuse(u"Parameter tenantName needs clusterId."_s);
    return filter;
}

struct Found
{
    const SimTask *task = nullptr;
    const SimStep *step = nullptr;
};

/// What the path names; nothing with a refusal left in the query.
Found taskOfPath(ApiContext &context, bool withStep)
{
    const std::optional<qint64> id = pathId(context, 0);
    const std::optional<qint64> stepId = withStep ? pathId(context, 1) : std::nullopt;
    if (!id || (withStep && !stepId))
        return {};
    Found found;
    found.task = context.engine.task(TaskId(*id));
    if (!found.task) {
        context.query.setRefusal({ 404, u"TSK10001"_s, u"Task %1 does not exist."_s.arg(*id) });
        return {};
    }
    if (!withStep)
        return found;
    found.step = found.task->step(SubtaskId(*stepId));
    if (!found.step) {
        context.query.setRefusal({ 404, u"COM10002"_s, u"Subtask %1 does not exist in task %2."_s.arg(*stepId).arg(*id) });
        return {};
    }
    return found;
}

using TaskAction = std::optional<Refusal> (TaskEngine::*)(TaskId, const SimMoment &);
using StepAction = std::optional<Refusal> (TaskEngine::*)(TaskId, SubtaskId, const SimMoment &);

ApiAnswer actOnTask(ApiContext &context, TaskAction action)
{
    const Found found = taskOfPath(context, false);
    if (!found.task)
        return ApiAnswer::refused(*context.query.refusal());
    if (const auto refusal = (context.engine.*action)(found.task->id, context.now))
        return ApiAnswer::refused(*refusal);
    JsonWriter out = context.writer();
    writeTaskC(out, context.face(), *found.task);
    return ApiAnswer::data(out.take());
}

/// Acts; an empty answer means that it was refused and `refused` says how.
Found actOnStep(ApiContext &context, StepAction action, ApiAnswer &refused)
{
    const Found found = taskOfPath(context, true);
    if (!found.step) {
        refused = ApiAnswer::refused(*context.query.refusal());
        return {};
    }
    if (const auto refusal = (context.engine.*action)(found.task->id, found.step->id, context.now)) {
        refused = ApiAnswer::refused(*refusal);
        return {};
    }
    return found;
}

} // namespace

ApiAnswer listTasks(ApiContext &context)
{
    const TaskFilter filter = readFilter(context.query);
    std::vector<const SimTask *> found = context.engine.tasks();
    std::erase_if(found, [&filter](const SimTask *task) { return !filter.matches(*task); });
    const SimPageInfo page = arrange(found, context.query,
                                  SortFields<SimTask> {
                                      { "id"_L1, [](const auto &a, const auto &b) { return a.id < b.id; } },
                                      { "name"_L1, [](const auto &a, const auto &b) { return a.plan.name < b.plan.name; } },
                                      { "status"_L1, [](const auto &a, const auto &b) { return a.status.text < b.status.text; } },
                                      { "startTime"_L1, [](const auto &a, const auto &b) { return a.createUtc < b.createUtc; } },
                                      { "createTime"_L1, [](const auto &a, const auto &b) { return a.createUtc < b.createUtc; } },
                                      { "finishTime"_L1, [](const auto &a, const auto &b) { return a.finish < b.finish; } },
                                  },
                                  true, context.scenario.maxPageSize);
    return listAnswer(context, found, &page, [&context](JsonWriter &out, const SimTask &task) { writeTaskD(out, context.face(), task); });
}

ApiAnswer showTask(ApiContext &context)
{
    const Found found = taskOfPath(context, false);
    if (!found.task)
        return ApiAnswer::refused(*context.query.refusal());
    JsonWriter out = context.writer();
    writeTaskC(out, context.face(), *found.task);
    return ApiAnswer::data(out.take());
}

/// An event of its own, which names the operation that the task began with.
ApiAnswer retryTask(ApiContext &context)
{
    const ApiAnswer answer = actOnTask(context, &TaskEngine::retryTask);
    const SimTask *task = context.engine.task(TaskId(context.arguments.value(0).toLongLong()));
    if (!task)
        return answer;
    const bool refused = answer.kind == ApiAnswer::Kind::Refused;
    SimAuditEvent event { .word = auditWord(task->plan.name), .retry = true, .user = context.user, .clientIp = context.request.peer,
                       .path = context.request.path, .cluster = task->plan.cluster, .zoneName = task->plan.zoneName, .hosts = task->plan.hosts,
                       .refusal = answer.refusal.message, .startUtc = context.now.utcMs };
    if (!refused)
        event.task = task->id;
    context.audit.add(std::move(event));
    return answer;
}

ApiAnswer rollbackTask(ApiContext &context)
{
    return actOnTask(context, &TaskEngine::rollbackTask);
}

/// [E] Whoever asks for the log of a step that never ran, or of one that is not there, gets an empty one.
ApiAnswer showSubtaskLog(ApiContext &context)
{
    const std::optional<qint64> id = pathId(context, 0);
    const std::optional<qint64> stepId = pathId(context, 1);
    if (!id || !stepId)
        return ApiAnswer::refused(*context.query.refusal());
    const SimTask *task = context.engine.task(TaskId(*id));
    const SimStep *step = task ? task->step(SubtaskId(*stepId)) : nullptr;
    JsonWriter out = context.writer();
    out.beginObject();
    out.field("log"_L1, step ? subtaskLog(*task, *step, context.now, context.scenario.face) : QString());
    out.endObject();
    return ApiAnswer::data(out.take());
}

ApiAnswer retrySubtask(ApiContext &context)
{
    ApiAnswer refused;
    const Found found = actOnStep(context, &TaskEngine::retryStep, refused);
    if (!found.step)
        return refused;
    JsonWriter out = context.writer();
    writeSubtask(out, context.face(), *found.task, *found.step);
    return ApiAnswer::data(out.take());
}

ApiAnswer skipSubtask(ApiContext &context)
{
    ApiAnswer refused;
    return actOnStep(context, &TaskEngine::skipStep, refused).step ? ApiAnswer::acknowledged() : refused;
}

ApiAnswer cancelSubtask(ApiContext &context)
{
    ApiAnswer refused;
    return actOnStep(context, &TaskEngine::cancelStep, refused).step ? ApiAnswer::acknowledged() : refused;
}

} // namespace obdesk
