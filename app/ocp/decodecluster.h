// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters, zones and OBServers out of JSON. Source: OCP v2 API, "cluster information" pages.
#pragma once

#include "domain/cluster.h"
#include "ocp/jsonreader.h"

namespace obdesk {

Cluster decodeCluster(const JsonReader &json);
Zone decodeZone(const JsonReader &json);
ObServer decodeServer(const JsonReader &json);

} // namespace obdesk
