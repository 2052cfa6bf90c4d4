// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/taskactioncommand.h"

#include "cli/json.h"
#include "words/actionwords.h"
#include "words/clusterwords.h"
#include "words/errorwords.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

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
    fetchLostChanges([this](const QList<JournalEntry> &lost) {
        const auto it = std::find_if(lost.cbegin(), lost.cend(), [this](const JournalEntry &entry) {
            return actionOf(entry.intent.kind) && entry.intent.task == m_task;
        });
        if (it == lost.cend())
            fetch();
        else
            resume(*it);
    });
}

void TaskActionCommand::resume(const JournalEntry &earlier)
{
    m_output.note(u"obdesk: "_s + tr("What became of an earlier action on this task, sent %1, is not known. Reading the task to see whether it arrived…")
                                          .arg(timeText(earlier.intent.at, m_scheduler.clock().utcNow())));
    makeFlow();
    m_flow->resume(earlier.intent);
}

/// When the earlier action was the very same one, it is this one as well.
void TaskActionCommand::foundEarlier()
{
    const QString found = tr("The task has changed since: it arrived, or somebody else acted.");
    if (m_flow->action().action == m_action && m_flow->action().subtask == m_subtask) {
        finishAccepted(found);
        return;
    }
    m_output.note(found);
    m_flow->disconnect(this);
    std::exchange(m_flow, nullptr)->deleteLater(); // it is speaking
    begin();
}

void TaskActionCommand::fetch()
{
    client().fetchTask(m_task, this, [this](const Result<Fetched<Task>> &result) {
        // Its cluster's name may be another one's, too.
        if (const Task *task = valueOf(result))
            fetchClusterNames([this, task = *task](const QList<Cluster> &) { judge(task); });
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
    const QString target = targetLabel(task, clusters());
    if (client().connection().accessMode == AccessMode::Protected
        && (m_line.value(u"confirm"_s) != target || m_line.value(u"reason"_s).trimmed().isEmpty())) {
        fail(ExitStatus::NotAllowed, tr("The connection is protected: a change wants --confirm with the cluster's name (%1) and --reason. Nothing was sent.")
                                             .arg(displayText(target, false, 80)));
        return;
    }
    m_output.text(consequenceWords(m_action, task, step, {}));
    send(task);
}

void TaskActionCommand::makeFlow()
{
    m_flow = new TaskActionFlow(actionCallsOf(client()), m_scheduler, this);
    m_flow->setRandom([] { return QRandomGenerator::global()->generateDouble(); });
    connect(m_flow, &TaskActionFlow::stateChanged, this, &TaskActionCommand::report);
}

void TaskActionCommand::send(const Task &task)
{
    makeFlow();
    const MutationContext mutation { m_line.value(u"reason"_s).trimmed(), m_line.value(u"confirm"_s), targetLabel(task, clusters()), {}, {},
                                     task.cluster ? task.cluster->id : std::nullopt };
    m_flow->submit({ m_action, m_task, m_subtask }, task, mutation);
}

void TaskActionCommand::report()
{
    using State = TaskActionFlow::State;
    if (isFinished())
        return;
    switch (m_flow->state()) {
    case State::Idle:
    case State::Sending:
        return;
    case State::Accepted:
        finishAccepted({});
        return;
    case State::Refused:
    case State::NotSent:
        fail(*m_flow->error());
        return;
    case State::Looking:
        if (m_flow->isStalled()) {
            finishUnknown(explain(*m_flow->lookError()).what);
        } else if (m_flow->lookError()) {
            m_output.note(explain(*m_flow->lookError()).what);
        } else if (!m_flow->isResumed()) {
            m_output.note(u"obdesk: "_s + explain(*m_flow->error()).all() + u'\n' + outcomeWords(ApiError::Outcome::Unknown) + u'\n'
                          + tr("Reading the task to see whether it arrived…"));
        }
        return;
    case State::TookEffect:
        if (m_flow->isResumed())
            foundEarlier();
        else
            finishAccepted(tr("The task has changed since: it arrived, or somebody else acted."));
        return;
    case State::NoEffect:
        finishUnknown(tr("Nothing of it shows in the task; it probably did not arrive."));
        return;
    }
}

void TaskActionCommand::finishAccepted(const QString &note)
{
    m_output.text(note.isEmpty() ? tr("OCP accepted it.") : note);
    if (!m_line.isSet(u"demo"_s))
        m_output.note(tr("Follow it with: %1").arg(commandFor(u"task watch %1"_s.arg(m_task.toString()))));
    QJsonObject document { { "task"_L1, idToJson(m_task.value) }, { "action"_L1, m_line.commandWords().section(u' ', 1) }, { "accepted"_L1, true },
                           { "answerLost"_L1, !note.isEmpty() }, { "intent"_L1, m_flow->intentId() } };
    if (m_subtask)
        document.insert("subtask"_L1, idToJson(m_subtask->value));
    m_output.document(u"obdesk.task-action"_s, document);
    finish(ExitStatus::Done);
}

void TaskActionCommand::finishUnknown(const QString &note)
{
    m_output.note(u"obdesk: %1\n%2\n%3"_s.arg(note, tr("See where the task stands with: %1").arg(commandFor(u"task show %1"_s.arg(m_task.toString()))),
                                               tr("Another action on it is held back until this one is settled: %1")
                                                       .arg(u"obdesk journal settle %1 --confirm … --reason …"_s.arg(m_flow->intentId()))));
    QJsonObject document { { "task"_L1, idToJson(m_task.value) }, { "action"_L1, m_line.commandWords().section(u' ', 1) }, { "accepted"_L1, QJsonValue() },
                           { "intent"_L1, m_flow->intentId() }, { "error"_L1, errorToJson(*m_flow->error()) } };
    if (m_subtask)
        document.insert("subtask"_L1, idToJson(m_subtask->value));
    m_output.document(u"obdesk.task-action"_s, document);
    finish(ExitStatus::OutcomeUnknown);
}

void TaskActionCommand::interrupt()
{
    if (isFinished())
        return;
    m_output.note(m_flow ? tr("Interrupted while the request was under way: it is not known whether OCP accepted it. Look at: %1")
                                   .arg(commandFor(u"task show %1"_s.arg(m_task.toString())))
                         : tr("Interrupted; nothing was sent."));
    finish(ExitStatus::Interrupted);
}

} // namespace obdesk
