// SPDX-License-Identifier: GPL-3.0-or-later
// Time comes in through here, so that tests turn the clock and an hour takes a millisecond.
#pragma once

#include <QDateTime>

#include <chrono>

namespace obdesk {

class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall clock, UTC. May jump.
    virtual QDateTime utcNow() const = 0;
    /// Never jumps back; only differences mean something.
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// The same, but it goes on while the machine sleeps, where the system can tell.
    virtual std::chrono::milliseconds sinceBoot() const { return monotonic(); }
};

class SystemClock final : public Clock
{
public:
    QDateTime utcNow() const override;
    std::chrono::milliseconds monotonic() const override;
    std::chrono::milliseconds sinceBoot() const override;
};

/// Stands still until told otherwise. Its clocks move together, except for jumpWall() and sleep().
class ManualClock final : public Clock
{
public:
    explicit ManualClock(const QDateTime &startUtc) : m_utc(startUtc.toUTC()) { }
    QDateTime utcNow() const override { return m_utc; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    std::chrono::milliseconds sinceBoot() const override { return m_monotonic + m_asleep; }
    void advance(std::chrono::milliseconds by);
    void jumpWall(std::chrono::milliseconds by) { m_utc = m_utc.addMSecs(by.count()); }
    /// The machine sleeps: the monotonic clock stands still.
    void sleep(std::chrono::milliseconds by);

private:
    QDateTime m_utc;
    std::chrono::milliseconds m_monotonic { 0 };
    std::chrono::milliseconds m_asleep { 0 };
};

} // namespace obdesk
