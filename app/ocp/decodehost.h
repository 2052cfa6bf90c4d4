// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts, regions, IDCs and host types out of JSON. Source: OCP v2 API, "host module" pages.
#pragma once

#include "domain/host.h"
#include "ocp/jsonreader.h"

namespace obdesk {

Host decodeHost(const JsonReader &json);
Region decodeRegion(const JsonReader &json);
Idc decodeIdc(const JsonReader &json);
HostType decodeHostType(const JsonReader &json);

} // namespace obdesk
