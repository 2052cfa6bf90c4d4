// SPDX-License-Identifier: GPL-3.0-or-later
// One cell of a CSV file that neither breaks the file nor starts anything in a spreadsheet.
#pragma once

#include <QString>

namespace obdesk {

/// One cell, quoted where RFC 4180 asks for it. A text that a spreadsheet would take for a formula gets a leading ' (OWASP,
/// "CSV injection").
QString csvCell(const QString &text);

} // namespace obdesk
