// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts of every simulator. Published constants, no secrets: they open nothing but an invented world on loopback.
#pragma once

#include <QString>

namespace obdesk {

struct SimCredentials
{
    QString user = QStringLiteral("admin");                 ///< may do everything
    QString password = QStringLiteral("simulator");
    QString accessKey = QStringLiteral("simAdminAccessKey");
    QString accessKeySecret = QStringLiteral("simulator-admin-access-key-secret");

    QString readOnlyUser = QStringLiteral("viewer");        ///< may read; every change answers 403 / IAM11000
    QString readOnlyPassword = QStringLiteral("simulator");
    QString readOnlyAccessKey = QStringLiteral("simViewerAccessKey");
    QString readOnlyAccessKeySecret = QStringLiteral("simulator-viewer-access-key-secret");

    QString maintainer = QStringLiteral("maintainer");      ///< may add servers; from 4.3.4 on every task call answers 403
    QString maintainerPassword = QStringLiteral("simulator");
    QString maintainerAccessKey = QStringLiteral("simMaintainerAccessKey");
    QString maintainerAccessKeySecret = QStringLiteral("simulator-maintainer-access-key-secret");
};

} // namespace obdesk
