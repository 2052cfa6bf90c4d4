// SPDX-License-Identifier: GPL-3.0-or-later
// Step "packing": islands beside and below each other.
#pragma once

#include <QPointF>
#include <QSizeF>

#include <span>
#include <vector>

namespace obdesk::layered {

/// The top left corners of boxes laid in rows, in the given order, the first at (0, 0), `gap` apart; low boxes below each other beside
/// high ones. The rows are about as long as makes the whole a landscape page, and at least as long as the widest box.
std::vector<QPointF> packRows(std::span<const QSizeF> boxes, double gap);

} // namespace obdesk::layered
