// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"

#include <ctime>

namespace obdesk {

QDateTime SystemClock::utcNow() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::chrono::milliseconds SystemClock::sinceBoot() const
{
#ifdef CLOCK_BOOTTIME
    timespec now {};
    if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return std::chrono::seconds(now.tv_sec) + std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(now.tv_nsec));
#endif
    return monotonic();
}

void ManualClock::sleep(std::chrono::milliseconds by)
{
    m_utc = m_utc.addMSecs(by.count());
    m_asleep += by;
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    m_utc = m_utc.addMSecs(by.count());
    m_monotonic += by;
}

} // namespace obdesk
