// SPDX-License-Identifier: GPL-3.0-or-later
// How long the event loop of a thread does not come round: a 10 ms timer that records the longest gap.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>

namespace obdesk::test {

class StallMeter
{
public:
    static constexpr int beat = 10;

    StallMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { note(); });
        restart();
        m_timer.start(beat);
    }

    void restart()
    {
        m_longest = 0;
        m_sinceBeat.start();
    }
    /// Milliseconds beyond the beat itself; what is going on counts too.
    double longest()
    {
        note();
        return m_longest;
    }

private:
    void note()
    {
        m_longest = std::max(m_longest, double(m_sinceBeat.nsecsElapsed()) / 1e6 - beat);
        m_sinceBeat.start();
    }

    QTimer m_timer;
    QElapsedTimer m_sinceBeat;
    double m_longest = 0;
};

} // namespace obdesk::test
