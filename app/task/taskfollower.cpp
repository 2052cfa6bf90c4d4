// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskfollower.h"

#include "task/runhistory.h"

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

TaskFollower::TaskFollower(TaskId task, TaskSource source, Scheduler &scheduler, const FollowPolicy &policy,
                           std::function<double()> random, QObject *parent)
    : QObject(parent), m_id(task), m_source(std::move(source)), m_scheduler(scheduler), m_policy(policy),
      m_random(std::move(random))
{
}

TaskFollower::~TaskFollower()
{
    if (m_call)
        m_call->cancel();
}

void TaskFollower::start(const std::optional<Task> &first)
{
    const TaskDiff diff = first ? accept(*first) : TaskDiff();
    m_quickSince = m_scheduler.clock().monotonic();
    poll();
    if (!diff.isEmpty())
        emit taskChanged(diff);
}

void TaskFollower::stop()
{
    cancelPlan();
    if (m_call)
        m_call->cancel();
    m_inFlight = false;
    setState(State::Idle);
}

void TaskFollower::pollNow()
{
    m_quickSince = m_scheduler.clock().monotonic();
    m_failures = 0;
    m_end.reset();
    poll();
}

void TaskFollower::setResting(bool resting)
{
    if (m_resting == resting)
        return;
    m_resting = resting;
    if (!resting && m_nextAt && !m_inFlight && m_failures == 0)
        poll();
}

QDateTime TaskFollower::serverNow() const
{
    return m_scheduler.clock().utcNow().addMSecs(m_clockSkew.count());
}

std::optional<milliseconds> TaskFollower::untilNextPoll() const
{
    if (!m_nextAt)
        return std::nullopt;
    return std::max(*m_nextAt - m_scheduler.clock().monotonic(), milliseconds(0));
}

void TaskFollower::poll()
{
    if (m_inFlight)
        return;
    cancelPlan();
    m_inFlight = true;
    ++m_requests;
    m_call = m_source(m_id, this, [this](const Result<Fetched<Task>> &result) { receive(result); });
}

void TaskFollower::receive(const Result<Fetched<Task>> &result)
{
    m_inFlight = false;
    m_call.clear();
    if (!result) {
        fail(result.error());
        return;
    }
    m_meta = result->meta;
    if (m_meta.clockSkew)
        m_clockSkew = *m_meta.clockSkew;
    m_failures = 0;
    m_missing = 0;
    m_missingSince.reset();
    m_error.reset();
    m_lastGoodAt = m_scheduler.clock().utcNow();
    const TaskDiff diff = accept(result->value);
    m_seenAt = serverNow();

    const bool sure = noteEnd();
    const TaskStatus status = m_task->status.value;
    m_state = sure && status == TaskStatus::Successful ? State::Ended : State::Following;
    if (m_state != State::Ended)
        planNext(sure ? m_policy.restingInterval : usualInterval(), untilRateLimitReset());
    const bool announce = sure && !std::exchange(m_end->announced, true);

    // Everything is settled before anybody hears of it: a listener may stop or delete this, and hears nothing more then.
    const QPointer<TaskFollower> alive(this);
    if (!diff.isEmpty())
        emit taskChanged(diff);
    if (!alive || m_state == State::Idle)
        return;
    emit stateChanged();
    if (alive && m_state != State::Idle && announce)
        emit ended(status);
}

bool TaskFollower::noteEnd()
{
    if (!isOver(*m_task)) {
        m_end.reset();
        return false;
    }
    // A second end in a row is another one when somebody restarted the task and we missed the run in between.
    const bool another = !m_end || m_end->status != m_task->status.value
            || (m_end->finishTime && m_task->finishTime && m_end->finishTime != m_task->finishTime);
    if (another)
        m_end = End { m_task->status.value, m_task->finishTime };
    if (m_task->finishTime)
        m_end->finishTime = m_task->finishTime;
    return ++m_end->seen >= m_policy.endSeen;
}

TaskDiff TaskFollower::accept(const Task &fresh)
{
    if (!m_task) {
        m_task = fresh;
        TaskDiff everything;
        everything.headChanged = true;
        everything.shapeChanged = true;
        return everything;
    }
    Task next = carryOver(*m_task, fresh);
    carrySeenStarts(*m_task, next, m_seenAt, serverNow());
    const TaskDiff diff = differenceBetween(*m_task, next);
    if (!diff.isEmpty())
        m_task = std::move(next);
    return diff;
}

void TaskFollower::fail(const ApiError &error)
{
    m_error = error;
    if (error.kind != ApiError::Kind::NotFound) {
        m_missing = 0; // no answer about the task breaks the row
        m_missingSince.reset();
    }
    switch (error.kind) {
    case ApiError::Kind::Unauthorized:
        setState(State::LoginNeeded);
        return;
    case ApiError::Kind::Forbidden:
        setState(State::Denied);
        return;
    case ApiError::Kind::NotFound: {
        const milliseconds now = m_scheduler.clock().monotonic();
        if (!m_missingSince)
            m_missingSince = now;
        if (++m_missing >= m_policy.notFoundMost && now - *m_missingSince >= m_policy.notFoundFor) {
            setState(State::Lost);
            return;
        }
        break;
    }
    default:
        break;
    }
    const double factor = std::pow(2.0, std::min(m_failures, 20));
    ++m_failures;
    milliseconds wait(qint64(std::min(double(m_policy.backOffFirst.count()) * factor, double(m_policy.backOffMost.count()))));
    m_state = State::Stale;
    planNext(wait, error.retryAfter ? std::min<milliseconds>(*error.retryAfter, 10min) : milliseconds(0));
    emit stateChanged();
}

milliseconds TaskFollower::usualInterval() const
{
    milliseconds wait = m_policy.interval;
    if (m_scheduler.clock().monotonic() - m_quickSince < m_policy.young)
        wait = m_policy.firstInterval;
    if (m_resting)
        wait = m_policy.restingInterval;
    return wait;
}

milliseconds TaskFollower::untilRateLimitReset() const
{
    // Nearly out of requests for this window: wait until OCP counts anew instead of running into a 429.
    const bool scarce = m_meta.rateLimitRemaining && *m_meta.rateLimitRemaining <= 2;
    return scarce && m_meta.rateLimitReset ? milliseconds(*m_meta.rateLimitReset) : milliseconds(0);
}

milliseconds TaskFollower::withJitter(milliseconds wait) const
{
    const double factor = 1.0 + m_policy.jitter * (2.0 * m_random() - 1.0);
    return milliseconds(qint64(double(wait.count()) * factor));
}

void TaskFollower::planNext(milliseconds usual, milliseconds atLeast)
{
    const milliseconds wait = std::max(withJitter(usual), atLeast);
    m_plan = std::make_unique<QObject>();
    m_nextAt = m_scheduler.clock().monotonic() + wait;
    m_scheduler.after(wait, m_plan.get(), [this] { poll(); });
}

void TaskFollower::cancelPlan()
{
    // May be called from within the planned call itself, whose context must live until that returns.
    if (m_plan)
        m_plan.release()->deleteLater();
    m_nextAt.reset();
}

void TaskFollower::setState(State state)
{
    cancelPlan();
    m_state = state;
    emit stateChanged();
}

} // namespace obdesk
