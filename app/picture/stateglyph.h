// SPDX-License-Identifier: GPL-3.0-or-later
// The sign of a state. Each differs from the others in shape, so that it needs no colour.
#pragma once

#include "picture/tokens.h"

#include <QRectF>

class QPainter;

namespace obdesk {

/// Paints into the largest square in the middle of `rect`; made for 14 to 64 px. Vectors only. Leaves the painter as
/// it was. Successful: a disc with a tick; running: an open ring; failed: a square with a cross; pending: a dashed ring;
/// ready: a ring; cancelling: a ring with a bar; skipped: a tick on a dashed ring; rolled back: a back arrow; unknown: a
/// question mark.
void paintStateGlyph(QPainter &painter, const QRectF &rect, StepState state, const Tokens &tokens);

} // namespace obdesk
