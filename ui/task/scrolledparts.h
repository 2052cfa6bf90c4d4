// SPDX-License-Identifier: GPL-3.0-or-later
// What matrix and timeline share: a body that scrolls both ways between a head and a column of labels that scroll one way each.
#pragma once

#include <QPainter>
#include <QRectF>

namespace obdesk {

/// Calls paint(exposed) for what of `clip` (viewport coordinates) is in `exposed`, with the painter moved by `at` and clipped, and the
/// exposed part in the coordinates of what is painted.
template<typename Paint>
void paintPart(QPainter &painter, const QRectF &exposed, const QRectF &clip, QPointF at, Paint paint)
{
    const QRectF part = clip & exposed;
    if (part.isEmpty())
        return;
    painter.save();
    painter.setClipRect(part);
    painter.translate(at);
    paint(part.translated(-at));
    painter.restore();
}

/// By how much to scroll so that low..high lies in from..to; 0 when it does.
inline qreal shiftIntoView(qreal low, qreal high, qreal from, qreal to)
{
    return low < from ? low - from : high > to ? high - to : 0;
}

} // namespace obdesk
