// SPDX-License-Identifier: GPL-3.0-or-later
// Step "bundles": groups of nodes joined all to all, and wide fans, whose edges are better drawn as one.
#pragma once

#include "layout/digraph.h"

#include <vector>

namespace obdesk::layered {

/// Every tail has an edge to every head; all tails stand in one layer, all heads in the next.
struct Bundle
{
    std::vector<int> tails;     ///< ascending
    std::vector<int> heads;     ///< ascending

    /// A fan has its one end for a centre. What has several ends on both sides needs one: its hub.
    bool isFan() const { return tails.size() == 1 || heads.size() == 1; }
};

struct Bundling
{
    std::vector<Bundle> bundles;    ///< by their least tail
    std::vector<int> of;            ///< per edge of the graph: its bundle or -1; empty when there are no bundles
};

/// Groups nodes with the same heads, and nodes with the same tails; of groups that share an end the one with the most edges
/// wins. No node is a tail of two bundles or a head of two, so that a drawn line belongs to one bundle alone. Only edges from
/// one layer to the next count, and none that is reversed. Linear but for sorting.
Bundling findBundles(const Digraph &graph, std::span<const int> ranks);

} // namespace obdesk::layered
