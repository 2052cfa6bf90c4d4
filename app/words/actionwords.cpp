// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/actionwords.h"

#include "task/taskprogress.h"
#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct ActionWords { Q_DECLARE_TR_FUNCTIONS(ActionWords) };

QString stepWords(const Subtask *step, const QString &hostLabel)
{
    if (!step)
        return {};
    const QString name = u"“%1”"_s.arg(displayText(step->name, false, 80));
    return hostLabel.isEmpty() ? name : ActionWords::tr("%1 on %2").arg(name, displayText(hostLabel, false, 80));
}

} // namespace

QString actionName(ActionRules::Action action)
{
    using Action = ActionRules::Action;
    switch (action) {
    case Action::RetryTask:
        return ActionWords::tr("Retry failed steps");
    case Action::RollbackTask:
        return ActionWords::tr("Roll back task");
    case Action::RetryStep:
        return ActionWords::tr("Retry step");
    case Action::SkipStep:
        return ActionWords::tr("Skip step");
    case Action::CancelStep:
        return ActionWords::tr("Cancel step");
    }
    return {};
}

QString blockWords(ActionRules::Block block)
{
    using Block = ActionRules::Block;
    switch (block) {
    case Block::None:
        return {};
    case Block::TaskRunning:
        return ActionWords::tr("Possible only when the task has failed; it is running.");
    case Block::TaskSuccessful:
        return ActionWords::tr("The task has ended well; there is nothing to do.");
    case Block::TaskStateUnknown:
        return ActionWords::tr("The task is in a state this version of obdesk does not know.");
    case Block::RollbackProhibited:
        return ActionWords::tr("OCP forbids rolling this task back.");
    case Block::StepProhibitsRollback:
        return ActionWords::tr("A step that has already run cannot be rolled back.");
    case Block::StepsMoving:
        return ActionWords::tr("The task has failed, but some of its steps still run or are about to; wait until they have ended.");
    case Block::RemoteTask:
        return ActionWords::tr("The task belongs to another OCP; act on it there.");
    case Block::StepNotFailed:
        return ActionWords::tr("Possible only on a failed step.");
    case Block::StepNotRunning:
        return ActionWords::tr("Possible only on a running step.");
    case Block::StepAlreadyCanceling:
        return ActionWords::tr("The step is being cancelled already.");
    case Block::SkipProhibited:
        return ActionWords::tr("OCP forbids skipping this step.");
    case Block::NoStep:
        return ActionWords::tr("Select a step first.");
    }
    return {};
}

QString consequenceWords(ActionRules::Action action, const Task &task, const Subtask *step, const QString &hostLabel)
{
    using Action = ActionRules::Action;
    const TaskProgress progress = progressOf(task);
    switch (action) {
    case Action::RetryTask:
        if (progress.of(StepState::Failed) == 0)
            return ActionWords::tr("Task %1 has failed, but none of its steps has: OCP may have repeated one by itself. OCP goes on with the steps that have not run.")
                    .arg(task.id.toString());
        if (task.operation == TaskOperation::Rollback)
            return ActionWords::tr("OCP tries the %n step(s) of task %1 again whose rollback failed. Its engine may refuse that; rolling back again is what it accepts.",
                                   nullptr, progress.of(StepState::Failed)).arg(task.id.toString());
        return ActionWords::tr("OCP runs the %n failed step(s) of task %1 again, then goes on with the steps behind them.", nullptr,
                         progress.of(StepState::Failed)).arg(task.id.toString());
    case Action::RollbackTask: {
        int ran = 0;
        for (const Subtask &subtask : task.subtasks)
            ran += subtask.status == SubtaskStatus::Pending ? 0 : 1;
        if (task.operation == TaskOperation::Rollback)
            return ActionWords::tr("OCP goes on with undoing task %1: %n step(s) are left, those whose rollback failed first. The hosts become free again; the change "
                                   "is not made.", nullptr, ran).arg(task.id.toString());
        return ActionWords::tr("OCP undoes the %n step(s) of task %1 that have run, from the failed ones backwards. The hosts become free "
                         "again; the change is not made.", nullptr, ran).arg(task.id.toString());
    }
    case Action::RetryStep:
        if (step && step->operation == TaskOperation::Rollback)
            return ActionWords::tr("The rollback of %1 failed. OCP's engine may refuse to retry it; rolling the task back again, or skipping the step, is what it accepts.")
                    .arg(stepWords(step, hostLabel));
        return ActionWords::tr("OCP undoes %1 and runs it again; if that ends well, the steps behind it go on.").arg(stepWords(step, hostLabel));
    case Action::SkipStep:
        return ActionWords::tr("OCP marks %1 as done WITHOUT doing it. Later steps that need its work may fail or leave the server in a "
                         "wrong state. Skip only when you have done the work by hand.").arg(stepWords(step, hostLabel));
    case Action::CancelStep:
        return ActionWords::tr("OCP stops %1 and marks it as failed; the task then waits for you to retry, skip or roll back.")
                .arg(stepWords(step, hostLabel));
    }
    return {};
}

QString typeNameWords(const QString &name)
{
    return ActionWords::tr("Type %1 to confirm").arg(displayText(name, false, 80));
}

} // namespace obdesk
