// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/servercommands.h"

#include "cli/json.h"
#include "cli/taskend.h"
#include "cli/tasktext.h"
#include "cli/taskwatch.h"
#include "logs/redact.h"
#include "report/runcollector.h"
#include "task/actionstate.h"
#include "task/refusalplace.h"
#include "task/serverwatch.h"
#include "words/clusterwords.h"
#include "words/errorwords.h"
#include "words/evidencewords.h"
#include "words/fitnesswords.h"
#include "words/plain.h"
#include "words/serverwords.h"
#include "words/taskwords.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using FlowState = AddServersFlow::State;

namespace {

QString requestText(const AddServersRequest &request)
{
    return u"POST %1\n%2"_s.arg(QString::fromUtf8(request.path()), QString::fromUtf8(request.body()));
}

QJsonObject requestJson(const AddServersRequest &request)
{
    return { { "method"_L1, u"POST"_s }, { "path"_L1, QString::fromUtf8(request.path()) },
             { "body"_L1, QJsonDocument::fromJson(request.body()).object() } };
}

} // namespace

QString ServerAddCommand::prepare()
{
    QString problem;
    for (const QString &option : { u"cluster"_s, u"zone"_s, u"host"_s }) {
        if (m_line.value(option).isEmpty())
            return tr("--%1 is missing.").arg(option);
    }
    for (const QString &text : m_line.list(u"host"_s)) {
        bool ok = false;
        const HostId id(text.toLongLong(&ok));
        if (!ok)
            return tr("--host wants ids of hosts, separated by commas; “%1” is none. See obdesk host list.").arg(displayText(text, false, 60));
        if (!m_wanted.contains(id))
            m_wanted.append(id);
    }
    m_reports = m_line.values(u"report"_s);
    if (!m_line.isSet(u"wait"_s)) {
        for (const QString &option : { u"report"_s, u"timeout"_s, u"interval"_s }) {
            if (m_line.isSet(option))
                return tr("--%1 goes with --wait.").arg(option);
        }
    } else if (m_line.isSet(u"dry-run"_s)) {
        return tr("--dry-run sends nothing: there is nothing to wait for.");
    }
    if (m_line.isSet(u"timeout"_s))
        m_timeout = milliseconds(qint64(m_line.fraction(u"timeout"_s, 0, 0, 1e7, &problem) * 1000));
    if (m_line.isSet(u"interval"_s))
        m_interval = milliseconds(qint64(m_line.fraction(u"interval"_s, 0, 0.1, 3600, &problem) * 1000));
    return problem.isEmpty() ? unknownFormats(m_reports) : problem;
}

void ServerAddCommand::begin()
{
    findCluster(m_line.value(u"cluster"_s), [this](const Cluster &cluster) {
        findZone(cluster, m_line.value(u"zone"_s),
                 [this, cluster](const Zone &zone, const QList<Zone> &zones) { fetchHosts(cluster, zone, zones); });
    });
}

void ServerAddCommand::fetchHosts(const Cluster &cluster, const Zone &zone, const QList<Zone> &zones)
{
    client().fetchHosts({}, this, [this, cluster, zone, zones](const Result<Fetched<QList<Host>>> &result) {
        const QList<Host> *hosts = valueOf(result);
        if (!hosts)
            return;
        for (const Host &host : *hosts)
            m_hosts.insert(host.id, host);
        m_plan.fitness = fitnessContext(cluster, zone, *hosts);
        m_plan.fitness.servers = serversOnHosts(zones, *hosts);
        fetchOpenTasks(cluster.id, [this, cluster, zone, zones](const std::optional<QList<Task>> &tasks) {
            m_plan.openTasks = tasks;
            m_plan.fitness.heldBy = hostsHeldBy(tasks.value_or(QList<Task>()));
            choose(cluster, zone, zones);
        });
    });
}

void ServerAddCommand::choose(const Cluster &cluster, const Zone &zone, const QList<Zone> &zones)
{
    QStringList missing;
    for (const HostId id : std::as_const(m_wanted)) {
        const auto it = m_hosts.constFind(id);
        if (it == m_hosts.cend())
            missing.append(id.toString());
        else
            m_plan.hosts.append(*it);
    }
    if (!missing.isEmpty()) {
        fail(ExitStatus::Usage, tr("OCP knows no host with the id %1. %2 lists them.")
                                        .arg(missing.join(u", "_s), commandFor(u"host list"_s)));
        return;
    }
    m_plan.cluster = cluster;
    m_plan.clusterLabel = clusterLabel(cluster, clusters());
    m_plan.zone = zone;
    m_plan.zones = zones;
    m_request = { cluster.id, zone.name, m_wanted };
    lookForEarlier();
}

/// A killed program, or a lost answer, may have left a request for these hosts behind. Before its outcome is known OCP's list of hosts
/// says nothing about another.
void ServerAddCommand::lookForEarlier()
{
    fetchLostChanges([this](const QList<JournalEntry> &lost) {
        const auto concerns = [this](const JournalEntry &entry) {
            return std::any_of(entry.intent.hosts.cbegin(), entry.intent.hosts.cend(), [this](HostId host) { return m_wanted.contains(host); });
        };
        const auto it = std::find_if(lost.cbegin(), lost.cend(), concerns);
        if (it != lost.cend() && !m_line.isSet(u"dry-run"_s)) {
            resume(*it);
            return;
        }
        if (it != lost.cend()) {
            m_output.note(u"obdesk: "_s + tr("What became of an earlier request for these hosts, sent %1, is not known. Without --dry-run its task is looked for first.")
                                                  .arg(timeText(it->intent.at, m_scheduler.clock().utcNow())));
        }
        check();
    });
}

void ServerAddCommand::resume(const JournalEntry &earlier)
{
    m_output.note(u"obdesk: "_s + tr("What became of an earlier request for these hosts, sent %1, is not known. Looking for its task in OCP's list…")
                                          .arg(timeText(earlier.intent.at, m_scheduler.clock().utcNow())));
    makeFlow();
    m_flow->resume(earlier.intent, earlier.intent.user == client().connection().user ? creator() : QString());
}

/// The task of the earlier request is there. When that was the very same request, it is this one's as well.
void ServerAddCommand::foundEarlier()
{
    const AddServersRequest &earlier = m_flow->request();
    const bool same = earlier.cluster == m_request.cluster && earlier.zoneName == m_request.zoneName
            && std::is_permutation(earlier.hosts.cbegin(), earlier.hosts.cend(), m_request.hosts.cbegin(), m_request.hosts.cend());
    if (same) {
        accepted();
        return;
    }
    m_output.note(tr("Found in OCP: it was accepted after all.") + u'\n' + taskTitle(*m_flow->task()));
    m_flow->disconnect(this);
    std::exchange(m_flow, nullptr)->deleteLater();  // it is speaking
    lookForEarlier();
}

void ServerAddCommand::check()
{
    m_checks = checkAddPlan(m_plan);
    QStringList hosts;
    for (const Host &host : std::as_const(m_plan.hosts))
        hosts.append(u"%1 (%2)"_s.arg(displayText(host.name, false, 60), host.id.toString()));
    m_output.facts({ { tr("Connection"), displayText(client().connection().name, false, 60) },
                     { tr("Cluster"), u"%1 (%2)"_s.arg(displayText(m_plan.clusterLabel, false, 80), m_plan.cluster.id.toString()) },
                     { tr("Zone"), displayText(m_plan.zone.name, false, 60) },
                     { tr("Hosts"), hosts.join(u", "_s) } });
    TextTable table;
    for (const AddCheck &check : std::as_const(m_checks))
        table.rows.append({ u"  "_s + checkStateWord(check.state), checkWords(check, m_plan) });
    m_output.text(u'\n' + tr("Checks"));
    m_output.table(table);

    const bool refused = wouldBeRefused(m_checks);
    if (m_line.isSet(u"dry-run"_s))
        m_output.text(u'\n' + tr("Request (not sent)") + u'\n' + requestText(m_request));
    if (refused) {
        QStringList lines { u"obdesk: "_s + tr("OCP would refuse this; nothing was sent.") };
        for (const AddCheck &check : std::as_const(m_checks)) {
            if (check.state == AddCheck::State::Fail)
                lines.append(u"  %1. %2"_s.arg(checkWords(check, m_plan), checkAdvice(check)));
        }
        m_output.note(lines.join(u'\n'));
        m_output.document(u"obdesk.server-add"_s, document(u"checks-failed"_s));
        finish(ExitStatus::Usage);
    } else if (m_line.isSet(u"dry-run"_s)) {
        m_output.document(u"obdesk.server-add"_s, document(u"dry-run"_s));
        finish(ExitStatus::Done);
    } else if (const QString problem = notConfirmed(); !problem.isEmpty()) {
        m_output.note(u"obdesk: "_s + problem);
        m_output.document(u"obdesk.server-add"_s, document(u"not-confirmed"_s));
        finish(ExitStatus::NotAllowed);
    } else {
        submit();
    }
}

/// The guard below would refuse as well; here the person learns which options are missing.
QString ServerAddCommand::notConfirmed() const
{
    if (client().connection().accessMode != AccessMode::Protected)
        return {};
    const bool named = m_line.value(u"confirm"_s) == m_plan.clusterLabel;
    if (named && !m_line.value(u"reason"_s).trimmed().isEmpty())
        return {};
    return tr("The connection is protected: a change wants --confirm with the cluster's name (%1) and --reason. Nothing was sent.")
            .arg(displayText(m_plan.clusterLabel, false, 80));
}

void ServerAddCommand::makeFlow()
{
    m_flow = new AddServersFlow(callsOf(client()), m_scheduler, this);
    m_flow->setRandom([] { return QRandomGenerator::global()->generateDouble(); });
    connect(m_flow, &AddServersFlow::stateChanged, this, &ServerAddCommand::judge);
}

/// By whom OCP says that our task was created; not known for an access key.
QString ServerAddCommand::creator() const
{
    const Connection &connection = client().connection();
    return connection.authKind == AuthKind::Basic ? connection.user : QString();
}

void ServerAddCommand::submit()
{
    makeFlow();
    const MutationContext mutation { m_line.value(u"reason"_s).trimmed(), m_line.value(u"confirm"_s), m_plan.clusterLabel, {}, stateLine(m_plan.zone), m_plan.cluster.id };
    m_flow->submit(m_request, mutation, creator());
}

void ServerAddCommand::judge()
{
    if (isFinished())
        return;
    switch (m_flow->state()) {
    case FlowState::Idle:
    case FlowState::Sending:
        return;
    case FlowState::Accepted:
        if (m_flow->isResumed())
            foundEarlier();
        else
            accepted();
        return;
    case FlowState::Refused:
    case FlowState::NotSent:
        for (const Host &host : std::as_const(m_plan.hosts)) {
            if (const QString says = placeOfRefusal(*m_flow->error(), m_plan.hosts).says.value(host.id); !says.isEmpty())
                m_output.note(u"  %1 (%2): %3"_s.arg(displayText(host.name, false, 60), host.id.toString(), displayText(maskSecrets(says), false, 300)));
        }
        m_output.document(u"obdesk.server-add"_s, document(m_flow->state() == FlowState::Refused ? u"refused"_s : u"not-sent"_s));
        fail(*m_flow->error());
        return;
    case FlowState::Reconciling:
        if (m_flow->isStalled()) {
            outcomeUnknown(); // asking on with this login would lock the account
        } else if (m_flow->lookError()) {
            m_output.note(explain(*m_flow->lookError()).what);
        } else if (!m_flow->isResumed()) {
            m_output.note(u"obdesk: "_s + explain(*m_flow->error()).all() + u'\n' + outcomeWords(ApiError::Outcome::Unknown) + u'\n'
                          + tr("Looking for the task in OCP's list…"));
        }
        return;
    case FlowState::FoundServers:
        foundServers();
        return;
    case FlowState::FoundSeveral:
    case FlowState::FoundNone:
        outcomeUnknown();
        return;
    }
}

void ServerAddCommand::accepted()
{
    if (m_flow->wasReconciled())
        m_output.note(tr("Found in OCP: it was accepted after all."));
    m_output.text(u'\n' + taskTitle(*m_flow->task()));
    if (m_line.isSet(u"wait"_s)) {
        follow();
        return;
    }
    m_output.document(u"obdesk.server-add"_s, document(u"accepted"_s));
    if (!m_line.isSet(u"demo"_s))
        m_output.note(tr("Follow it with: %1").arg(resumeWords()));
    finish(ExitStatus::Done);
}

void ServerAddCommand::outcomeUnknown()
{
    QStringList lines;
    if (m_flow->isStalled()) {
        lines.append(tr("obdesk: OCP does not let us look for the task: %1").arg(explain(*m_flow->lookError()).what));
    } else if (m_flow->state() == FlowState::FoundNone) {
        lines.append(tr("obdesk: no such task is in OCP's list; it was probably not accepted. Make sure in OCP before you submit again."));
    } else {
        lines.append(tr("obdesk: nothing proves which task this request became, if any; look at these before you submit again:"));
        for (const WeighedTask &weighed : m_flow->candidates())
            lines.append(u"  %1\n      %2"_s.arg(taskTitle(weighed.task), evidenceWords(weighed)));
    }
    if (const QString around = surroundingsWords(m_flow->found()); !around.isEmpty())
        lines.append(around);
    lines.append(u"  "_s + commandFor(u"task list --cluster %1"_s.arg(m_request.cluster.toString())));
    lines.append(tr("Another request for the same hosts is held back until this one is settled: %1")
                         .arg(u"obdesk journal settle %1 --confirm … --reason …"_s.arg(m_flow->intentId())));
    m_output.note(lines.join(u'\n'));
    m_output.document(u"obdesk.server-add"_s, document(u"unknown"_s));
    finish(ExitStatus::OutcomeUnknown);
}

void ServerAddCommand::follow()
{
    WatchOptions options { m_interval, m_timeout };
    options.step = [this](const QString &line) { m_output.note(line); };
    options.note = options.step;
    m_watch = new TaskWatch(client(), m_scheduler, options, this);
    connect(m_watch, &TaskWatch::ended, this, &ServerAddCommand::conclude);
    connect(m_watch, &TaskWatch::stopped, this, &ServerAddCommand::stop);
    m_watch->start(*m_flow->task(), m_hosts);
}

void ServerAddCommand::conclude()
{
    m_output.text(resultLine(m_watch->task(), m_watch->follower()->serverNow()));
    m_end = new TaskEnd(client(), m_output, this);
    connect(m_end, &TaskEnd::finished, this, [this] {
        const Task &task = m_watch->task();
        // A rollback that succeeded is no success of the change that was asked for.
        const bool done = task.status == TaskStatus::Successful && !isRolledBack(task);
        m_output.document(u"obdesk.server-add"_s, document(done ? u"successful"_s : u"failed"_s));
        finish(!done                           ? ExitStatus::TaskFailed
               : m_end->problems().isEmpty()   ? ExitStatus::Done
                                               : ExitStatus::BadData);
    });
    fetchRecord(m_watch->task().id, [this](const TaskRecord &record) {
        const TaskFollower &follower = *m_watch->follower();
        Run run = runOf(client().connection(), m_watch->task(), m_hosts, follower.lastGoodAt().value_or(m_scheduler.clock().utcNow()),
                        follower.serverNow(), record);
        run.reason = m_flow->mutation().reason;
        run.request = requestText(m_request);
        run.traceId = m_flow->meta().traceId;
        m_end->start(run, m_reports);
    });
}

/// The answer was lost and no task may be read, but OCP shows the hosts as servers of the zone: it was carried out.
void ServerAddCommand::foundServers()
{
    m_output.note(surroundingsWords(m_flow->found()));
    m_output.note(tr("The hosts are OBServers of the zone: the request was carried out. It is settled in the journal."));
    if (m_line.isSet(u"wait"_s)) {
        watchServers({});
        return;
    }
    m_output.document(u"obdesk.server-add"_s, document(u"accepted"_s));
    finish(ExitStatus::Done);
}

void ServerAddCommand::watchServers(const QString &why)
{
    m_output.note((why.isEmpty() ? QString() : why + u'\n')
                  + tr("This login may not read the task, so the zone's servers are watched instead. Which step fails, and why, cannot be seen that way."));
    const ZoneSource source = [this](ClusterId cluster, QObject *context, Callback<QList<Zone>> done) {
        return client().fetchZones(cluster, context, std::move(done), Patience::Once);
    };
    m_servers = new ServerWatch(source, m_scheduler, m_request, this);
    m_servers->setRandom([] { return QRandomGenerator::global()->generateDouble(); });
    if (m_interval)
        m_servers->setInterval(*m_interval);
    connect(m_servers, &ServerWatch::changed, this, &ServerAddCommand::tellServers);
    connect(m_servers, &ServerWatch::denied, this, [this] { stop(ExitStatus::NotAllowed, explain(*m_servers->error()).what); });
    connect(m_servers, &ServerWatch::ended, this, [this] {
        m_output.text(tr("%n host(s) are RUNNING OBServers of %1.", nullptr, int(m_request.hosts.size())).arg(displayText(m_request.zoneName, false, 60)));
        if (!m_reports.isEmpty())
            m_output.note(tr("No report was written: it would be about the task, which this login may not read."));
        m_output.document(u"obdesk.server-add"_s, document(u"servers-running"_s));
        finish(m_reports.isEmpty() ? ExitStatus::Done : ExitStatus::NotAllowed);
    });
    m_servers->start();
}

void ServerAddCommand::tellServers()
{
    if (m_servers->error()) {
        m_output.note(explain(*m_servers->error()).what);
        return;
    }
    m_output.note(serversOnHostsWords(m_request.hosts, m_hosts, m_servers->servers()));
}

void ServerAddCommand::stop(ExitStatus status, const QString &problem)
{
    // From OCP 4.3.4 on somebody may add servers and not see the task of it.
    const auto *follower = m_watch ? m_watch->follower() : nullptr;
    if (!m_servers && follower && follower->state() == TaskFollower::State::Denied) {
        watchServers(problem);
        return;
    }
    if (m_servers)
        m_servers->stop();
    m_output.note(u"obdesk: %1\n%2"_s.arg(problem, tr("To go on watching: %1").arg(resumeWords())));
    m_output.document(u"obdesk.server-add"_s, document(u"accepted"_s));
    finish(status);
}

void ServerAddCommand::interrupt()
{
    if (isFinished())
        return;
    const bool sent = m_flow && m_flow->state() != FlowState::Idle;
    if (!sent) {
        m_output.note(tr("Interrupted; nothing was sent."));
        finish(ExitStatus::Interrupted);
    } else if (m_line.isSet(u"demo"_s)) {
        m_output.note(tr("Interrupted; the simulator ends with the program, and the task with it."));
        finish(ExitStatus::Interrupted);
    } else if (m_flow->task() || m_servers) {
        stop(ExitStatus::Interrupted, tr("Interrupted; the task goes on in OCP."));
    } else {
        m_output.note(tr("Interrupted while the request was under way: it is not known whether OCP accepted it. Look at: %1")
                              .arg(commandFor(u"task list --cluster %1"_s.arg(m_request.cluster.toString()))));
        m_output.document(u"obdesk.server-add"_s, document(u"unknown"_s));
        finish(ExitStatus::Interrupted);
    }
}

QString ServerAddCommand::resumeWords() const
{
    return m_flow->task() && !m_servers ? commandFor(u"task watch %1"_s.arg(m_flow->task()->id.toString()))
                                        : commandFor(u"cluster show %1"_s.arg(m_request.cluster.toString()));
}

QJsonObject ServerAddCommand::document(const QString &outcome) const
{
    QJsonArray checks;
    for (const AddCheck &check : m_checks)
        checks.append(checkToJson(check, m_plan));
    QJsonObject object { { "outcome"_L1, outcome }, { "checks"_L1, checks }, { "request"_L1, requestJson(m_request) },
                         { "cluster"_L1, QJsonObject { { "id"_L1, idToJson(m_plan.cluster.id.value) }, { "name"_L1, m_plan.cluster.name } } },
                         { "zone"_L1, m_plan.zone.name } };
    if (!m_flow)
        return object;
    if (m_flow->task())
        object.insert("task"_L1, taskHeadToJson(m_watch ? m_watch->task() : *m_flow->task()));
    object.insert("foundInList"_L1, m_flow->wasReconciled());
    object.insert("intent"_L1, m_flow->intentId());
    if (m_flow->error())
        object.insert("error"_L1, errorToJson(*m_flow->error()));
    QJsonArray candidates;
    for (const WeighedTask &weighed : m_flow->candidates())
        candidates.append(weighedToJson(weighed));
    if (m_flow->state() == FlowState::FoundSeveral)
        object.insert("candidates"_L1, candidates);
    if (m_end) {
        object.insert("reports"_L1, QJsonArray::fromStringList(m_reports));
        object.insert("reportProblems"_L1, QJsonArray::fromStringList(m_end->problems()));
    }
    return object;
}

} // namespace obdesk
