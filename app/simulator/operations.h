// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on clusters: when OCP refuses them, what they hold while their task runs, and what they leave behind.
// [D] Codes and sentences: error tables of the OCP documentation. That a cluster is OPERATING and a server CREATING meanwhile: its lists of
// states. The HTTP statuses are not documented: 404 for what is not there and 400, 409 otherwise, or 500 (see refusal.h).
#pragma once

#include "simulator/refusal.h"
#include "simulator/taskengine.h"
#include "simulator/world.h"

#include <map>

namespace obdesk {

struct AddServerOrder
{
    ClusterId cluster;
    QString zoneName;
    QList<HostId> hosts;
};

class Operations
{
public:
    Operations(World &world, TaskEngine &engine) : m_world(world), m_engine(engine) { }

    /// The refusals that OCP knows beforehand, in its order: cluster, zone, then host by host. Empty: it would be accepted.
    std::optional<Refusal> checkAddServer(const AddServerOrder &order) const;

    /// Starts "Add OB server" for an order that has been checked. Until the task ends SUCCESSFUL the cluster and the zone are OPERATING,
    /// the hosts reserved and the new servers CREATING.
    const SimTask &addServer(const AddServerOrder &order, const SimUser &creator, const QList<FailureRule> &failures, const SimMoment &at);

    /// Starts another task that keeps the cluster OPERATING until it ends.
    const SimTask &operate(ClusterId cluster, TaskPlan plan, const SimMoment &at);

    /// Puts what the ended task did (or took back) into the world.
    void finish(const EndedTask &ended);

private:
    std::optional<Refusal> checkHosts(const AddServerOrder &order, const SimObCluster &cluster, const SimZone &zone) const;
    void hold(SimObCluster &cluster, TaskId task, qint64 utcMs);
    void keepServers(SimObCluster &cluster, SimZone &zone, const SimTask &task, qint64 utcMs);

    World &m_world;
    TaskEngine &m_engine;
    std::map<TaskId, AddServerOrder> m_running;     ///< zoneName empty: holds the cluster only
};

SimCluster clusterRef(const SimObCluster &cluster);

} // namespace obdesk
