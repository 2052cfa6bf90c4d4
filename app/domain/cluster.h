// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters, their zones and their OBServers, as OCP lists them.
// Source of the fields: OCP v2 API, "cluster information" pages 3.1.1 to 4.3. Words for states are kept as sent.
#pragma once

#include "domain/ids.h"
#include "domain/openenum.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace obdesk {

/// States of clusters, zones and OBServers; each kind uses a part of the list.
enum class ObStatus {
    Unknown, Running, Creating, Deleting, Deleted, Starting, Restarting, Stopping, Stopped, ServiceStopped, TakingOver,
    MovingOut, Switchover, Failover, Operating, Unavailable
};

/// What OceanBase itself says of a zone or server.
enum class InnerStatus { Unknown, Active, Inactive, Deleting, TakeoverByRs };

OpenEnum<ObStatus> obStatusFromText(const QString &text);
OpenEnum<InnerStatus> innerStatusFromText(const QString &text);

/// An operation is under way (CREATING … OPERATING): OCP refuses a second one.
bool isInOperation(ObStatus status);

struct RootServer
{
    QString address;                    ///< "ip:port"
    QString role;                       ///< LEADER or FOLLOWER
    std::optional<int> sqlPort;
    bool operator==(const RootServer &) const = default;
};

struct ObServer
{
    ServerId id;
    QString ip;
    std::optional<int> port;            ///< RPC port
    std::optional<int> sqlPort;
    QString version;
    bool withRootServer = false;
    OpenEnum<ObStatus> status;
    OpenEnum<InnerStatus> innerStatus;
    std::optional<ClusterId> clusterId;
    QString zoneName;
    QString regionName;
    QString idcName;
    std::optional<HostId> hostId;
    QString hostTypeName;
    std::optional<QDateTime> startTime;
    std::optional<QDateTime> stopTime;  ///< empty when it never stopped (null or the epoch on the wire)
    std::optional<TaskId> operatingTask;
    QString address() const;            ///< "ip:port", "[ip]:port" for IPv6, or the ip alone
    QStringList oddities;               ///< what could not be read of it (technical, English); empty in the normal case
    bool operator==(const ObServer &) const = default;
};

struct Zone
{
    std::optional<qint64> id;
    QString name;                       ///< the key used by every call
    std::optional<IdcId> idcId;
    QString idcName;
    QString regionName;
    OpenEnum<ObStatus> status;
    OpenEnum<InnerStatus> innerStatus;
    QString architecture;               ///< may be empty
    int serverCount = 0;
    std::optional<RootServer> rootServer;
    QList<ObServer> servers;            ///< the cluster list may leave it empty although serverCount is not 0
    std::optional<TaskId> operatingTask;
    QStringList oddities;               ///< what could not be read of it (technical, English); empty in the normal case
    bool operator==(const Zone &) const = default;
};

struct Cluster
{
    ClusterId id;
    QString name;
    std::optional<qint64> obClusterId;  ///< inside OceanBase; not unique over an OCP
    QString obVersion;
    OpenEnum<ObStatus> status;
    QString type;                       ///< PRIMARY or STANDBY
    QString architecture;               ///< may be empty before OCP 4.3
    int serverCount = 0;
    int tenantCount = 0;
    int regionCount = 0;
    QList<RootServer> rootServers;
    QList<Zone> zones;
    QString creator;
    std::optional<QDateTime> createTime;
    QString failToQueryReason;          ///< why OCP could not reach it
    std::optional<TaskId> operatingTask;
    QStringList oddities;               ///< what could not be read of it (technical, English); empty in the normal case
    bool operator==(const Cluster &) const = default;
};

} // namespace obdesk
