// SPDX-License-Identifier: GPL-3.0-or-later
// The cell of a matrix: its ground and the mark of its state, down to a few pixels. Thousands of equal cells are painted from one pixmap.
#pragma once

#include "domain/task.h"
#include "picture/tokens.h"

#include <QHash>
#include <QPixmap>
#include <QRectF>

class QPainter;

namespace obdesk {

struct CellKind
{
    StepState state = StepState::Unknown;
    bool onPath = false;
    bool warns = false;
    bool isConsequence = false;
    friend bool operator==(const CellKind &, const CellKind &) = default;
    friend size_t qHash(const CellKind &kind, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, int(kind.state), kind.onPath, kind.warns, kind.isConsequence);
    }
};

/// The measures of a cell's inside, from its size.
struct CellMeasures
{
    explicit CellMeasures(QSizeF size);
    bool hasText = false;               ///< room for a duration beside the glyph
    int fontPixels = 11;
    qreal glyph = 0;                    ///< 0: too small for a glyph, a mark of a few pixels stands for it
    QRectF glyphRect;                   ///< in the cell; of the mark where there is no glyph
    QRectF textRect;                    ///< in the cell
};

/// Paints the whole of a cell but its text. Marks of a few pixels differ in shape as the glyphs do.
void paintCell(QPainter &painter, const QRectF &cell, const CellKind &kind, const Tokens &tokens);

/// The colour of the duration in such a cell: readable on its ground.
QColor cellTextColor(const CellKind &kind, const Tokens &tokens);

/// Keeps a pixmap for each kind and size of cell. Only for raster devices that are not turned or scaled but by their pixel ratio.
class CellSprites
{
public:
    static bool fits(const QPainter &painter);
    void paint(QPainter &painter, const QRectF &cell, const CellKind &kind, const Tokens &tokens);

private:
    QHash<std::pair<CellKind, std::pair<qreal, qreal>>, QPixmap> m_pixmaps;  // the pair: width and height
    qreal m_ratio = 0;
    Tokens m_tokens;
};

} // namespace obdesk
