// SPDX-License-Identifier: GPL-3.0-or-later
// One run in, one document out.
#pragma once

#include "report/run.h"

#include <QString>

#include <functional>
#include <optional>

class QIODevice;
class QObject;

namespace obdesk {

enum class ReportFormat { Html, Pdf, Svg, Png, Csv, Json, Markdown, Dot };

/// By the ending (html, htm, pdf, svg, png, csv, json, md, dot; any case); empty for any other.
std::optional<ReportFormat> reportFormatOf(const QString &fileName);

/// Svg, Png and Pdf need a QGuiApplication (any platform, also "offscreen"): without one they are refused, and Html leaves out
/// the graph. Same run, same language and time zone: same bytes, apart from Pdf, which holds the time of writing.
[[nodiscard]] QString writeReport(const Run &run, ReportFormat format, QIODevice &device);

/// The format goes by the ending. Empty when written, else a sentence that says what is wrong with which file; the old file is
/// as it was then.
[[nodiscard]] QString writeReport(const Run &run, const QString &file);

/// The same on a thread of the global pool. done: on the context's thread, which must be the caller's; not after the context is
/// gone. The file is written all the same then.
void writeReportInBackground(const Run &run, const QString &file, QObject *context,
                             std::function<void(const QString &problem)> done);

} // namespace obdesk
