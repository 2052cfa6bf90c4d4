// SPDX-License-Identifier: GPL-3.0-or-later
// How a task graph looks, on any paint device: one painting path for the screen, SVG, PNG and PDF.
#pragma once

#include "layout/layout.h"
#include "picture/boxindex.h"
#include "picture/nodepainter.h"
#include "picture/nodetext.h"
#include "picture/tokens.h"

#include <QList>
#include <QRectF>

#include <optional>
#include <vector>

class QPainter;

namespace obdesk {

/// Where a device can tell nodes apart (SVG), it learns of them here: everything painted between the two calls is one node.
class NodeGroups
{
public:
    virtual ~NodeGroups() = default;
    virtual void beginGroup(const QString &id, const QString &title) = 0;
    virtual void endGroup() = 0;
};

struct PaintOptions
{
    const Tokens *tokens = &lightTokens();  ///< not owned
    bool interactive = true;                ///< false in files: neither selection nor pointer nor focus is painted
    std::optional<int> selected;
    std::optional<int> hovered;
    bool focused = false;                   ///< the view has the keyboard
    bool rightToLeft = false;               ///< the inside of nodes is mirrored; the flow is the layout's business
    const QList<bool> *faded = nullptr;     ///< per node, not owned: filtered out, painted faintly; null for none
    NodeGroups *groups = nullptr;           ///< not owned; makes every node visited in full detail
};

/// What one paint() touched.
struct PaintCount
{
    int nodes = 0;
    int edges = 0;
};

/// Geometry and looks of one graph, in scene units (1 unit is 1 px at 100 %). Painting touches only what is exposed.
class GraphPicture
{
public:
    /// What every node of the layout should measure.
    static QSizeF nodeSize() { return nodemetrics::size; }

    /// `edges` are those the layout was made from, in the same order and direction. All looks are empty then.
    void setGraph(GraphLayout layout, QList<LayoutEdge> edges, LayoutDirection direction = LayoutDirection::LeftRight);

    /// Cuts texts to their room now, so that painting doesn't have to. True when the look differs from the one before:
    /// then touchedRect(node) wants repainting. A node that isn't there changes nothing.
    bool setNode(int node, NodeLook look);

    int nodeCount() const { return int(m_layout.nodes.size()); }
    const NodeLook &node(int node) const { return m_looks[node]; }
    const GraphLayout &layout() const { return m_layout; }

    QRectF bounds() const { return m_layout.bounds; }
    QRectF nodeRect(int node) const { return m_layout.nodes[node]; }
    /// The node with its marks and the edges that take their colour from it.
    QRectF touchedRect(int node) const;
    std::optional<int> nodeAt(QPointF position) const;

    /// Paints what meets `exposed`. The painter is set to scene coordinates; `scale` is how many device pixels a unit
    /// will measure and decides on the level of detail. The background is the caller's.
    PaintCount paint(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const;

private:
    enum class EdgeKind { Waiting, Done, Failed };
    enum class Fan : quint8 { None, One, Both };    ///< how many ends of an edge hold a wide fan

    void findFans();
    EdgeKind kindOf(int edge) const;
    bool isFaded(int node, const PaintOptions &options) const;
    int paintEdges(QPainter &painter, const QRectF &exposed, qreal scale, Detail detail, const PaintOptions &options) const;
    void paintEdgesOf(QPainter &painter, const std::vector<int> &edges, EdgeKind kind, const QRectF &exposed, Detail detail,
                      const Tokens &tokens) const;
    void paintCurve(QPainter &painter, int edge, const QRectF &exposed) const;
    void paintArrow(QPainter &painter, int edge, const QColor &color) const;
    int paintBoxes(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const;
    int paintNodes(QPainter &painter, const QRectF &exposed, Detail detail, const PaintOptions &options) const;

    GraphLayout m_layout;
    QList<LayoutEdge> m_edges;
    LayoutDirection m_direction = LayoutDirection::LeftRight;
    BoxIndex m_nodeIndex;
    BoxIndex m_edgeIndex;
    QList<QRectF> m_edgeBoxes;          ///< invalid for edges that aren't drawn
    std::vector<Fan> m_fans;            ///< per edge
    std::vector<int> m_edgesOfStart;    ///< per node and one more, into m_edgesOf
    std::vector<int> m_edgesOf;
    QList<NodeLook> m_looks;
    QList<NodeText> m_texts;
    std::optional<NodeTextFitter> m_fitter;     ///< made when first used: fonts need the application
};

} // namespace obdesk
