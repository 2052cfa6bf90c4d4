// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of a PDF in the making. What goes on a page is recorded first and painted at the end, so that each page can say how many
// there are. Lengths are points (1/72 inch).
#pragma once

#include <QColor>
#include <QList>
#include <QPageLayout>
#include <QRectF>
#include <QString>

#include <functional>

class QIODevice;
class QPainter;

namespace obdesk {

/// Around what is on a page.
inline constexpr qreal pageMargin = 40;

struct PdfText
{
    qreal size = 9;                     ///< points
    QColor color = Qt::black;
    bool bold = false;
    bool fixedPitch = false;
};

QString elidedPdfText(const QString &text, const PdfText &style, qreal width);
/// On one line, starting or ending at a point.
void drawPdfText(QPainter &painter, QPointF baseline, const QString &text, const PdfText &style, bool rightAligned = false);

struct PdfColumn
{
    QString title;
    qreal share = 1;                    ///< of the width
    bool right = false;                 ///< numbers
};

struct PdfCell
{
    QString text;
    QColor color = Qt::black;
    std::function<void(QPainter &, const QRectF &)> sign = {}; ///< a square picture before the text; may be empty
};

class PdfPages
{
public:
    using Mark = std::function<void(QPainter &)>;

    void startPage(QPageLayout::Orientation orientation);
    /// The page at hand, which must be empty.
    void turnPage(QPageLayout::Orientation orientation);
    /// Between the margins of the page at hand.
    QRectF content() const;
    qreal y() const { return m_y; }
    void setY(qreal y) { m_y = y; }
    void skip(qreal height) { m_y += height; }
    /// A new page unless so much fits below.
    void need(qreal height);
    void mark(Mark mark) { m_pages.last().marks.append(std::move(mark)); }

    /// Wrapped to the width, over as many pages as it takes. Moves on by what it used.
    void paragraph(const QString &text, const PdfText &style) { paragraph(text, style, content().left(), content().width()); }
    void paragraph(const QString &text, const PdfText &style, qreal left, qreal width);
    /// Kept on one page with the lines that follow it.
    void heading(const QString &text);
    /// The head is repeated on every page. `fill` tints a line; an invalid colour leaves it as it is.
    void table(const QList<PdfColumn> &columns, qsizetype lines, const std::function<QList<PdfCell>(qsizetype)> &cells,
               const std::function<QColor(qsizetype)> &fill);

    /// Paints all; `frame` is called for every page with its number, from 1, and their count, before what is on it.
    bool write(QIODevice &device, const QString &title, const QString &creator,
               const std::function<void(QPainter &, const QRectF &page, int number, int count)> &frame) const;

private:
    struct Page
    {
        QPageLayout::Orientation orientation;
        QList<Mark> marks;
    };
    qreal cellLine(const QList<PdfColumn> &columns, const QList<PdfCell> &cells, const PdfText &style, QList<Mark> &marks) const;
    void tableHead(const QList<PdfColumn> &columns);
    QRectF pageRect() const;

    QList<Page> m_pages;
    qreal m_y = 0;
};

} // namespace obdesk
