// SPDX-License-Identifier: GPL-3.0-or-later
// Where rows, columns and cells of a matrix lie. Lengths in pixels; cells, rows and column titles each count from their own origin: the body
// scrolls below fixed titles and beside fixed labels.
#pragma once

#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <optional>

namespace obdesk {

struct MatrixRowLook
{
    QString label;
    int lines = 1;                      ///< cells of one column that stand one below the other
    bool apart = false;                 ///< a gap follows
    bool operator==(const MatrixRowLook &) const = default;
};

struct MatrixColumnLook
{
    QString title;
    int band = 0;                       ///< index into MatrixTable::bands, ascending from column to column
    bool slim = false;                  ///< of little interest: leaves its room to the others
    bool operator==(const MatrixColumnLook &) const = default;
};

struct MatrixCellPlace
{
    int row = -1;                       ///< -1: the cell is not shown
    int column = -1;
    int line = 0;
    bool operator==(const MatrixCellPlace &) const = default;
};

/// No two shown cells have the same place.
struct MatrixTable
{
    QList<MatrixRowLook> rows;
    QList<MatrixColumnLook> columns;
    QStringList bands;                  ///< titles; a band without a column is not shown
    QList<MatrixCellPlace> cells;
    bool operator==(const MatrixTable &) const = default;
};

/// What a fit has to work with.
struct MatrixRoom
{
    QSizeF size;                        ///< of everything, scroll bars included
    qreal labelWidth = 0;
    qreal titleHeight = 0;
    qreal scrollBar = 0;                ///< what a scroll bar takes where one is needed
    std::optional<qreal> lineHeight;    ///< chosen by the person; empty: as it fits
};

class MatrixLayout
{
public:
    static constexpr qreal leastLine = 6;       ///< a mark is still told from the others
    static constexpr qreal readableLine = 22;   ///< where all cannot be seen at once anyway
    static constexpr qreal mostLine = 28;
    static constexpr qreal leastWidth = 16;
    static constexpr qreal readableWidth = 58;  ///< a glyph and "12:34"
    static constexpr qreal mostWidth = 132;
    static constexpr qreal slimWidth = 26;
    static constexpr qreal uprightFrom = 76;    ///< narrower columns turn their titles
    static constexpr qreal bandHeight = 22;
    static constexpr qreal bandGap = 6;
    static constexpr qreal rowGap = 6;
    static constexpr qreal topGap = 4;          ///< above the first row: its label may be higher than its line

    void setTable(const MatrixTable &table);
    const MatrixTable &table() const { return m_table; }
    /// All on one screen where cells stay large enough; else readable cells and scroll bars.
    void fit(const MatrixRoom &room);

    qreal lineHeight() const { return m_lineHeight; }
    qreal cellWidth() const { return m_cellWidth; }      ///< of columns that aren't slim
    qreal slimCellWidth() const { return m_slimWidth; }
    bool isSlim(int cell) const { return m_table.columns.at(m_table.cells.at(cell).column).slim; }
    qreal cellWidth(int column) const { return m_table.columns.at(column).slim ? m_slimWidth : m_cellWidth; }
    qreal labelWidth() const { return m_labelWidth; }
    qreal headerHeight() const { return bandHeight + m_titleHeight; }
    bool isTitleTurned(int column) const { return cellWidth(column) < uprightFrom; }
    QSizeF bodySize() const { return m_bodySize; }

    /// In the body; null for a cell that isn't shown.
    QRectF cellRect(int cell) const;
    /// In the label column: as high as the row, from 0.
    QRectF rowRect(int row) const;
    /// In the header, below the bands.
    QRectF titleRect(int column) const;
    /// In the header; null for a band without columns.
    QRectF bandRect(int band) const;

    int cellAt(QPointF body) const;
    int rowAt(qreal y) const;
    int columnAt(qreal x) const;
    int bandAt(qreal x) const;

    /// In the order of reading: line by line, from left to right.
    const QList<int> &shownCells() const { return m_sorted; }
    /// Position of a cell in shownCells(); -1: it is not shown.
    int readingPlace(int cell) const;

    /// Cells that meet `exposed`, line by line from left to right.
    template<typename Visit>
    void visitCells(const QRectF &exposed, Visit visit) const
    {
        const auto [firstColumn, lastColumn] = columnsIn(exposed.left(), exposed.right());
        const auto [firstLine, lastLine] = linesIn(exposed.top(), exposed.bottom());
        for (int line = firstLine; line <= lastLine; ++line) {
            for (int k = firstFrom(line, firstColumn); k < m_lineStart.at(line + 1); ++k) {
                const int cell = m_sorted.at(k);
                if (m_table.cells.at(cell).column > lastColumn)
                    break;
                visit(cell);
            }
        }
    }
    /// First and last; last < first when there are none.
    std::pair<int, int> rowsIn(qreal top, qreal bottom) const;
    std::pair<int, int> columnsIn(qreal left, qreal right) const;

    enum class Way { Left, Right, Up, Down, RowStart, RowEnd, First, Last };
    /// The next shown cell that way; `cell` itself where there is none, -1 when there is no cell at all. Up and down go to the nearest
    /// column of the next row that has cells.
    int neighbour(int cell, Way way) const;
    /// The cell of a row that lies nearest to a column, the later of two; -1: the row has none.
    int cellInRow(int row, int column) const;

private:
    std::pair<int, int> linesIn(qreal top, qreal bottom) const;
    /// Position in m_sorted of the first cell of a line from `column` on.
    int firstFrom(int line, int column) const;
    int lineOf(int cell) const { return m_firstLine.at(m_table.cells.at(cell).row) + m_table.cells.at(cell).line; }
    int nearestInLine(int line, int column) const;
    void chooseWidths(qreal across);
    void place();

    MatrixTable m_table;
    QList<int> m_firstLine;             // per row, and one more: lines of all rows are counted through
    QList<int> m_sorted;                // shown cells by line, then column
    QList<int> m_lineStart;             // per line, and one more: offsets into m_sorted
    QList<int> m_rowOfLine;
    QList<qreal> m_columnLeft;
    QList<qreal> m_lineTop;
    QList<std::pair<int, int>> m_bandColumns; // first and last of each band
    QSizeF m_bodySize;
    qreal m_lineHeight = readableLine;
    qreal m_cellWidth = readableWidth;
    qreal m_slimWidth = slimWidth;
    qreal m_labelWidth = 0;
    qreal m_titleHeight = 0;
};

} // namespace obdesk
