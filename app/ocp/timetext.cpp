// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/timetext.h"

#include <QLocale>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

const QString httpDateFormat = u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s;

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
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), httpDateFormat);
    if (!time.isValid())
        return {};
    return QDateTime(time.date(), time.time(), Qt::UTC);
}

std::optional<seconds> parseRetryAfter(const QByteArray &text, const QDateTime &now)
{
    const QByteArray trimmed = text.trimmed();
    if (!trimmed.isEmpty() && std::all_of(trimmed.begin(), trimmed.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool ok = false;
        const qint64 count = trimmed.toLongLong(&ok);
        return ok ? std::optional(seconds(count)) : std::nullopt;
    }
    const std::optional<QDateTime> date = parseHttpDate(trimmed);
    if (!date)
        return {};
    return seconds(std::max<qint64>(0, now.secsTo(*date)));
}

} // namespace obdesk
