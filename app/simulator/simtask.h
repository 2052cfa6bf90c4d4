// SPDX-License-Identifier: GPL-3.0-or-later
// A task inside the simulator: what is planned, and what has become of it.
#pragma once

#include "domain/ids.h"
#include "domain/openenum.h"
#include "domain/task.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace obdesk {

/// IP of the OCP node that runs the tasks.
constexpr const char *simExecutor = "10.20.0.5";

/// Makes a step of a plan fail.
struct FailureRule
{
    QString step;                           ///< name of the step
    std::optional<int> parallelIdx;         ///< empty: every one of that name
    std::optional<int> times = 1;           ///< how often, per task and step; empty: always
    bool onRollback = false;                ///< fails while rolling back instead of running forward
    QString cause;                          ///< a word of failurecause.h (memory, clock, port, ...), or the error line itself; empty: by the step's name
    std::optional<int> retryCount = {};     ///< how often the engine retries the step by itself
    std::optional<int> timeoutSeconds = {}; ///< of the step, at speed 1; it runs into that instead of failing by itself
    bool operator==(const FailureRule &) const = default;
};

/// One node of a plan. Edges name keys; they may dangle, repeat, be given on one side only or form a cycle.
struct StepPlan
{
    qint64 key = 0;                         ///< unique in a plan that runs; the wire id when the plan keeps its ids
    QString name;
    QList<qint64> upstreams;
    QList<qint64> downstreams;
    int parallelIdx = -1;
    std::chrono::milliseconds duration { 1000 };    ///< at speed 1
    std::chrono::seconds timeout { 600 };           ///< at speed 1; 0: none, the check of running steps ends it after ten seconds
    int retryCount = 0;                     ///< how often the engine runs it again by itself, see TaskEngine
    bool prohibitRollback = false;
    bool prohibitSkip = false;
    std::optional<HostId> host;             ///< the host it works on
    QString hostAddress;
    QString status;                         ///< frozen plans only: the words to show, known or not
    QString operation;
    bool operator==(const StepPlan &) const = default;
};

/// Ids of 0 are left out on the wire: a cluster that is no more, a tenant that is not yet.
struct SimCluster { ClusterId id; QString name; qint64 obClusterId = 0; QString type; bool operator==(const SimCluster &) const = default; };
struct SimTenant { TenantId id; QString name; QString mode; qint64 obTenantId = 0; bool asInfo = false; /*!< called tenantInfo [E] */ bool operator==(const SimTenant &) const = default; };
struct SimUser { qint64 id = 100; QString name = QStringLiteral("admin"); bool operator==(const SimUser &) const = default; };

/// Everything a task is made from.
struct TaskPlan
{
    std::optional<TaskId> id;               ///< empty: the next free one
    QString name;
    QString type = QStringLiteral("MANUAL");
    SimUser creator;
    std::optional<SimCluster> cluster;
    std::optional<SimTenant> tenant;
    QList<HostId> hosts;
    QString zoneName;                       ///< of the servers it adds
    QList<std::pair<QString, QString>> contextStrings;      ///< in the order shown
    QList<std::pair<QString, QStringList>> contextLists;
    bool prohibitRollback = false;
    QList<FailureRule> failures;
    std::vector<StepPlan> steps;
    bool keepIds = false;                   ///< step keys are wire ids and the order is kept; else ids and order are drawn
    bool frozen = false;                    ///< never runs: shows status and operation below and those of its steps for ever
    QString status;
    QString operation;
    std::chrono::milliseconds startedAgo { 0 };     ///< tasks of a scenario only: age at the start of the simulator
    bool operator==(const TaskPlan &) const = default;
};

enum class RunOutcome { Succeeds, Fails, TimesOut, Canceled, Lost };

/// One run of a step, for the log. Times are UTC milliseconds; `end` lies in the future while it runs.
struct SimRun
{
    TaskOperation operation = TaskOperation::Execute;
    qint64 start = 0;
    qint64 plannedEnd = 0;                  ///< stays when the run is cancelled: what the log has shown must not move
    qint64 end = 0;
    RunOutcome outcome = RunOutcome::Succeeds;
    QString cause;
    qint64 began = 0;                       ///< on the monotonic clock, which the run goes by
};

struct SimStep
{
    StepPlan plan;
    SubtaskId id;
    OpenEnum<SubtaskStatus> status;
    OpenEnum<TaskOperation> operation;
    int seriesId = 0;
    int runTime = 1;
    std::optional<qint64> start;            ///< UTC ms of the first run ever: written once
    std::optional<qint64> finish;           ///< of the latest run; empty while it runs
    std::vector<SimRun> runs;

    // Bookkeeping of the engine
    int rank = 0;                           ///< place in the plan: who goes first when several may
    std::vector<int> upIndexes;             ///< places in SimTask::steps, each once
    std::vector<int> downIndexes;
    int openUpstreams = 0;                  ///< upstreams not yet SUCCESSFUL
    int openDownstreams = 0;                ///< while rolling back: downstreams not yet PENDING
    quint32 generation = 0;                 ///< events of an older generation are void
    int failedRuns = 0;
    int failedRollbacks = 0;
};

struct SimTask
{
    TaskPlan plan;                          ///< its steps have moved into `steps`
    TaskId id;
    OpenEnum<TaskStatus> status;
    OpenEnum<TaskOperation> operation;
    qint64 createUtc = 0;
    std::optional<qint64> finish;           ///< UTC ms; the old one while it runs again
    std::vector<qint64> failedUtc;          ///< when it became FAILED
    std::vector<SimStep> steps;             ///< in the order of the wire

    const SimStep *step(SubtaskId wanted) const
    {
        for (const SimStep &s : steps) {
            if (s.id == wanted)
                return &s;
        }
        return nullptr;
    }
};

} // namespace obdesk
