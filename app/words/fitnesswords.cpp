// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/fitnesswords.h"

#include "words/plain.h"

#include <QCoreApplication>
#include <QStringList>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words { Q_DECLARE_TR_FUNCTIONS(FitnessWords) };

QString withCode(const QString &text, const QString &code)
{
    return code.isEmpty() ? text : u"%1 (%2)"_s.arg(text, code);
}

QString orUnknown(const QString &text)
{
    return text.isEmpty() ? Words::tr("not told") : displayText(text, false, 80);
}

QString names(const QStringList &hosts)
{
    QStringList shown;
    for (const QString &host : hosts.mid(0, 3))
        shown.append(displayText(host, false, 60));
    const QString list = shown.join(u", "_s);
    return hosts.size() > 3 ? Words::tr("%1 and %n more", nullptr, int(hosts.size() - 3)).arg(list) : list;
}

QString findingSentence(const FitnessFinding &finding)
{
    const QString expected = orUnknown(finding.expected);
    const QString found = orUnknown(finding.found);
    switch (finding.rule) {
    case FitnessRule::HostStatus:
        return Words::tr("is %1, must be %2").arg(found, expected);
    case FitnessRule::Service:
        return Words::tr("already runs %1").arg(found);
    case FitnessRule::Idc:
        return finding.severity == Fitness::Unfit ? Words::tr("IDC %1 is not the zone's %2").arg(found, expected)
                                                  : Words::tr("IDC of host or zone not told");
    case FitnessRule::Architecture:
        return finding.severity == Fitness::Unfit ? Words::tr("architecture %1 is not the cluster's %2").arg(found, expected)
                                                  : Words::tr("architecture not told");
    case FitnessRule::Agent:
        return finding.severity == Fitness::Unfit ? Words::tr("OCP agent is %1").arg(found) : Words::tr("state of the OCP agent not told");
    case FitnessRule::AgentVersion:
        return Words::tr("agent %1 is older than its neighbours' %2").arg(found, expected);
    case FitnessRule::BatchSystem:
        return Words::tr("operating system %1 differs from %2 of the first chosen host").arg(found, expected);
    case FitnessRule::BatchArchitecture:
        return Words::tr("architecture %1 differs from %2 of the first chosen host").arg(found, expected);
    }
    return {};
}

} // namespace

QString fitnessWord(Fitness fitness)
{
    switch (fitness) {
    case Fitness::Fit:
        return Words::tr("fit");
    case Fitness::Doubtful:
        return Words::tr("doubtful");
    case Fitness::Unfit:
        return Words::tr("unfit");
    }
    return {};
}

QString findingWords(const FitnessFinding &finding)
{
    return withCode(findingSentence(finding), finding.code);
}

QString verdictWords(const HostVerdict &verdict)
{
    QStringList sentences;
    for (const FitnessFinding &finding : verdict.findings)
        sentences.append(findingWords(finding));
    return sentences.join(Words::tr("; "));
}

QString checkStateWord(AddCheck::State state)
{
    switch (state) {
    case AddCheck::State::Pass:
        return Words::tr("passed");
    case AddCheck::State::Warn:
        return Words::tr("warning");
    case AddCheck::State::Fail:
        return Words::tr("failed");
    case AddCheck::State::Unknown:
        return Words::tr("not known");
    }
    return {};
}

QString checkWords(const AddCheck &check, const AddPlan &plan)
{
    using Kind = AddCheck::Kind;
    using State = AddCheck::State;
    const QString cluster = displayText(plan.cluster.name, false, 60);
    const QString zone = displayText(plan.zone.name, false, 60);
    const int count = int(plan.hosts.size());
    const bool pass = check.state == State::Pass;
    QString text;
    switch (check.kind) {
    case Kind::HostsChosen:
        text = pass ? Words::tr("%n host(s) chosen", nullptr, count) : Words::tr("No host chosen yet");
        break;
    case Kind::ClusterState:
        text = Words::tr("Cluster %1 is %2").arg(cluster, orUnknown(check.found));
        break;
    case Kind::ZoneState:
        text = zone.isEmpty() ? Words::tr("No zone chosen yet") : Words::tr("Zone %1 is %2").arg(zone, orUnknown(check.found));
        break;
    case Kind::RunningTask:
        text = pass ? Words::tr("No task holds cluster or zone")
                    : check.found.isEmpty() ? Words::tr("Another operation is running on the cluster")
                                            : Words::tr("Task %1 is running on the cluster").arg(check.found);
        break;
    case Kind::HostStatus:
        text = check.hosts.isEmpty() ? Words::tr("Chosen hosts are AVAILABLE")
                                     : Words::tr("%1: host is %2").arg(names(check.hosts), orUnknown(check.found));
        break;
    case Kind::Service:
        text = check.hosts.isEmpty() ? Words::tr("No OBServer on the chosen hosts yet")
                                     : Words::tr("%1: already runs %2").arg(names(check.hosts), orUnknown(check.found));
        break;
    case Kind::Idc:
        text = check.hosts.isEmpty() ? Words::tr("Hosts stand in the zone's IDC %1").arg(orUnknown(plan.zone.idcName))
                                     : Words::tr("%1: IDC %2, the zone's is %3").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::Architecture:
        if (check.state == State::Unknown)
            text = plan.hosts.isEmpty() ? Words::tr("Architecture of the hosts") : Words::tr("This OCP does not tell the cluster's architecture");
        else
            text = check.hosts.isEmpty() ? Words::tr("Architecture is the cluster's %1").arg(orUnknown(check.expected))
                                         : Words::tr("%1: architecture %2, the cluster's is %3").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::SameSystem:
        text = check.hosts.isEmpty() ? Words::tr("Same operating system and architecture within the request")
                                     : Words::tr("%1: %2 differs from %3 of the first host").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::Agent:
        text = check.hosts.isEmpty() ? Words::tr("OCP agents of the hosts are AVAILABLE")
                                     : check.state == State::Fail ? Words::tr("%1: OCP agent is %2").arg(names(check.hosts), orUnknown(check.found))
                                                                  : Words::tr("%1: agent %2, usual is %3").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::ZoneBalance:
        if (check.state == State::Unknown)
            text = Words::tr("Balance of the zones");
        else if (check.expected.isEmpty())
            text = Words::tr("Zone %1 will have %2 OBServers; it has no neighbour").arg(zone, check.found);
        else if (check.found == check.expected)
            text = Words::tr("Zone %1 will have %2 OBServers, like its largest neighbour").arg(zone, check.found);
        else
            text = Words::tr("Zone %1 will have %2 OBServers, its largest neighbour has %3").arg(zone, check.found, check.expected);
        break;
    case Kind::OnTheHost:
        text = Words::tr("Disk, memory, ports and clock: OCP checks them in the step “Pre check for install OB”");
        break;
    }
    return withCode(text, check.code);
}

QString checkAdvice(const AddCheck &check)
{
    using Kind = AddCheck::Kind;
    if (check.state == AddCheck::State::Pass)
        return {};
    const bool ofHosts = check.kind != Kind::ClusterState && check.kind != Kind::ZoneState && check.kind != Kind::RunningTask
            && check.kind != Kind::HostsChosen && check.kind != Kind::OnTheHost;
    if (ofHosts && check.state == AddCheck::State::Unknown)
        return Words::tr("OCP checks it itself when the request comes.");
    switch (check.kind) {
    case Kind::HostsChosen:
        return Words::tr("Tick the hosts to add in the table.");
    case Kind::ClusterState:
    case Kind::ZoneState:
        return Words::tr("OCP accepts the request only while it is RUNNING.");
    case Kind::RunningTask:
        return Words::tr("Wait for that task to end; OCP runs one operation per cluster.");
    case Kind::HostStatus:
    case Kind::Service:
    case Kind::Idc:
    case Kind::Architecture:
    case Kind::SameSystem:
        return Words::tr("Choose other hosts.");
    case Kind::Agent:
        return Words::tr("Repair or upgrade the OCP agent in OCP first, or choose other hosts.");
    case Kind::ZoneBalance:
        return Words::tr("Zones of one cluster usually grow together: plan the same for the others.");
    case Kind::OnTheHost:
        return Words::tr("If that step fails, the task page shows why.");
    }
    return {};
}

} // namespace obdesk
