// SPDX-License-Identifier: GPL-3.0-or-later
// A step's level is the length of the longest way to it. Levels fall apart into phases at the barriers. Within a phase the steps of one
// parallel group are a column although their levels differ, where one host has more to do than another; which they are is told by name
// and parallel index. Where such columns could not stand in the order of execution, a column of that phase is one name on one level.
#include "task/planphases.h"

#include <QHash>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace obdesk {

namespace {

/// Groups of like steps, before they are ordered.
struct Group
{
    int phase = 0;
    int lastLevel = 0;
    int firstPlace = 0;                 // in the order of execution
};

/// Steps with equal keys are a group. `turn`: the how-manieth time the parallel index comes with that name, or the level.
struct GroupKey
{
    int phase = 0;
    int turn = 0;
    bool byTurn = false;
    QString name;
    bool operator==(const GroupKey &) const = default;
    friend size_t qHash(const GroupKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.phase, key.turn, key.byTurn, key.name);
    }
};

class PhaseFinder
{
public:
    PhaseFinder(const Task &task, const TaskGraph &graph) : m_task(task), m_graph(graph), m_count(graph.count()) { }

    PlanPhases find()
    {
        findPlacesAndLevels();
        findPhases();
        group();
        return ordered();
    }

private:
    void findPlacesAndLevels();
    void findPhases();
    void group();
    /// Marks phases in which an edge would lead back.
    QList<bool> phasesOutOfOrder() const;
    PlanPhases ordered() const;
    bool closesCircle(int from, int to) const { return m_place.at(to) < m_place.at(from); }
    const Subtask &step(int node) const { return m_task.subtasks.at(node); }

    const Task &m_task;
    const TaskGraph &m_graph;
    const int m_count;
    QList<int> m_place;                 // per node: position in the order of execution
    QList<int> m_level;                 // per node
    QList<int> m_phaseOfLevel;
    QList<int> m_groupOf;               // per node
    QList<Group> m_groups;
};

void PhaseFinder::findPlacesAndLevels()
{
    m_place.resize(m_count);
    for (int i = 0; i < m_count; ++i)
        m_place[m_graph.order().at(i)] = i;
    m_level.fill(0, m_count);
    for (const int node : m_graph.order()) {
        for (const int down : m_graph.downstreams(node)) {
            if (!closesCircle(node, down))
                m_level[down] = std::max(m_level.at(down), m_level.at(node) + 1);
        }
    }
}

void PhaseFinder::findPhases()
{
    const int levels = *std::max_element(m_level.cbegin(), m_level.cend()) + 1;
    QList<int> sizeOf(levels, 0);
    QList<int> passing(levels + 1, 0);  // differences: edges that pass over a level
    QList<bool> grouped(levels, false); // holds a step of a parallel group: work for hosts, be it for a single one
    for (int node = 0; node < m_count; ++node) {
        ++sizeOf[m_level.at(node)];
        grouped[m_level.at(node)] |= step(node).parallelIdx.has_value();
    }
    for (const TaskGraph::Edge &edge : m_graph.edges()) {
        if (closesCircle(edge.from, edge.to))
            continue;
        ++passing[m_level.at(edge.from) + 1];
        --passing[m_level.at(edge.to)];
    }
    m_phaseOfLevel.fill(0, levels);
    int over = 0;
    bool barrierBefore = false;
    bool closed = false;                // the level before closed a phase
    for (int l = 0; l < levels; ++l) {
        over += passing.at(l);
        const bool barrier = sizeOf.at(l) == 1 && !grouped.at(l) && over == 0;
        if (l > 0)
            m_phaseOfLevel[l] = m_phaseOfLevel.at(l - 1) + (barrierBefore && (closed || !barrier) ? 1 : 0);
        closed = barrier && l > 0 && !barrierBefore;
        barrierBefore = barrier;
    }
}

void PhaseFinder::group()
{
    QList<bool> byLevel(m_phaseOfLevel.constLast() + 1, false);
    const auto assign = [&] {
        m_groups.clear();
        m_groupOf.fill(-1, m_count);
        QHash<GroupKey, int> groupOfKey; // counted from 1: 0 is a new one
        QHash<std::pair<int, std::pair<int, QString>>, int> turns;
        for (int place = 0; place < m_count; ++place) {
            const int node = m_graph.order().at(place);
            const int level = m_level.at(node);
            const int phase = m_phaseOfLevel.at(level);
            const Subtask &s = step(node);
            const bool byTurn = s.parallelIdx && !byLevel.at(phase);
            const int turn = byTurn ? turns[{ phase, { *s.parallelIdx, s.name } }]++ : level;
            int &number = groupOfKey[{ phase, turn, byTurn, s.name }];
            if (number == 0) {
                m_groups.append({ phase, level, place });
                number = int(m_groups.size());
            }
            Group &group = m_groups[number - 1];
            group.lastLevel = std::max(group.lastLevel, level);
            m_groupOf[node] = number - 1;
        }
    };
    assign();
    byLevel = phasesOutOfOrder();
    if (byLevel.contains(true))
        assign();
}

QList<bool> PhaseFinder::phasesOutOfOrder() const
{
    QList<bool> result(m_phaseOfLevel.constLast() + 1, false);
    for (const TaskGraph::Edge &edge : m_graph.edges()) {
        const Group &from = m_groups.at(m_groupOf.at(edge.from));
        const Group &to = m_groups.at(m_groupOf.at(edge.to));
        if (from.phase == to.phase && from.lastLevel >= to.lastLevel && !closesCircle(edge.from, edge.to))
            result[from.phase] = true;
    }
    return result;
}

PlanPhases PhaseFinder::ordered() const
{
    QList<int> order(m_groups.size());
    std::iota(order.begin(), order.end(), 0);
    const auto key = [this](int group) {
        const Group &g = m_groups.at(group);
        return std::tuple(g.phase, g.lastLevel, g.firstPlace);
    };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return key(a) < key(b); });
    QList<int> columnOfGroup(m_groups.size());
    PlanPhases result;
    result.phases.resize(m_phaseOfLevel.constLast() + 1);
    result.columns.resize(m_groups.size());
    result.phaseOf.resize(m_count);
    result.columnOf.resize(m_count);
    for (int column = 0; column < order.size(); ++column) {
        columnOfGroup[order.at(column)] = column;
        result.columns[column].phase = m_groups.at(order.at(column)).phase;
    }
    for (const int node : m_graph.order()) {
        const int columnIndex = columnOfGroup.at(m_groupOf.at(node));
        PlanColumn &column = result.columns[columnIndex];
        column.name = step(node).name;
        column.subtasks.append(node);
        column.isParallel |= step(node).parallelIdx.has_value() || column.subtasks.size() > 1;
        result.columnOf[node] = columnIndex;
        result.phaseOf[node] = column.phase;
        result.phases[column.phase].subtasks.append(node);
    }
    for (auto column = result.columns.crbegin(); column != result.columns.crend(); ++column)
        result.phases[column->phase].name = column->name;
    return result;
}

} // namespace

PlanPhases phasesOf(const Task &task, const TaskGraph &graph)
{
    return graph.count() > 0 ? PhaseFinder(task, graph).find() : PlanPhases();
}

} // namespace obdesk
