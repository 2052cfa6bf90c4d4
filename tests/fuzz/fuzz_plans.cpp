// SPDX-License-Identifier: GPL-3.0-or-later
// A plan of up to 24 subtasks and what is made of it. Bytes: count, flags, then per subtask id, parallel index, name and size; the rest
// are edges, two bytes each.
#include "fuzz/fuzztarget.h"

#include "layout/layout.h"
#include "task/planphases.h"
#include "task/taskgraph.h"

#include <QSet>

#include <array>
#include <cmath>
#include <limits>

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;

namespace {

constexpr int most = 24;
constexpr qreal tolerance = 1e-6;

struct Plan
{
    Task task;
    LayoutInput layout;
    LayoutOptions options;
};

qreal sideOf(int byte)
{
    constexpr std::array odd { std::numeric_limits<qreal>::quiet_NaN(), std::numeric_limits<qreal>::infinity(), -1.0, 0.0 };
    return byte < int(odd.size()) ? odd[size_t(byte)] : byte;
}

Plan planFrom(Input &input)
{
    Plan plan;
    const int count = input.byte() % (most + 1);
    const int flags = input.byte();
    plan.options.direction = flags & 1 ? LayoutDirection::TopDown : LayoutDirection::LeftRight;
    for (int i = 0; i < count; ++i) {
        const int byte = input.byte();
        Subtask subtask;
        subtask.id = SubtaskId(flags & 2 ? byte % count : i);
        if (byte & 0x40)
            subtask.parallelIdx = byte & 0x0f;
        subtask.name = QString(QChar(u'a' + byte % 3));
        plan.task.subtasks.append(subtask);
        plan.layout.sizes.append(flags & 4 ? QSizeF(sideOf(byte), sideOf(byte / 2)) : QSizeF(100, 30));
        if (flags & 8)
            plan.layout.before.append(sideOf(byte));
    }
    while (count > 0 && !input.atEnd()) {
        const int first = input.byte();
        // One past the end: an edge that leads nowhere.
        const int from = (first & 0x7f) % (count + 1);
        const int to = input.byte() % (count + 1);
        plan.layout.edges.append({ from, to == count ? -1 : to });
        if (first & 0x80) {
            if (from < count)
                plan.task.subtasks[from].downstreams.append(SubtaskId(to));
        } else if (to < count) {
            plan.task.subtasks[to].upstreams.append(SubtaskId(from));
        }
    }
    return plan;
}

void checkGraph(const Task &task, const TaskGraph &graph)
{
    const int count = graph.count();
    require(count == task.subtasks.size(), "every subtask is a node");
    QList<bool> seen(count, false);
    for (const int node : graph.order()) {
        require(node >= 0 && node < count && !seen.at(node), "the order names a node once");
        seen[node] = true;
    }
    require(graph.order().size() == count, "the order names every node");
    require(std::is_sorted(graph.edges().cbegin(), graph.edges().cend()), "edges are sorted");
    for (const TaskGraph::Edge edge : graph.edges()) {
        require(edge.from != edge.to && edge.from >= 0 && edge.from < count && edge.to >= 0 && edge.to < count, "edges join two nodes");
        const auto down = graph.downstreams(edge.from);
        require(std::count(down.begin(), down.end(), edge.to) == 1, "an edge is there once");
    }
    if (count > 0)
        require(!graph.descendants(0).contains(0), "no step waits for itself");
}

void checkPhases(const Task &task, const TaskGraph &graph)
{
    const PlanPhases phases = phasesOf(task, graph);
    QList<int> times(graph.count(), 0);
    for (int p = 0; p < phases.phases.size(); ++p) {
        require(!phases.phases.at(p).subtasks.isEmpty(), "no phase is empty");
        for (const int subtask : phases.phases.at(p).subtasks) {
            ++times[subtask];
            require(phases.phaseOf.at(subtask) == p, "a subtask knows its phase");
        }
    }
    require(times.count(1) == times.size(), "every subtask lies in one phase");
    times.fill(0);
    int phase = 0;
    for (int c = 0; c < phases.columns.size(); ++c) {
        require(phases.columns.at(c).phase >= phase, "columns stand in the order of their phases");
        phase = phases.columns.at(c).phase;
        for (const int subtask : phases.columns.at(c).subtasks) {
            ++times[subtask];
            require(phases.columnOf.at(subtask) == c && phases.phaseOf.at(subtask) == phase, "a subtask knows its column");
        }
    }
    require(times.count(1) == times.size(), "every subtask lies in one column");
}

/// By the definition of LayoutInput.
QList<bool> drawable(const LayoutInput &input)
{
    QSet<std::pair<int, int>> seen;
    QList<bool> draw;
    for (const LayoutEdge &edge : input.edges) {
        const auto isNode = [&](int i) { return i >= 0 && i < input.sizes.size(); };
        const std::pair ends { edge.from, edge.to };
        draw.append(isNode(edge.from) && isNode(edge.to) && edge.from != edge.to && !seen.contains(ends));
        if (draw.last())
            seen.insert(ends);
    }
    return draw;
}

bool overlap(const QRectF &a, const QRectF &b)
{
    return std::min(a.right(), b.right()) - std::max(a.left(), b.left()) > tolerance
        && std::min(a.bottom(), b.bottom()) - std::max(a.top(), b.top()) > tolerance;
}

void checkNodes(const LayoutInput &input, const GraphLayout &layout)
{
    require(layout.nodes.size() == input.sizes.size() && layout.layer.size() == input.sizes.size(), "every node has its place");
    const QRectF all = layout.bounds.adjusted(-tolerance, -tolerance, tolerance, tolerance);
    for (qsizetype i = 0; i < layout.nodes.size(); ++i) {
        const QRectF &node = layout.nodes.at(i);
        const QSizeF size = input.sizes.at(i);
        const auto side = [](qreal s) { return std::isfinite(s) && s > 0 ? s : 0; };
        require(node.size() == QSizeF(side(size.width()), side(size.height())), "nodes keep their size");
        require(std::isfinite(node.x()) && std::isfinite(node.y()), "places are finite");
        require(all.left() <= node.left() && all.top() <= node.top() && all.right() >= node.right() && all.bottom() >= node.bottom(),
                "the bounds hold every node");
        for (qsizetype j = 0; j < i; ++j)
            require(!overlap(node, layout.nodes.at(j)), "nodes do not overlap");
    }
}

void checkRoutes(const LayoutInput &input, const GraphLayout &layout)
{
    require(layout.edgeCount() == input.edges.size() && layout.bundleOf.size() == input.edges.size(), "every edge is answered");
    for (const QPointF &point : layout.routePoints)
        require(std::isfinite(point.x()) && std::isfinite(point.y()), "routes are finite");
    const QList<bool> draw = drawable(input);
    for (qsizetype e = 0; e < input.edges.size(); ++e) {
        const EdgeRoute route = layout.route(e);
        const int bundle = layout.bundleOf.at(e);
        const bool drawn = !route.points.empty() || bundle >= 0;
        require(drawn == draw.at(e), "an edge is drawn unless it is no edge");
        require(route.points.empty() || bundle < 0, "an edge is drawn once");
        if (!drawn)
            continue;
        const LayoutEdge edge = input.edges.at(e);
        require(layout.layer.at(edge.from) != layout.layer.at(edge.to), "edges lead from layer to layer");
        require((layout.layer.at(edge.from) > layout.layer.at(edge.to)) == route.reversed, "only reversed edges lead back");
        if (bundle >= 0) {
            require(bundle < layout.bundles.size(), "a bundle is there");
            require(layout.bundles.at(bundle).tails.contains(edge.from) && layout.bundles.at(bundle).heads.contains(edge.to),
                    "a bundle joins the ends of its edges");
        }
    }
}

} // namespace

int plans(const uint8_t *data, size_t size)
{
    Input input(data, size);
    const Plan plan = planFrom(input);
    const TaskGraph graph(plan.task);
    checkGraph(plan.task, graph);
    checkPhases(plan.task, graph);
    const GraphLayout layout = layoutDag(plan.layout, plan.options);
    require(!layout.cancelled, "nobody cancelled");
    checkNodes(plan.layout, layout);
    checkRoutes(plan.layout, layout);
    return 0;
}

} // namespace obdesk::fuzz
