// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/svgdevice.h"

#include <QBuffer>
#include <QImage>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPen>
#include <QPixmap>

#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 96;

/// At most two decimals, no zeros at the end, never "-0".
QString number(qreal value)
{
    if (!std::isfinite(value))
        value = 0;
    QString text = QString::number(value, 'f', 2);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text == "-0"_L1 ? u"0"_s : text;
}

QString attribute(QLatin1StringView name, const QString &value)
{
    return u' ' + QString(name) + "=\""_L1 + value + u'"';
}

QString attribute(QLatin1StringView name, qreal value)
{
    return attribute(name, number(value));
}

QString pathData(const QPainterPath &path)
{
    QString data;
    const auto point = [](const QPainterPath::Element &element) { return number(element.x) + u' ' + number(element.y); };
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        switch (element.type) {
        case QPainterPath::MoveToElement:
            data += u'M' + point(element);
            break;
        case QPainterPath::LineToElement:
            data += u'L' + point(element);
            break;
        case QPainterPath::CurveToElement:
            data += u'C' + point(element);
            break;
        case QPainterPath::CurveToDataElement:
            data += u' ' + point(element);
            break;
        }
    }
    return data;
}

/// How much longer a transformation makes a line, on the whole.
qreal scaleOf(const QTransform &transform)
{
    return std::sqrt(std::abs(transform.determinant()));
}

} // namespace

QString xmlText(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            result += c;
            result += text[++i];
        } else if (c.isSurrogate() || c.unicode() >= 0xfffe) {
            result += QChar::ReplacementCharacter;
        } else if (c == u'<') {
            result += "&lt;"_L1;
        } else if (c == u'>') {
            result += "&gt;"_L1;
        } else if (c == u'&') {
            result += "&amp;"_L1;
        } else if (c == u'"') {
            result += "&quot;"_L1;
        } else if (c == u'\t' || c == u'\n' || c == u'\r') {
            result += u' ';
        } else if (c.category() != QChar::Other_Control) {
            result += c;
        }
    }
    return result;
}

class SvgEngine final : public QPaintEngine
{
public:
    SvgEngine()
        : QPaintEngine(AllFeatures & ~PaintEngineFeatures(PatternBrush | PerspectiveTransform | ConicalGradientFill | PorterDuff))
    {
    }

    bool begin(QPaintDevice *) override
    {
        setActive(true);
        return true;
    }
    bool end() override
    {
        setActive(false);
        return true;
    }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState &state) override
    {
        const DirtyFlags dirty = state.state();
        if (dirty & DirtyPen)
            m_pen = state.pen();
        if (dirty & DirtyBrush)
            m_brush = state.brush();
        if (dirty & DirtyTransform)
            m_transform = state.transform();
        if (dirty & DirtyOpacity)
            m_opacity = state.opacity();
    }

    void drawPath(const QPainterPath &path) override
    {
        const QString rule = path.fillRule() == Qt::OddEvenFill && m_brush.style() != Qt::NoBrush
            ? attribute("fill-rule"_L1, u"evenodd"_s) : QString();
        write("<path"_L1 + attribute("d"_L1, pathData(m_transform.map(path))) + rule + fill() + stroke() + "/>"_L1);
    }

    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override
    {
        if (count == 0)
            return;
        QPainterPath path(points[0]);
        for (int i = 1; i < count; ++i)
            path.lineTo(points[i]);
        if (mode != PolylineMode)
            path.closeSubpath();
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        const QString paint = mode == PolylineMode ? attribute("fill"_L1, u"none"_s) : fill();
        write("<path"_L1 + attribute("d"_L1, pathData(m_transform.map(path))) + paint + stroke() + "/>"_L1);
    }

    void drawRects(const QRectF *rects, int count) override
    {
        for (int i = 0; i < count; ++i) {
            QPainterPath path;
            path.addRect(rects[i]);
            drawPath(path);
        }
    }

    void drawEllipse(const QRectF &rect) override
    {
        QPainterPath path;
        path.addEllipse(rect);
        drawPath(path);
    }

    void drawPixmap(const QRectF &target, const QPixmap &pixmap, const QRectF &source) override
    {
        drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
    }

    void drawImage(const QRectF &target, const QImage &image, const QRectF &source, Qt::ImageConversionFlags) override
    {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        image.copy(source.toRect()).save(&buffer, "PNG");
        const QRectF rect = m_transform.mapRect(target);
        write("<image"_L1 + attribute("x"_L1, rect.x()) + attribute("y"_L1, rect.y()) + attribute("width"_L1, rect.width())
              + attribute("height"_L1, rect.height()) + opacity("opacity"_L1, 1)
              + attribute("href"_L1, "data:image/png;base64,"_L1 + QString::fromLatin1(png.toBase64())) + "/>"_L1);
    }

    void drawTextItem(const QPointF &position, const QTextItem &item) override
    {
        const QFont font = item.font();
        const qreal size = font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * dotsPerInch / 72;
        const qreal scale = scaleOf(m_transform);
        const QPointF at = m_transform.map(position);
        QString text = "<text"_L1 + attribute("x"_L1, at.x()) + attribute("y"_L1, at.y())
            + attribute("font-family"_L1, xmlText(font.family()) + ", sans-serif"_L1)
            + attribute("font-size"_L1, size * scale);
        if (font.weight() != QFont::Normal)
            text += attribute("font-weight"_L1, QString::number(font.weight()));
        if (font.italic())
            text += attribute("font-style"_L1, u"italic"_s);
        if (m_transform.type() >= QTransform::TxRotate) {
            const qreal angle = std::atan2(m_transform.m12(), m_transform.m11()) * 180 / M_PI;
            text += attribute("transform"_L1, "rotate("_L1 + number(angle) + u' ' + number(at.x()) + u' ' + number(at.y()) + u')');
        }
        if (item.renderFlags() & QTextItem::RightToLeft)    // x is the left end here as well
            text += attribute("direction"_L1, u"rtl"_s) + attribute("text-anchor"_L1, u"end"_s);
        text += attribute("xml:space"_L1, u"preserve"_s) + color("fill"_L1, m_pen.color());
        write(text + u'>' + xmlText(item.text()) + "</text>"_L1);
    }

    void write(const QString &line)
    {
        m_body += line;
        m_body += u'\n';
    }
    const QString &body() const { return m_body; }

private:
    QString opacity(QLatin1StringView name, qreal alpha) const
    {
        const qreal value = alpha * m_opacity;
        return value >= 1 ? QString() : attribute(name, value);
    }

    QString color(QLatin1StringView name, const QColor &color) const
    {
        return attribute(name, color.name(QColor::HexRgb))
            + opacity(name == "stroke"_L1 ? "stroke-opacity"_L1 : "fill-opacity"_L1, color.alphaF());
    }

    QString fill() const
    {
        return m_brush.style() == Qt::NoBrush ? attribute("fill"_L1, u"none"_s) : color("fill"_L1, m_brush.color());
    }

    QString stroke() const
    {
        if (m_pen.style() == Qt::NoPen)
            return {};
        const qreal scale = m_pen.isCosmetic() ? 1 : scaleOf(m_transform);
        const qreal width = m_pen.widthF() > 0 ? m_pen.widthF() : 1;
        QString text = color("stroke"_L1, m_pen.color()) + attribute("stroke-width"_L1, width * scale);
        if (m_pen.capStyle() != Qt::FlatCap)
            text += attribute("stroke-linecap"_L1, m_pen.capStyle() == Qt::RoundCap ? u"round"_s : u"square"_s);
        if (m_pen.joinStyle() == Qt::RoundJoin || m_pen.joinStyle() == Qt::BevelJoin)
            text += attribute("stroke-linejoin"_L1, m_pen.joinStyle() == Qt::RoundJoin ? u"round"_s : u"bevel"_s);
        QStringList dashes;
        for (qreal dash : m_pen.dashPattern())
            dashes.append(number(dash * width * scale));
        if (!dashes.isEmpty())
            text += attribute("stroke-dasharray"_L1, dashes.join(u' '));
        return text;
    }

    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;
    qreal m_opacity = 1;
    QString m_body;
};

SvgDevice::SvgDevice(const QRectF &view, const QString &title)
    : m_view(view), m_title(title), m_engine(std::make_unique<SvgEngine>())
{
}

SvgDevice::~SvgDevice() = default;

void SvgDevice::beginGroup(const QString &id, const QString &title)
{
    m_engine->write("<g"_L1 + attribute("id"_L1, xmlText(id)) + "><title>"_L1 + xmlText(title) + "</title>"_L1);
    ++m_depth;
}

void SvgDevice::endGroup()
{
    if (m_depth == 0)
        return;
    m_engine->write(u"</g>"_s);
    --m_depth;
}

QByteArray SvgDevice::document() const
{
    const QString width = number(m_view.width());
    const QString height = number(m_view.height());
    const QString view = number(m_view.x()) + u' ' + number(m_view.y()) + u' ' + width + u' ' + height;
    QString text = u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""_s
        + attribute("version"_L1, u"1.1"_s) + attribute("width"_L1, width) + attribute("height"_L1, height)
        + attribute("viewBox"_L1, view) + attribute("role"_L1, u"img"_s) + ">\n<title>"_L1 + xmlText(m_title) + "</title>\n"_L1;
    text += m_engine->body();
    for (int i = 0; i < m_depth; ++i)
        text += "</g>\n"_L1;
    text += "</svg>\n"_L1;
    return text.toUtf8();
}

QPaintEngine *SvgDevice::paintEngine() const
{
    return m_engine.get();
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return int(std::ceil(m_view.width()));
    case PdmHeight:
        return int(std::ceil(m_view.height()));
    case PdmWidthMM:
        return int(m_view.width() * 25.4 / dotsPerInch);
    case PdmHeightMM:
        return int(m_view.height() * 25.4 / dotsPerInch);
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return dotsPerInch;
    case PdmDepth:
        return 32;
    case PdmNumColors:
        return 1 << 24;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return int(QPaintDevice::devicePixelRatioFScale());
    }
    return 0;
}

} // namespace obdesk
