// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdfpages.h"

#include "picture/tokens.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextLayout>

#include <algorithm>
#include <memory>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal footHeight = 26;
constexpr qreal cellPadding = 3;
constexpr int mostCellLines = 3;
constexpr int dotsPerInch = 720;
constexpr qreal pointsPerInch = 72;
constexpr qreal tableTextSize = 7.5;
/// Fonts have whole pixels, texts here have half points: texts are laid out ten times as large as they are painted.
constexpr qreal enlarged = 10;

/// Fonts with Latin letters first, then fonts with Chinese shapes. Left to itself Qt takes a Japanese font for Chinese text; and
/// digits set in a Chinese font can't be found in the file, as that font has other glyphs for them beside letters.
QFont fontOf(const PdfText &style)
{
    static const QStringList proportional { u"Noto Sans"_s, u"Segoe UI"_s, u"Helvetica Neue"_s, u"DejaVu Sans"_s, u"Liberation Sans"_s,
                                            u"Arial"_s };
    static const QStringList fixed { u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s, u"Consolas"_s, u"Menlo"_s, u"Liberation Mono"_s };
    static const QStringList chinese { u"Noto Sans CJK SC"_s, u"WenQuanYi Micro Hei"_s, u"Microsoft YaHei"_s, u"PingFang SC"_s };
    QFont font = style.fixedPitch ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : QGuiApplication::font();
    const QStringList families = (style.fixedPitch ? fixed : proportional) + chinese + font.families();
    font.setFamilies(families);
    font.setPixelSize(qRound(style.size * enlarged));
    font.setBold(style.bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

/// A text broken into lines of one width. The layout is shared by the marks of all pages its lines are on.
struct Broken
{
    std::shared_ptr<QTextLayout> layout;
    QList<qreal> heights;
};

Broken breakText(const QString &text, const PdfText &style, qreal width, Qt::Alignment alignment, int mostLines)
{
    Broken broken { std::make_shared<QTextLayout>(QString(text).replace(u'\n', QChar::LineSeparator), fontOf(style)), {} };
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    broken.layout->setTextOption(option);
    broken.layout->beginLayout();
    for (QTextLine line = broken.layout->createLine(); line.isValid(); line = broken.layout->createLine()) {
        line.setLineWidth(width * enlarged);
        line.setPosition({ 0, 0 });
        broken.heights.append(line.height() / enlarged);
        if (mostLines > 0 && broken.heights.size() == mostLines)
            break;
    }
    broken.layout->endLayout();
    return broken;
}

PdfPages::Mark lineMark(const Broken &broken, int line, QPointF at, const QColor &color)
{
    return [layout = broken.layout, line, at, color](QPainter &painter) {
        painter.setPen(color);
        painter.scale(1 / enlarged, 1 / enlarged);
        layout->lineAt(line).draw(&painter, at * enlarged);
    };
}

} // namespace

QString elidedPdfText(const QString &text, const PdfText &style, qreal width)
{
    return QFontMetricsF(fontOf(style)).elidedText(text, Qt::ElideRight, width * enlarged);
}

void drawPdfText(QPainter &painter, QPointF baseline, const QString &text, const PdfText &style, bool rightAligned)
{
    const QFont font = fontOf(style);
    painter.save();
    painter.scale(1 / enlarged, 1 / enlarged);
    painter.setFont(font);
    painter.setPen(style.color);
    const qreal width = rightAligned ? QFontMetricsF(font).horizontalAdvance(text) : 0;
    painter.drawText(baseline * enlarged - QPointF(width, 0), text);
    painter.restore();
}

QRectF PdfPages::pageRect() const
{
    const QSizeF portrait = QPageSize::definitionSize(QPageSize::A4) * (pointsPerInch / 25.4);
    const bool landscape = !m_pages.isEmpty() && m_pages.last().orientation == QPageLayout::Landscape;
    return QRectF(QPointF(), landscape ? portrait.transposed() : portrait);
}

QRectF PdfPages::content() const
{
    return pageRect().adjusted(pageMargin, pageMargin, -pageMargin, -pageMargin - footHeight);
}

void PdfPages::startPage(QPageLayout::Orientation orientation)
{
    m_pages.append(Page { orientation, {} });
    m_y = content().top();
}

void PdfPages::turnPage(QPageLayout::Orientation orientation)
{
    m_pages.last().orientation = orientation;
    m_y = content().top();
}

void PdfPages::need(qreal height)
{
    const QRectF area = content();
    if (m_y + height > area.bottom() && m_y > area.top())
        startPage(m_pages.last().orientation);
}

void PdfPages::paragraph(const QString &text, const PdfText &style, qreal left, qreal width)
{
    const Broken broken = breakText(text, style, width, Qt::AlignLeading, 0);
    for (int line = 0; line < broken.heights.size(); ++line) {
        need(broken.heights.at(line));
        mark(lineMark(broken, line, { left, m_y }, style.color));
        skip(broken.heights.at(line));
    }
}

void PdfPages::heading(const QString &text)
{
    need(60);
    skip(10);
    paragraph(text, { 12, lightTokens().text, true });
    skip(4);
}

qreal PdfPages::cellLine(const QList<PdfColumn> &columns, const QList<PdfCell> &cells, const PdfText &style, QList<Mark> &marks) const
{
    qreal total = 0;
    for (const PdfColumn &column : columns)
        total += column.share;
    qreal left = content().left();
    qreal height = 0;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const PdfCell &cell = cells.at(i);
        const qreal width = content().width() * columns.at(i).share / total;
        qreal textLeft = left + cellPadding;
        if (cell.sign) {
            const QRectF sign(textLeft, m_y + cellPadding, style.size + 1, style.size + 1);
            marks.append([paint = cell.sign, sign](QPainter &painter) { paint(painter, sign); });
            textLeft = sign.right() + cellPadding;
        }
        const qreal room = left + width - cellPadding - textLeft;
        const QString shown = elidedPdfText(cell.text, style, room * (mostCellLines - 0.4));
        const Broken broken = breakText(shown, style, room, columns.at(i).right ? Qt::AlignRight : Qt::AlignLeading, mostCellLines);
        qreal y = m_y + cellPadding;
        for (int line = 0; line < broken.heights.size(); ++line) {
            marks.append(lineMark(broken, line, { textLeft, y }, cell.color));
            y += broken.heights.at(line);
        }
        height = std::max(height, y + cellPadding - m_y);
        left += width;
    }
    return height;
}

void PdfPages::tableHead(const QList<PdfColumn> &columns)
{
    const Tokens &tokens = lightTokens();
    QList<PdfCell> cells;
    for (const PdfColumn &column : columns)
        cells.append({ column.title, tokens.dimText });
    QList<Mark> marks;
    m_y += cellLine(columns, cells, { tableTextSize, tokens.dimText, true }, marks);
    m_pages.last().marks += marks;
    const QLineF rule(content().left(), m_y, content().right(), m_y);
    mark([rule, color = tokens.edge](QPainter &painter) {
        painter.setPen(QPen(color, 0.8));
        painter.drawLine(rule);
    });
}

void PdfPages::table(const QList<PdfColumn> &columns, qsizetype lines, const std::function<QList<PdfCell>(qsizetype)> &cells,
                     const std::function<QColor(qsizetype)> &fill)
{
    const PdfText style { tableTextSize };
    tableHead(columns);
    for (qsizetype i = 0; i < lines; ++i) {
        const QList<PdfCell> line = cells(i);
        QList<Mark> marks;
        qreal height = cellLine(columns, line, style, marks);
        if (m_y + height > content().bottom()) {
            startPage(m_pages.last().orientation);
            tableHead(columns);
            marks.clear();
            height = cellLine(columns, line, style, marks);
        }
        const QRectF rect(content().left(), m_y, content().width(), height);
        mark([rect, tint = fill(i), rule = lightTokens().line](QPainter &painter) {
            if (tint.isValid())
                painter.fillRect(rect, tint);
            painter.setPen(QPen(rule, 0.5));
            painter.drawLine(rect.bottomLeft(), rect.bottomRight());
        });
        m_pages.last().marks += marks;
        m_y += height;
    }
}

bool PdfPages::write(QIODevice &device, const QString &title, const QString &creator,
                     const std::function<void(QPainter &, const QRectF &page, int number, int count)> &frame) const
{
    QPdfWriter writer(&device);
    writer.setTitle(title);
    writer.setCreator(creator);
    writer.setResolution(dotsPerInch);
    QPainter painter;
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        const QPageLayout::Orientation orientation = m_pages.at(i).orientation;
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), orientation, QMarginsF()));
        if (i == 0 ? !painter.begin(&writer) : !writer.newPage())
            return false;
        painter.resetTransform();
        painter.scale(dotsPerInch / pointsPerInch, dotsPerInch / pointsPerInch);
        painter.setRenderHint(QPainter::Antialiasing);
        QSizeF size = QPageSize::definitionSize(QPageSize::A4) * (pointsPerInch / 25.4);
        if (orientation == QPageLayout::Landscape)
            size.transpose();
        frame(painter, QRectF(QPointF(), size), int(i) + 1, int(m_pages.size()));
        for (const Mark &mark : m_pages.at(i).marks) {
            painter.save();
            mark(painter);
            painter.restore();
        }
    }
    return painter.end();
}

} // namespace obdesk
