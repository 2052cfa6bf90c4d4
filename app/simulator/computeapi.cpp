// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoints below /api/v2/compute.
#include "simulator/apicontext.h"
#include "simulator/jsonout.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

const QStringList hostStates { u"NEW"_s, u"AVAILABLE"_s, u"ONLINE"_s, u"OFFLINE"_s, u"DELETING"_s };
const QStringList serviceTypes { u"OB_CLUSTER"_s, u"OB_PROXY"_s, u"OCP_AGENT"_s, u"BACKUP_AGENT"_s, u"RESTORE_AGENT"_s, u"BACKUP_RESTORE_AGENT"_s, u"OMS"_s };

bool hasService(const SimHost &host, const QStringList &types)
{
    return std::any_of(host.services.cbegin(), host.services.cend(), [&](const SimService &s) { return types.contains(s.type); });
}

/// Fuzzy over host name, IP and deployed service.
bool matches(const SimHost &host, const QString &keyword)
{
    return host.name.contains(keyword, Qt::CaseInsensitive) || host.address.contains(keyword)
        || std::any_of(host.services.cbegin(), host.services.cend(), [&](const SimService &s) { return s.name.contains(keyword, Qt::CaseInsensitive); });
}

/// IDCs, regions and host types: id, name and times; the samples misspell the description.
template<typename T, typename Extra>
ApiAnswer namedList(ApiContext &context, const std::vector<T> &all, Extra extra)
{
    std::vector<const T *> items;
    for (const T &item : all)
        items.push_back(&item);
    const SimPageInfo page = arrange(items, context.query,
                                  SortFields<T> {
                                      { "id"_L1, [](const T &a, const T &b) { return a.id < b.id; } },
                                      { "name"_L1, [](const T &a, const T &b) { return a.name < b.name; } },
                                  },
                                  false, context.scenario.maxPageSize);
    return listAnswer(context, items, &page, [&extra](JsonWriter &out, const T &item) {
        constexpr qint64 firstDayUtc = 1625097600000;       // 2021-07-01
        out.beginObject();
        out.date("createTime"_L1, firstDayUtc);
        out.field("id"_L1, item.id.value);
        out.field("name"_L1, item.name);
        extra(out, item);
        out.date("updateTime"_L1, firstDayUtc);
        out.endObject();
    });
}

} // namespace

ApiAnswer listHosts(ApiContext &context)
{
    SimQuery &query = context.query;
    const QStringList states = query.list("status"_L1, hostStates);
    const QStringList included = query.list("includedServiceType"_L1, serviceTypes);
    const QStringList excluded = query.list("excludedServiceType"_L1, serviceTypes);
    const QString keyword = query.text("keyword"_L1);
    const std::optional<qint64> idc = query.integer("idcId"_L1);
    std::vector<const SimHost *> found;
    for (const SimHost &host : context.world.hosts) {
        const bool wanted = (states.isEmpty() || states.contains(host.status)) && (included.isEmpty() || hasService(host, included))
            && !hasService(host, excluded) && (!idc || host.idc.value == *idc) && matches(host, keyword);
        if (wanted)
            found.push_back(&host);
    }
    const SimPageInfo page = arrange(found, query,
                                  SortFields<SimHost> {
                                      { "id"_L1, [](const auto &a, const auto &b) { return a.id < b.id; } },
                                      { "name"_L1, [](const auto &a, const auto &b) { return a.name < b.name; } },
                                      { "innerIpAddress"_L1, [](const auto &a, const auto &b) { return a.address < b.address; } },
                                      { "status"_L1, [](const auto &a, const auto &b) { return a.status < b.status; } },
                                      { "idcName"_L1, [](const auto &a, const auto &b) { return a.idcName < b.idcName; } },
                                  },
                                  false, context.scenario.maxPageSize);
    return listAnswer(context, found, &page, [&](JsonWriter &out, const SimHost &host) { writeHost(out, host, context.world); });
}

ApiAnswer showHost(ApiContext &context)
{
    const std::optional<qint64> id = pathId(context, 0);
    if (!id)
        return ApiAnswer::refused(*context.query.refusal());
    const SimHost *host = context.world.host(HostId(*id));
    if (!host)
        return ApiAnswer::refused({ 404, u"CMP07005"_s, u"Host %1 does not exist."_s.arg(*id) });
    JsonWriter out = context.writer();
    writeHost(out, *host, context.world);
    return ApiAnswer::data(out.take());
}

ApiAnswer listIdcs(ApiContext &context)
{
    return namedList(context, context.world.idcs, [](JsonWriter &out, const SimIdc &idc) {
        out.textOrNull("descripiton"_L1, {});               // sic
        out.field("regionId"_L1, idc.region.value);
        out.field("regionName"_L1, idc.regionName);
    });
}

ApiAnswer listRegions(ApiContext &context)
{
    return namedList(context, context.world.regions, [](JsonWriter &, const SimRegion &) { });
}

ApiAnswer listHostTypes(ApiContext &context)
{
    return namedList(context, context.world.hostTypes, [](JsonWriter &out, const SimHostType &) { out.textOrNull("descripiton"_L1, {}); });
}

} // namespace obdesk
