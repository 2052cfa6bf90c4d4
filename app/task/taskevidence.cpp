// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskevidence.h"

#include "logs/rows.h"

#include <QMetaEnum>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

using Reason = WeighedTask::Reason;
using Verdict = WeighedTask::Verdict;

QList<HostId> sortedOnce(QList<HostId> hosts)
{
    std::sort(hosts.begin(), hosts.end());
    hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
    return hosts;
}

/// "Add OB server"; other versions write the words another way, and a batch of OCP's own page may say "servers".
bool addsServers(const Task &task)
{
    static const QRegularExpression name(u"\\badd\\b.*server"_s, QRegularExpression::CaseInsensitiveOption);
    return name.match(task.name).hasMatch();
}

/// The earliest time, by OCP's clock, at which something that the request caused can have begun.
std::optional<QDateTime> earliest(const SentRequest &sent)
{
    if (!sent.clockSkew)
        return {};
    return sent.sentAt.addMSecs((*sent.clockSkew - sent.uncertainty).count());
}

std::optional<QDateTime> beginOf(const Task &task)
{
    return task.startTime ? task.startTime : task.createTime;
}

QList<Reason> againstByItself(const SentRequest &sent, const Task &task, const Surroundings &around)
{
    QList<Reason> against;
    if (!addsServers(task))
        against.append(Reason::OtherOperation);
    if (!task.cluster || task.cluster->id != sent.cluster)
        against.append(Reason::OtherCluster);
    if (!sent.creator.isEmpty() && !task.creator.isEmpty() && task.creator != sent.creator)
        against.append(Reason::OtherCreator);
    if (around.taken.contains(task.id))
        against.append(Reason::OtherChange);
    return against;
}

void weighTime(const SentRequest &sent, const Task &task, QList<Reason> &reasons)
{
    const std::optional<QDateTime> began = beginOf(task);
    const std::optional<QDateTime> since = earliest(sent);
    if (!began && isTerminal(task.status.value))
        reasons.append(Reason::EndedUntimed);
    else if (!began || !since)
        reasons.append(Reason::TimeNotTold);
    else
        reasons.append(*began >= *since ? Reason::StartedSince : Reason::StartedBefore);
}

void weighHosts(const SentRequest &sent, const Task &task, const Surroundings &around, QList<Reason> &reasons)
{
    QList<HostId> told = hostsToldBy(task);
    if (const auto detail = around.details.constFind(task.id); told.isEmpty() && detail != around.details.cend())
        told = hostsToldBy(*detail);
    if (!told.isEmpty())
        reasons.append(told == sortedOnce(sent.hosts) ? Reason::SameHosts : Reason::OtherHosts);
    const bool holdsThem = taskOnHosts(sent, around.zones) == task.id;
    if (holdsThem)
        reasons.append(Reason::WorksOnOurHosts);
    if (told.isEmpty() && !holdsThem)
        reasons.append(Reason::HostsNotTold);
}

const QString evidenceMark = u"evidence: "_s;

} // namespace

int signOf(Reason reason)
{
    switch (reason) {
    case Reason::AuditNamesIt:
    case Reason::SameHosts:
    case Reason::WorksOnOurHosts:
    case Reason::StartedSince:
        return 1;
    case Reason::HostsNotTold:
    case Reason::TimeNotTold:
        return 0;
    case Reason::AuditNamesAnother:
    case Reason::OtherHosts:
    case Reason::StartedBefore:
    case Reason::OtherCreator:
    case Reason::OtherCluster:
    case Reason::OtherChange:
    case Reason::OtherOperation:
    case Reason::EndedUntimed:
        break;
    }
    return -1;
}

QString evidenceKeys(const QList<Reason> &reasons)
{
    QStringList keys;
    for (const Reason reason : reasons)
        keys.append(QString::fromLatin1(QMetaEnum::fromType<Reason>().valueToKey(int(reason))));
    return evidenceMark + (keys.isEmpty() ? u"none"_s : keys.join(u", "_s));
}

std::optional<QList<Reason>> reasonsOfKeys(const QString &detail)
{
    const qsizetype mark = detail.indexOf(evidenceMark);
    if (mark < 0)
        return std::nullopt;
    const QString list = detail.sliced(mark + evidenceMark.size());
    QList<Reason> reasons;
    if (list == u"none"_s)
        return reasons;
    for (const QString &key : list.split(u", "_s)) {
        bool known = false;
        const int value = QMetaEnum::fromType<Reason>().keyToValue(key.toLatin1().constData(), &known);
        if (!known)
            return std::nullopt;
        reasons.append(Reason(value));
    }
    return reasons;
}

QList<HostId> hostsToldByLog(const QString &log)
{
    static const QRegularExpression context(u"\\bhost_ids=\\[([0-9, ]+)\\]"_s);
    const QRegularExpressionMatch match = context.match(joinRows(log));
    QList<HostId> hosts;
    for (const QString &text : match.captured(1).split(u',', Qt::SkipEmptyParts)) {
        bool ok = false;
        const qint64 id = text.trimmed().toLongLong(&ok);
        if (ok)
            hosts.append(HostId(id));
    }
    return sortedOnce(hosts);
}

const AuditEvent *auditEventOf(const SentRequest &sent, const QList<AuditEvent> &audit)
{
    static constexpr std::array adding { "ADD_OB_SERVERS"_L1, "BATCH_ADD_OB_SERVERS"_L1, "ADD_OB_SERVER"_L1 };
    const QList<HostId> hosts = sortedOnce(sent.hosts);
    const std::optional<QDateTime> since = earliest(sent);
    const AuditEvent *found = nullptr;
    for (const AuditEvent &event : audit) {
        const bool fits = std::find(adding.begin(), adding.end(), event.operationEvent) != adding.end() && event.hosts == hosts
            && event.execution.value != AuditExecution::Retry && (!event.cluster || *event.cluster == sent.cluster)
            && (event.zoneNames.isEmpty() || event.zoneNames == QStringList { sent.zone })
            && (sent.creator.isEmpty() || event.operatorName.isEmpty() || event.operatorName == sent.creator) && since && event.startTime
            && *event.startTime >= *since;
        if (!fits)
            continue;
        if (found)
            return nullptr;
        found = &event;
    }
    return found;
}

QList<HostId> hostsInZone(const SentRequest &sent, const QList<Zone> &zones)
{
    QList<HostId> found;
    for (const Zone &zone : zones) {
        if (zone.name != sent.zone)
            continue;
        for (const ObServer &server : zone.servers) {
            if (server.hostId && sent.hosts.contains(*server.hostId))
                found.append(*server.hostId);
        }
    }
    return sortedOnce(found);
}

std::optional<TaskId> taskOnHosts(const SentRequest &sent, const QList<Zone> &zones)
{
    QSet<HostId> held;
    std::optional<TaskId> task;
    for (const Zone &zone : zones) {
        for (const ObServer &server : zone.servers) {
            if (zone.name != sent.zone || !server.hostId || !server.operatingTask || !sent.hosts.contains(*server.hostId))
                continue;
            if (task && *task != *server.operatingTask)
                return {};
            task = server.operatingTask;
            held.insert(*server.hostId);
        }
    }
    return held.size() == sortedOnce(sent.hosts).size() ? task : std::nullopt;
}

WeighedTask weighTask(const SentRequest &sent, const Task &task, const Surroundings &around)
{
    WeighedTask weighed { task, Verdict::Open, againstByItself(sent, task, around) };
    QList<Reason> &reasons = weighed.reasons;
    const AuditEvent *event = auditEventOf(sent, around.audit);
    if (event && event->taskId)
        reasons.append(*event->taskId == task.id ? Reason::AuditNamesIt : Reason::AuditNamesAnother);
    weighTime(sent, task, reasons);
    weighHosts(sent, task, around, reasons);
    std::sort(reasons.begin(), reasons.end());

    const bool named = reasons.contains(Reason::AuditNamesIt);
    const bool hosts = reasons.contains(Reason::SameHosts) || reasons.contains(Reason::WorksOnOurHosts);
    // What OCP itself wrote down of the request outweighs a clock: a task's own times come from two machines.
    const bool against = std::any_of(reasons.cbegin(), reasons.cend(),
                                     [named](Reason reason) { return signOf(reason) < 0 && !(named && reason == Reason::StartedBefore); });
    if (against)
        weighed.verdict = Verdict::Excluded;
    else if (named || (hosts && reasons.contains(Reason::StartedSince)))
        weighed.verdict = Verdict::Proven;
    return weighed;
}

} // namespace obdesk
