// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated OCP without a socket: one request in, one response out. Speaks the documented API v2 in the form of the version that the
// scenario names (ocpface.h). What stands in OCP's documentation and what is known from OCP Express only is marked [D] and [E] where it
// is done: taskengine.h, tasklog.h, logrows.h, refusal.h, sessions.h, audit.h.
#pragma once

#include "domain/clock.h"
#include "simulator/scenario.h"
#include "simulator/simrequest.h"
#include "simulator/simtime.h"

#include <memory>

namespace obdesk {

/// Single-threaded and without timers: everything moves when a request comes, up to the time of `clock`. The same scenario, seed and
/// sequence of requests at the same times give the same bytes. Progress follows the monotonic clock, time stamps the wall clock.
class Simulator
{
public:
    /// `clock` must outlive the simulator.
    Simulator(const Scenario &scenario, const Clock &clock, quint32 seed = 1);
    ~Simulator();
    Q_DISABLE_COPY_MOVE(Simulator)

    SimResponse handle(const SimRequest &request);

    /// Sessions that Basic has opened so far, and those of them that have not run out.
    quint64 sessionsOpened() const;
    int sessionsAlive() const;

private:
    struct State;

    SimMoment now() const;

    const Clock &m_clock;
    qint64 m_startMs;               ///< of the monotonic clock
    std::unique_ptr<State> m_state;
};

} // namespace obdesk
