// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/addchecks.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

using Kind = AddCheck::Kind;
using State = AddCheck::State;

AddCheck checkHostsChosen(const AddPlan &plan)
{
    const bool some = !plan.hosts.isEmpty();
    return { Kind::HostsChosen, some ? State::Pass : State::Unknown, {}, {}, QString::number(plan.hosts.size()), {} };
}

AddCheck checkCluster(const AddPlan &plan)
{
    const OpenEnum<ObStatus> &status = plan.cluster.status;
    AddCheck check { Kind::ClusterState, State::Pass, {}, u"RUNNING"_s, status.text, {} };
    if (!status.isKnown()) {
        check.state = State::Unknown;
    } else if (!(status == ObStatus::Running)) {
        check.state = State::Fail;
        check.code = isInOperation(status.value) ? u"OBE11020"_s : u"OBE11007"_s;
    }
    return check;
}

AddCheck checkZone(const AddPlan &plan)
{
    const OpenEnum<ObStatus> &status = plan.zone.status;
    AddCheck check { Kind::ZoneState, State::Pass, {}, u"RUNNING"_s, status.text, {} };
    if (!status.isKnown()) {
        check.state = State::Unknown;
    } else if (!(status == ObStatus::Running)) {
        check.state = State::Fail;
        check.code = isInOperation(status.value) ? u"OBE18008"_s : u"OBE18004"_s;
    }
    return check;
}

/// The newest task on the cluster in that state.
std::optional<TaskId> taskOnCluster(const AddPlan &plan, TaskStatus status)
{
    if (!plan.openTasks)
        return {};
    const auto it = std::find_if(plan.openTasks->cbegin(), plan.openTasks->cend(), [&plan, status](const Task &task) {
        return task.status == status && task.cluster && task.cluster->id == plan.cluster.id;
    });
    return it == plan.openTasks->cend() ? std::nullopt : std::optional(it->id);
}

bool hasFailed(const AddPlan &plan, TaskId task)
{
    return plan.openTasks && std::any_of(plan.openTasks->cbegin(), plan.openTasks->cend(), [task](const Task &one) {
        return one.id == task && one.status == TaskStatus::Failed;
    });
}

/// Where OCP names no task (before 4.3) the list of tasks says whether one runs; what was not asked is not known.
AddCheck checkRunningTask(const AddPlan &plan)
{
    AddCheck check { Kind::RunningTask, plan.openTasks ? State::Pass : State::Unknown, {}, {}, {}, {} };
    const std::optional<TaskId> listed = taskOnCluster(plan, TaskStatus::Running);
    std::optional<TaskId> task = plan.cluster.operatingTask ? plan.cluster.operatingTask : plan.zone.operatingTask;
    const bool clusterBusy = plan.cluster.operatingTask || isInOperation(plan.cluster.status.value);
    if (clusterBusy || task || isInOperation(plan.zone.status.value)) {
        check.state = State::Fail;
        check.code = clusterBusy ? u"OBE11020"_s : u"OBE18008"_s;
        if (!task)
            task = listed ? listed : taskOnCluster(plan, TaskStatus::Failed); // a failed task keeps the cluster in operation
        check.found = task ? task->toString() : QString();
        check.taskFailed = task && hasFailed(plan, *task);
    } else if (listed) {
        check.state = State::Warn; // not every task holds its cluster
        check.found = listed->toString();
    }
    return check;
}

/// Folds the findings of one rule over all chosen hosts into one entry: the worst one speaks.
AddCheck fold(Kind kind, const AddPlan &plan, std::initializer_list<FitnessRule> rules, const QList<QList<FitnessFinding>> &findings)
{
    AddCheck check { kind, plan.hosts.isEmpty() ? State::Unknown : State::Pass, {}, {}, {}, {} };
    std::optional<FitnessFinding> worst;
    for (qsizetype i = 0; i < plan.hosts.size(); ++i) {
        for (const FitnessFinding &finding : findings.at(i)) {
            if (std::find(rules.begin(), rules.end(), finding.rule) == rules.end())
                continue;
            if (const QString &name = plan.hosts.at(i).name; check.hosts.isEmpty() || check.hosts.constLast() != name)
                check.hosts.append(name);
            if (!worst || finding.severity > worst->severity)
                worst = finding;
        }
    }
    if (worst) {
        check.state = worst->severity == Fitness::Unfit ? State::Fail : State::Warn;
        check.code = worst->code;
        check.expected = worst->expected;
        check.found = worst->found;
    }
    return check;
}

AddCheck checkArchitecture(const AddPlan &plan, const QList<QList<FitnessFinding>> &findings)
{
    AddCheck check = fold(Kind::Architecture, plan, { FitnessRule::Architecture }, findings);
    if (plan.fitness.architecture.isEmpty()) {
        check.state = State::Unknown; // OCP before 4.3 does not tell the cluster's
    } else if (check.expected.isEmpty()) {
        check.expected = plan.fitness.architecture;
    }
    return check;
}

AddCheck checkBalance(const AddPlan &plan)
{
    AddCheck check { Kind::ZoneBalance, State::Pass, {}, {}, {}, {} };
    const int after = plan.zone.serverCount + int(plan.hosts.size());
    int most = 0;
    for (const Zone &zone : plan.zones) {
        if (zone.name != plan.zone.name)
            most = std::max(most, zone.serverCount);
    }
    check.found = QString::number(after);
    if (plan.zones.size() > 1)
        check.expected = QString::number(most);
    if (plan.hosts.isEmpty())
        check.state = State::Unknown;
    else if (plan.zones.size() > 1 && after > most)
        check.state = State::Warn;
    return check;
}

} // namespace

QList<AddCheck> checkAddPlan(const AddPlan &plan)
{
    QList<QList<FitnessFinding>> single;
    for (const Host &host : plan.hosts)
        single.append(judgeHost(host, plan.fitness).findings);
    return {
        checkHostsChosen(plan),
        checkCluster(plan),
        checkZone(plan),
        checkRunningTask(plan),
        fold(Kind::HostStatus, plan, { FitnessRule::HostStatus }, single),
        fold(Kind::Service, plan, { FitnessRule::Service }, single),
        fold(Kind::Idc, plan, { FitnessRule::Idc }, single),
        checkArchitecture(plan, single),
        fold(Kind::SameSystem, plan, { FitnessRule::BatchSystem, FitnessRule::BatchArchitecture }, judgeBatch(plan.hosts)),
        fold(Kind::Agent, plan, { FitnessRule::Agent, FitnessRule::AgentVersion }, single),
        checkBalance(plan),
        { Kind::OnTheHost, State::Unknown, {}, {}, {}, {} },
    };
}

bool wouldBeRefused(const QList<AddCheck> &checks)
{
    return std::any_of(checks.cbegin(), checks.cend(), [](const AddCheck &check) { return check.state == State::Fail; });
}

} // namespace obdesk
