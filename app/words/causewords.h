// SPDX-License-Identifier: GPL-3.0-or-later
// Why a step ended badly, for people: the same line in window, terminal and report.
#pragma once

#include "logs/cause.h"

#include <QString>

namespace obdesk {

/// One line, fit for display: the sentence of the log, after what it means where that is not said by itself ("Time limit of 30:00
/// exceeded, ended after 30:01: …", "Cancelled: …"). Empty for a cause that is none.
QString causeWords(const StepCause &cause);

/// How sure that is and why: "Certain: the engine's own words". Empty for a cause that is none.
QString causeBasisWords(const StepCause &cause);

/// In place of both when there is no cause.
QString noCauseWords();

/// "Failed", "Timed out", "Cancelled", …
QString outcomeWord(StepAttempt::Outcome outcome);

} // namespace obdesk
