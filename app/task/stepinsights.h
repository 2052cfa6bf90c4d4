// SPDX-License-Identifier: GPL-3.0-or-later
// What the whole plan says about each of its steps, kept up to date from snapshot to snapshot.
#pragma once

#include "task/criticalpath.h"
#include "task/failurecauses.h"
#include "task/stepwarnings.h"

#include <QHash>
#include <QList>

namespace obdesk {

/// Per subtask id, for how long its log has not grown: as SilenceWatch found it.
using SilentSteps = QHash<SubtaskId, std::chrono::minutes>;

class StepInsights
{
public:
    /// Everything anew, for another plan.
    void reset(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow, const SilentSteps &silent);
    /// The same plan with other values; returns the subtasks about which something else is said now, ascending. Slack is not compared: it
    /// moves with every second.
    QList<int> update(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow, const SilentSteps &silent);
    /// As update(), when only time has gone by since: states and hosts are as they were.
    QList<int> tick(const Task &task, const TaskGraph &graph, const QDateTime &serverNow, const SilentSteps &silent);

    const CriticalPath &criticalPath() const { return m_path; }
    const FailureCauses &causes() const { return m_causes; }
    bool isOnPath(int subtask) const { return m_path.isOn.at(subtask); }
    std::chrono::milliseconds slack(int subtask) const { return m_path.slack.at(subtask); }
    FailureCauses::Role role(int subtask) const { return m_causes.roles.at(subtask); }
    /// Empty for steps that are no first cause.
    HeldBack heldBack(int subtask) const { return m_heldBack.value(subtask); }
    const QList<StepWarning> &warnings(int subtask) const { return m_warnings.at(subtask); }

private:
    void findWarnings(const Task &task, const QDateTime &serverNow, const SilentSteps &silent);
    QList<int> differencesFrom(const StepInsights &before) const;

    CriticalPath m_path;
    FailureCauses m_causes;
    QHash<int, HeldBack> m_heldBack;            // by subtask, first causes only
    QList<QList<StepWarning>> m_warnings;       // by subtask
};

} // namespace obdesk
