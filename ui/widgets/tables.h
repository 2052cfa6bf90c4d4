// SPDX-License-Identifier: GPL-3.0-or-later
// How a table of rows looks and behaves on every page.
#pragma once

#include <initializer_list>

class QTableView;

namespace obdesk {

/// One row is chosen at a time, nothing is edited in place. `widths`: of the first columns, in digits of the table's font; the last column
/// takes what is left. The model must be set.
void setUpRowTable(QTableView *table, std::initializer_list<int> widths);

} // namespace obdesk
