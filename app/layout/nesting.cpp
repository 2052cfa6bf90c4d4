// SPDX-License-Identifier: GPL-3.0-or-later
// The next vertex that all ways down from v lead through is the parent of v in the tree of post-dominators. Branches that meet early are
// one subtree of it, branches that meet late are not; numbering the tree from the root therefore gives neighbouring numbers to what has to
// stand side by side.
#include "layout/nesting.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace obdesk::layered {

namespace {

/// Grows from the root. Jumps as in Myers, "An applicative random-access stack" (1983): to any ancestor in logarithmic time, with one
/// number more per vertex.
class DominatorTree
{
public:
    explicit DominatorTree(int root)
        : parent(size_t(root) + 1, root), m_jump(size_t(root) + 1, root), m_depth(size_t(root) + 1, 0)
    {
    }

    void hang(int v, int below)
    {
        parent[v] = below;
        m_depth[v] = m_depth[below] + 1;
        const int jump = m_jump[below];
        const bool isEven = m_depth[below] - m_depth[jump] == m_depth[jump] - m_depth[m_jump[jump]];
        m_jump[v] = isEven ? m_jump[jump] : below;
    }

    int commonAncestor(int a, int b) const
    {
        if (m_depth[a] < m_depth[b])
            std::swap(a, b);
        while (m_depth[a] > m_depth[b])
            a = m_depth[m_jump[a]] >= m_depth[b] ? m_jump[a] : parent[a];
        while (a != b) {
            const bool jumps = m_jump[a] != m_jump[b];
            a = jumps ? m_jump[a] : parent[a];
            b = jumps ? m_jump[b] : parent[b];
        }
        return a;
    }

    std::vector<int> parent;

private:
    std::vector<int> m_jump;
    std::vector<int> m_depth;
};

} // namespace

std::vector<int> nestingNumbers(const LayeredGraph &graph, const std::vector<int> &met)
{
    const int root = graph.vertexCount;     // below all that have nothing below them
    DominatorTree tree(root);
    for (int layer = graph.layerCount - 1; layer >= 0; --layer) {
        for (int v : graph.layer(layer)) {
            int next = graph.down(v).empty() ? root : graph.down(v).front().vertex;
            for (const Neighbour &below : graph.down(v))
                next = tree.commonAncestor(next, below.vertex);
            tree.hang(v, next);
        }
    }

    // Who was met first within each subtree decides the order of the subtrees.
    std::vector<int> first = met;
    first.push_back(-1);
    for (int layer = 0; layer < graph.layerCount; ++layer) {
        for (int v : graph.layer(layer))
            first[tree.parent[v]] = std::min(first[tree.parent[v]], first[v]);
    }
    tree.parent.pop_back();
    const Groups byParent = groupBy(tree.parent, root + 1);
    std::vector<int> numbers(size_t(graph.vertexCount));
    std::vector<int> open{root};
    std::vector<int> above;
    for (int number = -1; !open.empty(); ++number) {
        const int v = open.back();
        open.pop_back();
        if (v != root)
            numbers[v] = number;
        above.assign(byParent.of(v).begin(), byParent.of(v).end());
        std::ranges::sort(above, std::ranges::greater(), [&](int u) { return first[u]; });
        open.insert(open.end(), above.begin(), above.end());
    }
    return numbers;
}

} // namespace obdesk::layered
