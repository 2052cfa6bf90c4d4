// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runcollector.h"

#include "logs/redact.h"
#include "ocp/ocpclient.h"
#include "report/logexcerpt.h"
#include "report/reportwords.h"
#include "task/taskgraph.h"
#include "task/taskhosts.h"
#include "words/errorwords.h"

#include <QCoreApplication>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace obdesk {

namespace {

/// Lives below the context, until it is done.
class RunCollector final : public QObject
{
public:
    RunCollector(OcpClient &client, Run run, QObject *context, std::function<void(const Run &)> done)
        : QObject(context)
        , m_client(&client)
        , m_run(std::move(run))
        , m_done(std::move(done))
    {
        m_run.failedLogs.clear();
        choose();
        // Its calls under way end without an answer.
        connect(&client, &QObject::destroyed, this, [this] { fetchNext(); });
        QMetaObject::invokeMethod(this, [this] { fetchNext(); }, Qt::QueuedConnection);
    }

private:
    struct Wanted
    {
        SubtaskId subtask;
        bool failed = false;            // its state now
    };

    /// In order of execution; when there are too many, those that tell most.
    void choose()
    {
        const TaskGraph graph(m_run.task);
        QList<std::pair<int, int>> ranked;  // rank, place
        for (int place = 0; place < graph.order().size(); ++place) {
            const int rank = rankOf(m_run.task.subtasks.at(graph.order().at(place)));
            if (rank < 4)
                ranked.append({ rank, place });
        }
        std::sort(ranked.begin(), ranked.end());
        m_run.logsLeftOut = int(std::max<qsizetype>(0, ranked.size() - mostAskedLogs));
        ranked = ranked.first(std::min<qsizetype>(ranked.size(), mostAskedLogs));
        std::sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        for (const auto &[rank, place] : ranked) {
            const Subtask &step = m_run.task.subtasks.at(graph.order().at(place));
            m_wanted.append({ step.id, step.status.value == SubtaskStatus::Failed });
        }
    }

    /// How much its log has to tell; 4: one run, which did not fail.
    static int rankOf(const Subtask &step)
    {
        if (step.status.value == SubtaskStatus::Failed)
            return 0;
        if (step.runTime.value_or(1) > 1 || step.operation.value == TaskOperation::Retry)
            return 1;
        switch (step.operation.value) {
        case TaskOperation::Skip:
        case TaskOperation::Cancel:
        case TaskOperation::RollbackSkip:
            return 2;
        case TaskOperation::Rollback:
            return 3;
        default:
            return 4;
        }
    }

    void fetchNext()
    {
        while (!m_client && m_run.failedLogs.size() < m_wanted.size())
            keepProblem(ReportWords::tr("the connection was closed"));
        if (m_run.failedLogs.size() == m_wanted.size()) {
            finish();
            return;
        }
        m_client->fetchSubtaskLog(m_run.task.id, m_wanted.at(m_run.failedLogs.size()).subtask, this, [this](const Result<Fetched<QString>> &log) {
            if (log) {
                read(log->value);
            } else {
                keepProblem(explain(log.error()).what);
                fetchNext();
            }
        });
    }

    /// A long log takes long to read: not on this thread.
    void read(const QString &log)
    {
        const Wanted wanted = m_wanted.at(m_run.failedLogs.size());
        if (log.size() <= longLog) {
            keep(keepLog(wanted.subtask, log, wanted.failed));
            return;
        }
        QThreadPool::globalInstance()->start([collector = QPointer<RunCollector>(this), wanted, log] {
            const RunLog kept = keepLog(wanted.subtask, log, wanted.failed);
            // Whether the collector still lives is asked on its own thread.
            QMetaObject::invokeMethod(QCoreApplication::instance(), [collector, kept] {
                if (collector)
                    collector->keep(kept);
            });
        });
    }

    void keep(RunLog log)
    {
        const bool failed = m_wanted.at(m_run.failedLogs.size()).failed;
        const auto texts = std::count_if(m_run.failedLogs.cbegin(), m_run.failedLogs.cend(), [](const RunLog &one) { return !one.text.isEmpty(); });
        if (!failed || texts >= mostFailedLogs) {
            log.truncated = log.truncated || !log.text.isEmpty();
            log.text.clear();
            for (StepAttempt &attempt : log.attempts)
                attempt.cause.at = attempt.cause.line = -1;
        }
        m_run.failedLogs.append(log);
        fetchNext();
    }

    void keepProblem(const QString &why)
    {
        const SubtaskId subtask = m_wanted.at(m_run.failedLogs.size()).subtask;
        m_run.failedLogs.append({ subtask, ReportWords::tr("The log could not be fetched: %1").arg(why), false });
    }

    void finish()
    {
        if (!m_done)
            return;
        const std::function<void(const Run &)> done = std::exchange(m_done, nullptr);
        takeRunStarts(m_run);
        maskRun(m_run);
        const Run run = std::move(m_run);
        deleteLater();
        done(run);
    }

    QPointer<OcpClient> m_client;
    Run m_run;
    std::function<void(const Run &)> m_done;
    QList<Wanted> m_wanted;             // those whose logs are wanted; the logs taken so far tell which is next
};

} // namespace

Run runOf(const Connection &connection, const Task &task, const QHash<HostId, Host> &hosts, const QDateTime &takenAt, const QDateTime &serverNow,
          const TaskRecord &record)
{
    Run run;
    run.task = task;
    run.connectionName = connection.name;
    run.connectionUrl = connection.url;
    run.environment = connection.environment;
    run.user = connection.user;
    run.takenAt = takenAt;
    run.serverNow = serverNow;
    run.reason = record.reason();
    run.request = record.request();
    run.traceId = record.traceId;
    run.actions = record.actions;
    const TaskHosts touched(task, hosts, record.hosts());
    for (const HostId id : touched.hosts()) {
        const auto it = hosts.constFind(id);
        if (it != hosts.cend())
            run.hostLabels.insert(id.value, it->innerIpAddress.isEmpty() ? it->name : it->innerIpAddress);
    }
    return run;
}

void collectRun(OcpClient &client, Run run, QObject *context, std::function<void(const Run &)> done)
{
    new RunCollector(client, std::move(run), context, std::move(done));
}

void takeRunStarts(Run &run)
{
    for (Subtask &subtask : run.task.subtasks) {
        const RunLog *log = run.logOf(subtask.id);
        if (!log || log->attempts.size() < 2 || !log->attempts.last().start || !subtask.startTime)
            continue;
        if (*log->attempts.last().start > *subtask.startTime)
            subtask.seenStart = log->attempts.last().start;
    }
}

void maskRun(Run &run)
{
    run.connectionUrl = run.connectionUrl.adjusted(QUrl::RemoveUserInfo);
    run.request = maskSecrets(run.request);
    run.task.context = maskSecrets(run.task.context);
    for (Subtask &subtask : run.task.subtasks) {
        subtask.context = maskSecrets(subtask.context);
        subtask.description = maskSecrets(subtask.description);
    }
    for (RunLog &log : run.failedLogs) {
        log.text = maskSecrets(log.text);
        for (StepAttempt &attempt : log.attempts)
            attempt.cause.sentence = maskSecrets(attempt.cause.sentence);
    }
}

} // namespace obdesk
