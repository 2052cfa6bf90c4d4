// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that look random and are the same on every machine and run (splitmix64; the std distributions are not).
#pragma once

#include <QtGlobal>

#include <initializer_list>
#include <utility>
#include <vector>

namespace obdesk {

class SimRandom
{
public:
    explicit SimRandom(quint64 seed) : m_state(seed) { }
    /// A stream of its own for every combination of values.
    SimRandom(std::initializer_list<quint64> values) : m_state(0)
    {
        for (const quint64 value : values)
            m_state = scramble(m_state ^ value) + value;
    }

    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return scramble(m_state);
    }
    /// 0 to limit - 1.
    int below(int limit) { return int(next() % quint64(limit)); }
    /// low to high, evenly.
    double between(double low, double high)
    {
        return low + (high - low) * double(next() >> 11) * (1.0 / 9007199254740992.0);
    }

    template<typename T>
    void shuffle(std::vector<T> &items)
    {
        for (int i = int(items.size()) - 1; i > 0; --i)
            std::swap(items[size_t(i)], items[size_t(below(i + 1))]);
    }

private:
    static quint64 scramble(quint64 z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    quint64 m_state;
};

} // namespace obdesk
