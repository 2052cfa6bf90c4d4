// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/timetext.h"

#include <QLocale>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

const QString httpDateFormat = u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s;
const QString rfc850Format = u"dd-MMM-yy hh:mm:ss 'GMT'"_s;
const QString asctimeFormat = u"ddd MMM d hh:mm:ss yyyy"_s;

bool hasZone(const QString &text)
{
    const qsizetype timeStart = text.indexOf(u'T');
    const QStringView time = QStringView(text).mid(timeStart + 1);
    return time.endsWith(u'Z', Qt::CaseInsensitive) || time.contains(u'+') || time.contains(u'-');
}

} // namespace

std::optional<QDateTime> parseIsoTime(const QString &text, seconds assumedOffset)
{
    if (!text.contains(u'T'))
        return {};
    const bool zoned = hasZone(text);
    // Without a zone Qt would take the local one, which says nothing about the server's.
    QDateTime time = QDateTime::fromString(zoned ? text : text + u'Z', Qt::ISODateWithMs).toUTC();
    if (!time.isValid())
        return {};
    return zoned ? time : time.addSecs(-assumedOffset.count());
}

std::optional<seconds> isoOffset(const QString &text)
{
    if (!text.contains(u'T') || !hasZone(text))
        return {};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return {};
    return seconds(time.offsetFromUtc());
}

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), httpDateFormat).toLatin1();
}

std::optional<QDateTime> parseHttpDate(const QByteArray &text)
{
    // asctime() fills the day of the month with a blank.
    const QString simple = QString::fromLatin1(text.simplified());
    if (simple.isEmpty())
        return {};
    for (const QString &format : { httpDateFormat, rfc850Format, asctimeFormat }) {
        // Qt takes two digits of a year for 19xx, where the day of the week would be another.
        const QString part = format == rfc850Format ? simple.section(u", "_s, 1) : simple;
        const QDateTime time = QLocale::c().toDateTime(part, format);
        if (!time.isValid())
            continue;
        QDate date = time.date();
        // No HTTP server is older than 1990.
        if (format == rfc850Format && date.year() < 1990)
            date = date.addYears(100);
        return QDateTime(date, time.time(), Qt::UTC);
    }
    return {};
}

std::optional<seconds> parseRetryAfter(const QByteArray &text, const QDateTime &now)
{
    constexpr seconds longest = std::chrono::hours(24 * 365);
    const QByteArray trimmed = text.trimmed();
    if (!trimmed.isEmpty() && std::all_of(trimmed.begin(), trimmed.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool ok = false;
        const qint64 count = trimmed.toLongLong(&ok);
        return ok ? std::optional(std::min(seconds(count), longest)) : std::nullopt;
    }
    const std::optional<QDateTime> date = parseHttpDate(trimmed);
    if (!date)
        return {};
    return std::clamp(seconds(now.secsTo(*date)), seconds(0), longest);
}

} // namespace obdesk
