// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runfacts.h"

#include "task/taskhosts.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString labelOf(HostId host, const Run &run)
{
    const QString label = run.hostLabels.value(host.value);
    return label.isEmpty() ? host.toString() : label;
}

QStringList zonesOf(const TaskContext &context)
{
    const QStringList zones = context.lists.value(u"zone_names"_s);
    const QString zone = context.strings.value(u"zone_name"_s);
    return zones.isEmpty() && !zone.isEmpty() ? QStringList { zone } : zones;
}

/// While a step runs again its finish time is that of the run before.
std::optional<QDateTime> finishOf(const Subtask &subtask)
{
    const bool underWay = subtask.status == SubtaskStatus::Running || subtask.status == SubtaskStatus::Canceling
        || subtask.status == SubtaskStatus::Ready;
    return underWay ? std::nullopt : subtask.finishTime;
}

template<typename Nodes>
QList<SubtaskId> idsOf(const Nodes &nodes, const TaskGraph &graph)
{
    QList<SubtaskId> ids;
    for (const int node : nodes)
        ids.append(graph.idAt(node));
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

RunFacts::RunFacts(const Run &taken)
    : run(taken)
    , graph(run.task)
    , progress(progressOf(run.task))
    , elapsed(obdesk::elapsed(run.task, run.serverNow))
    , zones(zonesOf(run.task.context))
{
    const TaskHosts taskHosts(run.task, {});
    for (const HostId host : taskHosts.hosts())
        hosts.append(labelOf(host, run));
    if (hosts.isEmpty() && run.task.hostId)
        hosts.append(labelOf(*run.task.hostId, run));

    steps.reserve(graph.count());
    for (const int node : graph.order()) {
        const Subtask &subtask = run.task.subtasks.at(node);
        StepRow row;
        row.number = int(steps.size()) + 1;
        row.index = node;
        if (const std::optional<HostId> host = taskHosts.hostOf(subtask))
            row.host = labelOf(*host, run);
        row.state = stepState(subtask);
        row.started = subtask.startTime;
        row.finished = finishOf(subtask);
        row.duration = obdesk::elapsed(subtask, run.serverNow);
        row.upstreams = idsOf(graph.upstreams(node), graph);
        row.downstreams = idsOf(graph.downstreams(node), graph);
        steps.append(row);
    }
}

const RunLog *RunFacts::logOf(SubtaskId id) const
{
    return run.logOf(id);
}

QString stateKey(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return u"pending"_s;
    case StepState::Ready:
        return u"ready"_s;
    case StepState::Running:
        return u"running"_s;
    case StepState::Canceling:
        return u"canceling"_s;
    case StepState::Failed:
        return u"failed"_s;
    case StepState::Successful:
        return u"successful"_s;
    case StepState::Skipped:
        return u"skipped"_s;
    case StepState::RolledBack:
        return u"rolled_back"_s;
    case StepState::Unknown:
        break;
    }
    return u"unknown"_s;
}

} // namespace obdesk
