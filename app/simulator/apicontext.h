// SPDX-License-Identifier: GPL-3.0-or-later
// What every endpoint gets and gives.
#pragma once

#include "simulator/audit.h"
#include "simulator/jsonwriter.h"
#include "simulator/operations.h"
#include "simulator/scenario.h"
#include "simulator/simquery.h"
#include "simulator/simrequest.h"
#include "simulator/world.h"

#include <QStringList>

#include <optional>

namespace obdesk {

struct ApiContext
{
    const Scenario &scenario;
    World &world;
    TaskEngine &engine;
    Operations &operations;
    AuditTrail &audit;
    SimUser user;
    SimMoment now;
    const SimRequest &request;
    SimQuery query;
    QStringList arguments;          ///< the variable parts of the path, decoded

    JsonWriter writer() const { return JsonWriter(scenario.style); }
    const FaceTraits &face() const { return traits(scenario.face); }
};

/// Either data for the envelope (none: a bare acknowledgement), or a body of its own, or a refusal.
struct ApiAnswer
{
    enum class Kind { Data, OwnJson, Text, Refused };
    Kind kind = Kind::Data;
    QByteArray body;
    Refusal refusal;

    static ApiAnswer data(QByteArray json) { return { Kind::Data, std::move(json), {} }; }
    static ApiAnswer acknowledged() { return {}; }
    static ApiAnswer ownJson(QByteArray json) { return { Kind::OwnJson, std::move(json), {} }; }
    static ApiAnswer text(QByteArray text) { return { Kind::Text, std::move(text), {} }; }
    static ApiAnswer refused(const Refusal &refusal) { return { Kind::Refused, {}, refusal }; }
};

/// data.contents, with data.page when there is one.
template<typename T, typename Write>
ApiAnswer listAnswer(const ApiContext &context, const std::vector<const T *> &items, const SimPageInfo *page, Write write)
{
    JsonWriter out = context.writer();
    out.beginObject();
    out.key(QLatin1StringView("contents"));
    out.beginArray();
    for (const T *item : items)
        write(out, *item);
    out.endArray();
    if (page) {
        out.key(QLatin1StringView("page"));
        out.beginObject();
        out.field(QLatin1StringView("number"), page->number);
        out.field(QLatin1StringView("size"), page->size);
        out.field(QLatin1StringView("totalElements"), page->totalElements);
        out.field(QLatin1StringView("totalPages"), page->totalPages);
        out.endObject();
    }
    out.endObject();
    return ApiAnswer::data(out.take());
}

/// An id of the path; a refusal when it is not an integer.
std::optional<qint64> pathId(ApiContext &context, int argument);

// Clusters (clusterapi.cpp)
ApiAnswer listClusters(ApiContext &context);
ApiAnswer listZones(ApiContext &context);
ApiAnswer listServers(ApiContext &context);
ApiAnswer listZoneServers(ApiContext &context);
ApiAnswer addServers(ApiContext &context);

// Hosts and where they stand (computeapi.cpp)
ApiAnswer listHosts(ApiContext &context);
ApiAnswer showHost(ApiContext &context);
ApiAnswer listIdcs(ApiContext &context);
ApiAnswer listRegions(ApiContext &context);
ApiAnswer listHostTypes(ApiContext &context);

// Tasks (taskapi.cpp)
ApiAnswer listTasks(ApiContext &context);
ApiAnswer showTask(ApiContext &context);
ApiAnswer retryTask(ApiContext &context);
ApiAnswer rollbackTask(ApiContext &context);
ApiAnswer showSubtaskLog(ApiContext &context);
ApiAnswer retrySubtask(ApiContext &context);
ApiAnswer skipSubtask(ApiContext &context);
ApiAnswer cancelSubtask(ApiContext &context);

// Who asked for what (auditapi.cpp)
ApiAnswer listAuditEvents(ApiContext &context);

// The server itself (systemapi.cpp)
ApiAnswer showInfo(ApiContext &context);
ApiAnswer showTime(ApiContext &context);
ApiAnswer showStatus(ApiContext &context);

} // namespace obdesk
