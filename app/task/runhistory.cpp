// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/runhistory.h"

#include <algorithm>

namespace obdesk {

namespace {

/// The end of the run that `before` shows, seen from a snapshot in which the next one has begun. While the next one runs, finishTime may
/// still hold it; else the start of the next is the latest it can have been.
std::optional<QDateTime> endOf(const Subtask &before, const Subtask &after)
{
    const QDateTime start = *before.startTime;
    const std::optional<QDateTime> next = after.startTime && *after.startTime > start ? after.startTime : std::nullopt;
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
    const Operation next = after.operation.value;
    return next == Operation::Retry || next == Operation::Skip ? StepState::Failed : StepState::Unknown;
}

bool ranAgain(const Subtask &before, const Subtask &after)
{
    if (!before.startTime)
        return false;
    const bool counted = before.runTime && after.runTime && *after.runTime > *before.runTime;
    const bool started = after.startTime && *after.startTime > *before.startTime;
    const bool emptied = !after.startTime;
    return counted || started || emptied;
}

} // namespace

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
        if (!runs.isEmpty() && runs.constLast().start == *old.startTime)
            continue; // counted first, started later: the same run
        const int number = old.runTime.value_or(runs.isEmpty() ? 1 : runs.constLast().number + 1);
        runs.append({ number, *old.startTime, endOf(old, fresh), stateOf(old, fresh) });
    }
}

std::optional<StepRun> latestRunOf(const Subtask &step)
{
    const StepState state = stepState(step);
    if (!step.startTime || state == StepState::Ready)
        return std::nullopt;
    if (state == StepState::Pending && !step.finishTime)
        return std::nullopt;
    StepRun run { step.runTime.value_or(1), *step.startTime, step.finishTime, state };
    if (state == StepState::Running || state == StepState::Canceling)
        run.end.reset(); // what stands there is the end of an earlier run
    else if (run.end && *run.end < run.start)
        run.end.reset();
    return run;
}

} // namespace obdesk
