// SPDX-License-Identifier: GPL-3.0-or-later
// Step "ranks", second part: the least total length of edges, for islands small enough.
#pragma once

#include "layout/digraph.h"

#include <span>
#include <vector>

namespace obdesk::layered {

/// Changes the ranks of one island, in which every edge leads to a later layer, so that the edges pass fewer layers in total; the first
/// layer is 0 again. Never makes it worse and leaves ranks alone that are best already. `edges` name nodes of the island, which is
/// connected. Takes a number of steps that depends on the graph alone and is limited: large islands may stay longer than they need be.
void shortenEdges(std::span<const Edge> edges, std::vector<int> &ranks);

} // namespace obdesk::layered
