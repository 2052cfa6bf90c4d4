// SPDX-License-Identifier: GPL-3.0-or-later
// How far a task is, in numbers.
#pragma once

#include "domain/task.h"

#include <array>

namespace obdesk {

struct TaskProgress
{
    int total = 0;                      ///< while rolling back and after: of those steps that have run
    std::array<int, 9> byState {};      ///< indexed by StepState
    int of(StepState state) const { return byState.at(size_t(state)); }
    /// Steps that are where the operation wants them: SUCCESSFUL, or PENDING again while rolling back.
    int done = 0;
    bool rollingBack = false;
    bool operator==(const TaskProgress &) const = default;
};

TaskProgress progressOf(const Task &task);

/// How long the task has been at it: to its end, or to `serverNow` while it runs. Empty before it started, by skewed
/// clocks, and when it ended at a time OCP does not tell. The old finishTime of a task that runs again is not its end.
std::optional<std::chrono::milliseconds> elapsed(const Task &task, const QDateTime &serverNow);

/// The same for the latest run of one step, see runStart(); empty when it has not started in this run, or started after `serverNow` by a skewed clock.
std::optional<std::chrono::milliseconds> elapsed(const Subtask &subtask, const QDateTime &serverNow);

} // namespace obdesk
