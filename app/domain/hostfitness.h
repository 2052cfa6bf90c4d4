// SPDX-License-Identifier: GPL-3.0-or-later
// Can this host become an OBServer of that zone? Judged beforehand by the rules OCP itself applies, with the code it would answer.
// Source: OCP's "Add OBServer" pages and error tables (CMP…, OBE… from 4.2.2).
#pragma once

#include "domain/cluster.h"
#include "domain/host.h"
#include "domain/task.h"

#include <QHash>
#include <QList>

namespace obdesk {

enum class Fitness { Fit, Doubtful, Unfit };

enum class FitnessRule {
    HostStatus,         ///< must be AVAILABLE
    Service,            ///< one OBServer per host
    Idc,                ///< the zone's
    Architecture,       ///< the cluster's
    Agent,              ///< OCP agent must be AVAILABLE
    AgentVersion,       ///< older than most of its neighbours: doubtful only
    BatchSystem,        ///< same operating system within one request
    BatchArchitecture,  ///< same architecture within one request
};

/// A task that has taken a host and not ended well.
struct HeldBy
{
    TaskId task;
    bool failed = false;            ///< else it runs
    bool operator==(const HeldBy &) const = default;
};

/// By the tasks that tell their hosts, the newest first in the list, the newest wins. Those that ended well hold nothing.
QHash<HostId, HeldBy> hostsHeldBy(const QList<Task> &tasks);

/// OBServers that stand on hosts by the zones' own word, also where the list of hosts does not tell a service yet: "10.0.0.7:2882 CREATING".
/// Matched by host id, else by address.
QHash<HostId, QString> serversOnHosts(const QList<Zone> &zones, const QList<Host> &hosts);

struct FitnessFinding
{
    FitnessRule rule = FitnessRule::HostStatus;
    Fitness severity = Fitness::Unfit;
    QString code;       ///< what OCP would answer; empty when it would accept
    QString expected;   ///< server words or names, not sentences; may be empty
    QString found;      ///< empty: OCP does not say
    std::optional<HeldBy> heldBy = {}; ///< what has the host: why it is not free
    bool operator==(const FitnessFinding &) const = default;
};

struct HostVerdict
{
    Fitness fitness = Fitness::Fit;
    QList<FitnessFinding> findings; ///< worst first; empty when fit
    bool operator==(const HostVerdict &) const = default;
};

/// What the judgement of one host depends on besides the host.
struct FitnessContext
{
    QString architecture;           ///< the cluster's, else the zone's; empty: unknown, the rule is left out
    std::optional<IdcId> idcId;
    QString idcName;
    QString usualAgentVersion;      ///< most frequent among the hosts; empty: the rule is left out
    QHash<HostId, HeldBy> heldBy = {};
    QHash<HostId, QString> servers = {}; ///< see serversOnHosts()
};

FitnessContext fitnessContext(const Cluster &cluster, const Zone &zone, const QList<Host> &hosts);
HostVerdict judgeHost(const Host &host, const FitnessContext &context);

/// Findings of a batch against its first host; one list per host, in order.
QList<QList<FitnessFinding>> judgeBatch(const QList<Host> &batch);

} // namespace obdesk
