// SPDX-License-Identifier: GPL-3.0-or-later
// task retry, skip, cancel, rollback: look at the task, ask the rules, send once.
#pragma once

#include "cli/command.h"
#include "task/actionrules.h"

#include <optional>

namespace obdesk {

class TaskActionCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;
    bool changes() const override { return true; }
    void interrupt() override;

protected:
    void begin() override;

private:
    void judge(const Task &task);
    void send(const Task &task, const Subtask *step);
    void receive(const std::optional<ApiError> &error);

    ActionRules::Action m_action = ActionRules::Action::RetryTask;
    TaskId m_task;
    std::optional<SubtaskId> m_subtask;
    bool m_sent = false;
};

} // namespace obdesk
