// SPDX-License-Identifier: GPL-3.0-or-later
// A route runs straight along the flow inside bands (through the gaps the order has kept free) and slants only between
// them, where no node stands. Hence no segment, and no curve within a segment's box, can meet a foreign node.
#include "layout/routes.h"

#include <algorithm>

namespace obdesk::layered {

namespace {

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
    // Edges drawn against the direction leave beside the others, or they would hide behind a twin.
    const auto port = [&](int v) { return placed.x[v] + (edge.reversed ? g.width[v] / 4 : 0); };
    const auto middle = [&](int layer) { return (placed.bands.top[layer] + placed.bands.bottom[layer]) / 2; };

    Pen pen(points);
    pen.to(port(edge.tail), middle(from) + placed.height[edge.tail] / 2);
    pen.to(port(edge.tail), placed.bands.bottom[from]);
    if (g.bypass[e]) {
        const double leave = placed.bands.bottom[from] + placed.layerGap / 2;
        const double enter = placed.bands.top[to] - placed.layerGap / 2;
        pen.to(port(edge.tail), leave);
        pen.to(placed.lane, leave);
        pen.to(placed.lane, enter);
        pen.to(port(edge.head), enter);
    }
    if (g.firstBend[e] >= 0) {
        for (int layer = from + 1; layer < to; ++layer) {
            if (!placed.bands.isHubs.empty() && placed.bands.isHubs[size_t(layer)])
                continue;   // nothing to avoid there
            const double x = placed.x[g.firstBend[e] + layer - from - 1];
            pen.to(x, placed.bands.top[layer]);
            pen.to(x, placed.bands.bottom[layer]);
        }
    }
    pen.to(port(edge.head), placed.bands.top[to]);
    pen.to(port(edge.head), middle(to) - placed.height[edge.head] / 2);
    pen.finish();
    if (edge.reversed)
        std::reverse(points.begin() + qsizetype(first), points.end());
}

} // namespace obdesk::layered
