// SPDX-License-Identifier: GPL-3.0-or-later
// Counts a user's requests per window, as OCP's throttling does (documented headers RateLimit-Limit, -Remaining, -Reset).
#pragma once

#include "simulator/scenario.h"

#include <QMap>
#include <QString>

namespace obdesk {

class RateLimiter
{
public:
    struct Verdict
    {
        bool allowed = true;
        int limit = 0;
        int remaining = 0;
        int resetSeconds = 0;       ///< until the window starts again, rounded up
    };

    explicit RateLimiter(const RateLimit &limit) : m_limit(limit) { }

    /// Counts one request; refused ones do not count. A window starts with the first request after the one before has passed.
    Verdict count(const QString &user, qint64 nowMs)
    {
        const qint64 windowMs = std::chrono::milliseconds(m_limit.window).count();
        Window &window = m_windows[user];
        if (window.used == 0 || nowMs >= window.start + windowMs)
            window = { nowMs, 0 };
        Verdict verdict;
        verdict.allowed = window.used < m_limit.requests;
        window.used += verdict.allowed ? 1 : 0;
        verdict.limit = m_limit.requests;
        verdict.remaining = m_limit.requests - window.used;
        verdict.resetSeconds = int((window.start + windowMs - nowMs + 999) / 1000);
        return verdict;
    }

private:
    struct Window { qint64 start = 0; int used = 0; };

    RateLimit m_limit;
    QMap<QString, Window> m_windows;
};

} // namespace obdesk
