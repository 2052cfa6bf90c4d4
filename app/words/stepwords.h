// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to say about one step beside its state.
#pragma once

#include "task/failurecauses.h"
#include "task/runhistory.h"
#include "task/stepwarnings.h"

#include <QString>

namespace obdesk {

/// Two or three words for a badge: "over limit", "log silent 12 min", "run 3".
QString warningBadge(const StepWarning &warning);
/// A sentence: "It has taken 130 % of its time limit."
QString warningSentence(const StepWarning &warning);
/// "Holds back 22 steps on 3 hosts"; empty when it holds back nothing.
QString heldBackWords(const HeldBack &heldBack);
/// Why a step whose log is empty has none: it has not run, or OCP has nothing of it.
QString noLogWords(const Subtask &step);
/// Where a step stands whose host is not known: "parallel #1", counted as OCP counts; empty when it has no such number.
QString parallelWords(const std::optional<int> &index);
/// "First cause", "Consequence"; empty for steps that have not failed.
QString causeWord(FailureCauses::Role role);
/// "run 1 failed", "run 2 running", …
QString runWords(const StepRun &run);

} // namespace obdesk
