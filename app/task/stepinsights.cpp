// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/stepinsights.h"

#include <optional>

namespace obdesk {

void StepInsights::reset(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow,
                         const SilentSteps &silent)
{
    m_path = criticalPathOf(task, graph, serverNow);
    m_causes = failureCausesOf(task, graph, hosts);
    m_heldBack.clear();
    for (const FailureCauses::Cause &cause : std::as_const(m_causes.causes))
        m_heldBack.insert(cause.subtask, cause.heldBack);
    findWarnings(task, serverNow, silent);
}

QList<int> StepInsights::update(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow,
                                const SilentSteps &silent)
{
    const StepInsights before = *this;
    reset(task, graph, hosts, serverNow, silent);
    return differencesFrom(before);
}

QList<int> StepInsights::tick(const Task &task, const TaskGraph &graph, const QDateTime &serverNow, const SilentSteps &silent)
{
    const StepInsights before = *this;
    m_path = criticalPathOf(task, graph, serverNow);
    findWarnings(task, serverNow, silent);
    return differencesFrom(before);
}

void StepInsights::findWarnings(const Task &task, const QDateTime &serverNow, const SilentSteps &silent)
{
    m_warnings.resize(task.subtasks.size());
    for (int i = 0; i < task.subtasks.size(); ++i) {
        const Subtask &step = task.subtasks.at(i);
        const auto it = silent.constFind(step.id);
        m_warnings[i] = warningsOf(step, serverNow, it == silent.cend() ? std::nullopt : std::optional(*it));
    }
}

QList<int> StepInsights::differencesFrom(const StepInsights &before) const
{
    QList<int> different;
    for (int i = 0; i < m_warnings.size(); ++i) {
        if (m_path.isOn.at(i) != before.m_path.isOn.at(i) || m_causes.roles.at(i) != before.m_causes.roles.at(i)
            || heldBack(i) != before.heldBack(i) || m_warnings.at(i) != before.m_warnings.at(i))
            different.append(i);
    }
    return different;
}

} // namespace obdesk
