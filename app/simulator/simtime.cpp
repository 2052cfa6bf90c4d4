// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/simtime.h"

#include <QDate>

namespace obdesk {

namespace {

constexpr qint64 zoneMs = 8 * 3600 * 1000;
constexpr qint64 dayMs = 24 * 3600 * 1000;
constexpr qint64 julianDayOf1970 = 2440588;

void appendNumber(QByteArray &out, int number, int digits)
{
    char text[4];
    for (int i = digits - 1; i >= 0; --i) {
        text[i] = char('0' + number % 10);
        number /= 10;
    }
    out.append(text, digits);
}

/// "2021-03-02", the separator, "11:06:34"; returns the milliseconds. QDateTime::toString would take most of a large reply's time.
int appendSeconds(QByteArray &out, qint64 utcMs, char separator)
{
    const qint64 local = utcMs + zoneMs;
    const qint64 day = local >= 0 ? local / dayMs : -((-local + dayMs - 1) / dayMs);
    const int ofDay = int(local - day * dayMs);
    int year = 0, month = 0, dayOfMonth = 0;
    QDate::fromJulianDay(julianDayOf1970 + day).getDate(&year, &month, &dayOfMonth);
    appendNumber(out, year, 4);
    out += '-';
    appendNumber(out, month, 2);
    out += '-';
    appendNumber(out, dayOfMonth, 2);
    out += separator;
    appendNumber(out, ofDay / 3600000, 2);
    out += ':';
    appendNumber(out, ofDay / 60000 % 60, 2);
    out += ':';
    appendNumber(out, ofDay / 1000 % 60, 2);
    return ofDay % 1000;
}

} // namespace

QByteArray isoTime(qint64 utcMs)
{
    QByteArray out;
    out.reserve(29);
    const int ms = appendSeconds(out, utcMs, 'T');
    if (ms != 0) {
        out += '.';
        appendNumber(out, ms, 3);
        while (out.endsWith('0'))
            out.chop(1);
    }
    return out += "+08:00";
}

QByteArray shortIsoTime(qint64 utcMs)
{
    QByteArray out;
    out.reserve(29);
    const int ms = appendSeconds(out, utcMs, 'T');
    if (ms != 0) {
        out += '.';
        appendNumber(out, ms, 3);
    } else if (out.endsWith(":00")) {
        out.chop(3);
    }
    return out += "+08:00";
}

QByteArray dateFieldTime(qint64 utcMs)
{
    QByteArray out;
    out.reserve(28);
    const int ms = appendSeconds(out, utcMs, 'T');
    out += '.';
    appendNumber(out, ms, 3);
    return out += "+0800";
}

QByteArray logTime(qint64 utcMs)
{
    QByteArray out;
    out.reserve(23);
    const int ms = appendSeconds(out, utcMs, ' ');
    out += '.';
    appendNumber(out, ms, 3);
    return out;
}

} // namespace obdesk
