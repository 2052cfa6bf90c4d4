// SPDX-License-Identifier: GPL-3.0-or-later
// The OBServers of one zone, with those being added right now as rows of their own. Updated by difference.
#pragma once

#include "domain/cluster.h"
#include "theme/health.h"

#include <QAbstractListModel>

namespace obdesk {

/// A host on its way into the zone: what the running task says of it.
struct ServerOnItsWay
{
    QString address;
    QString step;               ///< "Install rpm · 0:48"
    bool failed = false;
    bool operator==(const ServerOnItsWay &) const = default;
};

class ZoneServersModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        DetailRole = Qt::UserRole,  ///< second line: RUNNING · ACTIVE · up 212 days
        HealthRole,                 ///< Health
        RootServerRole,             ///< bool
        OnItsWayRole,               ///< bool
        ServerIdRole,               ///< qint64; invalid for a server on its way
    };

    using QAbstractListModel::QAbstractListModel;

    void setServers(const QList<ObServer> &servers, const QList<ServerOnItsWay> &onTheirWay, const QDateTime &now);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        QString key;
        QString title;
        QString detail;
        Health health = Health::Unknown;
        bool rootServer = false;
        bool onItsWay = false;
        std::optional<ServerId> id;
        bool operator==(const Row &) const = default;
    };
    static Row rowOf(const ObServer &server, const QDateTime &now);

    QList<Row> m_rows;
};

} // namespace obdesk
