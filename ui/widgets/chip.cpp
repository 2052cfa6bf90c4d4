// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chip.h"

#include "picture/stateglyph.h"

#include <QPainter>

namespace obdesk {

namespace {

constexpr int padding = 9;
constexpr int glyph = 14;
constexpr int gap = 6;

QFont chipFont(const QWidget &widget)
{
    QFont font = widget.font();
    font.setWeight(QFont::DemiBold);
    font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

} // namespace

Chip::Chip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setContent(const QString &text, const QColor &foreground, const QColor &background,
                      const std::optional<StepState> &state, const Tokens *tokens)
{
    m_text = text;
    m_foreground = foreground;
    m_background = background;
    m_state = state;
    m_tokens = tokens;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics(chipFont(*this));
    const int width = metrics.horizontalAdvance(m_text) + 2 * padding + (m_state ? glyph + gap : 0);
    return { width, metrics.height() + 6 };
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_background);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    QRectF textRect = rect().adjusted(padding, 0, -padding, 0);
    if (m_state && m_tokens) {
        paintStateGlyph(painter, QRectF(padding, (height() - glyph) / 2.0, glyph, glyph), *m_state, *m_tokens);
        textRect.setLeft(textRect.left() + glyph + gap);
    }
    painter.setFont(chipFont(*this));
    painter.setPen(m_foreground);
    painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

} // namespace obdesk
