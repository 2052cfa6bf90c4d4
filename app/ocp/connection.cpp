// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/connection.h"

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
    if (url)
        *url = parsed;
    return AddressProblem::None;
}

} // namespace obdesk
