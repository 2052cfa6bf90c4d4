// SPDX-License-Identifier: GPL-3.0-or-later
// Step "coordinates": where each vertex stands across the direction of flow.
#pragma once

#include "layout/layeredgraph.h"

#include <atomic>

namespace obdesk::layered {

/// The centres of all vertices, the left border of the leftmost at 0. Neighbours in a layer keep `gap` between two
/// nodes and half of it beside a bend. Order and sorted neighbours must be set. Empty when *cancelled became true.
std::vector<double> placeVertices(const LayeredGraph &graph, double gap, const std::atomic_bool *cancelled);

} // namespace obdesk::layered
