// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hostfitness.h"

#include <QMap>
#include <QVersionNumber>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

std::optional<HeldBy> holderOf(const Host &host, const FitnessContext &context)
{
    const auto it = context.heldBy.constFind(host.id);
    return it == context.heldBy.cend() ? std::nullopt : std::optional(*it);
}

void judgeStatus(const Host &host, const FitnessContext &context, QList<FitnessFinding> &findings)
{
    FitnessFinding finding { FitnessRule::HostStatus, Fitness::Unfit, {}, u"AVAILABLE"_s, host.status.text, holderOf(host, context) };
    switch (host.status.value) {
    case HostStatus::Available:
        return;
    case HostStatus::Online:
    case HostStatus::Offline:
        finding.code = u"CMP07004"_s;
        break;
    case HostStatus::New:
    case HostStatus::Deleting:
        finding.code = u"CMP07006"_s;
        break;
    case HostStatus::Unknown:
        finding.severity = Fitness::Doubtful;
        break;
    }
    findings.append(finding);
}

void judgeService(const Host &host, const FitnessContext &context, QList<FitnessFinding> &findings)
{
    for (const HostService &service : host.services) {
        if (service.type.compare("OB_CLUSTER"_L1, Qt::CaseInsensitive) == 0) {
            findings.append({ FitnessRule::Service, Fitness::Unfit, u"CMP07010"_s, {}, service.name, holderOf(host, context) });
            return;
        }
    }
    if (const auto server = context.servers.constFind(host.id); server != context.servers.cend())
        findings.append({ FitnessRule::Service, Fitness::Unfit, u"CMP07010"_s, {}, *server, holderOf(host, context) });
}

void judgeIdc(const Host &host, const FitnessContext &context, QList<FitnessFinding> &findings)
{
    if (host.idcId && context.idcId) {
        if (*host.idcId == *context.idcId)
            return;
    } else if (!host.idcName.isEmpty() && !context.idcName.isEmpty()) {
        if (host.idcName == context.idcName)
            return;
    } else {
        findings.append({ FitnessRule::Idc, Fitness::Doubtful, {}, context.idcName, host.idcName });
        return;
    }
    findings.append({ FitnessRule::Idc, Fitness::Unfit, u"CMP07008"_s, context.idcName, host.idcName });
}

void judgeArchitecture(const Host &host, const FitnessContext &context, QList<FitnessFinding> &findings)
{
    if (context.architecture.isEmpty())
        return;
    if (host.architecture.isEmpty())
        findings.append({ FitnessRule::Architecture, Fitness::Doubtful, {}, context.architecture, {} });
    else if (host.architecture.compare(context.architecture, Qt::CaseInsensitive) != 0)
        findings.append({ FitnessRule::Architecture, Fitness::Unfit, u"OBE11023"_s, context.architecture, host.architecture });
}

void judgeAgent(const Host &host, const FitnessContext &context, QList<FitnessFinding> &findings)
{
    if (!(host.agentStatus == HostAgentStatus::Available)) {
        const bool told = host.agentStatus.isKnown();
        findings.append({ FitnessRule::Agent, told ? Fitness::Unfit : Fitness::Doubtful, told ? u"CMP07019"_s : QString(),
                          u"AVAILABLE"_s, host.agentStatus.text });
        return;
    }
    if (context.usualAgentVersion.isEmpty() || host.agentVersion.isEmpty())
        return;
    const auto mine = QVersionNumber::fromString(host.agentVersion);
    const auto usual = QVersionNumber::fromString(context.usualAgentVersion);
    if (mine < usual)
        findings.append({ FitnessRule::AgentVersion, Fitness::Doubtful, {}, context.usualAgentVersion, host.agentVersion });
}

/// What OCP does not tell of one of the two cannot be held against the host.
void judgeSame(FitnessRule rule, const QString &code, const QString &expected, const QString &found, QList<FitnessFinding> &findings)
{
    if (expected.compare(found, Qt::CaseInsensitive) == 0)
        return;
    const bool told = !expected.isEmpty() && !found.isEmpty();
    findings.append({ rule, told ? Fitness::Unfit : Fitness::Doubtful, told ? code : QString(), expected, found });
}

QString mostFrequentAgentVersion(const QList<Host> &hosts)
{
    QMap<QString, int> count;
    for (const Host &host : hosts) {
        if (!host.agentVersion.isEmpty())
            ++count[host.agentVersion];
    }
    const auto most = std::max_element(count.cbegin(), count.cend());
    return most == count.cend() ? QString() : most.key();
}

} // namespace

FitnessContext fitnessContext(const Cluster &cluster, const Zone &zone, const QList<Host> &hosts)
{
    return { cluster.architecture.isEmpty() ? zone.architecture : cluster.architecture, zone.idcId, zone.idcName,
             mostFrequentAgentVersion(hosts), {}, {} };
}

QHash<HostId, QString> serversOnHosts(const QList<Zone> &zones, const QList<Host> &hosts)
{
    QHash<QString, HostId> byAddress;
    for (const Host &host : hosts) {
        if (!host.innerIpAddress.isEmpty())
            byAddress.insert(host.innerIpAddress, host.id);
    }
    QHash<HostId, QString> servers;
    for (const Zone &zone : zones) {
        for (const ObServer &server : zone.servers) {
            const auto named = byAddress.constFind(server.ip);
            if (!server.hostId && named == byAddress.cend())
                continue;
            servers.insert(server.hostId ? *server.hostId : *named, u"%1 %2"_s.arg(server.address(), server.status.text).trimmed());
        }
    }
    return servers;
}

QHash<HostId, HeldBy> hostsHeldBy(const QList<Task> &tasks)
{
    QHash<HostId, HeldBy> held;
    for (const Task &task : tasks) {
        if (task.status == TaskStatus::Successful)
            continue;
        for (const HostId host : hostsToldBy(task)) {
            if (!held.contains(host))
                held.insert(host, { task.id, task.status == TaskStatus::Failed });
        }
    }
    return held;
}

HostVerdict judgeHost(const Host &host, const FitnessContext &context)
{
    HostVerdict verdict;
    judgeStatus(host, context, verdict.findings);
    judgeService(host, context, verdict.findings);
    judgeIdc(host, context, verdict.findings);
    judgeArchitecture(host, context, verdict.findings);
    judgeAgent(host, context, verdict.findings);
    std::stable_sort(verdict.findings.begin(), verdict.findings.end(),
                     [](const FitnessFinding &a, const FitnessFinding &b) { return a.severity > b.severity; });
    if (!verdict.findings.isEmpty())
        verdict.fitness = verdict.findings.constFirst().severity;
    return verdict;
}

QList<QList<FitnessFinding>> judgeBatch(const QList<Host> &batch)
{
    QList<QList<FitnessFinding>> findings(batch.size());
    for (qsizetype i = 1; i < batch.size(); ++i) {
        const Host &first = batch.constFirst();
        const Host &host = batch.at(i);
        judgeSame(FitnessRule::BatchSystem, u"CMP07017"_s, first.operatingSystemRelease, host.operatingSystemRelease, findings[i]);
        judgeSame(FitnessRule::BatchArchitecture, u"CMP07018"_s, first.architecture, host.architecture, findings[i]);
    }
    return findings;
}

} // namespace obdesk
