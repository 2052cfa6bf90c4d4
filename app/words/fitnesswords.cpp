// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/fitnesswords.h"

#include "words/plain.h"
#include "words/taskwords.h"

#include <QCoreApplication>
#include <QStringList>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct FitnessWords { Q_DECLARE_TR_FUNCTIONS(FitnessWords) };

QString withCode(const QString &text, const QString &code)
{
    return code.isEmpty() ? text : u"%1 (%2)"_s.arg(text, code);
}

QString orUnknown(const QString &text)
{
    return text.isEmpty() ? FitnessWords::tr("not told") : displayText(text, false, 80);
}

QString names(const QStringList &hosts)
{
    QStringList shown;
    for (const QString &host : hosts.mid(0, 3))
        shown.append(displayText(host, false, 60));
    const QString list = shown.join(u", "_s);
    return hosts.size() > 3 ? FitnessWords::tr("%1 and %n more", nullptr, int(hosts.size() - 3)).arg(list) : list;
}

/// In operation, and OCP tells no task.
QString busyWords(const AddPlan &plan)
{
    const bool clusterBusy = isInOperation(plan.cluster.status.value);
    const QString what = clusterBusy ? FitnessWords::tr("the cluster is %1").arg(orUnknown(plan.cluster.status.text))
                                     : FitnessWords::tr("the zone is %1").arg(orUnknown(plan.zone.status.text));
    const QString since = clusterBusy && plan.busySince && plan.now.isValid()
            ? FitnessWords::tr(", as seen from here since %1").arg(timeText(*plan.busySince, plan.now)) : QString();
    return plan.openTasks ? FitnessWords::tr("No task of OCP runs there, yet %1%2").arg(what, since)
                          : FitnessWords::tr("Another operation goes on: %1%2").arg(what, since);
}

QString holderWords(const FitnessFinding &finding)
{
    if (!finding.heldBy)
        return {};
    const QString task = finding.heldBy->task.toString();
    return finding.heldBy->failed ? FitnessWords::tr("taken by task %1, which failed: retry it or roll it back").arg(task)
                                  : FitnessWords::tr("taken by task %1, which is running").arg(task);
}

QString findingSentence(const FitnessFinding &finding)
{
    const QString expected = orUnknown(finding.expected);
    const QString found = orUnknown(finding.found);
    switch (finding.rule) {
    case FitnessRule::HostStatus:
        return FitnessWords::tr("is %1, must be %2").arg(found, expected);
    case FitnessRule::Service:
        return FitnessWords::tr("already runs %1").arg(found);
    case FitnessRule::Idc:
        return finding.severity == Fitness::Unfit ? FitnessWords::tr("IDC %1 is not the zone's %2").arg(found, expected)
                                                  : FitnessWords::tr("IDC of host or zone not told");
    case FitnessRule::Architecture:
        return finding.severity == Fitness::Unfit ? FitnessWords::tr("architecture %1 is not the cluster's %2").arg(found, expected)
                                                  : FitnessWords::tr("architecture not told");
    case FitnessRule::Agent:
        return finding.severity == Fitness::Unfit ? FitnessWords::tr("OCP agent is %1").arg(found) : FitnessWords::tr("state of the OCP agent not told");
    case FitnessRule::AgentVersion:
        return FitnessWords::tr("agent %1 is older than its neighbours' %2").arg(found, expected);
    case FitnessRule::BatchSystem:
        return FitnessWords::tr("operating system %1 differs from %2 of the first chosen host").arg(found, expected);
    case FitnessRule::BatchArchitecture:
        return FitnessWords::tr("architecture %1 differs from %2 of the first chosen host").arg(found, expected);
    }
    return {};
}

} // namespace

QString fitnessWord(Fitness fitness)
{
    switch (fitness) {
    case Fitness::Fit:
        return FitnessWords::tr("fit");
    case Fitness::Doubtful:
        return FitnessWords::tr("doubtful");
    case Fitness::Unfit:
        return FitnessWords::tr("unfit");
    }
    return {};
}

QString findingWords(const FitnessFinding &finding)
{
    const QString sentence = withCode(findingSentence(finding), finding.code);
    const QString holder = holderWords(finding);
    return holder.isEmpty() ? sentence : u"%1, %2"_s.arg(sentence, holder);
}

QString verdictWords(const HostVerdict &verdict)
{
    QStringList sentences;
    for (const FitnessFinding &finding : verdict.findings)
        sentences.append(findingWords(finding));
    return sentences.join(FitnessWords::tr("; "));
}

QString checkStateWord(AddCheck::State state)
{
    switch (state) {
    case AddCheck::State::Pass:
        return FitnessWords::tr("passed");
    case AddCheck::State::Warn:
        return FitnessWords::tr("warning");
    case AddCheck::State::Fail:
        return FitnessWords::tr("failed");
    case AddCheck::State::Unknown:
        return FitnessWords::tr("not known");
    }
    return {};
}

QString checkWords(const AddCheck &check, const AddPlan &plan)
{
    using Kind = AddCheck::Kind;
    using State = AddCheck::State;
    const QString cluster = displayText(plan.clusterLabel.isEmpty() ? plan.cluster.name : plan.clusterLabel, false, 60);
    const QString zone = displayText(plan.zone.name, false, 60);
    const int count = int(plan.hosts.size());
    const bool pass = check.state == State::Pass;
    QString text;
    switch (check.kind) {
    case Kind::HostsChosen:
        text = pass ? FitnessWords::tr("%n host(s) chosen", nullptr, count) : FitnessWords::tr("No host chosen yet");
        break;
    case Kind::ClusterState:
        text = FitnessWords::tr("Cluster %1 is %2").arg(cluster, orUnknown(check.found));
        break;
    case Kind::ZoneState:
        text = zone.isEmpty() ? FitnessWords::tr("No zone chosen yet") : FitnessWords::tr("Zone %1 is %2").arg(zone, orUnknown(check.found));
        break;
    case Kind::RunningTask:
        text = pass                            ? FitnessWords::tr("No task holds cluster or zone")
                : check.state == State::Unknown ? FitnessWords::tr("Whether a task holds cluster or zone: the list of tasks was not read")
                : check.found.isEmpty()         ? busyWords(plan)
                : check.taskFailed              ? FitnessWords::tr("Task %1 has failed and holds the cluster").arg(check.found)
                                                : FitnessWords::tr("Task %1 is running on the cluster").arg(check.found);
        break;
    case Kind::HostStatus:
        text = check.hosts.isEmpty() ? FitnessWords::tr("Chosen hosts are AVAILABLE")
                                     : FitnessWords::tr("%1: host is %2").arg(names(check.hosts), orUnknown(check.found));
        break;
    case Kind::Service:
        text = check.hosts.isEmpty() ? FitnessWords::tr("No OBServer on the chosen hosts yet")
                                     : FitnessWords::tr("%1: already runs %2").arg(names(check.hosts), orUnknown(check.found));
        break;
    case Kind::Idc:
        text = check.hosts.isEmpty() ? FitnessWords::tr("Hosts stand in the zone's IDC %1").arg(orUnknown(plan.zone.idcName))
                                     : FitnessWords::tr("%1: IDC %2, the zone's is %3").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::Architecture:
        if (check.state == State::Unknown)
            text = plan.hosts.isEmpty() ? FitnessWords::tr("Architecture of the hosts") : FitnessWords::tr("This OCP does not tell the cluster's architecture");
        else
            text = check.hosts.isEmpty() ? FitnessWords::tr("Architecture is the cluster's %1").arg(orUnknown(check.expected))
                                         : FitnessWords::tr("%1: architecture %2, the cluster's is %3").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::SameSystem:
        text = check.hosts.isEmpty() ? FitnessWords::tr("Same operating system and architecture within the request")
                                     : FitnessWords::tr("%1: %2 differs from %3 of the first host").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::Agent:
        text = check.hosts.isEmpty() ? FitnessWords::tr("OCP agents of the hosts are AVAILABLE")
                                     : check.state == State::Fail ? FitnessWords::tr("%1: OCP agent is %2").arg(names(check.hosts), orUnknown(check.found))
                                                                  : FitnessWords::tr("%1: agent %2, usual is %3").arg(names(check.hosts), orUnknown(check.found), orUnknown(check.expected));
        break;
    case Kind::ZoneBalance:
        if (check.state == State::Unknown)
            text = FitnessWords::tr("Balance of the zones");
        else if (check.expected.isEmpty())
            text = FitnessWords::tr("Zone %1 will have %2 OBServers; it has no neighbour").arg(zone, check.found);
        else if (check.found == check.expected)
            text = FitnessWords::tr("Zone %1 will have %2 OBServers, like its largest neighbour").arg(zone, check.found);
        else
            text = FitnessWords::tr("Zone %1 will have %2 OBServers, its largest neighbour has %3").arg(zone, check.found, check.expected);
        break;
    case Kind::OnTheHost:
        text = FitnessWords::tr("Disk, memory, ports and clock: OCP checks them in the step “Pre check for install OB”");
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
        return FitnessWords::tr("OCP checks it itself when the request comes.");
    switch (check.kind) {
    case Kind::HostsChosen:
        return FitnessWords::tr("Tick the hosts to add in the table.");
    case Kind::ClusterState:
    case Kind::ZoneState:
        return FitnessWords::tr("OCP accepts the request only while it is RUNNING.");
    case Kind::RunningTask:
        if (check.state == AddCheck::State::Unknown)
            return FitnessWords::tr("OCP refuses the request when one does.");
        if (check.taskFailed)
            return FitnessWords::tr("Retry task %1 or roll it back first; OCP keeps the cluster in operation until then.").arg(check.found);
        if (check.found.isEmpty())
            return FitnessWords::tr("No task does it that OCP would show here: look in OCP whether an operation hangs.");
        return check.state == AddCheck::State::Warn ? FitnessWords::tr("Not every task holds its cluster; if this one does, OCP refuses the request.")
                                                    : FitnessWords::tr("Wait for that task to end; OCP runs one operation per cluster.");
    case Kind::HostStatus:
    case Kind::Service:
    case Kind::Idc:
    case Kind::Architecture:
    case Kind::SameSystem:
        return FitnessWords::tr("Choose other hosts.");
    case Kind::Agent:
        return FitnessWords::tr("Repair or upgrade the OCP agent in OCP first, or choose other hosts.");
    case Kind::ZoneBalance:
        return FitnessWords::tr("Zones of one cluster usually grow together: plan the same for the others.");
    case Kind::OnTheHost:
        return FitnessWords::tr("If that step fails, the task page shows why.");
    }
    return {};
}

} // namespace obdesk
