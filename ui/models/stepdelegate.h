// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of the table of steps: glyph and one line of text. The style sheet's own way lays every text out anew with each paint and
// takes ten times as long.
#pragma once

#include "domain/task.h"
#include "theme/theme.h"

#include <QHash>
#include <QPixmap>
#include <QStaticText>
#include <QStyledItemDelegate>

namespace obdesk {

class StepDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `theme` must outlive the delegate.
    explicit StepDelegate(const Theme &theme, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const QPixmap &glyphOf(StepState state, qreal ratio) const;
    const QStaticText &laidOut(const QString &text, int width, const QStyleOptionViewItem &option) const;

    const Theme &m_theme;
    mutable QHash<int, QPixmap> m_glyphs;                           // by state
    mutable qreal m_ratio = 0;
    mutable QHash<std::pair<QString, int>, QStaticText> m_texts;    // cut to a width; steps share names, hosts and durations
    mutable QFont m_font;
};

} // namespace obdesk
