// SPDX-License-Identifier: GPL-3.0-or-later
// What could not be read of a reply, for people. The details are technical and stay in English.
#pragma once

#include "domain/cluster.h"
#include "domain/host.h"
#include "domain/task.h"
#include "ocp/queries.h"

#include <QString>
#include <QStringList>

namespace obdesk {

/// "1 entry could not be read: contents[3].id: expected an integer, found nothing"; empty when all could.
QString unreadWords(const ReplyNotes &notes);

/// One line for each thing that was odd about the task or one of its steps.
QStringList oddityLines(const Task &task);
/// The same for a cluster without its zones, and for zones with their servers.
QStringList oddityLines(const Cluster &cluster);
QStringList oddityLines(const QList<Zone> &zones);
/// "In what OCP sent: runTime: expected …", one after the other; empty without oddities.
QString oddityText(const QStringList &oddities);

} // namespace obdesk
