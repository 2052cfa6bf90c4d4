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

/// The line of an edge, or one of the lines of a bundle.
struct Line
{
    int owner = 0;          ///< lines of one edge or one bundle have the same
    int from = -1;          ///< the nodes it ends at, -1 for none
    int to = -1;
    QList<QPointF> points;  ///< curves as many short lines
};

struct Drawing
{
    double milliseconds = 0;
    bool isStopped = false; ///< it took longer than this, and nothing was drawn
    QList<QRectF> nodes;
    QList<Line> lines;
};

struct Quality
{
    qint64 crossings = 0;   ///< points where two lines of different owners cross, but for those beside a node both end at
    double length = 0;      ///< of all lines
    double area = 0;        ///< of the box around everything
};

/// Milliseconds this thread has used the processor: what a clock would say if no other program were running.
double processorTime();

Quality measure(const Drawing &drawing);

/// Draws with our own layout, as the program draws: a bundle counts with the lines it consists of. The time is the best of several runs.
Drawing drawOurselves(const LayoutInput &input, bool bundles);

/// What tests/bench/layout/peers.mjs has written about one graph. Nothing when that program failed.
std::optional<Drawing> readPeer(const LayoutInput &input, const QByteArray &file);

} // namespace obdesk::bench
