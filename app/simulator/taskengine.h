// SPDX-License-Identifier: GPL-3.0-or-later
// The task engine of the simulated OCP: the state machine that carries plans out.
//
// Rules. Those marked [D] stand in OCP's documentation, those marked [E] are known from the source of its open-source sibling OCP
// Express only (task/task-service and SubtaskAccessor of github.com/oceanbase/ocp-express), whose engine OCP's looks to be:
//  - [D] A step waits (PENDING) for all its upstreams, is READY until a worker takes it, RUNNING, then SUCCESSFUL or FAILED.
//  - [E] The roots of a task are READY at its creation. At most ten steps of a task are READY or RUNNING; more wait as PENDING although
//    their upstreams are done. What a person makes READY is not held to that.
//  - [E] While a step is FAILED no PENDING one becomes READY; one that is READY still starts, even in a task that is FAILED. The task is
//    FAILED as soon as a step is and none is RUNNING: READY and CANCELING do not hold it back.
//  - [E] The start of a step is written once, by its first run; its end is emptied when it begins to run again. The end of a task is
//    not emptied by a retry or a rollback.
//  - [D] Retrying a task makes every FAILED step READY and raises its runTime; [E] retrying a step does that to one, without raising it.
//  - [E] Neither a step whose operation is ROLLBACK nor a task whose operation is can be retried (the pages of OCP's console say that a task
//    whose rollback failed can be: EngineSettings). Rolling back again is legal and raises no runTime.
//  - [D] Skipping makes a FAILED step SUCCESSFUL without running it; [E] PENDING while rolling back. Its start stays, or is set once.
//  - [E] Cancelling shows CANCELING, then RUNNING with operation CANCEL, then FAILED; during the second it can be done again.
//  - [E] A step over its timeout becomes FAILED and keeps its operation. Timeout 0 is none, but the check of running steps, ten seconds
//    behind every timeout, ends it then.
//  - [E] A step with a retryCount of its own becomes READY again by itself while runTime <= retryCount; the task becomes FAILED when
//    runTime >= retryCount. When they are equal both happen: a FAILED task without a FAILED step. And a step that fails to roll
//    back with runTime < retryCount leaves its task RUNNING for ever.
//  - [D] Rolling back gives every step that is not PENDING the operation ROLLBACK and runs them backwards, sinks first; each ends
//    PENDING. When all are, the task is SUCCESSFUL with operation ROLLBACK. Steps that never ran keep EXECUTE.
//
// There is no timer: advanceTo() computes everything that happened since the last call, in order of time. Durations depend on the
// seed, the task, the step and its run only, so one leap over an hour gives exactly the state of many small steps.
#pragma once

#include "simulator/refusal.h"
#include "simulator/simtask.h"
#include "simulator/simtime.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace obdesk {

struct EngineSettings
{
    double speed = 1.0;                     ///< 2: everything takes half as long
    quint32 seed = 1;
    bool retryAfterFailedRollback = false;  ///< OCP's console pages say yes, OCP Express refuses it
};

/// A task that has become SUCCESSFUL, for those who put its effect into the world.
struct EndedTask
{
    TaskId id;
    qint64 utcMs = 0;
    bool rolledBack = false;
};

/// Whether the task may not be rolled back: by its plan, or [E] because a step that forbids it is beyond PENDING and READY.
bool rollbackForbidden(const SimTask &task);

class TaskEngine
{
public:
    explicit TaskEngine(const EngineSettings &settings);
    ~TaskEngine();

    /// Takes a plan at that moment; its roots are READY (or PENDING beyond the tenth).
    const SimTask &submit(const TaskPlan &plan, const SimMoment &at);

    /// Everything up to now, for all tasks. `now` never goes back.
    void advanceTo(const SimMoment &now);
    /// The same for one task: the past is made of tasks that lived at different times.
    void advanceTask(TaskId id, const SimMoment &now);
    /// Tasks that ended since the last call, in order of time.
    std::vector<EndedTask> takeEnded();

    /// Null when there is none.
    const SimTask *task(TaskId id) const;
    /// Newest (highest id) first.
    std::vector<const SimTask *> tasks() const;

    // What people do. The engine must have been advanced to `now`. An empty result: accepted.
    std::optional<Refusal> retryTask(TaskId id, const SimMoment &now);
    std::optional<Refusal> rollbackTask(TaskId id, const SimMoment &now);
    std::optional<Refusal> retryStep(TaskId id, SubtaskId step, const SimMoment &now);
    std::optional<Refusal> skipStep(TaskId id, SubtaskId step, const SimMoment &now);
    std::optional<Refusal> cancelStep(TaskId id, SubtaskId step, const SimMoment &now);

    static constexpr int maxParallel = 10;

private:
    struct Flow;
    enum class EventKind { Start, End, CancelSeen, CancelEnd, Tick };

    static void applyRules(TaskPlan &plan);
    void layOut(Flow &flow);
    void freeze(Flow &flow, const SimMoment &at);
    void link(SimTask &task) const;
    void run(Flow &flow, const SimMoment &until);

    void schedule(Flow &flow, int step, EventKind kind, qint64 delayMs);
    void makeReady(Flow &flow, int step, TaskOperation operation, qint64 delayMs);
    void onStart(Flow &flow, int step);
    void begin(Flow &flow, int step);
    void onEnd(Flow &flow, int step);
    void onCancelEnd(Flow &flow, int step);
    void fail(Flow &flow, int step);
    void complete(Flow &flow, int step);
    void retryByItself(Flow &flow, int step);
    void promote(Flow &flow);
    void settle(Flow &flow);
    void wake(Flow &flow);
    void rerun(Flow &flow, int step, TaskOperation operation);
    static const FailureRule *ruleFor(const Flow &flow, const SimStep &step);
    qint64 scaled(double ms) const;

    Flow *flow(TaskId id) const;
    struct Target;
    Target find(TaskId id, SubtaskId step, std::optional<Refusal> &refusal) const;

    EngineSettings m_settings;
    std::map<TaskId, std::unique_ptr<Flow>> m_flows;
    std::vector<Flow *> m_active;           ///< those with events to come; owned by m_flows
    std::vector<EndedTask> m_ended;
    qint64 m_nextTaskId;
    qint64 m_nextSubtaskId;
};

} // namespace obdesk
