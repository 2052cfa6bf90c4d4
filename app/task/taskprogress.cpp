// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskprogress.h"

namespace obdesk {

namespace {

std::optional<std::chrono::milliseconds> between(const QDateTime &start, const QDateTime &end)
{
    const qint64 ms = start.msecsTo(end);
    return ms >= 0 ? std::optional(std::chrono::milliseconds(ms)) : std::nullopt;
}

} // namespace

TaskProgress progressOf(const Task &task)
{
    TaskProgress progress;
    progress.total = int(task.subtasks.size());
    progress.rollingBack = task.operation == TaskOperation::Rollback || isRolledBack(task);
    int neverRan = 0;
    for (const Subtask &subtask : task.subtasks) {
        ++progress.byState[size_t(stepState(subtask))];
        const bool there = progress.rollingBack ? subtask.status == SubtaskStatus::Pending
                                                : subtask.status == SubtaskStatus::Successful;
        progress.done += there ? 1 : 0;
        neverRan += subtask.status == SubtaskStatus::Pending && subtask.operation == TaskOperation::Execute ? 1 : 0;
    }
    // What never ran is not undone either. Where nothing says who ran (lists before 4.3 leave the operation out), all count.
    if (progress.rollingBack && neverRan < progress.total) {
        progress.total -= neverRan;
        progress.done -= neverRan;
    }
    return progress;
}

std::optional<std::chrono::milliseconds> elapsed(const Task &task, const QDateTime &serverNow)
{
    if (!task.startTime)
        return std::nullopt;
    if (isOver(task))
        return task.finishTime ? between(*task.startTime, *task.finishTime) : std::nullopt;
    return between(*task.startTime, serverNow);
}

std::optional<std::chrono::milliseconds> elapsed(const Subtask &subtask, const QDateTime &serverNow)
{
    const std::optional<QDateTime> start = runStart(subtask);
    if (!start)
        return std::nullopt;
    switch (subtask.status.value) {
    case SubtaskStatus::Running:
    case SubtaskStatus::Canceling:
        return between(*start, serverNow);
    case SubtaskStatus::Failed:
    case SubtaskStatus::Successful:
    case SubtaskStatus::Pending:
        return subtask.finishTime ? between(*start, *subtask.finishTime) : std::nullopt;
    case SubtaskStatus::Ready:
    case SubtaskStatus::Unknown:
        break;
    }
    return std::nullopt;
}

} // namespace obdesk
