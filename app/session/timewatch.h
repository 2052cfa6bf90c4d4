// SPDX-License-Identifier: GPL-3.0-or-later
// Notices what plain timers hide: the machine slept, the program stood still, or somebody set the clock.
#pragma once

#include "domain/scheduler.h"

#include <QDateTime>
#include <QObject>

namespace obdesk {

class TimeWatch final : public QObject
{
    Q_OBJECT
public:
    /// Looks every two seconds from now on. `scheduler` is not owned and must outlive this.
    explicit TimeWatch(Scheduler &scheduler, QObject *parent = nullptr);

    /// Looks now, e.g. when the desktop says that it woke up.
    void check();

    static constexpr std::chrono::milliseconds interval { 2'000 };
    static constexpr std::chrono::milliseconds sleptAtLeast { 2'000 };
    static constexpr std::chrono::milliseconds stoodAtLeast { 30'000 };    ///< the program got no turn for so long
    static constexpr std::chrono::milliseconds jumpedAtLeast { 2'000 };

signals:
    /// Nothing was asked or heard between the two (our wall clock, UTC, as it is now set).
    void woke(const QDateTime &from, const QDateTime &to);
    /// Somebody set the wall clock by so much, forward or (negative) back.
    void clockJumped(std::chrono::milliseconds by);

private:
    struct Moment
    {
        QDateTime wall;
        std::chrono::milliseconds monotonic;
        std::chrono::milliseconds sinceBoot;
    };
    Moment now() const;
    void plan();

    Scheduler &m_scheduler;
    Moment m_last;
};

} // namespace obdesk
