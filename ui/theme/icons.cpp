// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include "picture/stateglyph.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

#include <functional>
#include <memory>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Paints through a function, so that the picture is sharp at every size and scale.
class PaintedIconEngine final : public QIconEngine
{
public:
    explicit PaintedIconEngine(std::function<void(QPainter &, const QRectF &, bool disabled)> paint) : m_paint(std::move(paint)) { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Disabled)
            painter->setOpacity(painter->opacity() * 0.45);
        m_paint(*painter, rect, mode == QIcon::Disabled);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new PaintedIconEngine(m_paint); }

private:
    const std::function<void(QPainter &, const QRectF &, bool)> m_paint;
};

} // namespace

QIcon themedIcon(const QString &name, const QColor &color)
{
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll().replace("currentColor", color.name().toLatin1());
    const auto renderer = std::make_shared<QSvgRenderer>(svg);
    return QIcon(new PaintedIconEngine([renderer](QPainter &painter, const QRectF &rect, bool) { renderer->render(&painter, rect); }));
}

QPixmap statePixmap(StepState state, const Tokens &tokens, int size, qreal devicePixelRatio)
{
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintStateGlyph(painter, QRectF(0, 0, size, size), state, tokens);
    return pixmap;
}

QIcon stateIcon(StepState state, const Tokens &tokens)
{
    return QIcon(new PaintedIconEngine([state, &tokens](QPainter &painter, const QRectF &rect, bool) {
        paintStateGlyph(painter, rect, state, tokens);
    }));
}

} // namespace obdesk
