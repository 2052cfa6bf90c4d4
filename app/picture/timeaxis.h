// SPDX-License-Identifier: GPL-3.0-or-later
// A time axis on which long pauses are folded: what happened lies close together, whether it took minutes with hours between or not.
#pragma once

#include <QList>
#include <QtGlobal>

namespace obdesk {

/// Times in ms since 1970 UTC, lengths in pixels from the left end of the axis.
class TimeAxis
{
public:
    static constexpr double gapWidth = 34;

    struct Span
    {
        qint64 from = 0;
        qint64 to = 0;
        bool operator==(const Span &) const = default;
    };
    struct Tick
    {
        double x = 0;
        qint64 time = 0;
        bool firstOfDay = false;        ///< the first tick, or the first of another local day
        bool operator==(const Tick &) const = default;
    };

    TimeAxis() = default;
    /// `busy`: when something happened, in any order, overlapping or not. A pause of more than `idleLimit` ms between two is folded.
    TimeAxis(QList<Span> busy, qint64 idleLimit);

    /// Pixels per ms.
    void setScale(double scale) { m_scale = scale; }
    double scale() const { return m_scale; }
    bool isEmpty() const { return m_parts.isEmpty(); }
    /// Time that is not folded, in ms.
    qint64 shownTime() const;
    double width() const;
    /// The scale at which all is `width` wide.
    double scaleFor(double width) const;

    /// Before the first and after the last span the axis goes on as it does beside them.
    double xOf(qint64 time) const;
    qint64 timeAt(double x) const;

    /// Folded pauses, in order.
    QList<Span> gaps() const;

    /// Ticks between two places, at least `pitch` apart, at round local times: whole seconds, minutes, hours, days. After each gap stands
    /// one, if need be at the time its span begins.
    QList<Tick> ticks(double left, double right, double pitch) const;
    /// ms between ticks at this scale.
    qint64 tickStep(double pitch) const;

private:
    struct Part
    {
        Span span;
        qint64 before = 0;              // shown time before it
    };
    int partBefore(qint64 time) const;
    double leftOf(int part) const { return double(m_parts.at(part).before) * m_scale + part * gapWidth; }

    QList<Part> m_parts;                // in order, with folded pauses between them
    double m_scale = 0.001;
};

} // namespace obdesk
