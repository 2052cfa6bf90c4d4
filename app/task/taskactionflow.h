// SPDX-License-Identifier: GPL-3.0-or-later
// Retry, skip, cancel or roll back: sent once, and when the answer was lost, the task itself is read to see whether anything of it shows.
#pragma once

#include "domain/scheduler.h"
#include "domain/spread.h"
#include "ocp/ocpclient.h"
#include "task/actionrules.h"

#include <QObject>

#include <functional>
#include <memory>

namespace obdesk {

/// What is asked of whom.
struct TaskAction
{
    ActionRules::Action action = ActionRules::Action::RetryTask;
    TaskId task;
    std::optional<SubtaskId> subtask;   ///< of the actions on a step
    bool operator==(const TaskAction &) const = default;
};

Operation operationOf(const TaskAction &action);
/// By the kind of an operation; empty for those that are no action on a task.
std::optional<ActionRules::Action> actionOf(const QString &kind);

/// What the flow asks of the world; the client and the journal in the program, scripts in tests.
struct TaskActionCalls
{
    /// `done`: empty when OCP said yes.
    std::function<void(const TaskAction &, const MutationContext &, QObject *context, std::function<void(const std::optional<ApiError> &)> done)> send;
    std::function<ApiCall *(TaskId, QObject *context, Callback<Task> done)> fetchTask;
    /// Found, Settled and Observed go into the journal through here. May be empty.
    std::function<void(const QString &intentId, const Conclusion &)> conclude = {};
};

/// The task is doing, or did last, what the action asks for; true as well where OCP does not tell operations.
bool showsAction(const Task &task, const TaskAction &action);

/// `client` must outlive the calls made.
TaskActionCalls actionCallsOf(OcpClient &client);

class TaskActionFlow final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Idle,
        Sending,
        Accepted,       ///< OCP said yes
        Refused,        ///< OCP said no: error()
        NotSent,        ///< no byte left, or it was held back here: error()
        Looking,        ///< the answer was lost; reading the task
        TookEffect,     ///< the task has changed since: it very probably arrived
        NoEffect,       ///< three looks showed nothing: it probably did not arrive; a person settles it before another is sent
    };
    Q_ENUM(State)

    TaskActionFlow(TaskActionCalls calls, Scheduler &scheduler, QObject *parent = nullptr);
    /// Spreads the waits between looks; without it they are exact.
    void setRandom(RandomSource random) { m_random = std::move(random); }

    bool canSubmit() const;
    /// Sends it once. False, and nothing happens, unless canSubmit(). `before`: the task as the person saw it.
    bool submit(const TaskAction &action, const Task &before, const MutationContext &mutation);
    /// One of an earlier run whose outcome is not known: reads the task. Only on a new flow.
    void resume(const Intent &intent);
    /// After NoEffect: the person takes it on themselves that nothing of it runs. `reason` goes into the journal.
    void settle(const QString &reason);
    /// The journal says that somebody else, or the person on another page, has settled or found it: nothing more is looked for.
    void settledElsewhere();
    /// After NoEffect: look once more. When stalled: begin to look again.
    void lookAgain();

    /// As AddServersFlow's.
    void detach();
    void attach(TaskActionCalls calls);
    bool isUnsettled() const;
    bool isStalled() const;

    State state() const { return m_state; }
    const TaskAction &action() const { return m_action; }
    const MutationContext &mutation() const { return m_mutation; }
    const QString &intentId() const { return m_mutation.intentId; }
    const QDateTime &sentAt() const { return m_sentAt; }
    bool isResumed() const { return m_resumed; }
    const std::optional<ApiError> &error() const { return m_error; }
    const std::optional<ApiError> &lookError() const { return m_lookError; }

    static constexpr int looks = 3;
    static constexpr std::chrono::milliseconds betweenLooks { 10'000 };
    static constexpr std::chrono::milliseconds slowestLooks { 60'000 }; ///< while OCP is away

signals:
    /// After state() or lookError() changed.
    void stateChanged();

private:
    void receive(const std::optional<ApiError> &error);
    void look();
    void judge(const Task &task);
    void missLook(const ApiError &error);
    void lookLater(std::chrono::milliseconds wait);
    void observe();
    void conclude(Conclusion::Kind kind, const QString &state, const QString &detail);
    void setState(State state);

    TaskActionCalls m_calls;            // empty while detached
    Scheduler &m_scheduler;
    RandomSource m_random;
    State m_state = State::Idle;
    TaskAction m_action;
    MutationContext m_mutation;
    QDateTime m_sentAt;                 // our clock, UTC
    std::optional<ApiError> m_error;
    std::optional<ApiError> m_lookError;
    bool m_resumed = false;
    quint64 m_lookRow = 0;              // planned looks of an earlier row are void
    int m_looked = 0;
    int m_failedLooks = 0;              // in a row
};

} // namespace obdesk
