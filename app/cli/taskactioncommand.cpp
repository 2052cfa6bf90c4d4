// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/taskactioncommand.h"

#include "cli/json.h"
#include "words/actionwords.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using Action = ActionRules::Action;

namespace {

Action actionOf(const QString &verb, bool step)
{
    if (verb == "skip"_L1)
        return Action::SkipStep;
    if (verb == "cancel"_L1)
        return Action::CancelStep;
    if (verb == "rollback"_L1)
        return Action::RollbackTask;
    return step ? Action::RetryStep : Action::RetryTask;
}

/// What is typed to confirm: the cluster's name, or where OCP does not tell it, the id of the task.
QString targetOf(const Task &task)
{
    return task.cluster && !task.cluster->name.isEmpty() ? task.cluster->name : task.id.toString();
}

QString stepLines(const Task &task)
{
    QString lines;
    for (const Subtask &step : task.subtasks)
        lines += u"\n  %1  %2  %3"_s.arg(step.id.toString(), stateWords(step), displayText(step.name, false, 80));
    return lines;
}

} // namespace

QString TaskActionCommand::prepare()
{
    QString problem;
    m_task = TaskId(m_line.id(0, &problem));
    if (m_line.operands().size() > 1)
        m_subtask = SubtaskId(m_line.id(1, &problem));
    m_action = actionOf(m_line.commandWords().section(u' ', 1), m_subtask.has_value());
    return problem;
}

void TaskActionCommand::begin()
{
    client().fetchTask(m_task, this, [this](const Result<Fetched<Task>> &result) {
        if (const Task *task = valueOf(result))
            judge(*task);
    });
}

void TaskActionCommand::judge(const Task &task)
{
    const Subtask *step = nullptr;
    if (m_subtask) {
        const auto it = std::find_if(task.subtasks.cbegin(), task.subtasks.cend(), [&](const Subtask &one) { return one.id == *m_subtask; });
        if (it == task.subtasks.cend()) {
            fail(ExitStatus::Usage, tr("Task %1 has no step %2. It has:").arg(m_task.toString(), m_subtask->toString()) + stepLines(task));
            return;
        }
        step = &*it;
    }
    const ActionRules::Block block = ActionRules::check(m_action, task, step);
    if (block != ActionRules::Block::None) {
        fail(ExitStatus::Usage, tr("%1 is not possible now; nothing was sent. %2").arg(actionName(m_action), blockWords(block)));
        return;
    }
    const QString target = targetOf(task);
    if (client().connection().accessMode == AccessMode::Protected
        && (m_line.value(u"confirm"_s) != target || m_line.value(u"reason"_s).trimmed().isEmpty())) {
        fail(ExitStatus::NotAllowed, tr("The connection is protected: a change wants --confirm with the cluster's name (%1) and --reason. Nothing was sent.")
                                             .arg(displayText(target, false, 80)));
        return;
    }
    m_output.text(consequenceWords(m_action, task, step, {}));
    send(task, step);
}

void TaskActionCommand::send(const Task &task, const Subtask *step)
{
    const MutationContext mutation { m_line.value(u"reason"_s).trimmed(), m_line.value(u"confirm"_s), targetOf(task) };
    const auto done = [this](const auto &result) { receive(result ? std::nullopt : std::optional(result.error())); };
    m_sent = true;
    switch (m_action) {
    case Action::RetryTask:
        client().retryTask(m_task, mutation, this, done);
        break;
    case Action::RollbackTask:
        client().rollbackTask(m_task, mutation, this, done);
        break;
    case Action::RetryStep:
        client().retrySubtask(m_task, step->id, mutation, this, done);
        break;
    case Action::SkipStep:
        client().skipSubtask(m_task, step->id, mutation, this, done);
        break;
    case Action::CancelStep:
        client().cancelSubtask(m_task, step->id, mutation, this, done);
        break;
    }
}

void TaskActionCommand::receive(const std::optional<ApiError> &error)
{
    if (error) {
        if (error->outcome == ApiError::Outcome::Unknown)
            m_output.note(tr("See where the task stands with: %1").arg(commandFor(u"task show %1"_s.arg(m_task.toString()))));
        fail(*error);
        return;
    }
    m_output.text(tr("OCP accepted it."));
    if (!m_line.isSet(u"demo"_s))
        m_output.note(tr("Follow it with: %1").arg(commandFor(u"task watch %1"_s.arg(m_task.toString()))));
    QJsonObject document { { "task"_L1, idToJson(m_task.value) }, { "action"_L1, m_line.commandWords().section(u' ', 1) }, { "accepted"_L1, true } };
    if (m_subtask)
        document.insert("subtask"_L1, idToJson(m_subtask->value));
    m_output.document(u"obdesk.task-action"_s, document);
    finish(ExitStatus::Done);
}

void TaskActionCommand::interrupt()
{
    if (isFinished())
        return;
    m_output.note(m_sent ? tr("Interrupted while the request was under way: it is not known whether OCP accepted it. Look at: %1")
                                   .arg(commandFor(u"task show %1"_s.arg(m_task.toString())))
                         : tr("Interrupted; nothing was sent."));
    finish(ExitStatus::Interrupted);
}

} // namespace obdesk
