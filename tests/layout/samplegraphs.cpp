// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/samplegraphs.h"

#include <QRandomGenerator>

#include <algorithm>

namespace obdesk::samples {

using namespace Qt::StringLiterals;

namespace {

constexpr QSizeF usual{208, 56};

int add(LayoutInput &input, QSizeF size = usual)
{
    input.sizes.append(size);
    return int(input.sizes.size()) - 1;
}

QSizeF randomSize(QRandomGenerator &random)
{
    return {20.0 + random.bounded(200), 10.0 + random.bounded(90)};
}

void append(LayoutInput &to, const LayoutInput &what)
{
    const int offset = int(to.sizes.size());
    to.sizes += what.sizes;
    for (const LayoutEdge &edge : what.edges)
        to.edges.append({edge.from + offset, edge.to + offset});
}

} // namespace

NamedGraph graphFromText(const QString &text, QSizeF size)
{
    NamedGraph graph;
    const auto node = [&](const QString &name) {
        if (!graph.names.contains(name)) {
            graph.names.append(name);
            graph.input.sizes.append(size);
        }
        return graph.at(name);
    };
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList ends = part.split(u'>');
        const int from = node(ends.first());
        if (ends.size() == 2)
            graph.input.edges.append({from, node(ends.last())});
    }
    return graph;
}

LayoutInput chain(int count)
{
    LayoutInput input;
    for (int i = 0; i < count; ++i) {
        add(input);
        if (i > 0)
            input.edges.append({i - 1, i});
    }
    return input;
}

LayoutInput rollingOperation(int steps, int parallel, int length)
{
    LayoutInput input;
    int barrier = add(input);
    while (int(input.sizes.size()) < steps) {
        QList<int> ends;
        for (int branch = 0; branch < parallel; ++branch) {
            int last = barrier;
            for (int i = 0; i < length; ++i) {
                const int step = add(input);
                input.edges.append({last, step});
                last = step;
            }
            ends.append(last);
        }
        barrier = add(input);
        for (int end : ends)
            input.edges.append({end, barrier});
    }
    return input;
}

LayoutInput fan(int count, bool joined)
{
    LayoutInput input;
    const int first = add(input);
    for (int i = 0; i < count; ++i)
        input.edges.append({first, add(input)});
    if (joined) {
        const int last = add(input);
        for (int i = 1; i <= count; ++i)
            input.edges.append({i, last});
    }
    return input;
}

LayoutInput allToAll(int groups, int width)
{
    LayoutInput input;
    for (int group = 0; group < groups; ++group) {
        for (int i = 0; i < width; ++i) {
            const int node = add(input);
            for (int above = 0; group > 0 && above < width; ++above)
                input.edges.append({(group - 1) * width + above, node});
        }
    }
    return input;
}

LayoutInput seriesParallel(quint32 seed, int nodes)
{
    QRandomGenerator random(seed);
    LayoutInput input;
    input.edges.append({add(input, randomSize(random)), add(input, randomSize(random))});
    while (int(input.sizes.size()) < nodes) {
        const int pick = int(random.bounded(input.edges.size()));
        const LayoutEdge edge = input.edges[pick];
        const int middle = add(input, randomSize(random));
        if (random.bounded(2) == 0)
            input.edges.removeAt(pick);     // in series; else beside it
        input.edges.append({edge.from, middle});
        input.edges.append({middle, edge.to});
    }
    return input;
}

LayoutInput randomLayered(quint32 seed, int nodes)
{
    QRandomGenerator random(seed);
    LayoutInput input;
    for (int i = 0; i < nodes; ++i) {
        add(input, randomSize(random));
        const int before = std::min(i, 12);
        for (int edge = 0; before > 0 && edge < int(random.bounded(4)); ++edge)
            input.edges.append({i - 1 - int(random.bounded(before)), i});
    }
    return input;
}

LayoutInput islands(quint32 seed)
{
    QRandomGenerator random(seed);
    LayoutInput input;
    append(input, rollingOperation(20, 3, 2));
    for (int i = 0; i < 6; ++i) {
        append(input, seriesParallel(random.generate(), 2 + int(random.bounded(12))));
        append(input, chain(1 + int(random.bounded(5))));
    }
    for (int i = 0; i < 10; ++i)
        add(input, randomSize(random));
    return input;
}

LayoutInput hostile(quint32 seed, int nodes)
{
    QRandomGenerator random(seed);
    LayoutInput input;
    for (int i = 0; i < nodes; ++i)
        add(input, randomSize(random));
    for (int i = 0; i < 2 * nodes; ++i) {
        const LayoutEdge edge{int(random.bounded(nodes)), int(random.bounded(nodes))};
        input.edges.append(edge);
        if (i % 5 == 0)
            input.edges.append({edge.to, edge.from});
        if (i % 7 == 0)
            input.edges.append(edge);
    }
    input.edges.append({{0, 0}, {-1, 0}, {0, nodes}, {2'000'000'000, -2'000'000'000}});
    return input;
}

LayoutInput randomGroups(quint32 seed, int layers)
{
    QRandomGenerator random(seed);
    LayoutInput input;
    QList<QList<int>> above;
    for (int layer = 0; layer < layers; ++layer) {
        QList<QList<int>> groups;
        const int count = 1 + int(random.bounded(4));
        for (int group = 0; group < count; ++group) {
            QList<int> nodes;
            const int width = random.bounded(6) == 0 ? 30 : 1 + int(random.bounded(6));
            for (int i = 0; i < width; ++i)
                nodes.append(add(input, randomSize(random)));
            groups.append(nodes);
        }
        for (const QList<int> &nodes : groups) {
            const QList<int> from = above.isEmpty() ? QList<int>() : above[int(random.bounded(above.size()))];
            for (int head : nodes) {
                for (int tail : from)
                    input.edges.append({tail, head});
            }
        }
        if (layer > 0) {
            for (int extra = int(random.bounded(4)); extra > 0; --extra) {
                const int head = groups.first().first();
                input.edges.append({int(random.bounded(head)), head + int(random.bounded(input.sizes.size() - head))});
            }
        }
        above = groups;
    }
    return input;
}

LayoutInput shortcuts(int count)
{
    LayoutInput input = chain(count);
    for (int i = 0; i + 2 < count; ++i)
        input.edges.append({i, count - 1});
    return input;
}

} // namespace obdesk::samples
