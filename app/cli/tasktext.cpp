// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tasktext.h"

#include "cli/commandwords.h"
#include "task/taskprogress.h"
#include "words/plain.h"
#include "words/taskwords.h"


namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString cell(const QString &fromServer)
{
    return displayText(fromServer, false, 80);
}

QString fullTime(const std::optional<QDateTime> &time)
{
    return time && time->isValid() ? time->toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t"_s) : QString();
}

QString clusterFact(const Task &task)
{
    if (!task.cluster)
        return {};
    return task.cluster->id ? u"%1 (%2)"_s.arg(cell(task.cluster->name), task.cluster->id->toString()) : cell(task.cluster->name);
}

} // namespace

QList<std::pair<QString, QString>> taskFacts(const Task &task, const QDateTime &serverNow)
{
    const TaskProgress progress = progressOf(task);
    return { { CommandWords::tr("Task"), u"%1 · %2"_s.arg(task.id.toString(), cell(task.name)) },
             { CommandWords::tr("State"), stateWords(task) },
             { CommandWords::tr("Steps"), progress.total == 0 ? QString() : CommandWords::tr("%1 of %2 done").arg(progress.done).arg(progress.total) },
             { CommandWords::tr("Cluster"), clusterFact(task) },
             { CommandWords::tr("Creator"), cell(task.creator) },
             { CommandWords::tr("Started"), fullTime(task.startTime) },
             { CommandWords::tr("Finished"), isTerminal(task.status.value) ? fullTime(task.finishTime) : QString() },
             { CommandWords::tr("Elapsed"), durationText(elapsed(task, serverNow)) } };
}

TextTable stepTable(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow)
{
    TextTable table { { CommandWords::tr("NR"), CommandWords::tr("SUBTASK"), CommandWords::tr("STATE"), CommandWords::tr("STEP"), CommandWords::tr("HOST"), CommandWords::tr("TIME") },
                      {}, { 0, 1, 5 } };
    int number = 0;
    for (const int index : graph.order()) {
        const Subtask &step = task.subtasks.at(index);
        table.rows.append({ QString::number(++number), step.id.toString(), stateWords(step), cell(step.name), cell(hosts.labelOf(step)),
                            durationText(elapsed(step, serverNow)) });
    }
    return table;
}

QString stepLine(const Task &task, int number, int index, const TaskHosts &hosts, const QDateTime &serverNow)
{
    const Subtask &step = task.subtasks.at(index);
    const QString total = QString::number(task.subtasks.size());
    QStringList parts { u"[%1/%2] %3"_s.arg(QString::number(number).rightJustified(total.size()), total, stateWords(step)), cell(step.name) };
    if (const QString host = hosts.labelOf(step); !host.isEmpty())
        parts.append(cell(host));
    if (const auto time = elapsed(step, serverNow); time && stepState(step) != StepState::Running)
        parts.append(durationText(time));
    return parts.join(u"  "_s);
}

QString resultLine(const Task &task, const QDateTime &serverNow)
{
    const TaskProgress progress = progressOf(task);
    if (progress.total == 0)
        return CommandWords::tr("%1: %2 after %3").arg(taskTitle(task), stateWords(task), durationText(elapsed(task, serverNow)));
    return CommandWords::tr("%1: %2 after %3, %4 of %5 steps done")
            .arg(taskTitle(task), stateWords(task), durationText(elapsed(task, serverNow)))
            .arg(progress.done).arg(progress.total);
}

} // namespace obdesk
