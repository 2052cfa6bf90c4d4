// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the transport and what comes out of it: values.
#pragma once

#include "domain/apierror.h"
#include "ocp/signer.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

namespace obdesk {

struct HttpRequest
{
    enum class Method { Get, Post };

    Method method = Method::Get;
    QByteArray path;                    ///< percent-encoded, starts with "/api/"; the connection's prefix goes before it
    QueryItems query;
    QByteArray body;                    ///< JSON; empty: no body
    bool large = false;                 ///< a log: the larger cap holds
    int attempts = 1;                   ///< of a read; see ReadRetry. A change is sent once, whatever stands here

    bool isMutation() const { return method != Method::Get; }
    QByteArray verb() const { return method == Method::Get ? QByteArrayLiteral("GET") : QByteArrayLiteral("POST"); }
};

/// Why no whole reply came.
struct TransportFailure
{
    ApiError::Kind kind = ApiError::Kind::Network;
    QString detail;
};

struct HttpReply
{
    bool mutation = false;
    bool isSigned = false;              ///< with an access key
    bool sent = false;                  ///< some of the request may have reached the server
    QByteArray method;
    QUrl url;
    int status = 0;                     ///< 0: no status line came
    QList<std::pair<QByteArray, QByteArray>> headers; ///< in the order they came
    QByteArray body;                    ///< as far as it came
    std::optional<TransportFailure> failure;
    QDateTime received;                 ///< our clock, UTC
    std::chrono::milliseconds roundTrip { 0 };

    /// Any letter case; empty when it is not there.
    QByteArray header(const QByteArray &name) const;
};

} // namespace obdesk
