// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskdiff.h"

#include <QHash>

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
    QList<Subtask> ordered;
    ordered.reserve(fresh.subtasks.size());
    for (const Subtask &old : before.subtasks) {
        const auto it = at.constFind(old.id);
        if (it == at.cend())
            return;
        ordered.append(fresh.subtasks.at(*it));
    }
    fresh.subtasks = ordered;
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
    if (fresh.context.isEmpty())
        fresh.context = before.context;
    if (!fresh.cluster)
        fresh.cluster = before.cluster;
    else if (before.cluster && before.cluster->id == fresh.cluster->id && fresh.cluster->name.isEmpty())
        fresh.cluster->name = before.cluster->name;
    bool sameOrder = before.subtasks.size() == fresh.subtasks.size();
    for (int i = 0; sameOrder && i < fresh.subtasks.size(); ++i)
        sameOrder = before.subtasks.at(i).id == fresh.subtasks.at(i).id;
    if (!sameOrder)
        restoreOrder(before, fresh);
    return fresh;
}

} // namespace obdesk
