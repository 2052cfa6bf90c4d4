// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/matrixlayout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace obdesk {

namespace {

/// Index of the last start that is not behind `position`; -1 when all are.
int lastStart(const QList<qreal> &starts, qreal position)
{
    return int(std::upper_bound(starts.cbegin(), starts.cend(), position) - starts.cbegin()) - 1;
}

} // namespace

void MatrixLayout::setTable(const MatrixTable &table)
{
    m_table = table;
    const int rows = int(table.rows.size());
    m_firstLine.resize(rows + 1);
    m_firstLine[0] = 0;
    m_rowOfLine.clear();
    for (int row = 0; row < rows; ++row) {
        m_firstLine[row + 1] = m_firstLine.at(row) + table.rows.at(row).lines;
        m_rowOfLine.insert(m_rowOfLine.size(), table.rows.at(row).lines, row);
    }
    m_sorted.clear();
    for (int cell = 0; cell < table.cells.size(); ++cell) {
        if (table.cells.at(cell).row >= 0)
            m_sorted.append(cell);
    }
    std::sort(m_sorted.begin(), m_sorted.end(), [this](int a, int b) {
        return std::pair(lineOf(a), m_table.cells.at(a).column) < std::pair(lineOf(b), m_table.cells.at(b).column);
    });
    const int lines = m_firstLine.constLast();
    m_lineStart.fill(0, lines + 1);
    for (const int cell : std::as_const(m_sorted))
        ++m_lineStart[lineOf(cell) + 1];
    std::partial_sum(m_lineStart.cbegin(), m_lineStart.cend(), m_lineStart.begin());
    m_bandColumns.fill({ -1, -1 }, table.bands.size());
    for (int column = 0; column < table.columns.size(); ++column) {
        auto &[first, last] = m_bandColumns[table.columns.at(column).band];
        first = first < 0 ? column : first;
        last = column;
    }
    place();
}

void MatrixLayout::chooseWidths(qreal across)
{
    const auto slim = std::count_if(m_table.columns.cbegin(), m_table.columns.cend(), [](const MatrixColumnLook &c) { return c.slim; });
    const qreal slims = qreal(slim);
    const qreal others = qreal(m_table.columns.size() - slim);
    const qreal even = std::floor(across / std::max(1.0, slims + others));
    if (even < leastWidth) {
        m_cellWidth = readableWidth;
        m_slimWidth = slimWidth;
    } else if (even <= slimWidth || others == 0) {
        m_cellWidth = m_slimWidth = std::min(even, mostWidth);
    } else {
        m_cellWidth = std::min(std::floor((across - slims * slimWidth) / others), mostWidth);
        m_slimWidth = slims == 0 ? slimWidth : std::clamp(std::floor((across - others * m_cellWidth) / slims), slimWidth, m_cellWidth);
    }
}

void MatrixLayout::fit(const MatrixRoom &room)
{
    m_labelWidth = room.labelWidth;
    m_titleHeight = room.titleHeight;
    const int lines = std::max(1, m_firstLine.isEmpty() ? 1 : m_firstLine.constLast());
    const auto bands = std::count_if(m_bandColumns.cbegin(), m_bandColumns.cend(), [](const auto &band) { return band.first >= 0; });
    const auto apart = std::count_if(m_table.rows.cbegin(), m_table.rows.cend(), [](const MatrixRowLook &row) { return row.apart; });
    const qreal gaps = qreal(std::max<qsizetype>(0, bands - 1)) * bandGap;
    const auto choose = [&](qreal barAcross, qreal barDown) {
        chooseWidths(room.size.width() - barDown - m_labelWidth - gaps);
        const qreal line = std::floor((room.size.height() - barAcross - headerHeight() - topGap - qreal(apart) * rowGap) / lines);
        m_lineHeight = room.lineHeight ? std::clamp(*room.lineHeight, leastLine, mostLine)
                : line < leastLine     ? readableLine
                                       : std::min(line, mostLine);
        place();
    };
    choose(0, 0);
    const bool barDown = m_bodySize.height() + headerHeight() > room.size.height();
    if (barDown)
        choose(0, room.scrollBar);
    if (m_bodySize.width() + m_labelWidth > room.size.width() - (barDown ? room.scrollBar : 0))
        choose(room.scrollBar, barDown ? room.scrollBar : 0);
}

void MatrixLayout::place()
{
    m_columnLeft.resize(m_table.columns.size());
    qreal x = 0;
    for (int column = 0; column < m_table.columns.size(); ++column) {
        if (column > 0 && m_table.columns.at(column).band != m_table.columns.at(column - 1).band)
            x += bandGap;
        m_columnLeft[column] = x;
        x += cellWidth(column);
    }
    m_lineTop.resize(m_rowOfLine.size());
    qreal y = topGap;
    for (int line = 0; line < m_rowOfLine.size(); ++line) {
        const int row = m_rowOfLine.at(line);
        if (line > 0 && m_rowOfLine.at(line - 1) != row && m_table.rows.at(row - 1).apart)
            y += rowGap;
        m_lineTop[line] = y;
        y += m_lineHeight;
    }
    m_bodySize = { x, y };
}

QRectF MatrixLayout::cellRect(int cell) const
{
    if (cell < 0 || cell >= m_table.cells.size() || m_table.cells.at(cell).row < 0)
        return {};
    const int column = m_table.cells.at(cell).column;
    return { m_columnLeft.at(column), m_lineTop.at(lineOf(cell)), cellWidth(column), m_lineHeight };
}

QRectF MatrixLayout::rowRect(int row) const
{
    const int first = m_firstLine.at(row);
    return { 0, m_lineTop.at(first), m_labelWidth, m_lineHeight * m_table.rows.at(row).lines };
}

QRectF MatrixLayout::titleRect(int column) const
{
    return { m_columnLeft.at(column), bandHeight, cellWidth(column), m_titleHeight };
}

QRectF MatrixLayout::bandRect(int band) const
{
    const auto [first, last] = m_bandColumns.at(band);
    if (first < 0)
        return {};
    return { m_columnLeft.at(first), 0, m_columnLeft.at(last) + cellWidth(last) - m_columnLeft.at(first), bandHeight };
}

int MatrixLayout::cellAt(QPointF body) const
{
    const int column = columnAt(body.x());
    const int line = lastStart(m_lineTop, body.y());
    if (column < 0 || line < 0 || body.y() >= m_lineTop.at(line) + m_lineHeight)
        return -1;
    const int k = firstFrom(line, column);
    return k < m_lineStart.at(line + 1) && m_table.cells.at(m_sorted.at(k)).column == column ? m_sorted.at(k) : -1;
}

int MatrixLayout::rowAt(qreal y) const
{
    const int line = lastStart(m_lineTop, y);
    return line >= 0 && y < m_lineTop.at(line) + m_lineHeight ? m_rowOfLine.at(line) : -1;
}

int MatrixLayout::columnAt(qreal x) const
{
    const int column = lastStart(m_columnLeft, x);
    return column >= 0 && x < m_columnLeft.at(column) + cellWidth(column) ? column : -1;
}

int MatrixLayout::bandAt(qreal x) const
{
    const int column = lastStart(m_columnLeft, x);
    return column >= 0 && x < m_bodySize.width() ? m_table.columns.at(column).band : -1;
}

std::pair<int, int> MatrixLayout::linesIn(qreal top, qreal bottom) const
{
    return { std::max(0, lastStart(m_lineTop, top)), lastStart(m_lineTop, bottom) };
}

std::pair<int, int> MatrixLayout::rowsIn(qreal top, qreal bottom) const
{
    const auto [first, last] = linesIn(top, bottom);
    if (last < first)
        return { 0, -1 };
    return { m_rowOfLine.at(first), m_rowOfLine.at(last) };
}

std::pair<int, int> MatrixLayout::columnsIn(qreal left, qreal right) const
{
    return { std::max(0, lastStart(m_columnLeft, left)), lastStart(m_columnLeft, right) };
}

int MatrixLayout::firstFrom(int line, int column) const
{
    const auto begin = m_sorted.cbegin() + m_lineStart.at(line);
    const auto end = m_sorted.cbegin() + m_lineStart.at(line + 1);
    return int(std::lower_bound(begin, end, column, [this](int cell, int c) { return m_table.cells.at(cell).column < c; })
               - m_sorted.cbegin());
}

int MatrixLayout::readingPlace(int cell) const
{
    const bool shown = cell >= 0 && cell < m_table.cells.size() && m_table.cells.at(cell).row >= 0;
    return shown ? firstFrom(lineOf(cell), m_table.cells.at(cell).column) : -1;
}

int MatrixLayout::nearestInLine(int line, int column) const
{
    const int begin = m_lineStart.at(line);
    const int end = m_lineStart.at(line + 1);
    if (begin == end)
        return -1;
    const int after = std::min(firstFrom(line, column), end - 1);
    const auto distance = [&](int k) { return std::abs(m_table.cells.at(m_sorted.at(k)).column - column); };
    return m_sorted.at(after > begin && distance(after - 1) < distance(after) ? after - 1 : after);
}

int MatrixLayout::cellInRow(int row, int column) const
{
    for (int line = m_firstLine.at(row); line < m_firstLine.at(row + 1); ++line) {
        if (const int cell = nearestInLine(line, column); cell >= 0)
            return cell;
    }
    return -1;
}

int MatrixLayout::neighbour(int cell, Way way) const
{
    if (m_sorted.isEmpty())
        return -1;
    if (cell < 0 || m_table.cells.at(cell).row < 0 || way == Way::First)
        return way == Way::Last ? m_sorted.constLast() : m_sorted.constFirst();
    if (way == Way::Last)
        return m_sorted.constLast();
    const int column = m_table.cells.at(cell).column;
    const int line = lineOf(cell);
    const int at = firstFrom(line, column);
    switch (way) {
    case Way::Left:
        return m_sorted.at(std::max(at - 1, m_lineStart.at(line)));
    case Way::Right:
        return m_sorted.at(std::min(at + 1, m_lineStart.at(line + 1) - 1));
    case Way::RowStart:
        return m_sorted.at(m_lineStart.at(line));
    case Way::RowEnd:
        return m_sorted.at(m_lineStart.at(line + 1) - 1);
    default:
        break;
    }
    // Lines below the first of a row hold only what stands below something: no place to change the column for.
    const int step = way == Way::Up ? -1 : 1;
    for (int next = line + step; next >= 0 && next + 1 < m_lineStart.size(); next += step) {
        const int found = nearestInLine(next, column);
        const bool firstOfRow = m_firstLine.at(m_rowOfLine.at(next)) == next;
        if (found >= 0 && (firstOfRow || m_table.cells.at(found).column == column))
            return found;
    }
    return cell;
}

} // namespace obdesk
