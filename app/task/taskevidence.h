// SPDX-License-Identifier: GPL-3.0-or-later
// Whose task is it? What speaks for and against a task in OCP's list being the one that a request became whose answer was lost. Pure.
#pragma once

#include "domain/auditevent.h"
#include "domain/cluster.h"
#include "domain/task.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <chrono>
#include <optional>

namespace obdesk {

/// The request whose task is looked for.
struct SentRequest
{
    ClusterId cluster;
    QString zone;
    QList<HostId> hosts;
    QString creator;                    ///< our user at OCP; empty: not known
    QDateTime sentAt;                   ///< our clock, UTC
    /// Server minus us; empty: nobody told, and then no time proves or excludes anything.
    std::optional<std::chrono::milliseconds> clockSkew = {};
    /// By how much the two may be off. OCP writes whole seconds in places, and a reply's time is good to half its round trip.
    std::chrono::milliseconds uncertainty { 2000 };
};

struct WeighedTask
{
    Q_GADGET
public:
    enum class Verdict {
        Proven,     ///< it is the one
        Open,       ///< nothing shows whose it is: for a person to say
        Excluded,   ///< it cannot be
    };
    enum class Reason {
        // For
        AuditNamesIt,       ///< OCP's audit log: our request became this task
        SameHosts,          ///< its context or tags name our hosts and no others
        WorksOnOurHosts,    ///< OCP says that the servers on our hosts are held by it (operatingTaskInstanceId)
        StartedSince,       ///< begun after the sending
        // Against
        AuditNamesAnother,  ///< OCP's audit log: our request became another task
        OtherHosts,
        StartedBefore,      ///< begun before the sending, by OCP's clock
        OtherCreator,
        OtherCluster,
        OtherChange,        ///< the journal knows it as the task of another change
        OtherOperation,     ///< its name is none of adding servers
        EndedUntimed,       ///< it is over, and says no time
        // Not known
        HostsNotTold,
        TimeNotTold,        ///< its own, or OCP's clock
    };
    Q_ENUM(Reason)

    Task task;
    Verdict verdict = Verdict::Open;
    QList<Reason> reasons;              ///< in the order above
    bool operator==(const WeighedTask &) const = default;
};

/// Speaks for it, against it, or says what is missing: 1, -1, 0.
int signOf(WeighedTask::Reason reason);

/// Before the evidence, where a person decided.
inline const QString chosenByPerson = QStringLiteral("chosen by a person; ");
/// The reasons for the journal: "evidence: SameHosts, StartedSince".
QString evidenceKeys(const QList<WeighedTask::Reason> &reasons);
/// And back, from anywhere in `detail`; nothing when it holds no such list, or a word this obdesk does not know.
std::optional<QList<WeighedTask::Reason>> reasonsOfKeys(const QString &detail);

/// What was asked besides the list; whatever is missing proves nothing.
struct Surroundings
{
    QHash<TaskId, Task> details;        ///< of tasks whose list entry names no hosts
    QList<AuditEvent> audit;
    QList<Zone> zones;                  ///< of the cluster, with servers
    QSet<TaskId> taken;                 ///< known to come from other changes
};

/// The hosts in the context that OCP's engine writes at the beginning of each run of a step; empty when there is none. Details of tasks leave
/// the context out, their logs do not (documented sample of a log, and OCP Express).
QList<HostId> hostsToldByLog(const QString &log);

/// The event of OCP's audit log that is this request: adds servers, same cluster, zone, hosts and user as far as the event tells them,
/// hosts at least, and since the sending. Null when there is none or more than one.
const AuditEvent *auditEventOf(const SentRequest &sent, const QList<AuditEvent> &audit);

/// The request's hosts that are OBServers of the zone, ascending.
QList<HostId> hostsInZone(const SentRequest &sent, const QList<Zone> &zones);

/// The task that OCP says holds the servers on all of the request's hosts; empty when they are not there or held by several.
std::optional<TaskId> taskOnHosts(const SentRequest &sent, const QList<Zone> &zones);

/// Proven takes hosts, or the audit log, and a beginning after the sending where both clocks are known; never name and time alone.
WeighedTask weighTask(const SentRequest &sent, const Task &task, const Surroundings &around);

} // namespace obdesk
