// SPDX-License-Identifier: GPL-3.0-or-later
// How a cluster is called where its name alone would not tell which one is meant. A primary and its standby usually share their name.
#pragma once

#include "domain/cluster.h"
#include "domain/task.h"

#include <QList>
#include <QString>

namespace obdesk {

/// The name alone while no other of `all` (the clusters of the same OCP) has it; else with the role as OCP writes it, "obtrade
/// (standby)", or where that does not tell them apart either, with the id: "obtrade #2". Without a name "#2". The same in every
/// language: it is what a person types to confirm, and a script too. As sent, for display see displayText().
QString clusterLabel(const Cluster &cluster, const QList<Cluster> &all);

/// The same for the cluster a task names, which may be gone or not be in `all`; empty when the task tells neither name nor id.
QString clusterLabel(const ClusterRef &cluster, const QList<Cluster> &all);

/// What a change of this task is confirmed by: its cluster's label, or where OCP tells no cluster, the task's id.
QString targetLabel(const Task &task, const QList<Cluster> &all);

} // namespace obdesk
