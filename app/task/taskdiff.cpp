// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskdiff.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace obdesk {

namespace {

bool sameHead(Task a, Task b)
{
    a.subtasks.clear();
    b.subtasks.clear();
    return a == b;
}

bool samePlace(const Subtask &a, const Subtask &b)
{
    return a.id == b.id && a.upstreams == b.upstreams && a.downstreams == b.downstreams && a.parallelIdx == b.parallelIdx
            && a.name == b.name;
}

void restoreOrder(const Task &before, Task &fresh)
{
    if (before.subtasks.size() != fresh.subtasks.size())
        return;
    QHash<SubtaskId, int> at;
    at.reserve(fresh.subtasks.size());
    for (int i = 0; i < fresh.subtasks.size(); ++i)
        at.insert(fresh.subtasks.at(i).id, i);
    if (at.size() != fresh.subtasks.size())
        return; // duplicate ids: leave the list alone
    QSet<SubtaskId> taken;
    taken.reserve(before.subtasks.size());
    QList<Subtask> ordered;
    ordered.reserve(fresh.subtasks.size());
    for (const Subtask &old : before.subtasks) {
        const auto it = at.constFind(old.id);
        if (it == at.cend() || taken.contains(old.id))
            return; // other ids, or duplicates in the old list
        taken.insert(old.id);
        ordered.append(fresh.subtasks.at(*it));
    }
    fresh.subtasks = ordered;
}

/// The old list when the new one is the same in another order.
void restoreOrder(const QList<SubtaskId> &before, QList<SubtaskId> &fresh)
{
    if (before == fresh || before.size() != fresh.size())
        return;
    QList<SubtaskId> a = before;
    QList<SubtaskId> b = fresh;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    if (a == b)
        fresh = before;
}

} // namespace

TaskDiff differenceBetween(const Task &before, const Task &after)
{
    TaskDiff diff;
    diff.headChanged = !sameHead(before, after);
    if (before.subtasks.size() != after.subtasks.size()) {
        diff.shapeChanged = true;
        return diff;
    }
    for (int i = 0; i < after.subtasks.size(); ++i) {
        const Subtask &a = before.subtasks.at(i);
        const Subtask &b = after.subtasks.at(i);
        if (!samePlace(a, b)) {
            diff.shapeChanged = true;
            diff.changedSubtasks.clear();
            return diff;
        }
        if (!(a == b))
            diff.changedSubtasks.append(i);
    }
    return diff;
}

Task carryOver(const Task &before, Task fresh)
{
    if (fresh.id != before.id)
        return fresh;
    if (fresh.context.isEmpty())
        fresh.context = before.context;
    if (fresh.tags.isEmpty())
        fresh.tags = before.tags;
    if (!fresh.cluster)
        fresh.cluster = before.cluster;
    else if (before.cluster && fresh.cluster->id && before.cluster->id == fresh.cluster->id && fresh.cluster->name.isEmpty())
        fresh.cluster->name = before.cluster->name;
    bool sameOrder = before.subtasks.size() == fresh.subtasks.size();
    for (int i = 0; sameOrder && i < fresh.subtasks.size(); ++i)
        sameOrder = before.subtasks.at(i).id == fresh.subtasks.at(i).id;
    if (!sameOrder)
        restoreOrder(before, fresh);
    for (int i = 0; i < fresh.subtasks.size() && i < before.subtasks.size(); ++i) {
        Subtask &step = fresh.subtasks[i];
        const Subtask &old = before.subtasks.at(i);
        if (step.id != old.id)
            continue;
        restoreOrder(old.upstreams, step.upstreams);
        restoreOrder(old.downstreams, step.downstreams);
    }
    return fresh;
}

} // namespace obdesk
