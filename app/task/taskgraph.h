// SPDX-License-Identifier: GPL-3.0-or-later
// The DAG inside a task, cleaned: what came from outside may dangle, repeat, contradict itself or run in circles.
#pragma once

#include "domain/task.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <span>

namespace obdesk {

/// Something odd in the plan as OCP sent it. Shown to the person, never a reason to stop.
struct TaskOddity
{
    enum class Kind {
        DuplicateId,    ///< a second subtask with an id already seen; it is kept as a node without edges
        DanglingEdge,   ///< names a subtask that is not in the task
        SelfEdge,
        DuplicateEdge,  ///< the same neighbour twice in one list
        OneSidedEdge,   ///< in one subtask's list, missing in the other's although both directions are in use
        Cycle,          ///< the edge closes a circle
    };
    Kind kind;
    SubtaskId subtask;
    SubtaskId other;
    bool operator==(const TaskOddity &) const = default;
};

/// Nodes are the indexes of Task::subtasks. Edges are the union of both lists, each once, sorted by (from, to).
class TaskGraph
{
public:
    struct Edge
    {
        int from = 0;
        int to = 0;
        auto operator<=>(const Edge &) const = default;
        friend size_t qHash(const Edge &edge, size_t seed = 0) noexcept { return qHashMulti(seed, edge.from, edge.to); }
    };

    TaskGraph() = default;
    /// Time and memory linear in subtasks + edges (sorting apart); no recursion.
    explicit TaskGraph(const Task &task);

    int count() const { return m_count; }
    const QList<Edge> &edges() const { return m_edges; }
    const QList<TaskOddity> &oddities() const { return m_oddities; }
    std::span<const int> upstreams(int node) const { return m_up.of(node); }
    std::span<const int> downstreams(int node) const { return m_down.of(node); }

    /// Every node once; upstreams first (edges that close a circle ignored). Steps that could run side by side stand in
    /// the order of their parallel index, then their id: the same plan gives the same order, however the list was sorted.
    const QList<int> &order() const { return m_order; }

    /// Index of the first subtask with this id; -1 when there is none.
    int indexOf(SubtaskId id) const { return m_index.value(id, -1); }
    SubtaskId idAt(int node) const { return m_ids.at(node); }

    /// All nodes that wait, directly or not, for this one; without itself.
    QList<int> descendants(int node) const;

    /// Equal when nodes (ids in order) and edges are equal: the picture need not be laid out again.
    bool sameShape(const TaskGraph &other) const { return m_ids == other.m_ids && m_edges == other.m_edges; }

private:
    struct Adjacency
    {
        QList<int> start; // count + 1 offsets into nodes
        QList<int> nodes;
        std::span<const int> of(int node) const
        {
            return { nodes.constData() + start.at(node), size_t(start.at(node + 1) - start.at(node)) };
        }
    };

    void collectEdges(const Task &task);
    void sortByExecution(const Task &task);
    /// Position of each node among all, by parallel index, then id.
    QList<int> ranksByKey(const Task &task) const;
    /// One for each circle that is found; each is reported as an oddity.
    QSet<Edge> closingEdges(const QList<int> &byRank, const QList<int> &rank);
    static Adjacency adjacency(int count, const QList<Edge> &edges, bool reversed);

    int m_count = 0;
    QList<SubtaskId> m_ids;
    QHash<SubtaskId, int> m_index;
    QList<Edge> m_edges;
    Adjacency m_up;
    Adjacency m_down;
    QList<int> m_order;
    QList<TaskOddity> m_oddities;
};

} // namespace obdesk
