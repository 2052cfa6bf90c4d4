// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/silencewatch.h"

#include <QSet>

#include <algorithm>

namespace obdesk {

using std::chrono::milliseconds;

SilenceWatch::SilenceWatch(LogSource source, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_scheduler(scheduler)
{
}

SilenceWatch::~SilenceWatch()
{
    if (m_call)
        m_call->cancel();
}

void SilenceWatch::setLimit(std::chrono::minutes limit)
{
    m_limit = limit;
    judge();
}

void SilenceWatch::watch(TaskId task, const QList<SubtaskId> &running)
{
    if (task != m_task) {
        stop();
        m_task = task;
        m_known.clear();
        m_turn = 0;
        m_refused = false;
        m_failures = 0;
    }
    if (running != m_running) {
        const QSet<SubtaskId> still(running.cbegin(), running.cend());
        m_known.removeIf([&](const auto &entry) { return !still.contains(entry.key()); });
        m_running = running;
        m_turn = m_running.isEmpty() ? 0 : m_turn % m_running.size();
    }
    judge();
    if (m_running.isEmpty())
        stop();
    else if (!m_plan && !m_call && !m_resting && !m_refused)
        plan(interval); // what has begun just now is not silent
}

void SilenceWatch::setResting(bool resting)
{
    if (resting == m_resting)
        return;
    m_resting = resting;
    if (resting)
        stop();
    else if (!m_running.isEmpty() && !m_refused)
        beginRound(); // a log that is as it was has not grown in the meantime either
}

void SilenceWatch::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.clear();
    m_left = 0;
    if (m_plan)
        m_plan.release()->deleteLater(); // may be the caller
}

void SilenceWatch::plan(milliseconds wait)
{
    m_plan = std::make_unique<QObject>();
    m_scheduler.after(spread(wait, m_random), m_plan.get(), [this] {
        m_plan.release()->deleteLater();
        beginRound();
    });
}

void SilenceWatch::beginRound()
{
    m_left = int(std::min<qsizetype>(perRound, m_running.size()));
    askNext();
}

void SilenceWatch::askNext()
{
    if (m_left == 0 || m_running.isEmpty()) {
        m_left = 0;
        if (!m_running.isEmpty())
            plan(interval);
        return;
    }
    --m_left;
    const SubtaskId step = m_running.at(m_turn % m_running.size());
    m_turn = (m_turn + 1) % m_running.size();
    m_call = m_source(m_task, step, this, [this, step](const Result<Fetched<QString>> &result) { receive(step, result); });
}

void SilenceWatch::receive(SubtaskId step, const Result<Fetched<QString>> &result)
{
    m_call.clear();
    if (!result) {
        const ApiError &error = result.error();
        m_left = 0;
        if (error.kind == ApiError::Kind::Unauthorized || error.kind == ApiError::Kind::Forbidden) {
            m_refused = true;
            return;
        }
        m_failures = std::min(m_failures + 1, 10);
        milliseconds wait = std::min(interval * (1 << m_failures), slowest);
        if (error.retryAfter)
            wait = std::max<milliseconds>(wait, std::min<milliseconds>(*error.retryAfter, slowest));
        plan(wait);
        return;
    }
    m_failures = 0;
    if (m_running.contains(step)) {
        const milliseconds now = m_scheduler.clock().sinceBoot();
        const qsizetype size = result->value.size();
        const size_t hash = qHash(result->value);
        Known &known = m_known[step];
        if (known.seen.count() == 0 || known.size != size || known.hash != hash)
            known = { size, hash, now, now };
        known.seen = now;
    }
    const QPointer<SilenceWatch> alive(this);
    judge();
    if (alive && !m_resting && !m_call && !m_plan)
        askNext();
}

void SilenceWatch::judge()
{
    SilentSteps silent;
    for (auto it = m_known.cbegin(); it != m_known.cend(); ++it) {
        const auto quiet = std::chrono::duration_cast<std::chrono::minutes>(it->seen - it->grown);
        if (quiet >= m_limit)
            silent.insert(it.key(), quiet);
    }
    if (std::exchange(m_silent, silent) != m_silent)
        emit silentChanged();
}

} // namespace obdesk
