// SPDX-License-Identifier: GPL-3.0-or-later
// The task engine of the simulated OCP: the state machine that carries plans out.
//
// Rules (read in the open-source sibling OCP Express and in OCP's documentation):
//  - A step waits (PENDING) for all its upstreams, is READY until a worker takes it, RUNNING, then SUCCESSFUL or FAILED.
//  - At most ten steps of a task run at a time, and none starts while one is FAILED. A task is FAILED once a step has failed
//    and none runs any more.
//  - Retrying a task makes every FAILED step READY and raises its runTime; retrying a step does that to one, without raising it.
//    A step made READY by a person starts although others are still FAILED.
//  - Skipping makes a FAILED step SUCCESSFUL without running it (PENDING while rolling back).
//  - Cancelling shows CANCELING, then RUNNING with operation CANCEL, then FAILED. A step over its timeout ends the same way.
//  - Rolling back gives every step that is not PENDING the operation ROLLBACK and runs them backwards, sinks first; each ends
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
    bool retryAfterFailedRollback = true;   ///< documented so; OCP Express refuses it
};

/// A task that has become SUCCESSFUL, for those who put its effect into the world.
struct EndedTask
{
    TaskId id;
    qint64 utcMs = 0;
    bool rolledBack = false;
};

class TaskEngine
{
public:
    explicit TaskEngine(const EngineSettings &settings);
    ~TaskEngine();

    /// Takes a plan at that moment; its roots run (or are READY beyond the tenth) at once.
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
    enum class EventKind { Start, End, CancelSeen, CancelEnd };

    void layOut(Flow &flow);
    void freeze(Flow &flow, const SimMoment &at);
    void link(SimTask &task) const;
    void run(Flow &flow, const SimMoment &until);

    void schedule(Flow &flow, int step, EventKind kind, qint64 delayMs);
    void makeReady(Flow &flow, int step, Operation operation, bool byHand, qint64 delayMs);
    void onStart(Flow &flow, int step);
    void begin(Flow &flow, int step);
    void onEnd(Flow &flow, int step);
    void onCancelEnd(Flow &flow, int step);
    void fail(Flow &flow, int step);
    void complete(Flow &flow, int step);
    void pump(Flow &flow);
    void settle(Flow &flow);
    void resume(Flow &flow, const SimMoment &now);
    void wake(Flow &flow);
    void rerun(Flow &flow, int step, bool byHand);
    std::optional<QString> failureCause(const Flow &flow, const SimStep &step) const;
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
