// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a report says: one run of a task, as a value. Writers turn it into documents, the JSON form comes back as this.
#pragma once

#include "domain/task.h"
#include "logs/cause.h"
#include "ocp/connection.h"

#include <QMap>
#include <QUrl>

#include <algorithm>

namespace obdesk {

/// The log of a step that failed, now or in an earlier run, as far as the report keeps it. Secrets are masked when it is taken, not when
/// it is written.
struct RunLog
{
    SubtaskId subtask;
    QString text;                       ///< its end; empty when only the attempts were kept
    bool truncated = false;             ///< the beginning was left out
    QList<StepAttempt> attempts = {};   ///< read from the whole log, the last one last; StepCause::at and line are of `text`, or -1
    /// Of the last attempt.
    StepCause cause() const { return attempts.isEmpty() ? StepCause() : attempts.last().cause; }
    bool operator==(const RunLog &) const = default;
};

/// Something a person did to the task from here, as the journal has it.
struct RunAction
{
    QDateTime at;                       ///< our clock, UTC
    QString kind;                       ///< word of the journal, e.g. "retry-subtask"
    std::optional<SubtaskId> subtask;
    QString user;                       ///< at OCP
    QString osUser;                     ///< on this machine
    QString reason;                     ///< secrets masked
    QString standing;                   ///< word of the journal, e.g. "accepted"
    bool operator==(const RunAction &) const = default;
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
    int logsLeftOut = 0;                ///< steps that failed or ran again and whose logs were too many to ask for
    QList<RunAction> actions;           ///< oldest first
    QDateTime takenAt;                  ///< our clock, UTC
    QDateTime serverNow;                ///< the server's clock at that moment, UTC
    bool stale = false;                 ///< OCP could not be reached when the report was made; takenAt is the last good reply
    /// Null when the log of that step is not here.
    const RunLog *logOf(SubtaskId step) const
    {
        const auto it = std::find_if(failedLogs.cbegin(), failedLogs.cend(), [step](const RunLog &log) { return log.subtask == step; });
        return it == failedLogs.cend() ? nullptr : &*it;
    }
    bool operator==(const Run &) const = default;
};

} // namespace obdesk
