// SPDX-License-Identifier: GPL-3.0-or-later
// A step's log as the pane shows it.
#pragma once

#include "logs/cause.h"

#include <QString>

namespace obdesk {

struct ShownLog
{
    /// Characters; of a longer log the end is shown.
    static constexpr qsizetype most = 2'000'000;

    QString text;                       ///< rows joined, secrets covered, fit for display
    StepCause cause;                    ///< of the last run, should the step have failed; its line is of `text`, -1 when it is not shown
};

/// Of a log as OCP sent it. Takes time that grows with its length; may be called on any thread.
ShownLog shownLog(const QString &fromServer);

} // namespace obdesk
