// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/graphexport.h"

#include "picture/svgdevice.h"

#include <QPainter>

#include <cmath>

namespace obdesk {

namespace {

QRectF viewOf(const GraphPicture &picture)
{
    return picture.bounds().adjusted(-exportMargin, -exportMargin, exportMargin, exportMargin);
}

void paintWhole(QPainter &painter, const GraphPicture &picture, const Tokens &tokens, NodeGroups *groups)
{
    const QRectF view = viewOf(picture);
    painter.fillRect(view, tokens.window);
    PaintOptions options;
    options.tokens = &tokens;
    options.interactive = false;
    options.groups = groups;
    picture.paint(painter, view, 1, options);
}

} // namespace

QByteArray graphToSvg(const GraphPicture &picture, const Tokens &tokens, const QString &title)
{
    SvgDevice device(viewOf(picture), title);
    QPainter painter(&device);
    paintWhole(painter, picture, tokens, &device);
    painter.end();
    return device.document();
}

QImage graphToImage(const GraphPicture &picture, const Tokens &tokens, qreal scale)
{
    constexpr qreal longestSide = 32'767;
    constexpr qreal mostPixels = 512.0 * 1024 * 1024 / 4;
    const QRectF view = viewOf(picture);
    const qreal width = std::ceil(view.width() * scale);
    const qreal height = std::ceil(view.height() * scale);
    if (!(width >= 1 && height >= 1 && width <= longestSide && height <= longestSide && width * height <= mostPixels))
        return {};
    QImage image(int(width), int(height), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return {};
    image.fill(tokens.window);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-view.topLeft());
    paintWhole(painter, picture, tokens, nullptr);
    painter.end();
    return image;
}

} // namespace obdesk
