// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/boxindex.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace obdesk {

namespace {

constexpr qreal smallestCell = 128;
constexpr int levelCount = 24;  ///< the last one holds whatever is larger

int levelOf(const QRectF &box)
{
    const qreal size = std::max(box.width(), box.height());
    return size <= smallestCell ? 0 : std::min(levelCount - 1, int(std::ceil(std::log2(size / smallestCell))));
}

/// Also for boxes without width or height, which QRectF::intersects() never finds.
bool meet(const QRectF &a, const QRectF &b)
{
    return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
}

} // namespace

int BoxIndex::Level::column(qreal x) const
{
    return int(std::clamp((x - field.left()) / cell, 0.0, qreal(columns - 1)));
}

int BoxIndex::Level::row(qreal y) const
{
    return int(std::clamp((y - field.top()) / cell, 0.0, qreal(rows - 1)));
}

BoxIndex::BoxIndex(const QList<QRectF> &boxes) : m_boxes(boxes)
{
    std::vector<std::vector<int>> members(levelCount);
    for (int i = 0; i < int(boxes.size()); ++i) {
        members[size_t(levelOf(boxes[i]))].push_back(i);
        const QRectF &box = boxes[i];
        m_all = i == 0 ? box : QRectF(QPointF(std::min(m_all.left(), box.left()), std::min(m_all.top(), box.top())),
                                      QPointF(std::max(m_all.right(), box.right()), std::max(m_all.bottom(), box.bottom())));
    }
    for (int level = 0; level < levelCount; ++level) {
        if (!members[size_t(level)].empty())
            m_levels.push_back(makeLevel(boxes, std::move(members[size_t(level)]), std::ldexp(smallestCell, level)));
    }
}

BoxIndex::Level BoxIndex::makeLevel(const QList<QRectF> &boxes, std::vector<int> members, qreal cell)
{
    Level level;
    qreal left = std::numeric_limits<qreal>::max(), right = -left, top = left, bottom = -left;
    for (int i : members) {
        const QPointF centre = boxes[i].center();
        left = std::min(left, centre.x());
        right = std::max(right, centre.x());
        top = std::min(top, centre.y());
        bottom = std::max(bottom, centre.y());
        level.reach = std::max({level.reach, boxes[i].width() / 2, boxes[i].height() / 2});
    }
    level.field = QRectF(left, top, right - left, bottom - top);
    // Never many more cells than boxes, however far these lie apart.
    const auto cells = [&] { return (level.field.width() / cell + 1) * (level.field.height() / cell + 1); };
    while (cells() > 4.0 * qreal(members.size()) + 16)
        cell *= 2;
    level.cell = cell;
    level.columns = int(level.field.width() / cell) + 1;
    level.rows = int(level.field.height() / cell) + 1;

    const auto cellOf = [&](int i) {
        const QPointF centre = boxes[i].center();
        return size_t(level.row(centre.y())) * size_t(level.columns) + size_t(level.column(centre.x()));
    };
    level.start.assign(size_t(level.columns) * size_t(level.rows) + 1, 0);
    for (int i : members)
        ++level.start[cellOf(i) + 1];
    for (size_t i = 1; i < level.start.size(); ++i)
        level.start[i] += level.start[i - 1];
    std::vector<int> next(level.start.begin(), level.start.end() - 1);
    level.items.resize(members.size());
    for (int i : members)
        level.items[size_t(next[cellOf(i)]++)] = i;
    return level;
}

std::vector<int> BoxIndex::find(const QRectF &area) const
{
    std::vector<int> found;
    if (!m_boxes.isEmpty() && area.left() <= m_all.left() && area.top() <= m_all.top() && area.right() >= m_all.right()
        && area.bottom() >= m_all.bottom()) {
        found.resize(size_t(m_boxes.size()));
        std::iota(found.begin(), found.end(), 0);
        return found;
    }
    for (const Level &level : m_levels) {
        // A box reaches no further from its centre than half the size of the level's largest.
        const QRectF near = area.adjusted(-level.reach, -level.reach, level.reach, level.reach);
        const int firstColumn = level.column(near.left());
        const int lastColumn = level.column(near.right());
        const int firstRow = level.row(near.top());
        const int lastRow = level.row(near.bottom());
        for (int row = firstRow; row <= lastRow; ++row) {
            for (int column = firstColumn; column <= lastColumn; ++column) {
                const size_t cell = size_t(row) * size_t(level.columns) + size_t(column);
                for (int i = level.start[cell]; i < level.start[cell + 1]; ++i) {
                    if (meet(m_boxes[level.items[size_t(i)]], area))
                        found.push_back(level.items[size_t(i)]);
                }
            }
        }
    }
    std::ranges::sort(found);
    return found;
}

} // namespace obdesk
