// SPDX-License-Identifier: GPL-3.0-or-later
// One cell of a CSV file that neither breaks the file nor starts anything in a spreadsheet.
#pragma once

#include <QString>

namespace obdesk {

/// One cell, quoted where RFC 4180 asks for it. A text that a spreadsheet would take for a formula gets a leading ' (OWASP,
/// "CSV injection").
QString csvCell(const QString &text);

/// The same without quotes: for cells that are joined by something other than commas and hold no line breaks.
QString defusedCell(const QString &text);

} // namespace obdesk
