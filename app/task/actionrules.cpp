// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/actionrules.h"

#include <algorithm>

namespace obdesk {

namespace {

using Block = ActionRules::Block;

Block checkFailedTask(const Task &task)
{
    switch (task.status.value) {
    case TaskStatus::Failed:
        return Block::None;
    case TaskStatus::Running:
        return Block::TaskRunning;
    case TaskStatus::Successful:
        return Block::TaskSuccessful;
    case TaskStatus::Unknown:
        break;
    }
    return Block::TaskStateUnknown;
}

Block checkRollback(const Task &task)
{
    if (const Block block = checkFailedTask(task); block != Block::None)
        return block;
    if (task.prohibitRollback
        || task.context.strings.value(QStringLiteral("prohibit_rollback")).compare(QLatin1String("true"), Qt::CaseInsensitive) == 0)
        return Block::RollbackProhibited;
    const bool stepForbids = std::any_of(task.subtasks.cbegin(), task.subtasks.cend(), [](const Subtask &step) {
        return step.prohibitRollback && !(step.status == SubtaskStatus::Pending) && !(step.status == SubtaskStatus::Ready);
    });
    if (stepForbids)
        return Block::StepProhibitsRollback;
    return isOver(task) ? Block::None : Block::StepsMoving;
}

Block checkCancel(const Subtask &step)
{
    switch (stepState(step)) {
    case StepState::Running:
        return Block::None;
    case StepState::Canceling:
        return Block::StepAlreadyCanceling;
    default:
        return Block::StepNotRunning;
    }
}

} // namespace

ActionRules::Block ActionRules::check(Action action, const Task &task, const Subtask *step)
{
    if (task.isRemote)
        return Block::RemoteTask;
    switch (action) {
    case Action::RetryTask:
        return checkFailedTask(task);
    case Action::RollbackTask:
        return checkRollback(task);
    case Action::RetryStep:
    case Action::SkipStep:
        if (!step)
            return Block::NoStep;
        if (!(step->status == SubtaskStatus::Failed))
            return Block::StepNotFailed;
        return action == Action::SkipStep && step->prohibitSkip ? Block::SkipProhibited : Block::None;
    case Action::CancelStep:
        return step ? checkCancel(*step) : Block::NoStep;
    }
    return Block::None;
}

} // namespace obdesk
