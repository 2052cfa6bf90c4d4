// SPDX-License-Identifier: GPL-3.0-or-later
// The plan as people read it: phases one after the other, and within them columns of like steps.
#pragma once

#include "domain/task.h"
#include "task/taskgraph.h"

#include <QList>
#include <QString>

namespace obdesk {

/// Work and the barrier that closes it, or a sequence of steps that run alone. A barrier is a step of no parallel group on a level of
/// its own with no edge passing by: all that comes later waits for it.
struct PlanPhase
{
    QString name;                       ///< of its first column, as sent by OCP
    QList<int> subtasks;                ///< indexes of Task::subtasks, in the order of execution
    bool operator==(const PlanPhase &) const = default;
};

/// Like steps side by side: one parallel group, or one step that is alone.
struct PlanColumn
{
    int phase = 0;
    QString name;                       ///< as sent by OCP
    QList<int> subtasks;                ///< in the order of execution
    bool isParallel = false;            ///< its steps belong to hosts or batches
    bool operator==(const PlanColumn &) const = default;
};

/// Every subtask lies in exactly one phase and one column. Phases and columns stand in the order of execution: an edge leads to a
/// later column (unless it closes a circle). The columns of a phase stand together.
struct PlanPhases
{
    QList<PlanPhase> phases;
    QList<PlanColumn> columns;
    QList<int> phaseOf;                 ///< per subtask
    QList<int> columnOf;                ///< per subtask
    bool operator==(const PlanPhases &) const = default;
};

/// Linear in steps and edges (sorting apart); survives every oddity TaskGraph survives.
PlanPhases phasesOf(const Task &task, const TaskGraph &graph);

} // namespace obdesk
