// SPDX-License-Identifier: GPL-3.0-or-later
// First part of the step "order": which branches belong together because they meet again.
#pragma once

#include "layout/layeredgraph.h"

#include <vector>

namespace obdesk::layered {

/// A number per vertex. A walk that takes the vertices below each vertex by ascending number draws series-parallel graphs and trees without
/// a crossing, whatever the layers. `met` numbers the vertices in the order of another walk, which decides where there is a choice.
std::vector<int> nestingNumbers(const LayeredGraph &graph, const std::vector<int> &met);

} // namespace obdesk::layered
