// SPDX-License-Identifier: GPL-3.0-or-later
// A change of OCP as a value: what is sent, what it touches and what it is called. One function makes each kind, one row of a table says
// what is known of the kind; nothing else needs to know which kinds there are.
#pragma once

#include "domain/ids.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>

namespace obdesk {

/// What OCP answers a change with.
enum class OperationAnswer {
    Task,                               ///< the task it became; without one the outcome is not known
    MaybeTask,                          ///< a task, or an envelope without one
    Nothing,                            ///< an envelope
};

/// What a change whose answer was lost leaves behind, to be found again by.
enum class OperationEvidence {
    NewTask,                            ///< a task that names its hosts
    TaskState,                          ///< another state of the task or step it acted on
};

/// New OBServers of a zone.
struct AddServersRequest
{
    ClusterId cluster;
    QString zoneName;
    QList<HostId> hosts;                ///< sent in ascending order, each once
    QByteArray path() const;            ///< "/api/v2/ob/clusters/21/servers"
    QByteArray body() const;            ///< the exact bytes that are sent
};

struct Operation
{
    QString kind;                       ///< open word, e.g. "add-servers"; one of a newer obdesk may have no row
    QByteArray method;                  ///< "POST", …
    QByteArray path;                    ///< "/api/v2/ob/clusters/21/servers"
    QByteArray body;                    ///< JSON as sent; may be empty
    std::optional<ClusterId> cluster;   ///< what it is about
    QString zone;
    QList<HostId> hosts;
    std::optional<TaskId> task;         ///< that it acts on
    std::optional<SubtaskId> subtask;
    /// What no second change may touch while the outcome of this one is not known: "host:11", "task:107720". Sorted, each once.
    QStringList claims;
    QString unfit;                      ///< why it must not be sent as it is, for developers; empty: it may
};

/// The row of a kind.
struct OperationKind
{
    QLatin1StringView word;             ///< for files, JSON and the journal
    OperationAnswer answer;
    OperationEvidence evidence;
};

namespace operations {

inline constexpr QLatin1StringView addServers("add-servers");
inline constexpr QLatin1StringView retryTask("retry-task");
inline constexpr QLatin1StringView rollbackTask("rollback-task");
inline constexpr QLatin1StringView retrySubtask("retry-subtask");
inline constexpr QLatin1StringView skipSubtask("skip-subtask");
inline constexpr QLatin1StringView cancelSubtask("cancel-subtask");

} // namespace operations

std::span<const OperationKind> operationKinds();
/// Null for a word without a row.
const OperationKind *operationKind(const QString &word);
/// Its answer is a task of its own.
bool makesTask(const QString &kind);

/// "/api/v2/ob/clusters/21", "/api/v2/tasks/instances/107720", "…/subtasks/129372".
QByteArray clusterPath(ClusterId cluster);
QByteArray taskPath(TaskId task);
QByteArray subtaskPath(TaskId task, SubtaskId subtask);

/// Adds OBServers to a zone. Unfit without a zone or a host.
Operation addServersOperation(const AddServersRequest &request);
/// Retry, rollback, skip or cancel, by the word of its kind; with `subtask` it acts on that step.
Operation taskOperation(QLatin1StringView kind, TaskId task, const std::optional<SubtaskId> &subtask = std::nullopt);

/// What its targets claim: each host, and the task it acts on. Of an unknown kind too: that is read back from a journal as it was.
QStringList claimsOnTargets(const Operation &operation);

} // namespace obdesk
