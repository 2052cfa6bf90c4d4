// SPDX-License-Identifier: GPL-3.0-or-later
// The story. Terms: edges flow downwards, from one layer to a later one; left to right is the same picture with x and y
// exchanged at both ends. An island is a connected part of the graph.
//
//   1. digraph      drop edges that cannot be drawn; a depth-first search turns round those that close a cycle
//   2. ranks        the layer of each node: as early as it can start, later where that shortens edges
//   -- then for each island --
//   3. layeredgraph long edges become chains of bends, one per layer they pass
//   4. ordering     the order within the layers, few crossings
//   5. coordinates  the place across the flow: straight long edges, parents over the middle of their children
//   6. routes       the points of each edge, from border to border, through the places of its bends
//   -- and at last --
//   7. packing      islands beside each other
//
// This is the framework of Sugiyama, Tagawa and Toda (1981). All steps work on flat arrays of ints and doubles, none
// recurses, and none depends on the order of a hash, so that two polls of one task give one picture.
//
// Not done, on purpose: nothing is carried over from an earlier layout (the picture of a task changes only when its plan
// does), edges have no ports of their own and no labels, and no step takes more than linear time (but for sorting) to
// save a crossing.
#include "layout/layout.h"

#include "layout/coordinates.h"
#include "layout/digraph.h"
#include "layout/layeredgraph.h"
#include "layout/ordering.h"
#include "layout/packing.h"
#include "layout/ranks.h"
#include "layout/routes.h"

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace layered;

namespace {

double length(qreal value)
{
    return std::isfinite(value) && value > 0 ? value : 0;
}

class Layouter
{
public:
    Layouter(const LayoutInput &input, const LayoutOptions &options)
        : m_input(input), m_options(options), m_sideways(options.direction == LayoutDirection::LeftRight),
          m_nodeGap(length(options.nodeGap)), m_layerGap(length(options.layerGap))
    {
    }

    GraphLayout run()
    {
        const int count = int(m_input.sizes.size());
        Digraph graph = cleanGraph(count, m_input.edges);
        std::vector<int> order = topologicalOrder(graph);
        if (int(order.size()) < count) {
            breakCycles(graph);
            order = topologicalOrder(graph);
        }
        if (cancelled())
            return stopped();
        const std::vector<int> ranks = assignRanks(graph, order);
        const Islands islands = findIslands(graph);

        m_out.nodes.resize(count);
        m_out.layer = QList<int>(ranks.begin(), ranks.end());
        m_pointsOf.resize(size_t(m_input.edges.size()));
        m_out.routeReversed.fill(false, m_input.edges.size());
        m_out.bundleOf.fill(-1, m_input.edges.size());
        if (!layOutIslands(graph, ranks, islands) || cancelled())
            return stopped();
        assemble(islands);
        return std::move(m_out);
    }

private:
    bool cancelled() const { return m_options.cancelled && m_options.cancelled->load(std::memory_order_relaxed); }

    static GraphLayout stopped()
    {
        GraphLayout layout;
        layout.cancelled = true;
        return layout;
    }

    double across(int node) const
    {
        return length(m_sideways ? m_input.sizes[node].height() : m_input.sizes[node].width());
    }
    double along(int node) const
    {
        return length(m_sideways ? m_input.sizes[node].width() : m_input.sizes[node].height());
    }
    QPointF turned(QPointF point) const { return m_sideways ? point.transposed() : point; }

    bool layOutIslands(const Digraph &graph, const std::vector<int> &ranks, const Islands &islands)
    {
        const Groups nodesOf = groupBy(islands.of, islands.count);
        std::vector<int> islandOfEdge(graph.edges.size());
        std::ranges::transform(graph.edges, islandOfEdge.begin(), [&](const Edge &edge) { return islands.of[edge.tail]; });
        const Groups edgesOf = groupBy(islandOfEdge, islands.count);
        m_local.resize(size_t(graph.nodeCount));
        m_boxes.reserve(size_t(islands.count));
        for (int i = 0; i < islands.count; ++i) {
            if (cancelled() || !layOutIsland(graph, ranks, nodesOf.of(i), edgesOf.of(i)))
                return false;
        }
        return true;
    }

    /// Places one island with its corner at (0, 0) and appends its size to m_boxes. False when cancelled.
    bool layOutIsland(const Digraph &graph, const std::vector<int> &ranks, std::span<const int> nodes,
                      std::span<const int> edges)
    {
        if (nodes.size() == 1) {
            const QSizeF size(across(nodes[0]), along(nodes[0]));
            m_out.nodes[nodes[0]] = QRectF(QPointF(), m_sideways ? size.transposed() : size);
            m_boxes.push_back(m_out.nodes[nodes[0]].size());
            return true;
        }
        m_widths.clear();
        m_heights.clear();
        m_ranks.clear();
        m_edges.clear();
        for (int v : nodes) {
            m_local[v] = int(m_widths.size());
            m_widths.push_back(across(v));
            m_heights.push_back(along(v));
            m_ranks.push_back(ranks[v]);
        }
        for (int e : edges) {
            m_edges.push_back(graph.edges[e]);
            m_edges.back().tail = m_local[m_edges.back().tail];
            m_edges.back().head = m_local[m_edges.back().head];
        }
        buildLayers(m_graph, m_widths, m_ranks, m_edges);
        m_out.crossings += orderLayers(m_graph, m_options.cancelled);
        if (cancelled())
            return false;
        const std::vector<double> x = placeVertices(m_graph, m_nodeGap, m_options.cancelled);
        if (x.empty())
            return false;
        finishIsland(nodes, x);
        return true;
    }

    void finishIsland(std::span<const int> nodes, const std::vector<double> &x)
    {
        const Bands bands = stackLayers();
        double breadth = 0;
        for (int v = 0; v < m_graph.vertexCount; ++v)
            breadth = std::max(breadth, x[v] + m_graph.width[v] / 2);
        for (size_t i = 0; i < nodes.size(); ++i) {
            const QSizeF size(m_widths[i], m_heights[i]);
            const double middle = (bands.top[m_ranks[i]] + bands.bottom[m_ranks[i]]) / 2;
            const QPointF corner(x[i] - size.width() / 2, middle - size.height() / 2);
            m_out.nodes[nodes[i]] = QRectF(turned(corner), m_sideways ? size.transposed() : size);
        }
        const Placed placed{m_graph, m_edges, x, m_heights, bands, breadth + m_nodeGap, m_layerGap};
        for (size_t e = 0; e < m_edges.size(); ++e) {
            const size_t first = m_points.size();
            appendRoute(placed, int(e), m_points);
            m_pointsOf[m_edges[e].source] = {first, m_points.size() - first};
            m_out.routeReversed[m_edges[e].source] = m_edges[e].reversed;
        }
        if (std::ranges::find(m_graph.bypass, true) != m_graph.bypass.end())
            breadth += m_nodeGap;
        const QSizeF box(breadth, bands.bottom.back());
        m_boxes.push_back(m_sideways ? box.transposed() : box);
    }

    Bands stackLayers() const
    {
        Bands bands;
        bands.top.resize(size_t(m_graph.layerCount));
        bands.bottom.assign(size_t(m_graph.layerCount), 0);
        for (int v = 0; v < m_graph.nodeCount; ++v)
            bands.bottom[m_ranks[v]] = std::max(bands.bottom[m_ranks[v]], m_heights[v]);
        double y = 0;
        for (int layer = 0; layer < m_graph.layerCount; ++layer) {
            bands.top[layer] = y;
            bands.bottom[layer] += y;
            y = bands.bottom[layer] + m_layerGap;
        }
        return bands;
    }

    /// Moves the islands to their places and brings the routes into the order of the edges.
    void assemble(const Islands &islands)
    {
        const std::vector<QPointF> corners = packRows(m_boxes, std::max(m_nodeGap, m_layerGap));
        for (int v = 0; v < int(m_out.nodes.size()); ++v)
            m_out.nodes[v].translate(corners[islands.of[v]]);
        QSizeF size(0, 0); // not united rectangles: Qt leaves out empty ones
        for (size_t i = 0; i < corners.size(); ++i)
            size = size.expandedTo({corners[i].x() + m_boxes[i].width(), corners[i].y() + m_boxes[i].height()});
        m_out.bounds = QRectF(QPointF(), size);

        m_out.routeStart.reserve(m_input.edges.size() + 1);
        m_out.routePoints.reserve(qsizetype(m_points.size()));
        for (qsizetype e = 0; e < m_input.edges.size(); ++e) {
            m_out.routeStart.append(m_out.routePoints.size());
            const auto [first, count] = m_pointsOf[size_t(e)];
            if (count == 0)
                continue;
            const QPointF corner = corners[islands.of[m_input.edges[e].from]];
            for (size_t i = first; i < first + count; ++i)
                m_out.routePoints.append(turned(m_points[i]) + corner);
        }
        m_out.routeStart.append(m_out.routePoints.size());
    }

    struct Range
    {
        size_t first = 0;
        size_t count = 0;
    };

    const LayoutInput &m_input;
    const LayoutOptions &m_options;
    const bool m_sideways;
    const double m_nodeGap;
    const double m_layerGap;
    GraphLayout m_out;
    std::vector<QPointF> m_points;      ///< of all routes, by island, in flow coordinates
    std::vector<Range> m_pointsOf;      ///< per input edge
    std::vector<QSizeF> m_boxes;        ///< per island

    // The island at hand; its memory is used again for the next.
    std::vector<int> m_local;           ///< per node: its number in its island
    std::vector<double> m_widths, m_heights;
    std::vector<int> m_ranks;
    std::vector<Edge> m_edges;
    LayeredGraph m_graph;
};

} // namespace

EdgeRoute GraphLayout::route(qsizetype edge) const
{
    const std::span<const QPointF> all(routePoints.constData(), size_t(routePoints.size()));
    const auto first = size_t(routeStart[edge]);
    return {all.subspan(first, size_t(routeStart[edge + 1]) - first), routeReversed[edge]};
}

GraphLayout layoutDag(const LayoutInput &input, const LayoutOptions &options)
{
    return Layouter(input, options).run();
}

} // namespace obdesk
