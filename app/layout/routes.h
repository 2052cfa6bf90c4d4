// SPDX-License-Identifier: GPL-3.0-or-later
// Step "routes": the points of each edge, in the flow's own coordinates (x across, y along).
#pragma once

#include "layout/layeredgraph.h"

#include <QPointF>

#include <vector>

namespace obdesk::layered {

/// The layers of an island as bands along the flow; nodes stand in the middle of theirs.
struct Bands
{
    std::vector<double> top, bottom;    ///< per layer
    std::vector<bool> isHubs;           ///< per layer: holds hubs of bundles and no node; empty when no layer does
};

/// The island as far as it is placed.
struct Placed
{
    const LayeredGraph &graph;
    std::span<const Edge> edges;
    std::span<const double> x;          ///< centres of all vertices
    std::span<const double> height;     ///< of the nodes
    const Bands &bands;
    double lane;                        ///< x of the lane for edges that bypass the layers
    double layerGap;
};

/// Appends the points of edge e from its tail to its head, or the other way round when it is reversed.
void appendRoute(const Placed &placed, int e, std::vector<QPointF> &points);

} // namespace obdesk::layered
