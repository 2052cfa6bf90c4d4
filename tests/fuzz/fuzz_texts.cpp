// SPDX-License-Identifier: GPL-3.0-or-later
// The small parsers, which all read the same text: times, Retry-After, rate limits, addresses.
#include "fuzz/fuzztarget.h"

#include "ocp/connection.h"
#include "ocp/envelope.h"
#include "ocp/signer.h"
#include "ocp/timetext.h"

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2023, 1, 17), QTime(3, 36, 1), Qt::UTC);

void checkHttpDate(const QByteArray &text)
{
    const std::optional<QDateTime> time = parseHttpDate(text);
    if (!time)
        return;
    require(time->isValid() && time->timeSpec() == Qt::UTC, "an HTTP date is valid and UTC");
    require(parseHttpDate(httpDate(*time)) == time, "an HTTP date that was read can be written");
}

void checkIsoTime(const QString &text)
{
    const std::optional<QDateTime> time = parseIsoTime(text);
    const std::optional<std::chrono::seconds> offset = isoOffset(text);
    if (offset)
        require(time && *offset >= -24h && *offset <= 24h, "a zone belongs to a time and is within a day");
    if (!time)
        return;
    require(time->isValid() && time->timeSpec() == Qt::UTC, "an ISO time is valid and UTC");
    const std::optional<QDateTime> elsewhere = parseIsoTime(text, 8h);
    require(elsewhere && time->msecsTo(*elsewhere) == (offset ? 0 : -8 * 3600 * 1000), "a time without a zone is read in the zone assumed");
}

void checkWaits(const QByteArray &text)
{
    if (const auto wait = parseRetryAfter(text, now))
        require(*wait >= 0s && *wait <= 24h * 365, "a wait is between nothing and a year");
    HttpReply reply;
    reply.status = 429;
    reply.received = now;
    reply.headers = { { "Retry-After", text }, { "RateLimit-Remaining", text }, { "X-RateLimit-Reset", text }, { "Date", text } };
    const RateLimitState limit = rateLimitOf(reply);
    require(limit.remaining.value_or(0) >= 0 && limit.reset.value_or(0s) >= 0s, "a rate limit counts up from nothing");
    require(askedToWait(reply).value_or(0s) >= 0s, "a wait is never negative");
}

void checkUrl(const QString &text)
{
    QUrl url;
    if (checkAddress(text, &url) != AddressProblem::None)
        return;
    require(url.scheme() == "http"_L1 || url.scheme() == "https"_L1, "an address is http or https");
    require(!url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment(), "an address is a host and a path");
    require(!url.path(QUrl::FullyEncoded).endsWith(u'/'), "a prefix does not end with a slash");
    QUrl again;
    require(checkAddress(url.toString(QUrl::FullyEncoded), &again) == AddressProblem::None && again == url,
            "an address that was accepted is accepted again");
    const QByteArray host = hostHeader(url);
    require(!host.isEmpty() && !hasControlCharacters(QString::fromLatin1(host)) && !host.contains('@') && !host.contains('/'),
            "the Host header is a host");
    static_cast<void>(isLoopback(url));
}

void checkEncoding(const QString &text)
{
    const QByteArray encoded = percentEncoded(text);
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("-._~%").contains(c);
    };
    require(std::all_of(encoded.begin(), encoded.end(), isPlain), "what is sent in a query is unreserved or encoded");
    if (text.isValidUtf16())
        require(QUrl::fromPercentEncoding(encoded) == text, "and says the same");
}

} // namespace

int texts(const uint8_t *data, size_t size)
{
    const QByteArray bytes = Input(data, size).rest();
    const QString text = QString::fromUtf8(bytes);
    checkHttpDate(bytes);
    checkIsoTime(text);
    checkWaits(bytes);
    checkUrl(text);
    checkEncoding(text);
    return 0;
}

} // namespace obdesk::fuzz
