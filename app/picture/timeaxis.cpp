// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/timeaxis.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace obdesk {

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 steps[] = { second,      2 * second,  5 * second,  10 * second, 15 * second, 30 * second, minute,   2 * minute, 5 * minute,
                             10 * minute, 15 * minute, 30 * minute, hour,        2 * hour,    3 * hour,    6 * hour, 12 * hour,  day };

qint64 offsetAt(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time).offsetFromUtc() * second;
}

/// The first multiple of `step`, counted from local midnight, that is not before `time`.
qint64 roundUp(qint64 time, qint64 step)
{
    const qint64 local = time + offsetAt(time);
    const qint64 rest = ((local % step) + step) % step;
    return time + (rest == 0 ? 0 : step - rest);
}

} // namespace

TimeAxis::TimeAxis(QList<Span> busy, qint64 idleLimit)
{
    std::sort(busy.begin(), busy.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    for (const Span &span : std::as_const(busy)) {
        const Span whole { span.from, std::max(span.from, span.to) };
        if (m_parts.isEmpty() || whole.from - m_parts.constLast().span.to > idleLimit)
            m_parts.append({ whole, 0 });
        else
            m_parts.last().span.to = std::max(m_parts.constLast().span.to, whole.to);
    }
    qint64 before = 0;
    for (Part &part : m_parts) {
        part.before = before;
        before += part.span.to - part.span.from;
    }
}

qint64 TimeAxis::shownTime() const
{
    return m_parts.isEmpty() ? 0 : m_parts.constLast().before + m_parts.constLast().span.to - m_parts.constLast().span.from;
}

double TimeAxis::width() const
{
    return double(shownTime()) * m_scale + double(std::max<qsizetype>(0, m_parts.size() - 1)) * gapWidth;
}

double TimeAxis::scaleFor(double width) const
{
    const double gaps = double(std::max<qsizetype>(0, m_parts.size() - 1)) * gapWidth;
    return std::max(width - gaps, 1.0) / double(std::max<qint64>(shownTime(), 1));
}

int TimeAxis::partBefore(qint64 time) const
{
    const auto after = std::upper_bound(m_parts.cbegin(), m_parts.cend(), time, [](qint64 t, const Part &part) { return t < part.span.from; });
    return std::max(0, int(after - m_parts.cbegin()) - 1);
}

double TimeAxis::xOf(qint64 time) const
{
    if (m_parts.isEmpty())
        return 0;
    const int i = partBefore(time);
    const Span &span = m_parts.at(i).span;
    if (time > span.to && i + 1 < m_parts.size()) {
        const double share = double(time - span.to) / double(m_parts.at(i + 1).span.from - span.to);
        return leftOf(i) + double(span.to - span.from) * m_scale + share * gapWidth;
    }
    return leftOf(i) + double(time - span.from) * m_scale;
}

qint64 TimeAxis::timeAt(double x) const
{
    if (m_parts.isEmpty())
        return 0;
    int i = 0;
    int end = int(m_parts.size());
    while (end - i > 1) {
        const int middle = (i + end) / 2;
        (leftOf(middle) <= x ? i : end) = middle;
    }
    const Span &span = m_parts.at(i).span;
    const double inside = x - leftOf(i);
    const double length = double(span.to - span.from) * m_scale;
    if (inside > length && i + 1 < m_parts.size())
        return span.to + qint64((inside - length) / gapWidth * double(m_parts.at(i + 1).span.from - span.to));
    return span.from + qint64(std::llround(inside / m_scale));
}

QList<TimeAxis::Span> TimeAxis::gaps() const
{
    QList<Span> result;
    for (qsizetype i = 1; i < m_parts.size(); ++i)
        result.append({ m_parts.at(i - 1).span.to, m_parts.at(i).span.from });
    return result;
}

qint64 TimeAxis::tickStep(double pitch) const
{
    const double least = pitch / m_scale;
    for (const qint64 step : steps) {
        if (double(step) >= least)
            return step;
    }
    return day * qint64(std::ceil(least / double(day)));
}

QList<TimeAxis::Tick> TimeAxis::ticks(double left, double right, double pitch) const
{
    QList<Tick> result;
    if (m_parts.isEmpty() || right < left)
        return result;
    // Whether a tick stands, and what it says, depends on nothing that lies beside it: parts of an axis can be painted by themselves.
    const qint64 step = tickStep(pitch);
    const auto firstIn = [&](int part) { return roundUp(m_parts.at(part).span.from, step); };
    const auto lastBefore = [&](int part) { // the last tick of the part before
        const Span &span = m_parts.at(part - 1).span;
        const qint64 last = roundUp(span.to - step + 1, step);
        return last >= span.from ? last : span.from;
    };
    const auto dateOf = [](qint64 time) { return QDateTime::fromMSecsSinceEpoch(time).date(); };
    const auto add = [&](int part, qint64 time) {
        const double x = xOf(time);
        const bool first = part > 0 && time - step < m_parts.at(part).span.from;
        if (x < left || x > right || (first && x - xOf(lastBefore(part)) < pitch * 0.8))
            return;
        const bool firstOfAll = part == 0 && time >= m_parts.first().span.from && time - step < m_parts.first().span.from;
        const qint64 previous = first ? lastBefore(part) : time - step;
        result.append({ x, time, firstOfAll || dateOf(previous) != dateOf(time) });
    };
    const qint64 from = timeAt(left);
    const qint64 to = timeAt(right);
    for (int i = partBefore(from); i < m_parts.size() && m_parts.at(i).span.from <= to; ++i) {
        // The axis goes on at its ends.
        const qint64 begin = i == 0 ? from : std::max(from, m_parts.at(i).span.from);
        const qint64 end = i + 1 == m_parts.size() ? to : std::min(to, m_parts.at(i).span.to);
        if (i > 0 && firstIn(i) > m_parts.at(i).span.to)
            add(i, m_parts.at(i).span.from);
        for (qint64 time = roundUp(begin, step); time <= end; time += step)
            add(i, time);
    }
    return result;
}

} // namespace obdesk
