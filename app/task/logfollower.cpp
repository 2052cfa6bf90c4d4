// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/logfollower.h"

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
    ask(); // it began to run, or it ended: either way there are new lines
}

void LogFollower::clear()
{
    if (m_call)
        m_call->cancel();
    if (m_plan)
        m_plan.release()->deleteLater();
    m_target.reset();
    m_live = false;
    m_loading = false;
    m_loaded = false;
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
    if (m_plan)
        m_plan.release()->deleteLater(); // may be the caller
    m_loading = true;
    emit stateChanged();
    m_call = m_source(m_target->first, m_target->second, this, [this](const Result<Fetched<QString>> &result) {
        m_loading = false;
        if (result) {
            m_loaded = true;
            m_error.reset();
            const QString &fresh = result->value;
            if (fresh != m_text) {
                const qsizetype from = fresh.startsWith(m_text) ? m_text.size() : 0;
                m_text = fresh;
                emit textChanged(from);
            }
        } else {
            m_error = result.error();
        }
        plan();
        emit stateChanged();
    });
}

void LogFollower::plan()
{
    const bool hopeless = m_error && (m_error->kind == ApiError::Kind::Unauthorized || m_error->kind == ApiError::Kind::Forbidden);
    if (!m_live || hopeless)
        return;
    m_plan = std::make_unique<QObject>();
    m_scheduler.after(interval, m_plan.get(), [this] { ask(); });
}

} // namespace obdesk
