// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/picturewriters.h"

#include "picture/graphexport.h"
#include "picture/svgdevice.h"
#include "files/atomicfile.h"
#include "report/reporttext.h"
#include "report/reportwords.h"
#include "report/rungraph.h"
#include "words/taskwords.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QIODevice>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal longestSide = 16'384;
constexpr qreal mostPixels = 64e6;

QString cannotPaint()
{
    return ReportWords::tr("drawings need a graphical start of the program.");
}

/// "Task 107720 · Add OB server · Failed · Production": whoever has the file alone knows what it shows.
QString titleOf(const RunFacts &facts)
{
    return QStringList { taskTitle(facts.run.task), stateWords(facts.run.task), originWord(facts) }.join(u" · "_s);
}

/// The graph below a line that says whose it is: a picture gets about without the mail it came in.
class Sheet
{
public:
    explicit Sheet(const RunFacts &facts)
        : m_facts(facts)
        , m_picture(runPictureFor(facts, landscape))
    {
        const QRectF graph = m_picture.bounds().adjusted(-exportMargin, -headHeight, exportMargin, exportMargin);
        m_view = QRectF(graph.topLeft(), graph.size().expandedTo(QSizeF(narrowest, headHeight)));
    }

    const QRectF &view() const { return m_view; }

    void paint(QPainter &painter, NodeGroups *groups) const
    {
        painter.fillRect(m_view, lightTokens().window);
        paintHead(painter);
        PaintOptions options;
        options.interactive = false;
        options.groups = groups;
        m_picture.paint(painter, m_view, 1, options);
    }

private:
    /// A long chain goes down, a wide plan across.
    static constexpr QSizeF landscape { 1600, 1200 };
    static constexpr qreal headHeight = 64;
    static constexpr qreal narrowest = 480;

    void paintHead(QPainter &painter) const
    {
        const Tokens &tokens = lightTokens();
        const NodeFonts fonts;
        const qreal left = m_view.left() + exportMargin;
        const qreal baseline = m_view.top() + 36;
        const QString origin = originWord(m_facts);
        const qreal originWidth = QFontMetricsF(fonts.title).horizontalAdvance(origin);
        const QRectF chip(left, baseline - 17, originWidth + 20, 24);
        const QColor color = m_facts.knowsConnection() ? environmentColor(m_facts.run.environment, tokens) : tokens.dimText;
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(chip, 4, 4);
        painter.setFont(fonts.title);
        painter.setPen(tokens.onAccent);
        painter.drawText(QPointF(left + 10, baseline), origin);

        const QString title = taskTitle(m_facts.run.task) + u" · "_s + stateWords(m_facts.run.task);
        const qreal room = m_view.right() - exportMargin - chip.right() - 12;
        painter.setPen(tokens.text);
        painter.drawText(QPointF(chip.right() + 12, baseline), QFontMetricsF(fonts.title).elidedText(title, Qt::ElideRight, room));
    }

    const RunFacts &m_facts;            // outlives the sheet
    GraphPicture m_picture;
    QRectF m_view;
};

qreal imageScale(QSizeF size)
{
    // A pixel less, as the image is rounded up.
    const qreal bySide = (longestSide - 1) / std::max(size.width(), size.height());
    const qreal byArea = std::sqrt(mostPixels / (size.width() * size.height()));
    return std::min({ 2.0, bySide, byArea });
}

QImage imageOf(const Sheet &sheet)
{
    const QRectF view = sheet.view();
    const qreal scale = imageScale(view.size());
    QImage image((view.size() * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    if (image.isNull())
        return image;
    image.fill(lightTokens().window);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    painter.translate(-view.topLeft());
    sheet.paint(painter, nullptr);
    return image;
}

} // namespace

QString writeSvg(const Run &run, QIODevice &device)
{
    if (!canPaint())
        return cannotPaint();
    const RunFacts facts(run);
    const Sheet sheet(facts);
    SvgDevice svg(sheet.view(), titleOf(facts));
    QPainter painter(&svg);
    sheet.paint(painter, &svg);
    painter.end();
    return writeAll(device, svg.document()) ? QString() : device.errorString();
}

QString writePng(const Run &run, QIODevice &device)
{
    if (!canPaint())
        return cannotPaint();
    const RunFacts facts(run);
    QImage image = imageOf(Sheet(facts));
    if (image.isNull())
        return ReportWords::tr("the picture does not fit in memory.");
    image.setText(u"Title"_s, titleOf(facts));
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return ReportWords::tr("the picture could not be encoded.");
    return writeAll(device, png) ? QString() : device.errorString();
}

} // namespace obdesk
