// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a task or of one step as one line of OCP's own words: the same line before and after an action means that nothing of it
// can be seen.
#pragma once

#include "domain/cluster.h"
#include "domain/task.h"

namespace obdesk {

/// "task FAILED EXECUTE, ended 2026-03-02T03:00:00Z; step 129372 FAILED EXECUTE, run 1, started …, ended …". A step the task does not have
/// is left out.
QString stateLine(const Task &task, std::optional<SubtaskId> subtask = std::nullopt);

/// "zone2: 3 OBServers (10.1.0.1, …)".
QString stateLine(const Zone &zone);

/// "task SUCCESSFUL, 21 of 21 steps": how far it came, for the journal.
QString progressLine(const Task &task);

} // namespace obdesk
