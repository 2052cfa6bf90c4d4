// SPDX-License-Identifier: GPL-3.0-or-later
// How a task graph looks, on any paint device: one painting path for the screen, SVG, PNG and PDF.
#pragma once

#include "layout/layout.h"
#include "picture/boxindex.h"
#include "picture/edgestrokes.h"
#include "picture/nodepainter.h"
#include "picture/nodetext.h"
#include "picture/tokens.h"

#include <QImage>
#include <QList>
#include <QRectF>

#include <functional>
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
    std::span<const NodeMarks> marks = {};  ///< per node, not owned; empty for none
    NodeGroups *groups = nullptr;           ///< not owned; makes every node visited in full detail
    bool opaque = false;                    ///< paints the background too; on a screen this allows the fast way from afar
};

/// What one paint() touched.
struct PaintCount
{
    int nodes = 0;
    int edges = 0;      ///< with bundles, each as one
};

/// Geometry and looks of one graph, in scene units (1 unit is 1 px at 100 %). Painting touches only what is exposed.
class GraphPicture
{
public:
    /// What every node of the layout should measure.
    static QSizeF nodeSize(NodeKind kind = NodeKind::Step)
    {
        return kind == NodeKind::Dot ? nodemetrics::dotSize : kind == NodeKind::Joint ? nodemetrics::jointSize : nodemetrics::size;
    }

    /// `edges` are those the layout was made from, in the same order and direction. All looks are empty then.
    void setGraph(GraphLayout layout, QList<LayoutEdge> edges, LayoutDirection direction = LayoutDirection::LeftRight);

    /// Cuts texts to their room now, so that painting doesn't have to. True when the look differs from the one before:
    /// then touched(node) wants repainting. A node that isn't there changes nothing.
    bool setNode(int node, NodeLook look);

    /// For graphs whose looks cost more than their picture: kind and state at once, the words when somebody first wants to read them.
    /// The source is asked at most once per node and change.
    void setLookSource(std::function<NodeLook(int node)> source) { m_source = std::move(source); }
    void setState(int node, NodeKind kind, StepState state);
    /// The source may have something else to say. True when it has.
    bool refresh(int node);
    /// Prepares the words of at most `most` nodes that nobody has read yet; false when none is left.
    bool prepareSome(int most);

    int nodeCount() const { return int(m_layout.nodes.size()); }
    const NodeLook &node(int node) const { return known(node); }
    StepState state(int node) const { return m_states[size_t(node)]; }
    const GraphLayout &layout() const { return m_layout; }
    LayoutDirection direction() const { return m_direction; }

    QRectF bounds() const { return m_layout.bounds; }
    QRectF nodeRect(int node) const { return m_layout.nodes[node]; }
    /// The node with its marks, and the edges that take their colour from it.
    QList<QRectF> touched(int node) const;
    std::optional<int> nodeAt(QPointF position) const;

    /// So far away, or so many, that the fast way is taken where the options allow it.
    bool isFar(qreal scale) const;

    /// Paints what meets `exposed`. The painter is set to scene coordinates; `scale` is how many device pixels a unit
    /// will measure and decides on the level of detail. The background is the caller's unless the options are opaque.
    PaintCount paint(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const;

    /// The whole picture in `size` pixels, from afar; for overviews. `scale` pixels a unit, the scene's corner at `origin`.
    QImage overview(QSize size, QPointF origin, qreal scale, const Tokens &tokens, std::span<const NodeMarks> marks) const;

private:
    EdgeScene edgeScene(std::span<const NodeMarks> marks) const { return {m_layout, m_edges, m_direction, m_states, marks}; }
    const NodeLook &known(int node) const;
    void fit(int node) const;
    static NodeMarks marksOf(int node, const PaintOptions &options);
    PaintCount paintFar(QPainter &painter, const QRectF &exposed, const PaintOptions &options) const;
    QImage farImage(QSize size, qreal ratio) const;
    int paintBoxes(QPainter &painter, const QRectF &exposed, qreal scale, const PaintOptions &options) const;
    int paintNodes(QPainter &painter, const QRectF &exposed, Detail detail, const PaintOptions &options) const;
    void paintFrame(QPainter &painter, qreal scale, const PaintOptions &options) const;

    GraphLayout m_layout;
    QList<LayoutEdge> m_edges;
    LayoutDirection m_direction = LayoutDirection::LeftRight;
    BoxIndex m_nodeIndex;
    EdgeStrokes m_strokes;
    std::vector<StepState> m_states;            ///< per node
    std::vector<NodeKind> m_kinds;              ///< per node
    std::function<NodeLook(int node)> m_source;
    // Words are asked for when they are first needed, which may be while painting.
    mutable std::vector<bool> m_known;          ///< per node: m_looks and m_texts hold something
    mutable QList<NodeLook> m_looks;
    mutable QList<NodeText> m_texts;
    mutable std::optional<NodeTextFitter> m_fitter;     ///< made when first used: fonts need the application
    mutable QImage m_far;                       ///< what the fast way paints into, kept for the next time
    int m_prepared = 0;                         ///< nodes before this one are known
};

} // namespace obdesk
