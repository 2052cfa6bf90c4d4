// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/journalrow.h"

#include "domain/loginname.h"
#include "logs/redact.h"

#include <QCryptographicHash>
#include <QSqlQuery>
#include <QStringList>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<ColumnSpec, columnCount> columns { {
    { "seq", true }, { "previous", false }, { "event", false }, { "intent", false }, { "at", true }, { "kind", false },
    { "os_user", false }, { "connection_id", false }, { "connection_name", false }, { "server", false }, { "user", false },
    { "environment", false }, { "method", false }, { "path", false }, { "body", false }, { "cluster", true }, { "target_name", false },
    { "zone", false }, { "hosts", false }, { "task", true }, { "subtask", true }, { "reason", false }, { "state_before", false },
    { "clock_skew_ms", true }, { "pid", true }, { "process_start", true }, { "run", false }, { "http_status", true }, { "code", false },
    { "message", false }, { "trace_id", false }, { "state", false }, { "detail", false },
} };

constexpr qsizetype digestDigits = 16;
constexpr qsizetype mostBytes = 64 * 1024;

constexpr std::array environments {
    std::pair { Environment::Development, "development"_L1 },
    std::pair { Environment::Staging, "staging"_L1 },
    std::pair { Environment::Production, "production"_L1 },
    std::pair { Environment::Simulator, "simulator"_L1 },
    std::pair { Environment::Custom, "custom"_L1 },
};

QByteArray lineOf(const JournalRow &row, size_t column)
{
    const StoredValue &value = row.values[column];
    const QByteArray length = QByteArray::number(value.bytes.size());
    return QByteArray(columns[column].name) + '=' + value.storageClass + ' ' + length + ':' + value.bytes + '\n';
}

template<typename Id>
StoredValue optionalId(const std::optional<Id> &id)
{
    return id ? StoredValue::number(id->value) : StoredValue();
}

template<typename Id>
std::optional<Id> idIn(const JournalRow &row, Column column)
{
    return row.isNull(column) ? std::nullopt : std::optional(Id(row.number(column)));
}

StoredValue timeValue(const QDateTime &time)
{
    return StoredValue::number((time.isValid() ? time : QDateTime::currentDateTimeUtc()).toMSecsSinceEpoch());
}

QDateTime timeIn(const JournalRow &row)
{
    return QDateTime::fromMSecsSinceEpoch(row.number(Column::At), Qt::UTC);
}

/// At most 64 KiB, whole characters.
QString cut(const QByteArray &bytes)
{
    qsizetype end = std::min(bytes.size(), mostBytes);
    while (end > 0 && end < bytes.size() && (uchar(bytes.at(end)) & 0xc0) == 0x80)
        --end;
    return QString::fromUtf8(bytes.first(end));
}

QString cutMark(const QByteArray &bytes)
{
    return bytes.size() > mostBytes ? u" […cut, %1 bytes]"_s.arg(bytes.size()) : QString();
}

/// Names and the like: nobody writes a secret there, but the length is somebody else's.
StoredValue cutText(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return StoredValue::text(cut(bytes) + cutMark(bytes));
}

} // namespace

std::span<const ColumnSpec, columnCount> journalColumns()
{
    return columns;
}

QString nameOf(Column column)
{
    return QString::fromLatin1(columns[size_t(column)].name);
}

StoredValue StoredValue::text(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.isNull())
        bytes = ""; // a null one would be stored as NULL
    return { 't', bytes };
}

StoredValue StoredValue::number(qint64 number)
{
    return { 'i', QByteArray::number(number) };
}

QByteArray firstPrevious()
{
    return QByteArray(64, '0');
}

QByteArray hashOf(const JournalRow &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData("obdesk.journal 1\n");
    for (size_t i = 0; i < columnCount; ++i)
        hash.addData(lineOf(row, i));
    return hash.result().toHex();
}

QByteArray digestsOf(const JournalRow &row)
{
    QByteArray digests;
    for (size_t i = 0; i < columnCount; ++i)
        digests += QCryptographicHash::hash(lineOf(row, i), QCryptographicHash::Sha256).toHex().first(digestDigits);
    return digests;
}

QByteArray digestIn(const QByteArray &digests, Column column)
{
    const QByteArray digest = digests.mid(qsizetype(column) * digestDigits, digestDigits);
    return digest.size() == digestDigits ? digest : QByteArray();
}

QString exactColumns()
{
    QStringList parts;
    for (const ColumnSpec &column : columns)
        parts.append(u"substr(typeof(%1), 1, 1), CAST(%1 AS BLOB)"_s.arg(QLatin1StringView(column.name)));
    parts.append(u"CAST(digests AS BLOB), CAST(hash AS BLOB)"_s);
    return parts.join(u", "_s);
}

StoredRow storedRow(const QSqlQuery &query)
{
    StoredRow stored;
    for (size_t i = 0; i < columnCount; ++i) {
        const QString storageClass = query.value(int(2 * i)).toString();
        stored.row.values[i] = { storageClass.isEmpty() ? '?' : storageClass.front().toLatin1(), query.value(int(2 * i + 1)).toByteArray() };
    }
    stored.digests = query.value(int(2 * columnCount)).toByteArray();
    stored.hash = query.value(int(2 * columnCount + 1)).toByteArray();
    return stored;
}

QString insertStatement()
{
    QStringList names;
    QStringList places;
    for (const ColumnSpec &column : columns) {
        names.append(QString::fromLatin1(column.name));
        // Bytes are bound, so that what is stored is to the byte what was hashed.
        places.append(column.isNumber ? u"?"_s : u"CAST(? AS TEXT)"_s);
    }
    const QString statement = u"INSERT INTO journal (%1, digests, hash) VALUES (%2, CAST(? AS TEXT), CAST(? AS TEXT))"_s;
    return statement.arg(names.join(u", "_s), places.join(u", "_s));
}

QVariantList insertValues(const JournalRow &row)
{
    QVariantList values;
    for (size_t i = 0; i < columnCount; ++i) {
        const StoredValue &value = row.values[i];
        if (value.storageClass == 'n')
            values.append(QVariant());
        else if (columns[i].isNumber)
            values.append(QVariant(value.bytes.toLongLong()));
        else
            values.append(QVariant(value.bytes));
    }
    values.append(QVariant(digestsOf(row)));
    values.append(QVariant(hashOf(row)));
    return values;
}

QString keptText(const QString &text)
{
    // Cut before masking: a secret whose key stays is masked up to the cut, and one whose key goes, goes with it.
    const QByteArray bytes = text.toUtf8();
    return maskSecrets(cut(bytes)) + cutMark(bytes);
}

JournalRow rowOf(const Intent &intent, const ProcessMark &process)
{
    QStringList hosts;
    for (const HostId host : intent.hosts)
        hosts.append(host.toString());
    JournalRow row;
    row[Column::Event] = StoredValue::text(u"intent"_s);
    row[Column::Intent] = cutText(intent.id);
    row[Column::At] = timeValue(intent.at);
    row[Column::Kind] = cutText(intent.kind);
    row[Column::OsUser] = cutText(intent.osUser);
    row[Column::ConnectionId] = cutText(intent.connectionId);
    row[Column::ConnectionName] = cutText(intent.connectionName);
    row[Column::Server] = cutText(intent.server.adjusted(QUrl::RemoveUserInfo).toString(QUrl::FullyEncoded));
    row[Column::User] = cutText(intent.user);
    row[Column::Environment] = StoredValue::text(wordOf(intent.environment));
    row[Column::Method] = cutText(QString::fromUtf8(intent.method));
    row[Column::Path] = cutText(QString::fromUtf8(intent.path));
    row[Column::Body] = StoredValue::text(keptText(QString::fromUtf8(intent.body)));
    row[Column::Cluster] = optionalId(intent.cluster);
    row[Column::TargetName] = cutText(intent.targetName);
    row[Column::Zone] = cutText(intent.zone);
    row[Column::Hosts] = StoredValue::text(hosts.join(u','));
    row[Column::Task] = optionalId(intent.task);
    row[Column::Subtask] = optionalId(intent.subtask);
    row[Column::Reason] = StoredValue::text(keptText(intent.reason));
    row[Column::StateBefore] = StoredValue::text(keptText(intent.stateBefore));
    row[Column::ClockSkewMs] = intent.clockSkew ? StoredValue::number(intent.clockSkew->count()) : StoredValue();
    row[Column::Pid] = StoredValue::number(process.pid);
    row[Column::ProcessStart] = StoredValue::number(process.start);
    row[Column::Run] = StoredValue::text(process.run);
    return row;
}

JournalRow rowOf(const QString &intentId, const Conclusion &conclusion, const ProcessMark &process)
{
    JournalRow row;
    row[Column::Event] = StoredValue::text(u"conclusion"_s);
    row[Column::Intent] = cutText(intentId);
    row[Column::At] = timeValue(conclusion.at);
    row[Column::Kind] = StoredValue::text(wordOf(conclusion.kind));
    row[Column::OsUser] = cutText(loginName());
    row[Column::Task] = optionalId(conclusion.task);
    row[Column::Pid] = StoredValue::number(process.pid);
    row[Column::ProcessStart] = StoredValue::number(process.start);
    row[Column::Run] = StoredValue::text(process.run);
    row[Column::HttpStatus] = StoredValue::number(conclusion.httpStatus);
    row[Column::Code] = cutText(conclusion.code);
    row[Column::Message] = StoredValue::text(keptText(conclusion.message));
    row[Column::TraceId] = cutText(conclusion.traceId);
    row[Column::State] = StoredValue::text(keptText(conclusion.state));
    row[Column::Detail] = StoredValue::text(keptText(conclusion.detail));
    return row;
}

Intent intentOf(const JournalRow &row)
{
    Intent intent;
    intent.id = row.text(Column::Intent);
    intent.at = timeIn(row);
    intent.kind = row.text(Column::Kind);
    intent.osUser = row.text(Column::OsUser);
    intent.connectionId = row.text(Column::ConnectionId);
    intent.connectionName = row.text(Column::ConnectionName);
    intent.server = QUrl(row.text(Column::Server), QUrl::StrictMode);
    intent.user = row.text(Column::User);
    intent.environment = Environment::Custom;
    for (const auto &[environment, word] : environments) {
        if (row.text(Column::Environment) == word)
            intent.environment = environment;
    }
    intent.method = row[Column::Method].bytes;
    intent.path = row[Column::Path].bytes;
    intent.body = row[Column::Body].bytes;
    intent.cluster = idIn<ClusterId>(row, Column::Cluster);
    intent.targetName = row.text(Column::TargetName);
    intent.zone = row.text(Column::Zone);
    for (const QString &host : row.text(Column::Hosts).split(u',', Qt::SkipEmptyParts)) {
        bool isId = false;
        const HostId id(host.toLongLong(&isId));
        if (isId)
            intent.hosts.append(id);
    }
    intent.task = idIn<TaskId>(row, Column::Task);
    intent.subtask = idIn<SubtaskId>(row, Column::Subtask);
    intent.reason = row.text(Column::Reason);
    intent.stateBefore = row.text(Column::StateBefore);
    intent.claims = claimsOnTargets(intent);
    if (!row.isNull(Column::ClockSkewMs))
        intent.clockSkew = std::chrono::milliseconds(row.number(Column::ClockSkewMs));
    return intent;
}

ProcessMark processOf(const JournalRow &row)
{
    return { row.number(Column::Pid), row.number(Column::ProcessStart), row.text(Column::Run) };
}

Conclusion conclusionOf(const JournalRow &row)
{
    Conclusion conclusion;
    conclusion.kind = conclusionKindOf(row.text(Column::Kind)).value_or(Conclusion::Kind::Unknown);
    conclusion.at = timeIn(row);
    conclusion.httpStatus = int(row.number(Column::HttpStatus));
    conclusion.code = row.text(Column::Code);
    conclusion.message = row.text(Column::Message);
    conclusion.traceId = row.text(Column::TraceId);
    conclusion.task = idIn<TaskId>(row, Column::Task);
    conclusion.state = row.text(Column::State);
    conclusion.detail = row.text(Column::Detail);
    return conclusion;
}

QString wordOf(Environment environment)
{
    for (const auto &[known, word] : environments) {
        if (known == environment)
            return word;
    }
    return {};
}

} // namespace obdesk
