// SPDX-License-Identifier: GPL-3.0-or-later
// Which certificate a server shows: a TLS handshake and nothing after it, for the question whether to trust it.
#pragma once

#include "ocp/ocpclient.h"

#include <QList>
#include <QSslCertificate>

#include <chrono>

namespace obdesk {

struct ServerIdentity
{
    QString host;                       ///< as in the connection's address
    int port = 0;
    QList<QSslCertificate> chain;       ///< the server's own first; never empty
    QString systemProblem;              ///< why this machine would not trust it, in English; empty: it would
    QByteArray pem() const { return chain.first().toPem(); }
};

/// Connects as the connection would (proxy included), shakes hands and closes: not one byte of HTTP is sent, no credentials are asked for.
/// The connection's own trust plays no part. Errors as of any call, Kind::Tls when the server does not speak TLS. The call belongs to
/// `context`, which is on this thread.
ApiCall *probeServer(const Connection &connection, QObject *context, Callback<ServerIdentity> done,
                     std::chrono::milliseconds limit = std::chrono::seconds(10));

} // namespace obdesk
