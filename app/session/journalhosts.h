// SPDX-License-Identifier: GPL-3.0-or-later
// OCP before 4.3 lists tasks without their hosts. Where a task came from here, the journal has them.
#pragma once

#include "domain/task.h"
#include "history/journalentry.h"

namespace obdesk {

/// Gives tasks that tell no hosts those of the entry that became them; of entries of that OCP alone.
void addHostsOf(const QList<JournalEntry> &entries, const QUrl &server, QList<Task> &tasks);

} // namespace obdesk
