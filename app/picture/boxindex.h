// SPDX-License-Identifier: GPL-3.0-or-later
// Which of many boxes meet an area: what is visible, what is under the pointer.
#pragma once

#include <QList>
#include <QRectF>

#include <vector>

namespace obdesk {

/// A loose grid in several sizes: each box lies in the cell of its centre, on the level whose cells are at least as large
/// as the box. Built once in linear time; a query looks at the cells around its area and costs as much as it finds.
class BoxIndex
{
public:
    BoxIndex() = default;
    explicit BoxIndex(const QList<QRectF> &boxes);

    /// The numbers of the boxes that meet the area, ascending.
    std::vector<int> find(const QRectF &area) const;

private:
    struct Level
    {
        QRectF field;                   ///< of the centres
        qreal cell = 0;
        qreal reach = 0;                ///< half the longest side of its boxes
        int columns = 0;
        int rows = 0;
        std::vector<int> start;         ///< per cell, into items
        std::vector<int> items;
        int column(qreal x) const;
        int row(qreal y) const;
    };

    static Level makeLevel(const QList<QRectF> &boxes, std::vector<int> members, qreal cell);

    QList<QRectF> m_boxes;
    QRectF m_all;                       ///< around all boxes
    std::vector<Level> m_levels;
};

} // namespace obdesk
