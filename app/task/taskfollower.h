// SPDX-License-Identifier: GPL-3.0-or-later
// Follows one task by polling: OCP has no push. Keeps the last good snapshot, says what changed, backs off when OCP is
// away, and never has more than one request under way.
#pragma once

#include "domain/result.h"
#include "domain/scheduler.h"
#include "ocp/ocpclient.h"
#include "task/taskdiff.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace obdesk {

/// Where snapshots come from; OcpClient::fetchTask in the program, a script in tests.
using TaskSource = std::function<ApiCall *(TaskId, QObject *context, Callback<Task> done)>;

struct FollowPolicy
{
    std::chrono::milliseconds firstInterval { 2000 };   ///< while young
    std::chrono::milliseconds young { 60'000 };
    std::chrono::milliseconds interval { 5000 };
    std::chrono::milliseconds restingInterval { 30'000 };///< window hidden, or FAILED: someone may retry it in OCP's own page
    std::chrono::milliseconds backOffFirst { 800 };
    std::chrono::milliseconds backOffMost { 30'000 };
    double jitter = 0.2;                                ///< +/- share of every wait
    int endSeen = 2;                                    ///< replies in a row that must show the same end state
    int notFoundMost = 20;                              ///< 404s in a row before the task counts as lost …
    std::chrono::milliseconds notFoundFor { 120'000 };  ///< … and for at least so long
};

class TaskFollower final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Idle,           ///< not started, or stopped
        Following,      ///< the last reply was good
        Ended,          ///< SUCCESSFUL, seen twice: no more requests
        Stale,          ///< the last request failed; trying again
        LoginNeeded,    ///< 401: stopped, since accounts lock
        Denied,         ///< 403: stopped
        Lost,           ///< OCP does not know the task any more: stopped
    };
    Q_ENUM(State)

    /// `scheduler` is not owned and must outlive this. `random` gives numbers in [0, 1).
    TaskFollower(TaskId task, TaskSource source, Scheduler &scheduler, const FollowPolicy &policy,
                 std::function<double()> random, QObject *parent = nullptr);
    ~TaskFollower() override;

    /// Begins; a snapshot that is already there (the answer of the POST) is shown at once.
    void start(const std::optional<Task> &first = std::nullopt);
    void stop();
    /// Asks now (after an action, on F5) and returns to the quick rhythm. Also leaves every stopped state.
    void pollNow();
    /// Nobody looks: ask rarely.
    void setResting(bool resting);

    TaskId taskId() const { return m_id; }
    State state() const { return m_state; }
    const std::optional<Task> &task() const { return m_task; }
    const std::optional<ApiError> &lastError() const { return m_error; }
    const ReplyMeta &lastMeta() const { return m_meta; }
    /// Our wall clock when the last good reply came; empty before the first.
    std::optional<QDateTime> lastGoodAt() const { return m_lastGoodAt; }
    /// Our wall clock corrected to the server's, as far as replies told the difference.
    QDateTime serverNow() const;
    /// Time until the next request; empty when none is planned.
    std::optional<std::chrono::milliseconds> untilNextPoll() const;
    /// Requests sent so far.
    int requestCount() const { return m_requests; }

signals:
    /// After task() changed. The first snapshot has shapeChanged set. Not emitted for a reply that changed nothing.
    void taskChanged(const obdesk::TaskDiff &diff);
    /// After state(), lastError() or lastGoodAt() changed.
    void stateChanged();
    /// Once each time the task reaches an end state, after it was seen often enough.
    void ended(obdesk::TaskStatus status);

private:
    void poll();
    void receive(const Result<Fetched<Task>> &result);
    TaskDiff accept(const Task &fresh);
    /// Counts how often this end was seen; true when often enough.
    bool noteEnd();
    void fail(const ApiError &error);
    /// Jitter goes on `usual` alone: what the server asked for is never cut short.
    void planNext(std::chrono::milliseconds usual, std::chrono::milliseconds atLeast);
    void cancelPlan();
    void setState(State state);
    std::chrono::milliseconds usualInterval() const;
    std::chrono::milliseconds untilRateLimitReset() const;
    std::chrono::milliseconds withJitter(std::chrono::milliseconds wait) const;

    const TaskId m_id;
    const TaskSource m_source;
    Scheduler &m_scheduler;
    const FollowPolicy m_policy;
    const std::function<double()> m_random;

    State m_state = State::Idle;
    std::optional<Task> m_task;
    QDateTime m_seenAt;                                     // by OCP's clock; null before the first reply
    std::optional<ApiError> m_error;
    ReplyMeta m_meta;
    std::optional<QDateTime> m_lastGoodAt;
    std::chrono::milliseconds m_clockSkew { 0 };
    std::chrono::milliseconds m_quickSince { 0 };           // monotonic
    std::optional<std::chrono::milliseconds> m_nextAt;      // monotonic
    std::optional<std::chrono::milliseconds> m_missingSince;// monotonic; first 404 of the present row
    int m_missing = 0;
    int m_failures = 0;
    struct End
    {
        TaskStatus status = TaskStatus::Unknown;
        std::optional<QDateTime> finishTime;
        int seen = 0;
        bool announced = false;
    };
    std::optional<End> m_end;                               // the end state the last replies showed
    bool m_resting = false;
    int m_requests = 0;
    QPointer<ApiCall> m_call;
    bool m_inFlight = false;
    std::unique_ptr<QObject> m_plan;                        // dies with the planned poll
};

} // namespace obdesk
