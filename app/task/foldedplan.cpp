// SPDX-License-Identifier: GPL-3.0-or-later
// Steps first become items; those that are filtered out stay as nodes for a while. These are then taken out one by one: without a way in
// or without a way out they vanish, with one of either their neighbours are joined. So the number of edges never grows, and where many
// ways in meet many ways out a dot remains.
#include "task/foldedplan.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewSteps = 3;             ///< columns up to this size are not worth folding by rule

/// A graph that loses nodes.
class Thinning
{
public:
    explicit Thinning(int count) : m_ups(count), m_downs(count), m_upCount(count, 0), m_downCount(count, 0) { }

    void add(int from, int to)
    {
        if (from == to || m_edges.contains({ from, to }))
            return;
        m_edges.insert({ from, to });
        m_downs[from].append(to);
        m_ups[to].append(from);
        ++m_downCount[from];
        ++m_upCount[to];
    }

    /// Takes out what can be taken out of `hidden`; what remains of it has several ways in and out.
    void remove(const QList<int> &hidden)
    {
        QList<bool> isHidden(m_ups.size(), false);
        for (const int node : hidden)
            isHidden[node] = true;
        QList<int> queue = hidden;
        for (qsizetype i = 0; i < queue.size(); ++i) {
            const int node = queue.at(i);
            if (!isHidden.at(node) || (m_upCount.at(node) > 1 && m_downCount.at(node) > 1))
                continue;
            isHidden[node] = false;
            const QList<int> ups = neighbours(m_ups.at(node), node, true);
            const QList<int> downs = neighbours(m_downs.at(node), node, false);
            for (const int up : ups)
                cut(up, node);
            for (const int down : downs)
                cut(node, down);
            for (const int up : ups) {
                for (const int down : downs)
                    add(up, down);
            }
            for (const int other : ups + downs) {
                if (isHidden.at(other))
                    queue.append(other); // may have become simple
            }
        }
    }

    QList<TaskGraph::Edge> edges() const { return { m_edges.cbegin(), m_edges.cend() }; }
    bool isBare(int node) const { return m_upCount.at(node) == 0 && m_downCount.at(node) == 0; }

private:
    QList<int> neighbours(const QList<int> &list, int node, bool up) const
    {
        QList<int> found;
        for (const int other : list) {
            if (m_edges.contains(up ? TaskGraph::Edge { other, node } : TaskGraph::Edge { node, other }))
                found.append(other);
        }
        return found;
    }

    void cut(int from, int to)
    {
        if (m_edges.remove({ from, to })) {
            --m_downCount[from];
            --m_upCount[to];
        }
    }

    QSet<TaskGraph::Edge> m_edges;
    QList<QList<int>> m_ups, m_downs;   // may name edges that are cut
    QList<int> m_upCount, m_downCount;
};

} // namespace

bool wantsTheEye(StepState state)
{
    return state == StepState::Failed || state == StepState::Running || state == StepState::Canceling || state == StepState::Unknown;
}

bool isBarrier(const Subtask &step)
{
    return !step.parallelIdx && step.name.trimmed().compare("wait node"_L1, Qt::CaseInsensitive) == 0;
}

bool isFolded(const FoldRules &rules, int column, const PlanPhases &phases, const Task &task)
{
    const QList<int> &steps = phases.columns.at(column).subtasks;
    const bool byRule = steps.size() == 1 ? rules.barriers && isBarrier(task.subtasks.at(steps.constFirst()))
                                          : rules.parallel && steps.size() > fewSteps;
    return byRule != rules.except.contains(column);
}

FoldedPlan foldPlan(const Task &task, const TaskGraph &graph, const PlanPhases &phases, const QList<bool> &shown, const FoldRules &rules)
{
    using Kind = PlanItem::Kind;
    const int count = graph.count();
    const auto quiet = [&](int subtask) { return shown.at(subtask) && !wantsTheEye(stepState(task.subtasks.at(subtask))); };
    QList<bool> folded(phases.columns.size(), false);
    for (int c = 0; c < phases.columns.size(); ++c) {
        const QList<int> &steps = phases.columns.at(c).subtasks;
        if (!isFolded(rules, c, phases, task))
            continue;
        const auto quietCount = std::count_if(steps.cbegin(), steps.cend(), quiet);
        folded[c] = steps.size() == 1 ? quietCount == 1 && isBarrier(task.subtasks.at(steps.constFirst())) : quietCount >= 2;
    }

    FoldedPlan plan;
    QList<int> nodeOf(count);           // per subtask, into all
    QList<int> hidden;
    QList<int> groupOf(phases.columns.size(), -1);
    QList<PlanItem> all;
    for (const int subtask : graph.order()) {
        const int column = phases.columnOf.at(subtask);
        const bool fold = folded.at(column) && quiet(subtask);
        if (fold && phases.columns.at(column).subtasks.size() > 1) {
            if (groupOf.at(column) < 0) {
                groupOf[column] = int(all.size());
                all.append({ Kind::Group, -1, column, ~column });
            }
            nodeOf[subtask] = groupOf.at(column);
            continue;
        }
        nodeOf[subtask] = int(all.size());
        if (!shown.at(subtask))
            hidden.append(int(all.size()));
        all.append({ fold || !shown.at(subtask) ? Kind::Joint : Kind::Step, shown.at(subtask) ? subtask : -1, -1, subtask });
    }

    QList<bool> gone(all.size(), false);
    if (hidden.isEmpty()) {
        for (const TaskGraph::Edge &edge : graph.edges()) {
            if (nodeOf.at(edge.from) != nodeOf.at(edge.to))
                plan.edges.append({ nodeOf.at(edge.from), nodeOf.at(edge.to) });
        }
    } else {
        Thinning thinning(int(all.size()));
        for (const TaskGraph::Edge &edge : graph.edges())
            thinning.add(nodeOf.at(edge.from), nodeOf.at(edge.to));
        thinning.remove(hidden);
        plan.edges = thinning.edges();
        for (const int node : std::as_const(hidden))
            gone[node] = thinning.isBare(node);
    }

    QList<int> itemOfNode(all.size(), -1);
    for (int node = 0; node < all.size(); ++node) {
        if (!gone.at(node)) {
            itemOfNode[node] = int(plan.items.size());
            plan.items.append(all.at(node));
        }
    }
    for (TaskGraph::Edge &edge : plan.edges)
        edge = { itemOfNode.at(edge.from), itemOfNode.at(edge.to) };
    std::sort(plan.edges.begin(), plan.edges.end());
    plan.edges.erase(std::unique(plan.edges.begin(), plan.edges.end()), plan.edges.end());
    plan.itemOf.resize(count);
    for (int subtask = 0; subtask < count; ++subtask)
        plan.itemOf[subtask] = shown.at(subtask) ? itemOfNode.at(nodeOf.at(subtask)) : -1;
    return plan;
}

} // namespace obdesk
