// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/runhistory.h"

#include <algorithm>

namespace obdesk {

namespace {

/// The end of the run that `before` shows, seen from a snapshot in which the next one has begun. While the next one runs, finishTime may
/// still hold it; else the start of the next is the latest it can have been.
std::optional<QDateTime> endOf(const Subtask &before, const Subtask &after)
{
    const QDateTime start = *runStart(before);
    const std::optional<QDateTime> next = runStart(after) && *runStart(after) > start ? runStart(after) : std::nullopt;
    for (const std::optional<QDateTime> &candidate : { before.finishTime, after.finishTime }) {
        if (candidate && *candidate >= start && (!next || *candidate <= *next))
            return candidate;
    }
    return next;
}

/// Nothing is run again while it runs. That the end was missed leaves what came next as a witness: only what failed is retried or skipped.
StepState stateOf(const Subtask &before, const Subtask &after)
{
    const StepState state = stepState(before);
    if (state != StepState::Running && state != StepState::Canceling && state != StepState::Ready && state != StepState::Pending)
        return state;
    const TaskOperation next = after.operation.value;
    return next == TaskOperation::Retry || next == TaskOperation::Skip ? StepState::Failed : StepState::Unknown;
}

bool ranAgain(const Subtask &before, const Subtask &after)
{
    if (!before.startTime)
        return false;
    const bool counted = before.runTime && after.runTime && *after.runTime > *before.runTime;
    const bool started = after.startTime && *runStart(after) > *runStart(before);
    const bool emptied = !after.startTime;
    return counted || started || emptied;
}

bool isRunning(const Subtask &step)
{
    const StepState state = stepState(step);
    return state == StepState::Running || state == StepState::Canceling;
}

/// It has run, and does not run: it failed, is done, was undone, or waits for its next run.
bool restsAfterARun(const Subtask &step)
{
    if (!step.startTime)
        return false;
    switch (step.status.value) {
    case SubtaskStatus::Failed:
    case SubtaskStatus::Successful:
        return true;
    case SubtaskStatus::Ready:
    case SubtaskStatus::Pending: // documented samples give such steps a start before they have ever run
        return step.finishTime || step.runTime.value_or(1) > 1 || step.operation == TaskOperation::Retry || step.operation == TaskOperation::Rollback;
    default:
        return false;
    }
}

/// Empty: `fresh` shows the run that `old` showed, or tells the start of the next by itself.
std::optional<QDateTime> startOfUntoldRun(const Subtask &old, const Subtask &fresh, const QDateTime &seenBefore, const QDateTime &seenNow)
{
    // A start that lies ahead of what we take for OCP's clock is no older run's.
    const bool told = !old.startTime || !fresh.startTime || *fresh.startTime > *old.startTime || *fresh.startTime >= seenNow;
    if (told || !seenNow.isValid())
        return {};
    const bool otherOperation = isRunning(old) && stepState(old) == StepState::Running && !(fresh.operation == old.operation)
            && (fresh.operation == TaskOperation::Retry || fresh.operation == TaskOperation::Rollback);
    if (isRunning(fresh) && (restsAfterARun(old) || otherOperation))
        return seenNow;
    // A whole run fell between two looks. It cannot have begun before the first of them, nor after its end.
    const bool endedLater = restsAfterARun(old) && old.finishTime && fresh.finishTime && *fresh.finishTime > *old.finishTime && !isRunning(fresh)
            && !(fresh.status == SubtaskStatus::Ready);
    if (endedLater && seenBefore.isValid())
        return std::max(*fresh.startTime, std::min(std::max(seenBefore, *old.finishTime), *fresh.finishTime));
    return {};
}

} // namespace

void carrySeenStarts(const Task &before, Task &fresh, const QDateTime &seenBefore, const QDateTime &seenNow)
{
    for (int i = 0; i < fresh.subtasks.size() && i < before.subtasks.size(); ++i) {
        Subtask &step = fresh.subtasks[i];
        const Subtask &old = before.subtasks.at(i);
        if (step.id != old.id || !step.startTime)
            continue;
        if (const std::optional<QDateTime> seen = startOfUntoldRun(old, step, seenBefore, seenNow))
            step.seenStart = seen;
        else if (old.seenStart && *step.startTime <= *old.seenStart)
            step.seenStart = old.seenStart;
    }
}

void RunHistory::take(const Task &before, const Task &after)
{
    QHash<SubtaskId, int> at; // only needed where the lists differ
    const auto placeIn = [&](int i) {
        if (i < before.subtasks.size() && before.subtasks.at(i).id == after.subtasks.at(i).id)
            return i;
        if (at.isEmpty()) {
            for (int k = 0; k < before.subtasks.size(); ++k)
                at.insert(before.subtasks.at(k).id, k);
        }
        return at.value(after.subtasks.at(i).id, -1);
    };
    for (int i = 0; i < after.subtasks.size(); ++i) {
        const int was = placeIn(i);
        if (was < 0)
            continue;
        const Subtask &old = before.subtasks.at(was);
        const Subtask &fresh = after.subtasks.at(i);
        if (!ranAgain(old, fresh))
            continue;
        QList<StepRun> &runs = m_earlier[fresh.id];
        if (!runs.isEmpty() && runs.constLast().start == *runStart(old))
            continue; // counted first, started later: the same run
        // Retrying a step alone raises no runTime.
        const int number = runs.isEmpty() ? old.runTime.value_or(1) : std::max(old.runTime.value_or(0), runs.constLast().number + 1);
        runs.append({ number, *runStart(old), endOf(old, fresh), stateOf(old, fresh) });
    }
}

std::optional<StepRun> latestRunOf(const Subtask &step)
{
    const StepState state = stepState(step);
    if (!step.startTime || state == StepState::Ready)
        return std::nullopt;
    if (state == StepState::Pending && !step.finishTime)
        return std::nullopt;
    StepRun run { step.runTime.value_or(1), *runStart(step), step.finishTime, state };
    if (state == StepState::Running || state == StepState::Canceling)
        run.end.reset(); // what stands there is the end of an earlier run
    else if (run.end && *run.end < run.start)
        run.end.reset();
    return run;
}

} // namespace obdesk
