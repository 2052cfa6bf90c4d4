// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/history.h"

#include "simulator/taskplan.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 ms(std::chrono::milliseconds duration)
{
    return duration.count();
}

const SimUser systemUser { 200, u"system"_s };

class Historian
{
public:
    Historian(const Scenario &scenario, World &world, TaskEngine &engine, Operations &operations, const SimMoment &now)
        : m_scenario(scenario), m_world(world), m_engine(engine), m_operations(operations), m_now(now)
    {
    }

    void writeDefault();
    void writeGenerated(const GeneratedTask &wanted);
    void writePlan(const TaskPlan &plan) { lived(plan, plan.startedAgo); }

private:
    /// A task that began so long ago and has lived on by itself since.
    TaskId lived(const TaskPlan &plan, std::chrono::milliseconds ago)
    {
        const TaskId id = m_engine.submit(plan, m_now.plus(-ms(ago))).id;
        m_engine.advanceTask(id, m_now);
        return id;
    }
    /// The same, but it failed on the way and somebody took it back a while later.
    void rolledBack(const TaskPlan &plan, std::chrono::milliseconds ago)
    {
        const SimMoment start = m_now.plus(-ms(ago));
        const SimMoment decision = start.plus(ms(ago) / 2);
        const TaskId id = m_engine.submit(plan, start).id;
        m_engine.advanceTask(id, decision);
        m_engine.rollbackTask(id, decision);
        m_engine.advanceTask(id, m_now);
    }

    TaskPlan chain(const QString &name, const QStringList &steps, std::chrono::milliseconds each) const
    {
        TaskPlan plan;
        plan.name = name;
        plan.steps = chainSteps(steps, each);
        return plan;
    }
    TaskPlan clusterChain(const QString &cluster, const QString &name, const QStringList &steps, std::chrono::milliseconds each) const
    {
        TaskPlan plan = chain(name, steps, each);
        plan.cluster = clusterRef(*m_world.clusterByName(cluster));
        return plan;
    }
    /// "Add OB server" of the first servers of a zone.
    TaskPlan addition(const QString &cluster, const QString &zone, int count) const
    {
        const SimObCluster &found = *m_world.clusterByName(cluster);
        QList<PlanHost> hosts;
        TaskPlan plan;
        for (const SimServer &server : found.zone(zone)->servers) {
            if (hosts.size() == count)
                break;
            hosts.append({ server.host, server.address });
            plan.hosts.append(server.host);
        }
        plan.name = u"Add OB server"_s;
        plan.cluster = clusterRef(found);
        plan.steps = addServerSteps(hosts);
        plan.zoneName = zone;
        return plan;
    }
    QList<HostId> spares(const QString &idc, int count) const
    {
        QList<HostId> ids;
        for (const SimHost &host : m_world.hosts) {
            if (host.alias == "spare"_L1 && host.idcName == idc)
                ids.append(host.id);
        }
        return ids.last(count);
    }

    const Scenario &m_scenario;
    World &m_world;
    TaskEngine &m_engine;
    Operations &m_operations;
    SimMoment m_now;
};

void Historian::writeDefault()
{
    lived(clusterChain(u"ob_trade"_s, u"Create primary OB cluster"_s,
                       { u"Prepare create cluster"_s, u"Reserve host"_s, u"Install rpm"_s, u"Make dir for ob"_s, u"Start observer process"_s,
                         u"Bootstrap OB cluster"_s, u"Create proxyro user"_s, u"Sync cluster info"_s }, 20s), 40 * 24h);
    lived(addition(u"ob_trade"_s, u"zone1"_s, 3), 12 * 24h);
    lived(addition(u"ob_trade"_s, u"zone2"_s, 1), 11 * 24h);
    lived(addition(u"ob_trade"_s, u"zone3"_s, 1), 10 * 24h);

    TaskPlan tenant = clusterChain(u"ob_trade"_s, u"Create tenant"_s,
                                   { u"Prepare create tenant"_s, u"Create resource pool"_s, u"Create tenant"_s, u"Set whitelist"_s, u"Update tenant status"_s }, 3s);
    tenant.tenant = SimTenant { TenantId(3000000169), u"risk"_s, u"MYSQL"_s, 1584 };
    lived(tenant, 8 * 24h);
    tenant.name = u"Prepare tenant"_s;
    tenant.steps = chainSteps({ u"Set super user password"_s, u"Set whitelist"_s, u"Update tenant status"_s }, 2s);
    tenant.failures = { { u"Set super user password"_s, std::nullopt, std::nullopt, false, u"Access denied for user 'root'@'xxx.xxx.xxx.xxx'"_s } };
    rolledBack(tenant, 7 * 24h);

    lived(clusterChain(u"ob_ledger"_s, u"Stop OB zone"_s,
                       { u"Prepare stop zone"_s, u"Check zone"_s, u"Minor freeze"_s, u"Stop zone"_s, u"Update zone status"_s, u"Sync cluster info"_s }, 5s), 3 * 24h);
    TaskPlan undone = addition(u"ob_ledger"_s, u"zone1"_s, 2);
    undone.failures = { { u"Wait observer active"_s, 1, std::nullopt, false, u"clock"_s } };
    rolledBack(undone, 2 * 24h);

    TaskPlan report = clusterChain(u"ob_trade"_s, u"Generate workload report"_s, { u"Wait node"_s, u"Generate report"_s, u"Store workload report"_s }, 30s);
    report.id = TaskId(9007199254740993);       // 2^53 + 1: a double cannot hold it
    report.creator = systemUser;
    report.type = u"SYS_SCHEDULED"_s;
    lived(report, 26h);

    TaskPlan host = chain(u"Prepare host"_s, { u"Check host"_s, u"Install ocp agent"_s, u"Start ocp agent service"_s, u"Update host status"_s }, 4s);
    const SimHost &newHost = *std::find_if(m_world.hosts.cbegin(), m_world.hosts.cend(), [](const SimHost &h) { return h.status == "NEW"_L1; });
    host.hosts = { newHost.id };
    host.steps[1].hostAddress = newHost.address;
    host.failures = { { u"Install ocp agent"_s, std::nullopt, 1, false, u"agent"_s } };
    lived(host, 5h);

    const ClusterId upgrade = m_world.clusterByName(u"ob_upgrade"_s)->id;
    const TaskId failed = m_operations.addServer({ upgrade, u"zone2"_s, spares(u"hz-b"_s, 3) }, {},
                                                 { { u"Start observer process with param"_s, 1, 1, false, u"memory"_s } }, m_now.plus(-ms(2h))).id;
    m_engine.advanceTask(failed, m_now);

    // Its age follows the speed, so that it is running at every speed.
    TaskPlan running = chain(u"Upgrade OB cluster"_s,
                             { u"Prepare upgrade"_s, u"Check cluster"_s, u"Backup parameters"_s, u"Upgrade zone1"_s, u"Check zone1"_s, u"Upgrade zone2"_s,
                               u"Check zone2"_s, u"Upgrade zone3"_s, u"Check zone3"_s, u"Upgrade virtual schema"_s, u"Post check"_s, u"Update OB cluster status"_s }, 20min);
    running.prohibitRollback = true;
    const auto age = std::chrono::milliseconds(qint64(double(ms(50min)) / m_scenario.speed));
    const TaskId live = m_operations.operate(m_world.clusterByName(u"ob_report"_s)->id, running, m_now.plus(-age.count())).id;
    m_engine.advanceTask(live, m_now);
}

void Historian::writeGenerated(const GeneratedTask &wanted)
{
    TaskPlan plan;
    plan.name = u"Rolling upgrade of %1 steps"_s.arg(wanted.subtasks);
    plan.steps = rollingSteps(wanted.subtasks, 20s);
    // Ten at a time: half of the work is done after a twentieth of the sum.
    const double halfMs = 20000.0 * wanted.subtasks / TaskEngine::maxParallel / 2;
    const double agoMs = wanted.running ? halfMs / m_scenario.speed : std::max(halfMs * 4 / m_scenario.speed, double(ms(24h)));
    lived(plan, std::chrono::milliseconds(qint64(agoMs)));
}

/// The events of servers that were added before the simulator began, in order of time.
void recordAdditions(const TaskEngine &engine, AuditTrail &audit)
{
    std::vector<const SimTask *> tasks = engine.tasks();
    std::erase_if(tasks, [](const SimTask *task) { return task->plan.zoneName.isEmpty(); });
    std::sort(tasks.begin(), tasks.end(), [](const SimTask *a, const SimTask *b) { return a->createUtc < b->createUtc; });
    for (const SimTask *task : tasks) {
        SimAuditEvent event;
        event.word = auditWord(task->plan.name);
        event.user = task->plan.creator;
        event.clientIp = "10.20.0.9";
        event.path = "/api/v2/ob/clusters/" + QByteArray::number(task->plan.cluster->id.value) + "/servers";
        event.cluster = task->plan.cluster;
        event.zoneName = task->plan.zoneName;
        event.hosts = task->plan.hosts;
        event.task = task->id;
        event.startUtc = task->createUtc;
        audit.add(event);
    }
}

} // namespace

void writeHistory(const Scenario &scenario, World &world, TaskEngine &engine, Operations &operations, AuditTrail &audit, const SimMoment &now)
{
    Historian historian(scenario, world, engine, operations, now);
    if (scenario.world == WorldKind::Default)
        historian.writeDefault();
    for (const GeneratedTask &wanted : scenario.generatedTasks)
        historian.writeGenerated(wanted);
    for (const TaskPlan &plan : scenario.tasks)
        historian.writePlan(plan);
    const std::vector<EndedTask> ended = engine.takeEnded();
    for (const EndedTask &task : ended)
        operations.finish(task);
    recordAdditions(engine, audit);
}

} // namespace obdesk
