// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/nodepainter.h"

#include "picture/stateglyph.h"

#include <QPainter>

#include <algorithm>

namespace obdesk {

using namespace nodemetrics;

namespace {

constexpr qreal corner = 6;

/// States that want the eye: tinted, with a border in their colour. The rest stays calm.
bool stands(StepState state)
{
    return state == StepState::Failed || state == StepState::Running || state == StepState::Canceling
        || state == StepState::Unknown;
}

bool waits(StepState state)
{
    return state == StepState::Pending || state == StepState::Ready || state == StepState::RolledBack;
}

class NodePainter
{
public:
    NodePainter(QPainter &painter, const QRectF &rect, const NodeLook &look, const NodeText &text,
                const NodeFonts &fonts, const Tokens &tokens, const NodeStyle &style)
        : p(painter), m_rect(rect), m_look(look), m_text(text), m_fonts(fonts), m_tokens(tokens), m_style(style)
    {
    }

    void paint(Detail detail)
    {
        paintMarks();
        paintBox(detail);
        if (detail == Detail::Facts) {
            paintFacts();
        } else {
            glyphAt(overviewGlyph);
            draw(m_fonts.overview, titleColor(), overviewLeft, overviewBaseline, m_text.overview);
            if (m_look.kind == NodeKind::Group)
                paintCounts();
        }
    }

private:
    void paintMarks()
    {
        const auto ring = [&](const QColor &color, qreal width, qreal distance) {
            p.setPen(QPen(color, width));
            p.setBrush(Qt::NoBrush);
            p.drawRoundedRect(m_rect.adjusted(-distance, -distance, distance, distance), corner + distance, corner + distance);
        };
        if (m_style.marks & nodemark::blocked) {
            p.setPen(QPen(m_tokens.failed, 1.4, Qt::DashLine));
            p.setBrush(Qt::NoBrush);
            p.drawRoundedRect(m_rect.adjusted(-2.5, -2.5, 2.5, 2.5), corner + 2.5, corner + 2.5);
        } else if (m_style.marks & nodemark::match) {
            ring(m_tokens.warning, 1.6, 2.5);
        }
        if (m_style.selected)
            ring(m_tokens.accent, m_style.focused ? 2.4 : 1.6, 3);
    }

    void paintBox(Detail detail)
    {
        QColor fill = waits(m_look.state) ? m_tokens.pendingFill : m_tokens.panel;
        QColor border = m_tokens.line;
        if (stands(m_look.state)) {
            fill = stateFill(m_tokens, m_look.state);
            border = stateColor(m_tokens, m_look.state);
        } else if (m_style.hovered) {
            fill = m_tokens.hover;
            border = m_tokens.edge;
        }
        qreal width = detail == Detail::Facts ? 1.2 : 2.4;  // about a pixel on the screen either way
        if (stands(m_look.state) && m_style.hovered)
            width *= 1.7;
        if (m_look.kind == NodeKind::Group) {   // a pile of cards
            p.setPen(QPen(border, 1.2));
            p.setBrush(m_tokens.panel);
            p.drawRoundedRect(m_rect.adjusted(4, -3.5, 3.5, -4), corner, corner);
        }
        p.setPen(QPen(border, width));
        p.setBrush(fill);
        p.drawRoundedRect(m_rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), corner, corner);
        if (m_style.marks & nodemark::critical) {
            p.setPen(Qt::NoPen);
            p.setBrush(m_tokens.text);
            p.drawRoundedRect(QRectF(across(m_style.rightToLeft ? 4 : 0), m_rect.top(), 4, m_rect.height()), 2, 2);
        }
    }

    /// How many of the folded steps are in which state.
    void paintCounts()
    {
        int total = 0;
        for (const int count : m_look.counts)
            total += count;
        if (total == 0)
            return;
        QRectF bar(m_rect.left() + padding, m_rect.bottom() - 8, m_rect.width() - 2 * padding, 4);
        p.setPen(Qt::NoPen);
        p.setBrush(m_tokens.line);
        p.drawRect(bar);
        qreal left = bar.left();
        constexpr std::array order{StepState::Successful, StepState::Skipped, StepState::Failed, StepState::Canceling, StepState::Running,
                                   StepState::Unknown};
        for (const StepState state : order) {
            if (const int count = m_look.counts.value(int(state)); count > 0) {
                const qreal width = std::max(2.0, bar.width() * count / total);
                p.setBrush(stateColor(m_tokens, state));
                p.drawRect(QRectF(left, bar.top(), std::min(width, bar.right() - left), bar.height()));
                left = std::min(left + width, bar.right());
            }
        }
    }

    void paintFacts()
    {
        glyphAt(glyph);
        const bool group = m_look.kind == NodeKind::Group;
        draw(m_fonts.title, titleColor(), textLeft, group ? groupTitleBaseline : titleBaseline, m_text.title);
        qreal x = textLeft;
        if (group) {
            draw(m_fonts.detail, m_tokens.dimText, x, groupDetailBaseline, m_text.stateWord);
            paintCounts();
            paintBadges();
            return;
        }
        if (!m_text.subtitle.text.isEmpty()) {
            draw(m_fonts.detail, m_tokens.dimText, x, detailBaseline, m_text.subtitle);
            x += m_text.subtitle.width;
            if (!m_text.stateWord.text.isEmpty()) {
                p.setPen(Qt::NoPen);
                p.setBrush(m_tokens.dimText);
                p.drawEllipse(QPointF(across(x + dotWidth / 2), m_rect.top() + detailBaseline - 4), 1.2, 1.2);
                x += dotWidth;
            }
        }
        draw(m_fonts.detail, wordColor(), x, detailBaseline, m_text.stateWord);
        draw(m_fonts.detail, m_tokens.dimText, m_rect.width() - padding - m_text.duration.width, detailBaseline,
             m_text.duration);
        paintBadges();
    }

    void paintBadges()
    {
        qreal right = m_rect.width() - padding;
        for (const FittedText &badge : m_text.badges) {
            const qreal width = badge.width + 2 * badgePadding;
            const qreal left = right - width;
            QRectF pill(m_rect.left() + left, m_rect.top() + titleBaseline - 12, width, badgeHeight);
            if (m_style.rightToLeft)
                pill.moveRight(across(left));
            p.setPen(Qt::NoPen);
            p.setBrush(m_tokens.warningFill);
            p.drawRoundedRect(pill, badgeHeight / 2, badgeHeight / 2);
            draw(m_fonts.badge, m_tokens.warning, left + badgePadding, titleBaseline - 0.5, badge);
            right = left - badgeGap;
        }
    }

    void glyphAt(qreal side)
    {
        const qreal middle = across(padding + side / 2);
        const QRectF square(middle - side / 2, m_rect.center().y() - side / 2, side, side);
        if (isSeen(square))
            paintStateGlyph(p, square, m_look.state, m_tokens);
    }

    /// A strip is exposed when the picture moves: of most nodes in it no word is.
    bool isSeen(const QRectF &rect) const { return m_style.exposed.isNull() || m_style.exposed.intersects(rect.adjusted(-4, -2, 4, 2)); }

    /// x from the side where reading starts, in the scene.
    qreal across(qreal x) const { return m_style.rightToLeft ? m_rect.right() - x : m_rect.left() + x; }

    void draw(const QFont &font, const QColor &color, qreal x, qreal baseline, const FittedText &text)
    {
        if (text.text.isEmpty())
            return;
        const qreal left = m_style.rightToLeft ? across(x) - text.width : across(x);
        const qreal high = font.pixelSize() * 1.5; // with room for what reaches over
        if (!isSeen(QRectF(left, m_rect.top() + baseline - high, text.width, 1.5 * high)))
            return;
        p.setFont(font);
        p.setPen(color);
        p.drawText(QPointF(left, m_rect.top() + baseline), text.text);
    }

    QColor titleColor() const { return waits(m_look.state) ? m_tokens.dimText : m_tokens.text; }

    /// Only what stands out is said in colour.
    QColor wordColor() const
    {
        return stands(m_look.state) || m_look.state == StepState::Skipped ? stateTextColor(m_tokens, m_look.state)
                                                                           : m_tokens.dimText;
    }

    QPainter &p;
    const QRectF m_rect;
    const NodeLook &m_look;
    const NodeText &m_text;
    const NodeFonts &m_fonts;
    const Tokens &m_tokens;
    const NodeStyle m_style;
};

} // namespace

Detail detailAt(qreal scale)
{
    return scale >= 0.55 ? Detail::Facts : scale >= 0.25 ? Detail::Titles : Detail::Boxes;
}

void paintNode(QPainter &painter, const QRectF &rect, Detail detail, const NodeLook &look, const NodeText &text,
               const NodeFonts &fonts, const Tokens &tokens, const NodeStyle &style)
{
    NodePainter(painter, rect, look, text, fonts, tokens, style).paint(detail);
}

void paintJoint(QPainter &painter, const QRectF &rect, StepState state, NodeKind kind, const Tokens &tokens, const NodeStyle &style)
{
    if (style.selected || style.marks & nodemark::match) {
        painter.setPen(QPen(style.selected ? tokens.accent : tokens.warning, style.focused ? 2.4 : 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(rect.adjusted(-3, -3, 3, 3));
    }
    if (kind == NodeKind::Joint) {
        paintStateGlyph(painter, rect, state, tokens);
        return;
    }
    painter.setPen(QPen(tokens.edge, 1.2));
    painter.setBrush(tokens.panel);
    painter.drawEllipse(rect.center(), 3, 3);
}

QColor boxColor(const Tokens &tokens, StepState state)
{
    return waits(state) ? tokens.edge : stateColor(tokens, state);
}

} // namespace obdesk
