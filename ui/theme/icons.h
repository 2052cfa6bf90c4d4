// SPDX-License-Identifier: GPL-3.0-or-later
// Our own SVG icons by name, in the colours of the theme, and the state glyphs as icons.
#pragma once

#include "domain/task.h"
#include "picture/tokens.h"

#include <QIcon>
#include <QPixmap>

namespace obdesk {

/// resources/icons/<name>.svg, drawn in `color` (the files use currentColor). Crisp at every scale; follows the theme when
/// it is asked for again after Theme::changed.
QIcon themedIcon(const QString &name, const QColor &color);

/// The glyph of a state in its colour, `size` logical pixels square.
QPixmap statePixmap(StepState state, const Tokens &tokens, int size, qreal devicePixelRatio);
QIcon stateIcon(StepState state, const Tokens &tokens);

} // namespace obdesk
