// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/textlines.h"

#include <QFontMetricsF>

namespace obdesk {

QStringList wrapped(const QString &text, const QFontMetricsF &metrics, qreal width, int most)
{
    const QStringList words = text.simplified().split(u' ');
    QStringList lines;
    qsizetype next = 0;
    while (next < words.size()) {
        if (lines.size() + 1 == most) {
            lines.append(words.mid(next).join(u' '));
            break;
        }
        QString line = words.at(next++);
        while (next < words.size() && metrics.horizontalAdvance(line + u' ' + words.at(next)) <= width)
            line += u' ' + words.at(next++);
        lines.append(line);
    }
    for (QString &line : lines)
        line = metrics.elidedText(line, Qt::ElideRight, width);
    return lines;
}

} // namespace obdesk
