// SPDX-License-Identifier: GPL-3.0-or-later
// task retry, skip, cancel, rollback: look at the task, ask the rules, send once; when the answer is lost, look at the task again. What
// became of an earlier action on the task, if that is not known, is looked for first.
#pragma once

#include "cli/command.h"
#include "task/taskactionflow.h"

#include <optional>

namespace obdesk {

class TaskActionCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;
    bool wantsJournal() const override { return true; }
    void interrupt() override;

protected:
    void begin() override;

private:
    void resume(const JournalEntry &earlier);
    void foundEarlier();
    void fetch();
    void judge(const Task &task);
    void makeFlow();
    void send(const Task &task);
    void report();
    void finishAccepted(const QString &note);
    void finishUnknown(const QString &note);

    ActionRules::Action m_action = ActionRules::Action::RetryTask;
    TaskId m_task;
    std::optional<SubtaskId> m_subtask;
    TaskActionFlow *m_flow = nullptr;   // child of this, from the send on
};

} // namespace obdesk
