// SPDX-License-Identifier: GPL-3.0-or-later
// Titles broken into lines for narrow places.
#pragma once

#include <QStringList>

class QFontMetricsF;

namespace obdesk {

/// `text` broken at blanks into at most `most` lines of `width`; what does not fit is elided at the end of its line. At least one line.
QStringList wrapped(const QString &text, const QFontMetricsF &metrics, qreal width, int most);

} // namespace obdesk
