// SPDX-License-Identifier: GPL-3.0-or-later
// Which host may become an OBServer, by which rule and with which code of OCP; and the check list made of it.
#include "domain/addchecks.h"
#include "domain/hostfitness.h"

#include <QTest>

#include <functional>

using namespace obdesk;
using namespace Qt::StringLiterals;

using HostChange = std::function<void(Host &)>;
using PlanChange = std::function<void(AddPlan &)>;
using CheckState = AddCheck::State;
using Kind = AddCheck::Kind;

Q_DECLARE_METATYPE(HostChange)
Q_DECLARE_METATYPE(PlanChange)

namespace {

Host fit(qint64 id = 1)
{
    Host host;
    host.id = HostId(id);
    host.name = u"db-%1"_s.arg(id);
    host.status = hostStatusFromText(u"AVAILABLE"_s);
    host.agentStatus = hostAgentStatusFromText(u"AVAILABLE"_s);
    host.agentVersion = u"4.2.2"_s;
    host.idcId = IdcId(5);
    host.idcName = u"hz-b"_s;
    host.architecture = u"x86_64"_s;
    host.operatingSystemRelease = u"alios7"_s;
    return host;
}

FitnessContext place()
{
    return { u"x86_64"_s, IdcId(5), u"hz-b"_s, u"4.2.2"_s };
}

QString textOf(const QList<FitnessFinding> &findings)
{
    static const char *const rules[] = { "status", "service", "idc", "architecture", "agent", "agent-version", "batch-system", "batch-architecture" };
    static const char *const severities[] = { "fit", "doubtful", "unfit" };
    QStringList texts;
    for (const FitnessFinding &finding : findings)
        texts.append((QStringList { QLatin1StringView(rules[int(finding.rule)]), QLatin1StringView(severities[int(finding.severity)]), finding.code })
                             .join(u' ').trimmed());
    return texts.join(u", "_s);
}

/// A zone of one server between two of two; one fit host is chosen.
AddPlan goodPlan()
{
    AddPlan plan;
    plan.cluster.id = ClusterId(21);
    plan.cluster.status = obStatusFromText(u"RUNNING"_s);
    plan.cluster.architecture = u"x86_64"_s;
    for (const int servers : { 1, 2, 2 }) {
        Zone zone;
        zone.name = u"zone%1"_s.arg(plan.zones.size() + 1);
        zone.status = obStatusFromText(u"RUNNING"_s);
        zone.idcId = IdcId(5);
        zone.idcName = u"hz-b"_s;
        zone.serverCount = servers;
        plan.zones.append(zone);
    }
    plan.zone = plan.zones.constFirst();
    plan.hosts = { fit() };
    plan.fitness = place();
    plan.openTasks = QList<Task>();
    return plan;
}

AddCheck checkOf(const AddPlan &plan, Kind kind)
{
    const QList<AddCheck> checks = checkAddPlan(plan);
    for (const AddCheck &check : checks) {
        if (check.kind == kind)
            return check;
    }
    qFatal("a kind is missing");
}

} // namespace

class TestHostFitness : public QObject
{
    Q_OBJECT

private slots:
    void rules_data()
    {
        QTest::addColumn<HostChange>("change");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char *name, const char *findings, HostChange change) {
            QTest::newRow(name) << change << QString::fromLatin1(findings);
        };
        const auto status = [&](const char *word, const char *findings) {
            row(word, findings, [=](Host &host) { host.status = hostStatusFromText(QString::fromLatin1(word)); });
        };
        row("fit", "", [](Host &) {});
        status("available", "");
        status("ONLINE", "status unfit CMP07004");
        status("OFFLINE", "status unfit CMP07004");
        status("NEW", "status unfit CMP07006");
        status("DELETING", "status unfit CMP07006");
        status("RESTING", "status doubtful");
        status("", "status doubtful");
        row("runs an OBServer", "service unfit CMP07010", [](Host &host) { host.services = { { u"p:1"_s, u"OB_PROXY"_s, {} }, { u"c:1"_s, u"OB_CLUSTER"_s, {} } }; });
        row("runs two", "service unfit CMP07010", [](Host &host) { host.services = { { u"b:1"_s, u"OB_CLUSTER"_s, {} }, { u"c:1"_s, u"ob_cluster"_s, {} } }; });
        row("runs a proxy", "", [](Host &host) { host.services = { { u"p:1"_s, u"OB_PROXY"_s, {} }, { u"a"_s, u"OCP_AGENT"_s, {} } }; });
        row("another IDC", "idc unfit CMP07008", [](Host &host) { host.idcId = IdcId(6); });
        row("IDC by name, same", "", [](Host &host) { host.idcId.reset(); });
        row("IDC by name, other", "idc unfit CMP07008", [](Host &host) {
            host.idcId.reset();
            host.idcName = u"hz-c"_s;
        });
        row("the id decides, not the name", "", [](Host &host) { host.idcName = u"renamed"_s; });
        row("no IDC", "idc doubtful", [](Host &host) {
            host.idcId.reset();
            host.idcName.clear();
        });
        row("another architecture", "architecture unfit OBE11023", [](Host &host) { host.architecture = u"aarch64"_s; });
        row("architecture in other case", "", [](Host &host) { host.architecture = u"X86_64"_s; });
        row("no architecture", "architecture doubtful", [](Host &host) { host.architecture.clear(); });
        for (const char *word : { "RESTARTING", "STOPPING", "REINSTALLING", "OFFLINE", "DELETED" })
            QTest::addRow("agent %s", word) << HostChange([=](Host &host) { host.agentStatus = hostAgentStatusFromText(QString::fromLatin1(word)); })
                                            << u"agent unfit CMP07019"_s;
        row("agent in a new state", "agent doubtful", [](Host &host) { host.agentStatus = hostAgentStatusFromText(u"UPGRADING"_s); });
        row("agent not told", "agent doubtful", [](Host &host) { host.agentStatus = {}; });
        row("older agent", "agent-version doubtful", [](Host &host) { host.agentVersion = u"4.2.1"_s; });
        row("older agent, by number", "", [](Host &host) { host.agentVersion = u"4.10.0"_s; });
        row("agent version not told", "", [](Host &host) { host.agentVersion.clear(); });
        row("the worst first", "service unfit CMP07010, status doubtful, agent-version doubtful", [](Host &host) {
            host.status = hostStatusFromText(u"RESTING"_s);
            host.agentVersion = u"3.1"_s;
            host.services = { { u"c:1"_s, u"OB_CLUSTER"_s, {} } };
        });
    }

    void rules()
    {
        QFETCH(HostChange, change);
        QFETCH(QString, findings);
        Host host = fit();
        change(host);
        const HostVerdict verdict = judgeHost(host, place());
        QCOMPARE(textOf(verdict.findings), findings);
        QCOMPARE(verdict.fitness, findings.isEmpty() ? Fitness::Fit : findings.contains(u"unfit"_s) ? Fitness::Unfit : Fitness::Doubtful);
    }

    /// What OCP does not tell of the cluster cannot be held against a host.
    void unknownPlace()
    {
        QCOMPARE(textOf(judgeHost(fit(), {}).findings), u"idc doubtful"_s);
    }

    void whatIsSaid()
    {
        Host host = fit();
        host.idcId = IdcId(6);
        host.idcName = u"hz-c"_s;
        QCOMPARE(judgeHost(host, place()).findings,
                 QList<FitnessFinding>({ { FitnessRule::Idc, Fitness::Unfit, u"CMP07008"_s, u"hz-b"_s, u"hz-c"_s } }));
    }

    void context()
    {
        Cluster cluster;
        Zone zone;
        zone.architecture = u"aarch64"_s;
        zone.idcId = IdcId(3);
        zone.idcName = u"hz-a"_s;
        QList<Host> hosts { fit(1), fit(2), fit(3), fit(4) };
        hosts[0].agentVersion = u"4.3.0"_s;
        hosts[1].agentVersion.clear();
        FitnessContext context = fitnessContext(cluster, zone, hosts);
        QCOMPARE(context.architecture, u"aarch64"_s);
        QVERIFY(context.idcId == IdcId(3));
        QCOMPARE(context.idcName, u"hz-a"_s);
        QCOMPARE(context.usualAgentVersion, u"4.2.2"_s); // two of three
        cluster.architecture = u"x86_64"_s;
        context = fitnessContext(cluster, zone, {});
        QCOMPARE(context.architecture, u"x86_64"_s);
        QCOMPARE(context.usualAgentVersion, QString());
    }

    void batch()
    {
        QList<Host> hosts { fit(1), fit(2), fit(3), fit(4), fit(5), fit(6) };
        hosts[1].operatingSystemRelease = u"centos8"_s;
        hosts[2].architecture = u"aarch64"_s;
        hosts[3].architecture = u"X86_64"_s;
        hosts[4].operatingSystemRelease.clear();
        hosts[5].operatingSystemRelease = u"centos8"_s;
        hosts[5].architecture = u"aarch64"_s;
        QStringList texts;
        for (const auto &findings : judgeBatch(hosts))
            texts.append(textOf(findings));
        QCOMPARE(texts, QStringList({ {}, u"batch-system unfit CMP07017"_s, u"batch-architecture unfit CMP07018"_s, {}, u"batch-system doubtful"_s,
                                      u"batch-system unfit CMP07017, batch-architecture unfit CMP07018"_s }));
        QVERIFY(judgeBatch({}).isEmpty());
        QCOMPARE(judgeBatch({ fit() }).size(), 1);
    }

    void goodPlanPasses()
    {
        const QList<AddCheck> checks = checkAddPlan(goodPlan());
        const QList<Kind> order { Kind::HostsChosen, Kind::ClusterState, Kind::ZoneState, Kind::RunningTask, Kind::HostStatus, Kind::Service, Kind::Idc,
                                  Kind::Architecture, Kind::SameSystem, Kind::Agent, Kind::ZoneBalance, Kind::OnTheHost };
        QCOMPARE(checks.size(), order.size());
        for (qsizetype i = 0; i < order.size(); ++i) {
            QCOMPARE(checks.at(i).kind, order.at(i));
            QCOMPARE(checks.at(i).state, order.at(i) == Kind::OnTheHost ? CheckState::Unknown : CheckState::Pass);
            QCOMPARE(checks.at(i).code, QString());
            QVERIFY(checks.at(i).hosts.isEmpty());
        }
        QVERIFY(!wouldBeRefused(checks));
    }

    void checks_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<PlanChange>("change");
        QTest::addColumn<CheckState>("state");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, Kind kind, CheckState state, const char *code, PlanChange change) {
            QTest::newRow(name) << kind << change << state << QString::fromLatin1(code);
        };
        const auto cluster = [](const char *word) { return [=](AddPlan &plan) { plan.cluster.status = obStatusFromText(QString::fromLatin1(word)); }; };
        const auto zone = [](const char *word) { return [=](AddPlan &plan) { plan.zone.status = obStatusFromText(QString::fromLatin1(word)); }; };
        const PlanChange noHost = [](AddPlan &plan) { plan.hosts.clear(); };
        for (const Kind kind : { Kind::HostsChosen, Kind::HostStatus, Kind::Service, Kind::Idc, Kind::Architecture, Kind::SameSystem, Kind::Agent,
                                 Kind::ZoneBalance })
            QTest::addRow("no host %d", int(kind)) << kind << noHost << CheckState::Unknown << QString();

        row("cluster operating", Kind::ClusterState, CheckState::Fail, "OBE11020", cluster("OPERATING"));
        row("cluster stopped", Kind::ClusterState, CheckState::Fail, "OBE11007", cluster("STOPPED"));
        row("cluster in a new state", Kind::ClusterState, CheckState::Unknown, "", cluster("DREAMING"));
        row("zone restarting", Kind::ZoneState, CheckState::Fail, "OBE18008", zone("RESTARTING"));
        row("zone stopped", Kind::ZoneState, CheckState::Fail, "OBE18004", zone("SERVICE_STOPPED"));
        row("zone in a new state", Kind::ZoneState, CheckState::Unknown, "", zone("DREAMING"));

        row("cluster is busy", Kind::RunningTask, CheckState::Fail, "OBE11020", cluster("OPERATING"));
        row("task on the cluster", Kind::RunningTask, CheckState::Fail, "OBE11020", [](AddPlan &plan) { plan.cluster.operatingTask = TaskId(9); });
        row("zone is busy", Kind::RunningTask, CheckState::Fail, "OBE18008", zone("OPERATING"));
        row("task on the zone", Kind::RunningTask, CheckState::Fail, "OBE18008", [](AddPlan &plan) { plan.zone.operatingTask = TaskId(9); });
        row("stopped is not busy", Kind::RunningTask, CheckState::Pass, "", cluster("STOPPED"));
        const auto task = [](const char *status, qint64 cluster) {
            Task task;
            task.id = TaskId(12);
            task.status = taskStatusFromText(QString::fromLatin1(status));
            task.cluster = ClusterRef { ClusterId(cluster), {}, {} };
            return task;
        };
        row("nobody has read the list", Kind::RunningTask, CheckState::Unknown, "", [](AddPlan &plan) { plan.openTasks.reset(); });
        row("nobody has read the list, but it is busy", Kind::RunningTask, CheckState::Fail, "OBE11020", [](AddPlan &plan) {
            plan.openTasks.reset();
            plan.cluster.status = obStatusFromText(u"OPERATING"_s);
        });
        row("a task in the list runs there", Kind::RunningTask, CheckState::Warn, "",
            [task](AddPlan &plan) { plan.openTasks = { task("RUNNING", plan.cluster.id.value) }; });
        row("one has failed there", Kind::RunningTask, CheckState::Pass, "",
            [task](AddPlan &plan) { plan.openTasks = { task("FAILED", plan.cluster.id.value) }; });
        row("one runs elsewhere", Kind::RunningTask, CheckState::Pass, "",
            [task](AddPlan &plan) { plan.openTasks = { task("RUNNING", plan.cluster.id.value + 1) }; });

        row("host online", Kind::HostStatus, CheckState::Fail, "CMP07004", [](AddPlan &plan) { plan.hosts[0].status = hostStatusFromText(u"ONLINE"_s); });
        row("host in a new state", Kind::HostStatus, CheckState::Warn, "", [](AddPlan &plan) { plan.hosts[0].status = hostStatusFromText(u"X"_s); });
        row("host runs one", Kind::Service, CheckState::Fail, "CMP07010", [](AddPlan &plan) { plan.hosts[0].services = { { u"c:1"_s, u"OB_CLUSTER"_s, {} } }; });
        row("host elsewhere", Kind::Idc, CheckState::Fail, "CMP07008", [](AddPlan &plan) { plan.hosts[0].idcId = IdcId(6); });
        row("zone's IDC not told", Kind::Idc, CheckState::Warn, "", [](AddPlan &plan) { plan.fitness = { u"x86_64"_s, {}, {}, {} }; });
        row("other architecture", Kind::Architecture, CheckState::Fail, "OBE11023", [](AddPlan &plan) { plan.hosts[0].architecture = u"aarch64"_s; });
        row("host's architecture not told", Kind::Architecture, CheckState::Warn, "", [](AddPlan &plan) { plan.hosts[0].architecture.clear(); });
        row("cluster's architecture not told", Kind::Architecture, CheckState::Unknown, "", [](AddPlan &plan) { plan.fitness.architecture.clear(); });
        row("two systems", Kind::SameSystem, CheckState::Fail, "CMP07017", [](AddPlan &plan) {
            plan.hosts.append(fit(2));
            plan.hosts[1].operatingSystemRelease = u"centos8"_s;
        });
        row("two architectures", Kind::SameSystem, CheckState::Fail, "CMP07018", [](AddPlan &plan) {
            plan.hosts.append(fit(2));
            plan.hosts[1].architecture = u"aarch64"_s;
        });
        row("system not told", Kind::SameSystem, CheckState::Warn, "", [](AddPlan &plan) {
            plan.hosts.append(fit(2));
            plan.hosts[1].operatingSystemRelease.clear();
        });
        row("agent offline", Kind::Agent, CheckState::Fail, "CMP07019", [](AddPlan &plan) { plan.hosts[0].agentStatus = hostAgentStatusFromText(u"OFFLINE"_s); });
        row("agent old", Kind::Agent, CheckState::Warn, "", [](AddPlan &plan) { plan.hosts[0].agentVersion = u"4.2.1"_s; });

        row("more than the neighbours", Kind::ZoneBalance, CheckState::Warn, "", [](AddPlan &plan) { plan.hosts.append(fit(2)); });
        row("still fewer", Kind::ZoneBalance, CheckState::Pass, "", [](AddPlan &plan) { plan.zones[1].serverCount = 5; });
        row("the only zone", Kind::ZoneBalance, CheckState::Pass, "", [](AddPlan &plan) { plan.zones = { plan.zone }; });
        row("on the host", Kind::OnTheHost, CheckState::Unknown, "", [](AddPlan &) {});
    }

    void checks()
    {
        QFETCH(Kind, kind);
        QFETCH(PlanChange, change);
        QFETCH(CheckState, state);
        AddPlan plan = goodPlan();
        change(plan);
        const AddCheck check = checkOf(plan, kind);
        QCOMPARE(check.state, state);
        QTEST(check.code, "code");
        if (state == CheckState::Fail)
            QVERIFY(wouldBeRefused(checkAddPlan(plan)));
        if (state == CheckState::Warn)
            QVERIFY(!wouldBeRefused(checkAddPlan(plan)));
    }

    void whoAndWhat()
    {
        AddPlan plan = goodPlan();
        plan.hosts = { fit(1), fit(2), fit(3), fit(4) };
        plan.hosts[1].status = hostStatusFromText(u"RESTING"_s);
        plan.hosts[3].status = hostStatusFromText(u"OFFLINE"_s);
        AddCheck check = checkOf(plan, Kind::HostStatus);
        QCOMPARE(check.hosts, QStringList({ u"db-2"_s, u"db-4"_s }));
        QCOMPARE(check.found, u"OFFLINE"_s); // the worst one speaks
        QCOMPARE(check.expected, u"AVAILABLE"_s);

        plan.hosts[2].operatingSystemRelease = u"centos8"_s;
        plan.hosts[2].architecture = u"aarch64"_s;
        QCOMPARE(checkOf(plan, Kind::SameSystem).hosts, QStringList({ u"db-3"_s })); // once, though two things differ

        plan.cluster.operatingTask = TaskId(107720);
        QCOMPARE(checkOf(plan, Kind::RunningTask).found, u"107720"_s);
        // OCP before 4.3 names none: the list of tasks does.
        plan.cluster.operatingTask.reset();
        plan.cluster.status = obStatusFromText(u"OPERATING"_s);
        QCOMPARE(checkOf(plan, Kind::RunningTask).found, QString());
        Task task;
        task.id = TaskId(12);
        task.status = taskStatusFromText(u"RUNNING"_s);
        task.cluster = ClusterRef { plan.cluster.id, {}, {} };
        plan.openTasks = { task };
        QCOMPARE(checkOf(plan, Kind::RunningTask).found, u"12"_s);
        QVERIFY(!checkOf(plan, Kind::RunningTask).taskFailed);
        // A failed one keeps the cluster in operation, whether or not OCP names it.
        task.status = taskStatusFromText(u"FAILED"_s);
        plan.openTasks = { task };
        QCOMPARE(checkOf(plan, Kind::RunningTask).found, u"12"_s);
        QVERIFY(checkOf(plan, Kind::RunningTask).taskFailed);
        plan.cluster.operatingTask = TaskId(12);
        QVERIFY(checkOf(plan, Kind::RunningTask).taskFailed);
        check = checkOf(plan, Kind::ZoneBalance);
        QCOMPARE(check.found, u"5"_s);
        QCOMPARE(check.expected, u"2"_s);
    }

    /// While a server is being created the list of hosts may still call its host free.
    void serversTellBeforeTheHosts()
    {
        Host host;
        host.id = HostId(2);
        host.innerIpAddress = u"10.0.0.2"_s;
        host.status = hostStatusFromText(u"AVAILABLE"_s);
        Zone zone;
        ObServer byId;
        byId.hostId = HostId(2);
        byId.ip = u"10.0.0.9"_s;
        byId.port = 2882;
        byId.status = obStatusFromText(u"CREATING"_s);
        ObServer byAddress = byId;
        byAddress.hostId.reset();
        byAddress.ip = host.innerIpAddress;
        for (const ObServer &server : { byId, byAddress }) {
            zone.servers = { server };
            FitnessContext context;
            context.servers = serversOnHosts({ zone }, { host });
            const HostVerdict verdict = judgeHost(host, context);
            QCOMPARE(verdict.fitness, Fitness::Unfit);
            QCOMPARE(verdict.findings.constFirst().rule, FitnessRule::Service);
            QCOMPARE(verdict.findings.constFirst().found, server.ip + u":2882 CREATING"_s);
        }
        byAddress.ip = u"10.0.0.3"_s;
        zone.servers = { byAddress };
        QVERIFY(serversOnHosts({ zone }, { host }).isEmpty());
    }

    /// A host that a failed task of ours has taken is not free; that task is the way out.
    void heldByATask()
    {
        const auto task = [](qint64 id, const char *status, const QStringList &hosts) {
            Task task;
            task.id = TaskId(id);
            task.status = taskStatusFromText(QString::fromLatin1(status));
            task.context.lists.insert(u"host_ids"_s, hosts);
            return task;
        };
        const auto held = hostsHeldBy({ task(9, "RUNNING", { u"1"_s }), task(8, "FAILED", { u"1"_s, u"2"_s }), task(7, "SUCCESSFUL", { u"3"_s }) });
        QCOMPARE(held, (QHash<HostId, HeldBy> { { HostId(1), { TaskId(9), false } }, { HostId(2), { TaskId(8), true } } }));
        FitnessContext context;
        context.heldBy = held;
        Host host;
        host.id = HostId(2);
        host.status = hostStatusFromText(u"ONLINE"_s);
        QCOMPARE(judgeHost(host, context).findings.constFirst().heldBy, std::optional(HeldBy { TaskId(8), true }));
        host.status = hostStatusFromText(u"AVAILABLE"_s); // free is free, whatever a task says
        for (const FitnessFinding &finding : judgeHost(host, context).findings)
            QVERIFY(!finding.heldBy);
    }
};

QTEST_GUILESS_MAIN(TestHostFitness)
#include "tst_hostfitness.moc"
