// SPDX-License-Identifier: GPL-3.0-or-later
// What of a step's log goes into a report.
#pragma once

#include "report/run.h"

namespace obdesk {

/// More than this of one log is not kept.
inline constexpr qsizetype mostLogLines = 200;
inline constexpr qsizetype mostLogBytes = 64 * 1024; ///< of UTF-8

/// A log as OCP sent it, its rows joined and secrets masked; its attempts, read over the whole of it; and its end, cut at the beginning of
/// a line where there is one. `failed`: the step's state is FAILED.
RunLog keepLog(SubtaskId subtask, const QString &log, bool failed);

/// At most `mostLines` lines around line `around` (from 0), or the last ones where that is -1; an ellipsis stands on a line of its own where
/// something is left out.
QString logExcerpt(const QString &log, int around, qsizetype mostLines);

} // namespace obdesk
