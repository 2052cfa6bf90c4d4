// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing.h"

#include <QFile>
#include <QTextStream>

#include <time.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace obdesk::bench {

namespace {

constexpr double nodeGap = 24;
constexpr double layerGap = 56;

struct Segment
{
    QPointF a, b;
    const Line *line = nullptr;
    double top() const { return std::min(a.y(), b.y()); }
    double bottom() const { return std::max(a.y(), b.y()); }
    double left() const { return std::min(a.x(), b.x()); }
    double right() const { return std::max(a.x(), b.x()); }
};

/// A point on the line counts as lying on one side of it, so that a crossing right in a bend counts once.
bool isRight(QPointF a, QPointF b, QPointF c)
{
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()) >= 0;
}

bool cross(const Segment &s, const Segment &t)
{
    return isRight(s.a, s.b, t.a) != isRight(s.a, s.b, t.b) && isRight(t.a, t.b, s.a) != isRight(t.a, t.b, s.b);
}

QPointF crossingOf(const Segment &s, const Segment &t)
{
    const QPointF d = s.b - s.a;
    const QPointF e = t.b - t.a;
    const double det = d.x() * e.y() - d.y() * e.x();
    if (std::abs(det) < 1e-12)
        return s.a;
    const QPointF between = t.a - s.a;
    return s.a + d * ((between.x() * e.y() - between.y() * e.x()) / det);
}

/// Lines that share an end run together beside it; there nobody sees a crossing.
bool isAtSharedEnd(const Drawing &drawing, const Line &one, const Line &other, QPointF point)
{
    constexpr double near = 8;
    for (int v : {one.from, one.to}) {
        if (v >= 0 && (v == other.from || v == other.to) && drawing.nodes[v].adjusted(-near, -near, near, near).contains(point))
            return true;
    }
    return false;
}

qint64 countCrossings(const Drawing &drawing)
{
    std::vector<Segment> segments;
    for (const Line &line : drawing.lines) {
        for (qsizetype i = 1; i < line.points.size(); ++i)
            segments.push_back({line.points[i - 1], line.points[i], &line});
    }
    std::ranges::sort(segments, {}, &Segment::top);
    std::vector<const Segment *> open;
    qint64 count = 0;
    for (const Segment &segment : segments) {
        std::erase_if(open, [&](const Segment *other) { return other->bottom() < segment.top(); });
        for (const Segment *other : open) {
            if (other->line->owner == segment.line->owner || other->left() > segment.right() || other->right() < segment.left())
                continue;
            if (cross(segment, *other) && !isAtSharedEnd(drawing, *segment.line, *other->line, crossingOf(segment, *other)))
                ++count;
        }
        open.push_back(&segment);
    }
    return count;
}

} // namespace

double processorTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

Quality measure(const Drawing &drawing)
{
    Quality quality;
    quality.crossings = countCrossings(drawing);
    QRectF box = drawing.nodes.first();
    for (const QRectF &node : drawing.nodes)
        box |= node;
    for (const Line &line : drawing.lines) {
        for (qsizetype i = 0; i < line.points.size(); ++i) {
            const QPointF point = line.points[i];
            if (i > 0)
                quality.length += std::hypot(point.x() - line.points[i - 1].x(), point.y() - line.points[i - 1].y());
            box.setLeft(std::min(box.left(), point.x()));
            box.setRight(std::max(box.right(), point.x()));
            box.setTop(std::min(box.top(), point.y()));
            box.setBottom(std::max(box.bottom(), point.y()));
        }
    }
    quality.area = box.width() * box.height();
    return quality;
}

Drawing drawOurselves(const LayoutInput &input, bool bundles)
{
    const LayoutOptions options{LayoutDirection::TopDown, nodeGap, layerGap, nullptr, bundles};
    GraphLayout layout;
    Drawing drawing;
    drawing.milliseconds = 1e9;
    for (int run = 0; run < 9; ++run) {
        const double start = processorTime();
        layout = layoutDag(input, options);
        drawing.milliseconds = std::min(drawing.milliseconds, processorTime() - start);
    }
    drawing.nodes = layout.nodes;
    for (qsizetype e = 0; e < layout.edgeCount(); ++e) {
        const auto points = layout.route(e).points;
        if (!points.empty())
            drawing.lines.append({int(e), input.edges[e].from, input.edges[e].to, QList<QPointF>(points.begin(), points.end())});
    }
    for (qsizetype i = 0; i < layout.bundles.size(); ++i) {
        const LayoutBundle &bundle = layout.bundles[i];
        const int owner = int(layout.edgeCount() + i);
        const double y = bundle.spine.y1();
        drawing.lines.append({owner, -1, -1, {bundle.spine.p1(), bundle.spine.p2()}});
        for (int v : bundle.tails) {
            const QPointF from(layout.nodes[v].center().x(), layout.nodes[v].bottom());
            drawing.lines.append({owner, v, -1, {from, QPointF(from.x(), y)}});
        }
        for (int v : bundle.heads) {
            const QPointF to(layout.nodes[v].center().x(), layout.nodes[v].top());
            drawing.lines.append({owner, -1, v, {QPointF(to.x(), y), to}});
        }
    }
    return drawing;
}

std::optional<Drawing> readPeer(const LayoutInput &input, const QByteArray &file)
{
    QFile in(QString::fromLocal8Bit(file));
    if (!in.open(QIODevice::ReadOnly))
        return std::nullopt;
    Drawing drawing;
    const QByteArray first = in.peek(32);
    if (first.startsWith("stopped ")) {
        drawing.milliseconds = first.mid(8).trimmed().toDouble();
        drawing.isStopped = true;
        return drawing;
    }
    QTextStream text(&in);
    text >> drawing.milliseconds;
    for (const QSizeF &size : input.sizes) {
        double x = 0;
        double y = 0;
        text >> x >> y;
        drawing.nodes.append(QRectF(QPointF(x, y) - QPointF(size.width() / 2, size.height() / 2), size));
    }
    for (qsizetype e = 0; e < input.edges.size(); ++e) {
        int count = 0;
        text >> count;
        Line line{int(e), input.edges[e].from, input.edges[e].to, {}};
        for (int i = 0; i < count; ++i) {
            double x = 0;
            double y = 0;
            text >> x >> y;
            line.points.append({x, y});
        }
        if (count < 2)
            return std::nullopt;
        drawing.lines.append(line);
    }
    return text.status() == QTextStream::Ok ? std::optional(drawing) : std::nullopt;
}

} // namespace obdesk::bench
