// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/embeddedsimulator.h"

#include "domain/clock.h"
#include "simulator/simulator.h"
#include "simulator/simulatorserver.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <future>
#include <utility>

#include <pthread.h>

namespace obdesk {

using namespace Qt::StringLiterals;

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
    scenario->face = options.face.value_or(scenario->face);
    std::promise<QUrl> opened;
    std::future<QUrl> url = opened.get_future();
    m_thread = std::thread([this, opened = std::move(opened), scenario = *scenario, seed = options.seed, port = options.port]() mutable {
        pthread_setname_np(pthread_self(), "simulator");
        QEventLoop loop;
        {
            // Made here, as sockets belong to the thread that made them.
            const SystemClock clock;
            Simulator simulator(scenario, clock, seed);
            SimulatorServer server(simulator);
            m_loop = &loop;
            m_simulator = &simulator;
            if (server.listen(port)) {
                opened.set_value(server.url());
                loop.exec();
            } else {
                opened.set_value(QUrl());
            }
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // as QThread does at its end
    });
    m_url = url.get();
    if (!m_url.isEmpty())
        return true;
    if (error)
        *error = u"port %1 of 127.0.0.1 cannot be listened on"_s.arg(options.port);
    stop();
    return false;
}

void EmbeddedSimulator::stop()
{
    if (!m_thread.joinable())
        return;
    if (!m_url.isEmpty())
        QMetaObject::invokeMethod(m_loop, &QEventLoop::quit, Qt::QueuedConnection);
    m_thread.join();
    m_loop = nullptr;
    m_simulator = nullptr;
    m_url.clear();
}

quint64 EmbeddedSimulator::sessionsOpened() const
{
    quint64 opened = 0;
    if (!m_url.isEmpty())
        QMetaObject::invokeMethod(m_loop, [this, &opened] { opened = m_simulator->sessionsOpened(); }, Qt::BlockingQueuedConnection);
    return opened;
}

} // namespace obdesk
