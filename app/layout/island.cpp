// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/island.h"

#include "layout/coordinates.h"
#include "layout/ordering.h"
#include "layout/spines.h"

#include <algorithm>
#include <numeric>

namespace obdesk::layered {

namespace {

constexpr double spineGap = 8;  ///< at least this much between two spines, and between spine and layer

} // namespace

void IslandLayouter::clear()
{
    widths.clear();
    heights.clear();
    ranks.clear();
    before.clear();
    edges.clear();
    bundles.clear();
    bundleOf.clear();
}

bool IslandLayouter::isCarriedByHub(size_t edge) const
{
    return m_hasHubs && bundleOf[edge] >= 0 && !bundles[size_t(bundleOf[edge])].isFan();
}

bool IslandLayouter::run()
{
    m_hasHubs = !std::ranges::all_of(bundles, &Bundle::isFan);
    if (m_hasHubs) {
        addHubs();
        buildLayers(m_graph, m_hubbedWidths, m_hubbedLayers, m_links);
    } else {
        buildLayers(m_graph, widths, ranks, edges);
    }
    crossings = orderLayers(m_graph, before, m_cancelled);
    if (isCancelled())
        return false;
    const std::vector<double> x = placeVertices(m_graph, crossings, m_nodeGap, pitch(), m_cancelled);
    if (x.empty())
        return false;
    placeSpines(x);
    finish(x);
    return true;
}

/// From the middle of one layer to that of the next, more or less.
double IslandLayouter::pitch() const
{
    const double height = std::accumulate(heights.begin(), heights.end(), 0.0) / double(heights.size());
    return std::max(1.0, height + m_layerGap);
}

void IslandLayouter::addHubs()
{
    const int rankCount = *std::ranges::max_element(ranks) + 1;
    std::vector<bool> hubBehind(size_t(rankCount), false);
    for (const Bundle &bundle : bundles) {
        if (!bundle.isFan())
            hubBehind[size_t(ranks[bundle.tails.front()])] = true;
    }
    m_layerOfRank.resize(size_t(rankCount));
    for (int rank = 0, layer = 0; rank < rankCount; ++rank) {
        m_layerOfRank[rank] = layer;
        layer += hubBehind[size_t(rank)] ? 2 : 1;
    }

    m_hubbedWidths = widths;
    m_hubbedLayers.clear();
    for (int rank : ranks)
        m_hubbedLayers.push_back(m_layerOfRank[rank]);
    std::vector<int> hubOf(bundles.size(), -1);
    for (size_t i = 0; i < bundles.size(); ++i) {
        if (bundles[i].isFan())
            continue;
        hubOf[i] = int(m_hubbedLayers.size());
        m_hubbedLayers.push_back(m_layerOfRank[ranks[bundles[i].tails.front()]] + 1);
        m_hubbedWidths.push_back(0);
    }

    m_links.clear();
    m_linkOf.assign(edges.size(), -1);
    int lastTail = -1;  // edges are sorted by tail, and no tail has two hubs
    for (size_t e = 0; e < edges.size(); ++e) {
        if (!isCarriedByHub(e)) {
            m_linkOf[e] = int(m_links.size());
            m_links.push_back(edges[e]);
        } else if (edges[e].tail != lastTail) {
            lastTail = edges[e].tail;
            m_links.push_back({lastTail, hubOf[size_t(bundleOf[e])], -1, false});
        }
    }
    for (size_t i = 0; i < bundles.size(); ++i) {
        for (int head : bundles[i].heads) {
            if (hubOf[i] >= 0)
                m_links.push_back({hubOf[i], head, -1, false});
        }
    }
}

void IslandLayouter::placeSpines(const std::vector<double> &x)
{
    m_levels.clear();
    spines.assign(bundles.size(), {});
    if (bundles.empty())
        return;
    m_levels.assign(size_t(*std::ranges::max_element(ranks)) + 1, 0);
    m_levelOf.assign(bundles.size(), 0);
    std::vector<int> rankOf;
    for (Bundle &bundle : bundles) {
        std::ranges::stable_sort(bundle.tails, {}, [&](int v) { return x[v]; });
        std::ranges::stable_sort(bundle.heads, {}, [&](int v) { return x[v]; });
        rankOf.push_back(ranks[bundle.tails.front()]);
    }
    const Groups byRank = groupBy(rankOf, int(m_levels.size()));
    std::vector<SpineEnds> ends;
    for (int rank = 0; rank < int(m_levels.size()); ++rank) {
        ends.clear();
        for (int i : byRank.of(rank)) {
            SpineEnds &one = ends.emplace_back();
            for (int v : bundles[size_t(i)].tails)
                one.tails.push_back(x[v]);
            for (int v : bundles[size_t(i)].heads)
                one.heads.push_back(x[v]);
            spines[size_t(i)] = QLineF(std::min(one.tails.front(), one.heads.front()), 0,
                                       std::max(one.tails.back(), one.heads.back()), 0);
        }
        const SpineLevels levels = assignLevels(ends);
        m_levels[size_t(rank)] = levels.count;
        for (size_t i = 0; i < ends.size(); ++i)
            m_levelOf[size_t(byRank.of(rank)[i])] = levels.of[i];
    }
}

Bands IslandLayouter::stackLayers() const
{
    const int rankCount = *std::ranges::max_element(ranks) + 1;
    std::vector<double> height(size_t(rankCount), 0);
    for (size_t v = 0; v < ranks.size(); ++v)
        height[size_t(ranks[v])] = std::max(height[size_t(ranks[v])], heights[v]);

    Bands bands;
    bands.top.resize(size_t(m_graph.layerCount));
    bands.bottom.resize(size_t(m_graph.layerCount));
    if (m_hasHubs)
        bands.isHubs.assign(size_t(m_graph.layerCount), false);
    double y = 0;
    for (int rank = 0; rank < rankCount; ++rank) {
        const int layer = m_hasHubs ? m_layerOfRank[size_t(rank)] : rank;
        bands.top[layer] = y;
        bands.bottom[layer] = y + height[size_t(rank)];
        double gap = m_layerGap;
        if (!m_levels.empty() && m_levels[size_t(rank)] > 0)
            gap = std::max(gap, spineGap * (m_levels[size_t(rank)] + 1));
        y = bands.bottom[layer] + gap;
        if (m_hasHubs && rank + 1 < rankCount && m_layerOfRank[size_t(rank) + 1] == layer + 2) {
            bands.top[layer + 1] = bands.bottom[layer + 1] = bands.bottom[layer] + gap / 2;
            bands.isHubs[layer + 1] = true;
        }
    }
    return bands;
}

void IslandLayouter::finish(const std::vector<double> &x)
{
    const Bands bands = stackLayers();
    const auto layerOf = [&](int v) { return m_graph.layerOf[v]; };
    double breadth = 0;
    for (int v = 0; v < m_graph.vertexCount; ++v)
        breadth = std::max(breadth, x[v] + m_graph.width[v] / 2);
    centres.clear();
    for (int v = 0; v < int(ranks.size()); ++v)
        centres.emplace_back(x[v], (bands.top[layerOf(v)] + bands.bottom[layerOf(v)]) / 2);

    const std::vector<Edge> &links = m_hasHubs ? m_links : edges;
    const Placed placed{m_graph, links, x, heights, bands, breadth + m_nodeGap, m_layerGap};
    pointsOf.assign(edges.size(), {});
    for (size_t e = 0; e < edges.size(); ++e) {
        if (!bundleOf.empty() && bundleOf[e] >= 0)
            continue;
        const size_t first = points.size();
        appendRoute(placed, m_hasHubs ? m_linkOf[e] : int(e), points);
        pointsOf[e] = {first, points.size() - first};
    }
    for (size_t i = 0; i < bundles.size(); ++i) {
        const int tail = layerOf(bundles[i].tails.front());
        const double from = bands.bottom[tail];
        const double to = bands.top[layerOf(bundles[i].heads.front())];
        const int levels = m_levels[size_t(ranks[bundles[i].tails.front()])];
        const double y = from + (to - from) * (m_levelOf[i] + 1) / (levels + 1);
        spines[i].translate(0, y);
    }
    if (std::ranges::find(m_graph.bypass, true) != m_graph.bypass.end())
        breadth += m_nodeGap;
    size = QSizeF(breadth, bands.bottom.back());
}

} // namespace obdesk::layered
