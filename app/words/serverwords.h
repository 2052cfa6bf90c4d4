// SPDX-License-Identifier: GPL-3.0-or-later
// How far hosts are on their way to being OBServers, for those who may not read the task.
#pragma once

#include "domain/cluster.h"
#include "domain/host.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace obdesk {

/// Why servers are shown instead of a task.
QString hiddenTaskWords(const QString &zone, const std::optional<QDateTime> &asOf, const QDateTime &now);
/// A line per host, indented: its address and the server's state, or that it is not in the zone yet.
QString serversOnHostsWords(const QList<HostId> &hosts, const QHash<HostId, Host> &known, const QMap<HostId, OpenEnum<ObStatus>> &servers);

} // namespace obdesk
