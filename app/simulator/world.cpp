// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/world.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

template<typename List, typename Matches>
auto firstOf(List &items, Matches matches) -> decltype(items.data())
{
    const auto it = std::find_if(items.begin(), items.end(), matches);
    return it == items.end() ? nullptr : &*it;
}

} // namespace

QString SimObCluster::rpmName() const
{
    return u"oceanbase-%1-20240301193015.el7.%2.rpm"_s.arg(version, architecture);
}

SimZone *SimObCluster::zone(const QString &wanted)
{
    return firstOf(zones, [&](const SimZone &zone) { return zone.name == wanted; });
}

SimHost *World::host(HostId id)
{
    return firstOf(hosts, [id](const SimHost &host) { return host.id == id; });
}

SimObCluster *World::cluster(ClusterId id)
{
    return firstOf(clusters, [id](const SimObCluster &cluster) { return cluster.id == id; });
}

SimObCluster *World::clusterByName(const QString &name)
{
    return firstOf(clusters, [&](const SimObCluster &cluster) { return cluster.name == name; });
}

} // namespace obdesk
