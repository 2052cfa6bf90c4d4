// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/timewatch.h"

namespace obdesk {

using std::chrono::milliseconds;

TimeWatch::TimeWatch(Scheduler &scheduler, QObject *parent) : QObject(parent), m_scheduler(scheduler), m_last(now())
{
    plan();
}

TimeWatch::Moment TimeWatch::now() const
{
    const Clock &clock = m_scheduler.clock();
    return { clock.utcNow(), clock.monotonic(), clock.sinceBoot() };
}

void TimeWatch::plan()
{
    m_scheduler.after(interval, this, [this] {
        check();
        plan();
    });
}

void TimeWatch::check()
{
    const Moment before = std::exchange(m_last, now());
    const milliseconds ran = m_last.monotonic - before.monotonic;
    const milliseconds passed = m_last.sinceBoot - before.sinceBoot;
    const milliseconds shown(before.wall.msecsTo(m_last.wall));
    const milliseconds jump = shown - passed;
    if (jump >= jumpedAtLeast || jump <= -jumpedAtLeast)
        emit clockJumped(jump);
    if (passed - ran >= sleptAtLeast || ran >= stoodAtLeast)
        emit woke(m_last.wall.addMSecs(-passed.count()), m_last.wall);
}

} // namespace obdesk
