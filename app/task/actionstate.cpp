// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/actionstate.h"

#include "task/taskprogress.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

template<typename T>
QString wordOf(const OpenEnum<T> &value)
{
    return value.text.isEmpty() ? toText(value.value) : value.text;
}

QString timed(QLatin1StringView what, const std::optional<QDateTime> &time)
{
    return time ? u", %1 %2"_s.arg(what, time->toUTC().toString(Qt::ISODate)) : QString();
}

} // namespace

QString stateLine(const Task &task, std::optional<SubtaskId> subtask)
{
    QString line = u"task %1 %2"_s.arg(wordOf(task.status), wordOf(task.operation)).trimmed() + timed("ended"_L1, task.finishTime);
    if (!subtask) {
        // A retry of the whole task shows in its steps first.
        int runs = 0;
        for (const Subtask &step : task.subtasks)
            runs += step.runTime.value_or(0);
        return line + u"; %1 runs of steps"_s.arg(runs);
    }
    const auto it = std::find_if(task.subtasks.cbegin(), task.subtasks.cend(), [&](const Subtask &step) { return step.id == *subtask; });
    if (it == task.subtasks.cend())
        return line;
    line += u"; step %1 %2 %3"_s.arg(it->id.toString(), wordOf(it->status), wordOf(it->operation)).trimmed();
    if (it->runTime)
        line += u", run %1"_s.arg(*it->runTime);
    return line + timed("started"_L1, it->startTime) + timed("ended"_L1, it->finishTime);
}

QString stateLine(const Zone &zone)
{
    QStringList servers;
    for (const ObServer &server : zone.servers)
        servers.append(server.ip);
    return u"%1: %2 OBServers (%3)"_s.arg(zone.name).arg(servers.size()).arg(servers.join(u", "_s));
}

QString progressLine(const Task &task)
{
    const TaskProgress progress = progressOf(task);
    return u"task %1, %2 of %3 steps"_s.arg(wordOf(task.status)).arg(progress.done).arg(progress.total);
}

} // namespace obdesk
