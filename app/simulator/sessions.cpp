// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/sessions.h"

#include "simulator/simrandom.h"

#include <algorithm>
#include <array>

namespace obdesk {

namespace {

constexpr const char *sessionCookie = "JSESSIONID";
constexpr const char *tokenCookie = "XSRF-TOKEN";

QByteArray hexWord(SimRandom &random)
{
    return QByteArray::number(random.next(), 16).rightJustified(16, '0').toUpper();
}

} // namespace

QByteArray cookieOf(const SimRequest &request, QByteArrayView name)
{
    for (const auto &[key, value] : request.headers) {
        if (key.compare("Cookie", Qt::CaseInsensitive) != 0)
            continue;
        const QByteArrayList pairs = value.split(';');
        for (const QByteArray &pair : pairs) {
            const qsizetype equals = pair.indexOf('=');
            if (equals > 0 && pair.first(equals).trimmed() == name)
                return pair.sliced(equals + 1).trimmed();
        }
    }
    return {};
}

std::optional<SimAccount> Sessions::resume(const SimRequest &request, qint64 nowMs)
{
    const auto it = m_sessions.find(cookieOf(request, sessionCookie));
    if (it == m_sessions.end())
        return std::nullopt;
    if (nowMs - it->lastUsedMs >= std::chrono::milliseconds(lifetime).count()) {
        m_sessions.erase(it);
        return std::nullopt;
    }
    it->lastUsedMs = nowMs;
    return it->account;
}

SimHeaders Sessions::open(const SimAccount &account, qint64 nowMs)
{
    SimRandom random { m_seed, 0x5e55, ++m_opened };
    const QByteArray id = hexWord(random) + hexWord(random);
    m_sessions[id] = { account, nowMs };
    return { { "Set-Cookie", QByteArray(sessionCookie) + '=' + id + "; Path=/; HttpOnly" },
             { "Set-Cookie", QByteArray(tokenCookie) + '=' + hexWord(random).toLower() + "; Path=/" } };
}

bool Sessions::lacksToken(const SimRequest &request)
{
    constexpr std::array reading { "GET", "HEAD", "TRACE", "OPTIONS" };
    if (std::find(reading.begin(), reading.end(), request.method) != reading.end() || cookieOf(request, sessionCookie).isEmpty())
        return false;
    const QByteArray token = cookieOf(request, tokenCookie);
    return token.isEmpty() || request.header("X-XSRF-TOKEN") != token;
}

int Sessions::alive(qint64 nowMs) const
{
    return int(std::count_if(m_sessions.cbegin(), m_sessions.cend(), [nowMs](const Session &session) {
        return nowMs - session.lastUsedMs < std::chrono::milliseconds(lifetime).count();
    }));
}

} // namespace obdesk
