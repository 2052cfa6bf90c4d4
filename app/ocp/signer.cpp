// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/signer.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

// UTF-8 sorts like the Unicode values do; QString would compare UTF-16 units.
bool lessByCodePoint(const QString &left, const QString &right)
{
    return left.toUtf8() < right.toUtf8();
}

bool isSignedByVersion(QChar c)
{
    return c.isSpace() || c == u'+' || c == u'*' || c == u'~';
}

} // namespace

QByteArray percentEncoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

QByteArray encodedQuery(const QueryItems &items)
{
    QueryItems sorted = items;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &left, const auto &right) { return lessByCodePoint(left.first, right.first); });
    QByteArrayList pairs;
    for (auto &[key, values] : sorted) {
        std::sort(values.begin(), values.end(), lessByCodePoint);
        pairs.append(percentEncoded(key) + '=' + percentEncoded(values.join(u',')));
    }
    return pairs.join('&');
}

bool signsAlike(const QString &text)
{
    return std::none_of(text.begin(), text.end(), isSignedByVersion);
}

QString longestPartSignedAlike(const QString &text)
{
    QString longest;
    QString part;
    for (const QChar c : text) {
        if (isSignedByVersion(c))
            part.clear();
        else
            part.append(c);
        if (part.size() > longest.size())
            longest = part;
    }
    return longest;
}

QByteArray messageToSign(const SignedParts &parts)
{
    const QByteArray md5 = parts.body.isEmpty()
        ? QByteArray()
        : QCryptographicHash::hash(parts.body, QCryptographicHash::Md5).toHex().toUpper();
    auto headers = parts.ocpHeaders;
    std::stable_sort(headers.begin(), headers.end(),
                     [](const auto &left, const auto &right) { return left.first < right.first; });
    QByteArrayList headerLines;
    for (const auto &[name, value] : std::as_const(headers))
        headerLines.append(name + ':' + value);
    return QByteArrayList { parts.method.toUpper(), md5, parts.contentType, parts.date, parts.host, headerLines.join('\n'),
                            parts.pathAndQuery }
        .join('\n');
}

QByteArray accessKeySignature(const SignedParts &parts, const QString &secret)
{
    return QMessageAuthenticationCode::hash(messageToSign(parts), secret.toUtf8(), QCryptographicHash::Sha1).toBase64();
}

QByteArray basicAuthorization(const QString &user, const QString &password)
{
    return "Basic " + QString(user + u':' + password).toUtf8().toBase64();
}

QByteArray accessKeyAuthorization(const SignedParts &parts, const QString &accessKey, const QString &secret)
{
    return "OCP-ACCESS-KEY-HMACSHA1 " + accessKey.toUtf8() + ':' + accessKeySignature(parts, secret);
}

QByteArray hostHeader(const QUrl &url)
{
    const QString host = url.host(QUrl::FullyEncoded);
    const bool ipv6 = QHostAddress(host).protocol() == QHostAddress::IPv6Protocol;
    QByteArray header = ipv6 ? QByteArray("[" + host.toLatin1() + "]") : host.toLatin1();
    const int ownPort = url.scheme() == "https"_L1 ? 443 : 80;
    if (url.port(ownPort) != ownPort)
        header += ':' + QByteArray::number(url.port());
    return header;
}

bool hasControlCharacters(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace obdesk
