// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdfgraph.h"

#include "report/pdfpages.h"
#include "report/reportwords.h"
#include "report/rungraph.h"

#include <QPainter>

#include <algorithm>
#include <memory>
#include <utility>

namespace obdesk {

namespace {

using SharedPicture = std::shared_ptr<const GraphPicture>;

constexpr qreal headingHeight = 36;
/// The titles of steps are 13 units high: 6 points here.
constexpr qreal readableScale = 0.46;
constexpr qreal columnScale = 0.62;
constexpr qreal columnGap = 24;
constexpr int mostColumnPages = 8;
/// Beyond this the nodes are drawn with as little detail as the paper can show.
constexpr qsizetype mostDetailedSteps = 3'000;

QRectF graphArea(const PdfPages &pages)
{
    return pages.content().adjusted(0, headingHeight, 0, 0);
}

/// Paints the part of the picture that `source` shows, with its top left corner at `at`, and nothing beside it.
PdfPages::Mark part(const SharedPicture &picture, const QRectF &source, QPointF at, qreal scale, qreal detail)
{
    return [picture, source, at, scale, detail](QPainter &painter) {
        painter.translate(at);
        painter.scale(scale, scale);
        painter.translate(-source.topLeft());
        painter.setClipRect(source.adjusted(-2, -2, 2, 2));
        PaintOptions options;
        options.interactive = false;
        picture->paint(painter, source, detail, options);
    };
}

/// The picture from top to bottom in pieces that are at most `height` high and cut no node.
QList<QRectF> piecesOf(const GraphPicture &picture, qreal height)
{
    QList<QRectF> nodes = picture.layout().nodes;
    std::sort(nodes.begin(), nodes.end(), [](const QRectF &a, const QRectF &b) { return a.top() < b.top(); });
    const QRectF bounds = picture.bounds();
    QList<QRectF> pieces;
    qreal top = bounds.top();
    qreal rowsEnd = top;    // of the nodes taken so far
    qreal cut = top;        // the last place between two rows
    for (const QRectF &node : std::as_const(nodes)) {
        if (node.top() > rowsEnd)
            cut = (rowsEnd + node.top()) / 2;
        if (node.bottom() - top > height && cut > top) {
            pieces.append(QRectF(bounds.left(), top, bounds.width(), cut - top));
            top = cut;
        }
        rowsEnd = std::max(rowsEnd, node.bottom());
    }
    pieces.append(QRectF(bounds.left(), top, bounds.width(), bounds.bottom() - top));
    return pieces;
}

void addWhole(PdfPages &pages, const SharedPicture &picture, qsizetype steps)
{
    pages.heading(ReportWords::tr("Graph"));
    const QRectF area = graphArea(pages);
    const QRectF bounds = picture->bounds();
    const qreal scale = std::min(1.0, fitScale(*picture, area.size()));
    const QPointF at(area.left() + (area.width() - bounds.width() * scale) / 2, area.top());
    pages.mark(part(picture, bounds, at, scale, steps > mostDetailedSteps ? scale : 1));
}

/// False when that would take too many pages, or would not be readable either. The page at hand is upright and empty.
bool addColumns(PdfPages &pages, const RunFacts &facts)
{
    const QRectF area = graphArea(pages);
    const auto picture = std::make_shared<const GraphPicture>(runPicture(facts, LayoutDirection::TopDown));
    const QRectF bounds = picture->bounds();
    const qreal scale = std::min(columnScale, area.width() / bounds.width());
    if (scale < readableScale)
        return false;
    const qreal width = bounds.width() * scale;
    const int perPage = std::max(1, int((area.width() + columnGap) / (width + columnGap)));
    const QList<QRectF> pieces = piecesOf(*picture, area.height() / scale);
    if (pieces.size() > qsizetype(perPage) * mostColumnPages)
        return false;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const int column = int(i % perPage);
        if (i > 0 && column == 0)
            pages.startPage(QPageLayout::Portrait);
        if (column == 0)
            pages.heading(ReportWords::tr("Graph"));
        pages.mark(part(picture, pieces.at(i), { area.left() + column * (width + columnGap), area.top() }, scale, 1));
    }
    return true;
}

} // namespace

void addGraph(PdfPages &pages, const RunFacts &facts)
{
    pages.startPage(QPageLayout::Landscape);
    const QSizeF across = graphArea(pages).size();
    pages.turnPage(QPageLayout::Portrait);
    const QSizeF upright = graphArea(pages).size();
    auto whole = std::make_shared<const GraphPicture>(runPictureFor(facts, across));
    const qreal acrossScale = fitScale(*whole, across);
    qreal best = acrossScale;
    if (acrossScale < 1) {
        auto other = std::make_shared<const GraphPicture>(runPictureFor(facts, upright));
        const qreal uprightScale = fitScale(*other, upright);
        if (uprightScale > acrossScale) {
            whole = std::move(other);
            best = uprightScale;
        }
    }
    if (best < readableScale && addColumns(pages, facts))
        return;
    if (best == acrossScale)
        pages.turnPage(QPageLayout::Landscape);
    addWhole(pages, whole, facts.steps.size());
}

} // namespace obdesk
