// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/addserversflow.h"

#include <QRegularExpression>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

AddServersCalls callsOf(OcpClient &client)
{
    AddServersCalls calls {
        [&client](const AddServersRequest &request, const MutationContext &mutation, QObject *context, Callback<Task> done) {
            return client.addServers(request, mutation, context, std::move(done));
        },
        [&client](const TaskQuery &query, QObject *context, Callback<Page<Task>> done) {
            return client.fetchTasks(query, context, std::move(done), Patience::Once); // it looks again by itself
        },
    };
    if (client.intents()) {
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
    m_candidates.clear();
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
    m_clockSkew = intent.clockSkew.value_or(0ms);
    m_error = ApiError();
    m_error->kind = ApiError::Kind::Cancelled;
    m_error->outcome = ApiError::Outcome::Unknown;
    setState(State::Reconciling);
    look();
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
    if (m_error->clockSkew)
        m_clockSkew = *m_error->clockSkew;
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
    look();
}

bool AddServersFlow::isUnsettled() const
{
    return m_state == State::Sending || m_state == State::Reconciling || m_state == State::FoundSeveral || m_state == State::FoundNone;
}

void AddServersFlow::detach()
{
    m_calls = {};
    ++m_lookRow;
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
    ++m_lookRow;
    m_looked = 0;
    m_failedLooks = 0;
    m_lookError.reset();
    emit stateChanged();
    look();
}

void AddServersFlow::look()
{
    if (!m_calls.listTasks)
        return; // detached
    TaskQuery query;
    query.clusterId = m_request.cluster;
    query.page = 1;
    query.size = 100;
    m_calls.listTasks(query, this, [this, row = m_lookRow](const Result<Fetched<Page<Task>>> &result) {
        if (row != m_lookRow || m_state != State::Reconciling)
            return;
        if (result) {
            if (result->meta.clockSkew)
                m_clockSkew = *result->meta.clockSkew;
            m_failedLooks = 0;
            m_lookError.reset();
            judge(result->value);
        } else {
            missLook(result.error());
        }
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

void AddServersFlow::judge(const Page<Task> &page)
{
    m_candidates.clear();
    for (const Task &task : page.items) {
        if (matches(task) && !(m_calls.isTaken && m_calls.isTaken(task.id)))
            m_candidates.append(task);
    }
    if (m_candidates.size() == 1) {
        accept(m_candidates.constFirst());
    } else if (!m_candidates.isEmpty()) {
        setState(State::FoundSeveral);
    } else if (++m_looked >= looks) {
        setState(State::FoundNone);
    } else {
        lookLater(betweenLooks);
    }
}

void AddServersFlow::lookLater(std::chrono::milliseconds wait)
{
    m_scheduler.after(spread(wait, m_random), this, [this, row = m_lookRow] {
        if (m_state == State::Reconciling && row == m_lookRow)
            look();
    });
}

bool AddServersFlow::matches(const Task &task) const
{
    // "Add OB server"; other versions write the words another way.
    static const QRegularExpression name(u"\\badd\\b.*server"_s, QRegularExpression::CaseInsensitiveOption);
    if (!name.match(task.name).hasMatch())
        return false;
    if (!task.cluster || task.cluster->id != m_request.cluster)
        return false;
    if (!m_creator.isEmpty() && !task.creator.isEmpty() && task.creator != m_creator)
        return false;
    // The context is a hint: when it names hosts, they must be ours and no others.
    const QStringList hosts = task.context.lists.value(u"host_ids"_s);
    if (!hosts.isEmpty()) {
        QStringList ours;
        for (const HostId host : m_request.hosts)
            ours.append(host.toString());
        if (QSet<QString>(hosts.cbegin(), hosts.cend()) != QSet<QString>(ours.cbegin(), ours.cend()))
            return false;
    }
    const std::optional<QDateTime> began = task.startTime ? task.startTime : task.createTime;
    if (!began)
        return !isTerminal(task.status.value);
    return *began >= m_sentAt.addMSecs(m_clockSkew.count()).addSecs(-60);
}

void AddServersFlow::accept(const Task &found)
{
    m_reconciled = true;
    m_task = found;
    conclude(Conclusion::Kind::Found, found.id, {});
    setState(State::Accepted);
}

void AddServersFlow::adopt(const Task &candidate)
{
    if (m_state == State::FoundSeveral)
        accept(candidate);
}

void AddServersFlow::settle(const QString &reason)
{
    if (m_state != State::FoundNone && m_state != State::FoundSeveral)
        return;
    conclude(Conclusion::Kind::Settled, std::nullopt, reason);
    setState(State::Idle);
}

void AddServersFlow::settledElsewhere()
{
    if (!isUnsettled() || m_state == State::Sending)
        return;
    ++m_lookRow;
    m_lookError.reset();
    setState(State::Idle);
}

void AddServersFlow::lookAgain()
{
    if (m_state != State::FoundNone && !isStalled())
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
