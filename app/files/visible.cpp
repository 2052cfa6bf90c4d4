// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/visible.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Turns the reading direction, breaks the line, or has no width at all: two names that look the same would not be.
bool isUnseenControl(char16_t c)
{
    return c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || c == 0x2060
        || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

} // namespace

QString visible(QChar c, bool multiline)
{
    const char16_t u = c.unicode();
    if (multiline && (u == '\n' || u == '\t'))
        return c;
    if (u < 0x20)
        return QChar(0x2400 + u); // Unicode's "control pictures"
    if (u == 0x7F)
        return QChar(0x2421);
    if ((u >= 0x80 && u < 0xA0) || u >= 0xFFFE) // the last two are no characters, and no XML may hold them
        return QChar(0xFFFD);
    if (isUnseenControl(u))
        return u"\\u%1"_s.arg(uint(u), 4, 16, '0'_L1);
    return c;
}

QString visible(const QString &text, bool multiline)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text)
        shown.append(visible(c, multiline));
    return shown;
}

} // namespace obdesk
