// SPDX-License-Identifier: GPL-3.0-or-later
// Network simplex (Gansner, Koutsofios, North, Vo 1993). A spanning tree of edges that are as short as can be fixes all ranks. If more
// edges lead out of a part of the tree than into it, that part should move towards them: the tree edge that holds it back leaves the
// tree, and the edge that stops the move enters it.
// All edges weigh the same, so that what pulls at a subtree is a plain sum over its nodes: edges out less edges in. It is summed up anew
// after each exchange, which for some thousand nodes costs less than keeping it up to date would in code.
#include "layout/shortening.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace obdesk::layered {

namespace {

constexpr qint64 mostWork = 3'000'000;  ///< nodes and edges looked at

class NetworkSimplex
{
public:
    NetworkSimplex(std::span<const Edge> edges, std::vector<int> &ranks) : m_edges(edges), m_ranks(ranks), n(int(ranks.size()))
    {
        std::vector<int> ends;
        ends.reserve(2 * edges.size());
        for (const Edge &edge : edges) {
            ends.push_back(edge.tail);
            ends.push_back(edge.head);
        }
        m_incident = groupBy(ends, n);      // item i is an end of edge i / 2
        m_pullOf.assign(size_t(n), 0);
        for (const Edge &edge : edges) {
            ++m_pullOf[edge.tail];
            --m_pullOf[edge.head];
        }
    }

    void run()
    {
        if (!growTree())
            return;
        while (m_work < mostWork && exchange()) { }
        const int first = *std::ranges::min_element(m_ranks);
        for (int &rank : m_ranks)
            rank -= first;
    }

private:
    int slack(int e) const { return m_ranks[m_edges[e].head] - m_ranks[m_edges[e].tail] - 1; }
    int otherEnd(int e, int v) const { return m_edges[e].tail == v ? m_edges[e].head : m_edges[e].tail; }

    /// A spanning tree of tight edges; moves parts together where there is none. False when that takes too long: then nothing has changed.
    bool growTree()
    {
        const std::vector<int> start = m_ranks;
        m_treeEdges.assign(size_t(n), {});
        std::vector<bool> inTree(size_t(n), false);
        std::vector<int> reached{0};
        inTree[0] = true;
        for (size_t from = 0;;) {
            for (; from < reached.size(); ++from) {
                const int v = reached[from];
                for (int end : m_incident.of(v)) {
                    const int e = end / 2;
                    const int other = otherEnd(e, v);
                    if (inTree[other] || slack(e) > 0)
                        continue;
                    inTree[other] = true;
                    reached.push_back(other);
                    m_treeEdges[v].push_back(e);
                    m_treeEdges[other].push_back(e);
                }
            }
            if (int(reached.size()) == n)
                return true;
            m_work += qint64(m_edges.size()) + n;
            if (m_work > mostWork / 2) {
                m_ranks = start;
                return false;
            }
            int nearest = -1;
            for (int e = 0; e < int(m_edges.size()); ++e) {
                if (inTree[m_edges[e].tail] != inTree[m_edges[e].head] && (nearest < 0 || slack(e) < slack(nearest)))
                    nearest = e;
            }
            const int move = inTree[m_edges[nearest].tail] ? slack(nearest) : -slack(nearest);
            for (int v : reached)
                m_ranks[v] += move;
            from = 0;   // the move has made edges of any of them tight
        }
    }

    /// Numbers the tree from its leaves, so that a subtree is a range of numbers, and sums up the pulls.
    void sumUp()
    {
        m_parentEdge.assign(size_t(n), -1);
        m_number.assign(size_t(n), 0);
        m_pull = m_pullOf;
        m_least.assign(size_t(n), 0);
        m_next.assign(size_t(n), 0);
        int number = 0;
        std::vector<int> path{0};
        m_least[0] = 0;
        while (!path.empty()) {
            const int v = path.back();
            if (m_next[v] < int(m_treeEdges[v].size())) {
                const int e = m_treeEdges[v][m_next[v]++];
                if (e == m_parentEdge[v])
                    continue;
                const int child = otherEnd(e, v);
                m_parentEdge[child] = e;
                m_least[child] = number;
                path.push_back(child);
                continue;
            }
            m_number[v] = number++;
            path.pop_back();
            if (!path.empty())
                m_pull[path.back()] += m_pull[v];
        }
        m_work += 4 * n;
    }

    bool isBelow(int v, int top) const { return m_number[v] >= m_least[top] && m_number[v] <= m_number[top]; }

    /// What the length would change by per layer if the subtree of v moved away from its parent edge: less than 0 is a gain.
    int costOfMoving(int v) const { return m_edges[m_parentEdge[v]].tail == v ? m_pull[v] : -m_pull[v]; }

    bool exchange()
    {
        sumUp();
        int leaving = -1;
        for (int v = 1; v < n; ++v) {
            if (leaving < 0 || costOfMoving(v) < costOfMoving(leaving))
                leaving = v;
        }
        if (leaving < 0 || costOfMoving(leaving) >= 0)
            return false;
        const int out = m_parentEdge[leaving];
        const bool tailMoves = m_edges[out].tail == leaving;    // the subtree moves up, else down
        int in = -1;
        for (int e = 0; e < int(m_edges.size()); ++e) {
            const int stays = tailMoves ? m_edges[e].tail : m_edges[e].head;
            const int moves = tailMoves ? m_edges[e].head : m_edges[e].tail;
            if (isBelow(moves, leaving) && !isBelow(stays, leaving) && (in < 0 || slack(e) < slack(in)))
                in = e;
        }
        m_work += qint64(m_edges.size());
        if (in < 0)
            return false;
        const int way = slack(in);
        for (int v = 0; v < n && way > 0; ++v) {
            if (isBelow(v, leaving))
                m_ranks[v] += tailMoves ? -way : way;
        }
        for (int v : {m_edges[out].tail, m_edges[out].head})
            std::erase(m_treeEdges[v], out);
        for (int v : {m_edges[in].tail, m_edges[in].head})
            m_treeEdges[v].push_back(in);
        return true;
    }

    const std::span<const Edge> m_edges;
    std::vector<int> &m_ranks;
    const int n;
    Groups m_incident;
    std::vector<int> m_pullOf;          ///< per node: edges out less edges in
    std::vector<std::vector<int>> m_treeEdges;
    std::vector<int> m_parentEdge;      ///< per node; -1 for the root, node 0
    std::vector<int> m_number, m_least; ///< per node: its number, and the least in its subtree
    std::vector<int> m_pull;            ///< per node: of its subtree
    std::vector<int> m_next;
    qint64 m_work = 0;
};

} // namespace

void shortenEdges(std::span<const Edge> edges, std::vector<int> &ranks)
{
    const auto length = [&] {
        qint64 sum = 0;
        for (const Edge &edge : edges)
            sum += ranks[edge.head] - ranks[edge.tail];
        return sum;
    };
    const qint64 before = length();
    if (before == qint64(edges.size()))
        return;     // none passes a layer
    const std::vector<int> start = ranks;
    NetworkSimplex(edges, ranks).run();
    if (length() >= before)
        ranks = start;
}

} // namespace obdesk::layered
