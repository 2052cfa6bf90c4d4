// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/scheduler.h"

#include <QTimer>

#include <algorithm>
#include <tuple>

namespace obdesk {

void SystemScheduler::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work)
{
    QTimer::singleShot(delay, context, std::move(work));
}

void ManualScheduler::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work)
{
    m_entries.push_back({ m_clock.monotonic() + delay, m_next++, context, std::move(work) });
}

std::vector<ManualScheduler::Entry>::const_iterator ManualScheduler::earliest() const
{
    return std::min_element(m_entries.begin(), m_entries.end(), [](const Entry &a, const Entry &b) {
        return std::tie(a.due, a.order) < std::tie(b.due, b.order);
    });
}

void ManualScheduler::advance(std::chrono::milliseconds by)
{
    const auto end = m_clock.monotonic() + by;
    for (auto it = earliest(); it != m_entries.end() && it->due <= end; it = earliest()) {
        const Entry entry = *it;
        m_entries.erase(it);
        m_clock.advance(std::max(entry.due - m_clock.monotonic(), std::chrono::milliseconds(0)));
        if (entry.context)
            entry.work();
    }
    m_clock.advance(end - m_clock.monotonic());
}

std::optional<std::chrono::milliseconds> ManualScheduler::nextDue() const
{
    std::optional<std::chrono::milliseconds> due;
    for (const Entry &entry : m_entries) {
        if (entry.context && (!due || entry.due < *due))
            due = entry.due;
    }
    return due ? std::optional(*due - m_clock.monotonic()) : std::nullopt;
}

} // namespace obdesk
