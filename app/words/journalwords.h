// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of the journal, in words.
#pragma once

#include "history/database.h"
#include "history/journalentry.h"
#include "history/verify.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace obdesk {

/// "Add 3 OBServers to zone2 of obprod", "Retry step 129372 of task 107720".
QString changeWords(const Intent &intent);
/// "Accepted", "Not known", …
QString standingWord(JournalEntry::Standing standing);
/// What it means and what may be done: "OCP's answer was lost. Nothing more is sent for these hosts until …"
QString standingWords(JournalEntry::Standing standing);
/// Everything about an entry as label and value, in the order people ask: when, who, where, what, why, what became of it.
QList<std::pair<QString, QString>> entryFacts(const JournalEntry &entry);
/// Of a data file that is not as it should be; empty when all is well.
QString dataFileWords(const DataFileState &state);
/// One sentence, then one line per bad place.
QStringList verifyWords(const VerifyResult &result);

} // namespace obdesk
