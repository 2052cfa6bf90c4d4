// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/edgestrokes.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace obdesk {

namespace {

// What is simplified depends on the graph and the zoom only, never on what is exposed: a part painted anew must look
// like the whole it lies in.
constexpr int wideFan = 32;             ///< its edges are painted thin, and straight where both ends are wide fans
constexpr int curvedBundle = 16;        ///< ends up to which a bundle is drawn as curves through one point
constexpr qreal arrowLength = 8;
constexpr qreal edgeMargin = arrowLength / 2 + 1;   ///< pen and arrow head
constexpr qreal smallestEdge = 2;       ///< device pixels; below, the boxes of its ends touch and hide it

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

/// From a to b, leaving and arriving along the flow.
Curve flowCurve(QPointF a, QPointF b, bool sideways)
{
    const QPointF middle = (a + b) / 2;
    return {a, sideways ? QPointF(middle.x(), a.y()) : QPointF(a.x(), middle.y()),
            sideways ? QPointF(middle.x(), b.y()) : QPointF(b.x(), middle.y()), b};
}

QRectF grown(const QRectF &rect, qreal by)
{
    return rect.adjusted(-by, -by, by, by);
}

QRectF boxOf(const QLineF &line)
{
    return QRectF(line.p1(), line.p2()).normalized();
}

} // namespace

EdgeStrokes::EdgeStrokes(const GraphLayout &layout, const QList<LayoutEdge> &edges, LayoutDirection direction)
{
    const auto nodeCount = size_t(layout.nodes.size());
    const qsizetype edgeCount = std::min(layout.edgeCount(), edges.size());
    m_ofStart.assign(nodeCount + 1, 0);
    m_boxes.fill(QRectF(), edgeCount);
    for (qsizetype e = 0; e < edgeCount; ++e) {
        const auto points = layout.route(e).points;
        if (points.empty())
            continue;
        const auto [left, right] = std::ranges::minmax(points, {}, &QPointF::x);
        const auto [top, bottom] = std::ranges::minmax(points, {}, &QPointF::y);
        m_boxes[e] = grown(QRectF(QPointF(left.x(), top.y()), QPointF(right.x(), bottom.y())), edgeMargin);
        ++m_ofStart[size_t(edges[e].from) + 1];
        ++m_ofStart[size_t(edges[e].to) + 1];
    }
    for (size_t i = 1; i < m_ofStart.size(); ++i)
        m_ofStart[i] += m_ofStart[i - 1];
    m_of.resize(size_t(m_ofStart.back()));
    std::vector<int> next(m_ofStart.begin(), m_ofStart.end() - 1);
    for (qsizetype e = 0; e < edgeCount; ++e) {
        if (m_boxes[e].isNull())
            continue;
        m_of[size_t(next[size_t(edges[e].from)]++)] = int(e);
        m_of[size_t(next[size_t(edges[e].to)]++)] = int(e);
    }
    findFans(layout, edges);
    m_index = BoxIndex(m_boxes);

    m_bundlesOfStart.assign(nodeCount + 1, 0);
    const EdgeScene scene{layout, edges, direction, {}, {}};
    m_bundleBoxes.reserve(layout.bundles.size());
    for (const LayoutBundle &bundle : layout.bundles) {
        QRectF box = boxOf(bundle.spine);
        for (const bool tail : {true, false}) {
            for (const int node : tail ? bundle.tails : bundle.heads) {
                ++m_bundlesOfStart[size_t(node) + 1];
                const QRectF line = boxOf(stub(scene, bundle, node, tail));
                box = QRectF(QPointF(std::min(box.left(), line.left()), std::min(box.top(), line.top())),
                             QPointF(std::max(box.right(), line.right()), std::max(box.bottom(), line.bottom())));
            }
        }
        m_bundleBoxes.append(grown(box, edgeMargin));
    }
    for (size_t i = 1; i < m_bundlesOfStart.size(); ++i)
        m_bundlesOfStart[i] += m_bundlesOfStart[i - 1];
    m_bundlesOf.resize(size_t(m_bundlesOfStart.back()));
    next.assign(m_bundlesOfStart.begin(), m_bundlesOfStart.end() - 1);
    for (int b = 0; b < int(layout.bundles.size()); ++b) {
        for (const bool tail : {true, false}) {
            for (const int node : tail ? layout.bundles[b].tails : layout.bundles[b].heads)
                m_bundlesOf[size_t(next[size_t(node)]++)] = 2 * b + (tail ? 0 : 1);
        }
    }
    m_bundleIndex = BoxIndex(m_bundleBoxes);
}

void EdgeStrokes::findFans(const GraphLayout &layout, const QList<LayoutEdge> &edges)
{
    std::vector<int> out(size_t(layout.nodes.size()), 0);
    std::vector<int> in(out.size(), 0);
    for (qsizetype e = 0; e < m_boxes.size(); ++e) {
        if (!m_boxes[e].isNull()) {
            ++out[size_t(edges[e].from)];
            ++in[size_t(edges[e].to)];
        }
    }
    m_fans.assign(size_t(m_boxes.size()), Fan::None);
    for (qsizetype e = 0; e < m_boxes.size(); ++e) {
        if (m_boxes[e].isNull() || layout.route(e).reversed)
            continue;
        const int wide = (out[size_t(edges[e].from)] >= wideFan) + (in[size_t(edges[e].to)] >= wideFan);
        m_fans[size_t(e)] = wide == 2 ? Fan::Both : wide == 1 ? Fan::One : Fan::None;
    }
}

EdgeStrokes::Kind EdgeStrokes::kindOf(StepState from, StepState to)
{
    if (!isDone(from) || !hasStarted(to))
        return Kind::Waiting;
    return to == StepState::Failed ? Kind::Failed : Kind::Done;
}

bool EdgeStrokes::isFaint(const EdgeScene &scene, int node)
{
    return !scene.marks.empty() && (scene.marks[size_t(node)] & nodemark::faded);
}

bool EdgeStrokes::isMarked(const EdgeScene &scene, int from, int to)
{
    if (scene.marks.empty())
        return false;
    const NodeMarks a = scene.marks[size_t(from)];
    const NodeMarks b = scene.marks[size_t(to)];
    const auto both = [&](NodeMarks mark) { return (a & mark) && (b & mark); };
    return both(nodemark::critical) || both(nodemark::upstream) || both(nodemark::downstream);
}

EdgeStrokes::Kind EdgeStrokes::kindOf(const EdgeScene &scene, int edge) const
{
    const auto [from, to] = scene.edges[edge];
    return isMarked(scene, from, to) ? Kind::Marked : kindOf(scene.states[size_t(from)], scene.states[size_t(to)]);
}

QColor EdgeStrokes::colorOf(int kind, const Tokens &tokens)
{
    switch (Kind(kind)) {
    case Kind::Done:
        return tokens.successful;
    case Kind::Failed:
        return tokens.failed;
    case Kind::Marked:
        return tokens.text;
    case Kind::Waiting:
        break;
    }
    return tokens.edge;
}

int EdgeStrokes::paint(QPainter &painter, const EdgeScene &scene, const QRectF &exposed, qreal scale, Detail detail,
                       const Tokens &tokens) const
{
    std::array<std::vector<int>, 4> clear;
    std::array<std::vector<int>, 4> faint;
    int count = 0;
    for (const int edge : m_index.find(exposed)) {
        const QRectF &box = m_boxes[edge];
        if (box.isNull() || std::max(box.width(), box.height()) * scale < smallestEdge)
            continue;
        ++count;
        const bool faded = isFaint(scene, scene.edges[edge].from) || isFaint(scene, scene.edges[edge].to);
        (faded ? faint : clear)[size_t(kindOf(scene, edge))].push_back(edge);
    }
    const std::vector<int> bundles = m_bundleIndex.find(exposed);
    painter.setRenderHint(QPainter::Antialiasing, detail != Detail::Boxes || m_boxes.size() <= mostSmooth);
    for (const auto *edges : {&faint, &clear}) {
        painter.setOpacity(edges == &faint ? fadedOpacity : 1);
        for (const Kind kind : {Kind::Waiting, Kind::Done, Kind::Failed, Kind::Marked})
            paintEdges(painter, scene, (*edges)[size_t(kind)], kind, exposed, detail, tokens);
    }
    for (const int bundle : bundles)
        paintBundle(painter, scene, bundle, exposed, detail, tokens);
    painter.setOpacity(1);
    painter.setRenderHint(QPainter::Antialiasing);
    return count + int(bundles.size());
}

namespace {

QPen penOf(const QColor &color, bool strong, Detail detail)
{
    QPen pen(color, strong ? 1.8 : 1.2);
    if (detail == Detail::Boxes) {
        pen.setWidth(1);
        pen.setCosmetic(true);
    }
    return pen;
}

} // namespace

void EdgeStrokes::paintEdges(QPainter &painter, const EdgeScene &scene, const std::vector<int> &edges, Kind kind, const QRectF &exposed,
                             Detail detail, const Tokens &tokens) const
{
    if (edges.empty())
        return;
    const QColor color = colorOf(int(kind), tokens);
    QPen pen = penOf(color, kind != Kind::Waiting, detail);
    if (kind == Kind::Marked && detail != Detail::Boxes)
        pen.setWidthF(2.6);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    QList<QLineF> lines;
    for (const int edge : edges) {
        if (detail != Detail::Boxes && m_fans[size_t(edge)] != Fan::Both)
            continue;
        const auto points = scene.layout.route(edge).points;
        for (size_t i = 1; i < points.size(); ++i)
            lines.append(QLineF(points[i - 1], points[i]));
    }
    painter.drawLines(lines);
    if (detail == Detail::Boxes)
        return;

    QPen thin(color, 1);
    thin.setCosmetic(true);     // painted several times as fast as a wide one
    for (const int edge : edges) {
        if (m_fans[size_t(edge)] == Fan::Both)
            continue;
        if (m_fans[size_t(edge)] == Fan::One && kind != Kind::Marked) {
            painter.setPen(thin);
            paintCurve(painter, scene, edge, exposed);
            continue;
        }
        const bool reversed = scene.layout.route(edge).reversed;
        pen.setStyle(reversed ? Qt::DashLine : Qt::SolidLine);
        painter.setPen(pen);
        paintCurve(painter, scene, edge, exposed);
        if (reversed)
            paintArrow(painter, scene, edge, color);
    }
}

/// All edges lead with the flow but these, so that only these need an arrow.
void EdgeStrokes::paintArrow(QPainter &painter, const EdgeScene &scene, int edge, const QColor &color) const
{
    const QPointF tip = scene.layout.route(edge).points.back();
    const QPointF back = scene.direction == LayoutDirection::LeftRight ? QPointF(arrowLength, 0) : QPointF(0, arrowLength);
    const QPointF aside = back.transposed() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{tip, tip + back + aside, tip + back - aside});
    painter.setBrush(Qt::NoBrush);
}

/// Leaves and enters along the flow; each piece stays within the box of its segment, where no node is.
void EdgeStrokes::paintCurve(QPainter &painter, const EdgeScene &scene, int edge, const QRectF &exposed) const
{
    const EdgeRoute route = scene.layout.route(edge);
    const bool sideways = scene.direction == LayoutDirection::LeftRight;
    QPainterPath path(route.points.front());
    for (size_t i = 1; i < route.points.size(); ++i) {
        const QPointF a = route.points[i - 1];
        const QPointF b = route.points[i];
        if (a.x() == b.x() || a.y() == b.y()) {
            path.lineTo(b);
            continue;
        }
        Curve curve = flowCurve(a, b, sideways);
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

/// From the node's border to the spine, along the flow.
QLineF EdgeStrokes::stub(const EdgeScene &scene, const LayoutBundle &bundle, int node, bool tail)
{
    const QRectF &rect = scene.layout.nodes[node];
    if (scene.direction == LayoutDirection::LeftRight) {
        const QPointF port(tail ? rect.right() : rect.left(), rect.center().y());
        return {port, QPointF(bundle.spine.x1(), port.y())};
    }
    const QPointF port(rect.center().x(), tail ? rect.bottom() : rect.top());
    return {port, QPointF(port.x(), bundle.spine.y1())};
}

void EdgeStrokes::paintBundle(QPainter &painter, const EdgeScene &scene, int b, const QRectF &exposed, Detail detail,
                              const Tokens &tokens) const
{
    const LayoutBundle &bundle = scene.layout.bundles[b];
    const bool sideways = scene.direction == LayoutDirection::LeftRight;
    const bool curved = detail != Detail::Boxes && bundle.tails.size() + bundle.heads.size() <= curvedBundle;
    const auto stateOf = [&](int node) { return scene.states[size_t(node)]; };
    const bool open = std::ranges::all_of(bundle.tails, [&](int node) { return isDone(stateOf(node)); });
    const QPointF hub = bundle.spine.center();
    // Of many ends only those near the exposed part are looked at: they stand in order across the flow.
    const auto shown = [&](const QList<int> &nodes) {
        if (curved)
            return std::span(nodes.constData(), size_t(nodes.size()));
        const qreal low = sideways ? exposed.top() : exposed.left();
        const qreal high = sideways ? exposed.bottom() : exposed.right();
        const auto across = [&](int node) {
            const QPointF centre = scene.layout.nodes[node].center();
            return sideways ? centre.y() : centre.x();
        };
        const auto first = std::ranges::lower_bound(nodes, low - edgeMargin, {}, across);
        const auto last = std::ranges::upper_bound(nodes, high + edgeMargin, {}, across);
        return std::span(nodes.constData() + (first - nodes.begin()), size_t(std::max<qsizetype>(0, last - first)));
    };

    std::array<QList<QLineF>, 4> lines;
    std::array<QList<QLineF>, 4> faintLines;
    for (const bool tail : {true, false}) {
        for (const int node : shown(tail ? bundle.tails : bundle.heads)) {
            Kind kind = tail ? (isDone(stateOf(node)) ? Kind::Done : Kind::Waiting)
                             : kindOf(open ? StepState::Successful : StepState::Pending, stateOf(node));
            const auto &others = tail ? bundle.heads : bundle.tails;
            const bool marked = !scene.marks.empty()
                && std::ranges::any_of(others, [&](int other) { return tail ? isMarked(scene, node, other) : isMarked(scene, other, node); });
            if (marked)
                kind = Kind::Marked;
            (isFaint(scene, node) ? faintLines : lines)[size_t(kind)].append(stub(scene, bundle, node, tail));
        }
    }
    const auto draw = [&](const QList<QLineF> &stubs, Kind kind) {
        if (stubs.isEmpty())
            return;
        QPen pen = penOf(colorOf(int(kind), tokens), kind != Kind::Waiting, detail);
        if (kind == Kind::Marked && detail != Detail::Boxes)
            pen.setWidthF(2.6);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        if (!curved) {
            painter.drawLines(stubs);
            return;
        }
        for (const QLineF &line : stubs) {
            const Curve curve = flowCurve(line.p1(), hub, sideways);
            QPainterPath path(curve[0]);
            path.cubicTo(curve[1], curve[2], curve[3]);
            painter.drawPath(path);
        }
    };
    const auto allFaint = [&](const QList<int> &nodes) { return std::ranges::all_of(nodes, [&](int node) { return isFaint(scene, node); }); };
    painter.setOpacity(fadedOpacity);
    for (const Kind kind : {Kind::Waiting, Kind::Done, Kind::Failed, Kind::Marked})
        draw(faintLines[size_t(kind)], kind);
    painter.setOpacity(!scene.marks.empty() && (allFaint(bundle.tails) || allFaint(bundle.heads)) ? fadedOpacity : 1);
    if (!curved) {
        painter.setPen(penOf(open ? tokens.successful : tokens.edge, open, detail));
        painter.drawLine(bundle.spine);
    }
    painter.setOpacity(1);
    for (const Kind kind : {Kind::Waiting, Kind::Done, Kind::Failed, Kind::Marked})
        draw(lines[size_t(kind)], kind);
}

void EdgeStrokes::forEachLine(const EdgeScene &scene, const QRectF &exposed, qreal least,
                              const std::function<void(QPointF, QPointF, int)> &visit) const
{
    for (const int edge : m_index.find(exposed)) {
        const QRectF &box = m_boxes[edge];
        if (box.isNull() || std::max(box.width(), box.height()) < least)
            continue;
        if (isFaint(scene, scene.edges[edge].from) || isFaint(scene, scene.edges[edge].to))
            continue;
        const auto points = scene.layout.route(edge).points;
        const int kind = int(kindOf(scene, edge));
        for (size_t i = 1; i < points.size(); ++i)
            visit(points[i - 1], points[i], kind);
    }
    for (const int b : m_bundleIndex.find(exposed)) {
        const LayoutBundle &bundle = scene.layout.bundles[b];
        const bool open = std::ranges::all_of(bundle.tails, [&](int node) { return isDone(scene.states[size_t(node)]); });
        visit(bundle.spine.p1(), bundle.spine.p2(), int(open ? Kind::Done : Kind::Waiting));
        for (const bool tail : {true, false}) {
            for (const int node : tail ? bundle.tails : bundle.heads) {
                const QLineF line = stub(scene, bundle, node, tail);
                if (line.length() < least)
                    break;  // all of one side are about as long
                const StepState state = scene.states[size_t(node)];
                visit(line.p1(), line.p2(), int(tail ? (isDone(state) ? Kind::Done : Kind::Waiting)
                                                     : kindOf(open ? StepState::Successful : StepState::Pending, state)));
            }
        }
    }
}

void EdgeStrokes::addTouched(const EdgeScene &scene, int node, QList<QRectF> &into) const
{
    // One area on either side: together they would take in the nodes above and below.
    std::array<QRectF, 2> sides;
    for (int i = m_ofStart[size_t(node)]; i < m_ofStart[size_t(node) + 1]; ++i) {
        const int edge = m_of[size_t(i)];
        sides[scene.edges[edge].to == node ? 0 : 1] |= m_boxes[edge];
    }
    for (const QRectF &side : sides) {
        if (!side.isNull())
            into.append(side);
    }
    for (int i = m_bundlesOfStart[size_t(node)]; i < m_bundlesOfStart[size_t(node) + 1]; ++i) {
        const int b = m_bundlesOf[size_t(i)] / 2;
        const LayoutBundle &bundle = scene.layout.bundles[b];
        const bool tail = m_bundlesOf[size_t(i)] % 2 == 0;
        // The heads' lines take their colour from all tails: this one decides it when the others are done.
        const auto decides = [&] {
            return std::ranges::all_of(bundle.tails, [&](int other) { return other == node || isDone(scene.states[size_t(other)]); });
        };
        if (bundle.tails.size() + bundle.heads.size() <= curvedBundle || (tail && decides()))
            into.append(m_bundleBoxes[b]);
        else
            into.append(grown(boxOf(stub(scene, bundle, node, tail)), edgeMargin));
    }
}

} // namespace obdesk
