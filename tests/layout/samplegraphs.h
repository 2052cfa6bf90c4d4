// SPDX-License-Identifier: GPL-3.0-or-later
// Families of graphs for the tests and the benchmark of the layout. Same arguments, same graph.
#pragma once

#include "layout/layout.h"

#include <QStringList>

namespace obdesk::samples {

struct NamedGraph
{
    QStringList names;
    LayoutInput input;
    int at(QStringView name) const { return int(names.indexOf(name)); }
};

/// "a>b a>c d": nodes in the order of their first mention, all of the given size.
NamedGraph graphFromText(const QString &text, QSizeF size = {200, 50});

LayoutInput chain(int count);

/// A barrier, then `parallel` branches of `length` steps, a barrier, and so on, until there are at least `steps` nodes.
LayoutInput rollingOperation(int steps, int parallel, int length);

/// One node before `count` others and, if `joined`, one after them.
LayoutInput fan(int count, bool joined);

/// Groups of `width` nodes, each node before every one of the next group.
LayoutInput allToAll(int groups, int width);

LayoutInput seriesParallel(quint32 seed, int nodes);
LayoutInput randomLayered(quint32 seed, int nodes);

/// Several graphs of other families and single nodes, not joined.
LayoutInput islands(quint32 seed);

/// Cycles, self-loops, dangling and double edges over nodes of odd sizes.
LayoutInput hostile(quint32 seed, int nodes);

/// Layers of groups joined all to all in random pairs, with random edges between and past them.
LayoutInput randomGroups(quint32 seed, int layers);

/// A chain with edges from every node to the last: long edges without end.
LayoutInput shortcuts(int count);

} // namespace obdesk::samples
