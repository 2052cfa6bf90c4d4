// SPDX-License-Identifier: GPL-3.0-or-later
// Stands between obdesk and a simulator, passes reads on as they are, and does with changes what the test wants.
#pragma once

#include "support/faultserver.h"

#include <QTcpSocket>
#include <QUrl>

namespace obdesk::test {

/// What `server` answers to the request, as bytes. Blocks; for the fault server's own thread.
inline QByteArray passOn(const QUrl &server, const SeenRequest &request)
{
    QByteArray bytes = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : request.headers) {
        if (name.compare("connection", Qt::CaseInsensitive) != 0)
            bytes += name + ": " + value + "\r\n";
    }
    bytes += "Connection: close\r\n\r\n" + request.body;
    QTcpSocket socket;
    socket.connectToHost(server.host(), quint16(server.port()));
    socket.waitForConnected(-1);
    socket.write(bytes);
    QByteArray reply;
    // Qt's HTTP server keeps the connection open whatever it is asked: the length says where the reply ends.
    while (socket.waitForReadyRead(-1)) {
        reply += socket.readAll();
        const qsizetype head = reply.indexOf("\r\n\r\n");
        const qsizetype at = reply.toLower().indexOf("content-length:");
        if (head >= 0 && at >= 0 && at < head) {
            const qsizetype end = reply.indexOf("\r\n", at);
            if (reply.size() >= head + 4 + reply.mid(at + 15, end - at - 15).trimmed().toLongLong())
                break;
        }
    }
    return reply;
}

} // namespace obdesk::test
