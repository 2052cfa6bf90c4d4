// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/stepwarnings.h"

#include "task/taskprogress.h"

#include <algorithm>
#include <limits>

namespace obdesk {

QList<StepWarning> warningsOf(const Subtask &step, const QDateTime &serverNow, std::optional<std::chrono::minutes> silentFor)
{
    using Kind = StepWarning::Kind;
    QList<StepWarning> warnings;
    const StepState state = stepState(step);
    const bool runs = state == StepState::Running || state == StepState::Canceling;
    const bool waits = state == StepState::Pending || state == StepState::Ready; // what it took was an earlier run
    // A pause between two runs is no time that a limit would count.
    if (step.timeout && step.timeout->count() > 0 && !waits && !mayRunSinceLater(step)) {
        const auto taken = elapsed(step, serverNow).value_or(std::chrono::milliseconds(0));
        const std::chrono::milliseconds limit = *step.timeout;
        const auto percent = std::min<qint64>(qint64(double(taken.count()) * 100 / double(limit.count())), std::numeric_limits<int>::max());
        if (taken > limit)
            warnings.append({ Kind::OverTime, int(percent) });
        else if (runs && percent >= nearTimePercent)
            warnings.append({ Kind::NearTime, int(percent) });
    }
    if (runs && silentFor)
        warnings.append({ Kind::Silent, int(silentFor->count()) });
    if (step.runTime.value_or(0) > 1)
        warnings.append({ Kind::Again, *step.runTime });
    return warnings;
}

} // namespace obdesk
