// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a subtask, written as OCP's engine writes it and growing while the step runs.
#pragma once

#include "simulator/ocpface.h"
#include "simulator/simtask.h"
#include "simulator/simtime.h"

namespace obdesk {

/// The whole text as of `now`, in the rows of logrows.h: per run a separator ############{OPERATION}{time}############, the context,
/// what the step did so far, and its end. Empty for a step that never ran.
///
/// [D] (sample of the page "query subtask instance logs"): the form of a line, the separator, "Run subtask, id=…, context=…, executor=…"
/// at INFO, blank lines. [E] (JavaSubtaskRunner, RunnerFactory, SubtaskAccessor and the subtask workers of OCP Express): "Retry subtask" at
/// INFO, "Rollback subtask" and "Cancel subtask" at WARN, a skipped step's "Operation is SKIP, do nothing"; a failure at WARN, "Execute task
/// failed, subtask=…", with ", failedMessage=…" when it is one of OCP's own, then the trace; the last row "Set state for subtask: ID,
/// operation:OP, state: STATE"; a time-out's "Receive timeout callback" and a cancel's separator among the late lines of the interrupted
/// thread; only separators and states of SYS_SCHEDULED tasks.
///
/// Contexts hold an invented password on purpose, in every third step with a row's border within it (and in another third with one within
/// a Chinese character): whoever shows or exports logs has to mask it. OCP Express masks such keys itself.
QString subtaskLog(const SimTask &task, const SimStep &step, const SimMoment &now, OcpFace face = OcpFace::V422);

} // namespace obdesk
