// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the timeline that scrolls: labels at the left, the axis above, bars. Zoom and place are on the time axis only.
#pragma once

#include "task/accessiblesteps.h"
#include "task/timelinerows.h"
#include "task/typeahead.h"
#include "theme/theme.h"

#include <QAbstractScrollArea>

namespace obdesk {

class TimelineCanvas final : public QAbstractScrollArea, public AccessibleSteps
{
    Q_OBJECT
public:
    TimelineCanvas(StepLens &lens, const Theme &theme, QWidget *parent);

    TimelineRows::Grouping grouping() const { return m_grouping; }
    void setGrouping(TimelineRows::Grouping grouping);
    /// Pauses longer than this are folded; empty: a minute, or a twentieth of the time something ran, if that is more.
    void setIdleLimit(std::optional<std::chrono::milliseconds> limit);

    /// The whole axis in sight, and to stay so while the task goes on.
    void fit();
    bool isFitted() const { return m_fitted; }
    void zoomBy(double factor, double viewportX);

    const TimelinePicture &picture() const { return m_picture; }
    const TimelineRows &rows() const { return m_rows; }
    /// Of the n-th run of a step, in the viewport; null while it is filtered out or has not run.
    QRectF barOf(int subtask, int run) const;
    /// In the viewport, label and chart; null while it is filtered out.
    QRectF rowRectOf(int subtask) const;
    int stepAt(QPointF viewport) const;
    int paintCount() const { return m_paints; }

    // Its items are its rows, headers too.
    int itemCount() const override { return m_rows.count(); }
    QString itemText(int row) const override;
    QRectF itemRect(int row) const override;
    int itemAt(QPointF position) const override;
    int currentItem() const override { return m_rows.rowOf(m_lens.selected()); }
    void selectItem(int row) override { m_lens.select(m_rows.stepOf(row), true); }
    void openItem(int row) override;
    const QWidget *canvas() const override { return viewport(); }

signals:
    void activated(int subtask);
    void fittedChanged(bool fitted);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void setLooks(const QList<int> &subtasks);
    void onTicked();
    void onSelected(int subtask, bool reveal);
    /// The axis from what the rows show now; true when a bar may stand elsewhere than before.
    bool renewAxis();
    void rescale();
    void updateScrollBars();
    void setFitted(bool fitted);
    void reveal(int subtask);
    void hover(int row);
    void selectRow(int from, int step);
    void findTyped();
    void updateRow(int row);
    std::optional<qint64> now() const;
    QPointF chartOrigin() const;            ///< where chart coordinates begin in the viewport
    QRectF chartRect() const;
    QString toolTipAt(QPoint viewport) const;
    QString gapText(double chartX) const;
    int selectedRow() const { return m_rows.rowOf(m_selected); }

    StepLens &m_lens;
    const Theme &m_theme;
    TaskHosts m_hosts;                      // as shown
    TimelineRows m_rows;
    TimelinePicture m_picture;
    TimelineRows::Grouping m_grouping = TimelineRows::Grouping::Steps;
    std::optional<std::chrono::milliseconds> m_idleLimit;
    QList<TimeAxis::Span> m_gaps;           // as painted
    std::optional<qint64> m_now;            // as painted
    qint64 m_axisStart = 0;                 // as painted
    bool m_fitted = true;
    qint64 m_fittedTime = 0;                // shown time that has room without scaling again, ms
    double m_scale = 0.01;                  // pixels per ms
    int m_selected = -1;
    bool m_revealOnShow = true;             // another step was selected while nobody looked
    int m_hovered = -1;                     // row
    bool m_pressed = false;
    bool m_panning = false;
    QPointF m_pressAt;
    QPoint m_pressScroll;
    TypeAhead m_typed;
    int m_paints = 0;
};

} // namespace obdesk
