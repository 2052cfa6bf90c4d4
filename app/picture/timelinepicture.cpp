// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/timelinepicture.h"

#include "picture/fonts.h"
#include "picture/stateglyph.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr double rowPadding = 10;
constexpr double rowGlyph = 14;
constexpr double rowTextLeft = rowPadding + rowGlyph + 8;
constexpr double barInset = 5;          // above and below a bar
constexpr double labelGap = 6;          // between a bar and its label
constexpr double tickPitch = 96;
constexpr double glyphInBar = 12;
constexpr qsizetype mostKnownLabels = 20'000;

QFont titleFont() { return sizedFont(12); }
QFont headerFont() { return sizedFont(12, QFont::DemiBold); }
QFont detailFont() { return sizedFont(11); }

QString tickText(const TimeAxis::Tick &tick, qint64 step)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(tick.time);
    const QString time = local.toString(step % 60'000 == 0 && tick.time % 60'000 == 0 ? u"HH:mm"_s : u"HH:mm:ss"_s);
    return tick.firstOfDay ? QLocale().toString(local.date(), u"d MMM"_s) + u' ' + time : time;
}

} // namespace

void TimelinePicture::setRows(const QList<TimelineRow> &rows)
{
    m_rows = rows;
    m_cut.fill({}, rows.size());
}

bool TimelinePicture::setRow(int row, const TimelineRow &look)
{
    if (m_rows.at(row) == look)
        return false;
    m_rows[row] = look;
    m_cut[row] = {};
    return true;
}

void TimelinePicture::setLabelWidth(double width)
{
    if (width == m_labelWidth)
        return;
    m_labelWidth = width;
    m_cut.fill({}, m_rows.size());
}

QString TimelinePicture::cutText(const QFont &font, const QString &text, double width) const
{
    const std::pair key { text, int(width) * 4 + (font.pixelSize() == 11 ? 0 : font.weight() == QFont::Normal ? 1 : 2) };
    if (const auto it = m_known.constFind(key); it != m_known.cend())
        return *it;
    if (m_known.size() >= mostKnownLabels)
        m_known.clear();
    return *m_known.insert(key, QFontMetricsF(font).elidedText(text.left(mostDrawnCharacters), Qt::ElideRight, width));
}

const TimelinePicture::CutRow &TimelinePicture::cut(int row) const
{
    CutRow &result = m_cut[row];
    if (result.done)
        return result;
    // The title leaves a part of the room to the host, or to what a header says of its steps.
    const TimelineRow &look = m_rows.at(row);
    const TimelineWords words = this->words(row);
    const QFont font = look.isHeader ? headerFont() : titleFont();
    const double room = m_labelWidth - (look.isHeader ? rowPadding : rowTextLeft) - rowPadding;
    const double wanted = QFontMetricsF(detailFont()).horizontalAdvance(words.detail.left(mostDrawnCharacters)) + labelGap + 1;
    const double rest = words.detail.isEmpty() ? 0 : std::min(room * (look.isHeader ? 0.5 : 0.45), std::ceil(wanted));
    result.title = cutText(font, words.title, room - rest);
    result.detail = words.detail.isEmpty() ? QString() : cutText(detailFont(), words.detail, rest - labelGap);
    result.bars = words.bars;
    result.done = true;
    return result;
}

QList<TimeAxis::Span> TimelinePicture::busy() const
{
    QList<TimeAxis::Span> spans;
    for (const TimelineRow &row : m_rows) {
        for (const TimelineBar &bar : row.bars)
            spans.append({ bar.from, bar.to });
    }
    return spans;
}

QRectF TimelinePicture::barRect(int row, int bar) const
{
    const TimelineBar &look = m_rows.at(row).bars.at(bar);
    const double left = m_axis.xOf(look.from);
    const double width = std::max(m_axis.xOf(look.to) - left, leastBar);
    return { left, rowHeight * row + barInset, width, rowHeight - 2 * barInset };
}

int TimelinePicture::rowAt(double y) const
{
    const int row = int(std::floor(y / rowHeight));
    return row >= 0 && row < m_rows.size() ? row : -1;
}

int TimelinePicture::barAt(int row, double x) const
{
    for (int bar = int(m_rows.at(row).bars.size()) - 1; bar >= 0; --bar) { // later ones lie on top
        const QRectF rect = barRect(row, bar);
        if (x >= rect.left() && x <= rect.right())
            return bar;
    }
    return -1;
}

double TimelinePicture::labelRoom(int row, int bar) const
{
    const QList<TimelineBar> &bars = m_rows.at(row).bars;
    const double left = barRect(row, bar).right() + labelGap;
    return bar + 1 < bars.size() ? m_axis.xOf(bars.at(bar + 1).from) - labelGap - left : 200;
}

void TimelinePicture::paintChart(QPainter &painter, const QRectF &exposed, const TimelineMarks &marks) const
{
    const Tokens &tokens = *marks.tokens;
    const int first = std::max(0, int(std::floor(exposed.top() / rowHeight)));
    const int last = std::min(rowCount() - 1, int(std::floor(exposed.bottom() / rowHeight)));
    painter.setPen(tokens.line);
    for (const TimeAxis::Tick &tick : m_axis.ticks(exposed.left() - tickPitch, exposed.right(), tickPitch))
        painter.fillRect(QRectF(std::round(tick.x), exposed.top(), 1, exposed.height()), tokens.hover);
    paintGaps(painter, exposed, tokens, false); // below the rows: labels of bars may reach into them
    for (int row = first; row <= last; ++row)
        paintRow(painter, row, exposed, marks);
    if (marks.now) {
        const double x = std::round(m_axis.xOf(*marks.now));
        painter.fillRect(QRectF(x, exposed.top(), 1, exposed.height()), tokens.accent);
    }
}

void TimelinePicture::paintRow(QPainter &painter, int row, const QRectF &exposed, const TimelineMarks &marks) const
{
    const Tokens &tokens = *marks.tokens;
    const TimelineRow &look = m_rows.at(row);
    const double top = rowHeight * row;
    const QRectF whole(exposed.left(), top, exposed.width(), rowHeight);
    if (look.isHeader)
        painter.fillRect(whole, tokens.window);
    else if (row == marks.selected)
        painter.fillRect(whole, tokens.selection);
    else if (row == marks.hovered)
        painter.fillRect(whole, tokens.hover);
    painter.fillRect(QRectF(exposed.left(), top + rowHeight - 1, exposed.width(), 1), tokens.line);
    for (int bar = 0; bar < look.bars.size(); ++bar) {
        const QRectF rect = barRect(row, bar);
        if (rect.left() > exposed.right())
            break;
        if (rect.right() + labelGap + 200 >= exposed.left())
            paintBar(painter, row, bar, tokens);
    }
    if (look.bars.isEmpty() && !look.isHeader && marks.now) { // a place for what will come
        const QRectF mark(m_axis.xOf(*marks.now) + labelGap, top + rowHeight / 2 - 1, 14, 2);
        painter.fillRect(mark, tokens.line);
    }
    if (row == marks.selected && marks.focused) {
        painter.fillRect(QRectF(exposed.left(), top, exposed.width(), 1), tokens.focus);
        painter.fillRect(QRectF(exposed.left(), top + rowHeight - 1, exposed.width(), 1), tokens.focus);
    }
}

void TimelinePicture::paintBar(QPainter &painter, int row, int bar, const Tokens &tokens) const
{
    const TimelineBar &look = m_rows.at(row).bars.at(bar);
    const QRectF rect = barRect(row, bar);
    const QColor color = stateColor(tokens, look.state);
    painter.setRenderHint(QPainter::Antialiasing);
    if (look.earlier) {
        painter.setPen(QPen(color, 1));
        painter.setBrush(stateFill(tokens, look.state));
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(rect, 2.5, 2.5);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const bool marked = look.state != StepState::Successful; // a colour is never all that tells a state
    if (marked && rect.width() >= glyphInBar + 6) {
        Tokens inside = tokens;
        if (!look.earlier) { // the glyph takes the ground's place
            inside.failed = inside.running = inside.warning = inside.pending = tokens.panel;
            inside.panel = color;
        }
        paintStateGlyph(painter, QRectF(rect.left() + 3, rect.top() + 1, glyphInBar, glyphInBar), look.state, inside);
    }
    if (look.onPath)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 3), tokens.text);
    const QString label = cut(row).bars.value(bar);
    if (label.isEmpty())
        return;
    const double room = labelRoom(row, bar);
    painter.setFont(detailFont());
    if (painter.fontMetrics().horizontalAdvance(label) > room)
        return;
    painter.setPen(look.state == StepState::Failed ? tokens.failed : tokens.dimText);
    painter.drawText(QRectF(rect.right() + labelGap, rowHeight * row, room, rowHeight - 1), Qt::AlignLeft | Qt::AlignVCenter, label);
}

void TimelinePicture::paintGaps(QPainter &painter, const QRectF &exposed, const Tokens &tokens, bool onAxis) const
{
    for (const TimeAxis::Span &gap : m_axis.gaps()) {
        const double left = m_axis.xOf(gap.from);
        const QRectF band(left + 4, exposed.top(), TimeAxis::gapWidth - 8, exposed.height());
        if (band.right() < exposed.left() || band.left() > exposed.right())
            continue;
        painter.fillRect(band, tokens.window);
        painter.setPen(QPen(tokens.edge, 1, Qt::DashLine));
        painter.drawLine(QPointF(band.left(), band.top()), QPointF(band.left(), band.bottom()));
        painter.drawLine(QPointF(band.right(), band.top()), QPointF(band.right(), band.bottom()));
        if (!onAxis)
            continue;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tokens.dimText, 1.5));
        const QPointF middle(band.center().x(), axisHeight / 2);
        for (const double shift : { -3.0, 3.0 })
            painter.drawLine(middle + QPointF(shift - 2.5, 6), middle + QPointF(shift + 2.5, -6));
        painter.restore();
    }
}

void TimelinePicture::paintLabels(QPainter &painter, const QRectF &exposed, const TimelineMarks &marks) const
{
    const Tokens &tokens = *marks.tokens;
    const int first = std::max(0, int(std::floor(exposed.top() / rowHeight)));
    const int last = std::min(rowCount() - 1, int(std::floor(exposed.bottom() / rowHeight)));
    for (int row = first; row <= last; ++row) {
        const TimelineRow &look = m_rows.at(row);
        const CutRow &text = cut(row);
        const QRectF whole(0, rowHeight * row, m_labelWidth, rowHeight);
        if (look.isHeader)
            painter.fillRect(whole, tokens.window);
        else if (row == marks.selected)
            painter.fillRect(whole, tokens.selection);
        else if (row == marks.hovered)
            painter.fillRect(whole, tokens.hover);
        painter.fillRect(QRectF(0, whole.bottom() - 1, whole.width(), 1), tokens.line);
        if (!look.isHeader)
            paintStateGlyph(painter, QRectF(rowPadding, whole.top() + (rowHeight - rowGlyph) / 2, rowGlyph, rowGlyph), look.state, tokens);
        const QRectF line = whole.adjusted(look.isHeader ? rowPadding : rowTextLeft, 0, -rowPadding, -1);
        painter.setFont(look.isHeader ? headerFont() : titleFont());
        painter.setPen(look.bars.isEmpty() && !look.isHeader ? tokens.dimText : tokens.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text.title);
        if (text.detail.isEmpty())
            continue;
        painter.setFont(detailFont());
        painter.setPen(tokens.dimText);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, text.detail);
    }
}

void TimelinePicture::paintAxis(QPainter &painter, const QRectF &exposed, const TimelineMarks &marks) const
{
    const Tokens &tokens = *marks.tokens;
    paintGaps(painter, exposed, tokens, true);
    painter.setFont(detailFont());
    painter.setPen(tokens.dimText);
    const qint64 step = m_axis.tickStep(tickPitch);
    for (const TimeAxis::Tick &tick : m_axis.ticks(exposed.left() - 2 * tickPitch, exposed.right(), tickPitch)) {
        if (tick.x < 0)
            continue; // before everything: its time would be cut by the edge
        const double x = std::round(tick.x);
        painter.fillRect(QRectF(x, axisHeight - 8, 1, 8), tokens.edge);
        painter.drawText(QRectF(x + 4, 0, 2 * tickPitch, axisHeight - 2), Qt::AlignLeft | Qt::AlignVCenter, tickText(tick, step));
    }
    if (marks.now) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        const double x = std::round(m_axis.xOf(*marks.now)) + 0.5;
        painter.drawPolygon(QPolygonF({ { x - 5, axisHeight - 8 }, { x + 5, axisHeight - 8 }, { x, axisHeight - 1 } }));
        painter.restore();
    }
}

} // namespace obdesk
