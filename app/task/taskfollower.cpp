// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskfollower.h"

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
    if (first)
        accept(*first);
    m_quickSince = m_scheduler.clock().monotonic();
    poll();
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
    m_endSeen = 0;
    m_endAnnounced = false;
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
    accept(result->value);

    const TaskStatus status = m_task->status.value;
    m_endSeen = isTerminal(status) ? m_endSeen + 1 : 0;
    const bool ended = m_endSeen >= m_policy.endSeen;
    m_state = ended && status == TaskStatus::Successful ? State::Ended : State::Following;
    if (m_state != State::Ended)
        planNext(ended ? m_policy.restingInterval : usualInterval());
    if (!isTerminal(status))
        m_endAnnounced = false;
    emit stateChanged();
    if (ended && !std::exchange(m_endAnnounced, true))
        emit this->ended(status);
}

void TaskFollower::accept(const Task &fresh)
{
    if (!m_task) {
        m_task = fresh;
        TaskDiff everything;
        everything.headChanged = true;
        everything.shapeChanged = true;
        emit taskChanged(everything);
        return;
    }
    Task next = carryOver(*m_task, fresh);
    const TaskDiff diff = differenceBetween(*m_task, next);
    if (diff.isEmpty())
        return;
    m_task = std::move(next);
    emit taskChanged(diff);
}

void TaskFollower::fail(const ApiError &error)
{
    m_error = error;
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
    if (error.retryAfter)
        wait = std::max(wait, std::min<milliseconds>(*error.retryAfter, 10min));
    m_state = State::Stale;
    planNext(wait);
    emit stateChanged();
}

milliseconds TaskFollower::usualInterval() const
{
    milliseconds wait = m_policy.interval;
    if (m_scheduler.clock().monotonic() - m_quickSince < m_policy.young)
        wait = m_policy.firstInterval;
    if (m_resting)
        wait = m_policy.restingInterval;
    // Nearly out of requests for this window: wait until OCP counts anew instead of running into a 429.
    if (m_meta.rateLimitRemaining && *m_meta.rateLimitRemaining <= 2 && m_meta.rateLimitReset)
        wait = std::max<milliseconds>(wait, *m_meta.rateLimitReset);
    return wait;
}

milliseconds TaskFollower::withJitter(milliseconds wait) const
{
    const double factor = 1.0 + m_policy.jitter * (2.0 * m_random() - 1.0);
    return milliseconds(qint64(double(wait.count()) * factor));
}

void TaskFollower::planNext(milliseconds wait)
{
    wait = withJitter(wait);
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
