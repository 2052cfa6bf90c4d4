// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sampleruns.h"

#include "report/logexcerpt.h"
#include "support/hostiletexts.h"

#include <QDateTime>

namespace obdesk::samples {

using namespace Qt::StringLiterals;

namespace {

QDateTime at(int hour, int minute, int second, int ms = 0)
{
    return QDateTime(QDate(2023, 1, 17), QTime(hour, minute, second, ms), Qt::UTC);
}

Subtask &stepOf(Task &task, qint64 id)
{
    for (Subtask &subtask : task.subtasks) {
        if (subtask.id.value == id)
            return subtask;
    }
    qFatal("no step %lld", static_cast<long long>(id));
}

} // namespace

Subtask step(qint64 id, const QString &name, const QString &status, const QString &operation)
{
    Subtask subtask;
    subtask.id = SubtaskId(id);
    subtask.name = name;
    subtask.description = name;
    subtask.status = subtaskStatusFromText(status);
    subtask.operation = operationFromText(operation);
    return subtask;
}

void connectSteps(Task &task, qint64 from, qint64 to)
{
    stepOf(task, from).downstreams.append(SubtaskId(to));
    stepOf(task, to).upstreams.append(SubtaskId(from));
}

Run failedRun()
{
    Run run;
    Task &task = run.task;
    task.id = TaskId(107720);
    task.name = u"Add OB server"_s;
    task.status = taskStatusFromText(u"FAILED"_s);
    task.operation = operationFromText(u"EXECUTE"_s);
    task.type = u"MANUAL"_s;
    task.creator = u"admin"_s;
    task.executor = u"10.0.0.1"_s;
    task.cluster = ClusterRef { ClusterId(21), u"ob_upgrade"_s, 22 };
    task.context.lists.insert(u"host_ids"_s, { u"7"_s, u"8"_s });
    task.context.lists.insert(u"zone_names"_s, { u"zone1"_s });
    task.createTime = at(3, 36, 0);
    task.startTime = at(3, 36, 1);
    task.finishTime = at(3, 42, 43);
    // Not in the order of execution, as OCP does it.
    task.subtasks = { step(4, u"Update OB cluster status"_s, u"PENDING"_s), step(3, u"启动 observer 进程"_s, u"FAILED"_s),
                      step(2, u"启动 observer 进程"_s, u"SUCCESSFUL"_s), step(1, u"Prepare, check \"disks\""_s, u"SUCCESSFUL"_s, u"SKIP"_s) };
    for (const auto &[from, to] : { std::pair { 1, 2 }, { 1, 3 }, { 2, 4 }, { 3, 4 } })
        connectSteps(task, from, to);
    Subtask &prepare = stepOf(task, 1);
    prepare.startTime = at(3, 36, 2);
    prepare.finishTime = at(3, 36, 4, 500);
    prepare.runTime = 1;
    Subtask &first = stepOf(task, 2);
    first.parallelIdx = 0;
    first.startTime = at(3, 36, 5);
    first.finishTime = at(3, 38, 5);
    first.runTime = 1;
    Subtask &second = stepOf(task, 3);
    second.parallelIdx = 1;
    second.startTime = at(3, 40, 0);
    second.finishTime = at(3, 42, 43);
    second.runTime = 3;
    second.executor = u"10.0.0.1"_s;
    run.connectionName = u"prod-hz"_s;
    run.connectionUrl = QUrl(u"https://ocp.example:8080"_s);
    run.environment = Environment::Production;
    run.user = u"dba.wang"_s;
    run.reason = u"CHG-4711 扩容"_s;
    run.request = u"POST /api/v2/ob/clusters/21/servers\n[{\"zoneName\":\"zone1\",\"hostIds\":[7,8]}]"_s;
    run.traceId = u"24d6311f6909408f"_s;
    run.hostLabels = { { 7, u"10.0.0.7"_s }, { 8, u"10.0.0.8"_s } };
    run.failedLogs = { keepLog(SubtaskId(3),
                         u"####{EXECUTE}{2023-01-17T11:36:05.000+08:00}####\n2023-01-17 11:36:06 ERROR old failure of the first run\n"
                         "####{RETRY}{2023-01-17T11:40:00.000+08:00}####\n2023-01-17 11:40:01 INFO start observer\n"
                         "2023-01-17 11:42:43 ERROR start observer timed out: port 2882 is in use\n    at StartObserver.run(StartObserver.java:88)\n"_s,
                         true) };
    run.failedLogs.first().truncated = true;
    run.takenAt = at(3, 50, 0);
    run.serverNow = at(3, 50, 0, 250);
    return run;
}

Run runOf(const QString &text)
{
    Run run = failedRun();
    Task &task = run.task;
    task.name = text;
    task.type = text;
    task.creator = text;
    task.executor = text;
    task.cluster->name = text;
    task.context.lists.insert(u"zone_names"_s, { text });
    for (Subtask &subtask : task.subtasks) {
        subtask.name = text;
        subtask.executor = text;
    }
    task.status = taskStatusFromText(text);
    stepOf(task, 4).status = subtaskStatusFromText(text);
    run.connectionName = text;
    run.user = text;
    run.reason = text;
    run.request = text;
    run.traceId = text;
    run.hostLabels = { { 7, text }, { 8, text } };
    StepAttempt attempt;
    attempt.operation = operationFromText(text);
    attempt.outcome = StepAttempt::Outcome::Failed;
    attempt.cause = { StepCause::Kind::Failure, text, 0, 0, CauseCertainty::Certain, CauseReason::EngineMessage, {}, {}, {} };
    run.failedLogs = { { SubtaskId(3), text, false, { attempt, attempt } } };
    return run;
}

Run longRun(int steps)
{
    Run run = failedRun();
    run.task.subtasks.clear();
    run.failedLogs.clear();
    for (int i = 1; i <= steps; ++i) {
        run.task.subtasks.append(step(i, u"Step number %1"_s.arg(i), u"SUCCESSFUL"_s));
        if (i > 1)
            connectSteps(run.task, i - 1, i);
    }
    return run;
}

QStringList hostileTexts()
{
    return test::hostileTexts();
}

} // namespace obdesk::samples
