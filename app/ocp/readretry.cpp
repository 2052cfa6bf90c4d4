// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/readretry.h"

#include "ocp/envelope.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace obdesk {

using std::chrono::milliseconds;

namespace {

bool isTimeout(const HttpReply &reply)
{
    return reply.status == 0 && reply.failure && reply.failure->kind == ApiError::Kind::Timeout;
}

} // namespace

bool isPassing(const HttpReply &reply)
{
    switch (reply.status) {
    case 429:
    case 502:
    case 504:
        return true;
    case 408:
    case 500:
    case 503:
        return !isOwnRefusal(reply);
    default:
        break;
    }
    if (reply.status >= 300 || !reply.failure)
        return false;
    switch (reply.failure->kind) {
    case ApiError::Kind::ConnectionRefused:
    case ApiError::Kind::ConnectionLost:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::Network:
        return true;
    default:
        return false;
    }
}

ReadRetry::ReadRetry(const RetryPolicy &policy) : m_policy(policy), m_tokens(policy.budget) { }

std::optional<milliseconds> ReadRetry::after(const HttpReply &reply, int attempt, int attempts, milliseconds elapsed)
{
    if (!isPassing(reply)) {
        if (!reply.failure)
            m_tokens = std::min(m_tokens + m_policy.gainOfSuccess, m_policy.budget);
        return {};
    }
    const int cost = isTimeout(reply) ? m_policy.costAfterTimeout : m_policy.costOfRetry;
    if (attempt >= attempts || m_tokens < cost)
        return {};
    const double most = std::min(double(m_policy.base.count()) * std::pow(2.0, attempt - 1), double(m_policy.cap.count()));
    const double share = m_policy.random ? m_policy.random() : QRandomGenerator::global()->generateDouble();
    milliseconds wait { qint64(most * share) };
    if (const std::optional<std::chrono::seconds> asked = askedToWait(reply))
        wait = std::max<milliseconds>(wait, *asked);
    if (elapsed + wait >= m_policy.patience)
        return {};
    m_tokens -= cost;
    return wait;
}

void ReadRetry::noteRateLimit(const HttpReply &reply, milliseconds now)
{
    const RateLimitState limit = rateLimitOf(reply);
    if (limit.remaining && *limit.remaining <= 1 && limit.reset)
        m_heldUntil = std::max(m_heldUntil, now + std::min<milliseconds>(*limit.reset, m_policy.rateLimitMost));
}

milliseconds ReadRetry::heldFor(milliseconds now) const
{
    return std::max(m_heldUntil - now, milliseconds(0));
}

} // namespace obdesk
