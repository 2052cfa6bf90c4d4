// SPDX-License-Identifier: GPL-3.0-or-later
// The first order is the one in which a depth-first walk from the sources meets the vertices: trees, series-parallel plans and barriers
// come out without a crossing, and siblings keep the caller's order. Where edges cross, a second walk keeps together what meets again,
// which settles all series-parallel graphs; then layers are sorted by the mean position of their neighbours, downwards and upwards in
// turn, the best order seen is kept, and refining takes it from there. Layers whose edges don't cross are left alone, so that a tangle at
// one end of a plan neither costs time nor moves anything at the other.
// Vertices of an earlier picture are pinned: among themselves they keep their order, whatever it costs, and only the others
// move between them.
#include "layout/ordering.h"

#include "layout/nesting.h"
#include "layout/refining.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace obdesk::layered {

namespace {

constexpr int patience = 2;             ///< sweeps without gain before giving up
constexpr int mostSweeps = 4;
constexpr qint64 sweepWork = 20'000'000;///< segments touched by all sweeps together; big tangles get fewer sweeps

class Orderer
{
public:
    Orderer(LayeredGraph &graph, std::span<const double> before, const std::atomic_bool *cancelled)
        : g(graph), m_before(before), m_cancelled(cancelled)
    {
    }

    qint64 run()
    {
        start();
        const qint64 free = optimise();
        if (m_before.empty() || cancelled() || keepsPinned())
            return free;
        // Once from the order nobody had a say in, which is near when little has changed, and once from a walk of the old one.
        m_pinning = true;
        for (int layer = 0; layer < g.layerCount; ++layer)
            arrangePinned(g.layer(layer));
        recount();
        const qint64 near = optimise();
        const std::vector<int> order = g.order;
        walk();
        for (int layer = 0; layer < g.layerCount; ++layer)
            arrangePinned(g.layer(layer));
        recount();
        const qint64 walked = optimise();
        if (near > walked)
            return walked;
        restore(order);
        return near;
    }

private:
    bool cancelled() const { return m_cancelled && m_cancelled->load(std::memory_order_relaxed); }

    bool isPinned(int v) const { return size_t(v) < m_before.size() && !std::isnan(m_before[v]); }

    /// Sorts the pinned ones among a row into the places they have between them, once pinning has begun.
    void arrangePinned(std::span<int> row)
    {
        if (!m_pinning)
            return;
        m_pinned.clear();
        std::ranges::copy_if(row, std::back_inserter(m_pinned), [this](int v) { return isPinned(v); });
        std::ranges::stable_sort(m_pinned, {}, [this](int v) { return m_before[v]; });
        auto next = m_pinned.cbegin();
        for (int &v : row) {
            if (isPinned(v))
                v = *next++;
        }
    }

    bool keepsPinned() const
    {
        for (int layer = 0; layer < g.layerCount; ++layer) {
            double reached = -std::numeric_limits<double>::infinity();
            for (int v : g.layer(layer)) {
                if (isPinned(v) && m_before[v] < std::exchange(reached, m_before[v]))
                    return false;
            }
        }
        return true;
    }

    qint64 optimise()
    {
        const qint64 start = total();
        return start > floorOfCrossings() ? improve(start) : start;
    }

    /// The order in which a walk meets the vertices; where that crosses, of one that keeps together what meets again.
    void start()
    {
        walk();
        const qint64 plain = total();
        if (plain <= floorOfCrossings())
            return;
        const std::vector<int> order = g.order;
        m_numbers = nestingNumbers(g, m_met);
        walk();
        if (total() < plain)
            return;
        m_numbers.clear();
        restore(order);
    }

    /// Depth first from the sources.
    void walk()
    {
        std::vector<int> next(g.layerStart.begin(), g.layerStart.end() - 1);
        std::vector<int> open, below;
        constexpr int never = -1;
        int count = 0;
        m_met.assign(size_t(g.vertexCount), never);
        const auto arrange = [&](std::vector<int> &row) {
            if (!m_numbers.empty())
                std::ranges::sort(row, {}, [this](int v) { return m_numbers[v]; });
            arrangePinned(row);
        };
        const auto meet = [&](int v) {
            m_met[v] = count++;
            g.position[v] = next[g.layerOf[v]] - g.layerStart[g.layerOf[v]];
            g.order[next[g.layerOf[v]]++] = v;
            below.clear();
            for (const Neighbour &neighbour : g.down(v)) {
                if (m_met[neighbour.vertex] == never)
                    below.push_back(neighbour.vertex);
            }
            arrange(below);
            open.insert(open.end(), below.rbegin(), below.rend());
        };
        std::vector<int> starts;
        for (int v = 0; v < g.nodeCount; ++v) {
            if (g.up(v).empty())
                starts.push_back(v);
        }
        arrange(starts);
        for (int start : starts) {
            meet(start);
            while (!open.empty()) {
                const int v = open.back();
                open.pop_back();
                if (m_met[v] == never)
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
            const qint64 now = total();
            if (cancelled())
                return best;
            if (now < best) {
                best = now;
                bestOrder = g.order;
                idle = -1;
            }
        }
        restore(bestOrder);
        if (best > unavoidable && !cancelled())
            best = refineOrder(g, m_pinning ? m_before : std::span<const double>(), unavoidable, m_cancelled);
        return best;
    }

    void restore(const std::vector<int> &order)
    {
        g.order = order;
        recount();
    }

    void recount()
    {
        for (int layer = 0; layer < g.layerCount; ++layer)
            g.updatePositions(layer);
        m_crossings.assign(size_t(g.layerCount), stale);
        total();
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
        liftPinned();
        std::ranges::stable_sort(m_means, {}, &Mean::value);
        auto next = m_means.cbegin();
        for (int &v : g.layer(layer)) {
            if (!(byUpper ? g.up(v) : g.down(v)).empty())
                v = (next++)->vertex;
        }
        arrangePinned(g.layer(layer));  // those without neighbours have kept their places, not their turn
        moved(layer);
    }

    /// Pinned ones count with the greatest mean up to them. Thus sorting keeps their turn and puts the others in between.
    void liftPinned()
    {
        double reached = -1;
        for (Mean &mean : m_means) {
            if (m_pinning && isPinned(mean.vertex))
                mean.value = reached = std::max(reached, mean.value);
        }
    }

    struct Mean
    {
        double value = 0;
        int vertex = 0;
    };
    static constexpr qint64 stale = -1;

    LayeredGraph &g;
    const std::span<const double> m_before;
    const std::atomic_bool *m_cancelled;
    std::vector<qint64> m_crossings;    ///< per upper layer; `stale` when it has to be counted again
    std::vector<int> m_scratch;
    bool m_pinning = false;
    std::vector<int> m_pinned;
    std::vector<Mean> m_means;
    std::vector<int> m_met;             ///< per vertex: its turn in the walk
    std::vector<int> m_numbers;         ///< per vertex: whom the walk takes first; empty while the order of the nodes decides
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

qint64 orderLayers(LayeredGraph &graph, std::span<const double> before, const std::atomic_bool *cancelled)
{
    const qint64 crossings = Orderer(graph, before, cancelled).run();
    graph.sortNeighbours();
    return crossings;
}

} // namespace obdesk::layered
