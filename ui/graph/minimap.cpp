// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/minimap.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace obdesk {

namespace {

constexpr int distance = 12;            // from the corner of the view
constexpr int mapPadding = 8;
constexpr QSizeF most { 200, 120 };     // of the picture
constexpr int thinnest = 28;            // a chain is a line; its map keeps a height that can be hit

} // namespace

void Minimap::place(QSize view, const QRectF &seen)
{
    m_rect = {};
    const QRectF bounds = m_scene.picture().bounds();
    if (!m_wanted || !m_scene.isLaidOut() || bounds.isEmpty() || seen.contains(bounds) || view.width() < 3 * most.width() || view.height() < 2.5 * most.height())
        return;
    const qreal scale = std::min(most.width() / bounds.width(), most.height() / bounds.height());
    if (scale != m_scale)
        m_image = QImage();
    m_scale = scale;
    const QSizeF map = bounds.size() * scale;
    const QSize frame(int(std::ceil(std::max<qreal>(map.width(), thinnest))) + 2 * mapPadding, int(std::ceil(std::max<qreal>(map.height(), thinnest))) + 2 * mapPadding);
    m_rect = QRect(QPoint(distance, view.height() - distance - frame.height()), frame);
    m_corner = QRectF(m_rect).center() - QPointF(map.width(), map.height()) / 2;
}

QPointF Minimap::toMap(QPointF scene) const
{
    return m_corner + (scene - m_scene.picture().bounds().topLeft()) * m_scale;
}

QPointF Minimap::toScene(QPointF position) const
{
    return m_scene.picture().bounds().topLeft() + (position - m_corner) / m_scale;
}

void Minimap::paint(QPainter &painter, const QRectF &seen, qreal pixelRatio)
{
    if (!isShown())
        return;
    const Tokens &tokens = m_theme.tokens();
    if (m_image.isNull() || m_image.devicePixelRatio() != pixelRatio) {
        const QSize pixels(int(std::ceil((m_rect.width() - 2) * pixelRatio)), int(std::ceil((m_rect.height() - 2) * pixelRatio)));
        const QPointF origin = toScene(QPointF(m_rect.topLeft()) + QPointF(1, 1));
        m_image = m_scene.picture().overview(pixels, origin, m_scale * pixelRatio, tokens, {});
        m_image.setDevicePixelRatio(pixelRatio);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(m_rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setClipRect(m_rect.adjusted(1, 1, -1, -1));
    painter.drawImage(m_rect.topLeft() + QPoint(1, 1), m_image);
    const QRectF frame = QRectF(toMap(seen.topLeft()), toMap(seen.bottomRight())).intersected(QRectF(m_rect).adjusted(2, 2, -2, -2));
    QColor veil = tokens.accent;
    veil.setAlphaF(0.10F);
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.setBrush(veil);
    painter.drawRect(frame);
    painter.restore();
}

} // namespace obdesk
