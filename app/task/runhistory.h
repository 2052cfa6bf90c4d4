// SPDX-License-Identifier: GPL-3.0-or-later
// The runs a step had before its present one. OCP tells the times of the latest run only; what came before is known as far as somebody
// has been watching.
#pragma once

#include "domain/task.h"

#include <QHash>
#include <QList>

#include <optional>

namespace obdesk {

/// Sets Subtask::seenStart of `fresh`, the snapshot that came after `before`: OCP's engine keeps the first start of a step that runs again.
/// `before` was taken at `seenBefore` and `fresh` at `seenNow`, by OCP's clock (null: not known). Steps are matched by place and id.
void carrySeenStarts(const Task &before, Task &fresh, const QDateTime &seenBefore, const QDateTime &seenNow);

/// One run of a step, from its start to its end.
struct StepRun
{
    int number = 1;                     ///< as OCP counts, from 1
    QDateTime start;                    ///< UTC
    std::optional<QDateTime> end;       ///< UTC; empty while it runs, or when its end is not known
    StepState state = StepState::Unknown;
    bool operator==(const StepRun &) const = default;
};

class RunHistory
{
public:
    /// `before` and `after` are successive snapshots of one task, with the same steps in the same order or not. A step that started
    /// anew, or counts another run, has ended the run before. Linear.
    void take(const Task &before, const Task &after);
    void clear() { m_earlier.clear(); }

    /// Runs that are over and that the step's own fields no longer tell, the oldest first.
    QList<StepRun> earlierRuns(SubtaskId id) const { return m_earlier.value(id); }
    bool isEmpty() const { return m_earlier.isEmpty(); }
    bool operator==(const RunHistory &) const = default;

private:
    QHash<SubtaskId, QList<StepRun>> m_earlier;
};

/// The latest run, as the step itself tells it; empty when it has not started, or waits for its next run.
std::optional<StepRun> latestRunOf(const Subtask &step);

} // namespace obdesk
