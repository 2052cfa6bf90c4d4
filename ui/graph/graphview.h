// SPDX-License-Identifier: GPL-3.0-or-later
// The live task graph on screen: one canvas that paints what is visible. A poll changes colours and numbers; position,
// zoom and selection stay.
#pragma once

#include "domain/task.h"
#include "layout/layout.h"
#include "picture/graphpicture.h"
#include "task/taskgraph.h"
#include "task/taskhosts.h"
#include "theme/theme.h"

#include <QWidget>

#include <atomic>
#include <memory>

namespace obdesk {

class GraphView final : public QWidget
{
    Q_OBJECT
public:
    explicit GraphView(const Theme &theme, QWidget *parent = nullptr);
    ~GraphView() override;

    /// The whole task; lays out anew only when `graph` has another shape. Small graphs at once, large ones on a worker
    /// thread: the old picture stays until then.
    void setTask(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow);
    /// Only these subtasks changed (indexes of Task::subtasks).
    void updateSteps(const Task &task, const QList<int> &changed, const TaskHosts &hosts, const QDateTime &serverNow);
    /// Running durations move on.
    void tick(const Task &task, const TaskHosts &hosts, const QDateTime &serverNow);

    /// Index of Task::subtasks; -1: none.
    int selected() const { return m_selected; }
    void select(int subtask, bool bringIntoView);
    /// Next (or previous) failed step in execution order after the selected one; -1 when none has failed.
    int nextFailed(bool forward) const;
    /// Next step whose name, host or id holds `needle`, after the selected one, wrapping; -1: none.
    int find(const QString &needle, bool forward) const;

    LayoutDirection direction() const { return m_direction; }
    void setDirection(LayoutDirection direction);
    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    double scale() const { return m_scale; }

    void fit();
    void actualSize();
    void zoomBy(double factor, QPointF anchor);

    const GraphPicture &picture() const { return m_picture; }
    bool isLaidOut() const { return m_laidOut; }
    /// Where a step is on the widget; empty while it is not laid out.
    QRectF rectOf(int subtask) const;
    int stepAt(QPointF position) const;
    /// For screen readers: name, state, host, duration and neighbours of a step.
    QString describe(int subtask) const;
    int stepCount() const { return int(m_placeOf.size()); }
    /// Subtask index of the n-th step in execution order.
    int stepInOrder(int n) const { return m_graph.order().at(n); }
    /// Paints done so far; a poll that changes nothing must not raise it.
    int paintCount() const { return m_paints; }

signals:
    void selectionChanged(int subtask);
    void activated(int subtask);
    void followingChanged(bool following);
    void scaleChanged(double scale);
    void laidOut();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void layOut();
    void takeLayout(const GraphLayout &layout);
    void setLooks(const Task &task, const TaskHosts &hosts, const QDateTime &serverNow);
    bool setLook(const Task &task, int subtask, const TaskHosts &hosts, const QDateTime &serverNow);
    void bringIntoView(const QRectF &sceneRect);
    void showFirst();
    void followNow();
    void setTransform(double scale, QPointF origin);
    void clampOrigin();
    void updateStep(int subtask);
    void moveSelection(int key);
    void userMoved();
    QPointF toScene(QPointF p) const { return p / m_scale + m_origin; }
    QPointF toWidget(QPointF p) const { return (p - m_origin) * m_scale; }
    QRectF toWidget(const QRectF &r) const { return { toWidget(r.topLeft()), r.size() * m_scale }; }

    const Theme &m_theme;
    GraphPicture m_picture;
    TaskGraph m_graph;
    QList<int> m_placeOf;               // subtask index -> place in execution order, which is the picture's node index
    QList<StepState> m_states;          // by subtask index
    QStringList m_searchTexts;          // by subtask index, lower case
    LayoutDirection m_direction = LayoutDirection::LeftRight;
    bool m_laidOut = false;
    bool m_fitPending = true;           // no picture has been shown yet
    std::shared_ptr<std::atomic_bool> m_cancelLayout;
    quint64 m_layoutNumber = 0;

    double m_scale = 1;
    QPointF m_origin;                   // scene point at the widget's top left
    int m_selected = -1;
    int m_hovered = -1;
    bool m_following = true;
    bool m_pressed = false;
    bool m_panning = false;
    QPointF m_pressAt;
    QPointF m_pressOrigin;
    int m_paints = 0;
};

/// Makes graph views readable to screen readers. Call once, before the first view is made.
void installGraphAccessibility();

} // namespace obdesk
