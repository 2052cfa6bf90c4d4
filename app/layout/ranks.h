// SPDX-License-Identifier: GPL-3.0-or-later
// Step "ranks": which layer a node stands in.
#pragma once

#include "layout/digraph.h"

namespace obdesk::layered {

/// One layer per node, every edge leads to a later one, each island starts in layer 0 and leaves none empty.
/// `order` is the topological order of the whole graph.
std::vector<int> assignRanks(const Digraph &graph, std::span<const int> order);

} // namespace obdesk::layered
