// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/packing.h"

#include <algorithm>
#include <cmath>

namespace obdesk::layered {

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

    std::vector<QPointF> corners;
    corners.reserve(boxes.size());
    double x = 0;
    double y = 0;
    double rowHeight = 0;
    for (const QSizeF &box : boxes) {
        if (x > 0 && x + box.width() > rowLength) {
            x = 0;
            y += rowHeight + gap;
            rowHeight = 0;
        }
        corners.emplace_back(x, y);
        x += box.width() + gap;
        rowHeight = std::max(rowHeight, box.height());
    }
    return corners;
}

} // namespace obdesk::layered
