// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/steplens.h"

#include "words/plain.h"

#include <algorithm>
#include <numeric>

namespace obdesk {

void StepLens::setTask(const Task &task, const TaskDiff &diff, const TaskHosts &hosts, const QDateTime &serverNow)
{
    const bool otherHosts = hosts != m_hosts;
    const bool samePlan = !diff.shapeChanged && m_traits.size() == task.subtasks.size();
    if (task.id != m_task.id)
        m_history.clear();
    else if (!samePlan || !diff.changedSubtasks.isEmpty())
        m_history.take(m_task, task);
    m_task = task;
    m_hosts = hosts;
    m_serverNow = serverNow;
    if (!samePlan) {
        takePlan();
        return;
    }
    QList<int> changed = diff.changedSubtasks;
    if (otherHosts) {
        changed.resize(m_graph.count());
        std::iota(changed.begin(), changed.end(), 0);
    }
    if (!changed.isEmpty())
        takeValues(changed);
}

void StepLens::takePlan()
{
    const std::optional<SubtaskId> kept = m_selected >= 0 ? std::optional(m_graph.idAt(m_selected)) : std::nullopt;
    m_graph = TaskGraph(m_task);
    m_phases = phasesOf(m_task, m_graph);
    m_placeOf.resize(m_graph.count());
    for (int place = 0; place < m_graph.count(); ++place)
        m_placeOf[m_graph.order().at(place)] = place;
    m_traits.resize(m_graph.count());
    for (int i = 0; i < m_graph.count(); ++i)
        m_traits[i] = traitsOf(i);
    m_insights.reset(m_task, m_graph, m_hosts, m_serverNow, m_silent);
    if (m_filter.phase && *m_filter.phase >= m_phases.phases.size())
        m_filter.phase.reset();
    filterAgain();
    m_selected = kept ? m_graph.indexOf(*kept) : -1;
    emit planChanged();
    if (kept)
        emit selectionChanged(m_selected, false);
}

void StepLens::takeValues(const QList<int> &changed)
{
    for (const int i : changed)
        m_traits[i] = traitsOf(i);
    const QList<int> insights = m_insights.update(m_task, m_graph, m_hosts, m_serverNow, m_silent);
    const bool otherShown = !m_filter.isEmpty() && filterAgain();
    emit stepsChanged(changed);
    if (!insights.isEmpty())
        emit insightsChanged(insights);
    if (otherShown)
        emit shownChanged();
}

void StepLens::tick(const QDateTime &serverNow)
{
    m_serverNow = serverNow;
    const bool runs = std::any_of(m_traits.cbegin(), m_traits.cend(), [](const StepTraits &step) {
        return step.state == StepState::Running || step.state == StepState::Canceling;
    });
    const QList<int> insights = runs ? m_insights.tick(m_task, m_graph, m_serverNow, m_silent) : QList<int>();
    emit ticked();
    if (!insights.isEmpty())
        emit insightsChanged(insights);
}

void StepLens::setSilent(const SilentSteps &silent)
{
    if (silent == m_silent)
        return;
    m_silent = silent;
    const QList<int> insights = m_insights.tick(m_task, m_graph, m_serverNow, m_silent);
    if (!insights.isEmpty())
        emit insightsChanged(insights);
}

QList<StepRun> StepLens::runsOf(int subtask) const
{
    const Subtask &step = m_task.subtasks.at(subtask);
    QList<StepRun> runs = m_history.earlierRuns(step.id);
    const std::optional<StepRun> latest = latestRunOf(step);
    if (latest && (runs.isEmpty() || runs.constLast().start != latest->start)) // else it is counted again, but not started
        runs.append(*latest);
    return runs;
}

StepTraits StepLens::traitsOf(int subtask) const
{
    const Subtask &step = m_task.subtasks.at(subtask);
    const QString host = displayText(m_hosts.labelOf(step), false, 80);
    return { stepState(step), host, m_phases.phaseOf.at(subtask), searchTextOf(step, host) };
}

bool StepLens::filterAgain()
{
    bool differs = m_shown.size() != m_traits.size();
    m_shown.resize(m_traits.size());
    m_shownCount = 0;
    for (int i = 0; i < m_traits.size(); ++i) {
        const bool shown = passes(m_filter, m_traits.at(i));
        m_shownCount += shown;
        differs |= shown != m_shown.at(i);
        m_shown[i] = shown;
    }
    return differs;
}

void StepLens::select(int subtask, bool reveal)
{
    if (subtask < 0 || subtask >= count())
        subtask = -1;
    if (subtask == m_selected && !reveal)
        return;
    m_selected = subtask;
    emit selectionChanged(subtask, reveal);
}

void StepLens::setFilter(const StepFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    filterAgain();
    emit shownChanged();
}

int StepLens::nextFailed(bool forward) const
{
    return next(forward, [this](int subtask) { return state(subtask) == StepState::Failed; });
}

int StepLens::find(const QString &needle, bool forward) const
{
    const QString wanted = needle.trimmed().toLower();
    if (wanted.isEmpty())
        return -1;
    return next(forward, [&](int subtask) { return m_traits.at(subtask).searchText.contains(wanted); });
}

} // namespace obdesk
