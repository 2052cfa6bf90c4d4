// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"

namespace obdesk {

QDateTime SystemClock::utcNow() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

void ManualClock::advance(std::chrono::milliseconds by)
{
    m_utc = m_utc.addMSecs(by.count());
    m_monotonic += by;
}

} // namespace obdesk
