// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks and steps as lines on a terminal.
#pragma once

#include "cli/output.h"
#include "task/taskgraph.h"
#include "task/taskhosts.h"

#include <QDateTime>

namespace obdesk {

/// Head of a task: labels and values, for Output::facts().
QList<std::pair<QString, QString>> taskFacts(const Task &task, const QDateTime &serverNow);

/// All steps in order of execution. `serverNow`: for the time of steps that run.
TextTable stepTable(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow);

/// "[ 3/21] Successful  Install rpm  10.20.2.14  0:03"; `number` counts from 1 in order of execution.
QString stepLine(const Task &task, int number, int index, const TaskHosts &hosts, const QDateTime &serverNow);

/// "Task 107720 · Add OB server: Successful after 0:42, 21 of 21 steps done".
QString resultLine(const Task &task, const QDateTime &serverNow);

} // namespace obdesk
