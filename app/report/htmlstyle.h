// SPDX-License-Identifier: GPL-3.0-or-later
// The style sheet of HTML reports.
#pragma once

#include <QString>

namespace obdesk {

/// Light colours only: a report is read on paper and in mail as well.
QString htmlStyle();

} // namespace obdesk
