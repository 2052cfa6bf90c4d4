// SPDX-License-Identifier: GPL-3.0-or-later
// The journal as a file for others: a table for spreadsheets, or every stored field with its hashes, so that the chain can be
// checked without obdesk (journalrow.h says how).
#pragma once

#include "history/journalentry.h"
#include "history/journalstore.h"

namespace obdesk {

enum class JournalFormat { Csv, Json };

/// By the ending of the file's name.
std::optional<JournalFormat> journalFormatOf(const QString &file);

/// One line per change, oldest first: RFC 4180, UTF-8 with a byte order mark, English column names, times in UTC.
QByteArray journalToCsv(const QList<JournalEntry> &entries);
/// Schema "obdesk.journal", version 1; `rows` in the order of the chain. Numbers beyond 2^53 - 1 are texts of digits.
QByteArray journalToJson(const JournalStore::Extract &extract);

} // namespace obdesk
