// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/sessioncookie.h"

#include <QNetworkCookie>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCookie = 1024;

bool isEncrypted(const QUrl &url)
{
    return url.scheme() == "https"_L1;
}

int portOf(const QUrl &url)
{
    return url.port(isEncrypted(url) ? 443 : 80);
}

/// Others are a gateway's, which is not ours to answer.
bool isSessionName(const QByteArray &name)
{
    return name == "JSESSIONID" || name == "SESSION";
}

bool isToken(const QByteArray &value)
{
    return !value.isEmpty() && value.size() <= longestCookie
        && std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < '\x7f' && c != ';' && c != ',' && c != '"' && c != '\\'; });
}

/// "/ocp" covers "/ocp" and "/ocp/api", not "/ocpx".
bool covers(const QByteArray &path, const QByteArray &wanted)
{
    if (path.isEmpty() || path == "/")
        return true;
    return wanted.startsWith(path) && (path.endsWith('/') || wanted.size() == path.size() || wanted.at(path.size()) == '/');
}

QByteArray pathOf(const QUrl &url)
{
    return url.path(QUrl::FullyEncoded).toLatin1();
}

} // namespace

void SessionCookie::take(const HttpReply &reply)
{
    if (reply.status == 401 || (reply.status >= 300 && reply.status < 400)) {
        m_pair.clear();                 // perhaps it is the old session that OCP does not take: the next request goes without
        return;
    }
    if (reply.mutation || reply.failure || reply.status < 200 || reply.status >= 300)
        return;
    const QList<QNetworkCookie> cookies = QNetworkCookie::parseCookies(reply.header("Set-Cookie"));
    for (const QNetworkCookie &cookie : cookies) {
        const bool foreign = !cookie.domain().isEmpty() && cookie.domain().compare(reply.url.host(), Qt::CaseInsensitive) != 0;
        if (!isSessionName(cookie.name()) || foreign)
            continue;
        const bool over = cookie.expirationDate().isValid() && cookie.expirationDate() <= reply.received;
        if (over || !isToken(cookie.value())) {
            m_pair.clear();
            continue;
        }
        m_pair = cookie.name() + '=' + cookie.value();
        m_host = reply.url.host();
        m_port = portOf(reply.url);
        m_path = cookie.path().toLatin1();
        m_secure = cookie.isSecure() || isEncrypted(reply.url);
    }
}

QByteArray SessionCookie::headerFor(const QUrl &url) const
{
    const bool same = url.host() == m_host && portOf(url) == m_port && covers(m_path, pathOf(url)) && (!m_secure || isEncrypted(url));
    return same ? m_pair : QByteArray();
}

} // namespace obdesk
