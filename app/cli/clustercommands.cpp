// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/clustercommands.h"

#include "cli/json.h"
#include "words/fitnesswords.h"
#include "words/plain.h"
#include "words/readingwords.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString cell(const QString &fromServer)
{
    return displayText(fromServer, false, 80);
}

QString idText(const std::optional<TaskId> &task)
{
    return task ? task->toString() : QString();
}

QString serviceNames(const Host &host)
{
    QStringList names;
    for (const HostService &service : host.services)
        names.append(cell(service.name.isEmpty() ? service.type : service.name));
    return names.join(u", "_s);
}

} // namespace

void ClusterListCommand::begin()
{
    client().fetchClusters({}, this, [this](const Result<Fetched<QList<Cluster>>> &result) {
        const QList<Cluster> *clusters = valueOf(result);
        if (!clusters)
            return;
        TextTable table { { tr("ID"), tr("NAME"), tr("STATUS"), tr("VERSION"), tr("TYPE"), tr("SERVERS"), tr("TASK") }, {}, { 0, 5 } };
        QJsonArray items;
        for (const Cluster &cluster : *clusters) {
            table.rows.append({ cluster.id.toString(), cell(cluster.name), cell(cluster.status.text), cell(cluster.obVersion),
                                cell(cluster.type), QString::number(cluster.serverCount), idText(cluster.operatingTask) });
            items.append(clusterToJson(cluster));
        }
        m_output.table(table);
        m_output.document(u"obdesk.clusters"_s, withUnread({ { "clusters"_L1, items } }));
        finish(ExitStatus::Done);
    });
}

void ClusterShowCommand::begin()
{
    findCluster(m_line.operands().constFirst(), [this](const Cluster &cluster) {
        client().fetchZones(cluster.id, this, [this, cluster](const Result<Fetched<QList<Zone>>> &result) {
            if (const QList<Zone> *zones = valueOf(result))
                show(cluster, *zones);
        });
    });
}

void ClusterShowCommand::show(const Cluster &cluster, const QList<Zone> &zones)
{
    m_output.facts({ { tr("Cluster"), u"%1 (%2)"_s.arg(cell(cluster.name), cluster.id.toString()) },
                     { tr("Status"), cell(cluster.status.text) },
                     { tr("Version"), cell(cluster.obVersion) },
                     { tr("Type"), cell(cluster.type) },
                     { tr("Architecture"), cell(cluster.architecture) },
                     { tr("Tenants"), QString::number(cluster.tenantCount) },
                     { tr("Running task"), idText(cluster.operatingTask) },
                     { tr("OCP says"), cell(cluster.failToQueryReason) } });
    TextTable table { { tr("ZONE"), tr("STATUS"), tr("IDC"), tr("SERVER"), tr("STATUS"), tr("VERSION"), tr("ROOT SERVER") }, {}, {} };
    QJsonArray items;
    for (const Zone &zone : zones) {
        const QStringList head { cell(zone.name), cell(zone.status.text), cell(zone.idcName) };
        for (const ObServer &server : zone.servers)
            table.rows.append(head + QStringList { cell(server.address()), cell(server.status.text), cell(server.version),
                                                   server.withRootServer ? tr("yes") : QString() });
        if (zone.servers.isEmpty())
            table.rows.append(head);
        items.append(zoneToJson(zone));
    }
    m_output.text({});
    m_output.table(table);
    QJsonObject document = clusterToJson(cluster);
    document.insert("zones"_L1, items);
    for (const QString &line : oddityLines(cluster) + oddityLines(zones))
        m_output.note(line);
    m_output.document(u"obdesk.cluster"_s, withUnread({ { "cluster"_L1, document } }));
    finish(ExitStatus::Done);
}

QString HostListCommand::prepare()
{
    return m_line.isSet(u"cluster"_s) == m_line.isSet(u"zone"_s) ? QString() : tr("Give both --cluster and --zone, or neither.");
}

void HostListCommand::begin()
{
    if (!m_line.isSet(u"cluster"_s)) {
        list(std::nullopt);
        return;
    }
    findCluster(m_line.value(u"cluster"_s), [this](const Cluster &cluster) {
        findZone(cluster, m_line.value(u"zone"_s), [this, cluster](const Zone &zone, const QList<Zone> &zones) { list(Place { cluster, zone, zones }); });
    });
}

void HostListCommand::list(const std::optional<Place> &place)
{
    client().fetchHosts({}, this, [this, place](const Result<Fetched<QList<Host>>> &result) {
        if (const QList<Host> *hosts = valueOf(result))
            show(*hosts, place);
    });
}

void HostListCommand::show(const QList<Host> &hosts, const std::optional<Place> &place)
{
    FitnessContext context = place ? fitnessContext(place->cluster, place->zone, hosts) : FitnessContext();
    if (place)
        context.servers = serversOnHosts(place->zones, hosts);
    TextTable table { { tr("ID"), tr("NAME"), tr("ADDRESS"), tr("STATUS"), tr("IDC"), tr("ARCH"), tr("AGENT") }, {}, { 0 } };
    table.titles += place ? QStringList { tr("FITNESS"), tr("WHY") } : QStringList { tr("SERVICES") };
    QJsonArray items;
    for (const Host &host : hosts) {
        QStringList row { host.id.toString(), cell(host.name), cell(host.innerIpAddress), cell(host.status.text), cell(host.idcName),
                          cell(host.architecture), cell(host.agentStatus.text) };
        QJsonObject item = hostToJson(host);
        if (place) {
            const HostVerdict verdict = judgeHost(host, context);
            row << fitnessWord(verdict.fitness) << verdictWords(verdict);
            item.insert("verdict"_L1, verdictToJson(verdict));
        } else {
            row << serviceNames(host);
        }
        table.rows.append(row);
        items.append(item);
    }
    m_output.table(table);
    QJsonObject document { { "hosts"_L1, items } };
    if (place) {
        document.insert("cluster"_L1, clusterToJson(place->cluster));
        document.insert("zone"_L1, place->zone.name);
    }
    m_output.document(u"obdesk.hosts"_s, withUnread(document));
    finish(ExitStatus::Done);
}

} // namespace obdesk
