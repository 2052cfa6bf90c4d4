// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator as the console embeds it: server, engine and clock in a thread of their own, so that the UI never pays for them.
#pragma once

#include "simulator/scenario.h"
#include "simulator/simcredentials.h"

#include <QUrl>

#include <optional>
#include <thread>

class QEventLoop;

namespace obdesk {

class Simulator;

struct EmbeddedOptions
{
    QString scenario = QStringLiteral("default");   ///< name or file, see loadScenario()
    quint32 seed = 1;
    quint16 port = 0;                               ///< 0: any free one
    std::optional<double> speed;                    ///< instead of the scenario's
    std::optional<OcpFace> face = {};               ///< likewise
};

class EmbeddedSimulator final
{
public:
    EmbeddedSimulator() = default;
    /// Stops and joins.
    ~EmbeddedSimulator();
    Q_DISABLE_COPY_MOVE(EmbeddedSimulator)

    /// Returns once it listens, after some milliseconds. False with `error` set when the scenario cannot be read, the speed is out of
    /// range or the port is taken. A running one is stopped first.
    bool start(const EmbeddedOptions &options, QString *error);
    void stop();

    bool isRunning() const { return m_thread.joinable(); }
    /// http://127.0.0.1:port; empty while stopped.
    QUrl url() const { return m_url; }
    static SimCredentials credentials() { return {}; }
    /// See Simulator; asks its thread. 0 while stopped.
    quint64 sessionsOpened() const;

private:
    std::thread m_thread;           // joined, it is at its very end; a QThread is that a little after wait()
    QEventLoop *m_loop = nullptr;   // lives on m_thread's stack
    Simulator *m_simulator = nullptr; // likewise
    QUrl m_url;
};

} // namespace obdesk
