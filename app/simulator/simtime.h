// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator's time: progress runs on the monotonic clock, what is written into replies is wall time.
#pragma once

#include <QByteArray>

namespace obdesk {

/// One moment in both clocks, in milliseconds. Their difference only changes when somebody sets the wall clock.
struct SimMoment
{
    qint64 monotonicMs = 0;     ///< since the simulator was made; negative for its past
    qint64 utcMs = 0;           ///< since 1970

    SimMoment plus(qint64 ms) const { return { monotonicMs + ms, utcMs + ms }; }
};

/// ISO 8601 at +08:00 with the trailing zeros of the fraction cut, as OCP writes it: 2021-03-02T11:06:34.38+08:00.
QByteArray isoTime(qint64 utcMs);

/// Java's shortest form, as in separators of logs [E]: fraction in a group of three or none, seconds missing when both are 0
/// (2021-03-02T11:06+08:00).
QByteArray shortIsoTime(qint64 utcMs);

/// As an old java.util.Date is written [E]: always three digits, and an offset without colon (2021-03-02T11:06:34.380+0800).
QByteArray dateFieldTime(qint64 utcMs);

/// Time stamp of a log line, +08:00 without saying so: 2021-08-25 15:09:32.716.
QByteArray logTime(qint64 utcMs);

} // namespace obdesk
