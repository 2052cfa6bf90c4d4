// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graphwalk.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace obdesk {

namespace {

class Walk
{
public:
    Walk(const GraphScene &scene, int node)
        : m_scene(scene), m_node(node), m_sideways(scene.direction() == LayoutDirection::LeftRight), m_here(centre(node))
    {
    }

    /// The neighbour along an edge that lies straightest ahead.
    int along(bool downstream) const
    {
        int best = -1;
        double least = std::numeric_limits<double>::max();
        for (const TaskGraph::Edge &edge : edges(downstream)) {
            const int other = downstream ? edge.to : edge.from;
            const double distance = std::abs(across(centre(other)) - across(m_here));
            if (distance < least) {
                least = distance;
                best = other;
            }
        }
        return best;
    }

    /// The next one of the same layer.
    int aside(bool later) const
    {
        const QList<int> &layer = m_scene.picture().layout().layer;
        int best = -1;
        double least = std::numeric_limits<double>::max();
        for (int other = 0; other < layer.size(); ++other) {
            if (other == m_node || layer.at(other) != layer.at(m_node))
                continue;
            const double distance = (later ? 1 : -1) * (across(centre(other)) - across(m_here));
            if (distance > 0 && distance < least) {
                least = distance;
                best = other;
            }
        }
        return best;
    }

private:
    QPointF centre(int node) const { return m_scene.picture().nodeRect(node).center(); }
    double across(QPointF p) const { return m_sideways ? p.y() : p.x(); }

    QList<TaskGraph::Edge> edges(bool downstream) const
    {
        QList<TaskGraph::Edge> found;
        for (const TaskGraph::Edge &edge : m_scene.plan().edges) {
            if ((downstream ? edge.from : edge.to) == m_node)
                found.append(edge);
        }
        return found;
    }

    const GraphScene &m_scene;
    const int m_node;
    const bool m_sideways;
    const QPointF m_here;
};

} // namespace

int walk(const GraphScene &scene, int node, Qt::Key key)
{
    const int count = scene.picture().nodeCount();
    if (count == 0)
        return -1;
    if (node < 0 || key == Qt::Key_Home)
        return 0;
    if (key == Qt::Key_End)
        return count - 1;
    const bool sideways = scene.direction() == LayoutDirection::LeftRight;
    const Walk from(scene, node);
    switch (key) {
    case Qt::Key_Left:
        return sideways ? from.along(false) : from.aside(false);
    case Qt::Key_Right:
        return sideways ? from.along(true) : from.aside(true);
    case Qt::Key_Up:
        return sideways ? from.aside(false) : from.along(false);
    case Qt::Key_Down:
        return sideways ? from.aside(true) : from.along(true);
    default:
        return -1;
    }
}

} // namespace obdesk
