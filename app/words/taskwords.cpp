// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/taskwords.h"

#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

namespace {

struct TaskWords { Q_DECLARE_TR_FUNCTIONS(TaskWords) };

} // namespace

QString stateWord(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return TaskWords::tr("Pending");
    case StepState::Ready:
        return TaskWords::tr("Ready");
    case StepState::Running:
        return TaskWords::tr("Running");
    case StepState::Canceling:
        return TaskWords::tr("Cancelling");
    case StepState::Failed:
        return TaskWords::tr("Failed");
    case StepState::Successful:
        return TaskWords::tr("Done");
    case StepState::Skipped:
        return TaskWords::tr("Skipped");
    case StepState::RolledBack:
        return TaskWords::tr("Rolled back");
    case StepState::Unknown:
        break;
    }
    return TaskWords::tr("Unknown");
}

QString stateWords(const Subtask &subtask)
{
    const StepState state = stepState(subtask);
    if (state == StepState::Unknown && !subtask.status.text.isEmpty())
        return displayText(subtask.status.text, false, 64);
    return stateWord(state);
}

QString stateWords(const Task &task)
{
    const bool back = task.operation == TaskOperation::Rollback;
    switch (task.status.value) {
    case TaskStatus::Running:
        return back ? TaskWords::tr("Rolling back") : TaskWords::tr("Running");
    case TaskStatus::Failed:
        return back ? TaskWords::tr("Rollback failed") : TaskWords::tr("Failed");
    case TaskStatus::Successful:
        return isRolledBack(task) ? TaskWords::tr("Rolled back") : TaskWords::tr("Successful");
    case TaskStatus::Unknown:
        break;
    }
    return task.status.text.isEmpty() ? TaskWords::tr("Unknown") : displayText(task.status.text, false, 64);
}

QString operationWord(TaskOperation operation)
{
    switch (operation) {
    case TaskOperation::Execute:
        return TaskWords::tr("execute");
    case TaskOperation::Retry:
        return TaskWords::tr("retry");
    case TaskOperation::Rollback:
        return TaskWords::tr("roll back");
    case TaskOperation::Skip:
        return TaskWords::tr("skip");
    case TaskOperation::Cancel:
        return TaskWords::tr("cancel");
    case TaskOperation::RollbackSkip:
        return TaskWords::tr("skip while rolling back");
    case TaskOperation::Unknown:
        break;
    }
    return {};
}

QString oddityWords(const TaskOddity &oddity)
{
    using Kind = TaskOddity::Kind;
    const QString a = oddity.subtask.toString();
    const QString b = oddity.other.toString();
    switch (oddity.kind) {
    case Kind::DuplicateId:
        return TaskWords::tr("Two steps have the id %1; the second is drawn without connections.").arg(a);
    case Kind::DanglingEdge:
        return TaskWords::tr("Step %1 is connected to step %2, which is not in the task.").arg(a, b);
    case Kind::SelfEdge:
        return TaskWords::tr("Step %1 is said to wait for itself.").arg(a);
    case Kind::DuplicateEdge:
        return TaskWords::tr("The connection from step %1 to step %2 is listed twice.").arg(a, b);
    case Kind::OneSidedEdge:
        return TaskWords::tr("Only one of the steps %1 and %2 names their connection.").arg(a, b);
    case Kind::Cycle:
        return TaskWords::tr("The connection from step %1 to step %2 closes a circle.").arg(a, b);
    }
    return {};
}

QString taskTitle(const Task &task)
{
    return TaskWords::tr("Task %1 · %2").arg(task.id.toString(), displayText(task.name));
}

} // namespace obdesk
