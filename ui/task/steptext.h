// SPDX-License-Identifier: GPL-3.0-or-later
// A step in words, the same in every view.
#pragma once

#include "task/steplens.h"

#include <QString>

namespace obdesk {

/// Host, "part 3" of a parallel group whose hosts are not known, or empty: made fit for display.
QString placeText(const StepLens &lens, int subtask);

/// Why the step failed: the line that pane, terminal and reports say. Empty while its log was not read, and for other steps.
QString causeText(const StepLens &lens, int subtask);
/// Several lines for a tool tip (to be passed through asToolTip()): name; place, state, duration; what else there is to say.
QString stepSummary(const StepLens &lens, int subtask);

/// "after A, B; before C, D, E, 7 more"; empty for a step that stands alone.
QString neighbourText(const StepLens &lens, int subtask);

/// One line for screen readers: name, state, place, duration, neighbours.
QString stepSentence(const StepLens &lens, int subtask);

/// "3 · Install rpm", counted from 1.
QString phaseText(const StepLens &lens, int phase);

} // namespace obdesk
