// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/layeredgraph.h"

#include <algorithm>

namespace obdesk::layered {

namespace {

constexpr int bendsPerItem = 8;     ///< plans need far fewer than one bend per node
constexpr int bendsAtLeast = 4096;  ///< small graphs never bypass

void giveBends(LayeredGraph &graph, std::span<const int> ranks, std::span<const Edge> edges)
{
    graph.firstBend.assign(edges.size(), -1);
    graph.bypass.assign(edges.size(), false);
    std::vector<int> longEdges;
    for (size_t e = 0; e < edges.size(); ++e) {
        if (ranks[edges[e].head] - ranks[edges[e].tail] > 1)
            longEdges.push_back(int(e));
    }
    const auto span = [&](int e) { return ranks[edges[e].head] - ranks[edges[e].tail]; };
    qint64 wanted = 0;
    for (int e : longEdges)
        wanted += span(e) - 1;
    const qint64 budget = bendsAtLeast + bendsPerItem * (qint64(ranks.size()) + qint64(edges.size()));
    if (wanted > budget) {
        std::vector<int> bySpan = longEdges;
        std::ranges::stable_sort(bySpan, {}, span);
        qint64 given = 0;
        for (int e : bySpan) {
            given += span(e) - 1;
            graph.bypass[e] = given > budget;
        }
    }

    graph.layerOf.assign(ranks.begin(), ranks.end());
    for (int e : longEdges) {
        if (graph.bypass[e])
            continue;
        graph.firstBend[e] = int(graph.layerOf.size());
        for (int layer = ranks[edges[e].tail] + 1; layer < ranks[edges[e].head]; ++layer)
            graph.layerOf.push_back(layer);
    }
    graph.vertexCount = int(graph.layerOf.size());
}

/// Calls visit(upper, lower) for each segment, for each upper end in the order of its edges.
template<typename Visit>
void forEachSegment(const LayeredGraph &graph, std::span<const int> ranks, std::span<const Edge> edges, Visit visit)
{
    for (size_t e = 0; e < edges.size(); ++e) {
        if (graph.bypass[e])
            continue;
        int upper = edges[e].tail;
        if (graph.firstBend[e] >= 0) {
            const int bends = ranks[edges[e].head] - ranks[edges[e].tail] - 1;
            for (int bend = graph.firstBend[e]; bend < graph.firstBend[e] + bends; ++bend) {
                visit(upper, bend);
                upper = bend;
            }
        }
        visit(upper, edges[e].head);
    }
}

void accumulate(std::vector<int> &counts)
{
    for (size_t i = 1; i < counts.size(); ++i)
        counts[i] += counts[i - 1];
}

} // namespace

void LayeredGraph::updatePositions(int index)
{
    int at = 0;
    for (int v : layer(index))
        position[v] = at++;
}

void LayeredGraph::sortNeighbours()
{
    // Walking the vertices in order and entering each into the lists of its neighbours leaves those lists in order.
    std::vector<int> next(upStart.begin(), upStart.end() - 1);
    for (int v : order) {
        for (const Neighbour &below : down(v))
            upList[next[below.vertex]++] = {v, below.segment};
    }
    next.assign(downStart.begin(), downStart.end() - 1);
    for (int v : order) {
        for (const Neighbour &above : up(v))
            downList[next[above.vertex]++] = {v, above.segment};
    }
}

void buildLayers(LayeredGraph &graph, std::span<const double> widths, std::span<const int> ranks,
                 std::span<const Edge> edges)
{
    graph.nodeCount = int(ranks.size());
    giveBends(graph, ranks, edges);
    graph.width.assign(size_t(graph.vertexCount), 0);
    std::ranges::copy(widths, graph.width.begin());
    graph.layerCount = *std::ranges::max_element(ranks) + 1;

    graph.upStart.assign(size_t(graph.vertexCount) + 1, 0);
    graph.downStart.assign(size_t(graph.vertexCount) + 1, 0);
    graph.segmentCount = 0;
    forEachSegment(graph, ranks, edges, [&](int upper, int lower) {
        ++graph.downStart[upper + 1];
        ++graph.upStart[lower + 1];
        ++graph.segmentCount;
    });
    accumulate(graph.upStart);
    accumulate(graph.downStart);
    graph.upList.resize(size_t(graph.segmentCount));
    graph.downList.resize(size_t(graph.segmentCount));
    std::vector<int> nextUp(graph.upStart.begin(), graph.upStart.end() - 1);
    std::vector<int> nextDown(graph.downStart.begin(), graph.downStart.end() - 1);
    int segment = 0;
    forEachSegment(graph, ranks, edges, [&](int upper, int lower) {
        graph.downList[nextDown[upper]++] = {lower, segment};
        graph.upList[nextUp[lower]++] = {upper, segment};
        ++segment;
    });

    graph.layerStart.assign(size_t(graph.layerCount) + 1, 0);
    for (int layer : graph.layerOf)
        ++graph.layerStart[layer + 1];
    accumulate(graph.layerStart);
    graph.order.resize(size_t(graph.vertexCount));
    graph.position.resize(size_t(graph.vertexCount));
}

} // namespace obdesk::layered
