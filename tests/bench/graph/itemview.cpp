// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/itemview.h"

#include "picture/nodepainter.h"

#include <QGraphicsItem>
#include <QGraphicsScene>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <array>
#include <span>
#include <vector>

namespace obdesk::bench {

namespace {

class StepItem final : public QGraphicsItem
{
public:
    StepItem(const QRectF &rect, const NodeLook &look, NodeTextFitter &fitter, const Tokens &tokens)
        : m_look(look), m_text(fitter.fit(look)), m_fonts(fitter.fonts()), m_tokens(tokens)
    {
        setPos(rect.topLeft());
        m_rect = QRectF(QPointF(), rect.size());
    }
    QRectF boundingRect() const override { return m_rect.adjusted(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin); }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        const Detail detail = detailAt(QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()));
        if (detail == Detail::Boxes) {
            painter->fillRect(m_rect, boxColor(m_tokens, m_look.state));
            return;
        }
        painter->setRenderHint(QPainter::Antialiasing);
        paintNode(*painter, m_rect, detail, m_look, m_text, m_fonts, m_tokens, {});
    }

private:
    QRectF m_rect;
    NodeLook m_look;
    NodeText m_text;
    const NodeFonts &m_fonts;
    const Tokens &m_tokens;
};

class EdgeItem final : public QGraphicsItem
{
public:
    EdgeItem(std::span<const QPointF> points, const QColor &color) : m_points(points.begin(), points.end()), m_color(color)
    {
        m_box = QPolygonF(QList<QPointF>(m_points.begin(), m_points.end())).boundingRect().adjusted(-1, -1, 1, 1);
        setZValue(-1);
    }
    QRectF boundingRect() const override { return m_box; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        QPen pen(m_color, 1);
        pen.setCosmetic(true);
        painter->setPen(pen);
        painter->drawPolyline(m_points.data(), int(m_points.size()));
    }

private:
    std::vector<QPointF> m_points;
    QRectF m_box;
    QColor m_color;
};

/// Owns what its items look at.
class ItemView final : public QGraphicsView
{
public:
    ItemView() { setScene(&m_scene); }
    NodeTextFitter fitter;

private:
    QGraphicsScene m_scene;
};

} // namespace

std::unique_ptr<QGraphicsView> makeItemView(const GraphLayout &layout, const QList<NodeLook> &looks, const Tokens &tokens)
{
    auto view = std::make_unique<ItemView>();
    view->setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    view->setOptimizationFlags(QGraphicsView::DontSavePainterState | QGraphicsView::DontAdjustForAntialiasing);
    view->setBackgroundBrush(tokens.window);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setFrameShape(QFrame::NoFrame);
    for (qsizetype e = 0; e < layout.edgeCount(); ++e) {
        if (const EdgeRoute route = layout.route(e); !route.points.empty())
            view->scene()->addItem(new EdgeItem(route.points, tokens.edge));
    }
    // Bundles as the lines they are, so that both sides draw the same.
    for (const LayoutBundle &bundle : layout.bundles) {
        const std::array spine { bundle.spine.p1(), bundle.spine.p2() };
        view->scene()->addItem(new EdgeItem(spine, tokens.edge));
        for (const bool tail : { true, false }) {
            for (const int node : tail ? bundle.tails : bundle.heads) {
                const QRectF rect = layout.nodes[node];
                const std::array line { QPointF(tail ? rect.right() : rect.left(), rect.center().y()), QPointF(bundle.spine.x1(), rect.center().y()) };
                view->scene()->addItem(new EdgeItem(line, tokens.edge));
            }
        }
    }
    for (qsizetype i = 0; i < layout.nodes.size(); ++i)
        view->scene()->addItem(new StepItem(layout.nodes[i], looks[i], view->fitter, tokens));
    view->scene()->setSceneRect(layout.bounds);
    return view;
}

} // namespace obdesk::bench
