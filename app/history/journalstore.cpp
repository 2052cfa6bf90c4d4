// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/journalstore.h"

#include <QMap>
#include <QSqlQuery>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

using Standing = JournalEntry::Standing;
using Kind = Conclusion::Kind;

/// Of version 1 of the schema. The columns are those of journalColumns().
QString journalTable()
{
    return u"CREATE TABLE journal (seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, event TEXT NOT NULL, intent TEXT NOT NULL, "
           "at INTEGER NOT NULL, kind TEXT NOT NULL, os_user TEXT, connection_id TEXT, connection_name TEXT, server TEXT, user TEXT, "
           "environment TEXT, method TEXT, path TEXT, body TEXT, cluster INTEGER, target_name TEXT, zone TEXT, hosts TEXT, task INTEGER, "
           "subtask INTEGER, reason TEXT, state_before TEXT, clock_skew_ms INTEGER, pid INTEGER, process_start INTEGER, run TEXT, "
           "http_status INTEGER, code TEXT, message TEXT, trace_id TEXT, state TEXT, detail TEXT, digests TEXT NOT NULL, hash TEXT NOT NULL)"_s;
}

QList<Database::Migration> migrations()
{
    return {
        {
            u"CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 1), schema INTEGER NOT NULL, rows INTEGER NOT NULL, "
            "head TEXT NOT NULL)"_s,
            u"INSERT INTO meta VALUES (1, 0, 0, '%1')"_s.arg(QString::fromLatin1(firstPrevious())),
            journalTable(),
            u"CREATE INDEX journal_intent ON journal (intent, seq)"_s,
            // Without a rowid the key is the table: there is no index that could say something else.
            u"CREATE TABLE claim (server TEXT NOT NULL, target TEXT NOT NULL, intent TEXT NOT NULL, "
            "PRIMARY KEY (server, target)) WITHOUT ROWID"_s,
        },
    };
}

const QString openCondition = u"NOT EXISTS (SELECT 1 FROM journal c WHERE c.intent = journal.intent AND c.event = 'conclusion' "
                              "AND c.kind NOT IN ('unknown', 'observed'))"_s;

ApiError heldBack(ApiError::Kind kind, const Intent &intent, const QString &detail)
{
    ApiError error;
    error.kind = kind;
    error.outcome = ApiError::Outcome::NotSent;
    error.method = QString::fromLatin1(intent.method);
    error.detail = detail;
    return error;
}

QString likePattern(const QString &text)
{
    QString pattern = text;
    pattern.replace(u'\\', "\\\\"_L1).replace(u'%', "\\%"_L1).replace(u'_', "\\_"_L1);
    return u'%' + pattern + u'%';
}

/// "server target" of what the entry holds, to its id.
void addClaims(const JournalEntry &entry, QMap<std::pair<QString, QString>, QString> *claims)
{
    for (const QString &target : entry.intent.claims)
        claims->insert({ serverKey(entry.intent.server), target }, entry.intent.id);
}

} // namespace

JournalStore::JournalStore(const QString &file, Database::Access access, const ProcessMark &process)
    : m_database(file, access, migrations())
    , m_process(process)
{
    if (access == Database::Access::Inspect)
        m_writeProblem = u"it was opened for reading only"_s;
}

DataFileState JournalStore::open()
{
    m_notMatching.clear();
    m_state = m_database.open([this] { return lookAround(); });
    m_dataVersion = -1;
    const bool ready = m_state.kind == DataFileState::Kind::Ready || m_state.kind == DataFileState::Kind::Replaced;
    if (ready && m_database.isOpen() && m_database.access() == Database::Access::Use) {
        endSimulatorEntries();
        renewClaims();
    }
    (void)changedByOthers();
    return m_state;
}

/// The end of the chain must fit the count, or nothing could be appended any more. Whoever only looks wants to see that file.
QString JournalStore::lookAround()
{
    qint64 rows = 0;
    QByteArray head;
    if (m_database.access() == Database::Access::Inspect || readHead(&rows, &head))
        return {};
    return m_database.problem().isDamage() || m_database.problem().code == 0 ? m_notMatching : QString();
}

bool JournalStore::writable(QString *why)
{
    if (m_database.access() == Database::Access::Inspect) {
        *why = u"the journal was opened for reading only"_s;
        return false;
    }
    // Moved away, deleted, or out of reach when it was opened: perhaps that is over.
    if (m_state.kind != DataFileState::Kind::ReadOnlyNewer && (!m_database.isOpen() || !m_database.isInPlace()))
        open();
    if (m_state.kind == DataFileState::Kind::ReadOnlyNewer)
        *why = u"a newer obdesk wrote %1; this one can only read it"_s.arg(m_database.file());
    else if (m_state.kind == DataFileState::Kind::Failed)
        *why = m_state.reason;
    else
        return true;
    return false;
}

/// False: the table and its count say different things, or they cannot be read; see m_notMatching and problem().
bool JournalStore::readHead(qint64 *rows, QByteArray *head)
{
    m_notMatching.clear();
    bool found = false;
    qint64 last = 0;
    QByteArray hash = firstPrevious();
    const bool ok = m_database.run(u"SELECT rows, head FROM meta"_s, {}, [&](const QSqlQuery &query) {
        found = true;
        *rows = query.value(0).toLongLong();
        *head = query.value(1).toByteArray();
    }) && m_database.run(u"SELECT %1 FROM journal ORDER BY seq DESC LIMIT 1"_s.arg(exactColumns()), {}, [&](const QSqlQuery &query) {
        const StoredRow row = storedRow(query);
        last = row.row.number(Column::Seq);
        hash = hashOf(row.row) == row.hash ? row.hash : QByteArray("changed");
    });
    if (!ok) {
        m_notMatching = m_database.problem().text;
        return false;
    }
    if (found && last == *rows && hash == *head)
        return true;
    m_notMatching = u"the last row of the journal is not the one it should be (row %1 of %2)"_s.arg(last).arg(*rows);
    return false;
}

bool JournalStore::append(JournalRow row)
{
    qint64 rows = 0;
    QByteArray head;
    if (!readHead(&rows, &head))
        return false;
    row[Column::Seq] = StoredValue::number(rows + 1);
    row[Column::Previous] = StoredValue::text(QString::fromLatin1(head));
    return m_database.run(insertStatement(), insertValues(row))
        && m_database.run(u"UPDATE meta SET rows = ?, head = ?"_s, { rows + 1, QString::fromLatin1(hashOf(row)) });
}

std::optional<ApiError> JournalStore::begin(const Intent &intent)
{
    QString why;
    if (!writable(&why)) {
        m_writeProblem = why;
        return heldBack(ApiError::Kind::JournalFailed, intent, why);
    }
    std::optional<ApiError> refusal;
    m_notMatching.clear();
    const bool written = m_database.write([&] {
        refusal = claim(intent);
        return !refusal && append(rowOf(intent, m_process));
    });
    if (written) {
        m_writeProblem.clear();
        return {};
    }
    if (refusal && m_database.problem().code == 0)
        return refusal;
    m_writeProblem = m_notMatching.isEmpty() ? m_database.problem().text : m_notMatching;
    return heldBack(ApiError::Kind::JournalFailed, intent, m_writeProblem);
}

/// All its targets or none. A refusal says who is in the way; without one, problem() tells whether it worked.
std::optional<ApiError> JournalStore::claim(const Intent &intent)
{
    const QVariant known = m_database.value(u"SELECT seq FROM journal WHERE intent = ?"_s, { intent.id });
    if (known.isValid() || intent.id.isEmpty())
        return heldBack(ApiError::Kind::JournalFailed, intent, u"the journal has a change with the id \"%1\" already"_s.arg(intent.id));
    const QString server = serverKey(intent.server);
    for (const QString &target : intent.claims) {
        const QVariant holder = m_database.value(u"SELECT intent FROM claim WHERE server = ? AND target = ?"_s, { server, target });
        if (!holder.isValid()) {
            if (!m_database.run(u"INSERT INTO claim VALUES (?, ?, ?)"_s, { server, target, intent.id }))
                return heldBack(ApiError::Kind::JournalFailed, intent, m_database.problem().text);
            continue;
        }
        const std::optional<JournalEntry> earlier = entry(holder.toString());
        if (!earlier)
            return heldBack(ApiError::Kind::Unsettled, intent, u"%1: change %2"_s.arg(target, holder.toString()));
        return heldBack(ApiError::Kind::Unsettled, intent,
                        u"%1: change %2, begun %3 by process %4 of user %5, %6"_s.arg(
                            target, earlier->intent.id, earlier->intent.at.toString(Qt::ISODateWithMs), QString::number(earlier->process.pid),
                            earlier->intent.osUser, wordOf(earlier->standing)));
    }
    if (m_database.problem().code != 0)
        return heldBack(ApiError::Kind::JournalFailed, intent, m_database.problem().text);
    return {};
}

bool JournalStore::fits(const JournalEntry &entry, const Conclusion &conclusion) const
{
    switch (entry.standing) {
    case Standing::Sending:
        // Whoever sends it will say what came of it.
        return conclusion.kind != Kind::Observed && conclusion.kind != Kind::Found && conclusion.kind != Kind::Settled;
    case Standing::Lost:
        return conclusion.kind != Kind::Observed;
    case Standing::Unknown:
        return conclusion.kind != Kind::Observed && conclusion.kind != Kind::Unknown;
    case Standing::Accepted:
    case Standing::Found:
        return conclusion.kind == Kind::Observed;
    case Standing::NotSent:
    case Standing::Refused:
    case Standing::Settled:
        return false;
    }
    return false;
}

JournalStore::Written JournalStore::conclude(const QString &intentId, const Conclusion &conclusion)
{
    QString why;
    if (!writable(&why)) {
        m_writeProblem = why;
        return m_state.kind == DataFileState::Kind::ReadOnlyNewer || m_database.access() == Database::Access::Inspect ? Written::No
                                                                                                                      : Written::Failed;
    }
    Written answer = Written::Failed;
    m_notMatching.clear();
    const bool written = m_database.write([&] {
        const std::optional<JournalEntry> earlier = entry(intentId);
        if (m_database.problem().code != 0)
            return false;
        // Written already: two windows observe the same task, or a write came through that seemed to have failed.
        const JournalRow row = rowOf(intentId, conclusion, m_process);
        if (earlier && !earlier->conclusions.isEmpty()) {
            const Conclusion &last = earlier->conclusions.constLast();
            const bool same = conclusion.kind == Kind::Observed ? last.state == conclusion.state
                                                                : conclusion.at.isValid() && last.at == conclusion.at;
            if (last.kind == conclusion.kind && same) {
                answer = Written::Yes;
                return true;
            }
        }
        if (!earlier || !fits(*earlier, conclusion)) {
            answer = Written::No;
            return false;
        }
        return append(row) && (!isConclusive(conclusion.kind) || m_database.run(u"DELETE FROM claim WHERE intent = ?"_s, { intentId }));
    });
    if (written || answer == Written::No) {
        m_writeProblem.clear();
        return written ? Written::Yes : Written::No;
    }
    m_writeProblem = m_notMatching.isEmpty() ? m_database.problem().text : m_notMatching;
    return Written::Failed;
}

/// Simulators end with their program: nothing of what was sent to one that is over can be running.
void JournalStore::endSimulatorEntries()
{
    const QList<JournalEntry> open = select(openCondition + u" AND event = 'intent' AND environment = 'simulator'"_s, {});
    for (const JournalEntry &entry : open) {
        if (entry.process.isRunning())
            continue;
        Conclusion conclusion;
        conclusion.kind = Kind::Settled;
        conclusion.at = QDateTime::currentDateTimeUtc();
        conclusion.detail = u"the simulator ended with its program"_s;
        (void)conclude(entry.intent.id, conclusion);
    }
}

/// Claims follow from the rows; whatever happened to the table, it says what they say.
void JournalStore::renewClaims()
{
    const auto differ = [this](QMap<std::pair<QString, QString>, QString> *wanted) {
        wanted->clear();
        for (const JournalEntry &entry : select(openCondition + u" AND event = 'intent'"_s, {}))
            addClaims(entry, wanted);
        QMap<std::pair<QString, QString>, QString> found;
        (void)m_database.run(u"SELECT server, target, intent FROM claim"_s, {}, [&found](const QSqlQuery &query) {
            found.insert({ query.value(0).toString(), query.value(1).toString() }, query.value(2).toString());
        });
        return found != *wanted;
    };
    QMap<std::pair<QString, QString>, QString> wanted;
    bool different = false;
    m_database.read([&] { different = differ(&wanted); });
    if (!different)
        return;
    (void)m_database.write([&] {
        if (!differ(&wanted))
            return true;
        bool ok = m_database.run(u"DELETE FROM claim"_s);
        for (auto it = wanted.cbegin(); ok && it != wanted.cend(); ++it)
            ok = m_database.run(u"INSERT INTO claim VALUES (?, ?, ?)"_s, { it.key().first, it.key().second, it.value() });
        return ok;
    });
}

QList<JournalEntry> JournalStore::select(const QString &condition, const QVariantList &values)
{
    QList<JournalEntry> entries;
    if (!m_database.run(u"SELECT %1 FROM journal WHERE %2"_s.arg(exactColumns(), condition), values, [&entries](const QSqlQuery &query) {
            const JournalRow row = storedRow(query).row;
            JournalEntry entry;
            entry.seq = row.number(Column::Seq);
            entry.intent = intentOf(row);
            entry.process = processOf(row);
            entries.append(entry);
        }))
        return {};
    for (JournalEntry &entry : entries) {
        const QString conclusions = u"SELECT %1 FROM journal WHERE intent = ? AND event = 'conclusion' ORDER BY seq"_s.arg(exactColumns());
        if (!m_database.run(conclusions, { entry.intent.id },
                            [&entry](const QSqlQuery &query) { entry.conclusions.append(conclusionOf(storedRow(query).row)); }))
            return {};
        entry.standing = standingOf(entry.conclusions, entry.process);
    }
    return entries;
}

QString JournalStore::conditionOf(const JournalQuery &query, QVariantList *values) const
{
    QStringList parts { u"event = 'intent'"_s };
    const auto add = [&](const QString &part, const QVariant &value) {
        parts.append(part);
        values->append(value);
    };
    if (!query.connectionId.isEmpty())
        add(u"connection_id = ?"_s, query.connectionId);
    if (!query.connectionName.isEmpty())
        add(u"connection_name = ?"_s, query.connectionName);
    if (query.task)
        add(u"EXISTS (SELECT 1 FROM journal t WHERE t.intent = journal.intent AND t.task = ?)"_s, query.task->value);
    if (query.onlyOpen)
        parts.append(openCondition);
    if (query.from.isValid())
        add(u"at >= ?"_s, query.from.toMSecsSinceEpoch());
    if (query.to.isValid())
        add(u"at < ?"_s, query.to.toMSecsSinceEpoch());
    if (query.beforeSeq > 0)
        add(u"seq < ?"_s, query.beforeSeq);
    if (!query.text.isEmpty()) {
        add(u"EXISTS (SELECT 1 FROM journal t WHERE t.intent = journal.intent AND (t.intent || ' ' || t.kind || ' ' || ifnull(t.os_user, '') "
            "|| ' ' || ifnull(t.connection_name, '') || ' ' || ifnull(t.server, '') || ' ' || ifnull(t.user, '') || ' ' || ifnull(t.path, '') "
            "|| ' ' || ifnull(t.target_name, '') || ' ' || ifnull(t.zone, '') || ' ' || ifnull(t.hosts, '') || ' ' || ifnull(t.task, '') "
            "|| ' ' || ifnull(t.reason, '') || ' ' || ifnull(t.code, '') || ' ' || ifnull(t.message, '') || ' ' || ifnull(t.trace_id, '') "
            "|| ' ' || ifnull(t.state, '') || ' ' || ifnull(t.detail, '')) LIKE ? ESCAPE '\\')"_s,
            likePattern(query.text));
    }
    return parts.join(u" AND "_s);
}

QList<JournalEntry> JournalStore::entries(const JournalQuery &query, bool *more)
{
    QVariantList values;
    QString condition = conditionOf(query, &values) + u" ORDER BY seq DESC"_s;
    if (query.limit > 0)
        condition += u" LIMIT %1"_s.arg(qint64(query.limit) + 1);
    QList<JournalEntry> entries;
    m_database.read([&] { entries = select(condition, values); });
    const bool cut = query.limit > 0 && entries.size() > query.limit;
    if (cut)
        entries.removeLast();
    if (more)
        *more = cut;
    return entries;
}

QList<JournalEntry> JournalStore::openEntries(const QUrl &server)
{
    QList<JournalEntry> entries;
    m_database.read([&] { entries = select(u"event = 'intent' AND "_s + openCondition + u" ORDER BY seq DESC"_s, {}); });
    entries.removeIf([this, &server](const JournalEntry &entry) {
        const bool ours = entry.standing == Standing::Sending && entry.process.run == m_process.run;
        return ours || (!server.isEmpty() && serverKey(entry.intent.server) != serverKey(server));
    });
    return entries;
}

std::optional<JournalEntry> JournalStore::entry(const QString &intentId)
{
    const QList<JournalEntry> found = select(u"event = 'intent' AND intent = ? ORDER BY seq"_s, { intentId });
    return found.isEmpty() ? std::nullopt : std::optional(found.constFirst());
}

QSet<TaskId> JournalStore::tasksOfOthers(const QUrl &server, const QString &intentId)
{
    QSet<TaskId> tasks;
    const QString wanted = serverKey(server);
    m_database.read([&] {
        (void)m_database.run(u"SELECT c.task, i.server FROM journal c JOIN journal i ON i.intent = c.intent AND i.event = 'intent' "
                             "WHERE c.event = 'conclusion' AND c.task IS NOT NULL AND c.kind IN ('accepted', 'found') "
                             "AND i.kind = 'add-servers' AND c.intent <> ? ORDER BY c.seq DESC LIMIT 5000"_s,
                             { intentId }, [&](const QSqlQuery &query) {
                                 if (serverKey(QUrl(query.value(1).toString())) == wanted)
                                     tasks.insert(TaskId(query.value(0).toLongLong()));
                             });
    });
    return tasks;
}

JournalStore::Extract JournalStore::extract(const JournalQuery &query)
{
    Extract extract;
    if (!m_database.isOpen()) {
        extract.head = firstPrevious();
        if (m_state.kind == DataFileState::Kind::Failed)
            extract.problem = m_state.reason;
        return extract;
    }
    QVariantList values;
    QString condition = conditionOf(query, &values) + u" ORDER BY seq DESC"_s;
    if (query.limit > 0)
        condition += u" LIMIT %1"_s.arg(query.limit);
    m_database.read([&] {
        const QString rows = u"SELECT %1 FROM journal WHERE intent IN (SELECT intent FROM journal WHERE %2) ORDER BY seq"_s;
        const bool ok = m_database.run(rows.arg(exactColumns(), condition), values, [&extract](const QSqlQuery &row) { extract.rows.append(storedRow(row)); })
            && m_database.run(u"SELECT rows, head FROM meta"_s, {}, [&extract](const QSqlQuery &row) {
                   extract.allRows = row.value(0).toLongLong();
                   extract.head = row.value(1).toByteArray();
               });
        if (!ok)
            extract.problem = m_database.problem().text;
    });
    return extract;
}

VerifyResult JournalStore::verify(const VerifyRequest &request)
{
    if (m_database.isOpen())
        return verifyJournal(m_database, request);
    VerifyResult result;
    result.head = firstPrevious();
    if (m_state.kind == DataFileState::Kind::Failed) {
        result.problem = m_state.reason;
    } else if (!request.head.isEmpty()) { // there is no file yet, or no longer
        result.badPlaces = 1;
        result.places.append({ 0, u"rows"_s, u"at least %1"_s.arg(request.rows), u"0"_s });
    }
    result.sound = result.problem.isEmpty() && result.badPlaces == 0;
    return result;
}

bool JournalStore::changedByOthers()
{
    if (!m_database.isOpen())
        return false;
    const QVariant version = m_database.value(u"PRAGMA data_version"_s);
    if (!version.isValid())
        return false;
    const bool changed = m_dataVersion >= 0 && version.toLongLong() != m_dataVersion;
    m_dataVersion = version.toLongLong();
    return changed;
}

} // namespace obdesk
