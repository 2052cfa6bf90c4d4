// SPDX-License-Identifier: GPL-3.0-or-later
// The live task graph on screen: one canvas that paints what is visible. A poll changes colours and numbers; position,
// zoom and selection stay.
#pragma once

#include "graph/graphscene.h"
#include "graph/minimap.h"
#include "graph/placehistory.h"
#include "task/accessiblesteps.h"
#include "task/steplens.h"
#include "task/typeahead.h"
#include "theme/theme.h"

#include <QWidget>

class QTimer;

namespace obdesk {

class GraphView final : public QWidget, public AccessibleSteps
{
    Q_OBJECT
public:
    GraphView(StepLens &lens, const Theme &theme, QWidget *parent = nullptr);

    GraphScene &scene() { return m_scene; }
    const GraphScene &scene() const { return m_scene; }
    const GraphPicture &picture() const { return m_scene.picture(); }
    bool isLaidOut() const { return m_scene.isLaidOut(); }

    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    double scale() const { return m_scale; }
    void fit();
    void actualSize();
    void zoomBy(double factor, QPointF anchor);
    void setMinimapWanted(bool wanted);
    bool isMinimapWanted() const { return m_minimap.isWanted(); }
    const Minimap &minimap() const { return m_minimap; }

    bool canGoBack() const { return m_history.canGoBack(); }
    bool canGoForward() const { return m_history.canGoForward(); }
    void goBack();
    void goForward();

    /// Turns the fold of a step's column round.
    void toggleFold(int subtask);

    /// Where a step is on the widget; empty while it is not shown.
    QRectF rectOf(int subtask) const { return rectOfNode(m_scene.nodeOf(subtask)); }
    QRectF rectOfNode(int node) const;
    /// -1: none.
    int nodeAt(QPointF position) const;
    int stepAt(QPointF position) const { return m_scene.subtaskOf(nodeAt(position)); }
    /// The node of the selected step; -1: none.
    int currentNode() const { return m_scene.nodeOf(m_lens.selected()); }
    // Its items are its nodes.
    int itemCount() const override { return isLaidOut() ? picture().nodeCount() : 0; }
    QString itemText(int node) const override { return m_scene.describe(node); }
    QRectF itemRect(int node) const override { return rectOfNode(node); }
    int itemAt(QPointF position) const override { return nodeAt(position); }
    int currentItem() const override { return currentNode(); }
    void selectItem(int node) override { selectNode(node, true); }
    void openItem(int node) override;
    const QWidget *canvas() const override { return this; }
    void selectNode(int node, bool reveal);
    /// Paints done so far; a poll that changes nothing must not raise it.
    int paintCount() const { return m_paints; }

signals:
    /// A step wants to be opened (Enter, double click).
    void activated(int subtask);
    void followingChanged(bool following);
    void scaleChanged(double scale);
    void laidOut();
    void historyChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Place
    {
        double scale = 1;
        QPointF origin;
        int selected = -1;
        bool operator==(const Place &) const = default;
    };

    void onAboutToRelayout();
    void onRelaidOut();
    void onShownChanged();
    void onSelectionChanged(int subtask, bool reveal);
    void onTouched(const QList<QRectF> &rects);
    void bringIntoView(const QRectF &sceneRect);
    void showFirst();
    void followNow();
    void setTransform(double scale, QPointF origin);
    bool scrolled(double scale, QPointF origin);
    QPointF clamped(double scale, QPointF origin) const;
    void updateNode(int node);
    void mapMoved();
    void setHovered(int node);
    void findTyped();
    void userMoved();
    void leavePlace();
    void goTo(const Place &place);
    Place here() const { return { m_scale, m_origin, m_lens.selected() }; }
    QRectF seen() const { return { m_origin, QSizeF(size()) / m_scale }; }
    QPointF toScene(QPointF p) const { return p / m_scale + m_origin; }
    QPointF toWidget(QPointF p) const { return (p - m_origin) * m_scale; }
    QRectF toWidget(const QRectF &r) const { return { toWidget(r.topLeft()), r.size() * m_scale }; }

    StepLens &m_lens;
    const Theme &m_theme;
    GraphScene m_scene;
    Minimap m_minimap;
    QTimer *m_mapTimer = nullptr;       // an overview need not follow every change at once
    PlaceHistory<Place> m_history;
    std::optional<Place> m_beforeFilter;
    bool m_fitPending = true;           // no picture has been shown yet
    std::optional<SubtaskId> m_anchor;  // keeps its place while the picture is arranged anew
    QPointF m_anchorAt;                 // its middle on the widget

    double m_scale = 1;
    QPointF m_origin;                   // scene point at the widget's top left
    int m_paintedNode = -1;             // the node that was painted as the current one
    int m_lastSelected = -1;            // before the present selection
    bool m_revealOnShow = false;        // another step was selected while nobody looked
    int m_hovered = -1;
    bool m_following = true;
    enum class Drag { None, Pressed, Panning, Map } m_drag = Drag::None;
    QPointF m_pressAt;
    QPointF m_pressOrigin;
    TypeAhead m_typed;
    int m_paints = 0;
};

} // namespace obdesk
