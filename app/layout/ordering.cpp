// SPDX-License-Identifier: GPL-3.0-or-later
// The first order is the one in which a depth-first walk from the sources meets the vertices: trees, series-parallel
// plans and barriers come out without a crossing, and siblings keep the caller's order. Only if edges cross, layers are
// sorted by the mean position of their neighbours, downwards and upwards in turn, neighbours are swapped where that
// helps, and the best order seen is kept. Layers whose edges don't cross are left alone, so that a tangle at one end of
// a plan neither costs time nor moves anything at the other.
// Vertices of an earlier picture are pinned: among themselves they keep their order, whatever it costs, and only the others
// move between them.
#include "layout/ordering.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

namespace obdesk::layered {

namespace {

constexpr int patience = 4;             ///< sweeps without gain before giving up
constexpr int mostSweeps = 24;
constexpr qint64 sweepWork = 20'000'000;///< segments touched by all sweeps together; big tangles get fewer sweeps
constexpr int swapPasses = 4;
constexpr qint64 mostSiftWork = 1'000'000;  ///< steps; a tangle that would need more is left as the sweeps leave it
constexpr int siftRounds = 8;
constexpr int kickedBelow = 1000;       ///< nodes; larger graphs are left as sifting leaves them
constexpr int mostIdleKicks = 400;      ///< kicks without gain before giving up
constexpr qint64 mostKickWork = 1'500'000;
constexpr uint32_t shakenAtMost = 6;    ///< vertices by one kick
constexpr int mostSettling = 24;        ///< layers sifted after one kick

class Orderer
{
public:
    Orderer(LayeredGraph &graph, std::span<const double> before, const std::atomic_bool *cancelled)
        : g(graph), m_before(before), m_cancelled(cancelled)
    {
    }

    qint64 run()
    {
        startDepthFirst();
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
        startDepthFirst();
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
        m_siftWork = 0;
        m_random = 1;
        const qint64 start = total();
        return start > floorOfCrossings() ? improve(start) : start;
    }

    void startDepthFirst()
    {
        std::vector<int> next(g.layerStart.begin(), g.layerStart.end() - 1);
        std::vector<bool> met(size_t(g.vertexCount), false);
        std::vector<int> open, below;
        const auto meet = [&](int v) {
            met[v] = true;
            g.position[v] = next[g.layerOf[v]] - g.layerStart[g.layerOf[v]];
            g.order[next[g.layerOf[v]]++] = v;
            below.clear();
            for (const Neighbour &neighbour : g.down(v)) {
                if (!met[neighbour.vertex])
                    below.push_back(neighbour.vertex);
            }
            arrangePinned(below);
            open.insert(open.end(), below.rbegin(), below.rend());
        };
        std::vector<int> starts;
        for (int v = 0; v < g.nodeCount; ++v) {
            if (g.up(v).empty())
                starts.push_back(v);
        }
        arrangePinned(starts);
        for (int start : starts) {
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
        restore(bestOrder);
        for (int round = 0; round < siftRounds && best > unavoidable && m_siftWork < mostSiftWork; ++round) {
            bool any = false;
            for (int i = 0; i < g.layerCount; ++i)
                any |= sift(round % 2 == 0 ? i : g.layerCount - 1 - i);
            best = total();     // never more than before
            if (!any || cancelled())
                break;
        }
        return g.nodeCount < kickedBelow ? kick(best, unavoidable) : best;
    }

    /// Shakes a few neighbours of one layer, lets this layer and those around it settle, and goes back where that has not helped. Which
    /// are shaken is random, but the same on every run.
    qint64 kick(qint64 best, qint64 unavoidable)
    {
        std::vector<int> order;
        std::vector<qint64> crossings;
        for (int idle = 0; idle < mostIdleKicks && best > unavoidable && m_siftWork < mostKickWork && !cancelled(); ++idle) {
            const int layer = int(random(uint32_t(g.layerCount)));
            m_siftWork += g.layerCount;
            if (g.layerSize(layer) < 2 || between(layer - 1) + between(layer) == 0)
                continue;
            order = g.order;
            crossings = m_crossings;
            shake(layer);
            settle(layer);
            const qint64 now = total();
            if (now < best)
                idle = 0;
            if (now <= best) {
                best = now;
                continue;
            }
            g.order = order;
            for (int i = 0; i < g.layerCount; ++i)
                g.updatePositions(i);
            m_crossings = crossings;
            m_siftWork += g.vertexCount;
        }
        return best;
    }

    uint32_t random(uint32_t bound)
    {
        m_random = m_random * 6364136223846793005U + 1442695040888963407U;
        return uint32_t(((m_random >> 33) * bound) >> 31);
    }

    void shake(int layer)
    {
        const std::span<int> row = g.layer(layer);
        const size_t length = std::min<size_t>(row.size(), 2 + random(shakenAtMost - 1));
        const std::span<int> some = row.subspan(random(uint32_t(row.size() - length + 1)), length);
        if (random(2) == 0) {
            std::rotate(some.begin(), some.begin() + 1 + random(uint32_t(length - 1)), some.end()); // clang 14 cannot take the range of a span
        } else {
            for (size_t i = length; i > 1; --i)
                std::swap(some[i - 1], some[random(uint32_t(i))]);
        }
        arrangePinned(row);
        moved(layer);
    }

    /// Sifts the layers around one until none changes any more, the nearest first.
    void settle(int layer)
    {
        m_waiting.clear();
        const auto wait = [&](int other) {
            if (other >= 0 && other < g.layerCount && std::ranges::find(m_waiting, other) == m_waiting.end())
                m_waiting.push_back(other);
        };
        for (int other : {layer - 1, layer + 1, layer})
            wait(other);
        for (int step = 0; !m_waiting.empty() && step < mostSettling; ++step) {
            const int next = m_waiting.front();
            m_waiting.erase(m_waiting.begin());
            if (!sift(next))
                continue;
            wait(next - 1);
            wait(next + 1);
        }
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

    /// Moves each free vertex of a layer to where it crosses least, all others as they are; in doubt the nearest place.
    bool sift(int layer)
    {
        if (between(layer - 1) == 0 && between(layer) == 0)
            return false;
        const std::span<int> row = g.layer(layer);
        m_turns.assign(row.begin(), row.end());
        collectPositions(layer);
        bool any = false;
        for (int v : m_turns) {
            if (m_siftWork > mostKickWork || cancelled())
                break;
            any |= siftOne(row, size_t(std::ranges::find(row, v) - row.begin()));
        }
        if (any)
            moved(layer);
        return any;
    }

    bool siftOne(std::span<int> row, size_t from)
    {
        const int v = row[from];
        qint64 gain = 0;
        qint64 best = 0;
        size_t target = from;
        for (size_t i = from; i > 0 && mayPass(row[i - 1], v); --i) {
            gain += gainOfSwap(row[i - 1], v);
            if (gain > best) {
                best = gain;
                target = i - 1;
            }
        }
        gain = 0;
        for (size_t i = from; i + 1 < row.size() && mayPass(v, row[i + 1]); ++i) {
            gain += gainOfSwap(v, row[i + 1]);
            const size_t way = i + 1 - from;
            if (gain > best || (gain == best && target < from && way < from - target)) {
                best = gain;
                target = i + 1;
            }
        }
        m_siftWork += qint64(row.size()) * qint64(g.up(v).size() + g.down(v).size() + 2);
        if (target < from)
            std::rotate(row.begin() + qsizetype(target), row.begin() + qsizetype(from), row.begin() + qsizetype(from) + 1);
        else
            std::rotate(row.begin() + qsizetype(from), row.begin() + qsizetype(from) + 1, row.begin() + qsizetype(target) + 1);
        return target != from;
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
                if (mayPass(row[i], row[i + 1]) && gainOfSwap(row[i], row[i + 1]) > 0) {
                    std::swap(row[i], row[i + 1]);
                    any = again = true;
                }
            }
        }
        if (any)
            moved(layer);
    }

    bool mayPass(int left, int right) const { return !m_pinning || !isPinned(left) || !isPinned(right); }

    /// The sorted positions of all neighbours of a layer's vertices, upper ones and lower ones.
    void collectPositions(int layer)
    {
        const std::span<const int> row = g.layer(layer);
        m_near.clear();
        m_slots.resize(size_t(g.vertexCount));
        for (int v : row) {
            Slot &slot = m_slots[size_t(v)];
            slot.ups = append(g.up(v));
            slot.downs = append(g.down(v));
            slot.end = int(m_near.size());
        }
    }

    /// Appends the positions in ascending order to m_near and returns where they start.
    int append(std::span<const Neighbour> neighbours)
    {
        const auto begin = qsizetype(m_near.size());
        for (const Neighbour &neighbour : neighbours)
            m_near.push_back(g.position[neighbour.vertex]);
        if (neighbours.size() > 1)
            std::sort(m_near.begin() + begin, m_near.end());
        return int(begin);
    }

    qint64 gainOfSwap(int left, int right) const
    {
        const Slot &a = m_slots[size_t(left)];
        const Slot &b = m_slots[size_t(right)];
        const int *near = m_near.data();
        return gain(near + a.ups, near + a.downs, near + b.ups, near + b.downs)
            + gain(near + a.downs, near + a.end, near + b.downs, near + b.end);
    }

    /// Pairs in which the first is the greater, less those in which it is the smaller; both ranges ascend.
    static qint64 gain(const int *first, const int *firstEnd, const int *second, const int *secondEnd)
    {
        const qint64 all = (firstEnd - first) * (secondEnd - second);
        if (all == 0)
            return 0;
        if (firstEnd[-1] < *second)
            return -all;
        if (secondEnd[-1] < *first)
            return all;
        qint64 sum = 0;
        const int *smaller = second;
        const int *notGreater = second;
        for (; first != firstEnd; ++first) {
            while (smaller != secondEnd && *smaller < *first)
                ++smaller;
            notGreater = std::max(notGreater, smaller);
            while (notGreater != secondEnd && *notGreater == *first)
                ++notGreater;
            sum += (smaller - second) - (secondEnd - notGreater);
        }
        return sum;
    }

    struct Mean
    {
        double value = 0;
        int vertex = 0;
    };
    /// Where the positions of a vertex's neighbours stand in m_near: the upper ones, the lower ones.
    struct Slot
    {
        int ups = 0;
        int downs = 0;
        int end = 0;
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
    std::vector<int> m_turns;
    std::vector<int> m_waiting;
    uint64_t m_random = 1;
    qint64 m_siftWork = 0;
    std::vector<int> m_near;
    std::vector<Slot> m_slots;          ///< per vertex of the layer at hand
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
