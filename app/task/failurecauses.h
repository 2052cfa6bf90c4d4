// SPDX-License-Identifier: GPL-3.0-or-later
// Which failure came first, and what waits because of it.
#pragma once

#include "domain/task.h"
#include "task/taskgraph.h"
#include "task/taskhosts.h"

#include <QList>

namespace obdesk {

/// Steps that cannot start before another one is done.
struct HeldBack
{
    int steps = 0;
    int hosts = 0;                      ///< on so many different hosts, as far as steps belong to one
    bool operator==(const HeldBack &) const = default;
};

struct FailureCauses
{
    enum class Role : char { None, FirstCause, Consequence };
    struct Cause
    {
        int subtask = 0;
        HeldBack heldBack;
        bool operator==(const Cause &) const = default;
    };

    QList<Role> roles;                  ///< per subtask; anything but None has failed
    QList<Cause> causes;                ///< the first causes, in the order of execution
    bool operator==(const FailureCauses &) const = default;
};

/// A failed step with no failed one before it is a first cause, directly or not; the other failed ones are consequences. A step is held
/// back when it waits (pending or ready) and comes after. Time: steps and edges, once for each 64 causes; edges that close a circle are
/// ignored.
FailureCauses failureCausesOf(const Task &task, const TaskGraph &graph, const TaskHosts &hosts);

struct BlastRadius
{
    QList<int> subtasks;                ///< held back, ascending
    QList<HostId> hosts;                ///< of these, each once, in the order of the task's host list
};

/// What waits, directly or not, for one step, whatever its state. One search from it.
BlastRadius blastRadiusOf(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, int subtask);

} // namespace obdesk
