// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a report says: one run of a task, as a value. Writers turn it into documents, the JSON form comes back as this.
#pragma once

#include "domain/task.h"
#include "ocp/connection.h"

#include <QMap>
#include <QUrl>

namespace obdesk {

/// The log of a failed step as far as the report keeps it. Secrets are masked when it is taken, not when it is written.
struct RunLog
{
    SubtaskId subtask;
    QString text;
    bool truncated = false;             ///< the beginning was left out
    bool operator==(const RunLog &) const = default;
};

struct Run
{
    Task task;
    QString connectionName;
    QUrl connectionUrl;                 ///< without user info
    Environment environment = Environment::Production;
    QString user;                       ///< who obdesk was logged in as
    QString reason;                     ///< given when the change was submitted; may be empty
    QString request;                    ///< "POST /api/v2/…" and body; empty when obdesk did not submit it
    QString traceId;                    ///< of the reply that created the task, else of the last reply
    QMap<qint64, QString> hostLabels;   ///< host id -> address or name, as far as known
    QList<RunLog> failedLogs;           ///< in execution order
    QDateTime takenAt;                  ///< our clock, UTC
    QDateTime serverNow;                ///< the server's clock at that moment, UTC
    bool stale = false;                 ///< OCP could not be reached when the report was made; takenAt is the last good reply
    bool operator==(const Run &) const = default;
};

} // namespace obdesk
