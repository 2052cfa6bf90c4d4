// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/digraph.h"

#include <algorithm>
#include <utility>

namespace obdesk::layered {

Groups groupBy(std::span<const int> keys, int keyCount)
{
    Groups groups;
    groups.start.assign(size_t(keyCount) + 1, 0);
    groups.items.resize(keys.size());
    for (int key : keys)
        ++groups.start[key + 1];
    for (int key = 0; key < keyCount; ++key)
        groups.start[key + 1] += groups.start[key];
    std::vector<int> next(groups.start.begin(), groups.start.end() - 1);
    for (size_t i = 0; i < keys.size(); ++i)
        groups.items[next[keys[i]]++] = int(i);
    return groups;
}

namespace {

/// Sorts by tail and head in two stable counting sorts and rebuilds the indexes.
void index(Digraph &graph)
{
    std::vector<int> keys(graph.edges.size());
    const auto sortBy = [&](int Edge::*end) {
        std::ranges::transform(graph.edges, keys.begin(), end);
        if (std::ranges::is_sorted(keys))
            return;
        const Groups groups = groupBy(keys, graph.nodeCount);
        std::vector<Edge> sorted(graph.edges.size());
        std::ranges::transform(groups.items, sorted.begin(), [&](int i) { return graph.edges[i]; });
        graph.edges.swap(sorted);
    };
    sortBy(&Edge::head);
    sortBy(&Edge::tail);

    const auto repeats = [](const Edge &a, const Edge &b) {
        return a.tail == b.tail && a.head == b.head && a.reversed == b.reversed;
    };
    graph.edges.erase(std::unique(graph.edges.begin(), graph.edges.end(), repeats), graph.edges.end());

    graph.outStart.assign(size_t(graph.nodeCount) + 1, 0);
    for (const Edge &edge : graph.edges)
        ++graph.outStart[edge.tail + 1];
    for (int v = 0; v < graph.nodeCount; ++v)
        graph.outStart[v + 1] += graph.outStart[v];
    keys.resize(graph.edges.size());
    std::ranges::transform(graph.edges, keys.begin(), &Edge::head);
    graph.in = groupBy(keys, graph.nodeCount);
}

} // namespace

Digraph cleanGraph(int nodeCount, const QList<LayoutEdge> &edges)
{
    Digraph graph;
    graph.nodeCount = nodeCount;
    graph.edges.reserve(size_t(edges.size()));
    const auto isNode = [nodeCount](int i) { return i >= 0 && i < nodeCount; };
    for (int i = 0; i < int(edges.size()); ++i) {
        const LayoutEdge edge = edges[i];
        if (isNode(edge.from) && isNode(edge.to) && edge.from != edge.to)
            graph.edges.push_back({edge.from, edge.to, i, false});
    }
    index(graph);
    return graph;
}

std::vector<int> topologicalOrder(const Digraph &graph)
{
    std::vector<int> order;
    order.reserve(size_t(graph.nodeCount));
    std::vector<int> waitsFor(size_t(graph.nodeCount));
    for (int v = 0; v < graph.nodeCount; ++v) {
        waitsFor[v] = graph.inDegree(v);
        if (waitsFor[v] == 0)
            order.push_back(v);
    }
    for (size_t i = 0; i < order.size(); ++i) {
        for (const Edge &edge : graph.out(order[i])) {
            if (--waitsFor[edge.head] == 0)
                order.push_back(edge.head);
        }
    }
    return order;
}

void breakCycles(Digraph &graph)
{
    enum Visit : char { Unseen, Open, Done };
    std::vector<Visit> visit(size_t(graph.nodeCount), Unseen);
    std::vector<int> nextEdge = graph.outStart;
    std::vector<int> path;  // an explicit stack: a chain of 100,000 steps must not exhaust the real one

    const auto search = [&](int start) {
        if (visit[start] != Unseen)
            return;
        visit[start] = Open;
        path.push_back(start);
        while (!path.empty()) {
            const int v = path.back();
            if (nextEdge[v] == graph.outStart[v + 1]) {
                visit[v] = Done;
                path.pop_back();
                continue;
            }
            Edge &edge = graph.edges[nextEdge[v]++];
            if (visit[edge.head] == Open) {
                edge.reversed = true;
            } else if (visit[edge.head] == Unseen) {
                visit[edge.head] = Open;
                path.push_back(edge.head);
            }
        }
    };
    for (int v = 0; v < graph.nodeCount; ++v) {
        if (graph.inDegree(v) == 0)
            search(v);
    }
    for (int v = 0; v < graph.nodeCount; ++v)
        search(v);

    for (Edge &edge : graph.edges) {
        if (edge.reversed)
            std::swap(edge.tail, edge.head);
    }
    index(graph);
}

Islands findIslands(const Digraph &graph)
{
    Islands islands;
    islands.of.assign(size_t(graph.nodeCount), -1);
    std::vector<int> open;
    const auto reach = [&](int v) {
        if (islands.of[v] < 0) {
            islands.of[v] = islands.count;
            open.push_back(v);
        }
    };
    for (int start = 0; start < graph.nodeCount; ++start) {
        if (islands.of[start] >= 0)
            continue;
        reach(start);
        while (!open.empty()) {
            const int v = open.back();
            open.pop_back();
            for (const Edge &edge : graph.out(v))
                reach(edge.head);
            for (int e : graph.in.of(v))
                reach(graph.edges[e].tail);
        }
        ++islands.count;
    }
    return islands;
}

} // namespace obdesk::layered
