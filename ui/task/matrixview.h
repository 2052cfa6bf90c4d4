// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a task as a table: hosts down, columns of like steps across, phases above them.
#pragma once

#include "picture/matrixpicture.h"
#include "task/accessiblesteps.h"
#include "task/hostmatrix.h"
#include "task/steplens.h"
#include "task/typeahead.h"
#include "theme/theme.h"

#include <QAbstractScrollArea>

namespace obdesk {

class MatrixView final : public QAbstractScrollArea, public AccessibleSteps
{
    Q_OBJECT
public:
    /// `lens` and `theme` must outlive the view.
    MatrixView(StepLens &lens, const Theme &theme, QWidget *parent = nullptr);

    const MatrixPicture &picture() const { return m_picture; }
    /// Where a step is in the viewport, be it out of sight; null while it is filtered out.
    QRectF rectOf(int subtask) const;
    /// -1: none there.
    int stepAt(QPointF viewport) const;
    // Its items are its cells, line by line.
    int itemCount() const override { return int(m_picture.layout().shownCells().size()); }
    QString itemText(int item) const override;
    QRectF itemRect(int item) const override { return rectOf(stepOfItem(item)); }
    int itemAt(QPointF position) const override { return m_picture.layout().readingPlace(stepAt(position)); }
    int currentItem() const override { return m_picture.layout().readingPlace(m_lens.selected()); }
    void selectItem(int item) override { m_lens.select(stepOfItem(item), true); }
    void openItem(int item) override;
    const QWidget *canvas() const override { return viewport(); }
    /// Paints done so far; a poll that changes nothing must not raise it.
    int paintCount() const { return m_paints; }
    /// Lines as high as fits, after the person had chosen a height.
    void fit();

signals:
    void activated(int subtask);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void refit();
    bool setLook(int subtask);
    int stepOfItem(int item) const { return m_picture.layout().shownCells().at(item); }
    void setLooks(const QList<int> &subtasks);
    void onTicked();
    void onSelected(int subtask, bool reveal);
    void reveal(int subtask);
    void hover(int subtask);
    void move(QKeyEvent *event);
    void findTyped();
    /// Cell, label and title of a step.
    void updateMarks(int subtask);
    QString toolTipAt(QPoint viewport) const;
    QString rowLabel(const MatrixRow &row) const;
    QPointF bodyOrigin() const;             ///< where the body's origin is in the viewport
    QRectF bodyRect() const;                ///< the part of the viewport that shows cells
    MatrixMarks marks() const;

    StepLens &m_lens;
    const Theme &m_theme;
    TaskHosts m_hosts;                      // as shown
    HostMatrix m_matrix;
    MatrixPicture m_picture;
    std::optional<qreal> m_lineHeight;      // chosen with the wheel
    int m_selected = -1;                    // as painted
    bool m_revealOnShow = true;             // another step was selected while nobody looked
    int m_hovered = -1;
    TypeAhead m_typed;
    int m_paints = 0;
};

} // namespace obdesk
