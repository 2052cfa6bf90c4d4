// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawing.h"

#include <QElapsedTimer>
#include <QFile>
#include <QMultiHash>
#include <QProcess>
#include <QTextStream>

#include <algorithm>
#include <cmath>
#include <vector>

namespace obdesk::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double nodeGap = 24;
constexpr double layerGap = 56;
constexpr double unitsPerInch = 72;
constexpr int patience = 300'000;   ///< ms for one run of dot

struct Segment
{
    QPointF a, b;
    int edge = 0;
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

/// Edges that share an end run together beside it; there nobody sees a crossing.
bool isAtSharedEnd(const Drawing &drawing, const LayoutEdge &one, const LayoutEdge &other, QPointF point)
{
    constexpr double near = 8;
    for (int v : {one.from, one.to}) {
        if ((v == other.from || v == other.to) && drawing.nodes[v].adjusted(-near, -near, near, near).contains(point))
            return true;
    }
    return false;
}

qint64 countCrossings(const Drawing &drawing, const QList<LayoutEdge> &edges)
{
    std::vector<Segment> segments;
    for (qsizetype e = 0; e < drawing.routes.size(); ++e) {
        for (qsizetype i = 1; i < drawing.routes[e].size(); ++i)
            segments.push_back({drawing.routes[e][i - 1], drawing.routes[e][i], int(e)});
    }
    std::ranges::sort(segments, {}, &Segment::top);
    std::vector<const Segment *> open;
    qint64 count = 0;
    for (const Segment &segment : segments) {
        std::erase_if(open, [&](const Segment *other) { return other->bottom() < segment.top(); });
        for (const Segment *other : open) {
            if (other->edge == segment.edge || other->left() > segment.right() || other->right() < segment.left())
                continue;
            if (cross(segment, *other)
                && !isAtSharedEnd(drawing, edges[segment.edge], edges[other->edge], crossingOf(segment, *other)))
                ++count;
        }
        open.push_back(&segment);
    }
    return count;
}

QList<QPointF> flattened(const QList<QPointF> &bezier)
{
    constexpr int pieces = 8;
    QList<QPointF> line;
    for (qsizetype i = 0; i + 3 < bezier.size(); i += 3) {
        for (int step = 0; step <= pieces; ++step) {
            const double t = double(step) / pieces;
            const double u = 1 - t;
            line.append(bezier[i] * (u * u * u) + bezier[i + 1] * (3 * u * u * t) + bezier[i + 2] * (3 * u * t * t)
                        + bezier[i + 3] * (t * t * t));
        }
    }
    return line;
}

bool writeDot(const LayoutInput &input, const QByteArray &file)
{
    QFile out(QString::fromLocal8Bit(file));
    if (!out.open(QIODevice::WriteOnly))
        return false;
    QTextStream text(&out);
    text << "digraph {\n graph [nodesep=" << nodeGap / unitsPerInch << ", ranksep=" << layerGap / unitsPerInch
         << "]\n node [shape=box, fixedsize=true, label=\"\", width=" << input.sizes.first().width() / unitsPerInch
         << ", height=" << input.sizes.first().height() / unitsPerInch << "]\n edge [arrowhead=none]\n";
    for (qsizetype v = 0; v < input.sizes.size(); ++v)
        text << ' ' << v << '\n';
    for (const LayoutEdge &edge : input.edges)
        text << ' ' << edge.from << " -> " << edge.to << '\n';
    text << "}\n";
    return true;
}

/// Milliseconds, or less than 0 when it failed.
double timeDot(const QByteArray &format, const QByteArray &from, const QByteArray &to)
{
    QElapsedTimer timer;
    timer.start();
    QProcess dot;
    dot.setStandardErrorFile(QProcess::nullDevice());
    dot.start(u"dot"_s, {u"-T"_s + QString::fromLatin1(format), QString::fromLocal8Bit(from), u"-o"_s, QString::fromLocal8Bit(to)});
    if (!dot.waitForFinished(patience)) {
        dot.kill();
        dot.waitForFinished();
        return -1;
    }
    return dot.exitStatus() == QProcess::NormalExit && dot.exitCode() == 0 ? double(timer.nsecsElapsed()) / 1e6 : -1;
}

/// Graphviz' "plain" format: lengths in inches, y upwards. Equal edges come in any order, so that those of a pair are queued.
bool readPlain(const LayoutInput &input, const QByteArray &file, Drawing &drawing)
{
    QFile in(QString::fromLocal8Bit(file));
    if (!in.open(QIODevice::ReadOnly))
        return false;
    QMultiHash<std::pair<int, int>, qsizetype> edgesOf;
    for (qsizetype e = 0; e < input.edges.size(); ++e)
        edgesOf.insert({input.edges[e].from, input.edges[e].to}, e);
    drawing.nodes.resize(input.sizes.size());
    drawing.routes.resize(input.edges.size());
    const auto point = [](double x, double y) { return QPointF(x, -y) * unitsPerInch; };
    QTextStream text(&in);
    while (!text.atEnd()) {
        const QStringList words = text.readLine().split(u' ', Qt::SkipEmptyParts);
        if (words.value(0) == "node"_L1) {
            QRectF rect(QPointF(), input.sizes[words[1].toInt()]);
            rect.moveCenter(point(words[2].toDouble(), words[3].toDouble()));
            drawing.nodes[words[1].toInt()] = rect;
        } else if (words.value(0) == "edge"_L1) {
            QList<QPointF> bezier;
            for (int i = 0; i < words[3].toInt(); ++i)
                bezier.append(point(words[4 + 2 * i].toDouble(), words[5 + 2 * i].toDouble()));
            const std::pair ends{words[1].toInt(), words[2].toInt()};
            const auto found = edgesOf.find(ends);
            if (found == edgesOf.end())
                return false;
            drawing.routes[*found] = flattened(bezier);
            edgesOf.erase(found);
        }
    }
    return edgesOf.isEmpty();
}

} // namespace

Quality measure(const Drawing &drawing, const QList<LayoutEdge> &edges)
{
    Quality quality;
    quality.crossings = countCrossings(drawing, edges);
    QRectF box = drawing.nodes.first();
    for (const QRectF &node : drawing.nodes)
        box |= node;
    for (const QList<QPointF> &route : drawing.routes) {
        for (qsizetype i = 0; i < route.size(); ++i) {
            if (i > 0)
                quality.length += std::hypot(route[i].x() - route[i - 1].x(), route[i].y() - route[i - 1].y());
            box.setLeft(std::min(box.left(), route[i].x()));
            box.setRight(std::max(box.right(), route[i].x()));
            box.setTop(std::min(box.top(), route[i].y()));
            box.setBottom(std::max(box.bottom(), route[i].y()));
        }
    }
    quality.area = box.width() * box.height();
    return quality;
}

Drawing drawOurselves(const LayoutInput &input)
{
    LayoutOptions options{LayoutDirection::TopDown, nodeGap, layerGap};
    Drawing drawing;
    drawing.milliseconds = 1e9;
    for (int run = 0; run < 9; ++run) {
        QElapsedTimer timer;
        timer.start();
        const GraphLayout bundled = layoutDag(input, options);
        drawing.milliseconds = std::min(drawing.milliseconds, double(timer.nsecsElapsed()) / 1e6);
    }
    options.bundles = false;
    const GraphLayout layout = layoutDag(input, options);
    drawing.nodes = layout.nodes;
    for (qsizetype e = 0; e < layout.edgeCount(); ++e) {
        const auto points = layout.route(e).points;
        drawing.routes.append(QList<QPointF>(points.begin(), points.end()));
    }
    return drawing;
}

std::optional<Drawing> drawWithDot(const LayoutInput &input, const QByteArray &folder, const QByteArray &name)
{
    const QByteArray in = folder + '/' + name + ".dot";
    const QByteArray out = folder + '/' + name + ".plain";
    if (!writeDot(input, in))
        return std::nullopt;
    const bool small = input.sizes.size() < 1000;
    double reading = 1e9;
    double whole = 1e9;
    for (int run = 0; run < (small ? 3 : 1); ++run) {
        reading = std::min(reading, timeDot("canon", in, folder + "/canon"));
        whole = std::min(whole, timeDot("plain", in, out));
    }
    Drawing drawing;
    if (whole < 0 || reading < 0 || !readPlain(input, out, drawing))
        return std::nullopt;
    drawing.milliseconds = std::max(0.01, whole - reading);
    return drawing;
}

std::optional<Drawing> readPeer(const LayoutInput &input, const QByteArray &file)
{
    QFile in(QString::fromLocal8Bit(file));
    if (!in.open(QIODevice::ReadOnly))
        return std::nullopt;
    QTextStream text(&in);
    Drawing drawing;
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
        QList<QPointF> &route = drawing.routes.emplace_back();
        for (int i = 0; i < count; ++i) {
            double x = 0;
            double y = 0;
            text >> x >> y;
            route.append({x, y});
        }
        if (count < 2)
            return std::nullopt;
    }
    return text.status() == QTextStream::Ok ? std::optional(drawing) : std::nullopt;
}

} // namespace obdesk::bench
