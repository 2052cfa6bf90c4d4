// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/graphpicture.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

// What is simplified depends on the graph and the zoom only, never on what is exposed: a part painted anew must look
// like the whole it lies in.
constexpr int wideFan = 32;             ///< its edges are painted thin, and straight where both ends are wide fans
constexpr qsizetype mostSmooth = 8'000; ///< boxes or edges; more of them as far away as that are a texture
constexpr qreal arrowLength = 8;
constexpr qreal edgeMargin = arrowLength / 2 + 1;   ///< pen and arrow head
constexpr qreal smallestEdge = 2;       ///< device pixels; below, the boxes of its ends touch and hide it
constexpr qreal smallestBox = 1.5;      ///< device pixels; a failed step must not vanish at any zoom
constexpr qreal fadedOpacity = 0.25;

bool isDone(StepState state)
{
    return state == StepState::Successful || state == StepState::Skipped;
}

bool hasStarted(StepState state)
{
    return isDone(state) || state == StepState::Running || state == StepState::Canceling || state == StepState::Failed;
}

using Curve = std::array<QPointF, 4>;

/// The part of a cubic curve between two of its parameters (by blossoming).
Curve pieceOf(const Curve &curve, qreal from, qreal to)
{
    const auto mix = [](QPointF a, QPointF b, qreal t) { return a + (b - a) * t; };
    const auto at = [&](qreal r, qreal s, qreal t) {
        const QPointF ab = mix(curve[0], curve[1], r), bc = mix(curve[1], curve[2], r), cd = mix(curve[2], curve[3], r);
        return mix(mix(ab, bc, s), mix(bc, cd, s), t);
    };
    return {at(from, from, from), at(from, from, to), at(from, to, to), at(to, to, to)};
}

/// A fan of a hundred hosts is ten screens tall, and stroking a curve costs by its length: of curves larger than the
/// view only the part in it is painted. Across the flow the curve goes from a to b like a + (b - a) (3 t² - 2 t³).
Curve shownPiece(const Curve &curve, qreal a, qreal b, qreal low, qreal high)
{
    constexpr qreal margin = 32;
    if (std::min(a, b) > low - margin && std::max(a, b) < high + margin)
        return curve;
    const auto parameter = [&](qreal value) {
        const qreal part = std::clamp((value - a) / (b - a), 0.0, 1.0);
        return std::clamp(0.5 - std::sin(std::asin(1 - 2 * part) / 3), 0.0, 1.0);
    };
    const qreal one = parameter(low - margin);
    const qreal other = parameter(high + margin);
    return pieceOf(curve, std::min(one, other), std::max(one, other));
}

QString groupTitle(const NodeLook &look)
{
    QStringList facts{look.title, look.subtitle, look.stateWord, look.duration};
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

} // namespace

void GraphPicture::setGraph(GraphLayout layout, QList<LayoutEdge> edges, LayoutDirection direction)
{
    m_layout = std::move(layout);
    m_edges = std::move(edges);
    m_direction = direction;
    m_looks = QList<NodeLook>(m_layout.nodes.size());
    m_texts = QList<NodeText>(m_layout.nodes.size());

    const qsizetype edgeCount = std::min(m_layout.edgeCount(), m_edges.size());
    m_edgesOfStart.assign(size_t(nodeCount()) + 1, 0);
    m_edgeBoxes.fill(QRectF(), edgeCount);
    for (qsizetype e = 0; e < edgeCount; ++e) {
        const auto points = m_layout.route(e).points;
        if (points.empty())
            continue;
        const auto [left, right] = std::ranges::minmax(points, {}, &QPointF::x);
        const auto [top, bottom] = std::ranges::minmax(points, {}, &QPointF::y);
        m_edgeBoxes[e] = QRectF(QPointF(left.x(), top.y()), QPointF(right.x(), bottom.y()))
                             .adjusted(-edgeMargin, -edgeMargin, edgeMargin, edgeMargin);
        ++m_edgesOfStart[size_t(m_edges[e].from) + 1];
        ++m_edgesOfStart[size_t(m_edges[e].to) + 1];
    }
    for (size_t i = 1; i < m_edgesOfStart.size(); ++i)
        m_edgesOfStart[i] += m_edgesOfStart[i - 1];
    m_edgesOf.resize(size_t(m_edgesOfStart.back()));
    std::vector<int> next(m_edgesOfStart.begin(), m_edgesOfStart.end() - 1);
    for (qsizetype e = 0; e < edgeCount; ++e) {
        if (m_edgeBoxes[e].isNull())
            continue;
        m_edgesOf[size_t(next[size_t(m_edges[e].from)]++)] = int(e);
        m_edgesOf[size_t(next[size_t(m_edges[e].to)]++)] = int(e);
    }
    findFans();
    m_nodeIndex = BoxIndex(m_layout.nodes);
    m_edgeIndex = BoxIndex(m_edgeBoxes);
}

void GraphPicture::findFans()
{
    std::vector<int> out(size_t(nodeCount()), 0);
    std::vector<int> in(size_t(nodeCount()), 0);
    for (qsizetype e = 0; e < m_edgeBoxes.size(); ++e) {
        if (!m_edgeBoxes[e].isNull()) {
            ++out[size_t(m_edges[e].from)];
            ++in[size_t(m_edges[e].to)];
        }
    }
    m_fans.assign(size_t(m_edgeBoxes.size()), Fan::None);
    for (qsizetype e = 0; e < m_edgeBoxes.size(); ++e) {
        if (m_edgeBoxes[e].isNull() || m_layout.route(e).reversed)
            continue;
        const int wide = (out[size_t(m_edges[e].from)] >= wideFan) + (in[size_t(m_edges[e].to)] >= wideFan);
        m_fans[size_t(e)] = wide == 2 ? Fan::Both : wide == 1 ? Fan::One : Fan::None;
    }
}

bool GraphPicture::setNode(int node, NodeLook look)
{
    if (node < 0 || node >= nodeCount() || m_looks[node] == look)
        return false;
    if (!m_fitter)
        m_fitter.emplace();
    m_texts[node] = m_fitter->fit(look);
    m_looks[node] = std::move(look);
    return true;
}

QRectF GraphPicture::touchedRect(int node) const
{
    QRectF rect = nodeRect(node).adjusted(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin);
    for (int i = m_edgesOfStart[size_t(node)]; i < m_edgesOfStart[size_t(node) + 1]; ++i)
        rect |= m_edgeBoxes[m_edgesOf[size_t(i)]];
    return rect;
}

std::optional<int> GraphPicture::nodeAt(QPointF position) const
{
    const std::vector<int> found = m_nodeIndex.find(QRectF(position, QSizeF(0, 0)));
    return found.empty() ? std::nullopt : std::optional(found.back());
}

GraphPicture::EdgeKind GraphPicture::kindOf(int edge) const
{
    const StepState from = m_looks[m_edges[edge].from].state;
    const StepState to = m_looks[m_edges[edge].to].state;
    if (!isDone(from) || !hasStarted(to))
        return EdgeKind::Waiting;
    return to == StepState::Failed ? EdgeKind::Failed : EdgeKind::Done;
}

bool GraphPicture::isFaded(int node, const PaintOptions &options) const
{
    return options.faded && node < options.faded->size() && options.faded->at(node);
}

PaintCount GraphPicture::paint(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    const Detail detail = options.groups ? Detail::Facts : detailAt(scale);
    PaintCount count;
    count.edges = paintEdges(painter, exposed, scale, detail, options);
    count.nodes = detail == Detail::Boxes ? paintBoxes(painter, exposed, scale, options)
                                          : paintNodes(painter, exposed, detail, options);
    painter.restore();
    return count;
}

int GraphPicture::paintEdges(QPainter &painter, const QRectF &exposed, qreal scale, Detail detail,
                             const PaintOptions &options) const
{
    const std::vector<int> visible = m_edgeIndex.find(exposed);
    std::array<std::vector<int>, 3> clear;
    std::array<std::vector<int>, 3> faint;
    int count = 0;
    for (int edge : visible) {
        const QRectF &box = m_edgeBoxes[edge];
        if (box.isNull() || std::max(box.width(), box.height()) * scale < smallestEdge)
            continue;
        ++count;
        const bool faded = isFaded(m_edges[edge].from, options) || isFaded(m_edges[edge].to, options);
        (faded ? faint : clear)[size_t(kindOf(edge))].push_back(edge);
    }
    painter.setRenderHint(QPainter::Antialiasing, detail != Detail::Boxes || m_edges.size() <= mostSmooth);
    for (const auto *edges : {&faint, &clear}) {
        painter.setOpacity(edges == &faint ? fadedOpacity : 1);
        for (EdgeKind kind : {EdgeKind::Waiting, EdgeKind::Done, EdgeKind::Failed})
            paintEdgesOf(painter, (*edges)[size_t(kind)], kind, exposed, detail, *options.tokens);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    return count;
}

void GraphPicture::paintEdgesOf(QPainter &painter, const std::vector<int> &edges, EdgeKind kind, const QRectF &exposed,
                                Detail detail, const Tokens &tokens) const
{
    if (edges.empty())
        return;
    const QColor color = kind == EdgeKind::Done ? tokens.successful : kind == EdgeKind::Failed ? tokens.failed : tokens.edge;
    QPen pen(color, kind == EdgeKind::Waiting ? 1.2 : 1.8);
    if (detail == Detail::Boxes) {  // lines only
        pen.setWidth(1);
        pen.setCosmetic(true);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    QList<QLineF> lines;
    for (int edge : edges) {
        if (detail != Detail::Boxes && m_fans[size_t(edge)] != Fan::Both)
            continue;
        const auto points = m_layout.route(edge).points;
        for (size_t i = 1; i < points.size(); ++i)
            lines.append(QLineF(points[i - 1], points[i]));
    }
    painter.drawLines(lines);
    if (detail == Detail::Boxes)
        return;

    QPen thin(color, 1);
    thin.setCosmetic(true);     // painted several times as fast as a wide one
    for (int edge : edges) {
        if (m_fans[size_t(edge)] == Fan::Both)
            continue;
        if (m_fans[size_t(edge)] == Fan::One) {
            painter.setPen(thin);
            paintCurve(painter, edge, exposed);
            continue;
        }
        const bool reversed = m_layout.route(edge).reversed;
        pen.setStyle(reversed ? Qt::DashLine : Qt::SolidLine);
        painter.setPen(pen);
        paintCurve(painter, edge, exposed);
        if (reversed)
            paintArrow(painter, edge, color);
    }
}

/// All edges lead with the flow but these, so that only these need an arrow.
void GraphPicture::paintArrow(QPainter &painter, int edge, const QColor &color) const
{
    const QPointF tip = m_layout.route(edge).points.back();
    const QPointF back = m_direction == LayoutDirection::LeftRight ? QPointF(arrowLength, 0) : QPointF(0, arrowLength);
    const QPointF aside = back.transposed() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{tip, tip + back + aside, tip + back - aside});
    painter.setBrush(Qt::NoBrush);
}

/// Leaves and enters along the flow; each piece stays within the box of its segment, where no node is.
void GraphPicture::paintCurve(QPainter &painter, int edge, const QRectF &exposed) const
{
    const EdgeRoute route = m_layout.route(edge);
    const bool sideways = m_direction == LayoutDirection::LeftRight;
    QPainterPath path(route.points.front());
    for (size_t i = 1; i < route.points.size(); ++i) {
        const QPointF a = route.points[i - 1];
        const QPointF b = route.points[i];
        if (a.x() == b.x() || a.y() == b.y()) {
            path.lineTo(b);
            continue;
        }
        const QPointF middle = (a + b) / 2;
        Curve curve{a, sideways ? QPointF(middle.x(), a.y()) : QPointF(a.x(), middle.y()),
                    sideways ? QPointF(middle.x(), b.y()) : QPointF(b.x(), middle.y()), b};
        if (!route.reversed) {  // dashes would start elsewhere
            curve = sideways ? shownPiece(curve, a.y(), b.y(), exposed.top(), exposed.bottom())
                             : shownPiece(curve, a.x(), b.x(), exposed.left(), exposed.right());
        }
        if (path.currentPosition() != curve[0])
            path.moveTo(curve[0]);
        path.cubicTo(curve[1], curve[2], curve[3]);
    }
    painter.drawPath(path);
}

int GraphPicture::paintBoxes(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const
{
    constexpr int states = int(StepState::RolledBack) + 1;
    const std::vector<int> visible = m_nodeIndex.find(exposed);
    std::array<QList<QRectF>, states> clear;
    std::array<QList<QRectF>, states> faint;
    const qreal least = smallestBox / scale;
    for (int node : visible) {
        QRectF rect = nodeRect(node);
        const qreal growX = std::max(0.0, least - rect.width()) / 2;
        const qreal growY = std::max(0.0, least - rect.height()) / 2;
        rect.adjust(-growX, -growY, growX, growY);
        (isFaded(node, options) ? faint : clear)[size_t(m_looks[node].state)].append(rect);
    }
    painter.setRenderHint(QPainter::Antialiasing, m_layout.nodes.size() <= mostSmooth);
    painter.setPen(Qt::NoPen);
    for (const auto *boxes : {&faint, &clear}) {
        painter.setOpacity(boxes == &faint ? fadedOpacity : 1);
        // What matters most comes last and lies on top.
        for (StepState state : {StepState::Pending, StepState::Ready, StepState::RolledBack, StepState::Successful,
                                StepState::Skipped, StepState::Unknown, StepState::Canceling, StepState::Running,
                                StepState::Failed}) {
            painter.setBrush(boxColor(*options.tokens, state));
            painter.drawRects((*boxes)[size_t(state)]);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(1);
    if (options.interactive && options.selected && *options.selected < nodeCount()) {
        QPen pen(options.tokens->text, options.focused ? 3 : 2);    // the accent is the colour of running boxes
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(nodeRect(*options.selected).adjusted(-2 * least, -2 * least, 2 * least, 2 * least));
    }
    return int(visible.size());
}

int GraphPicture::paintNodes(QPainter &painter, const QRectF &exposed, Detail detail, const PaintOptions &options) const
{
    if (!m_fitter)
        return 0;   // no node has a look yet
    const std::vector<int> visible = m_nodeIndex.find(exposed.adjusted(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin));
    for (int node : visible) {
        NodeStyle style;
        style.rightToLeft = options.rightToLeft;
        if (options.interactive) {
            style.selected = options.selected == node;
            style.hovered = options.hovered == node;
            style.focused = options.focused;
        }
        if (options.groups)
            options.groups->beginGroup(u"subtask-"_s + m_looks[node].id.toString(), groupTitle(m_looks[node]));
        painter.setOpacity(isFaded(node, options) ? fadedOpacity : 1);
        paintNode(painter, nodeRect(node), detail, m_looks[node], m_texts[node], m_fitter->fonts(), *options.tokens, style);
        if (options.groups)
            options.groups->endGroup();
    }
    return int(visible.size());
}

} // namespace obdesk
