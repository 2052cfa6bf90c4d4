// SPDX-License-Identifier: GPL-3.0-or-later
// Step "spines": how far from the layers the bundles of one gap run, so that none lies upon another.
#pragma once

#include <span>
#include <vector>

namespace obdesk::layered {

/// Where the lines of a bundle come in and go out, across the flow; both ascending and not empty.
struct SpineEnds
{
    std::vector<double> tails, heads;
};

struct SpineLevels
{
    std::vector<int> of;    ///< per bundle, 0 next to the tails
    int count = 0;
};

/// Spines that overlap get different levels. Of two such the one whose lines cross the other less goes first. Where very
/// many overlap each other that is not weighed any more.
SpineLevels assignLevels(std::span<const SpineEnds> bundles);

} // namespace obdesk::layered
