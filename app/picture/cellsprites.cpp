// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/cellsprites.h"

#include "picture/stateglyph.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace obdesk {

namespace {

constexpr qreal roomyFrom = 12;         ///< lines from this height on have space around their boxes
constexpr qreal glyphFrom = 15;         ///< room for a glyph whose dashes don't run together
constexpr qreal markSlot = 9;           ///< what a mark takes beside a text
constexpr qreal textFrom = 12;          ///< and for digits, which need little height
constexpr qreal textWidth = 34;         ///< "12:34" at the largest size, and a little
constexpr qreal thickFrom = 18;
constexpr qreal gap = 5;
constexpr qsizetype mostSprites = 500;  ///< a few dozen per size; sizes change while the window does

bool isSolid(const CellKind &kind)
{
    return kind.state == StepState::Failed && !kind.isConsequence;
}

/// Pending cells are part of the table's ground: what has happened stands out.
bool isQuiet(StepState state)
{
    return state == StepState::Pending || state == StepState::RolledBack || state == StepState::Ready;
}

/// Failed steps show what is cut out of a red cell, so that the mark takes the place of the ground.
Tokens onSolid(const Tokens &tokens)
{
    Tokens inverted = tokens;
    inverted.failed = tokens.panel;
    inverted.panel = tokens.failed;
    return inverted;
}

/// Five pixels square or a little more, on whole pixels. Each state has another shape.
void paintMark(QPainter &painter, qreal height, QPointF centre, const CellKind &kind, const Tokens &tokens)
{
    const qreal side = std::clamp(std::floor(height) - 3, 3.0, 7.0);
    const QPointF at(std::floor(centre.x() - side / 2), std::floor(centre.y() - side / 2));
    const QRectF box(at, QSizeF(side, side));
    const QColor ink = isSolid(kind) ? tokens.panel : stateColor(tokens, kind.state);
    const auto bar = [&](qreal x, qreal y, qreal width, qreal height) { painter.fillRect(QRectF(at + QPointF(x, y), QSizeF(width, height)), ink); };
    painter.setRenderHint(QPainter::Antialiasing, true);
    switch (kind.state) {
    case StepState::Successful: {       // a disc
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(box);
        break;
    }
    case StepState::Running:            // a ring with a gap: a bracket at this size
        bar(0, 0, side, 1);
        bar(0, side - 1, side, 1);
        bar(0, 0, 1, side);
        break;
    case StepState::Failed: {           // a cross
        painter.setPen(QPen(ink, 1.4));
        painter.drawLine(box.topLeft(), box.bottomRight());
        painter.drawLine(box.topRight(), box.bottomLeft());
        break;
    }
    case StepState::Pending:            // a point
        bar(std::floor(side / 2), std::floor(side / 2), 1, 1);
        break;
    case StepState::Ready:              // a box
        bar(0, 0, side, 1);
        bar(0, side - 1, side, 1);
        bar(0, 0, 1, side);
        bar(side - 1, 0, 1, side);
        break;
    case StepState::Canceling:          // a bar
        bar(-1, std::floor(side / 2), side + 2, 1);
        break;
    case StepState::Skipped: {          // a stroke upwards
        painter.setPen(QPen(ink, 1.4));
        painter.drawLine(box.bottomLeft(), box.topRight());
        break;
    }
    case StepState::RolledBack: {       // an arrowhead back
        QPainterPath head(QPointF(box.right(), box.top()));
        head.lineTo(box.left(), box.center().y());
        head.lineTo(box.right(), box.bottom());
        head.closeSubpath();
        painter.fillPath(head, ink);
        break;
    }
    case StepState::Unknown:            // two points
        bar(0, std::floor(side / 2), 1, 1);
        bar(side - 1, std::floor(side / 2), 1, 1);
        break;
    }
}

void paintWarning(QPainter &painter, const QRectF &box, const QColor &color)
{
    const qreal side = std::min(7.0, box.height() / 2);
    QPainterPath corner(box.topRight() - QPointF(side, 0));
    corner.lineTo(box.topRight());
    corner.lineTo(box.topRight() + QPointF(0, side));
    corner.closeSubpath();
    painter.fillPath(corner, color);
}

} // namespace

CellMeasures::CellMeasures(QSizeF size)
{
    const qreal height = size.height();
    glyph = height < glyphFrom || size.width() < glyphFrom + 4 ? 0 : std::min(14.0, std::floor(height) - 3);
    fontPixels = height >= 20 ? 12 : height >= 17 ? 11 : 10;
    const qreal slot = glyph > 0 ? glyph : markSlot;
    const qreal content = slot + gap + textWidth;
    hasText = height >= textFrom && size.width() >= content + 4;
    const qreal left = std::floor((size.width() - (hasText ? content : slot)) / 2);
    glyphRect = { left, std::floor((height - slot) / 2), slot, slot };
    if (hasText)
        textRect = { left + slot + gap, 0, size.width() - left - slot - gap - 2, height };
}

void paintCell(QPainter &painter, const QRectF &cell, const CellKind &kind, const Tokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal space = cell.height() >= roomyFrom ? 1.5 : 0.5;
    const QRectF box = cell.adjusted(space, space, -space, -space);
    const qreal radius = cell.height() >= roomyFrom ? 3 : 1;
    painter.setPen(Qt::NoPen);
    if (isSolid(kind)) {
        painter.setBrush(tokens.failed);
        painter.drawRoundedRect(box, radius, radius);
    } else if (!isQuiet(kind.state)) {
        painter.setBrush(stateFill(tokens, kind.state));
        if (kind.state != StepState::Successful)
            painter.setPen(QPen(stateColor(tokens, kind.state), 1));
        const qreal inset = kind.state != StepState::Successful ? 0.5 : 0; // the line lies inside
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius);
    } else {
        painter.setBrush(tokens.pendingFill);
        painter.drawRoundedRect(box, radius, radius);
    }
    const CellMeasures measures(cell.size());
    if (measures.glyph > 0)
        paintStateGlyph(painter, measures.glyphRect.translated(cell.topLeft()), kind.state, isSolid(kind) ? onSolid(tokens) : tokens);
    else
        paintMark(painter, cell.height(), measures.glyphRect.center() + cell.topLeft(), kind, tokens);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (kind.onPath) {
        const qreal thick = cell.height() >= thickFrom ? 2 : 1; // small digits reach far down
        painter.fillRect(QRectF(box.left() + radius, std::ceil(box.bottom()) - thick, box.width() - 2 * radius, thick), tokens.text);
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (kind.warns)
        paintWarning(painter, box, isSolid(kind) ? tokens.panel : tokens.warning);
    painter.restore();
}

QColor cellTextColor(const CellKind &kind, const Tokens &tokens)
{
    return isSolid(kind) ? tokens.panel : stateTextColor(tokens, kind.state);
}

bool CellSprites::fits(const QPainter &painter)
{
    return painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster
            && painter.worldTransform().type() <= QTransform::TxTranslate;
}

void CellSprites::paint(QPainter &painter, const QRectF &cell, const CellKind &kind, const Tokens &tokens)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    if (m_pixmaps.size() > mostSprites || m_ratio != ratio || m_tokens != tokens) {
        m_pixmaps.clear();
        m_ratio = ratio;
        m_tokens = tokens;
    }
    QPixmap &pixmap = m_pixmaps[{ kind, { cell.width(), cell.height() } }];
    if (pixmap.isNull()) {
        pixmap = QPixmap((cell.size() * ratio).toSize());
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter inside(&pixmap);
        paintCell(inside, QRectF(QPointF(0, 0), cell.size()), kind, tokens);
    }
    painter.drawPixmap(cell.topLeft(), pixmap);
}

} // namespace obdesk
