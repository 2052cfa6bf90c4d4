// SPDX-License-Identifier: GPL-3.0-or-later
// Who the tests log in as.
#pragma once

#include "ocp/connection.h"

namespace obdesk::test {

inline Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.url = url;
    connection.user = QStringLiteral("admin");
    return connection;
}

inline Credentials password()
{
    return Credentials(QStringLiteral("geheim"));
}

} // namespace obdesk::test
