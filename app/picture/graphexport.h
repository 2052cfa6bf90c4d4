// SPDX-License-Identifier: GPL-3.0-or-later
// A task graph as a file: the whole of it in full detail, without selection or pointer.
#pragma once

#include "picture/graphpicture.h"

#include <QByteArray>
#include <QImage>

namespace obdesk {

/// Room left around the graph in files, in scene units.
constexpr qreal exportMargin = 24;

/// A document with one <g id="subtask-<id>"> per node, its whole title, subtitle, state word and duration in its <title>.
QByteArray graphToSvg(const GraphPicture &picture, const Tokens &tokens, const QString &title);

/// `scale` pixels per unit. Null when the image would not fit in memory (no side above 32,767 pixels, 512 MiB in all).
QImage graphToImage(const GraphPicture &picture, const Tokens &tokens, qreal scale);

} // namespace obdesk
