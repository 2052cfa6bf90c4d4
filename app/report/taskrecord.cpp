// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/taskrecord.h"

#include "history/journal.h"
#include "report/runactions.h"

namespace obdesk {

QString TaskRecord::request() const
{
    return made ? QString::fromUtf8(made->method + ' ' + made->path + '\n' + made->body) : QString();
}

TaskRecord taskRecordOf(const QList<JournalEntry> &entries, const QUrl &server, TaskId task)
{
    TaskRecord record;
    record.actions = actionsOf(entries, server, task);
    for (const JournalEntry &entry : entries) {
        const Intent &intent = entry.intent;
        if (!makesTask(intent.kind) || entry.task() != task || serverKey(intent.server) != serverKey(server))
            continue;
        record.made = intent;
        record.traceId = entry.traceId();
        break;
    }
    return record;
}

void fetchTaskRecord(Journal &journal, const QUrl &server, TaskId task, QObject *context, std::function<void(const TaskRecord &)> done)
{
    JournalQuery query;
    query.task = task;
    query.limit = 0;
    journal.fetchEntries(query, context, [server, task, done = std::move(done)](const QList<JournalEntry> &entries, bool) {
        done(taskRecordOf(entries, server, task));
    });
}

} // namespace obdesk
