// SPDX-License-Identifier: GPL-3.0-or-later
// States and oddities of a task, in words.
#pragma once

#include "domain/task.h"
#include "task/taskgraph.h"

#include <QString>

namespace obdesk {

/// "Failed", "Running", …; for Unknown the word is generic, see stateWords(Subtask).
QString stateWord(StepState state);
/// As above; an unknown state shows the server's own word.
QString stateWords(const Subtask &subtask);
/// "Running", "Failed", "Rolling back", "Rolled back", …; an unknown word of the server as it is.
QString stateWords(const Task &task);
QString operationWord(TaskOperation operation);
QString oddityWords(const TaskOddity &oddity);
/// For tables and reports: "Task 107720 · Add OB server".
QString taskTitle(const Task &task);

} // namespace obdesk
