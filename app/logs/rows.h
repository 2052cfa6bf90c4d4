// SPDX-License-Identifier: GPL-3.0-or-later
// A step's log as OCP's engine keeps it, made whole again. The engine saves a row per flush of a buffer of 2,048 bytes, decodes each
// row as UTF-8 by itself and joins them with "\n" when the log is asked for. So a long line comes broken every 2,048 bytes, a character
// that lay across two rows comes as U+FFFD, and an empty line follows each entry.
// Source: OCP Express, task-service (SubtaskOutputStream, RunnerFactory, TaskService), whose log form is that of OCP's documented sample.
#pragma once

#include <QString>

namespace obdesk {

/// Bytes of UTF-8 in a full row.
inline constexpr qsizetype logRowBytes = 2048;

/// The text as it was written: lines whole, no empty line before an entry. A torn character stays lost, as one U+FFFD. A text with a line
/// longer than a row was never cut into rows and keeps its lines. Linear; for any text.
QString joinRows(const QString &log);

/// How a line begins that starts something new: an entry ("2024-03-12 02:10:01.037  INFO 213 --- ["), the separator of a run, or the
/// engine's last line of a run.
bool startsLogEntry(QStringView line);
bool startsSeparator(QStringView line);
bool startsSetState(QStringView line);

} // namespace obdesk
