// SPDX-License-Identifier: GPL-3.0-or-later
// One island from its nodes and edges to places and routes: steps 3 to 6 of the story in layout.cpp.
#pragma once

#include "layout/bundles.h"
#include "layout/layeredgraph.h"
#include "layout/routes.h"

#include <QLineF>
#include <QPointF>
#include <QSizeF>

#include <atomic>
#include <vector>

namespace obdesk::layered {

/// Everything in the flow's own coordinates: x across, y along. Nodes and edges are numbered within the island. One object
/// lays out many islands, one after the other, and reuses its memory.
class IslandLayouter
{
public:
    IslandLayouter(double nodeGap, double layerGap, const std::atomic_bool *cancelled)
        : m_nodeGap(nodeGap), m_layerGap(layerGap), m_cancelled(cancelled)
    {
    }

    // What goes in. Filled by the caller, then run().
    std::vector<double> widths, heights;    ///< per node
    std::vector<int> ranks;                 ///< per node
    std::vector<double> before;             ///< per node: its place in the earlier picture or NaN; empty for none
    std::vector<Edge> edges;                ///< sorted by tail, then head
    std::vector<Bundle> bundles;
    std::vector<int> bundleOf;              ///< per edge: its bundle or -1; empty when there are none

    /// Empties what goes in.
    void clear();

    /// False when cancelled.
    bool run();

    // What comes out.
    struct Range
    {
        size_t first = 0;
        size_t count = 0;
    };
    std::vector<QPointF> centres;           ///< per node
    std::vector<QPointF> points;            ///< of the routes, appended island after island
    std::vector<Range> pointsOf;            ///< per edge; none for edges of a bundle
    std::vector<QLineF> spines;             ///< per bundle; its tails and heads are sorted by place as well
    QSizeF size;
    qint64 crossings = 0;

private:
    bool isCarriedByHub(size_t edge) const;
    bool isCancelled() const { return m_cancelled && m_cancelled->load(std::memory_order_relaxed); }
    double pitch() const;
    void addHubs();
    void placeSpines(const std::vector<double> &x);
    Bands stackLayers() const;
    void finish(const std::vector<double> &x);

    const double m_nodeGap;
    const double m_layerGap;
    const std::atomic_bool *const m_cancelled;

    // A bundle with several ends on both sides has a hub in a layer of its own, between those of its ends. With such layers
    // counted, ranks become the layers of m_graph.
    bool m_hasHubs = false;
    std::vector<int> m_layerOfRank;         ///< only with hubs
    std::vector<double> m_hubbedWidths;
    std::vector<int> m_hubbedLayers;
    std::vector<Edge> m_links;              ///< edges, but those of hubs replaced by one from each tail and one to each head
    std::vector<int> m_linkOf;              ///< per edge: its number in m_links, or -1

    std::vector<int> m_levelOf;             ///< per bundle: which of the spines of its gap
    std::vector<int> m_levels;              ///< per rank: spines beside each other in the gap behind it
    LayeredGraph m_graph;
};

} // namespace obdesk::layered
