// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/journalexport.h"

#include "files/csvcell.h"
#include "files/visible.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written.append(csvCell(visible(cell, true)));
    return (written.join(u',') + "\r\n"_L1).toUtf8();
}

QString utcText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

template<typename Id>
QString idText(const std::optional<Id> &id)
{
    return id ? id->toString() : QString();
}

QStringList cellsOf(const JournalEntry &entry)
{
    const Intent &intent = entry.intent;
    QStringList hosts;
    for (const HostId host : intent.hosts)
        hosts.append(host.toString());
    const Conclusion last = entry.conclusions.isEmpty() ? Conclusion() : entry.conclusions.constLast();
    return {
        QString::number(entry.seq), intent.id, utcText(intent.at), intent.kind, wordOf(entry.standing), utcText(last.at),
        intent.osUser, intent.connectionName, wordOf(intent.environment), intent.server.toString(QUrl::FullyEncoded), intent.user,
        QString::fromUtf8(intent.method), QString::fromUtf8(intent.path), QString::fromUtf8(intent.body), idText(intent.cluster),
        intent.targetName, intent.zone, hosts.join(u' '), idText(entry.task()), idText(intent.subtask), intent.reason, intent.stateBefore,
        entry.stateAfter(), last.httpStatus > 0 ? QString::number(last.httpStatus) : QString(), last.code, last.message, entry.traceId(),
        last.detail,
    };
}

QJsonValue jsonOf(const StoredValue &value)
{
    constexpr qint64 most = (qint64(1) << 53) - 1;
    if (value.storageClass == 'n')
        return {};
    if (value.storageClass == 'i') {
        const qint64 number = value.bytes.toLongLong();
        return number > most || number < -most ? QJsonValue(QString::fromLatin1(value.bytes)) : QJsonValue(number);
    }
    return QString::fromUtf8(value.bytes);
}

} // namespace

std::optional<JournalFormat> journalFormatOf(const QString &file)
{
    if (file.endsWith(".csv"_L1, Qt::CaseInsensitive))
        return JournalFormat::Csv;
    if (file.endsWith(".json"_L1, Qt::CaseInsensitive))
        return JournalFormat::Json;
    return {};
}

QByteArray journalToCsv(const QList<JournalEntry> &entries)
{
    QByteArray csv = QString(QChar(0xFEFF)).toUtf8();
    csv += lineOf({ u"row"_s, u"id"_s, u"begun_utc"_s, u"change"_s, u"outcome"_s, u"outcome_utc"_s, u"os_user"_s, u"connection"_s, u"environment"_s,
                    u"server"_s, u"user"_s, u"method"_s, u"path"_s, u"body"_s, u"cluster"_s, u"target_name"_s, u"zone"_s, u"hosts"_s, u"task"_s,
                    u"subtask"_s, u"reason"_s, u"state_before"_s, u"state_after"_s, u"http_status"_s, u"code"_s, u"message"_s, u"trace_id"_s,
                    u"detail"_s });
    for (auto it = entries.crbegin(); it != entries.crend(); ++it)
        csv += lineOf(cellsOf(*it));
    return csv;
}

QByteArray journalToJson(const JournalStore::Extract &extract)
{
    QJsonArray rows;
    for (const StoredRow &stored : extract.rows) {
        QJsonObject row;
        for (size_t i = 0; i < columnCount; ++i)
            row.insert(QLatin1StringView(journalColumns()[i].name), jsonOf(stored.row.values[i]));
        row.insert("digests"_L1, QString::fromUtf8(stored.digests));
        row.insert("hash"_L1, QString::fromUtf8(stored.hash));
        rows.append(row);
    }
    const QJsonObject document { { "schema"_L1, u"obdesk.journal"_s }, { "version"_L1, 1 }, { "allRows"_L1, extract.allRows },
                                 { "head"_L1, QString::fromUtf8(extract.head) }, { "rows"_L1, rows } };
    return QJsonDocument(document).toJson();
}

} // namespace obdesk
