// SPDX-License-Identifier: GPL-3.0-or-later
// All shapes are drawn on a field of 16 x 16 with its origin in the middle.
#include "picture/stateglyph.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace obdesk {

namespace {

constexpr qreal field = 16;
constexpr qreal ringRadius = 6;
constexpr qreal ringPen = 1.6;
constexpr qreal boldPen = 2;

QRectF circle(qreal radius)
{
    return {-radius, -radius, 2 * radius, 2 * radius};
}

QPen pen(const QColor &color, qreal width)
{
    return {color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

QPainterPath arc(qreal radius, qreal start, qreal span)
{
    QPainterPath path;
    path.arcMoveTo(circle(radius), start);
    path.arcTo(circle(radius), start, span);
    return path;
}

/// Dashes as arcs of their own: a dash pattern would end with a stump where the ring closes.
QPainterPath dashedRing(qreal radius)
{
    constexpr int dashes = 8;
    constexpr qreal step = 360.0 / dashes;
    QPainterPath path;
    for (int i = 0; i < dashes; ++i)
        path.addPath(arc(radius, i * step - step / 4, step / 2));
    return path;
}

QPainterPath polyline(std::initializer_list<QPointF> points)
{
    QPainterPath path(*points.begin());
    for (auto point = points.begin() + 1; point != points.end(); ++point)
        path.lineTo(*point);
    return path;
}

QPainterPath tick()
{
    return polyline({{-3.3, 0.3}, {-0.9, 2.7}, {3.5, -2.3}});
}

QPainterPath cross()
{
    QPainterPath path = polyline({{-2.7, -2.7}, {2.7, 2.7}});
    path.addPath(polyline({{-2.7, 2.7}, {2.7, -2.7}}));
    return path;
}

QPainterPath backArrow()
{
    QPainterPath path(QPointF(-5.5, -2));
    path.lineTo(2, -2);
    path.arcTo(QRectF(-1.8, -2, 7.6, 7.6), 90, -180);
    path.lineTo(-2.5, 5.6);
    path.addPath(polyline({{-2.3, -5.2}, {-5.5, -2}, {-2.3, 1.2}}));
    return path;
}

QPainterPath questionMark()
{
    QPainterPath path(QPointF(-3.2, -3.1));
    path.cubicTo(-3.2, -7.4, 3.6, -7.2, 3.6, -3);
    path.cubicTo(3.6, -0.2, 0, -0.3, 0, 2.6);
    return path;
}

void paintShape(QPainter &painter, StepState state, const QColor &ink, const QColor &paper)
{
    const auto stroke = [&](const QPainterPath &path, const QColor &color, qreal width) {
        painter.strokePath(path, pen(color, width));
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    switch (state) {
    case StepState::Successful:
        painter.drawEllipse(circle(7));
        stroke(tick(), paper, boldPen);
        break;
    case StepState::Running:
        stroke(arc(ringRadius - 0.2, 60, 270), ink, boldPen + 0.2);
        break;
    case StepState::Failed:
        painter.drawRoundedRect(QRectF(-6.75, -6.75, 13.5, 13.5), 2.5, 2.5);
        stroke(cross(), paper, boldPen);
        break;
    case StepState::Pending:
        stroke(dashedRing(ringRadius), ink, ringPen);
        break;
    case StepState::Ready:
        stroke(arc(ringRadius, 0, 360), ink, ringPen);
        break;
    case StepState::Canceling:
        stroke(arc(ringRadius, 0, 360), ink, ringPen);
        stroke(polyline({{-2.8, 0}, {2.8, 0}}), ink, boldPen);
        break;
    case StepState::Skipped:
        stroke(dashedRing(ringRadius + 0.4), ink, ringPen - 0.3);
        stroke(tick(), ink, boldPen);
        break;
    case StepState::RolledBack:
        stroke(backArrow(), ink, boldPen);
        break;
    case StepState::Unknown:
        stroke(questionMark(), ink, boldPen);
        painter.drawEllipse(QRectF(-1.3, 4.4, 2.6, 2.6));
        break;
    }
}

} // namespace

void paintStateGlyph(QPainter &painter, const QRectF &rect, StepState state, const Tokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    const qreal scale = std::min(rect.width(), rect.height()) / field;
    painter.scale(scale, scale);
    paintShape(painter, state, stateColor(tokens, state), tokens.panel);
    painter.restore();
}

} // namespace obdesk
