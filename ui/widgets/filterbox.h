// SPDX-License-Identifier: GPL-3.0-or-later
// A choice of names from outside.
#pragma once

#include <QComboBox>

namespace obdesk {

/// Takes the width of its longest entry where there is room and gives way where there is none: the chosen one is elided, not cut.
class FilterBox final : public QComboBox
{
    Q_OBJECT
public:
    explicit FilterBox(QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace obdesk
