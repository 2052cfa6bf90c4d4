// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskgraph.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace obdesk {

TaskGraph::TaskGraph(const Task &task) : m_count(int(task.subtasks.size()))
{
    m_ids.reserve(m_count);
    m_index.reserve(m_count);
    for (int i = 0; i < m_count; ++i) {
        const SubtaskId id = task.subtasks.at(i).id;
        m_ids.append(id);
        if (m_index.contains(id))
            m_oddities.append({ TaskOddity::Kind::DuplicateId, id, id });
        else
            m_index.insert(id, i);
    }
    collectEdges(task);
    m_down = adjacency(m_count, m_edges, false);
    m_up = adjacency(m_count, m_edges, true);
    sortByExecution(task);
}

void TaskGraph::collectEdges(const Task &task)
{
    using Kind = TaskOddity::Kind;
    QList<Edge> fromDown;
    QList<Edge> fromUp;
    for (int i = 0; i < m_count; ++i) {
        const Subtask &subtask = task.subtasks.at(i);
        if (m_index.value(subtask.id) != i)
            continue; // a duplicate: whose edges these are cannot be told
        const auto collect = [&](const QList<SubtaskId> &ids, QList<Edge> &into, bool down) {
            for (const SubtaskId other : ids) {
                const int j = indexOf(other);
                if (j < 0)
                    m_oddities.append({ Kind::DanglingEdge, subtask.id, other });
                else if (j == i)
                    m_oddities.append({ Kind::SelfEdge, subtask.id, other });
                else
                    into.append(down ? Edge { i, j } : Edge { j, i });
            }
        };
        collect(subtask.downstreams, fromDown, true);
        collect(subtask.upstreams, fromUp, false);
    }
    const auto unique = [&](QList<Edge> &edges) {
        std::sort(edges.begin(), edges.end());
        for (qsizetype k = 1; k < edges.size(); ++k) {
            if (edges.at(k) == edges.at(k - 1))
                m_oddities.append({ Kind::DuplicateEdge, m_ids.at(edges.at(k).from), m_ids.at(edges.at(k).to) });
        }
        edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    };
    unique(fromDown);
    unique(fromUp);
    std::set_union(fromDown.cbegin(), fromDown.cend(), fromUp.cbegin(), fromUp.cend(), std::back_inserter(m_edges));

    // A task that uses one direction only is merely terse; one that uses both must agree with itself.
    if (!fromDown.isEmpty() && !fromUp.isEmpty()) {
        QList<Edge> lonely;
        std::set_symmetric_difference(fromDown.cbegin(), fromDown.cend(), fromUp.cbegin(), fromUp.cend(),
                                      std::back_inserter(lonely));
        for (const Edge &edge : std::as_const(lonely))
            m_oddities.append({ Kind::OneSidedEdge, m_ids.at(edge.from), m_ids.at(edge.to) });
    }
}

TaskGraph::Adjacency TaskGraph::adjacency(int count, const QList<Edge> &edges, bool reversed)
{
    Adjacency result;
    result.start.fill(0, count + 1);
    for (const Edge &edge : edges)
        ++result.start[(reversed ? edge.to : edge.from) + 1];
    for (int i = 0; i < count; ++i)
        result.start[i + 1] += result.start.at(i);
    result.nodes.resize(edges.size());
    QList<int> next = result.start;
    for (const Edge &edge : edges)
        result.nodes[next[reversed ? edge.to : edge.from]++] = reversed ? edge.from : edge.to;
    return result;
}

void TaskGraph::sortByExecution(const Task &task)
{
    const QList<int> rank = ranksByKey(task);
    QList<int> byRank(m_count);
    for (int i = 0; i < m_count; ++i)
        byRank[rank.at(i)] = i;

    const QSet<Edge> closing = closingEdges(byRank, rank);
    QList<int> waiting(m_count, 0);
    for (const Edge &edge : std::as_const(m_edges)) {
        if (!closing.contains(edge))
            ++waiting[edge.to];
    }

    // Level by level, so that the steps of one phase stay together; within a level by rank.
    QList<int> level;
    for (const int node : std::as_const(byRank)) {
        if (waiting.at(node) == 0)
            level.append(node);
    }
    m_order.reserve(m_count);
    while (!level.isEmpty()) {
        m_order.append(level);
        QList<int> next;
        for (const int node : std::as_const(level)) {
            for (const int down : downstreams(node)) {
                if (!closing.contains({ node, down }) && --waiting[down] == 0)
                    next.append(down);
            }
        }
        std::sort(next.begin(), next.end(), [&](int a, int b) { return rank.at(a) < rank.at(b); });
        level = next;
    }
}

QList<int> TaskGraph::ranksByKey(const Task &task) const
{
    using Key = std::tuple<int, qint64, int>;
    const auto key = [&](int i) {
        const Subtask &subtask = task.subtasks.at(i);
        return Key { subtask.parallelIdx.value_or(-1), subtask.id.value, i };
    };
    QList<int> byKey(m_count);
    std::iota(byKey.begin(), byKey.end(), 0);
    std::sort(byKey.begin(), byKey.end(), [&](int a, int b) { return key(a) < key(b); });
    QList<int> rank(m_count);
    for (int i = 0; i < m_count; ++i)
        rank[byKey.at(i)] = i;
    return rank;
}

QSet<TaskGraph::Edge> TaskGraph::closingEdges(const QList<int> &byRank, const QList<int> &rank)
{
    // Depth first, along the ranks: an edge back to a node the walk has entered and not left closes a circle, and without
    // these edges there is none. Roots come first, so that a circle is entered where the plan enters it.
    enum class Visit : char { New, Entered, Left };
    struct Place
    {
        int node;
        QList<int> downs;
        qsizetype next = 0;
    };
    QSet<Edge> closing;
    QList<Visit> visits(m_count, Visit::New);
    std::vector<Place> path;
    const auto enter = [&](int node) {
        visits[node] = Visit::Entered;
        const auto downs = downstreams(node);
        Place place { node, QList<int>(downs.begin(), downs.end()) };
        std::sort(place.downs.begin(), place.downs.end(), [&](int a, int b) { return rank.at(a) < rank.at(b); });
        path.push_back(std::move(place));
    };
    const auto walkFrom = [&](int start) {
        if (visits.at(start) != Visit::New)
            return;
        enter(start);
        while (!path.empty()) {
            Place &here = path.back();
            if (here.next == here.downs.size()) {
                visits[here.node] = Visit::Left;
                path.pop_back();
                continue;
            }
            const int from = here.node;
            const int to = here.downs.at(here.next++);
            if (visits.at(to) == Visit::New) {
                enter(to); // `here` dangles from now on
            } else if (visits.at(to) == Visit::Entered) {
                closing.insert({ from, to });
                m_oddities.append({ TaskOddity::Kind::Cycle, m_ids.at(from), m_ids.at(to) });
            }
        }
    };
    for (const int node : byRank) {
        if (upstreams(node).empty())
            walkFrom(node);
    }
    for (const int node : byRank)
        walkFrom(node);
    return closing;
}

QList<int> TaskGraph::descendants(int node) const
{
    QList<bool> seen(m_count, false);
    seen[node] = true;
    QList<int> found;
    QList<int> stack { node };
    while (!stack.isEmpty()) {
        for (const int down : downstreams(stack.takeLast())) {
            if (!seen.at(down)) {
                seen[down] = true;
                found.append(down);
                stack.append(down);
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace obdesk
