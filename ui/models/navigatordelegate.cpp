// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigatordelegate.h"

#include "models/navigatormodel.h"

#include <QPainter>

namespace obdesk {

namespace {

constexpr int rowPadding = 10;
constexpr int navigatorGlyph = 15;
constexpr int gap = 7;

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

} // namespace

NavigatorDelegate::NavigatorDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

QSize NavigatorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 120, option.fontMetrics.height() + rowPadding };
}

void NavigatorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = m_theme.tokens();
    const auto kind = index.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? t.selection : t.hover);
        painter->drawRoundedRect(row.adjusted(0, 1, -4, -1), 5, 5);
    }
    const auto environment = Environment(index.data(NavigatorModel::EnvironmentRole).toInt());
    const QString ownColor = index.data(NavigatorModel::EnvironmentColorRole).toString();
    // The environment's colour stands on every row, whatever is selected.
    painter->fillRect(QRectF(row.left() + 1, row.top() + 3, 2.5, row.height() - 6), environmentColor(environment, t, ownColor));

    QRect inner = row.adjusted(gap + 2, 0, -rowPadding, 0);
    if (kind != NavigatorModel::Kind::Connection) {
        const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
        if (!icon.isNull()) {
            icon.paint(painter, QRect(inner.left(), inner.center().y() - navigatorGlyph / 2, navigatorGlyph, navigatorGlyph));
            inner.setLeft(inner.left() + navigatorGlyph + gap);
        }
    }

    const QFont small = smaller(option.font);
    const QFontMetrics smallMetrics(small);
    const QString badge = index.data(NavigatorModel::BadgeRole).toString();
    // Where a task is running, that is what the row is about: the name keeps its room.
    const QString detail = badge.isEmpty() ? index.data(NavigatorModel::DetailRole).toString() : QString();
    if (!detail.isEmpty()) {
        painter->setFont(small);
        painter->setPen(kind == NavigatorModel::Kind::Connection ? environmentTextColor(environment, t, ownColor) : t.dimText);
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, detail);
        inner.setRight(inner.right() - smallMetrics.horizontalAdvance(detail) - gap);
    }

    QFont font = option.font;
    if (kind == NavigatorModel::Kind::Connection)
        font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    const int badgeWidth = badge.isEmpty() ? 0 : smallMetrics.horizontalAdvance(badge) + 14;
    const QString full = index.data(Qt::DisplayRole).toString();
    const QString text = metrics.elidedText(full, Qt::ElideRight, inner.width() - (badgeWidth ? badgeWidth + gap : 0));
    painter->setFont(font);
    painter->setPen(kind == NavigatorModel::Kind::Note ? t.dimText : t.text);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, text);
    if (badgeWidth) {
        const bool failed = index.data(NavigatorModel::BadgeFailedRole).toBool();
        const QRectF pill(inner.left() + metrics.horizontalAdvance(text) + gap, inner.center().y() - smallMetrics.height() / 2.0 - 1,
                          badgeWidth, smallMetrics.height() + 2);
        painter->setPen(Qt::NoPen);
        painter->setBrush(failed ? t.failedFill : t.runningFill);
        painter->drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter->setFont(small);
        painter->setPen(failed ? t.failed : t.accent);
        painter->drawText(pill, Qt::AlignCenter, badge);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(t.focus, 1));
        painter->drawRoundedRect(QRectF(row).adjusted(0.5, 1.5, -4.5, -1.5), 5, 5);
    }
    painter->restore();
}

} // namespace obdesk
