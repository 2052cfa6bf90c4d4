// SPDX-License-Identifier: GPL-3.0-or-later
// A route runs straight along the flow inside bands (through the gaps the order has kept free) and slants only between
// them, where no node stands. Hence no segment, and no curve within a segment's box, can meet a foreign node.
#include "layout/routes.h"

#include <algorithm>
#include <cmath>

namespace obdesk::layered {

namespace {

constexpr double cornerRoom = 8;    ///< edges keep this far from the corners of a node, if it is wide enough

/// Appends, leaving out points in the middle of a straight line along the flow and repetitions.
class Pen
{
public:
    explicit Pen(std::vector<QPointF> &points) : m_points(points), m_first(points.size()) { }

    void to(double x, double y)
    {
        const QPointF point(x, y);
        const size_t count = m_points.size() - m_first;
        if (count >= 1 && m_points.back() == point)
            return;
        if (count >= 2 && m_points.back().x() == x && m_points[m_points.size() - 2].x() == x)
            m_points.back() = point;
        else
            m_points.push_back(point);
    }

    /// A route has two ends even where the nodes leave no room between them.
    void finish()
    {
        if (m_points.size() - m_first == 1)
            m_points.push_back(m_points.back());
    }

private:
    std::vector<QPointF> &m_points;
    const size_t m_first;
};

} // namespace

void appendRoute(const Placed &placed, int e, std::vector<QPointF> &points)
{
    const LayeredGraph &g = placed.graph;
    const Edge &edge = placed.edges[e];
    const size_t first = points.size();
    const int from = g.layerOf[edge.tail];
    const int to = g.layerOf[edge.head];
    const auto middle = [&](int layer) { return (placed.bands.top[layer] + placed.bands.bottom[layer]) / 2; };
    // Edges aim from middle to middle, so that they spread along the border in the order of where they lead. Those drawn against the
    // direction leave beside the others, or they would hide behind a twin; those that bypass the layers have no aim.
    const auto port = [&](int v, int next) {
        if (edge.reversed)
            return placed.x[v] + g.width[v] / 4;
        const double way = std::max(1e-9, std::abs(middle(g.layerOf[next]) - middle(g.layerOf[v])));
        const double room = std::max(g.width[v] / 4, g.width[v] / 2 - cornerRoom);
        return placed.x[v] + std::clamp((placed.x[next] - placed.x[v]) * placed.height[v] / 2 / way, -room, room);
    };
    const bool hasBends = g.firstBend[e] >= 0;
    const double start = port(edge.tail, g.bypass[e] ? edge.tail : hasBends ? g.firstBend[e] : edge.head);
    const double end = port(edge.head, g.bypass[e] ? edge.head : hasBends ? g.firstBend[e] + to - from - 2 : edge.tail);

    Pen pen(points);
    pen.to(start, middle(from) + placed.height[edge.tail] / 2);
    pen.to(start, placed.bands.bottom[from]);
    if (g.bypass[e]) {
        const double leave = placed.bands.bottom[from] + placed.layerGap / 2;
        const double enter = placed.bands.top[to] - placed.layerGap / 2;
        pen.to(start, leave);
        pen.to(placed.lane, leave);
        pen.to(placed.lane, enter);
        pen.to(end, enter);
    }
    if (hasBends) {
        for (int layer = from + 1; layer < to; ++layer) {
            if (!placed.bands.isHubs.empty() && placed.bands.isHubs[size_t(layer)])
                continue;   // nothing to avoid there
            const double x = placed.x[g.firstBend[e] + layer - from - 1];
            pen.to(x, placed.bands.top[layer]);
            pen.to(x, placed.bands.bottom[layer]);
        }
    }
    pen.to(end, placed.bands.top[to]);
    pen.to(end, middle(to) - placed.height[edge.head] / 2);
    pen.finish();
    if (edge.reversed)
        std::reverse(points.begin() + qsizetype(first), points.end());
}

} // namespace obdesk::layered
