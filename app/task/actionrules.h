// SPDX-License-Identifier: GPL-3.0-or-later
// Which actions OCP would accept now, and if not, why: disabled buttons say the reason.
// Source: OCP "task management" pages (legal actions) and the error table TSK10007 to TSK10017.
#pragma once

#include "domain/task.h"

namespace obdesk {

class ActionRules
{
    Q_GADGET
public:
    enum class Action { RetryTask, RollbackTask, RetryStep, SkipStep, CancelStep };
    Q_ENUM(Action)

    enum class Block {
        None,
        TaskRunning,            ///< only a failed task can be retried or rolled back
        TaskSuccessful,
        TaskStateUnknown,       ///< a word this program does not know: it does not guess
        RollbackProhibited,     ///< the task forbids it
        StepProhibitsRollback,  ///< a step that has run forbids it
        StepsMoving,            ///< FAILED, but steps still run or are about to: a rollback would cross them
        RemoteTask,             ///< belongs to another OCP
        StepNotFailed,
        StepNotRunning,
        StepAlreadyCanceling,
        SkipProhibited,
        NoStep,                 ///< nothing is selected
    };
    Q_ENUM(Block)

    static Block check(Action action, const Task &task, const Subtask *step = nullptr);
};

} // namespace obdesk
