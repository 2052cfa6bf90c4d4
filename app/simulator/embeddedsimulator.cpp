// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/embeddedsimulator.h"

#include "domain/clock.h"
#include "simulator/simulator.h"
#include "simulator/simulatorserver.h"

#include <QObject>

#include <memory>

namespace obdesk {

using namespace Qt::StringLiterals;

/// What lives in the thread. Members are made there, as sockets belong to the thread that made them.
class EmbeddedSimulator::Host final : public QObject
{
public:
    QUrl open(const Scenario &scenario, quint32 seed, quint16 port)
    {
        m_simulator = std::make_unique<Simulator>(scenario, m_clock, seed);
        m_server = std::make_unique<SimulatorServer>(*m_simulator);
        return m_server->listen(port) ? m_server->url() : QUrl();
    }

private:
    SystemClock m_clock;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<SimulatorServer> m_server;      // goes before the simulator it uses
};

EmbeddedSimulator::~EmbeddedSimulator()
{
    stop();
}

bool EmbeddedSimulator::start(const EmbeddedOptions &options, QString *error)
{
    stop();
    std::optional<Scenario> scenario = loadScenario(options.scenario, error);
    if (!scenario)
        return false;
    if (options.speed) {
        if (!(*options.speed >= minSpeed && *options.speed <= maxSpeed)) {
            if (error)
                *error = u"speed: expected a number from %1 to %2, found %3"_s.arg(minSpeed).arg(maxSpeed).arg(*options.speed);
            return false;
        }
        scenario->speed = *options.speed;
    }
    m_host = new Host;
    m_host->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_host, &QObject::deleteLater);
    m_thread.setObjectName(u"simulator"_s);
    m_thread.start();
    QMetaObject::invokeMethod(m_host, [&] { m_url = m_host->open(*scenario, options.seed, options.port); }, Qt::BlockingQueuedConnection);
    if (!m_url.isEmpty())
        return true;
    if (error)
        *error = u"port %1 of 127.0.0.1 cannot be listened on"_s.arg(options.port);
    stop();
    return false;
}

void EmbeddedSimulator::stop()
{
    m_thread.quit();
    m_thread.wait();
    m_host = nullptr;
    m_url.clear();
}

} // namespace obdesk
