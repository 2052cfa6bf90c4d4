// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/tasksearch.h"

#include <algorithm>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

using Verdict = WeighedTask::Verdict;
using Reason = WeighedTask::Reason;

/// The server's time in a reply is good to half its round trip, and to a second.
void takeClock(SentRequest &sent, const ReplyMeta &meta)
{
    if (!meta.clockSkew)
        return;
    sent.clockSkew = meta.clockSkew;
    sent.uncertainty = std::max(std::chrono::milliseconds(2000), meta.roundTrip / 2 + std::chrono::milliseconds(1000));
}

} // namespace

TaskSearch::TaskSearch(TaskSearchCalls calls, const SentRequest &sent, const QString &intentId, QObject *parent)
    : QObject(parent), m_calls(std::move(calls)), m_sent(sent), m_intentId(intentId)
{
}

void TaskSearch::look(std::function<void(const SearchResult &)> done)
{
    m_done = std::move(done);
    m_result = {};
    m_list.clear();
    m_around = {};
    TaskQuery query;
    query.clusterId = m_sent.cluster;
    query.page = 1;
    query.size = 100;
    m_calls.listTasks(query, this, [this](const Result<Fetched<Page<Task>>> &result) { receiveList(result); });
}

void TaskSearch::receiveList(const Result<Fetched<Page<Task>>> &result)
{
    if (result) {
        takeClock(m_sent, result->meta);
        m_result.clockSkew = result->meta.clockSkew;
        m_list = result->value.items;
    } else if (result.error().kind == ApiError::Kind::Forbidden && (m_calls.fetchAudit || m_calls.fetchZones)) {
        // From OCP 4.3.4 on somebody may add a server and not see its task.
        m_result.tasksHidden = true;
        m_result.error = result.error(); // until something else answers
    } else {
        m_result.error = result.error();
        end();
        return;
    }
    if (!m_calls.fetchTaken) {
        askDetails();
        return;
    }
    m_calls.fetchTaken(m_intentId, this, [this](const QSet<TaskId> &taken) {
        m_around.taken = taken;
        askDetails();
    });
}

void TaskSearch::askDetails()
{
    QList<TaskId> wanted;
    for (const Task &task : std::as_const(m_list)) {
        if (hostsToldBy(task).isEmpty() && mayBeOurs(task) && wanted.size() < mostDetails)
            wanted.append(task.id);
    }
    if (wanted.isEmpty() || !m_calls.fetchTask) {
        askLogs();
        return;
    }
    m_open = int(wanted.size());
    for (const TaskId id : std::as_const(wanted)) {
        m_calls.fetchTask(id, this, [this, id](const Result<Fetched<Task>> &result) {
            if (result)
                m_around.details.insert(id, result->value);
            if (--m_open == 0)
                askLogs();
        });
    }
}

bool TaskSearch::mayBeOurs(const Task &task) const
{
    return weighTask(m_sent, task, m_around).verdict == Verdict::Open;
}

/// Where the details tell no hosts either, the log of the first step that ran has the task's context.
void TaskSearch::askLogs()
{
    QHash<TaskId, SubtaskId> wanted;
    for (const Task &task : std::as_const(m_list)) {
        const auto detail = m_around.details.constFind(task.id);
        if (detail == m_around.details.cend() || !hostsToldBy(*detail).isEmpty() || !mayBeOurs(task))
            continue;
        const auto first = std::min_element(detail->subtasks.cbegin(), detail->subtasks.cend(), [](const Subtask &a, const Subtask &b) {
            return a.startTime && (!b.startTime || *a.startTime < *b.startTime);
        });
        if (first != detail->subtasks.cend() && first->startTime)
            wanted.insert(task.id, first->id);
    }
    if (wanted.isEmpty() || !m_calls.fetchLog) {
        askAudit();
        return;
    }
    m_open = int(wanted.size());
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        m_calls.fetchLog(it.key(), it.value(), this, [this, id = it.key()](const Result<Fetched<QString>> &result) {
            QStringList hosts;
            for (const HostId host : result ? hostsToldByLog(result->value) : QList<HostId>())
                hosts.append(host.toString());
            if (!hosts.isEmpty())
                m_around.details[id].context.lists.insert(u"host_ids"_s, hosts);
            if (--m_open == 0)
                askAudit();
        });
    }
}

bool TaskSearch::isProven() const
{
    return std::count_if(m_list.cbegin(), m_list.cend(),
                         [this](const Task &task) { return weighTask(m_sent, task, m_around).verdict == Verdict::Proven; })
        == 1;
}

void TaskSearch::askAudit()
{
    if (isProven() || m_noAudit || !m_calls.fetchAudit) {
        askZones();
        return;
    }
    AuditQuery query;
    query.operationEvents = { u"ADD_OB_SERVERS"_s, u"BATCH_ADD_OB_SERVERS"_s };
    // Wide: which event counts is judged by evidence, not by the query.
    query.startTime = m_sent.sentAt.addMSecs(m_sent.clockSkew.value_or(std::chrono::milliseconds(0)).count()).addSecs(-600);
    query.size = 100;
    m_calls.fetchAudit(query, this, [this](const Result<Fetched<Page<AuditEvent>>> &result) {
        if (result) {
            if (!m_sent.clockSkew)
                takeClock(m_sent, result->meta);
            m_around.audit = result->value.items;
            addHostsOfAudit();
            m_result.auditRead = true;
            m_result.error.reset();
        } else if (result.error().kind == ApiError::Kind::Unauthorized) {
            m_result.error = result.error(); // wrong logins lock accounts: nothing more is asked
            end();
            return;
        } else if (result.error().httpStatus >= 400 && result.error().httpStatus < 500) {
            m_noAudit = true;
        }
        askZones();
    });
}

/// The audit log names the hosts of other people's tasks too, which the list of an older OCP does not.
void TaskSearch::addHostsOfAudit()
{
    for (const AuditEvent &event : std::as_const(m_around.audit)) {
        if (!event.taskId || event.hosts.isEmpty() || !hostsToldBy(m_around.details.value(*event.taskId)).isEmpty())
            continue;
        QStringList hosts;
        for (const HostId host : event.hosts)
            hosts.append(host.toString());
        m_around.details[*event.taskId].context.lists.insert(u"host_ids"_s, hosts);
    }
}

void TaskSearch::askZones()
{
    if (isProven() || !m_calls.fetchZones) {
        weigh();
        return;
    }
    m_calls.fetchZones(m_sent.cluster, this, [this](const Result<Fetched<QList<Zone>>> &result) {
        if (result) {
            if (!m_sent.clockSkew)
                takeClock(m_sent, result->meta);
            m_around.zones = result->value;
            m_result.error.reset();
        }
        weigh();
    });
}

void TaskSearch::weigh()
{
    if (const AuditEvent *event = auditEventOf(m_sent, m_around.audit))
        m_result.event = *event;
    m_result.inZone = hostsInZone(m_sent, m_around.zones);
    for (const Task &task : std::as_const(m_list)) {
        const WeighedTask weighed = weighTask(m_sent, task, m_around);
        if (weighed.verdict != Verdict::Excluded)
            m_result.tasks.append(weighed);
    }
    // Not on the page of the list, or not to be read there: evidence that names a task by its id stands by itself.
    const bool inList = m_result.event && m_result.event->taskId
        && std::any_of(m_list.cbegin(), m_list.cend(), [this](const Task &task) { return task.id == *m_result.event->taskId; });
    if (m_result.event && m_result.event->taskId && !inList && !m_around.taken.contains(*m_result.event->taskId)) {
        Task task;
        task.id = *m_result.event->taskId;
        m_result.tasks.append({ task, Verdict::Proven, { Reason::AuditNamesIt } });
    } else if (const std::optional<TaskId> held = taskOnHosts(m_sent, m_around.zones);
               m_result.tasksHidden && held && !m_around.taken.contains(*held)) {
        Task task;
        task.id = *held;
        m_result.tasks.append({ task, Verdict::Open, { Reason::WorksOnOurHosts, Reason::TimeNotTold } });
    }
    end();
}

void TaskSearch::end()
{
    const auto done = std::exchange(m_done, nullptr);
    const SearchResult result = m_result; // who is told may let go of this
    done(result);
}

} // namespace obdesk
