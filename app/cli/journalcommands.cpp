// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/journalcommands.h"

#include "cli/json.h"
#include "words/environmentwords.h"
#include "words/evidencewords.h"
#include "words/journalwords.h"
#include "words/plain.h"

#include <QMetaObject>

#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortId = 8;

QString utcText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// "host 11, 12 in zone2 of ob_trade", in the order of what is known.
QString targetOf(const Intent &intent)
{
    QStringList parts;
    parts.append(displayText(intent.targetName, false, 40));
    parts.append(displayText(intent.zone, false, 40));
    for (const HostId host : intent.hosts)
        parts.append(host.toString());
    if (intent.task)
        parts.append(intent.task->toString());
    if (intent.subtask)
        parts.append(intent.subtask->toString());
    parts.removeAll(QString());
    return parts.join(u' ');
}

QJsonObject conclusionToJson(const Conclusion &conclusion)
{
    QJsonObject object { { "kind"_L1, wordOf(conclusion.kind) }, { "at"_L1, utcText(conclusion.at) } };
    if (conclusion.httpStatus > 0)
        object.insert("httpStatus"_L1, conclusion.httpStatus);
    put(object, "code"_L1, conclusion.code);
    put(object, "message"_L1, conclusion.message);
    put(object, "traceId"_L1, conclusion.traceId);
    put(object, "task"_L1, idToJson(conclusion.task));
    put(object, "state"_L1, conclusion.state);
    put(object, "detail"_L1, conclusion.detail);
    return object;
}

QJsonObject entryToJson(const JournalEntry &entry)
{
    const Intent &intent = entry.intent;
    QJsonArray hosts;
    for (const HostId host : intent.hosts)
        hosts.append(idToJson(host.value));
    QJsonArray conclusions;
    for (const Conclusion &conclusion : entry.conclusions)
        conclusions.append(conclusionToJson(conclusion));
    QJsonObject object { { "id"_L1, intent.id }, { "row"_L1, entry.seq }, { "begun"_L1, utcText(intent.at) }, { "change"_L1, intent.kind },
                         { "standing"_L1, wordOf(entry.standing) }, { "open"_L1, entry.isOpen() }, { "conclusions"_L1, conclusions } };
    put(object, "osUser"_L1, intent.osUser);
    put(object, "connection"_L1, intent.connectionName);
    put(object, "server"_L1, intent.server.toString(QUrl::FullyEncoded));
    put(object, "user"_L1, intent.user);
    put(object, "environment"_L1, wordOf(intent.environment));
    put(object, "method"_L1, QString::fromUtf8(intent.method));
    put(object, "path"_L1, QString::fromUtf8(intent.path));
    put(object, "body"_L1, QString::fromUtf8(intent.body));
    put(object, "cluster"_L1, idToJson(intent.cluster));
    put(object, "targetName"_L1, intent.targetName);
    put(object, "zone"_L1, intent.zone);
    if (!hosts.isEmpty())
        object.insert("hosts"_L1, hosts);
    put(object, "task"_L1, idToJson(entry.task()));
    put(object, "subtask"_L1, idToJson(intent.subtask));
    put(object, "reason"_L1, intent.reason);
    put(object, "stateBefore"_L1, intent.stateBefore);
    put(object, "stateAfter"_L1, entry.stateAfter());
    put(object, "traceId"_L1, entry.traceId());
    object.insert("pid"_L1, entry.process.pid);
    return object;
}

} // namespace

void JournalCommand::begin()
{
    m_journal = std::make_unique<Journal>(defaultDataFile(), m_access);
    m_journal->fetchState(this, [this](const JournalState &state) {
        const QString words = dataFileWords(state.file);
        if (state.file.kind == DataFileState::Kind::Failed) {
            fail(ExitStatus::BadData, words);
            return;
        }
        if (!words.isEmpty())
            m_output.note(words);
        work();
    });
}

void JournalCommand::findEntry(const QString &id, std::function<void(const JournalEntry &)> found)
{
    m_journal->fetchEntries({ .limit = 0 }, this, [this, id, found = std::move(found)](const QList<JournalEntry> &entries, bool) {
        QList<JournalEntry> fitting;
        for (const JournalEntry &entry : entries) {
            if (entry.intent.id == id)
                fitting = { entry };
            else if (entry.intent.id.startsWith(id, Qt::CaseInsensitive) && (fitting.isEmpty() || fitting.constFirst().intent.id != id))
                fitting.append(entry);
        }
        if (fitting.size() == 1)
            found(fitting.constFirst());
        else if (fitting.isEmpty())
            fail(ExitStatus::Usage, tr("The journal has no change %1.").arg(displayText(id, false, 80)));
        else
            fail(ExitStatus::Usage, tr("%n change(s) begin with %1: write more of the id.", nullptr, int(fitting.size())).arg(displayText(id, false, 80)));
    });
}

QString JournalListCommand::prepare()
{
    QString problem;
    m_query.limit = int(m_line.number(u"limit"_s, 50, 1, 1'000'000, &problem));
    m_query.onlyOpen = m_line.isSet(u"open"_s);
    m_query.connectionName = m_line.value(u"connection"_s);
    return problem;
}

void JournalListCommand::work()
{
    journal().fetchEntries(m_query, this, [this](const QList<JournalEntry> &entries, bool more) {
        TextTable table { { tr("id"), tr("begun"), tr("change"), tr("connection"), tr("outcome"), tr("task") }, {} };
        QJsonArray array;
        for (const JournalEntry &entry : entries) {
            const Intent &intent = entry.intent;
            const std::optional<TaskId> task = entry.task();
            table.rows.append({ displayText(intent.id.first(qMin(shortId, intent.id.size()))), timeText(intent.at.toLocalTime(), QDateTime::currentDateTime()),
                                changeWords(intent), displayText(intent.connectionName, false, 40),
                                standingWord(entry.standing), task ? task->toString() : QString() });
            array.append(entryToJson(entry));
        }
        if (entries.isEmpty())
            m_output.text(m_query.onlyOpen ? tr("No change is open.") : tr("No change was made."));
        else
            m_output.table(table);
        if (more)
            m_output.note(tr("There are older ones: --limit N shows more."));
        m_output.document(u"obdesk.journal-list"_s, { { "entries"_L1, array }, { "more"_L1, more } });
        finish(ExitStatus::Done);
    });
}

void JournalShowCommand::work()
{
    findEntry(m_line.operands().constFirst(), [this](const JournalEntry &entry) {
        const Intent &intent = entry.intent;
        const std::optional<TaskId> task = entry.task();
        const auto shown = [](const QString &text) { return displayText(text, false, 4096); };
        m_output.facts({ { tr("Id"), shown(intent.id) },
                         { tr("Change"), changeWords(intent) },
                         { tr("Outcome"), standingWord(entry.standing) },
                         { tr("Begun"), utcText(intent.at) },
                         { tr("By"), shown(intent.osUser) },
                         { tr("Connection"), shown(intent.connectionName) },
                         { tr("Environment"), environmentWord(intent.environment) },
                         { tr("Server"), shown(intent.server.toDisplayString()) },
                         { tr("OCP user"), shown(intent.user) },
                         { tr("Target"), targetOf(intent) },
                         { tr("Request"), shown(QString::fromUtf8(intent.method + ' ' + intent.path)) },
                         { tr("Body"), shown(QString::fromUtf8(intent.body)) },
                         { tr("Reason"), shown(intent.reason) },
                         { tr("State before"), shown(intent.stateBefore) },
                         { tr("State after"), shown(entry.stateAfter()) },
                         { tr("Task"), task ? task->toString() : QString() },
                         { tr("Trace id"), shown(entry.traceId()) } });
        TextTable table { { tr("when"), tr("what"), tr("status"), tr("code"), tr("message") }, {} };
        for (const Conclusion &conclusion : entry.conclusions) {
            const QStringList said { conclusion.message, conclusion.state, evidenceDetailWords(conclusion.detail) };
            QStringList parts;
            for (const QString &text : said) {
                if (!text.isEmpty())
                    parts.append(displayText(text, false, 400));
            }
            table.rows.append({ utcText(conclusion.at), conclusionWord(conclusion.kind),
                                conclusion.httpStatus > 0 ? QString::number(conclusion.httpStatus) : QString(), displayText(conclusion.code, false, 40),
                                parts.join(u"; "_s) });
        }
        if (!table.rows.isEmpty()) {
            m_output.text({});
            m_output.table(table);
        }
        m_output.document(u"obdesk.journal-entry"_s, { { "entry"_L1, entryToJson(entry) } });
        finish(ExitStatus::Done);
    });
}

QString JournalVerifyCommand::prepare()
{
    QString problem;
    m_request.head = m_line.value(u"head"_s).trimmed().toLatin1();
    m_request.rows = m_line.number(u"rows"_s, 0, 1, std::numeric_limits<qint64>::max(), &problem);
    if (problem.isEmpty() && m_line.isSet(u"head"_s) != m_line.isSet(u"rows"_s))
        problem = tr("--head and --rows go together: the last hash and the number of rows, as they were kept.");
    if (problem.isEmpty() && m_line.isSet(u"head"_s) && m_request.head.size() != 64)
        problem = tr("--head is 64 hexadecimal digits.");
    return problem;
}

void JournalVerifyCommand::work()
{
    journal().verify(m_request, this, [this](const VerifyResult &result) {
        QJsonArray places;
        for (const VerifyResult::Place &place : result.places) {
            places.append(QJsonObject { { "row"_L1, place.seq }, { "field"_L1, place.field }, { "expected"_L1, place.expected }, { "found"_L1, place.found } });
            m_output.text(badPlaceWords(place));
        }
        if (!result.problem.isEmpty())
            m_output.note(tr("obdesk: the journal cannot be read to its end: %1.").arg(displayText(result.problem, false, 400)));
        const QString head = QString::fromLatin1(result.head);
        if (result.sound)
            m_output.text(tr("The journal is sound: %n row(s).", nullptr, int(qMin<qint64>(result.rows, std::numeric_limits<int>::max()))));
        else
            m_output.text(tr("The journal is not as it was written: %n place(s).", nullptr, int(qMin<qint64>(result.badPlaces, std::numeric_limits<int>::max()))));
        if (result.sound) // of a journal that was tampered with they would prove the wrong thing
            m_output.text(tr("Keep these two outside; they show later that nothing was rewritten: --head %1 --rows %2").arg(displayText(head), QString::number(result.rows)));
        QJsonObject document { { "sound"_L1, result.sound }, { "rows"_L1, result.rows }, { "head"_L1, head }, { "badPlaces"_L1, result.badPlaces }, { "places"_L1, places } };
        put(document, "problem"_L1, result.problem);
        m_output.document(u"obdesk.journal-verify"_s, document);
        finish(result.sound ? ExitStatus::Done : ExitStatus::BadData);
    });
}

QString JournalExportCommand::prepare()
{
    m_files = m_line.values(u"output"_s);
    if (m_files.isEmpty())
        return tr("--%1 is missing.").arg(u"output"_s);
    for (const QString &file : m_files) {
        if (!journalFormatOf(file))
            return tr("%1: the journal is exported as .csv or .json.").arg(file);
    }
    return {};
}

void JournalExportCommand::work()
{
    writeNext();
}

void JournalExportCommand::writeNext()
{
    if (m_files.isEmpty()) {
        m_output.document(u"obdesk.journal-export"_s, { { "files"_L1, QJsonArray::fromStringList(m_written) } });
        finish(ExitStatus::Done);
        return;
    }
    const QString file = m_files.takeFirst();
    JournalQuery query;
    query.limit = 0;
    query.connectionName = m_line.value(u"connection"_s);
    journal().exportTo(file, *journalFormatOf(file), query, this, [this, file](const QString &problem) {
        if (!problem.isEmpty()) {
            fail(ExitStatus::BadData, problem);
            return;
        }
        m_output.note(tr("Written: %1").arg(file));
        m_written.append(file);
        writeNext();
    });
}

QString JournalSettleCommand::prepare()
{
    return m_line.value(u"reason"_s).trimmed().isEmpty() ? tr("--%1 is missing.").arg(u"reason"_s) : QString();
}

void JournalSettleCommand::work()
{
    findEntry(m_line.operands().constFirst(), [this](const JournalEntry &entry) {
        const bool open = entry.standing == JournalEntry::Standing::Unknown || entry.standing == JournalEntry::Standing::Lost;
        if (!open)
            fail(ExitStatus::Usage, tr("Only a change whose outcome is unknown can be settled; this one is: %1.").arg(standingWord(entry.standing)));
        else if (!entry.intent.targetName.isEmpty() && m_line.value(u"confirm"_s) != entry.intent.targetName)
            fail(ExitStatus::NotAllowed, tr("Look in OCP whether it happened. If nothing of it runs, say so with --confirm and the name of its target (%1).")
                                                 .arg(displayText(entry.intent.targetName, false, 80)));
        else
            settle(entry);
    });
}

void JournalSettleCommand::settle(const JournalEntry &entry)
{
    Conclusion conclusion;
    conclusion.kind = Conclusion::Kind::Settled;
    conclusion.at = QDateTime::currentDateTimeUtc();
    conclusion.detail = m_line.value(u"reason"_s).trimmed();
    const QString id = entry.intent.id;
    // The answer comes on the journal's thread.
    journal().conclude(id, conclusion, [this, id](bool written) {
        QMetaObject::invokeMethod(this, [this, id, written] {
            if (!written) {
                const QString why = journal().state().writeProblem;
                fail(ExitStatus::BadData, why.isEmpty() ? tr("It was not settled: something else was written about it meanwhile.")
                                                        : tr("It was not settled: %1.").arg(displayText(why, false, 400)));
                return;
            }
            journal().fetchEntry(id, this, [this](const std::optional<JournalEntry> &settled) {
                m_output.text(tr("Settled. Its targets are free for other changes."));
                m_output.document(u"obdesk.journal-entry"_s, { { "entry"_L1, settled ? entryToJson(*settled) : QJsonObject() } });
                finish(ExitStatus::Done);
            });
        }, Qt::QueuedConnection);
    });
}

} // namespace obdesk
