// SPDX-License-Identifier: GPL-3.0-or-later
// What OCP is asked for, and the shapes of its answers that are no values of the domain.
#pragma once

#include "domain/ids.h"
#include "ocp/replymeta.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace obdesk {

/// What of a reply could not be read. Oddities of objects that have a place for them are there.
struct ReplyNotes
{
    qsizetype unread = 0;               ///< entries of a list that are missing from it
    QStringList notes = {};             ///< which, with their paths (technical, English); not all when there are very many
    bool operator==(const ReplyNotes &) const = default;
};

template<typename T>
struct Fetched
{
    T value;
    ReplyMeta meta;
    ReplyNotes notes = {};
};

struct ClusterQuery { QString nameKeyword; };
struct HostQuery
{
    QStringList statuses;               ///< wire words; empty: all
    QString keyword;
    QStringList includedServiceTypes;
    QStringList excludedServiceTypes;
};
struct TaskQuery
{
    QString nameKeyword;
    QStringList statuses;               ///< wire words; empty: all
    std::optional<ClusterId> clusterId;
    std::optional<HostId> hostId;
    QString type;
    int page = 1;                       ///< from 1
    int size = 50;                      ///< at most 2000
    QString sort = QStringLiteral("id,desc");
};

/// Events of the audit log, the newest first. OCP's enterprise edition from 4.2.0 on; others refuse the call in one way or another.
struct AuditQuery
{
    QStringList operationEvents;        ///< wire words, e.g. ADD_OB_SERVERS and BATCH_ADD_OB_SERVERS; empty: all
    std::optional<QDateTime> startTime; ///< events from then on
    std::optional<QDateTime> endTime;
    int page = 1;                       ///< from 1
    int size = 50;                      ///< at most 2000
};

/// One page of a list, as the server cut it.
template<typename T>
struct Page
{
    QList<T> items;
    int number = 1;
    int size = 0;
    qint64 totalElements = 0;
    int totalPages = 1;
    bool isSifted = false;              ///< entries were left out here, after the server had counted: the totals are upper bounds
    qsizetype unread = 0;               ///< entries of the page that are not in `items`, see ReplyNotes
};

struct ServerInfo { QString buildVersion; QString name; QString buildTime; };

} // namespace obdesk
