// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/addserversflow.h"

#include <QUuid>

#include <QSet>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

AddServersCalls callsOf(OcpClient &client)
{
    AddServersCalls calls {
        [&client](const AddServersRequest &request, const MutationContext &mutation, QObject *context, Callback<Task> done) {
            const auto tell = [done = std::move(done)](const Result<Fetched<std::optional<Task>>> &result) {
                if (result)
                    done(Fetched<Task> { *result->value, result->meta, result->notes });
                else
                    done(result.error());
            };
            return client.send(addServersOperation(request), mutation, context, tell);
        },
        {},
    };
    // It looks again by itself.
    calls.search.listTasks = [&client](const TaskQuery &query, QObject *context, Callback<Page<Task>> done) {
        return client.fetchTasks(query, context, std::move(done), Patience::Once);
    };
    calls.search.fetchTask = [&client](TaskId task, QObject *context, Callback<Task> done) {
        return client.fetchTask(task, context, std::move(done), Patience::Once);
    };
    calls.search.fetchLog = [&client](TaskId task, SubtaskId step, QObject *context, Callback<QString> done) {
        return client.fetchSubtaskLog(task, step, context, std::move(done), Patience::Once);
    };
    calls.search.fetchAudit = [&client](const AuditQuery &query, QObject *context, Callback<Page<AuditEvent>> done) {
        return client.fetchAuditEvents(query, context, std::move(done), Patience::Once);
    };
    calls.search.fetchZones = [&client](ClusterId cluster, QObject *context, Callback<QList<Zone>> done) {
        return client.fetchZones(cluster, context, std::move(done), Patience::Once);
    };
    if (client.intents()) {
        calls.search.fetchTaken = [intents = client.intents(), server = client.connection().url](
                                          const QString &intentId, QObject *context, std::function<void(const QSet<TaskId> &)> done) {
            intents->fetchTasksOfOthers(server, intentId, context, std::move(done));
        };
        calls.conclude = [intents = client.intents()](const QString &intentId, const Conclusion &conclusion) {
            intents->conclude(intentId, conclusion, [](bool) { });
        };
    }
    return calls;
}

AddServersFlow::AddServersFlow(AddServersCalls calls, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_calls(std::move(calls)), m_scheduler(scheduler)
{
}

bool AddServersFlow::canSubmit() const
{
    return m_state == State::Idle || m_state == State::Refused || m_state == State::NotSent;
}

bool AddServersFlow::submit(const AddServersRequest &request, const MutationContext &mutation, const QString &creator)
{
    if (!canSubmit() || !m_calls.submit)
        return false;
    m_request = request;
    m_mutation = mutation;
    m_mutation.intentId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_intentId = m_mutation.intentId;
    m_resumed = false;
    m_creator = creator;
    m_sentAt = m_scheduler.clock().utcNow();
    m_error.reset();
    m_task.reset();
    m_found = {};
    m_clockSkew.reset();
    m_reconciled = false;
    m_looked = 0;
    m_failedLooks = 0;
    m_lookError.reset();
    m_meta = {};
    setState(State::Sending); // before the call: a second click in the same turn finds the door shut
    m_calls.submit(request, m_mutation, this, [this](const Result<Fetched<Task>> &result) { receive(result); });
    return true;
}

void AddServersFlow::resume(const Intent &intent, const QString &creator)
{
    if (m_state != State::Idle)
        return;
    m_request = { intent.cluster.value_or(ClusterId()), intent.zone, intent.hosts };
    m_mutation.reason = intent.reason;
    m_mutation.targetName = intent.targetName;
    m_mutation.intentId = intent.id;
    m_intentId = intent.id;
    m_resumed = true;
    m_creator = creator;
    m_sentAt = intent.at;
    m_clockSkew = intent.clockSkew;
    m_error = ApiError();
    m_error->kind = ApiError::Kind::Unsettled;
    m_error->outcome = ApiError::Outcome::Unknown;
    setState(State::Reconciling);
    beginSearch();
}

void AddServersFlow::conclude(Conclusion::Kind kind, const std::optional<TaskId> &task, const QString &detail)
{
    if (!m_calls.conclude)
        return;
    Conclusion conclusion;
    conclusion.kind = kind;
    conclusion.at = m_scheduler.clock().utcNow();
    conclusion.task = task;
    conclusion.detail = detail;
    m_calls.conclude(m_intentId, conclusion);
}

void AddServersFlow::receive(const Result<Fetched<Task>> &result)
{
    if (result) {
        m_meta = result->meta;
        m_task = result->value;
        setState(State::Accepted);
        return;
    }
    m_error = result.error();
    switch (m_error->outcome) {
    case ApiError::Outcome::NotSent:
        setState(State::NotSent);
        return;
    case ApiError::Outcome::Refused:
        setState(State::Refused);
        return;
    case ApiError::Outcome::NotApplicable:
    case ApiError::Outcome::Unknown:
        break;
    }
    setState(State::Reconciling);
    beginSearch();
}

bool AddServersFlow::isUnsettled() const
{
    return m_state == State::Sending || m_state == State::Reconciling || m_state == State::FoundSeveral || m_state == State::FoundNone;
}

void AddServersFlow::detach()
{
    m_calls = {};
    m_search.reset();
    if (m_state != State::Sending)
        return;
    m_error = ApiError();
    m_error->kind = ApiError::Kind::Cancelled;
    m_error->outcome = ApiError::Outcome::Unknown;
    setState(State::Reconciling);
}

void AddServersFlow::attach(AddServersCalls calls)
{
    m_calls = std::move(calls);
    if (m_state != State::Reconciling)
        return;
    m_looked = 0;
    m_failedLooks = 0;
    m_lookError.reset();
    emit stateChanged();
    beginSearch();
}

void AddServersFlow::beginSearch()
{
    if (!m_calls.search.listTasks)
        return; // detached
    const SentRequest sent { m_request.cluster, m_request.zoneName, m_request.hosts, m_creator, m_sentAt, m_clockSkew };
    m_search = std::make_unique<TaskSearch>(m_calls.search, sent, m_intentId);
    look();
}

void AddServersFlow::look()
{
    m_search->look([this](const SearchResult &found) {
        if (found.error) {
            missLook(*found.error);
            return;
        }
        m_failedLooks = 0;
        m_lookError.reset();
        judge(found);
    });
}

void AddServersFlow::missLook(const ApiError &error)
{
    // OCP away: this was no look at all, and does not count as an empty one.
    m_lookError = error;
    if (!isStalled()) {
        std::chrono::milliseconds wait = std::min(betweenLooks * (1 << std::min(m_failedLooks++, 8)), slowestLooks);
        if (error.retryAfter)
            wait = std::max<std::chrono::milliseconds>(wait, std::min<std::chrono::milliseconds>(*error.retryAfter, 10min));
        lookLater(wait);
    }
    emit stateChanged();
}

bool AddServersFlow::isStalled() const
{
    return m_state == State::Reconciling && m_lookError
            && (m_lookError->kind == ApiError::Kind::Unauthorized || m_lookError->kind == ApiError::Kind::Forbidden);
}

void AddServersFlow::judge(const SearchResult &found)
{
    m_found = found;
    const auto isProven = [](const WeighedTask &task) { return task.verdict == WeighedTask::Verdict::Proven; };
    const auto proven = std::count_if(found.tasks.cbegin(), found.tasks.cend(), isProven);
    if (proven == 1) {
        accept(*std::find_if(found.tasks.cbegin(), found.tasks.cend(), isProven), false);
    } else if (proven > 1) {
        setState(State::FoundSeveral);
    } else if (++m_looked < looks) {
        // What is open now may be proven soon: evidence comes with the task's first steps.
        lookLater(betweenLooks);
    } else if (!found.tasks.isEmpty()) {
        setState(State::FoundSeveral);
    } else {
        const bool allThere = found.inZone.size() == QSet<HostId>(m_request.hosts.cbegin(), m_request.hosts.cend()).size();
        if (found.tasksHidden && allThere)
            conclude(Conclusion::Kind::Found, std::nullopt, u"tasks may not be read; the hosts are OBServers of the zone"_s);
        setState(found.tasksHidden && allThere ? State::FoundServers : State::FoundNone);
    }
}

void AddServersFlow::lookLater(std::chrono::milliseconds wait)
{
    m_scheduler.after(spread(wait, m_random), m_search.get(), [this] { look(); });
}

void AddServersFlow::accept(const WeighedTask &found, bool byPerson)
{
    m_reconciled = true;
    m_task = found.task;
    m_search.reset();
    const QString evidence = evidenceKeys(found.reasons);
    conclude(Conclusion::Kind::Found, found.task.id, byPerson ? chosenByPerson + evidence : evidence);
    setState(State::Accepted);
}

void AddServersFlow::adopt(TaskId candidate)
{
    if (m_state != State::FoundSeveral)
        return;
    const auto it = std::find_if(m_found.tasks.cbegin(), m_found.tasks.cend(), [candidate](const WeighedTask &task) { return task.task.id == candidate; });
    if (it != m_found.tasks.cend())
        accept(WeighedTask(*it), true);
}

void AddServersFlow::settle(const QString &reason)
{
    if (m_state != State::FoundNone && m_state != State::FoundSeveral)
        return;
    m_search.reset();
    conclude(Conclusion::Kind::Settled, std::nullopt, reason);
    setState(State::Idle);
}

void AddServersFlow::settledElsewhere()
{
    if (!isUnsettled() || m_state == State::Sending)
        return;
    m_search.reset();
    m_lookError.reset();
    setState(State::Idle);
}

void AddServersFlow::lookAgain()
{
    if ((m_state != State::FoundNone && m_state != State::FoundSeveral && !isStalled()) || !m_search)
        return;
    m_looked = isStalled() ? 0 : looks - 1;
    m_lookError.reset();
    setState(State::Reconciling);
    look();
}

void AddServersFlow::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

} // namespace obdesk
