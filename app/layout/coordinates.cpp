// SPDX-License-Identifier: GPL-3.0-or-later
// After Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001): vertices are aligned with a median
// neighbour into straight blocks, the blocks are pushed together, and this is done four times (from above or below,
// leaning left or right); each vertex takes the mean of its two middle places, which keeps all distances.
//
// Two differences from the paper:
// - A vertex first tries a neighbour that has it as a median as well. In a fan of n branches the barrier thus lines up
//   with the middle branch in all four runs; the paper's rule lines it up with the outermost one, so that a plan of many
//   fans drifts sideways by the width of all of them and only the average looks right.
// - Blocks are pushed together along the graph of blocks, first to the left as far as they go, then each back to the
//   right as far as its right neighbours allow. The paper's classes are known to overlap (erratum of 2020).
//
// Blocks stand far apart where many edges cross or are long. There relaxing.cpp places the vertices, if that makes the edges shorter; in a
// tangle nobody tries blocks at all.
#include "layout/coordinates.h"

#include "layout/relaxing.h"

#include <algorithm>
#include <array>
#include <limits>

namespace obdesk::layered {

namespace {

/// Segments that would bend a long edge: they cross one of its inner segments and must give way.
std::vector<bool> findConflicts(const LayeredGraph &g)
{
    std::vector<bool> conflict(size_t(g.segmentCount), false);
    if (g.vertexCount == g.nodeCount)
        return conflict;
    const auto innerAbove = [&](int v) {
        return g.isBend(v) && g.isBend(g.up(v).front().vertex) ? g.up(v).front().vertex : -1;
    };
    for (int layer = 0; layer + 1 < g.layerCount; ++layer) {
        const auto lower = g.layer(layer + 1);
        int from = 0;
        size_t checked = 0;
        for (size_t i = 0; i < lower.size(); ++i) {
            const int inner = innerAbove(lower[i]);
            if (inner < 0 && i + 1 < lower.size())
                continue;
            const int to = inner >= 0 ? g.position[inner] : g.layerSize(layer) - 1;
            for (; checked <= i; ++checked) {
                for (const Neighbour &above : g.up(lower[checked])) {
                    const int at = g.position[above.vertex];
                    if (at < from || at > to)
                        conflict[above.segment] = true;
                }
            }
            from = to;
        }
    }
    return conflict;
}

/// One of the four runs. "Ahead" is the side it comes from; leaning right is leaning left in a mirror.
class Run
{
public:
    Run(const LayeredGraph &graph, const std::vector<bool> &conflict, double gap, bool fromAbove, bool leanLeft)
        : g(graph), m_conflict(conflict), m_gap(gap), m_fromAbove(fromAbove), m_leanLeft(leanLeft)
    {
    }

    std::vector<double> place()
    {
        align();
        compact();
        std::vector<double> x(size_t(g.vertexCount));
        for (int v = 0; v < g.vertexCount; ++v)
            x[v] = m_leanLeft ? m_x[m_root[v]] : -m_x[m_root[v]];
        return x;
    }

private:
    int mirrored(int v) const { return m_leanLeft ? g.position[v] : -g.position[v]; }
    std::span<const Neighbour> ahead(int v) const { return m_fromAbove ? g.up(v) : g.down(v); }
    std::span<const Neighbour> behind(int v) const { return m_fromAbove ? g.down(v) : g.up(v); }

    /// The vertex at index i of a layer as this run sees it.
    int at(int layer, int i) const
    {
        return g.order[m_leanLeft ? g.layerStart[layer] + i : g.layerStart[layer + 1] - 1 - i];
    }

    /// The next vertex of the layer on the far side, or -1.
    int next(int v) const
    {
        const int layer = g.layerOf[v];
        const int position = g.position[v] + (m_leanLeft ? 1 : -1);
        return position < 0 || position >= g.layerSize(layer) ? -1 : g.order[g.layerStart[layer] + position];
    }

    /// The one or two medians of a sorted list, the preferred one first.
    std::array<Neighbour, 2> medians(std::span<const Neighbour> list) const
    {
        const Neighbour low = list[(list.size() - 1) / 2];
        const Neighbour high = list[list.size() / 2];
        return m_leanLeft ? std::array{low, high} : std::array{high, low};
    }

    bool isMedianOf(int v, int other) const
    {
        const auto middle = medians(behind(other));
        return middle[0].vertex == v || middle[1].vertex == v;
    }

    void align()
    {
        m_root.resize(size_t(g.vertexCount));
        m_nextInBlock.resize(size_t(g.vertexCount));
        for (int v = 0; v < g.vertexCount; ++v)
            m_root[v] = m_nextInBlock[v] = v;
        for (int i = 1; i < g.layerCount; ++i)
            alignLayer(m_fromAbove ? i : g.layerCount - 1 - i);
    }

    void alignLayer(int layer)
    {
        const int size = g.layerSize(layer);
        m_mutual.assign(size_t(size), -1);
        int limit = std::numeric_limits<int>::min();
        for (int i = 0; i < size; ++i) {
            const int v = at(layer, i);
            if (ahead(v).empty())
                continue;
            for (const Neighbour &median : medians(ahead(v))) {
                if (!m_conflict[median.segment] && mirrored(median.vertex) > limit && isMedianOf(v, median.vertex)) {
                    m_mutual[i] = median.vertex;
                    limit = mirrored(median.vertex);
                    break;
                }
            }
        }

        m_bound.resize(size_t(size));
        int bound = std::numeric_limits<int>::max();
        for (int i = size - 1; i >= 0; --i) {
            m_bound[i] = bound;
            if (m_mutual[i] >= 0)
                bound = mirrored(m_mutual[i]);
        }

        limit = std::numeric_limits<int>::min();
        for (int i = 0; i < size; ++i) {
            const int v = at(layer, i);
            int partner = m_mutual[i];
            if (partner < 0 && !ahead(v).empty()) {
                for (const Neighbour &median : medians(ahead(v))) {
                    const int place = mirrored(median.vertex);
                    if (!m_conflict[median.segment] && place > limit && place < m_bound[i]) {
                        partner = median.vertex;
                        break;
                    }
                }
            }
            if (partner < 0)
                continue;
            limit = mirrored(partner);
            m_root[v] = m_root[partner];
            m_nextInBlock[v] = m_root[v];
            m_nextInBlock[partner] = v;
        }
    }

    double distance(int a, int b) const { return distanceBetween(g, a, b, m_gap); }

    template<typename Visit>
    void forEachInBlock(int root, Visit visit) const
    {
        int v = root;
        do {
            visit(v);
            v = m_nextInBlock[v];
        } while (v != root);
    }

    void compact()
    {
        std::vector<int> waitsFor(size_t(g.vertexCount), 0);
        for (int v = 0; v < g.vertexCount; ++v) {
            if (const int right = next(v); right >= 0)
                ++waitsFor[m_root[right]];
        }
        std::vector<int> blocks;    // so that each comes after those on its left
        for (int v = 0; v < g.vertexCount; ++v) {
            if (m_root[v] == v && waitsFor[v] == 0)
                blocks.push_back(v);
        }
        m_x.assign(size_t(g.vertexCount), 0);
        for (size_t i = 0; i < blocks.size(); ++i) {
            forEachInBlock(blocks[i], [&](int v) {
                const int right = next(v);
                if (right < 0)
                    return;
                const int root = m_root[right];
                m_x[root] = std::max(m_x[root], m_x[blocks[i]] + distance(v, right));
                if (--waitsFor[root] == 0)
                    blocks.push_back(root);
            });
        }
        for (size_t i = blocks.size(); i-- > 0;) {
            double room = std::numeric_limits<double>::infinity();
            forEachInBlock(blocks[i], [&](int v) {
                if (const int right = next(v); right >= 0)
                    room = std::min(room, m_x[m_root[right]] - distance(v, right));
            });
            if (room < std::numeric_limits<double>::infinity())
                m_x[blocks[i]] = std::max(m_x[blocks[i]], room);
        }
    }

    const LayeredGraph &g;
    const std::vector<bool> &m_conflict;
    const double m_gap;
    const bool m_fromAbove;
    const bool m_leanLeft;
    std::vector<int> m_root;        ///< per vertex: the first of its block
    std::vector<int> m_nextInBlock; ///< per vertex, a ring
    std::vector<double> m_x;        ///< per root, as this run sees it
    std::vector<int> m_mutual;
    std::vector<int> m_bound;
};

struct Extent
{
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    double size() const { return most - least; }
};

Extent extentOf(const LayeredGraph &g, const std::vector<double> &x)
{
    Extent extent;
    for (int v = 0; v < g.vertexCount; ++v) {
        extent.least = std::min(extent.least, x[v] - g.width[v] / 2);
        extent.most = std::max(extent.most, x[v] + g.width[v] / 2);
    }
    return extent;
}

} // namespace

double distanceBetween(const LayeredGraph &graph, int left, int right, double gap)
{
    const bool isHalf = graph.isBend(left) || graph.isBend(right);
    return (graph.width[left] + graph.width[right]) / 2 + (isHalf ? gap / 2 : gap);
}

namespace {

/// After Brandes and Köpf. Empty when *cancelled became true.
std::vector<double> alignedPlaces(const LayeredGraph &graph, double gap, const std::atomic_bool *cancelled)
{
    const std::vector<bool> conflict = findConflicts(graph);
    std::array<std::vector<double>, 4> runs;
    std::array<Extent, 4> extents;
    int narrowest = 0;
    for (int i = 0; i < 4; ++i) {
        if (cancelled && cancelled->load(std::memory_order_relaxed))
            return {};
        runs[i] = Run(graph, conflict, gap, i < 2, i % 2 == 0).place();
        extents[i] = extentOf(graph, runs[i]);
        if (extents[i].size() < extents[narrowest].size())
            narrowest = i;
    }
    for (int i = 0; i < 4; ++i) {
        const bool leansLeft = i % 2 == 0;
        const double shift = leansLeft ? extents[narrowest].least - extents[i].least
                                       : extents[narrowest].most - extents[i].most;
        for (double &x : runs[i])
            x += shift;
    }

    std::vector<double> &result = runs[0];
    for (int v = 0; v < graph.vertexCount; ++v) {
        std::array<double, 4> places{runs[0][v], runs[1][v], runs[2][v], runs[3][v]};
        std::ranges::sort(places);
        result[v] = (places[1] + places[2]) / 2;
    }
    return std::move(result);
}

} // namespace

std::vector<double> placeVertices(const LayeredGraph &graph, qint64 crossings, double gap, double pitch, const std::atomic_bool *cancelled)
{
    constexpr double worthRelaxing = 0.97;  // of the length: what looks good already stays as straight as it is
    const bool isTangle = crossings > graph.vertexCount / 4;
    std::vector<double> result;
    if (!isTangle || !canRelax(graph)) {
        result = alignedPlaces(graph, gap, cancelled);
        if (result.empty())
            return {};
    }
    const bool isPlain = crossings == 0 && graph.vertexCount == graph.nodeCount;
    if (!isPlain && canRelax(graph)) {
        std::vector<double> relaxed = relaxedPlaces(graph, gap, pitch, cancelled);
        if (relaxed.empty())
            return {};
        if (result.empty() || totalLength(graph, pitch, relaxed) < totalLength(graph, pitch, result) * worthRelaxing)
            result = std::move(relaxed);
    }
    const double left = extentOf(graph, result).least;
    for (double &x : result)
        x -= left;
    return result;
}

} // namespace obdesk::layered
