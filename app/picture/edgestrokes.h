// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a graph: which of them meet an area, and how they are painted.
#pragma once

#include "domain/task.h"
#include "layout/layout.h"
#include "picture/boxindex.h"
#include "picture/nodepainter.h"
#include "picture/tokens.h"

#include <QList>
#include <QRectF>

#include <functional>
#include <span>
#include <vector>

class QPainter;

namespace obdesk {

/// What the lines take their look from. Not owned.
struct EdgeScene
{
    const GraphLayout &layout;
    const QList<LayoutEdge> &edges;             ///< those the layout was made from, in the same order
    LayoutDirection direction;
    std::span<const StepState> states;          ///< per node
    std::span<const NodeMarks> marks;           ///< per node, or empty
};

class EdgeStrokes
{
public:
    EdgeStrokes() = default;
    EdgeStrokes(const GraphLayout &layout, const QList<LayoutEdge> &edges, LayoutDirection direction);

    /// Returns how many edges and bundles it painted. `detail` and `scale` as in GraphPicture::paint().
    int paint(QPainter &painter, const EdgeScene &scene, const QRectF &exposed, qreal scale, Detail detail, const Tokens &tokens) const;

    /// Straight lines for a picture too far away to show curves: those that meet `exposed` and are at least `least` units long.
    void forEachLine(const EdgeScene &scene, const QRectF &exposed, qreal least,
                     const std::function<void(QPointF from, QPointF to, int kind)> &visit) const;
    /// The colour of a line's kind.
    static QColor colorOf(int kind, const Tokens &tokens);

    /// Where the lines lie that take their colour from this node.
    void addTouched(const EdgeScene &scene, int node, QList<QRectF> &into) const;

private:
    enum class Kind : quint8 { Waiting, Done, Failed, Marked };
    enum class Fan : quint8 { None, One, Both };    ///< how many ends of an edge hold a wide fan

    static Kind kindOf(StepState from, StepState to);
    Kind kindOf(const EdgeScene &scene, int edge) const;
    static bool isFaint(const EdgeScene &scene, int node);
    static bool isMarked(const EdgeScene &scene, int from, int to);
    void findFans(const GraphLayout &layout, const QList<LayoutEdge> &edges);
    void paintEdges(QPainter &painter, const EdgeScene &scene, const std::vector<int> &edges, Kind kind, const QRectF &exposed,
                    Detail detail, const Tokens &tokens) const;
    void paintCurve(QPainter &painter, const EdgeScene &scene, int edge, const QRectF &exposed) const;
    void paintArrow(QPainter &painter, const EdgeScene &scene, int edge, const QColor &color) const;
    void paintBundle(QPainter &painter, const EdgeScene &scene, int bundle, const QRectF &exposed, Detail detail, const Tokens &tokens) const;
    static QLineF stub(const EdgeScene &scene, const LayoutBundle &bundle, int node, bool tail);

    QList<QRectF> m_boxes;              ///< per edge; null for edges without a route
    QList<QRectF> m_bundleBoxes;
    BoxIndex m_index;
    BoxIndex m_bundleIndex;
    std::vector<Fan> m_fans;            ///< per edge
    std::vector<int> m_ofStart, m_of;   ///< per node: its edges that have a route
    std::vector<int> m_bundlesOfStart, m_bundlesOf;     ///< per node: bundles it is an end of, tail first: 2 * bundle + (tail ? 0 : 1)
};

} // namespace obdesk
