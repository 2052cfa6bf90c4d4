// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/servercarddelegate.h"

#include "models/zoneserversmodel.h"

#include <QPainter>

namespace obdesk {

namespace {

constexpr int margin = 11;
constexpr int between = 8;  // gap below each card
constexpr int cardGlyph = 15;

QFont titleFont(const QStyleOptionViewItem &option)
{
    QFont font = Theme::monospace();
    font.setPointSizeF(option.font.pointSizeF());
    font.setWeight(QFont::Bold);
    return font;
}

} // namespace

ServerCardDelegate::ServerCardDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

QSize ServerCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 150, QFontMetrics(titleFont(option)).height() + option.fontMetrics.height() + 2 * margin + 4 + between };
}

void ServerCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = m_theme.tokens();
    const auto health = index.data(ZoneServersModel::HealthRole).value<Health>();
    const bool onItsWay = index.data(ZoneServersModel::OnItsWayRole).toBool();
    const bool root = index.data(ZoneServersModel::RootServerRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -between - 0.5);

    QColor back = t.panel;
    QColor edge = t.line;
    if (health == Health::Warning) {
        back = t.warningFill;
        edge = t.warning;
    } else if (health == Health::Bad) {
        back = t.failedFill;
        edge = t.failed;
    } else if (onItsWay || health == Health::Busy) {
        back = t.runningFill;
        edge = t.running;
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        back = t.hover;
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        edge = t.focus;
    painter->setBrush(back);
    painter->setPen(QPen(edge, option.state.testFlag(QStyle::State_HasFocus) ? 1.6 : 1));
    painter->drawRoundedRect(card, 6, 6);

    QRectF inner = card.adjusted(margin, margin - 2, -margin, -margin + 2);
    const QFont title = titleFont(option);
    const QFontMetricsF titleMetrics(title);
    const QRectF glyphRect(inner.left(), inner.top() + (titleMetrics.height() - cardGlyph) / 2, cardGlyph, cardGlyph);
    healthIcon(health, t).paint(painter, glyphRect.toRect());

    QRectF line = inner;
    line.setLeft(inner.left() + cardGlyph + 7);
    line.setHeight(titleMetrics.height());
    QString badge;
    if (onItsWay)
        badge = tr("being added");
    else if (root)
        badge = tr("root server");
    const QFontMetricsF metrics(option.font);
    const qreal badgeWidth = badge.isEmpty() ? 0 : metrics.horizontalAdvance(badge) * 0.9 + 14;
    const QString text = titleMetrics.elidedText(index.data().toString(), Qt::ElideRight, line.width() - badgeWidth - 6);
    painter->setFont(title);
    painter->setPen(t.text);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text);
    if (!badge.isEmpty()) {
        QFont small = option.font;
        small.setPointSizeF(small.pointSizeF() * 0.88);
        const QRectF pill(line.left() + titleMetrics.horizontalAdvance(text) + 8, line.top() + 1, badgeWidth, line.height() - 2);
        painter->setPen(Qt::NoPen);
        painter->setBrush(onItsWay ? t.panel : t.runningFill);
        painter->drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter->setFont(small);
        painter->setPen(t.accent);
        painter->drawText(pill, Qt::AlignCenter, badge);
    }
    QRectF second = inner;
    second.setTop(inner.top() + titleMetrics.height() + 3);
    painter->setFont(option.font);
    painter->setPen(health == Health::Good ? t.dimText : t.text);
    painter->drawText(second, Qt::AlignLeft | Qt::AlignTop,
                      metrics.elidedText(index.data(ZoneServersModel::DetailRole).toString(), Qt::ElideRight, second.width()));
    painter->restore();
}

} // namespace obdesk
