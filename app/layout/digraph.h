// SPDX-License-Identifier: GPL-3.0-or-later
// The graph without its oddities: no loops, no dangling or double edges, no cycles. Flat arrays throughout.
#pragma once

#include "layout/layout.h"

#include <span>
#include <vector>

namespace obdesk::layered {

/// Which items belong to key k: items[start[k]] … items[start[k + 1] - 1], ascending.
struct Groups
{
    std::vector<int> start;
    std::vector<int> items;
    std::span<const int> of(int key) const
    {
        return std::span(items).subspan(size_t(start[key]), size_t(start[key + 1] - start[key]));
    }
};

/// Groups 0 … keys.size() - 1 by keys[i], each in [0, keyCount). A stable counting sort.
Groups groupBy(std::span<const int> keys, int keyCount);

struct Edge
{
    int tail = 0;
    int head = 0;
    int source = 0;         ///< its index in LayoutInput::edges
    bool reversed = false;  ///< drawn from head to tail
};

/// Edges are sorted by tail, then head, then source: those that leave v are [outStart[v], outStart[v + 1]).
struct Digraph
{
    int nodeCount = 0;
    std::vector<Edge> edges;
    std::vector<int> outStart;
    Groups in;              ///< edge indices by head

    std::span<const Edge> out(int node) const
    {
        return std::span(edges).subspan(size_t(outStart[node]), size_t(outStart[node + 1] - outStart[node]));
    }
    int outDegree(int node) const { return outStart[node + 1] - outStart[node]; }
    int inDegree(int node) const { return in.start[node + 1] - in.start[node]; }
};

/// Leaves out what cannot be drawn; the first of several equal edges stays.
Digraph cleanGraph(int nodeCount, const QList<LayoutEdge> &edges);

/// The nodes so that every edge leads forward; shorter than nodeCount when there is a cycle. Sources first, in their
/// order, then what they set free.
std::vector<int> topologicalOrder(const Digraph &graph);

/// Turns round the edges a depth-first search meets as leading back. Does nothing to a graph without cycles.
void breakCycles(Digraph &graph);

/// The island of each node, numbered in the order of their first nodes.
struct Islands
{
    int count = 0;
    std::vector<int> of;
};
Islands findIslands(const Digraph &graph);

} // namespace obdesk::layered
