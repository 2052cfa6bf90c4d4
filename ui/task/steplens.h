// SPDX-License-Identifier: GPL-3.0-or-later
// What the four views of a task share: its last snapshot with all that follows from it, the selected step, the filter. A view shows
// the lens and speaks to nobody else, so that switching views keeps the place.
#pragma once

#include "task/causewatch.h"
#include "task/planphases.h"
#include "task/runhistory.h"
#include "task/stepfilter.h"
#include "task/stepinsights.h"
#include "task/taskdiff.h"
#include "task/taskgraph.h"
#include "task/taskhosts.h"

#include <QDateTime>
#include <QObject>

#include <memory>

namespace obdesk {

class StepLens final : public QObject
{
    Q_OBJECT
public:
    explicit StepLens(QObject *parent = nullptr) : QObject(parent) { }
    ~StepLens() override;

    /// The next snapshot. `diff` says how it differs from the last; a changed shape keeps the selected step where its id still is. A large
    /// plan is looked through on a worker thread: until then the lens shows what it showed before.
    void setTask(const Task &task, const TaskDiff &diff, const TaskHosts &hosts, const QDateTime &serverNow);
    /// Running durations move on.
    void tick(const QDateTime &serverNow);
    /// Why steps failed, as far as their logs were read; replaces what was said before.
    void setCauses(const StepCauses &causes);
    /// Of a failed step; one that is none when it is not known.
    StepCause causeOf(int subtask) const { return m_causes.value(step(subtask).id); }
    /// Running steps whose log has not grown for long; replaces what was said before.
    void setSilent(const SilentSteps &silent);

    const Task &task() const { return m_task; }
    const TaskGraph &graph() const { return m_graph; }
    const TaskHosts &hosts() const { return m_hosts; }
    const PlanPhases &phases() const { return m_phases; }
    const QDateTime &serverNow() const { return m_serverNow; }
    /// Critical path, first causes, warnings. A running task moves them with each tick.
    const StepInsights &insights() const { return m_insights; }
    /// All runs of a step that are known, the oldest first; the last may be under way.
    QList<StepRun> runsOf(int subtask) const;
    int count() const { return int(m_traits.size()); }
    const Subtask &step(int subtask) const { return m_task.subtasks.at(subtask); }
    const StepTraits &traits(int subtask) const { return m_traits.at(subtask); }
    StepState state(int subtask) const { return m_traits.at(subtask).state; }

    /// Index of Task::subtasks; -1: none.
    int selected() const { return m_selected; }
    /// `reveal`: views bring it into sight.
    void select(int subtask, bool reveal);

    const StepFilter &filter() const { return m_filter; }
    void setFilter(const StepFilter &filter);
    bool isShown(int subtask) const { return m_shown.at(subtask); }
    const QList<bool> &shown() const { return m_shown; }
    int shownCount() const { return m_shownCount; }

    /// The next (or previous) shown step in the order of execution after the selected one, wrapping, for which `wanted` holds; -1: none.
    template<typename Wanted>
    int next(bool forward, Wanted wanted) const
    {
        const int count = m_graph.count();
        const int start = m_selected >= 0 ? m_placeOf.at(m_selected) : forward ? -1 : count;
        for (int k = 1; k <= count; ++k) {
            const int subtask = m_graph.order().at(((forward ? start + k : start - k) % count + count) % count);
            if (m_shown.at(subtask) && wanted(subtask))
                return subtask;
        }
        return -1;
    }
    int nextFailed(bool forward) const;
    /// Name, host or id holds `needle`.
    int find(const QString &needle, bool forward) const;
    /// Position of a step in the order of execution.
    int placeOf(int subtask) const { return m_placeOf.at(subtask); }

signals:
    void planChanged();                             ///< other steps or edges: everything anew
    void stepsChanged(const QList<int> &subtasks);  ///< values of these differ, the shape does not
    void insightsChanged(const QList<int> &subtasks); ///< on the critical path, first cause, held back, warnings: other for these
    void ticked();                                  ///< serverNow() moved on
    void shownChanged();                            ///< another filter, or states moved steps into or out of it
    void selectionChanged(int subtask, bool reveal);

private:
    /// All that follows from one plan.
    struct Plan
    {
        Task task;
        TaskHosts hosts;
        QDateTime serverNow;
        TaskGraph graph;
        PlanPhases phases;
        QList<int> placeOf;
        QList<StepTraits> traits;       // by subtask
        StepInsights insights;
    };

    static StepTraits traitsOf(const Subtask &step, const TaskHosts &hosts, int phase);
    static Plan planOf(const Task &task, const TaskHosts &hosts, const QDateTime &serverNow, const SilentSteps &silent);
    void takePlan(Plan plan);
    void takeValues(const QList<int> &changed);
    /// True when a step came into sight or went out of it.
    bool filterAgain();

    Task m_task;
    TaskGraph m_graph;
    TaskHosts m_hosts;
    PlanPhases m_phases;
    QDateTime m_serverNow;
    QList<int> m_placeOf;
    QList<StepTraits> m_traits;         // by subtask
    StepInsights m_insights;
    SilentSteps m_silent;
    StepCauses m_causes;
    struct Awaited;
    std::shared_ptr<Awaited> m_awaited; // a plan is being looked through; dropped when another one comes
    RunHistory m_history;
    StepFilter m_filter;
    QList<bool> m_shown;                // by subtask
    int m_shownCount = 0;
    int m_selected = -1;
};

} // namespace obdesk
