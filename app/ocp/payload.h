// SPDX-License-Identifier: GPL-3.0-or-later
// From a judged envelope to a value.
#pragma once

#include "domain/result.h"
#include "ocp/envelope.h"
#include "ocp/jsonreader.h"
#include "ocp/queries.h"

#include <utility>

namespace obdesk {

/// How problems name the payload.
inline const QString dataPath = QStringLiteral("data");

/// Judged and decoded: the envelope's payload by `decode(QJsonValue, JsonContext &)`.
template<typename T, typename Decode>
Result<Fetched<T>> decodePayload(const HttpReply &reply, const Envelope &envelope, Decode decode)
{
    JsonContext context;
    context.tolerant = true;
    context.assumedOffset = envelope.timeOffset;
    T value = decode(envelope.data, context);
    if (!context.ok())
        return replyParseError(reply, envelope.meta, context);
    qsizetype unread = 0;
    if constexpr (requires { value.unread; })
        unread = value.unread;
    return Fetched<T> { std::move(value), envelope.meta, { unread, context.oddities } };
}

template<typename T, typename Decode>
Result<Fetched<T>> decodeReply(const HttpReply &reply, Decode decode)
{
    const Result<Envelope> envelope = judgeEnvelope(reply);
    if (!envelope)
        return envelope.error();
    return decodePayload<T>(reply, *envelope, decode);
}

} // namespace obdesk
