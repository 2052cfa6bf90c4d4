// SPDX-License-Identifier: GPL-3.0-or-later
// Second part of the step "order": what the sweeps leave, vertex by vertex.
#pragma once

#include "layout/layeredgraph.h"

#include <atomic>

namespace obdesk::layered {

/// Moves single vertices to where they cross least, then shakes a few here and there and keeps what has not made it worse, until no more
/// than `unavoidable` crossings are left, nothing helps any more or a fixed number of steps is done. Two vertices below pinned.size() whose
/// entries are not NaN never pass each other. Returns the number of crossings, at most that of the order it was given; neighbours are left
/// unsorted.
qint64 refineOrder(LayeredGraph &graph, std::span<const double> pinned, qint64 unavoidable, const std::atomic_bool *cancelled);

} // namespace obdesk::layered
