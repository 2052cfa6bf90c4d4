// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the journal as it is stored and as it is chained: columns, canonical bytes, hashes.
//
// The canonical bytes of a row are the line "obdesk.journal 1" and a line for each column in the order of journalColumns():
//     NAME=CLASS LENGTH:VALUE
// CLASS is n (null), i (integer), t (text), r or b (real, blob: never written); VALUE is UTF-8 text, integers in decimal; LENGTH
// counts its bytes; lines end with LF. The hash of a row is the SHA-256 of these bytes in hexadecimal. One of the columns is
// `previous`, the hash of the row before (of the first: 64 zeros), so that a changed row changes all that follow. `digests` holds 16
// hexadecimal digits per column, the beginning of the SHA-256 of its line: they tell which column was changed.
#pragma once

#include "history/processmark.h"
#include "ocp/mutation.h"

#include <QByteArray>
#include <QVariant>

#include <array>
#include <span>

class QSqlQuery;

namespace obdesk {

/// In the order of storing and hashing.
enum class Column {
    Seq, Previous, Event, Intent, At, Kind,
    // Of an intent; null in a conclusion, but for Task.
    OsUser, ConnectionId, ConnectionName, Server, User, Environment, Method, Path, Body, Cluster, TargetName, Zone, Hosts, Task,
    Subtask, Reason, StateBefore, ClockSkewMs, Pid, ProcessStart, Run,
    // Of a conclusion; null in an intent.
    HttpStatus, Code, Message, TraceId, State, Detail,
};
inline constexpr size_t columnCount = size_t(Column::Detail) + 1;

struct ColumnSpec
{
    const char *name;
    bool isNumber;
};
std::span<const ColumnSpec, columnCount> journalColumns();
QString nameOf(Column column);

/// A value as SQLite stores it.
struct StoredValue
{
    char storageClass = 'n';
    QByteArray bytes = {};
    static StoredValue text(const QString &text);
    static StoredValue number(qint64 number);
    bool operator==(const StoredValue &) const = default;
};

struct JournalRow
{
    std::array<StoredValue, columnCount> values;
    StoredValue &operator[](Column column) { return values[size_t(column)]; }
    const StoredValue &operator[](Column column) const { return values[size_t(column)]; }
    QString text(Column column) const { return QString::fromUtf8((*this)[column].bytes); }
    qint64 number(Column column) const { return (*this)[column].bytes.toLongLong(); }
    bool isNull(Column column) const { return (*this)[column].storageClass == 'n'; }
};

/// 64 zeros: what the first row has for `previous`.
QByteArray firstPrevious();
QByteArray hashOf(const JournalRow &row);
QByteArray digestsOf(const JournalRow &row);
/// Of one column within what digestsOf() answers; empty when it is cut short.
QByteArray digestIn(const QByteArray &digests, Column column);

/// What is asked of SQLite to read rows exactly: first storage class and bytes of each column, then `digests` and `hash`.
QString exactColumns();
struct StoredRow
{
    JournalRow row;
    QByteArray digests;
    QByteArray hash;
};
StoredRow storedRow(const QSqlQuery &query);

/// "INSERT INTO journal …" for a row, and what is bound to it.
QString insertStatement();
QVariantList insertValues(const JournalRow &row);

/// Text as it may stay on the disk: secrets masked, cut at 64 KiB with a mark.
QString keptText(const QString &text);

/// Without Seq and Previous, which the place in the chain decides.
JournalRow rowOf(const Intent &intent, const ProcessMark &process);
JournalRow rowOf(const QString &intentId, const Conclusion &conclusion);
Intent intentOf(const JournalRow &row);
ProcessMark processOf(const JournalRow &row);
Conclusion conclusionOf(const JournalRow &row);

/// "production", …
QString wordOf(Environment environment);

} // namespace obdesk
