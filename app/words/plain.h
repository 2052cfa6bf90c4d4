// SPDX-License-Identifier: GPL-3.0-or-later
// Server text and numbers made fit for one line on a screen.
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace obdesk {

/// Text from outside for display: control characters become visible symbols, bidi controls and Unicode's line separators
/// become escapes (a host name must not read backwards), at most `most` characters with the ellipsis of what was cut.
/// TAB and LF stay when `multiline`. Secrets are the caller's business: maskSecrets().
QString displayText(const QString &fromServer, bool multiline = false, qsizetype most = 4096);

/// For setToolTip(), which guesses from the text whether it is HTML: this always reads as `text`, wrapped where it is long.
QString asToolTip(const QString &text);

/// "0:07", "6:42", "1:02:07", "3 d 04:05". Empty or negative: "–".
QString durationText(std::optional<std::chrono::milliseconds> duration);

/// Local time of day, with the date when it is not `now`'s day. Invalid: "–".
QString timeText(const QDateTime &time, const QDateTime &now);

/// How old something is: "just now" (also when it lies ahead), "12 s ago", "3 min ago", "2 h ago".
QString ageText(std::chrono::milliseconds age);

} // namespace obdesk
