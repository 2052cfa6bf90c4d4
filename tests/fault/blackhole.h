// SPDX-License-Identifier: GPL-3.0-or-later
// An address on loopback that never completes a connection: a listener whose queue is full and that nobody empties.
#pragma once

#include <QUrl>

#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace obdesk::test {

class BlackHole
{
public:
    BlackHole()
    {
        m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        if (bind(m_listener, reinterpret_cast<sockaddr *>(&address), length) != 0 || listen(m_listener, 0) != 0
            || getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length) != 0)
            qFatal("no black hole");
        m_port = ntohs(address.sin_port);
        for (int i = 0; i < 4; ++i) {
            const int filler = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            connect(filler, reinterpret_cast<sockaddr *>(&address), length);
            m_fillers.push_back(filler);
        }
    }
    ~BlackHole()
    {
        for (const int filler : m_fillers)
            close(filler);
        close(m_listener);
    }
    Q_DISABLE_COPY_MOVE(BlackHole)

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }

private:
    int m_listener = -1;
    std::vector<int> m_fillers;
    quint16 m_port = 0;
};

} // namespace obdesk::test
