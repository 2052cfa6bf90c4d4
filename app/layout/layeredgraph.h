// SPDX-License-Identifier: GPL-3.0-or-later
// One island cut into layers: long edges become chains of bends, so that every segment joins two neighbouring layers.
#pragma once

#include "layout/digraph.h"

#include <span>
#include <vector>

namespace obdesk::layered {

/// A segment seen from one of its ends.
struct Neighbour
{
    int vertex = 0;
    int segment = 0;
};

/// Vertices [0, nodeCount) are the island's nodes, the rest are bends of long edges.
struct LayeredGraph
{
    int nodeCount = 0;
    int vertexCount = 0;
    int layerCount = 0;
    int segmentCount = 0;

    std::vector<int> layerOf;       ///< per vertex
    std::vector<double> width;      ///< per vertex, across the direction of flow; 0 for bends
    std::vector<int> firstBend;     ///< per edge of the island: its bends are consecutive vertices; -1 for none
    std::vector<bool> bypass;       ///< per edge of the island: takes the lane beside the island, see buildLayers()

    // The order within the layers. Layer i is order[layerStart[i]] … order[layerStart[i + 1] - 1].
    std::vector<int> layerStart;
    std::vector<int> order;
    std::vector<int> position;      ///< per vertex, from 0 within its layer

    // Segments by either end.
    std::vector<int> upStart, downStart;
    std::vector<Neighbour> upList, downList;

    bool isBend(int vertex) const { return vertex >= nodeCount; }
    int layerSize(int layer) const { return layerStart[layer + 1] - layerStart[layer]; }
    std::span<int> layer(int i) { return std::span(order).subspan(size_t(layerStart[i]), size_t(layerSize(i))); }
    std::span<const int> layer(int i) const { return std::span(order).subspan(size_t(layerStart[i]), size_t(layerSize(i))); }
    std::span<const Neighbour> up(int v) const
    {
        return std::span(upList).subspan(size_t(upStart[v]), size_t(upStart[v + 1] - upStart[v]));
    }
    std::span<const Neighbour> down(int v) const
    {
        return std::span(downList).subspan(size_t(downStart[v]), size_t(downStart[v + 1] - downStart[v]));
    }

    /// Positions follow `order`.
    void updatePositions(int layer);
    /// Sorts up() and down() of all vertices by position. Linear.
    void sortNeighbours();
};

/// One island: node i has widths[i] and ranks[i], edges name nodes of the island and are sorted by tail.
/// Bends are given to the shortest edges first, up to a number linear in nodes and edges; edges beyond it bypass the
/// layers, because 100,000 edges over 100,000 layers would need 10^10 bends. The result reuses the memory of `graph`;
/// its order is not set yet.
void buildLayers(LayeredGraph &graph, std::span<const double> widths, std::span<const int> ranks,
                 std::span<const Edge> edges);

} // namespace obdesk::layered
