// SPDX-License-Identifier: GPL-3.0-or-later
// Step "coordinates": where each vertex stands across the direction of flow.
#pragma once

#include "layout/layeredgraph.h"

#include <atomic>

namespace obdesk::layered {

/// What two neighbours in a layer keep between their centres: `gap` between two nodes, half of it beside a bend.
double distanceBetween(const LayeredGraph &graph, int left, int right, double gap);

/// The centres of all vertices, the left border of the leftmost at 0. `crossings` is how many the order has, `pitch` how far a segment
/// leads along the flow. Order and sorted neighbours must be set. Empty when *cancelled became true.
std::vector<double> placeVertices(const LayeredGraph &graph, qint64 crossings, double gap, double pitch, const std::atomic_bool *cancelled);

} // namespace obdesk::layered
