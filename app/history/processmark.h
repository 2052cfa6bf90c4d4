// SPDX-License-Identifier: GPL-3.0-or-later
// Which process wrote something, so that a later one can tell whether it still runs.
#pragma once

#include <QString>

namespace obdesk {

struct ProcessMark
{
    qint64 pid = 0;
    qint64 start = 0;                   ///< clock ticks after the machine's start; 0 where that cannot be known
    QString run;                        ///< UUID text, another one for every run

    /// Of this process.
    static const ProcessMark &own();
    /// The same process runs on this machine: a number that went to another one since does not count where starts are known.
    bool isRunning() const;
    bool operator==(const ProcessMark &) const = default;
};

} // namespace obdesk
