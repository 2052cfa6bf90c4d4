// SPDX-License-Identifier: GPL-3.0-or-later
// The graph of a run for Graphviz. Source of the format: graphviz.org, "The DOT Language".
#pragma once

#include "report/run.h"

class QIODevice;

namespace obdesk {

/// Nodes are n0, n1, … in order of execution; each carries id="subtask-<id>". Empty when written, else the problem.
[[nodiscard]] QString writeDot(const Run &run, QIODevice &device);

} // namespace obdesk
