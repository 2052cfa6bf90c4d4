// SPDX-License-Identifier: GPL-3.0-or-later
// The graph from afar: no texts, no curves, only pixels. Written straight into an image, because ten thousand boxes cost less than one
// call of the painter each.
#pragma once

#include "picture/boxindex.h"
#include "picture/edgestrokes.h"

#include <QColor>
#include <QImage>

namespace obdesk {

/// An opaque picture in whole pixels. Draws nodes in the order of their weight, so that a failed one is never covered, and none smaller than
/// two pixels (three where it has failed).
class FarPicture
{
public:
    /// `image`: RGB32, drawn over whole, held by nobody else; may lie in memory of the caller. A point p of the scene lies at
    /// (p - origin) * scale, in pixels.
    FarPicture(QImage image, QPointF origin, qreal scale, const Tokens &tokens);

    void drawLines(const EdgeScene &scene, const EdgeStrokes &strokes);
    /// `visible`: nodes that meet the picture.
    void drawNodes(const EdgeScene &scene, std::span<const int> visible);
    const QImage &image() const { return m_image; }

private:
    void line(QPointF from, QPointF to, QRgb color);
    void box(const QRectF &sceneRect, int least, QRgb color);

    QRgb *row(int y) { return reinterpret_cast<QRgb *>(m_bits + qsizetype(y) * m_stride); }

    QImage m_image;
    uchar *const m_bits;                ///< of m_image, which is never shared while this draws
    const qsizetype m_stride;
    const QPointF m_origin;
    const qreal m_scale;
    const Tokens &m_tokens;
};

} // namespace obdesk
