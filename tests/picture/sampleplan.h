// SPDX-License-Identifier: GPL-3.0-or-later
// A plan that adds three observers, in the middle of its run.
#pragma once

#include "picture/graphpicture.h"

namespace obdesk::samples {

struct Plan
{
    LayoutInput input;
    QList<NodeLook> looks;
};

/// Prepare, reserve, pre check, a barrier, then per host: install, barrier, directories, barrier, start, barrier and the
/// rest. Done up to the starts: one is done, one failed, one runs; all after them waits.
Plan addObserverPlan();

GraphPicture pictureOf(const Plan &plan, LayoutDirection direction = LayoutDirection::LeftRight);

} // namespace obdesk::samples
