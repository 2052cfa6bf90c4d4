// SPDX-License-Identifier: GPL-3.0-or-later
// Who we are, as request headers: HTTP Basic, and OCP's AccessKey scheme (HMAC-SHA1 over chosen parts of the request).
// Source: OCP documentation 4.0.3 and later, "AK/SK signature rules". Pure functions.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <utility>

namespace obdesk {

/// One entry per parameter; a list value goes out as one parameter, its values sorted and joined by commas.
using QueryItems = QList<std::pair<QString, QStringList>>;

/// Everything but the unreserved characters of RFC 3986 as %XX: the form that is sent and signed.
QByteArray percentEncoded(const QString &text);

/// "k=v&k2=v2" without the question mark, sorted by key in the order of Unicode values.
QByteArray encodedQuery(const QueryItems &items);

/// What the signature covers, each part exactly as it is sent.
struct SignedParts
{
    QByteArray method;
    QByteArray contentType;
    QByteArray date;
    QByteArray host;                                   ///< the Host header
    QList<std::pair<QByteArray, QByteArray>> ocpHeaders; ///< those whose name starts with x-ocp, in lower case
    QByteArray pathAndQuery;
    QByteArray body;
};

/// All versions of OCP sign this text in a query alike. They differ in blank, "+", "*" and "~": the documentation of 4.0.3 to 4.2.2 asks for RFC
/// 3986, the Java sample of 4.3 goes by the rules for forms.
bool signsAlike(const QString &text);
/// The longest piece of the text between such characters; the first of equals, and empty when there is none.
QString longestPartSignedAlike(const QString &text);

QByteArray messageToSign(const SignedParts &parts);
QByteArray accessKeySignature(const SignedParts &parts, const QString &secret);

/// The values of the Authorization header.
QByteArray basicAuthorization(const QString &user, const QString &password);
QByteArray accessKeyAuthorization(const SignedParts &parts, const QString &accessKey, const QString &secret);

/// The Host header for a URL: the port left out when it is the scheme's own, IPv6 in brackets, names in ACE form.
QByteArray hostHeader(const QUrl &url);

/// CR, LF, NUL and the like, which would start a header of their own.
bool hasControlCharacters(const QString &text);

} // namespace obdesk
