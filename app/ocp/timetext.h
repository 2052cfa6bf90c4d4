// SPDX-License-Identifier: GPL-3.0-or-later
// Times as text on the wire: ISO 8601 in bodies, RFC 1123 in headers.
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace obdesk {

/// ISO 8601 date and time, 0 to 6 digits of fraction (kept to the millisecond), "Z" or an offset; the answer is UTC. A text without
/// a zone is read as being `assumedOffset` east of Greenwich. Empty for anything else.
std::optional<QDateTime> parseIsoTime(const QString &text, std::chrono::seconds assumedOffset = {});

/// The offset such a text names; empty when it has none.
std::optional<std::chrono::seconds> isoOffset(const QString &text);

/// "Tue, 17 Jan 2023 03:36:01 GMT", English in every locale.
QByteArray httpDate(const QDateTime &time);
/// That form and the two older ones a recipient must take ("Tuesday, 17-Jan-23 03:36:01 GMT", "Tue Jan 17 03:36:01 2023").
std::optional<QDateTime> parseHttpDate(const QByteArray &text);

/// Retry-After: seconds, or a date that is counted from `now`. Never negative, at most a year; empty for nonsense.
std::optional<std::chrono::seconds> parseRetryAfter(const QByteArray &text, const QDateTime &now);

} // namespace obdesk
