// SPDX-License-Identifier: GPL-3.0-or-later
// The graph of a run, laid out and filled with words, ready to be painted.
#pragma once

#include "picture/graphpicture.h"
#include "report/runfacts.h"

#include <QSizeF>

namespace obdesk {

/// Fonts are there: a QGuiApplication exists.
bool canPaint();

GraphPicture runPicture(const RunFacts &facts, LayoutDirection direction);

/// In the direction that shows it larger on a page of this size (scene units).
GraphPicture runPictureFor(const RunFacts &facts, QSizeF page);

/// How much the picture shrinks (or grows) to fit on the page.
qreal fitScale(const GraphPicture &picture, QSizeF page);

} // namespace obdesk
