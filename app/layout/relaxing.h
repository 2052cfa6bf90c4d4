// SPDX-License-Identifier: GPL-3.0-or-later
// Step "coordinates", second part: short edges, where blocks would stand far apart.
#pragma once

#include "layout/layeredgraph.h"

#include <atomic>
#include <vector>

namespace obdesk::layered {

/// Whether relaxing comes far enough in the number of rounds that the size of the graph allows.
bool canRelax(const LayeredGraph &graph);

/// The centres of all vertices as if edges were taut: near the least total length that distances and order allow. `pitch` is how far a
/// segment leads along the flow, more than 0. Empty when *cancelled became true.
std::vector<double> relaxedPlaces(const LayeredGraph &graph, double gap, double pitch, const std::atomic_bool *cancelled);

double totalLength(const LayeredGraph &graph, double pitch, const std::vector<double> &x);

} // namespace obdesk::layered
