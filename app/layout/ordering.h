// SPDX-License-Identifier: GPL-3.0-or-later
// Step "order": who stands beside whom within a layer, so that few edges cross.
#pragma once

#include "layout/layeredgraph.h"

#include <atomic>

namespace obdesk::layered {

/// Sets order and position, and leaves the neighbours sorted. Ties are broken by the number of the vertex. Vertices below
/// before.size() whose entry is not NaN are pinned: those of one layer come out ascending by it. Returns the number of
/// crossings. Stops early, with whatever order it has, when *cancelled becomes true.
qint64 orderLayers(LayeredGraph &graph, std::span<const double> before, const std::atomic_bool *cancelled);

/// Crossings between layer `upper` and the next one, by the positions as they are.
qint64 countCrossings(const LayeredGraph &graph, int upper, std::vector<int> &scratch);

} // namespace obdesk::layered
