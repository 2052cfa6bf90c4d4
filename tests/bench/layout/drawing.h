// SPDX-License-Identifier: GPL-3.0-or-later
// What a layout program drew, and how good it is: one measure for all of them.
#pragma once

#include "layout/layout.h"

#include <QByteArray>
#include <QList>
#include <QPointF>
#include <QRectF>

#include <optional>

namespace obdesk::bench {

struct Drawing
{
    double milliseconds = 0;
    QList<QRectF> nodes;
    QList<QList<QPointF>> routes;   ///< per edge, from end to end; curves as many short lines
};

struct Quality
{
    qint64 crossings = 0;   ///< points where the lines of two edges cross, but for those beside a node both end at
    double length = 0;      ///< of all edges
    double area = 0;        ///< of the box around everything
};

Quality measure(const Drawing &drawing, const QList<LayoutEdge> &edges);

/// Draws with our own layout, without bundles, the better to compare. The time is the best of several runs of what the program uses:
/// with bundles.
Drawing drawOurselves(const LayoutInput &input);

/// Runs Graphviz. The time is that of a run less that of one that only reads and writes the same graph. Nothing when dot failed.
std::optional<Drawing> drawWithDot(const LayoutInput &input, const QByteArray &folder, const QByteArray &name);

/// What tests/bench/layout/peers.mjs has written about one graph. Nothing when that program failed.
std::optional<Drawing> readPeer(const LayoutInput &input, const QByteArray &file);

} // namespace obdesk::bench
