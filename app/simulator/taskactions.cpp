// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's other half: what people may do to tasks and steps, and when they are told no.
#include "simulator/taskflow_p.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

// At speed 1, in ms.
constexpr double actionDelayMs = 400;       // acknowledged at once, taken up by the scheduler's next round
constexpr double cancelNoticeMs = 500;      // CANCELING until the worker notices

Refusal wrongTaskState(const SimTask &task)
{
    return { 400, u"TSK10016"_s,
             u"The current status of task %1 is %2, the expected status is FAILED."_s.arg(task.id.toString(), task.status.text) };
}

Refusal wrongStepState(const SimStep &step, QStringView expected)
{
    return { 400, u"TSK10017"_s,
             u"The current status of subtask %1 is %2, the expected status is %3."_s.arg(step.id.toString(), step.status.text, expected) };
}

/// True once a step that forbids it has begun: computed at every look, also for what is shown of the task.
bool touchedStepForbids(const SimTask &task)
{
    return std::any_of(task.steps.begin(), task.steps.end(), [](const SimStep &step) {
        return step.plan.prohibitRollback && step.status != SubtaskStatus::Pending && step.status != SubtaskStatus::Ready;
    });
}

/// A run that something else has taken the place of: its log just stops.
void loseRun(SimRun &run, const SimMoment &now)
{
    run.outcome = RunOutcome::Lost;
    run.end = run.start + now.monotonicMs - run.began;
}

} // namespace

bool rollbackForbidden(const SimTask &task)
{
    return task.plan.prohibitRollback || touchedStepForbids(task);
}

TaskEngine::Target TaskEngine::find(TaskId id, SubtaskId stepId, std::optional<Refusal> &refusal) const
{
    Flow *found = flow(id);
    if (!found) {
        refusal = { 404, u"TSK10001"_s, u"Task %1 does not exist."_s.arg(id.toString()) };
        return {};
    }
    const auto &steps = found->task.steps;
    const auto it = std::find_if(steps.begin(), steps.end(), [stepId](const SimStep &s) { return s.id == stepId; });
    if (it == steps.end()) {
        refusal = { 404, u"COM10002"_s, u"Subtask %1 does not exist in task %2."_s.arg(stepId.toString(), id.toString()) };
        return {};
    }
    if (found->task.plan.frozen) {
        refusal = { 400, u"TSK10011"_s, u"OCP has been upgraded and the content of task %1 has changed. The operation is not possible."_s.arg(id.toString()) };
        return {};
    }
    return { found, int(it - steps.begin()) };
}

std::optional<Refusal> TaskEngine::retryTask(TaskId id, const SimMoment &now)
{
    Flow *flow = this->flow(id);
    if (!flow)
        return Refusal { 404, u"TSK10001"_s, u"Task %1 does not exist."_s.arg(id.toString()) };
    SimTask &task = flow->task;
    if (task.status != TaskStatus::Failed || task.plan.frozen)
        return wrongTaskState(task);
    if (flow->backwards && !m_settings.retryAfterFailedRollback)
        return Refusal { 400, u"TSK10007"_s, u"The operation of task %1 is ROLLBACK, it cannot be retried."_s.arg(id.toString()) };
    if (!flow->backwards)
        setWord(task.operation, TaskOperation::Retry);
    flow->now = now;
    for (size_t i = 0; i < task.steps.size(); ++i) {
        if (task.steps[i].status != SubtaskStatus::Failed)
            continue;
        ++task.steps[i].runTime;
        rerun(*flow, int(i), flow->backwards ? TaskOperation::Rollback : TaskOperation::Retry);
    }
    wake(*flow);
    return std::nullopt;
}

/// The task runs again: a person has just given it something to do. What that leads to shows at the scheduler's next round.
void TaskEngine::wake(Flow &flow)
{
    setWord(flow.task.status, TaskStatus::Running);
    if (std::find(m_active.begin(), m_active.end(), &flow) == m_active.end())
        m_active.push_back(&flow);
    schedule(flow, 0, EventKind::Tick, scaled(actionDelayMs));
}

std::optional<Refusal> TaskEngine::rollbackTask(TaskId id, const SimMoment &now)
{
    Flow *flow = this->flow(id);
    if (!flow)
        return Refusal { 404, u"TSK10001"_s, u"Task %1 does not exist."_s.arg(id.toString()) };
    SimTask &task = flow->task;
    if (task.status != TaskStatus::Failed || task.plan.frozen)
        return wrongTaskState(task);
    if (rollbackForbidden(task))
        return Refusal { 400, u"TSK10009"_s, u"Task %1 cannot be rolled back."_s.arg(id.toString()) };

    flow->now = now;
    flow->backwards = true;
    flow->notPending = 0;
    flow->eligible.clear();
    setWord(task.operation, TaskOperation::Rollback);
    for (SimStep &step : task.steps) {
        step.openDownstreams = int(std::count_if(step.downIndexes.begin(), step.downIndexes.end(), [&task](int down) {
            return task.steps[size_t(down)].status != SubtaskStatus::Pending;
        }));
    }
    for (size_t i = 0; i < task.steps.size(); ++i) {
        SimStep &step = task.steps[i];
        if (step.status == SubtaskStatus::Pending)
            continue;
        ++flow->notPending;
        setWord(step.operation, TaskOperation::Rollback);
        if (step.openDownstreams > 0)
            continue;
        flow->failed -= step.status == SubtaskStatus::Failed ? 1 : 0;
        if (step.status == SubtaskStatus::Running) {
            --flow->running;                    // its end will not come
            loseRun(step.runs.back(), now);
        }
        makeReady(*flow, int(i), TaskOperation::Rollback, scaled(actionDelayMs));
    }
    wake(*flow);
    return std::nullopt;
}

/// A FAILED step runs again.
void TaskEngine::rerun(Flow &flow, int index, TaskOperation operation)
{
    --flow.failed;
    makeReady(flow, index, operation, scaled(actionDelayMs));
}

std::optional<Refusal> TaskEngine::retryStep(TaskId id, SubtaskId stepId, const SimMoment &now)
{
    std::optional<Refusal> refusal;
    const Target target = find(id, stepId, refusal);
    if (refusal)
        return refusal;
    const SimStep &step = target.flow->step(target.step);
    if (step.status != SubtaskStatus::Failed)
        return wrongStepState(step, u"FAILED");
    if (step.operation == TaskOperation::Rollback && !m_settings.retryAfterFailedRollback)
        return Refusal { 400, u"TSK10007"_s, u"The operation of subtask %1 is ROLLBACK, it cannot be retried."_s.arg(stepId.toString()) };
    target.flow->now = now;
    rerun(*target.flow, target.step, target.flow->backwards ? TaskOperation::Rollback : TaskOperation::Retry);
    wake(*target.flow);
    return std::nullopt;
}

std::optional<Refusal> TaskEngine::skipStep(TaskId id, SubtaskId stepId, const SimMoment &now)
{
    std::optional<Refusal> refusal;
    const Target target = find(id, stepId, refusal);
    if (refusal)
        return refusal;
    Flow &flow = *target.flow;
    const SimStep &step = flow.step(target.step);
    if (step.status != SubtaskStatus::Failed)
        return wrongStepState(step, u"FAILED");
    if (step.plan.prohibitSkip)
        return Refusal { 400, u"TSK10010"_s, u"Subtask %1 cannot be skipped."_s.arg(stepId.toString()) };
    flow.now = now;
    rerun(flow, target.step, flow.backwards ? TaskOperation::RollbackSkip : TaskOperation::Skip);
    wake(flow);
    return std::nullopt;
}

std::optional<Refusal> TaskEngine::cancelStep(TaskId id, SubtaskId stepId, const SimMoment &now)
{
    std::optional<Refusal> refusal;
    const Target target = find(id, stepId, refusal);
    if (refusal)
        return refusal;
    Flow &flow = *target.flow;
    SimStep &step = flow.step(target.step);
    if (step.status != SubtaskStatus::Running)
        return wrongStepState(step, u"RUNNING");
    flow.now = now;
    ++step.generation;                          // its end will not come
    --flow.running;
    setWord(step.status, SubtaskStatus::Canceling);
    SimRun &run = step.runs.back();
    run.outcome = RunOutcome::Canceled;
    run.end = run.start + now.monotonicMs - run.began + scaled(cancelNoticeMs) + scaled(cancelEndMs);
    schedule(flow, target.step, EventKind::Tick, scaled(cancelNoticeMs / 2));
    schedule(flow, target.step, EventKind::CancelSeen, scaled(cancelNoticeMs));
    return std::nullopt;
}

} // namespace obdesk
