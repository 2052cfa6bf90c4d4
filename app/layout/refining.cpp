// SPDX-License-Identifier: GPL-3.0-or-later
// Sifting (Matuszewski, Schönfeld, Molitor 1999) as the local search of an iterated one. What a vertex gains by passing another is a sum
// over the neighbours of the other, each looked up in a table of where the neighbours of the vertex stand: all places of a layer are
// weighed in one walk over its segments. A vertex that moves wakes its neighbours, nobody else, so that a shake costs what it stirs up and
// not what the graph is large. What is shaken is random, but the same on every run.
#include "layout/refining.h"

#include "layout/ordering.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace obdesk::layered {

namespace {

constexpr int smallBelow = 900;                 ///< nodes; what is larger must not cost what a few crossings less are not worth
constexpr qint64 mostSettlingWork = 20'000'000; ///< segments looked at before the first shake
constexpr qint64 mostSettlingWorkOfLarge = 700'000;
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
constexpr qint64 workPerNode = 300;             ///< shaking the same few nodes for longer shows a fuzzer nothing new
#else
constexpr qint64 workPerNode = 15'000;          ///< with the shakes, up to one of these
#endif
constexpr qint64 mostWorkOfSmall = 4'000'000;
constexpr qint64 mostWorkOfLarge = 1'000'000;
constexpr qint64 lossPerEnd = 2;        ///< crossings on the way to a better place; what costs more hardly ever pays
constexpr int mostIdleShakes = 4000;    ///< without gain before giving up
constexpr int shakenAtMost = 3;         ///< vertices by one shake
constexpr int reach = 6;                ///< places a vertex is shaken over

class Refiner
{
public:
    Refiner(LayeredGraph &graph, std::span<const double> pinned, qint64 unavoidable, const std::atomic_bool *cancelled)
        : g(graph), m_pinned(pinned), m_unavoidable(unavoidable), m_cancelled(cancelled),
          m_isAwake(size_t(graph.vertexCount), false)
    {
        std::vector<int> scratch;
        for (int layer = 0; layer < g.layerCount; ++layer) {
            m_crossings.push_back(layer + 1 < g.layerCount ? countCrossings(g, layer, scratch) : 0);
            m_total += m_crossings.back();
        }
    }

    qint64 run()
    {
        const bool isSmall = g.nodeCount < smallBelow;
        m_mostWork = isSmall ? mostSettlingWork : mostSettlingWorkOfLarge;
        for (int v : g.order)
            wake(v);
        settle();
        if (!mayGoOn())
            return m_total; // a shake is for what has settled
        m_mostWork = std::min(workPerNode * g.nodeCount, isSmall ? mostWorkOfSmall : mostWorkOfLarge);
        for (int idle = 0; idle < mostIdleShakes && mayGoOn();) {
            const int v = g.order[random(uint32_t(g.vertexCount))];
            m_work += 4;
            if (!isCrossed(v) || g.layerSize(g.layerOf[v]) < 2)
                continue;
            ++idle;
            const qint64 before = m_total;
            m_done.clear();
            m_keepsLog = true;
            shake(v);
            settle();
            if (m_total > before) {
                for (size_t i = m_done.size(); i-- > 0;)
                    undo(m_done[i]);
            } else if (m_total < before) {
                idle = 0;
            }
        }
        return m_total;
    }

private:
    /// Crossings saved above and below a layer.
    struct Gain
    {
        qint64 above = 0;
        qint64 below = 0;
        qint64 sum() const { return above + below; }
    };
    struct Move
    {
        int layer;
        int from;
        int to;
        Gain gain;
    };

    bool mayGoOn() const
    {
        return m_total > m_unavoidable && m_work < m_mostWork && !(m_cancelled && m_cancelled->load(std::memory_order_relaxed));
    }

    uint32_t random(uint32_t bound)
    {
        m_random = m_random * 6364136223846793005U + 1442695040888963407U;
        return uint32_t(((m_random >> 33) * bound) >> 31);
    }

    bool isPinned(int v) const { return size_t(v) < m_pinned.size() && !std::isnan(m_pinned[v]); }

    bool isCrossed(int v) const
    {
        const int layer = g.layerOf[v];
        return m_crossings[layer] > 0 || (layer > 0 && m_crossings[layer - 1] > 0);
    }

    void wake(int v)
    {
        if (m_isAwake[v])
            return;
        m_isAwake[v] = true;
        m_awake.push_back(v);
    }

    void wakeAround(int v)
    {
        for (const Neighbour &neighbour : g.up(v))
            wake(neighbour.vertex);
        for (const Neighbour &neighbour : g.down(v))
            wake(neighbour.vertex);
    }

    /// Moves those that are awake to their best places, and those they wake, until all sleep.
    void settle()
    {
        for (size_t i = 0; i < m_awake.size(); ++i) {
            const int v = m_awake[i];
            m_isAwake[v] = false;
            if (!isCrossed(v) || !mayGoOn())
                continue;
            const Move move = bestMove(v);
            if (move.to == move.from)
                continue;
            carryOut(move);
            wakeAround(v);
        }
        m_awake.clear();
    }

    void shake(int v)
    {
        const int layer = g.layerOf[v];
        const int size = g.layerSize(layer);
        const int first = g.position[v];
        for (int count = 1 + int(random(shakenAtMost)); count > 0; --count) {
            const int at = std::clamp(first + int(random(2 * reach + 1)) - reach, 0, size - 1);
            const int to = std::clamp(at + int(random(2 * reach + 1)) - reach, 0, size - 1);
            const int other = g.layer(layer)[size_t(at)];
            const Move move = moveTowards(other, to);
            if (move.to == move.from)
                continue;
            carryOut(move);
            wakeAround(other);
            m_shaken.push_back(other);
        }
        for (int other : m_shaken)
            wake(other);    // after its neighbours
        m_shaken.clear();
    }

    /// Fills a table with what each place of a neighbouring layer counts for v: an end there saves so many crossings when v passes its
    /// vertex from right to left.
    static void weigh(const LayeredGraph &g, std::span<const Neighbour> neighbours, int size, std::vector<int> &table)
    {
        table.assign(size_t(size), 0);
        for (const Neighbour &neighbour : neighbours)
            ++table[g.position[neighbour.vertex]];
        int smaller = 0;
        const int all = int(neighbours.size());
        for (int &entry : table) {
            const int here = entry;
            entry = 2 * smaller + here - all;
            smaller += here;
        }
    }

    void weigh(int v)
    {
        const int layer = g.layerOf[v];
        m_hasUp = !g.up(v).empty();
        m_hasDown = !g.down(v).empty();
        if (m_hasUp)
            weigh(g, g.up(v), g.layerSize(layer - 1), m_upTable);
        if (m_hasDown)
            weigh(g, g.down(v), g.layerSize(layer + 1), m_downTable);
        m_work += (m_hasUp ? qint64(m_upTable.size()) : 0) + (m_hasDown ? qint64(m_downTable.size()) : 0);
    }

    /// After weigh(v): adds what v gains by passing another, from right to left (sign 1) or from left to right (-1).
    void pass(int other, int sign, Gain &gain)
    {
        if (m_hasUp)
            gain.above += sign * passed(g.up(other), m_upTable);
        if (m_hasDown)
            gain.below += sign * passed(g.down(other), m_downTable);
    }

    int passed(std::span<const Neighbour> neighbours, const std::vector<int> &table)
    {
        m_work += qint64(neighbours.size());
        int sum = 0;
        for (const Neighbour &neighbour : neighbours)
            sum += table[g.position[neighbour.vertex]];
        return sum;
    }

    Move bestMove(int v)
    {
        const int layer = g.layerOf[v];
        const std::span<const int> row = g.layer(layer);
        const int from = g.position[v];
        Move best{layer, from, from, {}};
        weigh(v);
        Gain gain;
        const auto consider = [&](int to) {
            if (gain.sum() > best.gain.sum()
                || (gain.sum() == best.gain.sum() && std::abs(to - from) < std::abs(best.to - from)))
                best = {layer, from, to, gain};
        };
        const bool isFree = !isPinned(v);
        const qint64 hopeless = -lossPerEnd * qint64(g.up(v).size() + g.down(v).size());
        for (int i = from; i > 0 && (isFree || !isPinned(row[i - 1])) && gain.sum() > hopeless; --i) {
            pass(row[i - 1], 1, gain);
            consider(i - 1);
        }
        gain = {};
        for (int i = from; i + 1 < int(row.size()) && (isFree || !isPinned(row[i + 1])) && gain.sum() > hopeless; ++i) {
            pass(row[i + 1], -1, gain);
            consider(i + 1);
        }
        return best;
    }

    /// As far as pinned ones allow.
    Move moveTowards(int v, int to)
    {
        const int layer = g.layerOf[v];
        const std::span<const int> row = g.layer(layer);
        const int from = g.position[v];
        Move move{layer, from, from, {}};
        weigh(v);
        const int step = to < from ? -1 : 1;
        while (move.to != to && !(isPinned(v) && isPinned(row[move.to + step]))) {
            move.to += step;
            pass(row[move.to], -step, move.gain);
        }
        return move;
    }

    void carryOut(const Move &move)
    {
        shift(move.layer, move.from, move.to);
        count(move, 1);
        if (m_keepsLog)
            m_done.push_back(move);
    }

    void undo(const Move &move)
    {
        shift(move.layer, move.to, move.from);
        count(move, -1);
    }

    void shift(int layer, int from, int to)
    {
        const auto row = g.layer(layer).begin();
        if (to < from)
            std::rotate(row + to, row + from, row + from + 1);
        else
            std::rotate(row + from, row + from + 1, row + to + 1);
        for (int i = std::min(from, to); i <= std::max(from, to); ++i)
            g.position[row[i]] = i;
    }

    void count(const Move &move, int sign)
    {
        m_crossings[move.layer] -= sign * move.gain.below;
        if (move.layer > 0)
            m_crossings[move.layer - 1] -= sign * move.gain.above;
        m_total -= sign * move.gain.sum();
    }

    LayeredGraph &g;
    const std::span<const double> m_pinned;
    const qint64 m_unavoidable;
    const std::atomic_bool *const m_cancelled;
    qint64 m_mostWork = 0;
    std::vector<qint64> m_crossings;    ///< per upper layer
    qint64 m_total = 0;
    qint64 m_work = 0;
    uint64_t m_random = 1;
    std::vector<char> m_isAwake;        ///< per vertex
    std::vector<int> m_awake;           ///< in turn
    std::vector<int> m_shaken;
    std::vector<Move> m_done;           ///< since the last shake
    bool m_keepsLog = false;
    bool m_hasUp = false;
    bool m_hasDown = false;
    std::vector<int> m_upTable, m_downTable;
};

} // namespace

qint64 refineOrder(LayeredGraph &graph, std::span<const double> pinned, qint64 unavoidable, const std::atomic_bool *cancelled)
{
    return Refiner(graph, pinned, unavoidable, cancelled).run();
}

} // namespace obdesk::layered
