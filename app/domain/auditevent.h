// SPDX-License-Identifier: GPL-3.0-or-later
// What OCP wrote down of an operation that somebody asked for: who, when, on what, as which task.
// Source of the fields: OCP v2 API, "query historical events" pages of 4.2.2 (one flat resource) and 4.3.5 (a list of them).
#pragma once

#include "domain/ids.h"
#include "domain/openenum.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace obdesk {

using AuditEventId = Id<struct AuditEventTag>;

/// Whether the operation, not the event, succeeded. A call that was refused and started no task is Failed too.
enum class AuditResult { Unknown, Successful, Failed };
/// Each retry of a task is an event of its own; skip, cancel and rollback are none.
enum class AuditExecution { Unknown, New, Retry };

/// Accepts SUCCESS, which the pages say, and SUCCESSFUL.
OpenEnum<AuditResult> auditResultFromText(const QString &text);
OpenEnum<AuditExecution> auditExecutionFromText(const QString &text);

struct AuditResource
{
    std::optional<qint64> id;           ///< of the kind that AuditEvent::resourceType names
    QString name;
    QString parent;                     ///< name of what it belongs to, may be empty
    bool operator==(const AuditResource &) const = default;
};

struct AuditEvent
{
    AuditEventId id;
    QString operationEvent;             ///< as sent, e.g. ADD_OB_SERVERS
    QString eventType;                  ///< as sent, e.g. OB_CLUSTER_MANAGEMENT
    QString resourceType;               ///< as sent, e.g. OB_CLUSTER
    QList<AuditResource> resources;
    QString operatorName;               ///< the user at OCP
    std::optional<qint64> operatorId;
    QString clientIp;
    OpenEnum<AuditResult> result;
    QString failedReason;               ///< from 4.3.5
    OpenEnum<AuditExecution> execution;
    std::optional<TaskId> taskId;       ///< the task that it became; empty when it became none
    std::optional<QDateTime> startTime; ///< UTC
    std::optional<QDateTime> endTime;

    // Out of the arguments of the call, as far as they tell.
    std::optional<ClusterId> cluster;
    QStringList zoneNames;
    QList<HostId> hosts;                ///< ascending, each once

    bool operator==(const AuditEvent &) const = default;
};

} // namespace obdesk
