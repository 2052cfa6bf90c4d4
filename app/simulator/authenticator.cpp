// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/authenticator.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QMessageAuthenticationCode>
#include <QTimeZone>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

Refusal notLoggedIn(const QString &why)
{
    return { 401, u"IAM10000"_s, u"Not logged in: "_s + why };
}

/// RFC 1123, e.g. Tue, 17 Jan 2023 03:36:01 GMT.
QDateTime dateOf(const QByteArray &header)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeZone(QTimeZone::utc());
    return date;
}

/// Pairs sorted by key, repeated keys merged with their values sorted and joined by ',', everything percent-encoded by RFC 3986.
QByteArray canonicalQuery(const QByteArray &query)
{
    QMap<QByteArray, QByteArrayList> values;        // QByteArray sorts by bytes: the Unicode order of UTF-8
    const QByteArrayList pairs = query.split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArray key = equals < 0 ? pair : pair.first(equals);
        values[QByteArray::fromPercentEncoding(key)] << (equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(pair.sliced(equals + 1)));
    }
    QByteArrayList sorted;
    for (auto it = values.begin(); it != values.end(); ++it) {
        std::sort(it->begin(), it->end());
        sorted << it.key().toPercentEncoding() + '=' + it->join(',').toPercentEncoding();
    }
    return sorted.join('&');
}

QByteArray ocpHeaders(const SimHeaders &headers)
{
    QMap<QByteArray, QByteArrayList> own;
    for (const auto &[key, value] : headers) {
        if (key.toLower().startsWith("x-ocp-"))
            own[key.toLower()] << value;
    }
    QByteArrayList lines;
    for (auto it = own.cbegin(); it != own.cend(); ++it)
        lines << it.key() + ':' + it->join(',');
    return lines.join('\n');
}

} // namespace

QByteArray accessKeySignature(const SimRequest &request, const QByteArray &secret)
{
    const QByteArray md5 = request.body.isEmpty() ? QByteArray() : QCryptographicHash::hash(request.body, QCryptographicHash::Md5).toHex().toUpper();
    const QByteArray query = canonicalQuery(request.query);
    const QByteArrayList parts { request.method.toUpper(), md5, request.header("Content-Type"), request.header("Date"), request.header("Host"),
                                 ocpHeaders(request.headers), query.isEmpty() ? request.path : request.path + '?' + query };
    return QMessageAuthenticationCode::hash(parts.join('\n'), secret, QCryptographicHash::Sha1).toBase64();
}

std::variant<SimAccount, Refusal> Authenticator::authenticate(const SimRequest &request, const QDateTime &nowUtc)
{
    const QByteArray authorization = request.header("Authorization");
    const qsizetype blank = authorization.indexOf(' ');
    if (blank < 0)
        return notLoggedIn(u"the Authorization header is missing"_s);
    const QByteArrayView kind = QByteArrayView(authorization).first(blank);
    const QByteArrayView rest = QByteArrayView(authorization).sliced(blank + 1);
    if (kind.compare("Basic", Qt::CaseInsensitive) == 0)
        return basic(rest, nowUtc);
    if (kind == "OCP-ACCESS-KEY-HMACSHA1")
        return accessKey(request, rest, nowUtc);
    return notLoggedIn(u"the kind of the Authorization header is not supported"_s);
}

std::variant<SimAccount, Refusal> Authenticator::basic(QByteArrayView encoded, const QDateTime &nowUtc)
{
    const QString text = QString::fromUtf8(QByteArray::fromBase64(encoded.toByteArray()));
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return notLoggedIn(u"the Authorization header cannot be read"_s);
    const QString name = text.first(colon);
    const QString password = text.sliced(colon + 1);
    const bool admin = name == m_credentials.user;
    if (!admin && name != m_credentials.readOnlyUser)
        return Refusal { 401, u"IAM10004"_s, u"Wrong user name or password."_s };

    Tries &tries = m_tries[name];
    if (tries.lockedUntil.isValid() && nowUtc < tries.lockedUntil)
        return Refusal { 401, u"IAM10003"_s, u"User %1 is locked because of too many wrong passwords."_s.arg(name) };
    if (tries.lockedUntil.isValid())
        tries = {};
    if (password == (admin ? m_credentials.password : m_credentials.readOnlyPassword)) {
        tries = {};
        return SimAccount { { admin ? 100 : 101, name }, !admin };
    }
    if (++tries.wrong >= maxTries) {
        tries.lockedUntil = nowUtc.addSecs(std::chrono::seconds(lockTime).count());
        return Refusal { 401, u"IAM10003"_s, u"User %1 is locked because of too many wrong passwords."_s.arg(name) };
    }
    return Refusal { 401, u"IAM10004"_s, u"Wrong user name or password, %1 tries left."_s.arg(maxTries - tries.wrong) };
}

std::variant<SimAccount, Refusal> Authenticator::accessKey(const SimRequest &request, QByteArrayView keyAndSignature, const QDateTime &nowUtc) const
{
    const qsizetype colon = keyAndSignature.indexOf(':');
    if (colon < 0)
        return notLoggedIn(u"the Authorization header cannot be read"_s);
    const QString key = QString::fromUtf8(keyAndSignature.first(colon));
    const bool admin = key == m_credentials.accessKey;
    if (!admin && key != m_credentials.readOnlyAccessKey)
        return notLoggedIn(u"the access key does not exist"_s);
    const QDateTime date = dateOf(request.header("Date"));
    if (!date.isValid())
        return notLoggedIn(u"the Date header is missing or not of RFC 1123"_s);
    if (std::abs(date.msecsTo(nowUtc)) >= std::chrono::milliseconds(maxDateSkew).count())
        return notLoggedIn(u"the Date header differs from the time of the server by 15 minutes or more"_s);
    const QString secret = admin ? m_credentials.accessKeySecret : m_credentials.readOnlyAccessKeySecret;
    if (accessKeySignature(request, secret.toUtf8()) != keyAndSignature.sliced(colon + 1))
        return notLoggedIn(u"the signature does not match"_s);
    return SimAccount { { admin ? 100 : 101, admin ? m_credentials.user : m_credentials.readOnlyUser }, !admin };
}

} // namespace obdesk
