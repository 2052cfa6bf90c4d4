// SPDX-License-Identifier: GPL-3.0-or-later
// A task of OCP: a DAG of subtasks that carries out one operation.
// Source of the fields: OCP v2 API, "task management" pages 3.1.1 to 4.3.
#pragma once

#include "domain/ids.h"
#include "domain/openenum.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <optional>

namespace obdesk {

Q_NAMESPACE

enum class TaskStatus { Unknown, Running, Failed, Successful };
Q_ENUM_NS(TaskStatus)

/// Pending waits for its upstreams, Ready for a worker. Failed and Successful are the ends.
enum class SubtaskStatus { Unknown, Pending, Ready, Running, Canceling, Failed, Successful };
Q_ENUM_NS(SubtaskStatus)

/// What a task or subtask is doing, or did last.
enum class TaskOperation { Unknown, Execute, Retry, Rollback, Skip, Cancel, RollbackSkip };
Q_ENUM_NS(TaskOperation)

struct ClusterRef
{
    std::optional<ClusterId> id;        ///< empty e.g. when the cluster is gone
    QString name;                       ///< may be empty (form B gives the id only)
    std::optional<qint64> obClusterId;
    bool operator==(const ClusterRef &) const = default;
};

struct TenantRef
{
    std::optional<TenantId> id;         ///< empty while the tenant is being created
    QString name;
    bool operator==(const TenantRef &) const = default;
};

/// One of the things that a task is about, as lists and details name them from OCP 4.3 on. Only what tells hosts apart is kept.
struct TaskTag
{
    std::optional<HostId> hostId;
    QString serverIp;                   ///< may be empty
    QString zoneName;                   ///< may be empty
    bool operator==(const TaskTag &) const = default;
};

/// The two maps of a task's context, read from an object, from JSON text or from Java's toString() text (best effort).
struct TaskContext
{
    QMap<QString, QString> strings;
    QMap<QString, QStringList> lists;
    QString raw;                        ///< as sent when it was a text; may hold secrets, mask before showing
    bool isEmpty() const { return strings.isEmpty() && lists.isEmpty() && raw.isEmpty(); }
    bool operator==(const TaskContext &) const = default;
};

struct Subtask
{
    SubtaskId id;                       ///< identity; names are not unique
    QString name;
    QString description;
    OpenEnum<SubtaskStatus> status;
    OpenEnum<TaskOperation> operation;
    QList<SubtaskId> upstreams;         ///< as sent: may dangle, repeat or name itself
    QList<SubtaskId> downstreams;       ///< as sent; the edges are the union of both lists
    std::optional<int> parallelIdx;     ///< index within its parallel group; empty when not parallel (-1 on the wire)
    std::optional<qint64> seriesId;     ///< order of creation, not of execution
    QString nodeType;
    QString executor;                   ///< IP of the OCP node that runs it
    std::optional<std::chrono::seconds> timeout;
    std::optional<int> runTime;         ///< number of runs, from 1
    std::optional<QDateTime> createTime;
    std::optional<QDateTime> startTime; ///< OCP's engine writes it once: of a step that runs again it is the start of the first run
    std::optional<QDateTime> finishTime;///< may still hold the end of an earlier run while it runs again
    /// When the latest run was first seen, by OCP's clock, where startTime is that of an earlier one; whoever follows the task sets it, no
    /// reply has it.
    std::optional<QDateTime> seenStart;
    bool prohibitRollback = false;
    bool prohibitSkip = false;
    QString context;
    QStringList oddities;               ///< what could not be read of it (technical, English); empty in the normal case
    bool operator==(const Subtask &) const = default;
};

/// One task as one reply showed it. All times UTC; empty while they have not happened.
struct Task
{
    TaskId id;
    QString name;
    OpenEnum<TaskStatus> status;
    OpenEnum<TaskOperation> operation;      ///< missing on the wire: Unknown with empty text
    QString type;                       ///< MANUAL, SYS_ONECE, ... as sent
    QString creator;
    QString executor;
    std::optional<ClusterRef> cluster;
    std::optional<TenantRef> tenant;
    std::optional<HostId> hostId;
    QList<TaskTag> tags;                ///< hosts and zones it is about; empty before OCP 4.3
    TaskContext context;
    bool prohibitRollback = false;
    bool isRemote = false;              ///< belongs to another OCP
    std::optional<QDateTime> createTime;
    std::optional<QDateTime> startTime;
    std::optional<QDateTime> finishTime;
    QList<Subtask> subtasks;            ///< in the server's order, which is not the order of execution
    QStringList oddities;               ///< what could not be read of it (technical, English); empty in the normal case
    bool operator==(const Task &) const = default;
};

OpenEnum<TaskStatus> taskStatusFromText(const QString &text);
OpenEnum<SubtaskStatus> subtaskStatusFromText(const QString &text);
/// Any letter case.
OpenEnum<TaskOperation> operationFromText(const QString &text);

/// The wire words, e.g. SUCCESSFUL; empty for Unknown.
QString toText(TaskStatus status);
QString toText(SubtaskStatus status);
QString toText(TaskOperation operation);

/// How a subtask is shown: status and operation folded into the nine states people tell apart.
enum class StepState { Unknown, Pending, Ready, Running, Canceling, Failed, Successful, Skipped, RolledBack };
Q_ENUM_NS(StepState)

/// SUCCESSFUL by SKIP is Skipped; PENDING after ROLLBACK or ROLLBACK_SKIP is RolledBack; RUNNING with operation CANCEL is
/// still Canceling (OCP reports CANCELING, then RUNNING again, before FAILED).
StepState stepState(const Subtask &subtask);

/// Start of the latest run, as far as it is known: seenStart, else startTime.
std::optional<QDateTime> runStart(const Subtask &subtask);
/// The step runs again (retry, rollback) and only the start of an earlier run may be known: what lies between is no time of this run.
bool mayRunSinceLater(const Subtask &subtask);

/// The hosts a task tells by itself: its context's host_ids, else hostId, else its tags; ascending, each once.
QList<HostId> hostsToldBy(const Task &task);

/// An end state. A FAILED task may go on for a while all the same, see isOver().
bool isTerminal(TaskStatus status);

/// Nothing moves until a person acts: SUCCESSFUL, or FAILED with no step READY, RUNNING or CANCELING. OCP's engine still starts what was
/// READY when another step failed (seen in OCP Express).
bool isOver(const Task &task);

/// The state of a whole task as one of those a glyph exists for.
StepState overallState(const Task &task);

/// A finished rollback is SUCCESSFUL with operation ROLLBACK (where a list says no operation: with every step PENDING). The
/// work was not done.
bool isRolledBack(const Task &task);

} // namespace obdesk
