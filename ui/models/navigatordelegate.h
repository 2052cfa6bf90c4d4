// SPDX-License-Identifier: GPL-3.0-or-later
// One row of the navigator: environment stripe, glyph, name, badge, dim detail at the right.
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace obdesk {

class NavigatorDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit NavigatorDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace obdesk
