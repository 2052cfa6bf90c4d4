// SPDX-License-Identifier: GPL-3.0-or-later
// The check list of an "Add OBServer" request: everything that can be known before it is sent.
#pragma once

#include "domain/cluster.h"
#include "domain/host.h"
#include "domain/hostfitness.h"
#include "domain/task.h"

#include <QStringList>

namespace obdesk {

struct AddCheck
{
    Q_GADGET
public:
    enum class Kind {
        HostsChosen, ClusterState, ZoneState, RunningTask, HostStatus, Service, Idc, Architecture, SameSystem, Agent,
        ZoneBalance,    ///< the zone would get more servers than its neighbours
        OnTheHost,      ///< disk, memory, ports, clock: only OCP can see them, in the task's pre-check step
    };
    Q_ENUM(Kind)
    enum class State { Pass, Warn, Fail, Unknown };
    Q_ENUM(State)

    Kind kind = Kind::HostsChosen;
    State state = State::Unknown;
    QString code;           ///< what OCP would answer; empty when it would accept
    QString expected;       ///< server words, names or numbers, not sentences
    QString found;
    QStringList hosts;      ///< names of the hosts it is about
    bool taskFailed = false;///< RunningTask: the task in `found` has failed, and holds what it took until it is retried or rolled back
    bool operator==(const AddCheck &) const = default;
};

struct AddPlan
{
    Cluster cluster;
    QString clusterLabel;   ///< how it is called, where another one has its name too
    Zone zone;
    QList<Zone> zones;      ///< all of the cluster
    QList<Host> hosts;      ///< chosen
    FitnessContext fitness;
    std::optional<QList<Task>> openTasks = {}; ///< RUNNING and FAILED ones of this OCP; empty: the list was not read
    std::optional<QDateTime> busySince = {};///< the cluster has been in operation at least since then, as seen from here; UTC
    QDateTime now = {};                     ///< our clock, UTC; what busySince is compared with
};

/// In a fixed order, one entry per kind.
QList<AddCheck> checkAddPlan(const AddPlan &plan);

/// OCP would refuse: no entry may be Fail. Warn and Unknown do not block.
bool wouldBeRefused(const QList<AddCheck> &checks);

} // namespace obdesk
