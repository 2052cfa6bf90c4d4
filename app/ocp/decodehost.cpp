// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/decodehost.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// OCP's own list samples misspell the key.
QString decodeDescription(const JsonReader &json)
{
    return json.text({ "description"_L1, "descripiton"_L1 });
}

} // namespace

Host decodeHost(const JsonReader &json)
{
    OddityScope oddities(json);
    Host host;
    host.id = json.id<HostId>("id"_L1);
    host.name = json.text("name"_L1);
    host.alias = json.text("alias"_L1);
    host.description = decodeDescription(json);
    host.innerIpAddress = json.text("innerIpAddress"_L1);
    host.operatingSystem = json.text("operatingSystem"_L1);
    host.operatingSystemRelease = json.text("operatingSystemRelease"_L1);
    host.architecture = json.text("architecture"_L1);
    host.kind = json.text("kind"_L1);
    host.status = hostStatusFromText(json.word("status"_L1));
    host.idcId = json.optionalId<IdcId>("idcId"_L1);
    host.idcName = json.text("idcName"_L1);
    host.typeId = json.optionalId<HostTypeId>("typeId"_L1);
    host.typeName = json.text("typeName"_L1);
    host.regionId = json.optionalId<RegionId>("regionId"_L1);
    host.regionName = json.text("regionName"_L1);
    host.agentStatus = hostAgentStatusFromText(json.word("hostAgentStatus"_L1));
    host.agentVersion = json.text("hostAgentVersion"_L1);
    host.services = json.list("services"_L1, [](const JsonReader &service) {
        return HostService { service.text("name"_L1), service.text("type"_L1), service.text("version"_L1) };
    });
    host.sshPort = json.optionalInt("sshPort"_L1);
    host.oddities = oddities.take();
    return host;
}

Region decodeRegion(const JsonReader &json)
{
    return { json.id<RegionId>("id"_L1), json.text("name"_L1), decodeDescription(json) };
}

Idc decodeIdc(const JsonReader &json)
{
    return { json.id<IdcId>("id"_L1), json.text("name"_L1), decodeDescription(json),
             json.optionalId<RegionId>("regionId"_L1), json.text("regionName"_L1) };
}

HostType decodeHostType(const JsonReader &json)
{
    return { json.id<HostTypeId>("id"_L1), json.text("name"_L1), decodeDescription(json) };
}

} // namespace obdesk
