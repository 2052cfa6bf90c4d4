// SPDX-License-Identifier: GPL-3.0-or-later
// Layered layout of a directed graph: sizes and edges in, rectangles and routes out. Knows no font, screen or server.
#pragma once

#include <QLineF>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <atomic>
#include <span>

namespace obdesk {

struct LayoutEdge
{
    int from = 0;   ///< index into LayoutInput::sizes
    int to = 0;
    bool operator==(const LayoutEdge &) const = default;
};

/// Node i has sizes[i]; the order of nodes is the order in which ties are broken. Edges may be anything: those that
/// name themselves, name no node or repeat an earlier one are ignored, those that close a cycle are drawn against the
/// direction. The order of edges does not matter. A side that is negative or not finite counts as 0.
struct LayoutInput
{
    QList<QSizeF> sizes;
    QList<LayoutEdge> edges;
    /// Where the nodes stood in an earlier picture: the centre across the flow, NaN for nodes that are new; empty when there was
    /// none. Nodes that stay keep their order: of two in one layer, the one that came first before comes first now.
    QList<qreal> before = {};
};

/// Where the edges lead.
enum class LayoutDirection { TopDown, LeftRight };

/// Lengths are in scene units: 1 unit is 1 px at 100 %.
struct LayoutOptions
{
    LayoutDirection direction = LayoutDirection::LeftRight;
    qreal nodeGap = 24;                             ///< at least this much between two nodes of a layer
    qreal layerGap = 56;                            ///< between two layers, where the edges turn; more where many bundles do
    const std::atomic_bool *cancelled = nullptr;    ///< read now and then from the thread of layoutDag(); may be null
    bool bundles = true;                            ///< whether edges from all to all, and wide fans, are drawn as one
    bool operator==(const LayoutOptions &) const = default;
};

/// The way of one edge. A view into its GraphLayout, valid as long as that is neither changed nor destroyed.
struct EdgeRoute
{
    /// From the border of `from` to the border of `to`: at least two points, or none when the edge was ignored or is
    /// drawn by a bundle.
    /// Straight from point to point it meets no other node; neither does any curve that stays within the bounding box
    /// of each segment.
    std::span<const QPointF> points;
    bool reversed = false;  ///< an edge of a cycle, drawn against the direction
};

/// Edges that are drawn as one: from every tail to every head, all tails in one layer, all heads in the next. Each tail leads
/// straight along the flow from the middle of its border to the spine, the spine to the middle of the border of each head.
/// n x m edges become n + m + 1 lines.
struct LayoutBundle
{
    QList<int> tails;       ///< nodes, ascending across the flow
    QList<int> heads;       ///< nodes, ascending across the flow
    QLineF spine;           ///< across the flow, between the two layers, over all ends of tails and heads
    bool operator==(const LayoutBundle &) const = default;
};

/// The picture, with its top left corner at (0, 0). Routes are stored flat (one array of points for all edges),
/// because 100,000 small lists cost more than the layout itself.
struct GraphLayout
{
    QList<QRectF> nodes;            ///< one per node, each of the size that went in
    QList<int> layer;               ///< one per node, from 0, counted within the node's island
    QList<qsizetype> routeStart;    ///< one per edge and one more: where its points start in routePoints
    QList<QPointF> routePoints;
    QList<bool> routeReversed;      ///< one per edge
    QList<LayoutBundle> bundles;
    QList<int> bundleOf;            ///< one per edge: the bundle that draws it, -1 for none; its own route is empty then
    QRectF bounds;                  ///< holds all nodes and routes
    /// Pairs of edges that cross (those beside the layers not counted). A bundle has none of its own; who crosses it crosses
    /// some of its ends.
    qint64 crossings = 0;
    bool cancelled = false;         ///< everything else is empty then

    qsizetype edgeCount() const { return routeReversed.size(); }
    EdgeRoute route(qsizetype edge) const;
    bool operator==(const GraphLayout &) const = default;
};

/// Pure: same input, same output, on every run and every machine. Never fails. Time and memory grow linearly with nodes
/// and edges (times a logarithm where edges cross). Safe to call from any thread.
[[nodiscard]] GraphLayout layoutDag(const LayoutInput &input, const LayoutOptions &options = {});

} // namespace obdesk
