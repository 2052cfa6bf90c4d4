// SPDX-License-Identifier: GPL-3.0-or-later
// All layers start pushed together around one axis. Then one layer after another takes the best places while its neighbours hold still,
// downwards and upwards in turn. At first a segment counts with the square of its length, which settles in few rounds, then with its true
// length, which is convex; each step replaces it by the square that touches it (Weiszfeld's method). Either way a layer's problem is
// weighted isotonic regression, solved exactly in linear time by pooling adjacent violators. At last chains are made straight again as far
// as their neighbours let them.
#include "layout/relaxing.h"

#include "layout/coordinates.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace obdesk::layered {

namespace {

constexpr qint64 mostSegments = 1'000'000;  ///< segments looked at; large graphs get fewer rounds
constexpr qint64 mostRounds = 40;
constexpr qint64 squareRounds = 4;
constexpr double worthGoingOn = 0.999;  ///< of the length
constexpr double overshoot = 1.5;       ///< successive over-relaxation: a change travels through many layers faster

qint64 roundsFor(const LayeredGraph &g)
{
    return std::min(mostRounds, mostSegments / (g.segmentCount + g.vertexCount + 1));
}

class Relaxer
{
public:
    Relaxer(const LayeredGraph &graph, double gap, double pitch)
        : g(graph), m_gap(gap), m_pitch(pitch), m_x(size_t(graph.vertexCount))
    {
    }

    std::vector<double> run(const std::atomic_bool *cancelled)
    {
        const qint64 rounds = roundsFor(g);
        pushTogether();
        double last = std::numeric_limits<double>::infinity();
        for (qint64 round = 0; round < rounds; ++round) {
            if (cancelled && cancelled->load(std::memory_order_relaxed))
                return {};
            m_isSquare = round < squareRounds;
            const double step = m_isSquare || round + 2 >= rounds ? 1 : overshoot;
            for (int i = 0; i < g.layerCount; ++i)
                place(round % 2 == 0 ? i : g.layerCount - 1 - i, step);
            if (m_isSquare || round % 2 == 0)
                continue;
            const double now = totalLength(g, m_pitch, m_x);
            if (now > last * worthGoingOn)
                break;
            last = now;
        }
        straighten();
        return std::move(m_x);
    }

private:
    void pushTogether()
    {
        for (int layer = 0; layer < g.layerCount; ++layer) {
            const auto row = g.layer(layer);
            double x = 0;
            for (size_t i = 0; i < row.size(); ++i)
                m_x[row[i]] = x += i > 0 ? distanceBetween(g, row[i - 1], row[i], m_gap) : 0;
            for (int v : row)
                m_x[v] -= x / 2;
        }
    }

    void place(int layer, double step)
    {
        const auto row = g.layer(layer);
        m_pools.clear();
        double offset = 0;
        for (size_t i = 0; i < row.size(); ++i) {
            const int v = row[i];
            if (i > 0)
                offset += distanceBetween(g, row[i - 1], v, m_gap);
            double weight = 1e-9;
            double sum = weight * m_x[v];
            for (const auto side : {g.up(v), g.down(v)}) {
                for (const Neighbour &neighbour : side) {
                    const double dx = m_x[neighbour.vertex] - m_x[v];
                    const double pull = m_isSquare ? 1 : 1 / std::sqrt(dx * dx + m_pitch * m_pitch);
                    weight += pull;
                    sum += pull * m_x[neighbour.vertex];
                }
            }
            const double target = m_x[v] + step * (sum / weight - m_x[v]);
            m_pools.push_back({target - offset, weight, 1});
            while (m_pools.size() > 1 && m_pools[m_pools.size() - 2].place > m_pools.back().place) {
                const auto last = m_pools.back();
                m_pools.pop_back();
                auto &into = m_pools.back();
                into.place = (into.place * into.weight + last.place * last.weight) / (into.weight + last.weight);
                into.weight += last.weight;
                into.size += last.size;
            }
        }
        offset = 0;
        size_t i = 0;
        for (const auto &pool : m_pools) {
            for (int k = 0; k < pool.size; ++k, ++i) {
                if (i > 0)
                    offset += distanceBetween(g, row[i - 1], row[i], m_gap);
                m_x[row[i]] = pool.place + offset;
            }
        }
    }

    /// The only vertex below v if v is the only one above that; or -1.
    int successor(int v) const
    {
        if (g.down(v).size() != 1)
            return -1;
        const int below = g.down(v).front().vertex;
        return g.up(below).size() == 1 ? below : -1;
    }

    /// Gives runs of each chain one place, as long as there is a place between the neighbours of all.
    void straighten()
    {
        for (int v = 0; v < g.vertexCount; ++v) {
            const bool isInside = g.up(v).size() == 1 && successor(g.up(v).front().vertex) == v;
            if (!isInside && successor(v) >= 0)
                straightenFrom(v);
        }
    }

    void straightenFrom(int first)
    {
        constexpr double infinite = std::numeric_limits<double>::infinity();
        double least = -infinite;
        double most = infinite;
        double sum = 0;
        m_run.clear();
        const auto flush = [&] {
            const double place = std::clamp(sum / double(m_run.size()), least, most);
            for (int v : m_run)
                m_x[v] = place;
        };
        for (int v = first; v >= 0; v = successor(v)) {
            const auto row = g.layer(g.layerOf[v]);
            const auto at = size_t(g.position[v]);
            const double left = at > 0 ? m_x[row[at - 1]] + distanceBetween(g, row[at - 1], v, m_gap) : -infinite;
            const double right = at + 1 < row.size() ? m_x[row[at + 1]] - distanceBetween(g, v, row[at + 1], m_gap) : infinite;
            if (!m_run.empty() && std::max(least, left) > std::min(most, right)) {
                flush();
                m_run.clear();
                least = -infinite;
                most = infinite;
                sum = 0;
            }
            least = std::max(least, left);
            most = std::max(least, std::min(most, right));   // rounding may have crossed the two
            sum += m_x[v];
            m_run.push_back(v);
        }
        flush();
    }

    /// Neighbours of a layer that touch each other.
    struct Pool
    {
        double place;
        double weight;
        int size;
    };

    const LayeredGraph &g;
    const double m_gap;
    const double m_pitch;
    std::vector<double> m_x;
    bool m_isSquare = false;
    std::vector<Pool> m_pools;
    std::vector<int> m_run;
};

} // namespace

bool canRelax(const LayeredGraph &graph)
{
    return roundsFor(graph) > squareRounds;
}

std::vector<double> relaxedPlaces(const LayeredGraph &graph, double gap, double pitch, const std::atomic_bool *cancelled)
{
    return Relaxer(graph, gap, pitch).run(cancelled);
}

double totalLength(const LayeredGraph &graph, double pitch, const std::vector<double> &x)
{
    double sum = 0;
    for (int v = 0; v < graph.vertexCount; ++v) {
        for (const Neighbour &below : graph.down(v))
            sum += std::hypot(x[below.vertex] - x[v], pitch);
    }
    return sum;
}

} // namespace obdesk::layered
