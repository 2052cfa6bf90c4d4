// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a subtask, written as OCP writes it and growing while the step runs.
#pragma once

#include "simulator/simtask.h"
#include "simulator/simtime.h"

namespace obdesk {

/// The whole text as of `now`: per run a separator line ############{OPERATION}{time}############, the context, what
/// the step did so far, and its end; a blank line between entries. Empty for a step that never ran.
/// Form: documented sample of the "query subtask instance logs" page. Contexts hold an invented password on purpose: whoever shows
/// or exports logs has to mask it.
QString subtaskLog(const SimTask &task, const SimStep &step, const SimMoment &now);

/// Words a FailureRule's cause may be instead of a sentence: memory, clock, port, directory, disk, observer, agent, network.
QStringList failureCauseWords();

} // namespace obdesk
