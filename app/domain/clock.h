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
};

class SystemClock final : public Clock
{
public:
    QDateTime utcNow() const override;
    std::chrono::milliseconds monotonic() const override;
};

/// Stands still until told otherwise. Wall clock and monotonic clock move together, except for jumpWall().
class ManualClock final : public Clock
{
public:
    explicit ManualClock(const QDateTime &startUtc) : m_utc(startUtc.toUTC()) { }
    QDateTime utcNow() const override { return m_utc; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    void advance(std::chrono::milliseconds by);
    void jumpWall(std::chrono::milliseconds by) { m_utc = m_utc.addMSecs(by.count()); }

private:
    QDateTime m_utc;
    std::chrono::milliseconds m_monotonic { 0 };
};

} // namespace obdesk
