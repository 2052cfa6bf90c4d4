// SPDX-License-Identifier: GPL-3.0-or-later
// Step "relaxing": shorter edges at the same order of the vertices.
#pragma once

#include "layout/layeredgraph.h"

#include <atomic>

namespace obdesk::layered {

/// Moves vertices across the flow as if edges were taut: towards the least total length that distances and order allow. `x` holds the
/// centres and has to keep the distances; it is left as it is where little can be gained. `pitch` is how far a segment leads along the
/// flow, more than 0. The number of rounds depends on the size of the graph alone.
void relax(const LayeredGraph &graph, double gap, double pitch, std::vector<double> &x, const std::atomic_bool *cancelled);

} // namespace obdesk::layered
