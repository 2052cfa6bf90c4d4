// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/taskwords.h"

#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

namespace {

struct Words { Q_DECLARE_TR_FUNCTIONS(TaskWords) };

} // namespace

QString stateWord(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return Words::tr("Pending");
    case StepState::Ready:
        return Words::tr("Ready");
    case StepState::Running:
        return Words::tr("Running");
    case StepState::Canceling:
        return Words::tr("Cancelling");
    case StepState::Failed:
        return Words::tr("Failed");
    case StepState::Successful:
        return Words::tr("Done");
    case StepState::Skipped:
        return Words::tr("Skipped");
    case StepState::RolledBack:
        return Words::tr("Rolled back");
    case StepState::Unknown:
        break;
    }
    return Words::tr("Unknown");
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
    const bool back = task.operation == Operation::Rollback;
    switch (task.status.value) {
    case TaskStatus::Running:
        return back ? Words::tr("Rolling back") : Words::tr("Running");
    case TaskStatus::Failed:
        return back ? Words::tr("Rollback failed") : Words::tr("Failed");
    case TaskStatus::Successful:
        return isRolledBack(task) ? Words::tr("Rolled back") : Words::tr("Successful");
    case TaskStatus::Unknown:
        break;
    }
    return task.status.text.isEmpty() ? Words::tr("Unknown") : displayText(task.status.text, false, 64);
}

QString operationWord(Operation operation)
{
    switch (operation) {
    case Operation::Execute:
        return Words::tr("execute");
    case Operation::Retry:
        return Words::tr("retry");
    case Operation::Rollback:
        return Words::tr("roll back");
    case Operation::Skip:
        return Words::tr("skip");
    case Operation::Cancel:
        return Words::tr("cancel");
    case Operation::RollbackSkip:
        return Words::tr("skip while rolling back");
    case Operation::Unknown:
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
        return Words::tr("Two steps have the id %1; the second is drawn without connections.").arg(a);
    case Kind::DanglingEdge:
        return Words::tr("Step %1 is connected to step %2, which is not in the task.").arg(a, b);
    case Kind::SelfEdge:
        return Words::tr("Step %1 is said to wait for itself.").arg(a);
    case Kind::DuplicateEdge:
        return Words::tr("The connection from step %1 to step %2 is listed twice.").arg(a, b);
    case Kind::OneSidedEdge:
        return Words::tr("Only one of the steps %1 and %2 names their connection.").arg(a, b);
    case Kind::Cycle:
        return Words::tr("The connection from step %1 to step %2 closes a circle.").arg(a, b);
    }
    return {};
}

QString taskTitle(const Task &task)
{
    return Words::tr("Task %1 · %2").arg(task.id.toString(), displayText(task.name));
}

} // namespace obdesk
