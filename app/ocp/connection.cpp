// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/connection.h"

#include <QHostAddress>
#include <QNetworkProxy>

namespace obdesk {

using namespace Qt::StringLiterals;

AddressProblem checkAddress(const QString &typed, QUrl *url)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return AddressProblem::Empty;
    QUrl parsed(text, QUrl::StrictMode);
    if (!parsed.isValid() || parsed.isRelative())
        return AddressProblem::NotAUrl;
    // Qt gives the scheme in lower case.
    if (parsed.scheme() != "http"_L1 && parsed.scheme() != "https"_L1)
        return AddressProblem::WrongScheme;
    // An empty user name ("http://@host") leaves no trace in userInfo().
    if (!parsed.userInfo().isEmpty() || parsed.authority().contains(u'@') || text.section(u'/', 2, 2).contains(u'@'))
        return AddressProblem::HasUserInfo;
    if (parsed.host().isEmpty())
        return AddressProblem::NoHost;
    if (parsed.hasQuery() || parsed.hasFragment())
        return AddressProblem::HasQuery;
    if (parsed.port(1) < 1)
        return AddressProblem::NotAUrl;
    QString prefix = parsed.path(QUrl::FullyEncoded);
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    parsed.setPath(prefix, QUrl::StrictMode);
    // What is saved is the encoded form. Qt takes scopes of IPv6 addresses ("[fe80::1%25…]") that it does not read again as they were.
    if (QUrl(parsed.toString(QUrl::FullyEncoded), QUrl::StrictMode) != parsed)
        return AddressProblem::NotAUrl;
    if (url)
        *url = parsed;
    return AddressProblem::None;
}

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

bool needsPlainHttpConsent(const Connection &connection)
{
    return connection.url.scheme() == "http"_L1 && !connection.plainHttpAccepted && !isLoopback(connection.url);
}

bool usesSystemProxy(const Connection &connection)
{
    return connection.useSystemProxy && !isLoopback(connection.url);
}

QString proxyInUse(const Connection &connection)
{
    if (!usesSystemProxy(connection))
        return {};
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(connection.url));
    for (const QNetworkProxy &proxy : proxies) {
        if (proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy && !proxy.hostName().isEmpty())
            return u"%1:%2"_s.arg(proxy.hostName()).arg(proxy.port());
    }
    return {};
}

} // namespace obdesk
