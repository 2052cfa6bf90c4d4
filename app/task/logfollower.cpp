// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/logfollower.h"

#include <algorithm>
#include <utility>

namespace obdesk {

LogFollower::LogFollower(LogSource source, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_scheduler(scheduler)
{
}

LogFollower::~LogFollower()
{
    if (m_call)
        m_call->cancel();
}

void LogFollower::show(TaskId task, SubtaskId subtask, bool live)
{
    if (m_target && m_target->first == task && m_target->second == subtask) {
        setLive(live);
        return;
    }
    clear();
    m_target = { task, subtask };
    m_live = live;
    ask();
}

void LogFollower::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    if (m_loading)
        m_askAgain = true; // the answer under way may be from before the change
    else
        ask(); // it began to run, or it ended: either way there are new lines
}

void LogFollower::clear()
{
    if (m_call)
        m_call->cancel();
    dropPlan();
    m_target.reset();
    m_live = false;
    m_loading = false;
    m_askAgain = false;
    m_loaded = false;
    m_failures = 0;
    m_error.reset();
    m_text.clear();
    emit textChanged(0);
    emit stateChanged();
}

void LogFollower::refresh()
{
    ask();
}

void LogFollower::ask()
{
    if (!m_target || m_loading)
        return;
    dropPlan();
    m_loading = true;
    m_call = m_source(m_target->first, m_target->second, this, [this](const Result<Fetched<QString>> &result) { receive(result); });
    emit stateChanged();
}

void LogFollower::receive(const Result<Fetched<QString>> &result)
{
    m_loading = false;
    m_call.clear();
    std::optional<qsizetype> changedFrom;
    if (result) {
        m_loaded = true;
        m_failures = 0;
        m_error.reset();
        const QString &fresh = result->value;
        if (fresh != m_text) {
            changedFrom = fresh.startsWith(m_text) ? m_text.size() : 0;
            m_text = fresh;
        }
    } else {
        ++m_failures;
        m_error = result.error();
    }
    plan();

    const QPointer<LogFollower> alive(this); // a listener may show another step, or end this
    if (changedFrom)
        emit textChanged(*changedFrom);
    if (alive)
        emit stateChanged();
}

void LogFollower::plan()
{
    const bool again = std::exchange(m_askAgain, false);
    const bool hopeless = m_error && (m_error->kind == ApiError::Kind::Unauthorized || m_error->kind == ApiError::Kind::Forbidden);
    if (hopeless || (!m_live && !again))
        return;
    std::chrono::milliseconds wait = std::min(interval * (1 << std::min(m_failures, 10)), slowest);
    if (again && !m_error)
        wait = std::chrono::milliseconds(0);
    if (m_error && m_error->retryAfter)
        wait = std::max<std::chrono::milliseconds>(wait, std::min<std::chrono::milliseconds>(*m_error->retryAfter, std::chrono::minutes(10)));
    m_plan = std::make_unique<QObject>();
    m_scheduler.after(spread(wait, m_random), m_plan.get(), [this] { ask(); });
}

void LogFollower::dropPlan()
{
    if (m_plan)
        m_plan.release()->deleteLater(); // may be the caller
}

} // namespace obdesk
