// SPDX-License-Identifier: GPL-3.0-or-later
// What the simulated OCP manages: regions, IDCs, hosts, clusters with zones and OBServers. Plain data; the rules are elsewhere.
#pragma once

#include "domain/ids.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace obdesk {

struct SimTask;

struct SimRegion { RegionId id; QString name; };
struct SimIdc { IdcId id; QString name; RegionId region; QString regionName; };
struct SimHostType { HostTypeId id; QString name; };

struct SimService
{
    QString name;               ///< cluster01:1
    QString type;               ///< OB_CLUSTER, OB_PROXY, ...
    QString version;
};

struct SimHost
{
    HostId id;
    QString name;
    QString alias;              ///< e.g. "spare"; for the hosts that get refused, why (refusal-offline)
    QString description;
    QString address;
    QString status;             ///< NEW, AVAILABLE, ONLINE, OFFLINE, DELETING
    QString agentStatus;        ///< empty: no agent installed
    QString architecture;
    QString release;            ///< operatingSystemRelease
    IdcId idc;
    QString idcName;
    RegionId region;
    QString regionName;
    HostTypeId type { 1 };
    QList<SimService> services;
    std::optional<TaskId> reservedBy;
    qint64 createUtc = 0;
    qint64 updateUtc = 0;
};

struct SimServer
{
    ServerId id;
    HostId host;
    QString address;
    QString status;             ///< RUNNING, CREATING, ...
    QString innerStatus;        ///< ACTIVE, INACTIVE
    bool rootServer = false;
    std::optional<TaskId> operatingTask;
    std::optional<qint64> startUtc;
    qint64 updateUtc = 0;
};

struct SimZone
{
    qint64 id = 0;
    QString name;
    IdcId idc;
    QString idcName;
    QString regionName;
    QString status;
    QString innerStatus;
    QString statusBefore;       ///< while an operation runs: what it returns to
    std::optional<TaskId> operatingTask;
    qint64 createUtc = 0;
    qint64 updateUtc = 0;
    std::vector<SimServer> servers;
};

struct SimObCluster
{
    ClusterId id;
    qint64 obClusterId = 0;
    QString name;
    QString version;            ///< 4.2.1.8
    QString architecture;
    QString release;            ///< OS of its package
    QString status;
    QString statusBefore;
    bool meta = false;          ///< OCP's own
    int tenantCount = 0;
    std::optional<TaskId> operatingTask;
    qint64 createUtc = 0;
    qint64 updateUtc = 0;
    std::vector<SimZone> zones;

    QString serviceName() const { return name + u':' + QString::number(obClusterId); }
    QString rpmName() const;
    SimZone *zone(const QString &wanted);
    const SimZone *zone(const QString &wanted) const { return const_cast<SimObCluster *>(this)->zone(wanted); }
};

struct World
{
    std::vector<SimRegion> regions;
    std::vector<SimIdc> idcs;
    std::vector<SimHostType> hostTypes;
    std::vector<SimHost> hosts;
    std::vector<SimObCluster> clusters;
    qint64 nextServerId = 1;

    SimHost *host(HostId id);
    const SimHost *host(HostId id) const { return const_cast<World *>(this)->host(id); }
    SimObCluster *cluster(ClusterId id);
    const SimObCluster *cluster(ClusterId id) const { return const_cast<World *>(this)->cluster(id); }
    SimObCluster *clusterByName(const QString &name);
};

} // namespace obdesk
