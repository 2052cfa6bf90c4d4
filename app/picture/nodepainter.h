// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one node of a task graph.
#pragma once

#include "picture/nodetext.h"
#include "picture/tokens.h"

#include <QRectF>

class QPainter;

namespace obdesk {

/// How much a node shows; see detailAt().
enum class Detail {
    Boxes,      ///< coloured boxes
    Titles,     ///< glyph and title
    Facts,      ///< everything
};

/// At least 55 % shows everything, at least 25 % titles.
Detail detailAt(qreal scale);

struct NodeStyle
{
    bool selected = false;
    bool hovered = false;
    bool focused = false;
    bool rightToLeft = false;
};

/// How far marks around a selected node reach beyond its rectangle.
constexpr qreal nodeMargin = 5;

/// Titles or Facts; boxes are painted by the picture, many at once.
void paintNode(QPainter &painter, const QRectF &rect, Detail detail, const NodeLook &look, const NodeText &text,
               const NodeFonts &fonts, const Tokens &tokens, const NodeStyle &style);

/// The colour of a node that is only a box.
QColor boxColor(const Tokens &tokens, StepState state);

} // namespace obdesk
