// SPDX-License-Identifier: GPL-3.0-or-later
// What the journal of this machine knows of a task that OCP's own detail does not tell: the request that made it, its hosts and reason,
// and who acted on it from here.
#pragma once

#include "history/journalentry.h"
#include "report/run.h"

#include <functional>

class QObject;

namespace obdesk {

class Journal;

struct TaskRecord
{
    std::optional<Intent> made;         ///< the request that made the task, when it was sent from this machine
    QString traceId;                    ///< of the reply to it; empty when there was none
    QList<RunAction> actions;           ///< oldest first, secrets masked

    /// The hosts of the request.
    QList<HostId> hosts() const { return made ? made->hosts : QList<HostId>(); }
    QString reason() const { return made ? made->reason : QString(); }
    /// "POST /api/v2/…", a line break and the body as it was sent.
    QString request() const;
};

/// Entries of other OCPs and tasks are passed over.
TaskRecord taskRecordOf(const QList<JournalEntry> &entries, const QUrl &server, TaskId task);

/// `done` is called on the context's thread, once, unless the context or the journal goes first.
void fetchTaskRecord(Journal &journal, const QUrl &server, TaskId task, QObject *context, std::function<void(const TaskRecord &)> done);

} // namespace obdesk
