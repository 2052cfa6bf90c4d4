// SPDX-License-Identifier: GPL-3.0-or-later
// When a read is asked again, and when reads wait because the server counts them. Decisions only: no timer, no network, no clock of
// its own.
#pragma once

#include "ocp/httpmessage.h"

#include <chrono>
#include <functional>
#include <optional>

namespace obdesk {

/// The figures are those of the AWS SDKs, where a budget shared by all calls keeps an outage from being made worse by retries.
struct RetryPolicy
{
    int attempts = 3;                                      ///< of a patient call
    std::chrono::milliseconds base { 500 };                ///< the first wait is random up to this, then up to twice as much, …
    std::chrono::milliseconds cap { 20'000 };              ///< … and never more than this
    std::chrono::milliseconds patience { 60'000 };         ///< for all attempts of a request and the waits between them
    int budget = 500;
    int costOfRetry = 5;
    int costAfterTimeout = 10;
    int gainOfSuccess = 1;
    std::chrono::milliseconds rateLimitMost { 60'000 };    ///< reads wait no longer than this for the server's count to start anew
    std::function<double()> random = {};                   ///< in [0, 1), on the transport's thread; null: the system's
};

/// For one client; lives on the transport's thread.
class ReadRetry
{
public:
    explicit ReadRetry(const RetryPolicy &policy);

    /// To be told every reply to a read that was attempt number `attempt` of `attempts`. Answers how long to wait before the next one;
    /// empty: the reply stands. `elapsed`: since the first attempt began.
    std::optional<std::chrono::milliseconds> after(const HttpReply &reply, int attempt, int attempts, std::chrono::milliseconds elapsed);

    /// Every reply; `now` by any clock that only goes forward.
    void noteRateLimit(const HttpReply &reply, std::chrono::milliseconds now);
    /// How long reads must still wait.
    std::chrono::milliseconds heldFor(std::chrono::milliseconds now) const;

    const RetryPolicy &policy() const { return m_policy; }
    int tokens() const { return m_tokens; }

private:
    const RetryPolicy m_policy;
    int m_tokens;
    std::chrono::milliseconds m_heldUntil { 0 };
};

/// Whether the same question may get a better answer a moment later.
bool isPassing(const HttpReply &reply);

} // namespace obdesk
