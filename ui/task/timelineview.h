// SPDX-License-Identifier: GPL-3.0-or-later
// When the steps of a task ran: the canvas under a row of controls.
#pragma once

#include "task/timelinecanvas.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace obdesk {

class ElidedLabel;

class TimelineView final : public QWidget
{
    Q_OBJECT
public:
    using Grouping = TimelineRows::Grouping;

    /// `lens` and `theme` must outlive the view.
    TimelineView(StepLens &lens, const Theme &theme, QWidget *parent = nullptr);

    Grouping grouping() const { return m_canvas->grouping(); }
    void setGrouping(Grouping grouping);
    TimelineCanvas *canvas() const { return m_canvas; }

public slots:
    void fit() { m_canvas->fit(); }

signals:
    void activated(int subtask);
    void groupingChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setWords();

    TimelineCanvas *m_canvas = nullptr;
    QComboBox *m_group = nullptr;
    QToolButton *m_fit = nullptr;
    ElidedLabel *m_legend = nullptr;
};

} // namespace obdesk
