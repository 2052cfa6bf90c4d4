// SPDX-License-Identifier: GPL-3.0-or-later
#include "runningconsole.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

// One line each way: "show TOKEN" and "shown".
constexpr QByteArrayView showCommand("show");
constexpr QByteArrayView shownAnswer("shown\n");
constexpr qint64 longestLine = 1024;

QString socketIn(const QString &folder)
{
    return QDir(folder).absoluteFilePath(u"console.socket"_s);
}

/// What the desktop hands to a program that is started by a click, so that its window may take the focus.
QByteArray activationToken()
{
    const QByteArray token = qgetenv("XDG_ACTIVATION_TOKEN");
    return token.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : token;
}

} // namespace

bool showRunningConsole(const QString &folder, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    QLocalSocket socket;
    socket.connectToServer(socketIn(folder));
    if (!socket.waitForConnected(int(deadline.remainingTime())))
        return false;
    socket.write(showCommand.toByteArray() + ' ' + activationToken().simplified().left(longestLine / 2) + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(int(deadline.remainingTime())))
            return false;
    }
    return socket.readLine(longestLine) == shownAnswer;
}

RunningConsole::RunningConsole(const QString &folder, std::function<void(const QByteArray &)> show, QObject *parent)
    : QObject(parent)
    , m_show(std::move(show))
{
    if (!QDir().mkpath(folder))
        return;
    const QString path = socketIn(folder);
    QLocalSocket other;
    other.connectToServer(path);
    if (other.waitForConnected(1'000))
        return;
    // Left behind by one that was killed.
    QLocalServer::removeServer(path);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *asker = m_server.nextPendingConnection()) {
            connect(asker, &QLocalSocket::disconnected, asker, &QObject::deleteLater);
            connect(asker, &QLocalSocket::readyRead, this, [this, asker] { answer(asker); });
        }
    });
    m_server.listen(path);
}

void RunningConsole::answer(QLocalSocket *asker)
{
    if (!asker->canReadLine()) {
        if (asker->bytesAvailable() > longestLine)
            asker->abort();
        return;
    }
    const QByteArray line = asker->readLine(longestLine).trimmed();
    if (line != showCommand && !line.startsWith(showCommand.toByteArray() + ' ')) {
        asker->abort();
        return;
    }
    m_show(line.mid(showCommand.size()).trimmed());
    asker->write(shownAnswer.toByteArray());
    asker->disconnectFromServer();
}

} // namespace obdesk
