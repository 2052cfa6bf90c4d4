// SPDX-License-Identifier: GPL-3.0-or-later
// What about a step deserves a second look although its state doesn't say so.
#pragma once

#include "domain/task.h"

#include <QList>

namespace obdesk {

struct StepWarning
{
    enum class Kind : char {
        OverTime,   ///< has taken longer than its time limit; `value`: percent of it
        NearTime,   ///< runs, and has used most of its time limit; `value`: percent of it
        Silent,     ///< runs, but its log has not grown; `value`: minutes
        Again,      ///< ran more than once; `value`: number of runs
    };
    Kind kind = Kind::Again;
    int value = 0;
    bool operator==(const StepWarning &) const = default;
};

/// From this share of its time limit on a running step is near it.
constexpr int nearTimePercent = 80;

/// The most urgent first. `silentFor`: as SilenceWatch found it; empty when the log grows or nobody has looked.
QList<StepWarning> warningsOf(const Subtask &step, const QDateTime &serverNow, std::optional<std::chrono::minutes> silentFor = {});

} // namespace obdesk
