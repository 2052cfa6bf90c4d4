// SPDX-License-Identifier: GPL-3.0-or-later
// The sessions that Basic opens, and the token that guards changes made with their cookie.
#pragma once

#include "simulator/authenticator.h"
#include "simulator/simrequest.h"

#include <QByteArray>
#include <QMap>

#include <chrono>
#include <optional>

namespace obdesk {

/// [E] (security configuration of OCP Express; parameters server.servlet.session.timeout and ocp.iam.csrf.enabled [D]):
/// every request that signs in with Basic and brings no valid JSESSIONID opens a session, which lives for half an hour after its last use.
/// A change that comes with such a cookie has to repeat the cookie XSRF-TOKEN in the header X-XSRF-TOKEN. OCP Express exempts
/// requests with Basic from that; the simulator does not when they bring the cookie: a client that passes here passes there.
class Sessions
{
public:
    static constexpr std::chrono::minutes lifetime { 30 };

    explicit Sessions(quint32 seed) : m_seed(seed) { }

    /// Whose session the request's cookie names; using it renews it.
    std::optional<SimAccount> resume(const SimRequest &request, qint64 nowMs);
    /// A new one; returns the Set-Cookie headers to send.
    SimHeaders open(const SimAccount &account, qint64 nowMs);
    /// Whether the request is a change with a session's cookie and without the matching token.
    static bool lacksToken(const SimRequest &request);

    quint64 opened() const { return m_opened; }
    /// Those that have not run out.
    int alive(qint64 nowMs) const;

private:
    struct Session { SimAccount account; qint64 lastUsedMs = 0; };

    quint32 m_seed;
    quint64 m_opened = 0;
    QMap<QByteArray, Session> m_sessions;
};

/// Value of a cookie of the request; empty when it is not sent.
QByteArray cookieOf(const SimRequest &request, QByteArrayView name);

} // namespace obdesk
