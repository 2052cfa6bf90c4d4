// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"

#include "cli/json.h"
#include "history/journal.h"
#include "report/runactions.h"
#include "session/journalhosts.h"
#include "words/clusterwords.h"
#include "words/errorwords.h"
#include "words/plain.h"
#include "words/readingwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString clusterLine(const Cluster &cluster)
{
    QStringList parts { displayText(cluster.name, false, 80), displayText(cluster.type, false, 40) };
    if (cluster.obClusterId)
        parts.append(u"OB cluster id %1"_s.arg(*cluster.obClusterId));
    parts.removeAll(QString());
    return u"  %1  %2"_s.arg(cluster.id.toString(), parts.join(u", "_s));
}

QList<Cluster> matching(const QList<Cluster> &clusters, const QString &wanted)
{
    bool isNumber = false;
    const ClusterId id(wanted.toLongLong(&isNumber));
    QList<Cluster> found;
    for (const Cluster &cluster : clusters) {
        if (isNumber && cluster.id == id)
            return { cluster }; // ids go first: a cluster may be called "21"
        if (cluster.name == wanted || clusterLabel(cluster, clusters) == wanted)
            found.append(cluster);
    }
    return found;
}

/// One shell word.
QString quoted(const QString &text)
{
    const bool plain = !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"-_./:@%+,=").contains(c);
    });
    return plain ? text : u"'%1'"_s.arg(QString(text).replace(u'\'', u"'\\''"_s));
}

} // namespace

void Command::start(OcpClient *client, Journal *journal)
{
    m_client = client;
    m_journal = journal;
    begin();
}

void Command::fetchLostChanges(std::function<void(const QList<JournalEntry> &)> done)
{
    if (!m_journal) {
        done({});
        return;
    }
    m_journal->fetchOpen(client().connection().url, this, [this, done = std::move(done)](QList<JournalEntry> entries) {
        if (m_finished)
            return;
        entries.removeIf([](const JournalEntry &entry) { return entry.standing == JournalEntry::Standing::Sending; });
        done(entries);
    });
}

void Command::fetchOpenTasks(ClusterId cluster, std::function<void(const std::optional<QList<Task>> &)> done)
{
    TaskQuery query;
    query.clusterId = cluster;
    query.statuses = { u"FAILED"_s, u"RUNNING"_s };
    query.size = 500;
    client().fetchTasks(query, this, [this, done = std::move(done)](const Result<Fetched<Page<Task>>> &result) {
        if (m_finished)
            return;
        if (!result) {
            m_output.note(tr("Which tasks are open is not known: %1").arg(explain(result.error()).what));
            done({});
            return;
        }
        QList<Task> tasks = result->value.items;
        if (result->value.totalElements > tasks.size()) {
            m_output.note(tr("More than %1 tasks are open; not all of them were looked at.").arg(tasks.size()));
            done({});
            return;
        }
        if (!m_journal) {
            done(tasks);
            return;
        }
        JournalQuery ours;
        ours.limit = 500;
        m_journal->fetchEntries(ours, this, [this, tasks, done](const QList<JournalEntry> &entries, bool) mutable {
            if (m_finished)
                return;
            addHostsOf(entries, client().connection().url, tasks);
            done(tasks);
        });
    });
}

void Command::fetchRecord(TaskId task, std::function<void(const TaskRecord &)> done)
{
    // Looking leaves no file behind where there is none.
    if (!m_journal && !m_reader)
        m_reader = std::make_shared<Journal>(defaultDataFile(), Database::Access::Inspect);
    fetchTaskRecord(m_journal ? *m_journal : *m_reader, client().connection().url, task, this, [this, done = std::move(done)](const TaskRecord &record) {
        if (!m_finished)
            done(record);
    });
}

void Command::interrupt()
{
    m_output.note(tr("Interrupted."));
    finish(ExitStatus::Interrupted);
}

void Command::finish(ExitStatus status)
{
    if (std::exchange(m_finished, true))
        return;
    // Who asked for JSON gets a document in any case; one that says more was written before.
    if (status != ExitStatus::Done)
        m_output.document(u"obdesk.error"_s, { { "status"_L1, int(status) } });
    emit finished(status);
}

void Command::fail(const ApiError &error)
{
    if (m_finished)
        return;
    const ErrorWords words = explain(error);
    QStringList lines { u"obdesk: "_s + words.what, words.details.join(u'\n'), words.advice, words.reference, outcomeWords(error.outcome) };
    lines.removeAll(QString());
    m_output.note(lines.join(u'\n'));
    const ExitStatus status = exitStatusOf(error);
    m_output.document(u"obdesk.error"_s, { { "status"_L1, int(status) }, { "error"_L1, errorToJson(error) } });
    finish(status);
}

void Command::fail(ExitStatus status, const QString &problem)
{
    if (m_finished)
        return;
    m_output.note(u"obdesk: "_s + problem);
    m_output.document(u"obdesk.error"_s, { { "status"_L1, int(status) }, { "error"_L1, QJsonObject { { "message"_L1, problem } } } });
    finish(status);
}

void Command::noteUnread(const ReplyNotes &notes)
{
    if (notes.unread == 0)
        return;
    m_output.note(u"obdesk: "_s + unreadWords(notes));
    m_unread.unread += notes.unread;
    m_unread.notes += notes.notes;
}

QJsonObject Command::withUnread(QJsonObject document) const
{
    if (m_unread.unread > 0) {
        document.insert("unread"_L1, m_unread.unread);
        document.insert("unreadNotes"_L1, QJsonArray::fromStringList(m_unread.notes));
    }
    return document;
}

void Command::findCluster(const QString &wanted, std::function<void(const Cluster &)> found)
{
    client().fetchClusters({}, this, [this, wanted, found](const Result<Fetched<QList<Cluster>>> &result) {
        const QList<Cluster> *clusters = valueOf(result);
        if (!clusters)
            return;
        m_clusters = *clusters;
        const QList<Cluster> some = matching(*clusters, wanted);
        if (some.size() == 1) {
            found(some.constFirst());
            return;
        }
        QStringList lines;
        for (const Cluster &cluster : some.isEmpty() ? *clusters : some)
            lines.append(clusterLine(cluster));
        const QString name = displayText(wanted, false, 80);
        fail(ExitStatus::Usage, (some.isEmpty() ? tr("There is no cluster “%1” in this OCP. There are:").arg(name)
                                                : tr("Several clusters are called “%1”; give the id of one:").arg(name)) + u'\n' + lines.join(u'\n'));
    });
}

void Command::findZone(const Cluster &cluster, const QString &name, std::function<void(const Zone &, const QList<Zone> &)> found)
{
    client().fetchZones(cluster.id, this, [this, cluster, name, found](const Result<Fetched<QList<Zone>>> &result) {
        const QList<Zone> *zones = valueOf(result);
        if (!zones)
            return;
        const auto it = std::find_if(zones->cbegin(), zones->cend(), [&](const Zone &zone) { return zone.name == name; });
        if (it != zones->cend()) {
            found(*it, *zones);
            return;
        }
        QStringList names;
        for (const Zone &zone : *zones)
            names.append(displayText(zone.name, false, 60));
        fail(ExitStatus::Usage, tr("Cluster %1 has no zone “%2”. It has: %3.")
                                        .arg(displayText(clusterLabel(cluster, m_clusters), false, 80), displayText(name, false, 60), names.join(u", "_s)));
    });
}

void Command::fetchClusterNames(std::function<void(const QList<Cluster> &)> done)
{
    if (!m_clusters.isEmpty()) {
        done(m_clusters);
        return;
    }
    client().fetchClusters({}, this, [this, done](const Result<Fetched<QList<Cluster>>> &result) {
        if (result)
            m_clusters = result->value;
        done(m_clusters);
    });
}

void Command::fetchHostNames(std::function<void(const QHash<HostId, Host> &)> done)
{
    client().fetchHosts({}, this, [this, done](const Result<Fetched<QList<Host>>> &result) {
        QHash<HostId, Host> byId;
        if (result) {
            for (const Host &host : result->value)
                byId.insert(host.id, host);
        } else {
            m_output.note(tr("Hosts are shown by their ids: %1").arg(explain(result.error()).what));
        }
        done(byId);
    });
}

QString Command::commandFor(const QString &words) const
{
    QStringList parts { u"obdesk"_s };
    for (const QString &option : { u"connection"_s, u"url"_s, u"user"_s, u"access-key"_s, u"password-file"_s }) {
        if (m_line.isSet(option))
            parts << u"--"_s + option << quoted(m_line.value(option));
    }
    if (m_line.isSet(u"accept-http"_s))
        parts << u"--accept-http"_s;
    parts.append(words);
    return parts.join(u' ');
}

} // namespace obdesk
