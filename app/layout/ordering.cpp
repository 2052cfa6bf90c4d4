// SPDX-License-Identifier: GPL-3.0-or-later
// The first order is the one in which a depth-first walk from the sources meets the vertices: trees, series-parallel
// plans and barriers come out without a crossing, and siblings keep the caller's order. Only if edges cross, layers are
// sorted by the mean position of their neighbours, downwards and upwards in turn, neighbours are swapped where that
// helps, and the best order seen is kept. Layers whose edges don't cross are left alone, so that a tangle at one end of
// a plan neither costs time nor moves anything at the other.
#include "layout/ordering.h"

#include <algorithm>

namespace obdesk::layered {

namespace {

constexpr int patience = 4;             ///< sweeps without gain before giving up
constexpr int mostSweeps = 24;
constexpr qint64 sweepWork = 20'000'000;///< segments touched by all sweeps together; big tangles get fewer sweeps
constexpr int swapPasses = 4;

class Orderer
{
public:
    Orderer(LayeredGraph &graph, const std::atomic_bool *cancelled) : g(graph), m_cancelled(cancelled) { }

    qint64 run()
    {
        startDepthFirst();
        qint64 best = total();
        if (best > floorOfCrossings())
            best = improve(best);
        return best;
    }

private:
    bool cancelled() const { return m_cancelled && m_cancelled->load(std::memory_order_relaxed); }

    void startDepthFirst()
    {
        std::vector<int> next(g.layerStart.begin(), g.layerStart.end() - 1);
        std::vector<bool> met(size_t(g.vertexCount), false);
        std::vector<int> open;
        const auto meet = [&](int v) {
            met[v] = true;
            g.position[v] = next[g.layerOf[v]] - g.layerStart[g.layerOf[v]];
            g.order[next[g.layerOf[v]]++] = v;
            for (int i = int(g.down(v).size()) - 1; i >= 0; --i) {
                if (!met[g.down(v)[i].vertex])
                    open.push_back(g.down(v)[i].vertex);
            }
        };
        for (int start = 0; start < g.nodeCount; ++start) {
            if (!g.up(start).empty() || met[start])
                continue;
            meet(start);
            while (!open.empty()) {
                const int v = open.back();
                open.pop_back();
                if (!met[v])
                    meet(v);
            }
        }
        m_crossings.assign(size_t(g.layerCount), stale);
    }

    qint64 between(int upper)
    {
        if (upper < 0 || upper + 1 >= g.layerCount)
            return 0;
        if (m_crossings[upper] == stale)
            m_crossings[upper] = countCrossings(g, upper, m_scratch);
        return m_crossings[upper];
    }

    qint64 total()
    {
        qint64 sum = 0;
        for (int layer = 0; layer + 1 < g.layerCount && !cancelled(); ++layer)
            sum += between(layer);
        return sum;
    }

    /// What no order can avoid: the crossings of groups joined all to all.
    qint64 floorOfCrossings() const
    {
        qint64 sum = 0;
        for (int layer = 0; layer + 1 < g.layerCount; ++layer) {
            if (isComplete(layer))
                sum += m_crossings[layer];
        }
        return sum;
    }

    bool isComplete(int upper) const
    {
        return std::ranges::all_of(g.layer(upper), [&](int v) { return int(g.down(v).size()) == g.layerSize(upper + 1); });
    }

    qint64 improve(qint64 best)
    {
        const qint64 unavoidable = floorOfCrossings();
        std::vector<int> bestOrder = g.order;
        const int sweeps = int(std::clamp<qint64>(sweepWork / (g.segmentCount + 1), 2, mostSweeps));
        for (int sweep = 0, idle = 0; sweep < sweeps && idle < patience && best > unavoidable; ++sweep, ++idle) {
            if (sweep % 2 == 0) {
                for (int layer = 1; layer < g.layerCount && !cancelled(); ++layer)
                    sortByMean(layer, true);
            } else {
                for (int layer = g.layerCount - 2; layer >= 0 && !cancelled(); --layer)
                    sortByMean(layer, false);
            }
            for (int layer = 0; layer < g.layerCount && !cancelled(); ++layer)
                swapNeighbours(layer);
            const qint64 now = total();
            if (cancelled())
                return best;
            if (now < best) {
                best = now;
                bestOrder = g.order;
                idle = -1;
            }
        }
        g.order = bestOrder;
        for (int layer = 0; layer < g.layerCount; ++layer)
            g.updatePositions(layer);
        return best;
    }

    void moved(int layer)
    {
        g.updatePositions(layer);
        m_crossings[layer] = stale;
        if (layer > 0)
            m_crossings[layer - 1] = stale;
    }

    /// Sorts one layer by the mean position of the neighbours on one side; vertices without any keep their places.
    void sortByMean(int layer, bool byUpper)
    {
        if (between(byUpper ? layer - 1 : layer) == 0)
            return;
        m_means.clear();
        for (int v : g.layer(layer)) {
            const auto neighbours = byUpper ? g.up(v) : g.down(v);
            if (neighbours.empty())
                continue;
            qint64 sum = 0;
            for (const Neighbour &neighbour : neighbours)
                sum += g.position[neighbour.vertex];
            m_means.push_back({double(sum) / double(neighbours.size()), v});
        }
        if (std::ranges::is_sorted(m_means, {}, &Mean::value))
            return;
        std::ranges::stable_sort(m_means, {}, &Mean::value);
        auto next = m_means.cbegin();
        for (int &v : g.layer(layer)) {
            if (!(byUpper ? g.up(v) : g.down(v)).empty())
                v = (next++)->vertex;
        }
        moved(layer);
    }

    /// Exchanges vertices standing side by side as long as that removes crossings.
    void swapNeighbours(int layer)
    {
        if (between(layer - 1) == 0 && between(layer) == 0)
            return;
        const std::span<int> row = g.layer(layer);
        bool any = false;
        bool again = true;
        collectPositions(layer);
        for (int pass = 0; again && pass < swapPasses; ++pass) {
            again = false;
            for (size_t i = 0; i + 1 < row.size(); ++i) {
                if (gainOfSwap(row[i], row[i + 1]) > 0) {
                    std::swap(row[i], row[i + 1]);
                    any = again = true;
                }
            }
        }
        if (any)
            moved(layer);
    }

    /// The sorted positions of all neighbours of a layer's vertices, upper ones and lower ones.
    void collectPositions(int layer)
    {
        const std::span<const int> row = g.layer(layer);
        m_near.clear();
        m_slot.resize(size_t(g.vertexCount));
        for (int v : row) {
            m_slot[v] = int(m_near.size());
            for (const auto neighbours : {g.up(v), g.down(v)}) {
                const auto begin = m_near.size();
                for (const Neighbour &neighbour : neighbours)
                    m_near.push_back(g.position[neighbour.vertex]);
                std::sort(m_near.begin() + qsizetype(begin), m_near.end());
            }
        }
    }

    qint64 gainOfSwap(int left, int right) const
    {
        const auto near = [&](int v, bool above) {
            const size_t ups = g.up(v).size();
            return std::span(m_near).subspan(size_t(m_slot[v]) + (above ? 0 : ups), above ? ups : g.down(v).size());
        };
        qint64 gain = 0;
        for (bool above : {true, false})
            gain += inversions(near(left, above), near(right, above)) - inversions(near(right, above), near(left, above));
        return gain;
    }

    /// Pairs with the first value greater than the second; both sorted.
    static qint64 inversions(std::span<const int> first, std::span<const int> second)
    {
        qint64 sum = 0;
        size_t smaller = 0;
        for (int value : first) {
            while (smaller < second.size() && second[smaller] < value)
                ++smaller;
            sum += qint64(smaller);
        }
        return sum;
    }

    struct Mean
    {
        double value = 0;
        int vertex = 0;
    };
    static constexpr qint64 stale = -1;

    LayeredGraph &g;
    const std::atomic_bool *m_cancelled;
    std::vector<qint64> m_crossings;    ///< per upper layer; `stale` when it has to be counted again
    std::vector<int> m_scratch;
    std::vector<Mean> m_means;
    std::vector<int> m_near;
    std::vector<int> m_slot;
};

} // namespace

qint64 countCrossings(const LayeredGraph &graph, int upper, std::vector<int> &scratch)
{
    const int size = graph.layerSize(upper + 1);
    if (size < 2 || graph.layerSize(upper) < 2)
        return 0;

    // Nothing crosses when no edge ends left of an edge that started further left: the usual case, and a cheap test.
    int reached = 0;
    bool planar = true;
    for (int v : graph.layer(upper)) {
        int most = reached;
        for (const Neighbour &below : graph.down(v)) {
            planar = planar && graph.position[below.vertex] >= reached;
            most = std::max(most, graph.position[below.vertex]);
        }
        if (!planar)
            break;
        reached = most;
    }
    if (planar)
        return 0;

    // Else an accumulator tree (Barth, Jünger, Mutzel 2002; here a Fenwick tree) holds the ends seen so far.
    scratch.assign(size_t(size) + 1, 0);
    qint64 crossings = 0;
    qint64 entered = 0;
    for (int v : graph.layer(upper)) {
        for (const Neighbour &below : graph.down(v)) {
            qint64 notRight = 0;
            for (int i = graph.position[below.vertex] + 1; i > 0; i -= i & -i)
                notRight += scratch[i];
            crossings += entered - notRight;
        }
        for (const Neighbour &below : graph.down(v)) {
            for (int i = graph.position[below.vertex] + 1; i <= size; i += i & -i)
                ++scratch[i];
            ++entered;
        }
    }
    return crossings;
}

qint64 orderLayers(LayeredGraph &graph, const std::atomic_bool *cancelled)
{
    const qint64 crossings = Orderer(graph, cancelled).run();
    graph.sortNeighbours();
    return crossings;
}

} // namespace obdesk::layered
