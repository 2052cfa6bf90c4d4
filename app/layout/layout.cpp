// SPDX-License-Identifier: GPL-3.0-or-later
// The story. Terms: edges flow downwards, from one layer to a later one; left to right is the same picture with x and y
// exchanged at both ends. An island is a connected part of the graph.
//
//   1. digraph      drop edges that cannot be drawn; a depth-first search turns round those that close a cycle
//   2. ranks        the layer of each node: as early as it can start, later where that shortens edges
//      shortening   the shortest edges in total, or nearer to that
//      bundles      groups joined all to all, and wide fans: their edges are drawn as one
//   -- then for each island, in island --
//   3. layeredgraph long edges become chains of bends, one per layer they pass; a bundle becomes a hub in a layer of its own
//   4. ordering     the order within the layers, few crossings; nodes of an earlier picture keep theirs
//      nesting      what a walk takes first, so that branches that meet again stand side by side
//      refining     vertex by vertex, what is left to gain
//   5. coordinates  the place across the flow: straight long edges, parents over the middle of their children
//      relaxing     short edges instead, where there are crossings or long edges
//      spines       how the bundles of a gap run beside each other
//   6. routes       the points of each edge, from border to border, through the places of its bends
//   -- and at last --
//   7. packing      islands beside each other
//
// This is the framework of Sugiyama, Tagawa and Toda (1981). All steps work on flat arrays of ints and doubles, none
// recurses, and none depends on the order of a hash, so that two polls of one task give one picture.
//
// Not done, on purpose: edges have no ports of their own and no labels, and above a fixed number of steps nothing takes more
// than linear time (but for sorting) to save a crossing. Budgets count steps and never read a clock.
#include "layout/layout.h"

#include "layout/bundles.h"
#include "layout/digraph.h"
#include "layout/island.h"
#include "layout/packing.h"
#include "layout/ranks.h"
#include "layout/shortening.h"

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
          m_nodeGap(length(options.nodeGap)), m_layerGap(length(options.layerGap)),
          m_island(m_nodeGap, m_layerGap, options.cancelled)
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
        std::vector<int> ranks = assignRanks(graph, order);
        const Islands islands = findIslands(graph);
        findMembers(graph, islands);
        shortenIslands(graph, ranks);
        const Bundling bundling = m_options.bundles ? findBundles(graph, ranks) : Bundling();

        m_out.nodes.resize(count);
        m_out.layer = QList<int>(ranks.begin(), ranks.end());
        m_pointsOf.resize(size_t(m_input.edges.size()));
        m_out.routeReversed.fill(false, m_input.edges.size());
        m_out.bundleOf.fill(-1, m_input.edges.size());
        if (!layOutIslands(graph, ranks, islands, bundling) || cancelled())
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

    void findMembers(const Digraph &graph, const Islands &islands)
    {
        m_nodesOf = groupBy(islands.of, islands.count);
        std::vector<int> keys(graph.edges.size());
        std::ranges::transform(graph.edges, keys.begin(), [&](const Edge &edge) { return islands.of[edge.tail]; });
        m_edgesOf = groupBy(keys, islands.count);
        m_local.resize(size_t(graph.nodeCount));
        for (int i = 0; i < islands.count; ++i) {
            int next = 0;
            for (int v : m_nodesOf.of(i))
                m_local[v] = next++;
        }
    }

    Edge localEdge(const Digraph &graph, int e) const
    {
        const Edge &edge = graph.edges[e];
        return {m_local[edge.tail], m_local[edge.head], edge.source, edge.reversed};
    }

    void shortenIslands(const Digraph &graph, std::vector<int> &ranks) const
    {
        std::vector<Edge> edges;
        std::vector<int> local;
        for (int i = 0; i + 1 < int(m_nodesOf.start.size()) && !cancelled(); ++i) {
            const auto isLong = [&](int e) { return ranks[graph.edges[e].head] - ranks[graph.edges[e].tail] > 1; };
            if (std::ranges::none_of(m_edgesOf.of(i), isLong))
                continue;
            edges.clear();
            local.clear();
            for (int e : m_edgesOf.of(i))
                edges.push_back(localEdge(graph, e));
            for (int v : m_nodesOf.of(i))
                local.push_back(ranks[v]);
            shortenEdges(edges, local);
            for (size_t v = 0; v < local.size(); ++v)
                ranks[m_nodesOf.of(i)[v]] = local[v];
        }
    }

    bool layOutIslands(const Digraph &graph, const std::vector<int> &ranks, const Islands &islands, const Bundling &bundling)
    {
        std::vector<int> keys(bundling.bundles.size());
        std::ranges::transform(bundling.bundles, keys.begin(), [&](const Bundle &one) { return islands.of[one.tails.front()]; });
        const Groups bundlesOf = groupBy(keys, islands.count);
        m_boxes.reserve(size_t(islands.count));
        for (int i = 0; i < islands.count; ++i) {
            if (cancelled())
                return false;
            if (m_nodesOf.of(i).size() == 1) {
                placeAlone(m_nodesOf.of(i).front());
                continue;
            }
            fillIsland(graph, ranks, m_nodesOf.of(i), m_edgesOf.of(i));
            fillBundles(bundling, m_edgesOf.of(i), bundlesOf.of(i));
            if (!m_island.run())
                return false;
            takeIsland(m_nodesOf.of(i), i);
        }
        return true;
    }

    void placeAlone(int node)
    {
        const QSizeF size(across(node), along(node));
        m_out.nodes[node] = QRectF(QPointF(), m_sideways ? size.transposed() : size);
        m_boxes.push_back(m_out.nodes[node].size());
    }

    void fillIsland(const Digraph &graph, const std::vector<int> &ranks, std::span<const int> nodes, std::span<const int> edges)
    {
        m_island.clear();
        const bool stays = m_input.before.size() == m_input.sizes.size();
        for (int v : nodes) {
            m_island.widths.push_back(across(v));
            m_island.heights.push_back(along(v));
            m_island.ranks.push_back(ranks[v]);
            if (stays)
                m_island.before.push_back(m_input.before[v]);
        }
        for (int e : edges)
            m_island.edges.push_back(localEdge(graph, e));
    }

    void fillBundles(const Bundling &bundling, std::span<const int> edges, std::span<const int> bundles)
    {
        if (bundles.empty())
            return;
        for (int i : bundles) {
            Bundle &bundle = m_island.bundles.emplace_back(bundling.bundles[i]);
            for (int &v : bundle.tails)
                v = m_local[v];
            for (int &v : bundle.heads)
                v = m_local[v];
        }
        for (int e : edges) {
            const auto found = std::ranges::lower_bound(bundles, bundling.of[e]);
            m_island.bundleOf.push_back(bundling.of[e] < 0 ? -1 : int(found - bundles.begin()));
        }
    }

    /// The island's corner is at (0, 0) yet.
    void takeIsland(std::span<const int> nodes, int island)
    {
        m_out.crossings += m_island.crossings;
        for (size_t i = 0; i < nodes.size(); ++i) {
            const QSizeF size(m_island.widths[i], m_island.heights[i]);
            const QPointF corner = m_island.centres[i] - QPointF(size.width() / 2, size.height() / 2);
            m_out.nodes[nodes[i]] = QRectF(turned(corner), m_sideways ? size.transposed() : size);
        }
        for (size_t e = 0; e < m_island.edges.size(); ++e) {
            const Edge &edge = m_island.edges[e];
            m_pointsOf[edge.source] = m_island.pointsOf[e];
            m_out.routeReversed[edge.source] = edge.reversed;
            if (!m_island.bundleOf.empty() && m_island.bundleOf[e] >= 0)
                m_out.bundleOf[edge.source] = int(m_out.bundles.size()) + m_island.bundleOf[e];
        }
        for (size_t i = 0; i < m_island.bundles.size(); ++i) {
            LayoutBundle &bundle = m_out.bundles.emplace_back();
            for (int v : m_island.bundles[i].tails)
                bundle.tails.append(nodes[v]);
            for (int v : m_island.bundles[i].heads)
                bundle.heads.append(nodes[v]);
            const QLineF spine = m_island.spines[i];
            bundle.spine = QLineF(turned(spine.p1()), turned(spine.p2()));
            m_islandOfBundle.push_back(island);
        }
        m_boxes.push_back(m_sideways ? m_island.size.transposed() : m_island.size);
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
        for (size_t i = 0; i < m_islandOfBundle.size(); ++i)
            m_out.bundles[qsizetype(i)].spine.translate(corners[m_islandOfBundle[i]]);

        m_out.routeStart.reserve(m_input.edges.size() + 1);
        m_out.routePoints.reserve(qsizetype(m_island.points.size()));
        for (qsizetype e = 0; e < m_input.edges.size(); ++e) {
            m_out.routeStart.append(m_out.routePoints.size());
            const auto [first, count] = m_pointsOf[size_t(e)];
            if (count == 0)
                continue;
            const QPointF corner = corners[islands.of[m_input.edges[e].from]];
            for (size_t i = first; i < first + count; ++i)
                m_out.routePoints.append(turned(m_island.points[i]) + corner);
        }
        m_out.routeStart.append(m_out.routePoints.size());
    }

    const LayoutInput &m_input;
    const LayoutOptions &m_options;
    const bool m_sideways;
    const double m_nodeGap;
    const double m_layerGap;
    GraphLayout m_out;
    std::vector<IslandLayouter::Range> m_pointsOf;  ///< per input edge, in m_island.points
    std::vector<QSizeF> m_boxes;                    ///< per island
    std::vector<int> m_islandOfBundle;
    Groups m_nodesOf, m_edgesOf;                    ///< by island
    std::vector<int> m_local;                       ///< per node: its number in its island
    IslandLayouter m_island;                        ///< the island at hand
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
