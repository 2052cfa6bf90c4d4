// SPDX-License-Identifier: GPL-3.0-or-later
// One console for a person and a folder of data: a plain second start brings the first window to the front. Two that run all the same
// (the demo, or a connection given on the command line) share the journal safely.
#pragma once

#include <QLocalServer>
#include <QObject>

#include <chrono>
#include <functional>

namespace obdesk {

/// Asks the console that runs on `folder` to show itself, with what the desktop gave this process to take the focus with. True when it
/// answered in time; false when there is none, or when it hangs.
[[nodiscard]] bool showRunningConsole(const QString &folder, std::chrono::milliseconds limit = std::chrono::seconds(2));

/// Listens for showRunningConsole(), of the same user only, at a socket in `folder`, which is made when it is missing; not at all when
/// another process does, or when the path is too long for a socket (about 100 bytes).
class RunningConsole final : public QObject
{
    Q_OBJECT
public:
    /// `show` is called with the activation token of the other process, which may be empty.
    RunningConsole(const QString &folder, std::function<void(const QByteArray &token)> show, QObject *parent = nullptr);

    bool isListening() const { return m_server.isListening(); }

private:
    void answer(QLocalSocket *asker);

    QLocalServer m_server;
    std::function<void(const QByteArray &)> m_show;
};

} // namespace obdesk
