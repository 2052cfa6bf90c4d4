// SPDX-License-Identifier: GPL-3.0-or-later
// Who acted on a task from this machine, and why: what the journal knows of a run.
#pragma once

#include "history/journalentry.h"
#include "ocp/jsonreader.h"
#include "report/run.h"

#include <QStringList>

namespace obdesk {

/// The retries, skips, cancels and rollbacks of a task, oldest first, with secrets masked. Entries of other OCPs and tasks are passed over.
QList<RunAction> actionsOf(const QList<JournalEntry> &entries, const QUrl &server, TaskId task);

/// A line each: "2026-03-02 03:12:10 +08:00 · Retry step 129372 of task 107720 · by admin (dba on this machine) · Accepted · reason: …".
QStringList actionLines(const Run &run);

QJsonArray actionsToJson(const QList<RunAction> &actions);
RunAction actionFromJson(const JsonReader &json);

} // namespace obdesk
