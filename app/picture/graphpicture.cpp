// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/graphpicture.h"

#include "picture/farpicture.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal smallestBox = 1.5;      ///< device pixels; a failed step must not vanish at any zoom
constexpr qreal farScale = 0.08;        ///< below it a box is lower than five pixels: nothing is round any more

bool hasWords(NodeKind kind)
{
    return kind == NodeKind::Step || kind == NodeKind::Group;
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
    const auto count = size_t(m_layout.nodes.size());
    m_states.assign(count, StepState::Unknown);
    m_kinds.assign(count, NodeKind::Step);
    m_known.assign(count, false);
    m_looks = QList<NodeLook>(m_layout.nodes.size());
    m_texts = QList<NodeText>(m_layout.nodes.size());
    m_source = {};
    m_prepared = 0;
    m_strokes = EdgeStrokes(m_layout, m_edges, m_direction);
    m_nodeIndex = BoxIndex(m_layout.nodes);
}

void GraphPicture::fit(int node) const
{
    if (!m_fitter)
        m_fitter.emplace();
    m_texts[node] = hasWords(m_looks[node].kind) ? m_fitter->fit(m_looks[node]) : NodeText();
    m_known[size_t(node)] = true;
}

bool GraphPicture::setNode(int node, NodeLook look)
{
    if (node < 0 || node >= nodeCount() || (m_known[size_t(node)] && m_looks[node] == look))
        return false;
    m_states[size_t(node)] = look.state;
    m_kinds[size_t(node)] = look.kind;
    m_looks[node] = std::move(look);
    fit(node);
    return true;
}

void GraphPicture::setState(int node, NodeKind kind, StepState state)
{
    m_kinds[size_t(node)] = kind;
    m_states[size_t(node)] = state;
}

bool GraphPicture::refresh(int node)
{
    return m_known[size_t(node)] && m_source && setNode(node, m_source(node));
}

bool GraphPicture::prepareSome(int most)
{
    for (; m_prepared < nodeCount() && most > 0; ++m_prepared) {
        if (!m_known[size_t(m_prepared)]) {
            known(m_prepared);
            --most;
        }
    }
    return m_prepared < nodeCount();
}

const NodeLook &GraphPicture::known(int node) const
{
    if (!m_known[size_t(node)] && m_source) {
        m_looks[node] = m_source(node);
        fit(node);
    }
    return m_looks[node];
}

QList<QRectF> GraphPicture::touched(int node) const
{
    QList<QRectF> rects{nodeRect(node).adjusted(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin)};
    m_strokes.addTouched(edgeScene({}), node, rects);
    return rects;
}

std::optional<int> GraphPicture::nodeAt(QPointF position) const
{
    const std::vector<int> found = m_nodeIndex.find(QRectF(position, QSizeF(0, 0)));
    return found.empty() ? std::nullopt : std::optional(found.back());
}

NodeMarks GraphPicture::marksOf(int node, const PaintOptions &options)
{
    return size_t(node) < options.marks.size() ? options.marks[size_t(node)] : NodeMarks(0);
}

bool GraphPicture::isFar(qreal scale) const
{
    return detailAt(scale) == Detail::Boxes && (scale < farScale || m_layout.nodes.size() > mostSmooth);
}

PaintCount GraphPicture::paint(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const
{
    painter.save();
    PaintCount count;
    if (options.opaque && !options.groups && isFar(scale)) {
        count = paintFar(painter, exposed, options);
    } else {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::TextAntialiasing);
        painter.setLayoutDirection(Qt::LayoutDirectionAuto);
        if (options.opaque)
            painter.fillRect(exposed, options.tokens->window);
        const Detail detail = options.groups ? Detail::Facts : detailAt(scale);
        count.edges = m_strokes.paint(painter, edgeScene(options.marks), exposed, scale, detail, *options.tokens);
        count.nodes = detail == Detail::Boxes ? paintBoxes(painter, exposed, scale, options)
                                              : paintNodes(painter, exposed, detail, options);
        if (detail == Detail::Boxes)
            paintFrame(painter, scale, options);
    }
    painter.restore();
    return count;
}

PaintCount GraphPicture::paintFar(QPainter &painter, const QRectF &exposed, const PaintOptions &options) const
{
    // Whole device pixels, counted from the device's corner: any part is drawn on the grid of the whole.
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QTransform toView = painter.worldTransform();
    const qreal scale = toView.m11() * ratio;
    const QRectF view = toView.mapRect(exposed);
    const QRect pixels(QPoint(int(std::floor(view.left() * ratio)), int(std::floor(view.top() * ratio))),
                       QPoint(int(std::ceil(view.right() * ratio)) - 1, int(std::ceil(view.bottom() * ratio)) - 1));
    if (pixels.isEmpty())
        return {};
    const QPointF origin = (QPointF(pixels.topLeft()) - QPointF(toView.dx(), toView.dy()) * ratio) / scale;
    const qreal reach = 4 / scale;      // boxes may be drawn larger than they are
    const std::vector<int> visible = m_nodeIndex.find(exposed.adjusted(-reach, -reach, reach, reach));
    FarPicture far(farImage(pixels.size(), ratio), origin, scale, *options.tokens);
    far.drawLines(edgeScene(options.marks), m_strokes);
    far.drawNodes(edgeScene(options.marks), visible);
    painter.resetTransform();
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.drawImage(QPointF(pixels.topLeft()) / ratio, far.image());
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setTransform(toView);
    paintFrame(painter, toView.m11(), options);
    return {int(visible.size()), 0};
}

/// Memory that is fetched anew for each picture costs many times what is painted into it.
QImage GraphPicture::farImage(QSize size, qreal ratio) const
{
    if (m_far.width() < size.width() || m_far.height() < size.height())
        m_far = QImage(size.expandedTo(m_far.size()), QImage::Format_RGB32);
    QImage image(m_far.bits(), size.width(), size.height(), m_far.bytesPerLine(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    return image;
}

QImage GraphPicture::overview(QSize size, QPointF origin, qreal scale, const Tokens &tokens, std::span<const NodeMarks> marks) const
{
    FarPicture far(QImage(size, QImage::Format_RGB32), origin, scale, tokens);
    far.drawLines(edgeScene(marks), m_strokes);
    far.drawNodes(edgeScene(marks), m_nodeIndex.find(bounds()));
    return far.image();
}

int GraphPicture::paintBoxes(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const
{
    const std::vector<int> visible = m_nodeIndex.find(exposed);
    std::array<QList<QRectF>, statesByWeight.size()> clear;
    std::array<QList<QRectF>, statesByWeight.size()> faint;
    QList<QRectF> critical, matches, blocked;
    const qreal least = smallestBox / scale;
    for (const int node : visible) {
        QRectF rect = nodeRect(node);
        const qreal growX = std::max(0.0, least - rect.width()) / 2;
        const qreal growY = std::max(0.0, least - rect.height()) / 2;
        rect.adjust(-growX, -growY, growX, growY);
        const NodeMarks marks = marksOf(node, options);
        ((marks & nodemark::faded) ? faint : clear)[size_t(m_states[size_t(node)])].append(rect);
        if (marks & nodemark::critical)
            critical.append(rect);
        if (marks & nodemark::match)
            matches.append(rect);
        if (marks & nodemark::blocked)
            blocked.append(rect);
    }
    painter.setRenderHint(QPainter::Antialiasing, m_layout.nodes.size() <= mostSmooth);
    painter.setPen(Qt::NoPen);
    for (const auto *boxes : {&faint, &clear}) {
        painter.setOpacity(boxes == &faint ? fadedOpacity : 1);
        for (const StepState state : statesByWeight) {
            painter.setBrush(boxColor(*options.tokens, state));
            painter.drawRects((*boxes)[size_t(state)]);
        }
    }
    painter.setOpacity(1);
    painter.setBrush(Qt::NoBrush);
    for (const auto &[rects, color] : {std::pair(&critical, options.tokens->text), std::pair(&matches, options.tokens->warning),
                                       std::pair(&blocked, options.tokens->failed)}) {
        QPen pen(color, 2);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawRects(*rects);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    return int(visible.size());
}

/// Around the selected box, where boxes have no border of their own.
void GraphPicture::paintFrame(QPainter &painter, qreal scale, const PaintOptions &options) const
{
    if (!options.interactive || !options.selected || *options.selected >= nodeCount())
        return;
    const qreal distance = 2 * smallestBox / scale;
    QPen pen(options.tokens->text, options.focused ? 3 : 2);    // the accent is the colour of running boxes
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(nodeRect(*options.selected).adjusted(-distance, -distance, distance, distance));
}

int GraphPicture::paintNodes(QPainter &painter, const QRectF &exposed, Detail detail, const PaintOptions &options) const
{
    const std::vector<int> visible = m_nodeIndex.find(exposed.adjusted(-nodeMargin, -nodeMargin, nodeMargin, nodeMargin));
    for (const int node : visible) {
        const NodeLook &look = known(node);
        if (!m_known[size_t(node)])
            continue;   // has no look yet
        NodeStyle style;
        style.rightToLeft = options.rightToLeft;
        style.marks = marksOf(node, options);
        if (!options.groups)
            style.exposed = exposed;
        if (options.interactive) {
            style.selected = options.selected == node;
            style.hovered = options.hovered == node;
            style.focused = options.focused;
        }
        if (options.groups)
            options.groups->beginGroup(u"subtask-"_s + look.id.toString(), groupTitle(look));
        painter.setOpacity(style.marks & nodemark::faded ? fadedOpacity : 1);
        if (!hasWords(look.kind))
            paintJoint(painter, nodeRect(node), look.state, look.kind, *options.tokens, style);
        else
            paintNode(painter, nodeRect(node), detail, look, m_texts[node], m_fitter->fonts(), *options.tokens, style);
        if (options.groups)
            options.groups->endGroup();
    }
    return int(visible.size());
}

} // namespace obdesk
