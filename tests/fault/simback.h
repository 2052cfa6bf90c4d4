// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's engine behind the fault server: it processes each request; what the client gets to see of that is the test's
// business. Time is turned by hand, here and in the client at once; the wall clocks stay with the real one, which replies are
// measured by.
#pragma once

#include "domain/scheduler.h"
#include "ocp/ocpclient.h"
#include "simulator/simulator.h"
#include "support/faultserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <functional>
#include <mutex>

namespace obdesk::test {

/// Turns the monotonic clock only.
inline void keepWall(ManualClock &clock)
{
    clock.jumpWall(std::chrono::milliseconds(clock.utcNow().msecsTo(QDateTime::currentDateTimeUtc())));
}

/// For any thread.
class SimBack
{
public:
    explicit SimBack(const Scenario &scenario, quint32 seed = 1)
        : m_clock(QDateTime::currentDateTimeUtc())
        , m_simulator(scenario, m_clock, seed)
    {
    }

    SimResponse handle(const SeenRequest &request)
    {
        const qsizetype mark = request.target.indexOf('?');
        const SimRequest asked { request.method, request.path(), mark < 0 ? QByteArray() : request.target.sliced(mark + 1), request.headers,
                                 request.body };
        const std::lock_guard lock(m_mutex);
        return m_simulator.handle(asked);
    }

    quint64 sessionsOpened()
    {
        const std::lock_guard lock(m_mutex);
        return m_simulator.sessionsOpened();
    }

    static Script play(const SimResponse &response)
    {
        Headers headers = response.headers;
        headers.append({ "Content-Type", response.contentType });
        return scripts::reply(response.status, response.body, headers);
    }

    void advance(std::chrono::milliseconds by)
    {
        const std::lock_guard lock(m_mutex);
        m_clock.advance(by);
        keepWall(m_clock);
    }

private:
    std::mutex m_mutex;
    ManualClock m_clock;                // protected by m_mutex
    Simulator m_simulator;              // protected by m_mutex
};

/// Lets calls on the wire end, and turns the clocks to the next thing planned when none is under way, until `done`. False when that
/// does not come within `most` of virtual time.
inline bool runUntil(const std::function<bool()> &done, OcpClient &client, ManualScheduler &scheduler, SimBack *back,
                     std::chrono::milliseconds most = std::chrono::hours(2))
{
    const auto end = scheduler.clock().monotonic() + most;
    QTimer wakeUp; // something happens even when the wire is silent
    wakeUp.start(5);
    QElapsedTimer silent; // real time since the clocks were turned
    silent.start();
    while (!done()) {
        // Also what a finished call left to be deleted later counts as under way until the loop has turned.
        if (!client.findChildren<ApiCall *>(QString(), Qt::FindDirectChildrenOnly).isEmpty()) {
            if (silent.hasExpired(30'000))
                return false;
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            continue;
        }
        // Time goes on although nothing is planned: people act later.
        const std::chrono::milliseconds next = scheduler.nextDue().value_or(std::chrono::seconds(1));
        if (scheduler.clock().monotonic() + next > end)
            return done();
        if (back)
            back->advance(next);
        scheduler.advance(next);
        keepWall(scheduler.manualClock());
        silent.restart();
        QCoreApplication::processEvents();
    }
    return true;
}

} // namespace obdesk::test
