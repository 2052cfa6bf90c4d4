// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/taskcommands.h"

#include "cli/json.h"
#include "cli/taskend.h"
#include "cli/tasktext.h"
#include "cli/taskwatch.h"
#include "logs/steplog.h"
#include "report/attemptsjson.h"
#include "report/runcollector.h"
#include "report/runfile.h"
#include "task/taskprogress.h"
#include "words/clusterwords.h"
#include "words/plain.h"
#include "words/readingwords.h"
#include "words/stepwords.h"
#include "words/taskwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

/// Our clock, corrected as far as the reply told the difference.
QDateTime serverTime(const Clock &clock, const ReplyMeta &meta)
{
    return clock.utcNow().addMSecs(meta.clockSkew.value_or(milliseconds(0)).count());
}

} // namespace

QString TaskListCommand::prepare()
{
    QString problem;
    m_query.page = int(m_line.number(u"page"_s, 1, 1, 1'000'000, &problem));
    m_query.size = int(m_line.number(u"size"_s, 50, 1, 2000, &problem));
    m_query.nameKeyword = m_line.value(u"name"_s);
    for (const QString &word : m_line.list(u"status"_s)) {
        const OpenEnum<TaskStatus> status = taskStatusFromText(word);
        if (!status.isKnown() && problem.isEmpty())
            problem = tr("“%1” is no state of a task; there are RUNNING, FAILED and SUCCESSFUL.").arg(displayText(word, false, 60));
        m_query.statuses.append(toText(status.value));
    }
    return problem;
}

void TaskListCommand::begin()
{
    if (!m_line.isSet(u"cluster"_s)) {
        ask();
        return;
    }
    findCluster(m_line.value(u"cluster"_s), [this](const Cluster &cluster) {
        m_query.clusterId = cluster.id;
        ask();
    });
}

void TaskListCommand::ask()
{
    client().fetchTasks(m_query, this, [this](const Result<Fetched<Page<Task>>> &result) {
        const Page<Task> *page = valueOf(result);
        if (!page)
            return;
        const QDateTime now = serverTime(m_scheduler.clock(), result->meta);
        fetchClusterNames([this, page = *page, now](const QList<Cluster> &clusters) { show(page, clusters, now); });
    });
}

void TaskListCommand::show(const Page<Task> &page, const QList<Cluster> &clusters, const QDateTime &serverNow)
{
    TextTable table { { tr("ID"), tr("STATE"), tr("NAME"), tr("CLUSTER"), tr("CREATOR"), tr("STARTED"), tr("ELAPSED") }, {}, { 0, 6 } };
    QJsonArray items;
    for (const Task &task : page.items) {
        const QString cluster = task.cluster ? clusterLabel(*task.cluster, clusters) : QString();
        table.rows.append({ task.id.toString(), stateWords(task), displayText(task.name, false, 60), displayText(cluster, false, 40),
                            displayText(task.creator, false, 40), timeText(task.startTime.value_or(QDateTime()), serverNow),
                            durationText(elapsed(task, serverNow)) });
        items.append(taskHeadToJson(task));
    }
    m_output.table(table);
    if (page.totalPages > 1)
        m_output.note(tr("Page %1 of %2, %3 tasks in all.").arg(page.number).arg(page.totalPages).arg(page.totalElements));
    if (page.isSifted)
        m_output.note(tr("Versions of OCP sign this name in different ways, so it was asked for a part of it only: of each page those tasks are shown "
                         "whose name contains all of it."));
    m_output.document(u"obdesk.tasks"_s, withUnread({ { "tasks"_L1, items }, { "page"_L1, page.number }, { "totalPages"_L1, page.totalPages },
                                                      { "totalElements"_L1, page.totalElements } }));
    finish(ExitStatus::Done);
}

QString TaskShowCommand::prepare()
{
    QString problem;
    m_task = TaskId(m_line.id(0, &problem));
    return problem;
}

void TaskShowCommand::begin()
{
    client().fetchTask(m_task, this, [this](const Result<Fetched<Task>> &result) {
        const Task *task = valueOf(result);
        if (!task)
            return;
        const QDateTime now = serverTime(m_scheduler.clock(), result->meta);
        fetchHostNames([this, task = *task, now](const QHash<HostId, Host> &hosts) { show(task, hosts, now); });
    });
}

void TaskShowCommand::show(const Task &task, const QHash<HostId, Host> &hosts, const QDateTime &serverNow)
{
    const TaskGraph graph(task);
    m_output.facts(taskFacts(task, serverNow));
    m_output.text({});
    m_output.table(stepTable(task, graph, TaskHosts(task, hosts), serverNow));
    for (const QString &line : oddityLines(task))
        m_output.note(line);
    for (const TaskOddity &oddity : graph.oddities())
        m_output.note(oddityWords(oddity));
    // Its causes, and as JSON the form of saved runs: what is printed here can be read back by "report".
    auto *end = new TaskEnd(client(), m_output, this);
    connect(end, &TaskEnd::finished, this, [this, end] {
        if (m_output.isJson())
            m_output.document(runToJson(end->run()));
        finish(ExitStatus::Done);
    });
    fetchRecord(task.id, [this, end, task, hosts, serverNow](const TaskRecord &record) {
        end->start(runOf(client().connection(), task, hosts, m_scheduler.clock().utcNow(), serverNow, record), {});
    });
}

QString TaskLogCommand::prepare()
{
    QString problem;
    m_task = TaskId(m_line.id(0, &problem));
    m_subtask = SubtaskId(m_line.id(1, &problem));
    return problem;
}

void TaskLogCommand::begin()
{
    client().fetchSubtaskLog(m_task, m_subtask, this, [this](const Result<Fetched<QString>> &result) {
        const QString *log = valueOf(result);
        if (!log)
            return;
        const QString masked = readableLog(*log);
        if (masked.isEmpty()) {
            explainNoLog();
            return;
        }
        m_output.text(displayText(masked, true, masked.size()));
        end(masked);
    });
}

/// OCP answers an empty log for a step that has not run as well as for one that does not exist.
void TaskLogCommand::explainNoLog()
{
    client().fetchTask(m_task, this, [this](const Result<Fetched<Task>> &result) {
        const Task *task = valueOf(result);
        if (!task)
            return;
        const auto step = std::find_if(task->subtasks.cbegin(), task->subtasks.cend(), [this](const Subtask &one) { return one.id == m_subtask; });
        if (step == task->subtasks.cend()) {
            fail(ExitStatus::Usage, tr("Task %1 has no subtask %2. obdesk task show %1 lists them.").arg(m_task.toString(), m_subtask.toString()));
            return;
        }
        m_output.note(noLogWords(*step));
        end({});
    });
}

void TaskLogCommand::end(const QString &log)
{
    m_output.document(u"obdesk.log"_s, { { "task"_L1, idToJson(m_task.value) }, { "subtask"_L1, idToJson(m_subtask.value) }, { "log"_L1, log } });
    finish(ExitStatus::Done);
}

QString TaskExportCommand::prepare()
{
    QString problem;
    m_task = TaskId(m_line.id(0, &problem));
    m_files = m_line.values(u"output"_s);
    if (problem.isEmpty() && m_files.isEmpty())
        problem = tr("--%1 is missing.").arg(u"output"_s);
    return problem.isEmpty() ? unknownFormats(m_files) : problem;
}

void TaskExportCommand::begin()
{
    client().fetchTask(m_task, this, [this](const Result<Fetched<Task>> &result) {
        const Task *task = valueOf(result);
        if (!task)
            return;
        const ReplyMeta meta = result->meta;
        fetchHostNames([this, task = *task, meta](const QHash<HostId, Host> &hosts) {
            auto *end = new TaskEnd(client(), m_output, this);
            connect(end, &TaskEnd::finished, this, [this, end] {
                m_output.document(u"obdesk.export"_s, { { "task"_L1, taskHeadToJson(end->run().task) },
                                                        { "reports"_L1, QJsonArray::fromStringList(m_files) },
                                                        { "reportProblems"_L1, QJsonArray::fromStringList(end->problems()) } });
                finish(end->problems().isEmpty() ? ExitStatus::Done : ExitStatus::BadData);
            });
            fetchRecord(task.id, [this, end, task, hosts, meta](const TaskRecord &record) {
                Run run = runOf(client().connection(), task, hosts, m_scheduler.clock().utcNow(), serverTime(m_scheduler.clock(), meta), record);
                if (m_line.isSet(u"reason"_s))
                    run.reason = m_line.value(u"reason"_s);
                if (run.traceId.isEmpty())
                    run.traceId = meta.traceId;
                end->start(run, m_files);
            });
        });
    });
}

QString TaskWatchCommand::prepare()
{
    QString problem;
    m_task = TaskId(m_line.id(0, &problem));
    if (m_line.isSet(u"timeout"_s))
        m_timeout = milliseconds(qint64(m_line.fraction(u"timeout"_s, 0, 0, 1e7, &problem) * 1000));
    if (m_line.isSet(u"interval"_s))
        m_interval = milliseconds(qint64(m_line.fraction(u"interval"_s, 0, 0.1, 3600, &problem) * 1000));
    return problem;
}

void TaskWatchCommand::begin()
{
    // Asked once by hand: a mistyped id is told at once, while the follower would give a new task two minutes to appear.
    client().fetchTask(m_task, this, [this](const Result<Fetched<Task>> &result) {
        const Task *task = valueOf(result);
        if (task)
            fetchHostNames([this, task = *task](const QHash<HostId, Host> &hosts) { follow(task, hosts); });
    });
}

void TaskWatchCommand::follow(const Task &task, const QHash<HostId, Host> &hosts)
{
    WatchOptions options { m_interval, m_timeout };
    if (m_line.commandWords() == "task watch"_L1)
        options.step = [this](const QString &line) { m_output.isJson() ? m_output.note(line) : m_output.text(line); };
    options.note = [this](const QString &line) { m_output.note(line); };
    m_watch = new TaskWatch(client(), m_scheduler, options, this);
    connect(m_watch, &TaskWatch::ended, this, [this, hosts] { conclude(hosts); });
    connect(m_watch, &TaskWatch::stopped, this, &TaskWatchCommand::stop);
    m_watch->start(task, hosts);
}

void TaskWatchCommand::conclude(const QHash<HostId, Host> &hosts)
{
    const TaskFollower &follower = *m_watch->follower();
    const Run run = runOf(client().connection(), m_watch->task(), hosts, follower.lastGoodAt().value_or(m_scheduler.clock().utcNow()), follower.serverNow());
    m_output.text(resultLine(run.task, run.serverNow));
    m_end = new TaskEnd(client(), m_output, this);
    connect(m_end, &TaskEnd::finished, this, [this] {
        m_output.document(u"obdesk.task-end"_s, document());
        finish(m_watch->task().status == TaskStatus::Successful ? ExitStatus::Done : ExitStatus::TaskFailed);
    });
    m_end->start(run, {});
}

void TaskWatchCommand::stop(ExitStatus status, const QString &problem)
{
    m_output.note(u"obdesk: %1\n%2"_s.arg(problem, tr("To go on watching: %1").arg(commandFor(u"task watch %1"_s.arg(m_task.toString())))));
    if (m_watch)
        m_output.document(u"obdesk.task-end"_s, document());
    finish(status);
}

void TaskWatchCommand::interrupt()
{
    if (!isFinished())
        stop(ExitStatus::Interrupted, tr("Interrupted; the task goes on in OCP."));
}

QJsonObject TaskWatchCommand::document() const
{
    QJsonArray failed;
    for (const Subtask &step : m_watch->task().subtasks) {
        if (stepState(step) != StepState::Failed)
            continue;
        QJsonObject json { { "subtask"_L1, idToJson(step.id.value) }, { "name"_L1, step.name } };
        const RunLog *log = m_end ? m_end->run().logOf(step.id) : nullptr;
        if (log && !log->cause().isEmpty())
            json.insert("cause"_L1, causeToJson(log->cause()));
        failed.append(json);
    }
    return { { "task"_L1, taskHeadToJson(m_watch->task()) }, { "failedSteps"_L1, failed } };
}

} // namespace obdesk
