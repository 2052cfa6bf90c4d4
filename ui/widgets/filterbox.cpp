// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filterbox.h"

#include <QStyleOptionComboBox>
#include <QStylePainter>

#include <algorithm>

namespace obdesk {

namespace {

constexpr int mostLetters = 30; // what is longer can be read in the list

} // namespace

FilterBox::FilterBox(QWidget *parent) : QComboBox(parent)
{
    setMinimumContentsLength(10);
}

QSize FilterBox::sizeHint() const
{
    const QSize wanted = QComboBox::sizeHint();
    return { std::min(wanted.width(), minimumSizeHint().width() + (mostLetters - minimumContentsLength()) * fontMetrics().averageCharWidth()), wanted.height() };
}

void FilterBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const int room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width() - 2;
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, room);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace obdesk
