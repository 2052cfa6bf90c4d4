// SPDX-License-Identifier: GPL-3.0-or-later
// The objects of the API as JSON. Shapes: the documented samples of OCP 3.1.1 to 4.3.
#pragma once

#include "simulator/jsonwriter.h"
#include "simulator/ocpface.h"
#include "simulator/simtask.h"
#include "simulator/world.h"

namespace obdesk {

/// Form A, the answer of "Add OBServer": `tasks`, cluster and creator as objects, the context as Java text, no times but the start.
/// [D] The only documented answer of that call, from 2021; its first subtask RUNNING, where the engine has READY [E].
void writeTaskA(JsonWriter &out, const SimTask &task);
/// Form B: `subtasks`, clusterId as a number, the creator as text, no context, no times but the start. By analogy with the pages of 4.3 for
/// stopping and restarting servers; what "Add OBServer" answers there stands nowhere.
void writeTaskB(JsonWriter &out, const SimTask &task);
/// Form C, one task in full: `subtasks` with edges, times and runs.
void writeTaskC(JsonWriter &out, const FaceTraits &face, const SimTask &task);
/// Form D, an entry of the list: no edges. From 4.3 on with tags[] (clusters, zone and hosts of the task) and a lower-case operation.
void writeTaskD(JsonWriter &out, const FaceTraits &face, const SimTask &task);
/// A subtask as in form C, the answer of "retry a subtask".
void writeSubtask(JsonWriter &out, const FaceTraits &face, const SimTask &task, const SimStep &step);

/// With `architecture` of 4.3 in every version; operatingTaskInstanceId in those that have it. Zones without their servers, as in
/// the samples.
void writeCluster(JsonWriter &out, const FaceTraits &face, const SimObCluster &cluster);
void writeZone(JsonWriter &out, const FaceTraits &face, const World &world, const SimObCluster &cluster, const SimZone &zone);
void writeServer(JsonWriter &out, const FaceTraits &face, const World &world, const SimObCluster &cluster, const SimZone &zone, const SimServer &server);
void writeHost(JsonWriter &out, const SimHost &host, const World &world);

} // namespace obdesk
