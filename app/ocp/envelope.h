// SPDX-License-Identifier: GPL-3.0-or-later
// Is a reply an answer of OCP, and does it say yes? Judged in this order: transport, status, content type, envelope, payload.
// Source: OCP v2 API, "how to call the API" and the samples; failure is "HTTP is not 2xx, or successful is false".
#pragma once

#include "domain/result.h"
#include "ocp/httpmessage.h"
#include "ocp/jsonreader.h"
#include "ocp/replymeta.h"

#include <QJsonObject>
#include <QJsonParseError>
#include <QJsonValue>

#include <variant>

namespace obdesk {

struct Envelope
{
    QJsonValue data;                    ///< null when the answer carries nothing
    ReplyMeta meta;
    std::chrono::seconds timeOffset { 0 }; ///< the zone the server writes its times in
};

/// What the server says about how many requests it still takes; the headers RateLimit-* and X-RateLimit-*.
struct RateLimitState
{
    std::optional<int> remaining;
    std::optional<std::chrono::seconds> reset;             ///< until the count starts anew
};
RateLimitState rateLimitOf(const HttpReply &reply);
/// Retry-After, for a 429 without one the reset of the rate limit; empty when neither is there or makes sense.
std::optional<std::chrono::seconds> askedToWait(const HttpReply &reply);
/// Server minus us: by the Date header, else by the envelope's timestamp. Reads the body only when it must.
std::optional<std::chrono::milliseconds> measuredSkew(const HttpReply &reply);

/// OCP itself says no and why, in a whole envelope with a code of its own: at any status, also as 500. Nothing was done then, and asking
/// again brings the same.
bool isOwnRefusal(const HttpReply &reply);

/// A reply of an enveloped call, up to the payload.
Result<Envelope> judgeEnvelope(const HttpReply &reply);

/// GET /api/v2/info answers a flat object. One inside an envelope is taken too: `data` is the object either way.
Result<Envelope> judgeFlatObject(const HttpReply &reply);

/// GET /api/v2/time and /api/status answer plain text: `data` is that text, trimmed and without quotes.
Result<Envelope> judgePlainText(const HttpReply &reply);

/// The envelope of a document that did not come over HTTP just now; the error kinds go by what it says itself.
Result<Envelope> readEnvelope(const QJsonObject &document, JsonContext &context);

/// An error about this reply: request, status, trace id and clock filled in, the outcome from what is known so far.
ApiError replyError(const HttpReply &reply, ApiError::Kind kind, const QString &detail);
/// A payload that is not as documented. For a change the outcome is unknown then.
ApiError replyParseError(const HttpReply &reply, const ReplyMeta &meta, const JsonContext &context);
/// The same without a reply, for saved documents.
ApiError parseFailure(const QString &path, const QString &problem);

QString jsonErrorText(const QJsonParseError &error);

/// How OCP's and HTTP's status numbers are called here; for numbers from 300 on.
ApiError::Kind kindOfStatus(int status);

} // namespace obdesk
