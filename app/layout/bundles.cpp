// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/bundles.h"

#include <algorithm>
#include <cstdint>

namespace obdesk::layered {

namespace {

constexpr size_t fewestEdges = 9;   ///< of a group with several ends on both sides: three to three
constexpr size_t widestPlainFan = 23;

/// For each node the sorted ends of its eligible edges on one side.
struct Ends
{
    std::vector<int> start;
    std::vector<int> list;
    std::span<const int> of(int v) const { return std::span(list).subspan(size_t(start[v]), size_t(start[v + 1] - start[v])); }
};

class Finder
{
public:
    Finder(const Digraph &graph, std::span<const int> ranks) : g(graph), m_ranks(ranks) { }

    Bundling run()
    {
        if (!collectEnds())
            return {};
        std::vector<Bundle> candidates;
        group(m_heads, m_tails, [&](std::span<const int> nodes, std::span<const int> ends) { add(candidates, nodes, ends); });
        group(m_tails, m_heads, [&](std::span<const int> nodes, std::span<const int> ends) { add(candidates, ends, nodes); });
        std::ranges::stable_sort(candidates, std::ranges::greater(), [](const Bundle &b) { return b.tails.size() * b.heads.size(); });

        Bundling result;
        m_isTail.assign(size_t(g.nodeCount), false);
        m_isHead.assign(size_t(g.nodeCount), false);
        for (Bundle &candidate : candidates)
            take(std::move(candidate), result);
        if (!result.bundles.empty())
            finish(result);
        return result;
    }

private:
    bool isEligible(const Edge &edge) const { return !edge.reversed && m_ranks[edge.head] == m_ranks[edge.tail] + 1; }

    static bool isWorthIt(size_t tails, size_t heads)
    {
        if (tails == 0 || heads == 0)
            return false;
        return std::min(tails, heads) == 1 ? std::max(tails, heads) > widestPlainFan : tails * heads >= fewestEdges;
    }

    /// False when no node has ends enough to be part of a bundle.
    bool collectEnds()
    {
        std::vector<int> out(size_t(g.nodeCount) + 1, 0);
        std::vector<int> in(size_t(g.nodeCount) + 1, 0);
        for (const Edge &edge : g.edges) {
            if (isEligible(edge)) {
                ++out[edge.tail + 1];
                ++in[edge.head + 1];
            }
        }
        const auto few = [](int count) { return count < 3; };   // 2 x m has m >= 5 ends on the other side
        if (std::ranges::all_of(out, few) && std::ranges::all_of(in, few))
            return false;
        for (int v = 0; v < g.nodeCount; ++v) {
            out[v + 1] += out[v];
            in[v + 1] += in[v];
        }
        m_heads.list.resize(size_t(out.back()));
        m_tails.list.resize(size_t(in.back()));
        std::vector<int> next(in.begin(), in.end() - 1);
        int at = 0;
        for (const Edge &edge : g.edges) {  // sorted by tail, then head
            if (isEligible(edge)) {
                m_heads.list[at++] = edge.head;
                m_tails.list[next[edge.head]++] = edge.tail;
            }
        }
        m_heads.start = std::move(out);
        m_tails.start = std::move(in);
        return true;
    }

    static uint64_t fingerprint(std::span<const int> list)
    {
        uint64_t hash = list.size();
        for (int value : list)
            hash = (hash ^ uint64_t(value)) * 0x9E3779B97F4A7C15U + (hash >> 29);
        return hash;
    }

    /// Calls found(nodes, list) for each set of nodes whose lists are the same, if it is worth a bundle. Nodes with the same
    /// list share its first entry; the fingerprint only saves comparing most others, it decides nothing.
    template<typename Found>
    void group(const Ends &lists, const Ends &back, Found found)
    {
        struct Keyed
        {
            uint64_t print;
            int node;
        };
        std::vector<Keyed> keyed;
        std::vector<int> nodes;
        for (int first = 0; first < g.nodeCount; ++first) {
            keyed.clear();
            for (int v : back.of(first)) {
                const auto list = lists.of(v);
                if (list.size() > 1 && list.front() == first)
                    keyed.push_back({fingerprint(list), v});
            }
            if (keyed.empty() || (keyed.size() == 1 && lists.of(keyed.front().node).size() <= widestPlainFan))
                continue;
            std::ranges::stable_sort(keyed, {}, &Keyed::print);
            for (size_t i = 0; i < keyed.size();) {
                const auto list = lists.of(keyed[i].node);
                const uint64_t print = keyed[i].print;
                nodes.clear();
                for (; i < keyed.size() && keyed[i].print == print; ++i) {
                    if (std::ranges::equal(lists.of(keyed[i].node), list))
                        nodes.push_back(keyed[i].node);
                }
                if (isWorthIt(nodes.size(), list.size()))
                    found(nodes, list);
            }
        }
    }

    static void add(std::vector<Bundle> &to, std::span<const int> tails, std::span<const int> heads)
    {
        to.push_back({std::vector(tails.begin(), tails.end()), std::vector(heads.begin(), heads.end())});
    }

    void take(Bundle candidate, Bundling &result)
    {
        std::erase_if(candidate.tails, [&](int v) { return bool(m_isTail[v]); });
        std::erase_if(candidate.heads, [&](int v) { return bool(m_isHead[v]); });
        if (!isWorthIt(candidate.tails.size(), candidate.heads.size()))
            return;
        for (int v : candidate.tails)
            m_isTail[v] = true;
        for (int v : candidate.heads)
            m_isHead[v] = true;
        result.bundles.push_back(std::move(candidate));
    }

    /// Every eligible edge between a bundle's tails and heads is one of its own.
    void finish(Bundling &result) const
    {
        std::ranges::sort(result.bundles, {}, [](const Bundle &bundle) { return bundle.tails.front(); });
        std::vector<int> asTail(size_t(g.nodeCount), -1);
        std::vector<int> asHead(size_t(g.nodeCount), -1);
        for (size_t i = 0; i < result.bundles.size(); ++i) {
            for (int v : result.bundles[i].tails)
                asTail[v] = int(i);
            for (int v : result.bundles[i].heads)
                asHead[v] = int(i);
        }
        result.of.reserve(g.edges.size());
        for (const Edge &edge : g.edges) {
            const bool bundled = asTail[edge.tail] >= 0 && asTail[edge.tail] == asHead[edge.head] && isEligible(edge);
            result.of.push_back(bundled ? asTail[edge.tail] : -1);
        }
    }

    const Digraph &g;
    const std::span<const int> m_ranks;
    Ends m_heads, m_tails;
    std::vector<bool> m_isTail, m_isHead;
};

} // namespace

Bundling findBundles(const Digraph &graph, std::span<const int> ranks)
{
    return Finder(graph, ranks).run();
}

} // namespace obdesk::layered
