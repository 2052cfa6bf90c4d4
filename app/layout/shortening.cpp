// SPDX-License-Identifier: GPL-3.0-or-later
// Network simplex (Gansner, Koutsofios, North, Vo 1993). A spanning tree of edges that are as short as can be fixes all ranks. If more
// edges lead out of a part of the tree than into it, that part should move towards them: the tree edge that holds it back leaves the
// tree, and the edge that stops the move enters it.
// All edges weigh the same, so that what pulls at a subtree is a plain sum over its nodes: edges out less edges in. An exchange changes
// the sums on two ways to the root only, and is found by looking at the smaller of the two parts the tree falls into.
#include "layout/shortening.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace obdesk::layered {

namespace {

constexpr qint64 mostNodesAndEdges = 150'000;    ///< nodes and edges looked at; what is left to gain after that is little
constexpr int weighedAtOnce = 30;       ///< subtrees, of which the best is moved

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
        growTree();
        sumUp();
        while (m_work < mostNodesAndEdges && exchange()) { }
        const int first = *std::ranges::min_element(m_ranks);
        for (int &rank : m_ranks)
            rank -= first;
    }

private:
    int slack(int e) const { return m_ranks[m_edges[e].head] - m_ranks[m_edges[e].tail] - 1; }
    int otherEnd(int e, int v) const { return m_edges[e].tail == v ? m_edges[e].head : m_edges[e].tail; }

    /// A spanning tree of tight edges; the part that hangs together already moves to the nearest node outside where there is none.
    void growTree()
    {
        using Held = std::pair<int, int>;   // slack but for what the part has moved since, and the edge
        std::priority_queue<Held, std::vector<Held>, std::greater<>> outwards, inwards;
        std::vector<int> reached;
        int moved = 0;
        m_treeEdges.assign(size_t(n), {});
        m_isInPart.assign(size_t(n), false);
        const auto reach = [&](int v) {
            m_isInPart[v] = true;
            m_ranks[v] -= moved;    // as if it had moved along
            reached.push_back(v);
        };
        const auto lookAround = [&](int v) {
            for (int end : m_incident.of(v)) {
                const int e = end / 2;
                if (const int other = otherEnd(e, v); m_isInPart[other])
                    continue;
                else if (m_edges[e].tail == v)
                    outwards.emplace(m_ranks[other] - m_ranks[v] - 1, e);
                else
                    inwards.emplace(m_ranks[v] - m_ranks[other] - 1, e);
            }
        };
        reach(0);
        lookAround(0);
        while (int(reached.size()) < n) {
            const auto isDone = [&](const auto &queue) {
                return !queue.empty() && m_isInPart[m_edges[queue.top().second].tail] && m_isInPart[m_edges[queue.top().second].head];
            };
            while (isDone(outwards))
                outwards.pop();
            while (isDone(inwards))
                inwards.pop();
            const bool leadsOut = inwards.empty() || (!outwards.empty() && outwards.top().first - moved <= inwards.top().first + moved);
            const Held next = leadsOut ? outwards.top() : inwards.top();
            moved = leadsOut ? next.first : -next.first;
            const Edge &edge = m_edges[next.second];
            const int v = leadsOut ? edge.head : edge.tail;
            reach(v);
            lookAround(v);
            m_treeEdges[edge.tail].push_back(next.second);
            m_treeEdges[edge.head].push_back(next.second);
        }
        for (int v : reached)
            m_ranks[v] += moved;
    }

    /// Hangs the tree on node 0 and sums up the pulls.
    void sumUp()
    {
        m_parentEdge.assign(size_t(n), -1);
        m_pull = m_pullOf;
        m_size.assign(size_t(n), 1);
        m_isInPart.assign(size_t(n), false);
        collect(0, -1);
        for (int v : m_part) {
            for (int e : m_treeEdges[v]) {
                if (e != m_parentEdge[v])
                    m_parentEdge[otherEnd(e, v)] = e;
            }
        }
        for (size_t i = m_part.size(); i-- > 1;) {
            const int parent = otherEnd(m_parentEdge[m_part[i]], m_part[i]);
            m_pull[parent] += m_pull[m_part[i]];
            m_size[parent] += m_size[m_part[i]];
        }
    }

    /// Fills m_part with what hangs together with v without one edge, each node after the one it was reached from.
    void collect(int v, int without)
    {
        for (int last : m_part)
            m_isInPart[last] = false;
        m_part.assign(1, v);
        m_isInPart[v] = true;
        for (size_t i = 0; i < m_part.size(); ++i) {
            for (int e : m_treeEdges[m_part[i]]) {
                const int other = otherEnd(e, m_part[i]);
                if (e == without || m_isInPart[other])
                    continue;
                m_isInPart[other] = true;
                m_part.push_back(other);
            }
        }
        m_work += qint64(m_part.size());
    }

    /// What the length would change by per layer if the subtree of v moved away from its parent edge: less than 0 is a gain.
    int costOfMoving(int v) const { return m_edges[m_parentEdge[v]].tail == v ? m_pull[v] : -m_pull[v]; }

    /// The top of a subtree that should move, -1 for none: the best of the next few found in turn.
    int findGain()
    {
        int best = -1;
        int leastCost = 0;
        int found = 0;
        for (int step = 0; step < n && found < weighedAtOnce; ++step) {
            m_turn = m_turn + 1 < n ? m_turn + 1 : 1;
            const int cost = costOfMoving(m_turn);
            found += cost < 0;
            if (cost < leastCost) {
                leastCost = cost;
                best = m_turn;
            }
            ++m_work;
        }
        return best;
    }

    bool exchange()
    {
        const int top = findGain();
        if (top < 0)
            return false;
        const int out = m_parentEdge[top];
        const int parent = otherEnd(out, top);
        const bool movesUp = m_edges[out].tail == top;
        const bool isSubtree = 2 * m_size[top] <= n;
        collect(isSubtree ? top : parent, out);
        int in = -1;
        for (int v : m_part) {
            for (int end : m_incident.of(v)) {
                const int e = end / 2;
                const bool stops = (movesUp == isSubtree ? m_edges[e].head : m_edges[e].tail) == v && !m_isInPart[otherEnd(e, v)];
                if (stops && (in < 0 || slack(e) < slack(in) || (slack(e) == slack(in) && e < in)))
                    in = e;
            }
            m_work += qint64(m_incident.of(v).size());
        }
        if (in < 0)
            return false;
        if (const int way = slack(in); way > 0) {
            for (int v : m_part)
                m_ranks[v] += movesUp == isSubtree ? -way : way;
        }
        hang(top, parent, out, in);
        return true;
    }

    /// Takes the edge above `top` out of the tree and hangs its subtree on the edge `in`.
    void hang(int top, int parent, int out, int in)
    {
        const bool tailIsBelow = movesWith(m_edges[in].tail, top);
        int v = tailIsBelow ? m_edges[in].tail : m_edges[in].head;
        const int pull = m_pull[top];
        const int size = m_size[top];
        addUpwards(parent, -pull, -size);
        addUpwards(tailIsBelow ? m_edges[in].head : m_edges[in].tail, pull, size);
        int above = in;
        for (int pullBelow = 0, sizeBelow = 0;;) {
            const int next = std::exchange(m_parentEdge[v], above);
            pullBelow = std::exchange(m_pull[v], pull - pullBelow);
            sizeBelow = std::exchange(m_size[v], size - sizeBelow);
            if (v == top)
                break;
            above = next;
            v = otherEnd(next, v);
        }
        for (int end : {top, parent})
            std::erase(m_treeEdges[end], out);
        for (int end : {m_edges[in].tail, m_edges[in].head})
            m_treeEdges[end].push_back(in);
    }

    /// Whether the way from v to the root leads over `top`.
    bool movesWith(int v, int top) const { return m_isInPart[v] == m_isInPart[top]; }

    void addUpwards(int v, int pull, int size)
    {
        for (;; v = otherEnd(m_parentEdge[v], v)) {
            m_pull[v] += pull;
            m_size[v] += size;
            ++m_work;
            if (m_parentEdge[v] < 0)
                return;
        }
    }

    const std::span<const Edge> m_edges;
    std::vector<int> &m_ranks;
    const int n;
    Groups m_incident;
    std::vector<int> m_pullOf;          ///< per node: edges out less edges in
    std::vector<std::vector<int>> m_treeEdges;
    std::vector<int> m_parentEdge;      ///< per node; -1 for the root, node 0
    std::vector<int> m_size;            ///< per node: nodes in its subtree
    std::vector<int> m_pull;            ///< per node: of its subtree
    std::vector<int> m_part;            ///< of the tree: see collect()
    std::vector<char> m_isInPart;       ///< per node
    int m_turn = 0;
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
