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

} // namespace

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
        return Refusal { 400, u"TSK10007"_s, u"Task %1 is being rolled back and cannot be retried."_s.arg(id.toString()) };
    if (!flow->backwards)
        setWord(task.operation, Operation::Retry);
    resume(*flow, now);
    return std::nullopt;
}

/// Every FAILED step once more, in the direction the task goes.
void TaskEngine::resume(Flow &flow, const SimMoment &now)
{
    flow.now = now;
    for (size_t i = 0; i < flow.task.steps.size(); ++i) {
        if (flow.task.steps[i].status == SubtaskStatus::Failed) {
            ++flow.task.steps[i].runTime;
            rerun(flow, int(i), false);
        }
    }
    wake(flow);
}

/// The task runs again: a person has just given it something to do.
void TaskEngine::wake(Flow &flow)
{
    setWord(flow.task.status, TaskStatus::Running);
    if (std::find(m_active.begin(), m_active.end(), &flow) == m_active.end())
        m_active.push_back(&flow);
    pump(flow);
}

std::optional<Refusal> TaskEngine::rollbackTask(TaskId id, const SimMoment &now)
{
    Flow *flow = this->flow(id);
    if (!flow)
        return Refusal { 404, u"TSK10001"_s, u"Task %1 does not exist."_s.arg(id.toString()) };
    SimTask &task = flow->task;
    if (task.status != TaskStatus::Failed || task.plan.frozen)
        return wrongTaskState(task);
    if (flow->backwards) {
        resume(*flow, now);
        return std::nullopt;
    }
    const bool touchedForbids = std::any_of(task.steps.begin(), task.steps.end(), [](const SimStep &step) {
        return step.plan.prohibitRollback && step.status != SubtaskStatus::Pending && step.status != SubtaskStatus::Ready;
    });
    if (task.plan.prohibitRollback || touchedForbids)
        return Refusal { 400, u"TSK10009"_s, u"Task %1 cannot be rolled back."_s.arg(id.toString()) };

    flow->now = now;
    flow->backwards = true;
    flow->failed = flow->byHandReady = flow->notPending = 0;
    flow->waiting.clear();
    setWord(task.operation, Operation::Rollback);
    for (SimStep &step : task.steps) {
        ++step.generation;
        step.byHand = false;
        step.openDownstreams = int(std::count_if(step.downIndexes.begin(), step.downIndexes.end(), [&task](int down) {
            return task.steps[size_t(down)].status != SubtaskStatus::Pending;
        }));
        if (step.status == SubtaskStatus::Pending)
            continue;
        ++flow->notPending;
        setWord(step.operation, Operation::Rollback);
    }
    for (size_t i = 0; i < task.steps.size(); ++i) {
        if (task.steps[i].status != SubtaskStatus::Pending && task.steps[i].openDownstreams == 0)
            makeReady(*flow, int(i), Operation::Rollback, false, scaled(actionDelayMs));
    }
    wake(*flow);
    return std::nullopt;
}

/// A FAILED step runs again, in the direction the task goes.
void TaskEngine::rerun(Flow &flow, int index, bool byHand)
{
    --flow.failed;
    makeReady(flow, index, flow.backwards ? Operation::Rollback : Operation::Retry, byHand, scaled(actionDelayMs));
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
    target.flow->now = now;
    rerun(*target.flow, target.step, true);
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
    SimStep &step = flow.step(target.step);
    if (step.status != SubtaskStatus::Failed)
        return wrongStepState(step, u"FAILED");
    if (step.plan.prohibitSkip)
        return Refusal { 400, u"TSK10010"_s, u"Subtask %1 cannot be skipped."_s.arg(stepId.toString()) };
    flow.now = now;
    --flow.failed;
    makeReady(flow, target.step, flow.backwards ? Operation::RollbackSkip : Operation::Skip, true, scaled(actionDelayMs));
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
    const bool already = step.status == SubtaskStatus::Canceling
        || (step.status == SubtaskStatus::Running && step.operation == Operation::Cancel);
    if (already)
        return Refusal { 400, u"TSK10007"_s, u"Subtask %1 is being canceled already."_s.arg(stepId.toString()) };
    if (step.status != SubtaskStatus::Running)
        return wrongStepState(step, u"RUNNING");
    flow.now = now;
    ++step.generation;                          // its end will not come
    setWord(step.status, SubtaskStatus::Canceling);
    SimRun &run = step.runs.back();
    run.outcome = RunOutcome::Canceled;
    run.end = run.start + now.monotonicMs - run.began + scaled(cancelNoticeMs) + scaled(cancelEndMs);
    schedule(flow, target.step, EventKind::CancelSeen, scaled(cancelNoticeMs));
    return std::nullopt;
}

} // namespace obdesk
