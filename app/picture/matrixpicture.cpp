// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/matrixpicture.h"

#include "picture/fonts.h"
#include "picture/textlines.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal labelPadding = 10;      ///< left and right of a label
constexpr qreal leastLabel = 60;
constexpr qreal mostLabel = 190;
constexpr qreal labelPitch = 11;        ///< labels closer than this overlap
constexpr int titlePixels = 11;
constexpr int uprightLines = 3;
constexpr qreal titleMargin = 6;
constexpr qreal mostTitle = 128;        ///< height of titles
constexpr qsizetype mostTexts = 20'000;
constexpr int measured = 300;           ///< rows and columns whose texts decide on room; of more only those that are longer

} // namespace

void MatrixPicture::setTable(const MatrixTable &table)
{
    m_layout.setTable(table);
    m_looks.clear();
    m_looks.resize(table.cells.size());
    m_cellTexts = QStringList(table.cells.size());
    m_labelShown.fill(true, table.rows.size());
    forgetTexts();
}

void MatrixPicture::forgetTexts()
{
    const MatrixTable &table = m_layout.table();
    m_labels = QStringList(table.rows.size());
    m_bands = QStringList(table.bands.size());
    m_titles = QList<QStringList>(table.columns.size());
    m_texts.clear();
}

bool MatrixPicture::setCell(int cell, const MatrixCellLook &look)
{
    QString before = std::exchange(m_cellTexts[cell], QString());
    const bool differs = m_looks.at(cell) != look || (!before.isNull() && text(cell) != before);
    m_looks[cell] = look;
    return differs;
}

const QString &MatrixPicture::text(int cell) const
{
    QString &text = m_cellTexts[cell];
    if (text.isNull()) {
        text = m_textSource ? m_textSource(cell) : QString();
        if (text.isNull())
            text = u""_s; // known to be none
    }
    return text;
}

void MatrixPicture::fit(QSizeF size, qreal scrollBar, std::optional<qreal> lineHeight)
{
    // The height of titles depends on the width of columns, which is known after a first fit.
    MatrixRoom room { size, std::ceil(std::min({ widestLabel(), mostLabel, size.width() / 3 })), mostTitle, scrollBar, lineHeight };
    m_layout.fit(room);
    room.titleHeight = titleHeight();
    m_layout.fit(room);
    forgetTexts();
    chooseLabels();
}

qreal MatrixPicture::widestLabel() const
{
    const QFontMetricsF metrics(sizedFont(12));
    qreal widest = leastLabel;
    qsizetype longest = 0;
    const QList<MatrixRowLook> &rows = m_layout.table().rows;
    for (qsizetype row = 0; row < rows.size(); ++row) {
        const QString label = rows.at(row).label.left(mostDrawnCharacters);
        if (row >= measured && label.size() <= longest)
            continue;
        longest = std::max(longest, label.size());
        widest = std::max(widest, metrics.horizontalAdvance(label) + 2 * labelPadding);
    }
    return widest;
}

qreal MatrixPicture::titleHeight() const
{
    const QFontMetricsF metrics { sizedFont(titlePixels) };
    const int columns = int(m_layout.table().columns.size());
    qreal highest = metrics.lineSpacing();
    for (int column = 0; column < std::min(columns, measured); ++column) {
        const QStringList lines = titleLines(column);
        if (!m_layout.isTitleTurned(column)) {
            highest = std::max(highest, metrics.lineSpacing() * qreal(lines.size()));
            continue;
        }
        for (const QString &line : lines)
            highest = std::max(highest, metrics.horizontalAdvance(line));
    }
    return columns > measured ? mostTitle : std::ceil(highest + 2 * titleMargin);
}

QStringList MatrixPicture::titleLines(int column) const
{
    const QFontMetricsF metrics { sizedFont(titlePixels) };
    const qreal width = m_layout.cellWidth(column);
    const bool turned = m_layout.isTitleTurned(column);
    const qreal along = turned ? mostTitle - 2 * titleMargin : width - 8;
    const int most = turned ? std::clamp(int((width - 2) / metrics.lineSpacing()), 1, 2) : uprightLines;
    return wrapped(m_layout.table().columns.at(column).title.left(mostDrawnCharacters), metrics, along, most);
}

const QStringList &MatrixPicture::title(int column) const
{
    QStringList &lines = m_titles[column];
    if (lines.isEmpty())
        lines = titleLines(column);
    return lines;
}

const QString &MatrixPicture::band(int band) const
{
    QString &cut = m_bands[band];
    if (!cut.isNull())
        return cut;
    const QString &whole = m_layout.table().bands.at(band);
    const QFontMetricsF metrics { sizedFont(titlePixels, QFont::DemiBold) };
    cut = metrics.elidedText(whole.left(mostDrawnCharacters), Qt::ElideRight, m_layout.bandRect(band).width() - 8);
    if (cut.isNull() || (cut.size() < 8 && cut.endsWith(u'…')))
        cut = whole.section(u' ', 0, 0); // its number says more
    return cut;
}

const QString &MatrixPicture::label(int row) const
{
    QString &cut = m_labels[row];
    if (cut.isNull()) {
        const QString whole = m_layout.table().rows.at(row).label.left(mostDrawnCharacters);
        cut = QFontMetricsF(labelFont()).elidedText(whole, Qt::ElideMiddle, m_layout.labelWidth() - 2 * labelPadding);
    }
    return cut;
}

QFont MatrixPicture::labelFont() const
{
    return sizedFont(std::clamp(int(m_layout.lineHeight()) - 1, 9, 12));
}

bool MatrixPicture::chooseLabels()
{
    const MatrixTable &table = m_layout.table();
    QList<bool> shown(table.rows.size(), m_layout.lineHeight() >= labelPitch);
    if (!shown.contains(true) && !shown.isEmpty()) {
        QList<bool> failed(table.rows.size(), false);
        for (int cell = 0; cell < m_looks.size(); ++cell) {
            if (table.cells.at(cell).row >= 0 && m_looks.at(cell).state == StepState::Failed)
                failed[table.cells.at(cell).row] = true;
        }
        const auto centre = [this](int row) { return m_layout.rowRect(row).center().y(); };
        const auto choose = [&](bool wanted) {
            qreal above = -labelPitch; // of the last label that is shown
            int next = 0;              // the first shown one not above
            for (int row = 0; row < shown.size(); ++row) {
                while (next < shown.size() && (next <= row || !shown.at(next)))
                    ++next;
                const bool room = centre(row) - above >= labelPitch && (next >= shown.size() || centre(next) - centre(row) >= labelPitch);
                if (!shown.at(row) && failed.at(row) == wanted && room)
                    shown[row] = true;
                if (shown.at(row))
                    above = centre(row);
            }
        };
        choose(true);
        choose(false);
    }
    const QList<bool> before = std::exchange(m_labelShown, shown);
    return !std::ranges::equal(before, shown); // QList itself compares what is not there, which UBSan minds
}

bool MatrixPicture::isMarkedRow(int row, const MatrixMarks &marks) const
{
    const QList<MatrixCellPlace> &cells = m_layout.table().cells;
    return (marks.selected >= 0 && cells.at(marks.selected).row == row) || (marks.hovered >= 0 && cells.at(marks.hovered).row == row);
}

bool MatrixPicture::isMarkedColumn(int column, const MatrixMarks &marks) const
{
    const auto stands = [&](int cell) {
        return cell >= 0 && m_layout.table().cells.at(cell).row >= 0 && m_layout.table().cells.at(cell).column == column;
    };
    return stands(marks.selected) || stands(marks.hovered);
}

void MatrixPicture::paintCells(QPainter &painter, const QRectF &exposed, const MatrixMarks &marks) const
{
    const Tokens &tokens = *marks.tokens;
    const bool onRaster = CellSprites::fits(painter);
    const CellMeasures wide(QSizeF(m_layout.cellWidth(), m_layout.lineHeight()));
    const CellMeasures slim(QSizeF(m_layout.slimCellWidth(), m_layout.lineHeight()));
    painter.setFont(sizedFont(wide.fontPixels));
    m_layout.visitCells(exposed, [&](int cell) {
        const MatrixCellLook &look = m_looks.at(cell);
        const QRectF rect = m_layout.cellRect(cell);
        const CellKind kind { look.state, look.onPath, look.warns, look.isConsequence };
        if (onRaster)
            m_sprites.paint(painter, rect, kind, tokens);
        else
            paintCell(painter, rect, kind, tokens);
        const CellMeasures &measures = m_layout.isSlim(cell) ? slim : wide;
        if (measures.hasText && !text(cell).isEmpty())
            paintText(painter, measures.textRect.translated(rect.topLeft()), cell, tokens, onRaster);
    });
    const auto ring = [&](int cell, const QColor &color, qreal width) {
        const QRectF rect = m_layout.cellRect(cell);
        if (rect.isNull() || !rect.adjusted(-2, -2, 2, 2).intersects(exposed))
            return;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.restore();
    };
    if (marks.hovered != marks.selected)
        ring(marks.hovered, tokens.edge, 1);
    ring(marks.selected, marks.focused ? tokens.focus : tokens.text, 2);
}

void MatrixPicture::paintText(QPainter &painter, const QRectF &rect, int cell, const Tokens &tokens, bool onRaster) const
{
    const MatrixCellLook &look = m_looks.at(cell);
    painter.setPen(cellTextColor({ look.state, look.onPath, look.warns, look.isConsequence }, tokens));
    auto text = m_texts.find(m_cellTexts.at(cell));
    if (text == m_texts.end()) {
        if (m_texts.size() >= mostTexts)
            m_texts.clear();
        QStaticText made(painter.fontMetrics().elidedText(m_cellTexts.at(cell), Qt::ElideRight, int(rect.width())));
        made.setTextFormat(Qt::PlainText);
        made.prepare({}, painter.font());
        text = m_texts.insert(m_cellTexts.at(cell), made);
    }
    const qreal top = std::floor(rect.center().y() - text->size().height() / 2);
    if (onRaster)
        painter.drawStaticText(QPointF(rect.left(), top), *text);
    else
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, text->text());
}

void MatrixPicture::paintLabels(QPainter &painter, const QRectF &exposed, const MatrixMarks &marks) const
{
    const Tokens &tokens = *marks.tokens;
    painter.setFont(labelFont());
    const auto [first, last] = m_layout.rowsIn(exposed.top() - labelPitch, exposed.bottom() + labelPitch);
    const auto paintRow = [&](int row, bool marked) {
        QRectF rect = m_layout.rowRect(row);
        const qreal least = painter.fontMetrics().height();
        if (rect.height() < least)
            rect.adjust(0, (rect.height() - least) / 2, 0, (least - rect.height()) / 2);
        if (marked)
            painter.fillRect(rect, tokens.selection);
        painter.setPen(m_layout.table().rows.at(row).apart ? tokens.dimText : tokens.text);
        painter.drawText(rect.adjusted(labelPadding, 0, -labelPadding, 0), Qt::AlignLeft | Qt::AlignVCenter, label(row));
    };
    for (int row = first; row <= last; ++row) {
        if (m_labelShown.at(row) && !isMarkedRow(row, marks))
            paintRow(row, false);
    }
    for (int row = first; row <= last; ++row) { // above their neighbours, which they may cover
        if (isMarkedRow(row, marks))
            paintRow(row, true);
    }
}

void MatrixPicture::paintHeader(QPainter &painter, const QRectF &exposed, const MatrixMarks &marks) const
{
    const Tokens &tokens = *marks.tokens;
    const auto [first, last] = m_layout.columnsIn(exposed.left(), exposed.right());
    if (last < first)
        return;
    const QFont titleFont = sizedFont(titlePixels);
    painter.setFont(titleFont);
    const QFontMetricsF metrics(titleFont);
    for (int column = first; column <= last; ++column) {
        const QRectF rect = m_layout.titleRect(column);
        const bool marked = isMarkedColumn(column, marks);
        if (marked)
            painter.fillRect(rect.adjusted(1, 1, -1, -1), tokens.selection);
        painter.setPen(marked ? tokens.text : tokens.dimText);
        paintTitle(painter, rect, title(column), metrics, m_layout.isTitleTurned(column));
    }
    painter.setFont(sizedFont(titlePixels, QFont::DemiBold));
    for (int band = m_layout.table().columns.at(first).band; band <= m_layout.table().columns.at(last).band; ++band) {
        const QRectF rect = m_layout.bandRect(band);
        if (rect.isNull())
            continue;
        painter.fillRect(QRectF(rect.left() + 1, rect.bottom() - 2, rect.width() - 2, 2), tokens.line);
        painter.setPen(tokens.text);
        painter.drawText(rect.adjusted(4, 0, -4, -2), Qt::AlignLeft | Qt::AlignVCenter, this->band(band));
    }
}

void MatrixPicture::paintTitle(QPainter &painter, const QRectF &rect, const QStringList &lines, const QFontMetricsF &metrics, bool turned) const
{
    const qreal spacing = metrics.lineSpacing();
    const qreal across = spacing * qreal(lines.size());
    if (!turned) {
        qreal y = rect.bottom() - titleMargin - across;
        for (const QString &line : lines) {
            painter.drawText(QRectF(rect.left(), y, rect.width(), spacing), Qt::AlignHCenter | Qt::AlignVCenter, line);
            y += spacing;
        }
        return;
    }
    painter.save();
    painter.translate(rect.left() + (rect.width() - across) / 2, rect.bottom() - titleMargin);
    painter.rotate(-90);
    for (int i = 0; i < lines.size(); ++i)
        painter.drawText(QRectF(0, spacing * i, rect.height() - 2 * titleMargin, spacing), Qt::AlignLeft | Qt::AlignVCenter, lines.at(i));
    painter.restore();
}

QSizeF MatrixPicture::totalSize() const
{
    return m_layout.bodySize() + QSizeF(m_layout.labelWidth(), m_layout.headerHeight());
}

void MatrixPicture::paint(QPainter &painter, const MatrixMarks &marks) const
{
    const QRectF body(QPointF(0, 0), m_layout.bodySize());
    painter.save();
    painter.translate(0, m_layout.headerHeight());
    paintLabels(painter, body, marks);
    painter.translate(m_layout.labelWidth(), -m_layout.headerHeight());
    paintHeader(painter, body, marks);
    painter.translate(0, m_layout.headerHeight());
    paintCells(painter, body, marks);
    painter.restore();
}

} // namespace obdesk
