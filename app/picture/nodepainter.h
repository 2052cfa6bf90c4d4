// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one node of a task graph.
#pragma once

#include "picture/nodetext.h"
#include "picture/tokens.h"

#include <QRectF>

#include <array>

class QPainter;

namespace obdesk {

/// What the view says of nodes beyond their own facts; any of them together.
using NodeMarks = quint8;
namespace nodemark {
constexpr NodeMarks faded = 1;          ///< not what the person is after
constexpr NodeMarks upstream = 2;       ///< the selected step waits for it
constexpr NodeMarks downstream = 4;     ///< it waits for the selected step
constexpr NodeMarks critical = 8;       ///< on the critical path
constexpr NodeMarks blocked = 16;       ///< held back by the step under the pointer
constexpr NodeMarks match = 32;         ///< found by the search
}

constexpr qreal fadedOpacity = 0.25;
constexpr qsizetype mostSmooth = 8'000; ///< boxes or edges; more of them as far away as that are a texture

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
    NodeMarks marks = 0;
    QRectF exposed;                     ///< the part that will be seen; null for all of it. Words elsewhere are left out.
};

/// How far marks around a selected node reach beyond its rectangle.
constexpr qreal nodeMargin = 5;

/// Titles or Facts; boxes are painted by the picture, many at once.
void paintNode(QPainter &painter, const QRectF &rect, Detail detail, const NodeLook &look, const NodeText &text,
               const NodeFonts &fonts, const Tokens &tokens, const NodeStyle &style);

/// A node without words: NodeKind::Joint or Dot.
void paintJoint(QPainter &painter, const QRectF &rect, StepState state, NodeKind kind, const Tokens &tokens, const NodeStyle &style);

/// States from the one that matters least to the one that must never be covered.
inline constexpr std::array statesByWeight { StepState::Pending, StepState::Ready, StepState::RolledBack, StepState::Successful, StepState::Skipped,
                                      StepState::Unknown, StepState::Canceling, StepState::Running, StepState::Failed };

/// The colour of a node that is only a box.
QColor boxColor(const Tokens &tokens, StepState state);

} // namespace obdesk
