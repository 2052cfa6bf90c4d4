// SPDX-License-Identifier: GPL-3.0-or-later
// The whole graph in a corner, with a frame around what is seen. Painted by the view, not a widget of its own: the view scrolls its
// pixels, and a child on top would be scrolled with them.
#pragma once

#include "graph/graphscene.h"
#include "theme/theme.h"

#include <QImage>

class QPainter;

namespace obdesk {

class Minimap final
{
public:
    Minimap(const GraphScene &scene, const Theme &theme) : m_scene(scene), m_theme(theme) { }

    /// Places it in a view of this size; empty where there is no room or no need (everything is seen).
    void place(QSize view, const QRectF &seen);
    /// With its frame, in widget coordinates; empty when it is not shown.
    const QRect &rect() const { return m_rect; }
    bool isShown() const { return !m_rect.isEmpty(); }
    void setWanted(bool wanted) { m_wanted = wanted; }
    bool isWanted() const { return m_wanted; }

    /// The picture has changed; painted anew at the next paint().
    void invalidate() { m_image = QImage(); }
    void paint(QPainter &painter, const QRectF &seen, qreal pixelRatio);
    /// The scene point under a point of the widget.
    QPointF toScene(QPointF position) const;

private:
    QRectF inside() const;
    QPointF toMap(QPointF scene) const;

    const GraphScene &m_scene;
    const Theme &m_theme;
    bool m_wanted = true;
    QRect m_rect;
    qreal m_scale = 1;
    QPointF m_corner;               // of the picture, in the widget
    QImage m_image;
};

} // namespace obdesk
