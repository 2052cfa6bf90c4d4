// SPDX-License-Identifier: GPL-3.0-or-later
// "Call me later" behind an interface: the event loop in the program, a wheel that tests turn by hand.
#pragma once

#include "domain/clock.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace obdesk {

class Scheduler
{
public:
    virtual ~Scheduler() = default;
    virtual const Clock &clock() const = 0;
    /// Calls `work` once on the context's thread after `delay`, unless the context has gone by then.
    virtual void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) = 0;
};

class SystemScheduler final : public Scheduler
{
public:
    const Clock &clock() const override { return m_clock; }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override;

private:
    SystemClock m_clock;
};

/// Runs nothing by itself: advance() runs what has become due, in order of time.
class ManualScheduler final : public Scheduler
{
public:
    explicit ManualScheduler(const QDateTime &startUtc) : m_clock(startUtc) { }
    const Clock &clock() const override { return m_clock; }
    ManualClock &manualClock() { return m_clock; }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override;
    void advance(std::chrono::milliseconds by);
    /// Time until the next waiting call; empty when none waits.
    std::optional<std::chrono::milliseconds> nextDue() const;

private:
    struct Entry
    {
        std::chrono::milliseconds due;
        quint64 order;
        QPointer<QObject> context;
        std::function<void()> work;
    };
    std::vector<Entry>::const_iterator earliest() const;

    ManualClock m_clock;
    std::vector<Entry> m_entries;
    quint64 m_next = 0;
};

} // namespace obdesk
