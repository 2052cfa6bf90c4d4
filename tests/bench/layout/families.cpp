// SPDX-License-Identifier: GPL-3.0-or-later
#include "families.h"

#include "layout/samplegraphs.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <utility>

namespace obdesk::families {

namespace {

constexpr QSizeF nodeSize{216, 56};

int add(LayoutInput &input)
{
    input.sizes.append(nodeSize);
    return int(input.sizes.size()) - 1;
}

/// Hosts in batches: a barrier, then so many hosts with two steps each.
LayoutInput batches(int nodes, int hosts)
{
    return samples::rollingOperation(nodes, hosts, 2);
}

/// About as many layers as nodes in each; every node below the first has one to three edges from the layer above it, from anywhere
/// (reach < 0) or from around the same place. One edge in eight starts up to three layers further up.
LayoutInput layered(quint32 seed, int nodes, int reach)
{
    QRandomGenerator random(seed);
    const int width = std::max(2, int(std::lround(std::sqrt(nodes))));
    LayoutInput input;
    for (int v = 0; v < nodes; ++v) {
        add(input);
        const int layer = v / width;
        if (layer == 0)
            continue;
        for (int edges = 1 + int(random.bounded(3)); edges > 0; --edges) {
            const int above = random.bounded(8) == 0 ? std::max(0, layer - 1 - int(random.bounded(3))) : layer - 1;
            const int at = reach < 0 ? int(random.bounded(width)) : v % width - reach + int(random.bounded(2 * reach + 1));
            input.edges.append({above * width + std::clamp(at, 0, width - 1), v});
        }
    }
    return input;
}

/// What OCP runs to add OBServers: rows of steps, one for all hosts or one for each, neighbouring rows joined all to all.
LayoutInput addServers(int hosts)
{
    LayoutInput input;
    QList<int> above;
    for (char kind : {'1', '1', 'n', '1', 'n', '1', 'n', '1', 'n', '1', '1', 'n', 'n', 'n', 'n', '1', 'n', '1', 'n', 'n', 'n'}) {
        QList<int> row;
        for (int i = 0; i < (kind == 'n' ? hosts : 1); ++i) {
            row.append(add(input));
            for (int tail : above)
                input.edges.append({tail, row.last()});
        }
        above = row;
    }
    return input;
}

class Collector
{
public:
    void add(const char *family, const QByteArray &detail, LayoutInput input, bool planar)
    {
        input.sizes.fill(nodeSize);
        // Programs differ in what they make of an edge that comes twice.
        std::ranges::sort(input.edges, {}, [](const LayoutEdge &edge) { return std::pair(edge.from, edge.to); });
        input.edges.erase(std::unique(input.edges.begin(), input.edges.end()), input.edges.end());
        const QByteArray name = QByteArray(family) + '-' + QByteArray::number(input.sizes.size()) + detail;
        samples.append({family, name, std::move(input), planar});
    }

    QList<Sample> samples;
};

QByteArray seedText(quint32 seed)
{
    return "-seed" + QByteArray::number(seed);
}

} // namespace

QList<Sample> comparison(bool shortForm)
{
    Collector to;
    for (int nodes : shortForm ? QList<int>{21, 100} : QList<int>{21, 100, 300, 1000, 3000}) {
        const bool large = nodes >= 1000;
        to.add("chain", {}, samples::chain(nodes), true);
        to.add("fanout", {}, samples::fan(nodes - 2, true), true);
        for (int width : large ? QList<int>{10, 100} : QList<int>{3, 10})
            to.add("rolling", "-x" + QByteArray::number(width), samples::rollingOperation(nodes, width, 4), true);
        for (int width : large ? QList<int>{20, 50} : QList<int>{5})
            to.add("batches", "-x" + QByteArray::number(width), batches(nodes, width), true);
        if (!large)     // where dagre takes minutes over 12,500 edges
            to.add("addserver", {}, addServers(nodes / 12), nodes / 12 < 2);
        for (quint32 seed = 1; seed <= (nodes >= 3000 ? 1U : nodes >= 1000 ? 2U : 4U); ++seed) {
            to.add("series-parallel", seedText(seed), samples::seriesParallel(seed, nodes), true);
            to.add("random-layered", seedText(seed), layered(seed, nodes, -1), false);
            to.add("local-layered", seedText(seed), layered(seed, nodes, 2), false);
        }
    }
    return to.samples;
}

} // namespace obdesk::families
