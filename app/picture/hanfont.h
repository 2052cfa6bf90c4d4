// SPDX-License-Identifier: GPL-3.0-or-later
// Han text in the shapes of its reader's country.
#pragma once

#include <QFont>
#include <QLocale>

namespace obdesk {

/// The font's own family first; for Chinese, then fonts with Chinese shapes. Without that hint Han text falls back to
/// whichever CJK font comes first, often the Japanese one.
QFont withHanShapes(QFont font, const QLocale &locale);

} // namespace obdesk
