// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stepdelegate.h"

#include "models/stepmodel.h"
#include "theme/icons.h"

#include <QPainter>

namespace obdesk {

namespace {

constexpr int padding = 8;              // as in the headings
constexpr int stepGlyph = 16;
constexpr qsizetype mostCharacters = 400;
constexpr qsizetype mostTexts = 5000;

} // namespace

StepDelegate::StepDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] { m_glyphs.clear(); });
}

const QPixmap &StepDelegate::glyphOf(StepState state, qreal ratio) const
{
    if (ratio != m_ratio) {
        m_glyphs.clear();
        m_ratio = ratio;
    }
    QPixmap &pixmap = m_glyphs[int(state)];
    if (pixmap.isNull())
        pixmap = statePixmap(state, m_theme.tokens(), stepGlyph, ratio);
    return pixmap;
}

const QStaticText &StepDelegate::laidOut(const QString &text, int width, const QStyleOptionViewItem &option) const
{
    if (option.font != m_font || m_texts.size() >= mostTexts) {
        m_texts.clear();
        m_font = option.font;
    }
    const std::pair key { text, width };
    if (const auto it = m_texts.constFind(key); it != m_texts.cend())
        return *it;
    QStaticText made(option.fontMetrics.elidedText(text.left(mostCharacters), Qt::ElideRight, width));
    made.setTextFormat(Qt::PlainText);
    made.prepare({}, option.font);
    return *m_texts.insert(key, made);
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.selection);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(tokens.focus);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    QRect inside = option.rect.adjusted(padding, 0, -padding, 0);
    QColor color = tokens.text;
    if (const QVariant state = index.data(StepModel::StateRole); state.isValid()) {
        const QPixmap &pixmap = glyphOf(StepState(state.toInt()), painter->device()->devicePixelRatioF());
        painter->drawPixmap(inside.left(), inside.center().y() - stepGlyph / 2, pixmap);
        inside.setLeft(inside.left() + stepGlyph + padding / 2);
        color = stateTextColor(tokens, StepState(state.toInt()));
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    if (text.isEmpty() || inside.width() <= 0)
        return;
    const QStaticText &line = laidOut(text, inside.width(), option);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const bool right = alignment.isValid() && (alignment.toInt() & Qt::AlignRight);
    const QSizeF size = line.size();
    painter->setFont(option.font);
    painter->setPen(color);
    painter->drawStaticText(QPointF(right ? inside.right() + 1 - size.width() : inside.left(), inside.center().y() - size.height() / 2 + 0.5), line);
}

} // namespace obdesk
