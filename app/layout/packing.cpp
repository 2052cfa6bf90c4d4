// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/packing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace obdesk::layered {

namespace {

struct Packed
{
    std::vector<QPointF> corners;
    double area = 0;
};

/// A row holds columns: a box goes below the one before it where that makes the row no higher.
Packed pack(std::span<const QSizeF> boxes, double gap, double rowLength)
{
    Packed packed;
    packed.corners.reserve(boxes.size());
    double x = 0;
    double y = 0;
    double columnWidth = 0;
    double columnHeight = 0;
    double rowHeight = 0;
    double width = 0;
    for (const QSizeF &box : boxes) {
        const bool isFirst = packed.corners.empty();
        if (!isFirst && columnHeight + gap + box.height() <= rowHeight && x + box.width() <= rowLength) {
            columnHeight += gap;
        } else {
            x += isFirst ? 0 : columnWidth + gap;
            columnWidth = columnHeight = 0;
            if (x > 0 && x + box.width() > rowLength) {
                x = 0;
                y += rowHeight + gap;
                rowHeight = 0;
            }
        }
        packed.corners.emplace_back(x, y + columnHeight);
        columnHeight += box.height();
        columnWidth = std::max(columnWidth, box.width());
        rowHeight = std::max(rowHeight, columnHeight);
        width = std::max(width, x + columnWidth);
    }
    packed.area = width * (y + rowHeight);
    return packed;
}

} // namespace

std::vector<QPointF> packRows(std::span<const QSizeF> boxes, double gap)
{
    constexpr double aspect = 1.6;
    double area = 0;
    double widest = 0;
    for (const QSizeF &box : boxes) {
        area += (box.width() + gap) * (box.height() + gap);
        widest = std::max(widest, box.width());
    }
    const double rowLength = std::max(widest, std::sqrt(area * aspect));

    Packed best = pack(boxes, gap, rowLength);
    constexpr double worthIt = 0.95;
    if (Packed longer = pack(boxes, gap, rowLength * 1.3); longer.area < best.area * worthIt)
        best = std::move(longer);
    return best.corners;
}

} // namespace obdesk::layered
