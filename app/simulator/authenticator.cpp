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

/// [E] Basic says what was wrong as message and debugMessage, without a code.
Refusal badCredentials(const QString &why)
{
    return { 401, {}, why, why };
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

Authenticator::Authenticator(bool acceptsKeys) : m_acceptsKeys(acceptsKeys)
{
    const SimCredentials all;
    m_known = {
        { all.user, all.password, all.accessKey, all.accessKeySecret, { { 100, all.user }, SimRights::All } },
        { all.readOnlyUser, all.readOnlyPassword, all.readOnlyAccessKey, all.readOnlyAccessKeySecret, { { 101, all.readOnlyUser }, SimRights::Read } },
        { all.maintainer, all.maintainerPassword, all.maintainerAccessKey, all.maintainerAccessKeySecret,
          { { 102, all.maintainer }, SimRights::ClustersOnly } },
    };
}

std::variant<SimAccount, Refusal> Authenticator::authenticate(const SimRequest &request, const QDateTime &nowUtc)
{
    const QByteArray authorization = request.header("Authorization");
    const qsizetype blank = authorization.indexOf(' ');
    if (blank < 0)
        return notSignedIn(u"Full authentication is required to access this resource"_s);
    const QByteArrayView kind = QByteArrayView(authorization).first(blank);
    const QByteArrayView rest = QByteArrayView(authorization).sliced(blank + 1);
    if (kind.compare("Basic", Qt::CaseInsensitive) == 0)
        return basic(rest, nowUtc);
    if (kind == "OCP-ACCESS-KEY-HMACSHA1" && m_acceptsKeys)
        return accessKey(request, rest, nowUtc);
    return notSignedIn(u"the kind of the Authorization header is not supported"_s);
}

const Authenticator::Known *Authenticator::known(const QString &name, QString Known::*member) const
{
    const auto it = std::find_if(m_known.cbegin(), m_known.cend(), [&](const Known &each) { return each.*member == name; });
    return it == m_known.cend() ? nullptr : &*it;
}

std::variant<SimAccount, Refusal> Authenticator::basic(QByteArrayView encoded, const QDateTime &nowUtc)
{
    const QString text = QString::fromUtf8(QByteArray::fromBase64(encoded.toByteArray()));
    const qsizetype colon = text.indexOf(u':');
    if (colon < 0)
        return badCredentials(u"Invalid basic authentication token"_s);
    const Known *user = known(text.first(colon), &Known::name);
    if (!user)
        return badCredentials(u"Bad credentials"_s);
    Tries &tries = m_tries[user->name];
    if (tries.lockedUntil.isValid() && nowUtc < tries.lockedUntil)
        return badCredentials(u"User account is locked"_s);
    if (tries.lockedUntil.isValid())
        tries = {};
    if (text.sliced(colon + 1) == user->password) {
        tries = {};
        return user->account;
    }
    if (++tries.wrong < maxTries)
        return badCredentials(u"Bad credentials"_s);
    tries.lockedUntil = nowUtc.addSecs(std::chrono::seconds(lockTime).count());
    return badCredentials(u"User account is locked"_s);
}

std::variant<SimAccount, Refusal> Authenticator::accessKey(const SimRequest &request, QByteArrayView keyAndSignature, const QDateTime &nowUtc) const
{
    const qsizetype colon = keyAndSignature.indexOf(':');
    if (colon < 0)
        return notSignedIn(u"the Authorization header cannot be read"_s);
    const Known *user = known(QString::fromUtf8(keyAndSignature.first(colon)), &Known::accessKey);
    if (!user)
        return notSignedIn(u"the access key does not exist"_s);
    const QDateTime date = dateOf(request.header("Date"));
    if (!date.isValid())
        return notSignedIn(u"the Date header is missing or not of RFC 1123"_s);
    if (std::abs(date.msecsTo(nowUtc)) >= std::chrono::milliseconds(maxDateSkew).count())
        return notSignedIn(u"the Date header differs from the time of the server by 15 minutes or more"_s);
    if (accessKeySignature(request, user->secret.toUtf8()) != keyAndSignature.sliced(colon + 1))
        return notSignedIn(u"the signature does not match"_s);
    return user->account;
}

} // namespace obdesk
