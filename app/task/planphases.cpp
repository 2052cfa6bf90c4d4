// SPDX-License-Identifier: GPL-3.0-or-later
// A step's level is the length of the longest way to it. Steps of one level that share a name are a column. A level is a barrier when
// it holds one step and no edge passes over it.
#include "task/planphases.h"

#include <QHash>

#include <algorithm>

namespace obdesk {

namespace {

QList<int> levelsOf(const TaskGraph &graph)
{
    QList<int> place(graph.count());
    for (int i = 0; i < graph.count(); ++i)
        place[graph.order().at(i)] = i;
    QList<int> level(graph.count(), 0);
    for (const int node : graph.order()) {
        for (const int down : graph.downstreams(node)) {
            if (place.at(down) > place.at(node)) // else it closes a circle
                level[down] = std::max(level.at(down), level.at(node) + 1);
        }
    }
    return level;
}

} // namespace

PlanPhases phasesOf(const Task &task, const TaskGraph &graph)
{
    PlanPhases result;
    const int count = graph.count();
    result.phaseOf.fill(0, count);
    result.columnOf.fill(0, count);
    if (count == 0)
        return result;

    const QList<int> level = levelsOf(graph);
    const int levels = *std::max_element(level.cbegin(), level.cend()) + 1;
    QList<int> sizeOf(levels, 0);
    QList<int> passing(levels + 1, 0);  // differences: edges that pass over a level
    for (const int l : level)
        ++sizeOf[l];
    for (const TaskGraph::Edge &edge : graph.edges()) {
        const auto [low, high] = std::minmax(level.at(edge.from), level.at(edge.to));
        if (high - low > 1) {
            ++passing[low + 1];
            --passing[high];
        }
    }
    QList<int> phaseOfLevel(levels, 0);
    int over = 0;
    bool barrierBefore = false;
    for (int l = 0; l < levels; ++l) {
        over += passing.at(l);
        const bool barrier = sizeOf.at(l) == 1 && over == 0;
        if (l > 0)
            phaseOfLevel[l] = phaseOfLevel.at(l - 1) + (barrier != barrierBefore ? 1 : 0);
        barrierBefore = barrier;
    }

    result.phases.resize(phaseOfLevel.constLast() + 1);
    QHash<std::pair<int, QString>, int> columnOfName;
    QList<QList<int>> byLevel(levels);
    for (const int node : graph.order())
        byLevel[level.at(node)].append(node);
    for (int l = 0; l < levels; ++l) {
        const int phase = phaseOfLevel.at(l);
        for (const int node : std::as_const(byLevel[l])) {
            const Subtask &step = task.subtasks.at(node);
            const std::pair key { l, step.name };
            auto it = columnOfName.constFind(key);
            if (it == columnOfName.cend()) {
                it = columnOfName.insert(key, int(result.columns.size()));
                result.columns.append({ phase, step.name, {}, false });
            }
            PlanColumn &column = result.columns[*it];
            column.subtasks.append(node);
            column.isParallel |= step.parallelIdx.has_value() || column.subtasks.size() > 1;
            result.columnOf[node] = *it;
            result.phaseOf[node] = phase;
            PlanPhase &in = result.phases[phase];
            if (in.subtasks.isEmpty())
                in.name = step.name;
            in.subtasks.append(node);
        }
    }
    return result;
}

} // namespace obdesk
