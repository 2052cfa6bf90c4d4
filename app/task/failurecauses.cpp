// SPDX-License-Identifier: GPL-3.0-or-later
// How many steps each cause holds back would take one search per cause. Instead 64 causes at a time go down the graph together, one bit
// each. Steps behind a barrier all carry the same bits, so that equal sets are gathered before bits are counted.
#include "task/failurecauses.h"

#include <QHash>

#include <algorithm>
#include <bit>

namespace obdesk {

namespace {

using Bits = quint64;
constexpr int together = 64;

bool waits(const Subtask &step)
{
    const StepState state = stepState(step);
    return state == StepState::Pending || state == StepState::Ready;
}

QList<int> placesOf(const TaskGraph &graph)
{
    QList<int> place(graph.count());
    for (int i = 0; i < graph.count(); ++i)
        place[graph.order().at(i)] = i;
    return place;
}

/// Numbers from 0 for the hosts that steps belong to; -1: none.
struct HostNumbers
{
    QList<int> ofStep;
    int count = 0;
};

HostNumbers hostNumbers(const Task &task, const TaskHosts &hosts)
{
    HostNumbers numbers;
    QHash<HostId, int> known;
    numbers.ofStep.reserve(task.subtasks.size());
    for (const Subtask &step : task.subtasks) {
        const std::optional<HostId> host = hosts.hostOf(step);
        if (!host) {
            numbers.ofStep.append(-1);
            continue;
        }
        const auto it = known.constFind(*host);
        numbers.ofStep.append(it != known.cend() ? *it : known.insert(*host, int(known.size())).value());
    }
    numbers.count = int(known.size());
    return numbers;
}

void findRoles(FailureCauses &result, const Task &task, const TaskGraph &graph, const QList<int> &place)
{
    using Role = FailureCauses::Role;
    result.roles.fill(Role::None, graph.count());
    QList<bool> failedAbove(graph.count(), false);
    for (const int node : graph.order()) {
        const bool failed = stepState(task.subtasks.at(node)) == StepState::Failed;
        if (failed) {
            result.roles[node] = failedAbove.at(node) ? Role::Consequence : Role::FirstCause;
            if (!failedAbove.at(node))
                result.causes.append(FailureCauses::Cause { node, {} });
        }
        if (!failed && !failedAbove.at(node))
            continue;
        for (const int down : graph.downstreams(node)) {
            if (place.at(down) > place.at(node))
                failedAbove[down] = true;
        }
    }
}

template<typename Add>
void forEachBit(Bits bits, Add add)
{
    for (; bits != 0; bits &= bits - 1)
        add(std::countr_zero(bits));
}

} // namespace

FailureCauses failureCausesOf(const Task &task, const TaskGraph &graph, const TaskHosts &hosts)
{
    FailureCauses result;
    const QList<int> place = placesOf(graph);
    findRoles(result, task, graph, place);
    if (result.causes.isEmpty())
        return result;

    const HostNumbers hostOf = hostNumbers(task, hosts);
    QList<bool> waiting(graph.count());
    for (int node = 0; node < graph.count(); ++node)
        waiting[node] = waits(task.subtasks.at(node));
    for (qsizetype first = 0; first < result.causes.size(); first += together) {
        const qsizetype end = std::min(first + together, result.causes.size());
        QList<Bits> above(graph.count(), 0);        // causes before this step
        QHash<Bits, int> stepsHeldBy;
        QList<Bits> onHost(hostOf.count, 0);
        qsizetype next = first;
        for (int at = place.at(result.causes.at(first).subtask); at < graph.count(); ++at) {
            const int node = graph.order().at(at);
            Bits bits = above.at(node);
            if (bits != 0 && waiting.at(node)) {
                ++stepsHeldBy[bits];
                if (const int host = hostOf.ofStep.at(node); host >= 0)
                    onHost[host] |= bits;
            }
            if (next < end && result.causes.at(next).subtask == node)
                bits |= Bits(1) << (next++ - first);
            if (bits == 0)
                continue;
            for (const int down : graph.downstreams(node)) {
                if (place.at(down) > at)
                    above[down] |= bits;
            }
        }
        for (auto it = stepsHeldBy.cbegin(); it != stepsHeldBy.cend(); ++it)
            forEachBit(it.key(), [&](int bit) { result.causes[first + bit].heldBack.steps += it.value(); });
        for (const Bits bits : std::as_const(onHost))
            forEachBit(bits, [&](int bit) { ++result.causes[first + bit].heldBack.hosts; });
    }
    return result;
}

BlastRadius blastRadiusOf(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, int subtask)
{
    BlastRadius radius;
    QSet<HostId> hit;
    for (const int node : graph.descendants(subtask)) {
        if (!waits(task.subtasks.at(node)))
            continue;
        radius.subtasks.append(node);
        if (const std::optional<HostId> host = hosts.hostOf(task.subtasks.at(node)))
            hit.insert(*host);
    }
    for (const HostId host : hosts.hosts()) {
        if (hit.remove(host))
            radius.hosts.append(host);
    }
    return radius;
}

} // namespace obdesk
