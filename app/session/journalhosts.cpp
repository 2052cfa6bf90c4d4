// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/journalhosts.h"

#include <QHash>

namespace obdesk {

using namespace Qt::StringLiterals;

void addHostsOf(const QList<JournalEntry> &entries, const QUrl &server, QList<Task> &tasks)
{
    const QString wanted = serverKey(server);
    QHash<TaskId, QStringList> hosts;
    for (const JournalEntry &entry : entries) {
        if (!makesTask(entry.intent.kind) || !entry.task() || serverKey(entry.intent.server) != wanted)
            continue;
        QStringList ids;
        for (const HostId host : entry.intent.hosts)
            ids.append(host.toString());
        hosts.insert(*entry.task(), ids);
    }
    for (Task &task : tasks) {
        if (hostsToldBy(task).isEmpty() && hosts.contains(task.id))
            task.context.lists.insert(u"host_ids"_s, hosts.value(task.id));
    }
}

} // namespace obdesk
