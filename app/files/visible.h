// SPDX-License-Identifier: GPL-3.0-or-later
// What no screen, file or terminal should act on, made visible.
#pragma once

#include <QChar>
#include <QString>

namespace obdesk {

/// The character itself, or what stands for it: a symbol for a control character, an escape for one that turns the reading direction,
/// ends a line unseen or has no width. TAB and LF stay when `multiline`.
QString visible(QChar c, bool multiline);

/// The same for a whole text.
QString visible(const QString &text, bool multiline);

} // namespace obdesk
