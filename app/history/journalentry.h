// SPDX-License-Identifier: GPL-3.0-or-later
// A change as the journal knows it: the intent and all that became of it. And what can be asked for.
#pragma once

#include "history/processmark.h"
#include "ocp/mutation.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace obdesk {

struct JournalEntry
{
    enum class Standing {
        Sending,    ///< no conclusion so far, and who sent it still runs
        Lost,       ///< no conclusion, and who sent it is gone: the outcome is not known
        NotSent,
        Accepted,
        Refused,
        Unknown,
        Found,
        Settled,
    };

    qint64 seq = 0;                     ///< of the intent's row
    Intent intent;
    ProcessMark process;                ///< who sent it
    Standing standing = Standing::Sending;
    QList<Conclusion> conclusions;      ///< in order

    /// The task that came of it, or the one that was acted on.
    std::optional<TaskId> task() const;
    QString traceId() const;
    /// One line; empty: nobody has looked.
    QString stateAfter() const;
    /// Its outcome is not known (yet), and no other change may touch its targets.
    bool isOpen() const;
};

/// "sending", "lost", "not-sent", … for files and JSON.
QString wordOf(JournalEntry::Standing standing);
/// The last conclusion that decides, without one by whether the process runs.
JournalEntry::Standing standingOf(const QList<Conclusion> &conclusions, const ProcessMark &process);

struct JournalQuery
{
    QString text = {};                  ///< within names, hosts, reason, user, path, ids, messages, …; empty: all
    QString connectionId = {};
    QString connectionName = {};
    std::optional<TaskId> task = {};    ///< that came of it or was acted on
    bool onlyOpen = false;
    QDateTime from = {};                ///< when it was begun, inclusive
    QDateTime to = {};                  ///< exclusive
    qint64 beforeSeq = 0;               ///< only older ones: the seq of the last entry of the page before; 0: from the newest
    int limit = 200;                    ///< 0: all
};

} // namespace obdesk
