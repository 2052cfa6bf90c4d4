// SPDX-License-Identifier: GPL-3.0-or-later
// Where the arrow keys lead: along the edges in the direction of flow, to siblings across it.
#pragma once

#include "graph/graphscene.h"

#include <Qt>

namespace obdesk {

/// The node that `key` (arrows, Home, End) leads to from `node`; -1 when there is none. From nowhere (-1) every key leads to the first.
int walk(const GraphScene &scene, int node, Qt::Key key);

} // namespace obdesk
