// SPDX-License-Identifier: GPL-3.0-or-later
// What all documents say about a run, worked out once: steps in order of execution, hosts, durations.
#pragma once

#include "report/run.h"
#include "task/taskgraph.h"
#include "task/taskprogress.h"

#include <chrono>
#include <optional>

namespace obdesk {

/// One step. Texts of the server are as sent: each writer makes them fit for its form.
struct StepRow
{
    int number = 0;                     ///< place in the order of execution, from 1
    int index = 0;                      ///< into Task::subtasks
    QString host;                       ///< address or name, else the host's id; empty when the step belongs to no host
    StepState state = StepState::Unknown;
    std::optional<QDateTime> started;
    std::optional<QDateTime> finished;  ///< of the last run; empty while it runs again
    std::optional<std::chrono::milliseconds> duration;
    QList<SubtaskId> upstreams;         ///< the edges of the cleaned graph, ascending
    QList<SubtaskId> downstreams;
};

struct RunFacts
{
    explicit RunFacts(const Run &taken);

    Run run;
    TaskGraph graph;
    TaskProgress progress;
    std::optional<std::chrono::milliseconds> elapsed;
    QList<StepRow> steps;               ///< in order of execution
    QStringList hosts;                  ///< labels, in the order of the task's context
    QStringList zones;

    const Subtask &subtask(const StepRow &row) const { return run.task.subtasks.at(row.index); }
    /// Not owned; null when the report has no log of that step.
    const RunLog *logOf(SubtaskId id) const;
    /// False for a reply of OCP that somebody saved: nobody knows where it came from.
    bool knowsConnection() const { return !run.connectionName.isEmpty() || !run.connectionUrl.isEmpty(); }
};

/// A name for the state that programs can rely on: "pending", "ready", "running", "canceling", "failed", "successful",
/// "skipped", "rolled_back", "unknown".
QString stateKey(StepState state);

} // namespace obdesk
