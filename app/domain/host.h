// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts and the places they stand in, as OCP lists them.
// Source of the fields: OCP v2 API, "host module" pages 3.1.1 to 4.3.
#pragma once

#include "domain/ids.h"
#include "domain/openenum.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace obdesk {

/// Available is online and idle: only such a host can be added. Online already runs services.
enum class HostStatus { Unknown, New, Available, Online, Offline, Deleting };

enum class HostAgentStatus { Unknown, Available, Restarting, Stopping, Reinstalling, Offline, Deleted };

OpenEnum<HostStatus> hostStatusFromText(const QString &text);
/// Accepts OCP's spelling REINTSTALLING too.
OpenEnum<HostAgentStatus> hostAgentStatusFromText(const QString &text);
QString toText(HostStatus status);

struct HostService
{
    QString name;                       ///< like "cluster01:1" (cluster name : OB cluster id)
    QString type;                       ///< OB_CLUSTER, OB_PROXY, OCP_AGENT, …
    QString version;
    bool operator==(const HostService &) const = default;
};

struct Host
{
    HostId id;
    QString name;
    QString alias;
    QString description;
    QString innerIpAddress;
    QString operatingSystem;            ///< kernel text
    QString operatingSystemRelease;     ///< e.g. "alios7"; what "same OS" compares
    QString architecture;               ///< x86_64, aarch64
    QString kind;
    OpenEnum<HostStatus> status;
    std::optional<IdcId> idcId;
    QString idcName;
    std::optional<HostTypeId> typeId;
    QString typeName;
    std::optional<RegionId> regionId;
    QString regionName;
    OpenEnum<HostAgentStatus> agentStatus;
    QString agentVersion;
    QList<HostService> services;
    std::optional<int> sshPort;
    QStringList oddities;               ///< what could not be read of it (technical, English); empty in the normal case
    bool operator==(const Host &) const = default;
};

struct Region
{
    RegionId id;
    QString name;
    QString description;
    bool operator==(const Region &) const = default;
};

struct Idc
{
    IdcId id;
    QString name;
    QString description;
    std::optional<RegionId> regionId;
    QString regionName;                 ///< may be empty
    bool operator==(const Idc &) const = default;
};

struct HostType
{
    HostTypeId id;
    QString name;
    QString description;
    bool operator==(const HostType &) const = default;
};

} // namespace obdesk
