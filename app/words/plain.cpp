// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/plain.h"

#include "files/visible.h"

#include <QCoreApplication>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct PlainWords { Q_DECLARE_TR_FUNCTIONS(PlainWords) };

} // namespace

QString displayText(const QString &fromServer, bool multiline, qsizetype most)
{
    QString text;
    text.reserve(std::min(fromServer.size(), most));
    qsizetype fits = 0; // length of what may stay when the ellipsis must follow
    for (const QChar c : fromServer) {
        if (text.size() < most && !c.isLowSurrogate())
            fits = text.size();
        text.append(visible(c, multiline));
        if (text.size() > most) {
            text.truncate(fits);
            return text.append(u'…');
        }
    }
    return text;
}

QString durationText(std::optional<std::chrono::milliseconds> duration)
{
    if (!duration || duration->count() < 0)
        return u"–"_s;
    const qint64 seconds = duration->count() / 1000;
    const qint64 days = seconds / 86400;
    const qint64 hours = seconds / 3600 % 24;
    const qint64 minutes = seconds / 60 % 60;
    if (days > 0)
        return PlainWords::tr("%1 d %2:%3").arg(days).arg(hours, 2, 10, '0'_L1).arg(minutes, 2, 10, '0'_L1);
    if (hours > 0)
        return u"%1:%2:%3"_s.arg(hours).arg(minutes, 2, 10, '0'_L1).arg(seconds % 60, 2, 10, '0'_L1);
    return u"%1:%2"_s.arg(minutes).arg(seconds % 60, 2, 10, '0'_L1);
}

QString timeText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return u"–"_s;
    const QDateTime local = time.toLocalTime();
    return local.toString(local.date() == now.toLocalTime().date() ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
}

QString ageText(std::chrono::milliseconds age)
{
    const qint64 seconds = age.count() / 1000;
    if (seconds < 2)
        return PlainWords::tr("just now");
    if (seconds < 120)
        return PlainWords::tr("%1 s ago").arg(seconds);
    if (seconds < 7200)
        return PlainWords::tr("%1 min ago").arg(seconds / 60);
    return PlainWords::tr("%1 h ago").arg(seconds / 3600);
}

QString asToolTip(const QString &text)
{
    return text.isEmpty() ? QString() : u"<qt>%1</qt>"_s.arg(text.toHtmlEscaped().replace(u'\n', u"<br>"_s));
}

} // namespace obdesk
