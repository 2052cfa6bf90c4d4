// SPDX-License-Identifier: GPL-3.0-or-later
// The objects of the API as JSON. Shapes: the documented samples of OCP 3.1.1 to 4.3.
#pragma once

#include "simulator/jsonwriter.h"
#include "simulator/simtask.h"
#include "simulator/world.h"

namespace obdesk {

/// Form A, the answer of "Add OBServer": `tasks`, cluster and creator as objects, the context as Java text, no times but the start.
void writeTaskA(JsonWriter &out, const SimTask &task);
/// Form C, one task in full: `subtasks` with edges, times and runs.
void writeTaskC(JsonWriter &out, const SimTask &task);
/// Form D, an entry of the list: no edges.
void writeTaskD(JsonWriter &out, const SimTask &task);
/// A subtask as in form C, the answer of "retry a subtask".
void writeSubtask(JsonWriter &out, const SimStep &step, qint64 createUtc);

/// With 4.3's fields (architecture, operatingTaskInstanceId) beside those of 3.1.1. Zones without their servers, as in the samples.
void writeCluster(JsonWriter &out, const SimObCluster &cluster);
void writeZone(JsonWriter &out, const World &world, const SimObCluster &cluster, const SimZone &zone);
void writeServer(JsonWriter &out, const World &world, const SimObCluster &cluster, const SimZone &zone, const SimServer &server);
void writeHost(JsonWriter &out, const SimHost &host, const World &world);

} // namespace obdesk
