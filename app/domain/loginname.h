// SPDX-License-Identifier: GPL-3.0-or-later
// Who runs this program.
#pragma once

#include <QString>

namespace obdesk {

/// As the system knows them: an environment variable could say anybody.
QString loginName();

} // namespace obdesk
