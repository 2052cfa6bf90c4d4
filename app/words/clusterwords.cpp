// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/clusterwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString withId(const QString &name, ClusterId id)
{
    const QString number = u'#' + id.toString();
    return name.isEmpty() ? number : name + u' ' + number;
}

QString withRole(const Cluster &cluster)
{
    return u"%1 (%2)"_s.arg(cluster.name, cluster.type.toLower());
}

template<typename Test>
bool another(const Cluster &cluster, const QList<Cluster> &all, Test test)
{
    return std::any_of(all.cbegin(), all.cend(), [&](const Cluster &other) { return other.id != cluster.id && test(other); });
}

} // namespace

QString clusterLabel(const Cluster &cluster, const QList<Cluster> &all)
{
    if (cluster.name.isEmpty())
        return withId({}, cluster.id);
    if (!another(cluster, all, [&](const Cluster &other) { return other.name == cluster.name; }))
        return cluster.name;
    // A third cluster may really be called like that.
    const QString label = withRole(cluster);
    const bool taken = another(cluster, all, [&](const Cluster &other) { return other.name == label || withRole(other) == label; });
    return cluster.type.isEmpty() || taken ? withId(cluster.name, cluster.id) : label;
}

QString clusterLabel(const ClusterRef &cluster, const QList<Cluster> &all)
{
    if (!cluster.id)
        return cluster.name;
    const auto known = std::find_if(all.cbegin(), all.cend(), [&](const Cluster &other) { return other.id == *cluster.id; });
    if (known != all.cend() && (cluster.name.isEmpty() || cluster.name == known->name))
        return clusterLabel(*known, all);
    Cluster gone;
    gone.id = *cluster.id;
    gone.name = cluster.name;
    return clusterLabel(gone, all);
}

QString targetLabel(const Task &task, const QList<Cluster> &all)
{
    const QString label = task.cluster ? clusterLabel(*task.cluster, all) : QString();
    return label.isEmpty() ? task.id.toString() : label;
}

} // namespace obdesk
