// SPDX-License-Identifier: GPL-3.0-or-later
// An OBServer as a card.
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace obdesk {

class ServerCardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ServerCardDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace obdesk
