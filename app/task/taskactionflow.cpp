// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskactionflow.h"

#include "task/actionstate.h"

#include <QUuid>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Action = ActionRules::Action;

namespace {

constexpr std::array actions {
    std::pair { Action::RetryTask, operations::retryTask },         std::pair { Action::RollbackTask, operations::rollbackTask },
    std::pair { Action::RetryStep, operations::retrySubtask },      std::pair { Action::SkipStep, operations::skipSubtask },
    std::pair { Action::CancelStep, operations::cancelSubtask },
};

} // namespace

Operation operationOf(const TaskAction &action)
{
    const auto it = std::find_if(actions.begin(), actions.end(), [&action](const auto &row) { return row.first == action.action; });
    const bool onStep = action.action != Action::RetryTask && action.action != Action::RollbackTask;
    return taskOperation(it->second, action.task, onStep ? std::optional(action.subtask.value_or(SubtaskId())) : std::nullopt);
}

std::optional<Action> actionOf(const QString &kind)
{
    const auto it = std::find_if(actions.begin(), actions.end(), [&kind](const auto &row) { return kind == row.second; });
    return it == actions.end() ? std::nullopt : std::optional(it->first);
}

bool showsAction(const Task &task, const TaskAction &action)
{
    const auto does = [](const OpenEnum<TaskOperation> &operation, std::initializer_list<TaskOperation> wanted) {
        return !operation.isKnown() || std::find(wanted.begin(), wanted.end(), operation.value) != wanted.end();
    };
    if (action.action == Action::RetryTask)
        return does(task.operation, { TaskOperation::Retry });
    if (action.action == Action::RollbackTask)
        return does(task.operation, { TaskOperation::Rollback });
    const auto step = std::find_if(task.subtasks.cbegin(), task.subtasks.cend(), [&action](const Subtask &one) { return one.id == action.subtask; });
    if (step == task.subtasks.cend())
        return false;
    switch (action.action) {
    case Action::RetryStep:
        return does(step->operation, { TaskOperation::Retry });
    case Action::SkipStep:
        return does(step->operation, { TaskOperation::Skip, TaskOperation::RollbackSkip });
    default:
        return step->status == SubtaskStatus::Canceling || does(step->operation, { TaskOperation::Cancel });
    }
}

TaskActionCalls actionCallsOf(OcpClient &client)
{
    TaskActionCalls calls;
    calls.send = [&client](const TaskAction &action, const MutationContext &mutation, QObject *context,
                           std::function<void(const std::optional<ApiError> &)> done) {
        client.send(operationOf(action), mutation, context, [done](const auto &result) { done(result ? std::nullopt : std::optional(result.error())); });
    };
    calls.fetchTask = [&client](TaskId task, QObject *context, Callback<Task> done) {
        return client.fetchTask(task, context, std::move(done));
    };
    if (client.intents()) {
        calls.conclude = [intents = client.intents()](const QString &intentId, const Conclusion &conclusion) {
            intents->conclude(intentId, conclusion, [](bool) { });
        };
    }
    return calls;
}

TaskActionFlow::TaskActionFlow(TaskActionCalls calls, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_calls(std::move(calls)), m_scheduler(scheduler)
{
}

bool TaskActionFlow::canSubmit() const
{
    return !isUnsettled();
}

bool TaskActionFlow::isUnsettled() const
{
    return m_state == State::Sending || m_state == State::Looking || m_state == State::NoEffect;
}

bool TaskActionFlow::isStalled() const
{
    return m_state == State::Looking && m_lookError
            && (m_lookError->kind == ApiError::Kind::Unauthorized || m_lookError->kind == ApiError::Kind::Forbidden);
}

bool TaskActionFlow::submit(const TaskAction &action, const Task &before, const MutationContext &mutation)
{
    if (!canSubmit() || !m_calls.send)
        return false;
    m_action = action;
    m_mutation = mutation;
    m_mutation.intentId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_mutation.stateBefore = stateLine(before, action.subtask);
    m_sentAt = m_scheduler.clock().utcNow();
    m_error.reset();
    m_lookError.reset();
    m_resumed = false;
    m_looked = 0;
    m_failedLooks = 0;
    ++m_lookRow;
    setState(State::Sending); // before the call: a second click in the same turn finds the door shut
    m_calls.send(action, m_mutation, this, [this](const std::optional<ApiError> &error) { receive(error); });
    return true;
}

void TaskActionFlow::resume(const Intent &intent)
{
    const std::optional<Action> action = actionOf(intent.kind);
    if (m_state != State::Idle || !action)
        return;
    m_action = { *action, intent.task.value_or(TaskId()), intent.subtask };
    m_mutation.reason = intent.reason;
    m_mutation.targetName = intent.targetName;
    m_mutation.targetCluster = intent.cluster;
    m_mutation.intentId = intent.id;
    m_mutation.stateBefore = intent.stateBefore;
    m_sentAt = intent.at;
    m_resumed = true;
    m_error = ApiError();
    m_error->kind = ApiError::Kind::Unsettled;
    m_error->outcome = ApiError::Outcome::Unknown;
    setState(State::Looking);
    look();
}

void TaskActionFlow::receive(const std::optional<ApiError> &error)
{
    m_error = error;
    if (!error) {
        setState(State::Accepted);
        observe();
        return;
    }
    switch (error->outcome) {
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
    setState(State::Looking);
    look();
}

void TaskActionFlow::detach()
{
    m_calls = {};
    ++m_lookRow;
    if (m_state != State::Sending)
        return;
    m_error = ApiError();
    m_error->kind = ApiError::Kind::Cancelled;
    m_error->outcome = ApiError::Outcome::Unknown;
    setState(State::Looking);
}

void TaskActionFlow::attach(TaskActionCalls calls)
{
    m_calls = std::move(calls);
    if (m_state != State::Looking)
        return;
    ++m_lookRow;
    m_looked = 0;
    m_failedLooks = 0;
    m_lookError.reset();
    emit stateChanged();
    look();
}

void TaskActionFlow::look()
{
    if (!m_calls.fetchTask)
        return; // detached
    m_calls.fetchTask(m_action.task, this, [this, row = m_lookRow](const Result<Fetched<Task>> &result) {
        if (row != m_lookRow || m_state != State::Looking)
            return;
        if (!result) {
            missLook(result.error());
            return;
        }
        m_failedLooks = 0;
        m_lookError.reset();
        judge(result->value);
    });
}

void TaskActionFlow::judge(const Task &task)
{
    const QString now = stateLine(task, m_action.subtask);
    // A task that somebody else moves another way has changed as well.
    if (now != m_mutation.stateBefore && showsAction(task, m_action)) {
        conclude(Conclusion::Kind::Found, now, {});
        setState(State::TookEffect);
    } else if (++m_looked >= looks) {
        setState(State::NoEffect);
    } else {
        lookLater(betweenLooks);
    }
}

void TaskActionFlow::missLook(const ApiError &error)
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

void TaskActionFlow::lookLater(std::chrono::milliseconds wait)
{
    m_scheduler.after(spread(wait, m_random), this, [this, row = m_lookRow] {
        if (m_state == State::Looking && row == m_lookRow)
            look();
    });
}

/// What the accepted action made of the task, for the journal. One look; the task page follows the rest.
void TaskActionFlow::observe()
{
    if (!m_calls.conclude || !m_calls.fetchTask)
        return;
    m_calls.fetchTask(m_action.task, this, [this, row = m_lookRow](const Result<Fetched<Task>> &result) {
        if (result && row == m_lookRow)
            conclude(Conclusion::Kind::Observed, stateLine(result->value, m_action.subtask), {});
    });
}

void TaskActionFlow::conclude(Conclusion::Kind kind, const QString &state, const QString &detail)
{
    if (!m_calls.conclude)
        return;
    Conclusion conclusion;
    conclusion.kind = kind;
    conclusion.at = m_scheduler.clock().utcNow();
    conclusion.state = state;
    conclusion.detail = detail;
    if (kind == Conclusion::Kind::Found)
        conclusion.task = m_action.task;
    m_calls.conclude(m_mutation.intentId, conclusion);
}

void TaskActionFlow::settle(const QString &reason)
{
    if (m_state != State::NoEffect)
        return;
    conclude(Conclusion::Kind::Settled, {}, reason);
    setState(State::Idle);
}

void TaskActionFlow::settledElsewhere()
{
    if (!isUnsettled() || m_state == State::Sending)
        return;
    ++m_lookRow;
    m_lookError.reset();
    setState(State::Idle);
}

void TaskActionFlow::lookAgain()
{
    if (m_state != State::NoEffect && !isStalled())
        return;
    m_looked = isStalled() ? 0 : looks - 1;
    m_lookError.reset();
    setState(State::Looking);
    look();
}

void TaskActionFlow::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

} // namespace obdesk
