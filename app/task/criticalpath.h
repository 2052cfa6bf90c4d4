// SPDX-License-Identifier: GPL-3.0-or-later
// Which steps decide how long the task takes, and how much later the others could end without delaying it. Pauses between steps don't
// count: nobody can shorten them by making a step faster.
#pragma once

#include "domain/task.h"
#include "task/taskgraph.h"

#include <QDateTime>
#include <QList>

#include <chrono>

namespace obdesk {

struct CriticalPath
{
    QList<bool> isOn;                               ///< per subtask: one of the longest chains; in it, waiting steps without an estimate are left out
    QList<std::chrono::milliseconds> slack;         ///< per subtask, at least 0
    std::chrono::milliseconds length { 0 };         ///< of the chain
    bool operator==(const CriticalPath &) const = default;
};

/// Finished steps count as long as they took, running ones what they have taken, but at least the estimate. The estimate, which waiting
/// ones count, is the median of the successful steps of the same name in this task; 0 where none has succeeded. Of equally long chains
/// the one whose steps come first in the order of execution is taken. Linear; edges that close a circle are ignored.
CriticalPath criticalPathOf(const Task &task, const TaskGraph &graph, const QDateTime &serverNow);

} // namespace obdesk
