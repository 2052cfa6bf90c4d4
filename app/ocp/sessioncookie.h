// SPDX-License-Identifier: GPL-3.0-or-later
// The session that OCP opens for a login by user and password. Without its cookie every single request opens another one, which lives for
// half an hour and costs OCP a slow check of the password; a console that polls for a day would leave thousands.
// Source: OCP Express (Spring Security's Basic login over an HTTP session named JSESSIONID); OCP documents the time-out alone
// (server.servlet.session.timeout, 30 minutes).
#pragma once

#include "ocp/httpmessage.h"

#include <QByteArray>

namespace obdesk {

/// Kept in memory, for reads of one connection; never for a change: a cookie would make OCP want its CSRF token as well, and a change has
/// nothing to save.
class SessionCookie final
{
public:
    /// Takes the cookie of a reply that was a success, and drops the one there is when OCP ends it or does not accept it any more.
    void take(const HttpReply &reply);
    /// Value of the Cookie header for a read of that address; empty: none is to be sent.
    QByteArray headerFor(const QUrl &url) const;

private:
    QByteArray m_pair;                  // name=value
    QString m_host;
    int m_port = 0;
    QByteArray m_path;
    bool m_secure = false;
};

} // namespace obdesk
