// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas is measured against: the same picture as a QGraphicsView with one item a step, built as its documentation advises.
#pragma once

#include "layout/layout.h"
#include "picture/nodetext.h"
#include "picture/tokens.h"

#include <QGraphicsView>

#include <memory>

namespace obdesk::bench {

/// One item a step with level of detail (box, title, everything), one item an edge; no antialiasing of the whole view, minimal updates.
/// `looks` and `texts` per node of the layout.
std::unique_ptr<QGraphicsView> makeItemView(const GraphLayout &layout, const QList<NodeLook> &looks, const Tokens &tokens);

} // namespace obdesk::bench
