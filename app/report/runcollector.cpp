// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runcollector.h"

#include "ocp/ocpclient.h"
#include "logs/redact.h"
#include "report/logexcerpt.h"
#include "report/reportwords.h"
#include "task/taskgraph.h"
#include "words/errorwords.h"

#include <QObject>
#include <QPointer>

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
        const TaskGraph graph(m_run.task);
        for (const int node : graph.order()) {
            if (m_run.task.subtasks.at(node).status == SubtaskStatus::Failed && m_failed.size() < mostFailedLogs)
                m_failed.append(graph.idAt(node));
        }
        // Its calls under way end without an answer.
        connect(&client, &QObject::destroyed, this, [this] { fetchNext(); });
        QMetaObject::invokeMethod(this, [this] { fetchNext(); }, Qt::QueuedConnection);
    }

private:
    void fetchNext()
    {
        while (!m_client && m_run.failedLogs.size() < m_failed.size())
            keepProblem(ReportWords::tr("the connection was closed"));
        if (m_run.failedLogs.size() == m_failed.size()) {
            finish();
            return;
        }
        const SubtaskId subtask = m_failed.at(m_run.failedLogs.size());
        m_client->fetchSubtaskLog(m_run.task.id, subtask, this, [this, subtask](const Result<Fetched<QString>> &log) {
            if (log)
                m_run.failedLogs.append(keepLog(subtask, log->value));
            else
                keepProblem(explain(log.error()).what);
            fetchNext();
        });
    }

    void keepProblem(const QString &why)
    {
        const SubtaskId subtask = m_failed.at(m_run.failedLogs.size());
        m_run.failedLogs.append({ subtask, ReportWords::tr("The log could not be fetched: %1").arg(why), false });
    }

    void finish()
    {
        if (!m_done)
            return;
        const std::function<void(const Run &)> done = std::exchange(m_done, nullptr);
        maskRun(m_run);
        const Run run = std::move(m_run);
        deleteLater();
        done(run);
    }

    QPointer<OcpClient> m_client;
    Run m_run;
    std::function<void(const Run &)> m_done;
    QList<SubtaskId> m_failed;          // those whose logs are wanted; the logs taken so far tell which is next
};

} // namespace

void collectRun(OcpClient &client, Run run, QObject *context, std::function<void(const Run &)> done)
{
    new RunCollector(client, std::move(run), context, std::move(done));
}

void maskRun(Run &run)
{
    run.connectionUrl = run.connectionUrl.adjusted(QUrl::RemoveUserInfo);
    run.request = maskSecrets(run.request);
    run.task.context = maskSecrets(run.task.context);
    for (Subtask &subtask : run.task.subtasks)
        subtask.context = maskSecrets(subtask.context);
    for (RunLog &log : run.failedLogs)
        log.text = maskSecrets(log.text);
}

} // namespace obdesk
