// SPDX-License-Identifier: GPL-3.0-or-later
// Places visited in a picture, to go back to and forward again.
#pragma once

#include <QList>

#include <optional>

namespace obdesk {

/// Like a browser's: visiting a new place forgets those ahead. `Place` needs ==.
template<typename Place>
class PlaceHistory
{
public:
    /// `from` is where the person was before a jump.
    void leave(const Place &from)
    {
        m_ahead.clear();
        if (m_behind.isEmpty() || m_behind.constLast() != from)
            m_behind.append(from);
        if (m_behind.size() > most)
            m_behind.removeFirst();
    }
    bool canGoBack() const { return !m_behind.isEmpty(); }
    bool canGoForward() const { return !m_ahead.isEmpty(); }
    std::optional<Place> back(const Place &here) { return step(m_behind, m_ahead, here); }
    std::optional<Place> forward(const Place &here) { return step(m_ahead, m_behind, here); }
    void clear()
    {
        m_behind.clear();
        m_ahead.clear();
    }

private:
    static std::optional<Place> step(QList<Place> &from, QList<Place> &to, const Place &here)
    {
        while (!from.isEmpty() && from.constLast() == here)
            from.removeLast();
        if (from.isEmpty())
            return std::nullopt;
        to.append(here);
        return from.takeLast();
    }

    static constexpr qsizetype most = 100;
    QList<Place> m_behind;
    QList<Place> m_ahead;
};

} // namespace obdesk
