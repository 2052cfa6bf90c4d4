// SPDX-License-Identifier: GPL-3.0-or-later
// Longest path from the sources puts every node as early as it can start. That is what a plan means, but it leaves
// long edges where a node feeds somebody late. One pass from the end moves such nodes later when that shortens more
// edges than it lengthens. A tree that hangs on nothing but the node moves along for free, so that it doesn't count.
// On plans made of barriers that is the shortest total length already; for other graphs shortening.cpp goes on from here.
#include "layout/ranks.h"

#include <algorithm>

namespace obdesk::layered {

namespace {

/// True for nodes whose ancestors serve them alone: an in-tree that can move with its root.
std::vector<bool> movableTrees(const Digraph &graph, std::span<const int> order)
{
    std::vector<bool> movable(size_t(graph.nodeCount), true);
    for (int v : order) {
        for (const Edge &edge : graph.out(v)) {
            if (!movable[v] || graph.outDegree(v) > 1)
                movable[edge.head] = false;
        }
    }
    return movable;
}

} // namespace

std::vector<int> assignRanks(const Digraph &graph, std::span<const int> order)
{
    std::vector<int> rank(size_t(graph.nodeCount), 0);
    for (int v : order) {
        for (const Edge &edge : graph.out(v))
            rank[edge.head] = std::max(rank[edge.head], rank[v] + 1);
    }

    const std::vector<bool> movable = movableTrees(graph, order);
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const int v = *it;
        if (graph.outDegree(v) == 0)
            continue;
        int latest = rank[graph.out(v).front().head] - 1;
        for (const Edge &edge : graph.out(v))
            latest = std::min(latest, rank[edge.head] - 1);
        if (latest == rank[v])
            continue;
        int lengthened = 0;
        for (int e : graph.in.of(v)) {
            const int above = graph.edges[e].tail;
            lengthened += !movable[above] || graph.outDegree(above) > 1;
        }
        if (graph.outDegree(v) > lengthened)
            rank[v] = latest;
    }
    return rank;
}

} // namespace obdesk::layered
