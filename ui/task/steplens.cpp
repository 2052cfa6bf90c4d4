// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/steplens.h"

#include "words/plain.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <numeric>

namespace obdesk {

namespace {

constexpr qsizetype lookedThroughAtOnce = 1500; ///< subtasks up to which this takes a few milliseconds

} // namespace

/// The newest snapshot of a plan that a worker looks through.
struct StepLens::Awaited
{
    Task task;
    TaskHosts hosts;
    QDateTime serverNow;
};

StepLens::~StepLens() = default;

void StepLens::setTask(const Task &task, const TaskDiff &diff, const TaskHosts &hosts, const QDateTime &serverNow)
{
    if (m_awaited && m_awaited->task.id == task.id && !diff.shapeChanged) {
        *m_awaited = { task, hosts, serverNow };
        return;
    }
    const bool otherHosts = hosts != m_hosts;
    const bool samePlan = task.id == m_task.id && !diff.shapeChanged && m_traits.size() == task.subtasks.size();
    if (!samePlan && task.subtasks.size() > lookedThroughAtOnce) {
        m_awaited = std::make_shared<Awaited>(Awaited { task, hosts, serverNow });
        // The worker knows this lens only through a guarded pointer that is looked at on this thread.
        QThreadPool::globalInstance()->start([lens = QPointer<StepLens>(this), application = QCoreApplication::instance(), task, hosts, serverNow,
                                              silent = m_silent, awaited = std::weak_ptr<Awaited>(m_awaited)] {
            const auto plan = std::make_shared<Plan>(planOf(task, hosts, serverNow, silent));
            QMetaObject::invokeMethod(application, [lens, plan, awaited] {
                const std::shared_ptr<Awaited> newest = awaited.lock();
                if (!lens || !newest || lens->m_awaited != newest)
                    return;
                lens->m_awaited.reset();
                const Task built = plan->task;
                lens->takePlan(std::move(*plan));
                lens->setTask(newest->task, differenceBetween(built, newest->task), newest->hosts, newest->serverNow);
            }, Qt::QueuedConnection);
        });
        return;
    }
    m_awaited.reset();
    if (!samePlan) {
        takePlan(planOf(task, hosts, serverNow, m_silent));
        return;
    }
    if (!diff.changedSubtasks.isEmpty())
        m_history.take(m_task, task);
    m_task = task;
    m_hosts = hosts;
    m_serverNow = serverNow;
    QList<int> changed = diff.changedSubtasks;
    if (otherHosts) {
        changed.resize(m_graph.count());
        std::iota(changed.begin(), changed.end(), 0);
    }
    if (!changed.isEmpty())
        takeValues(changed);
}

StepLens::Plan StepLens::planOf(const Task &task, const TaskHosts &hosts, const QDateTime &serverNow, const SilentSteps &silent)
{
    Plan plan { task, hosts, serverNow, TaskGraph(task), {}, {}, {}, {} };
    plan.phases = phasesOf(task, plan.graph);
    const int count = plan.graph.count();
    plan.placeOf.resize(count);
    plan.traits.resize(count);
    for (int place = 0; place < count; ++place)
        plan.placeOf[plan.graph.order().at(place)] = place;
    for (int i = 0; i < count; ++i)
        plan.traits[i] = traitsOf(task.subtasks.at(i), hosts, plan.phases.phaseOf.at(i));
    plan.insights.reset(task, plan.graph, hosts, serverNow, silent);
    return plan;
}

void StepLens::takePlan(Plan plan)
{
    const std::optional<SubtaskId> kept = m_selected >= 0 ? std::optional(m_graph.idAt(m_selected)) : std::nullopt;
    if (plan.task.id != m_task.id)
        m_history.clear();
    else
        m_history.take(m_task, plan.task);
    m_task = std::move(plan.task);
    m_hosts = std::move(plan.hosts);
    m_serverNow = plan.serverNow;
    m_graph = std::move(plan.graph);
    m_phases = std::move(plan.phases);
    m_placeOf = std::move(plan.placeOf);
    m_traits = std::move(plan.traits);
    m_insights = std::move(plan.insights);
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
        m_traits[i] = traitsOf(m_task.subtasks.at(i), m_hosts, m_phases.phaseOf.at(i));
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

void StepLens::setCauses(const StepCauses &causes)
{
    QList<int> changed;
    for (int i = 0; i < count(); ++i) {
        if (m_causes.value(step(i).id) != causes.value(step(i).id))
            changed.append(i);
    }
    m_causes = causes;
    if (!changed.isEmpty())
        emit insightsChanged(changed);
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
    std::optional<StepRun> latest = latestRunOf(step);
    if (latest && (runs.isEmpty() || runs.constLast().start != latest->start)) { // else it is counted again, but not started
        if (!runs.isEmpty())
            latest->number = std::max(latest->number, runs.constLast().number + 1); // retrying a step alone raises no runTime
        runs.append(*latest);
    }
    return runs;
}

StepTraits StepLens::traitsOf(const Subtask &step, const TaskHosts &hosts, int phase)
{
    const QString host = displayText(hosts.labelOf(step), false, 80);
    return { stepState(step), host, phase, searchTextOf(step, host) };
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
