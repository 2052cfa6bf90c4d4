// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two snapshots of one task.
#pragma once

#include "domain/task.h"

#include <QList>

namespace obdesk {

struct TaskDiff
{
    bool headChanged = false;       ///< name, status, operation, times, … of the task itself
    bool shapeChanged = false;      ///< subtasks came, went or moved in the list, or edges differ: lay out again
    QList<int> changedSubtasks;     ///< indexes into the new list whose values differ; only when the shape is the same
    bool isEmpty() const { return !headChanged && !shapeChanged && changedSubtasks.isEmpty(); }
};

/// Linear in the number of subtasks.
TaskDiff differenceBetween(const Task &before, const Task &after);

/// The fresh snapshot with what OCP only told earlier: the context (forms A and B carry it, the detail does not), the tags, the
/// cluster's name, and the old order of subtasks and of their neighbours when the server merely shuffled its lists. Nothing is
/// carried from another task.
Task carryOver(const Task &before, Task fresh);

} // namespace obdesk
