// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator behind a real HTTP server, reachable from this machine only.
#pragma once

#include <QObject>
#include <QUrl>

namespace obdesk {

class Simulator;

class SimulatorServer final : public QObject
{
    Q_OBJECT

public:
    /// `simulator` must outlive the server and live in the same thread.
    explicit SimulatorServer(Simulator &simulator, QObject *parent = nullptr);
    ~SimulatorServer() override;

    /// On 127.0.0.1; 0 takes any free port. False when the port cannot be had.
    bool listen(quint16 port);
    /// http://127.0.0.1:port; empty until it listens.
    QUrl url() const;

private:
    class Front;

    Front *m_front;         // child
    quint16 m_port = 0;
};

} // namespace obdesk
