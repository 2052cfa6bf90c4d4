// SPDX-License-Identifier: GPL-3.0-or-later
// What of a step's log goes into a report.
#pragma once

#include "report/run.h"

namespace obdesk {

/// More than this of one log is not kept.
inline constexpr qsizetype mostLogLines = 200;
inline constexpr qsizetype mostLogBytes = 64 * 1024; ///< of UTF-8

/// The end of a log, cut at the beginning of a line where there is one, with secrets masked.
RunLog keepLog(SubtaskId subtask, const QString &log);

/// The first line of the last run that speaks of an error; else the last line that says anything. Empty for an empty log.
QString firstErrorLine(const QString &log);

/// At most `mostLines` lines around that line; an ellipsis stands on a line of its own where something is left out.
QString logExcerpt(const QString &log, qsizetype mostLines);

} // namespace obdesk
