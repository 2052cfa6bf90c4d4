// SPDX-License-Identifier: GPL-3.0-or-later
// Endpoint /api/v2/audit/events.
#include "simulator/apicontext.h"
#include "simulator/audit.h"

#include <QDateTime>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

const QStringList auditStates { u"SUCCESS"_s, u"FAILED"_s };

struct AuditFilter
{
    QStringList words, states, operators;
    QString resource;
    std::optional<qint64> from, to;         ///< UTC ms
};

/// An OffsetDateTime of the query; a refusal when it is none. (A '+' that was not encoded arrives as a blank.)
std::optional<qint64> timeOf(SimQuery &query, QLatin1StringView key)
{
    const QString text = query.text(key);
    if (text.isEmpty())
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (time.isValid() && time.timeSpec() != Qt::LocalTime)
        return time.toMSecsSinceEpoch();
    query.setRefusal(wrongType(key, text, u"OffsetDateTime"_s));
    return std::nullopt;
}

} // namespace

ApiAnswer listAuditEvents(ApiContext &context)
{
    SimQuery &query = context.query;
    const AuditFilter filter { query.list("operationEvent"_L1), query.list("status"_L1, auditStates), query.list("operatorId"_L1),
                               query.text("resourceName"_L1), timeOf(query, "startTime"_L1), timeOf(query, "endTime"_L1) };
    const auto failed = [&context](const SimAuditEvent &event) {
        return context.audit.hasFailed(event, event.task ? context.engine.task(*event.task) : nullptr);
    };
    std::vector<const SimAuditEvent *> found;
    for (const SimAuditEvent &event : context.audit.events()) {
        const qint64 start = event.startUtc / 1000 * 1000;      // as it is shown
        const bool wanted = (filter.words.isEmpty() || filter.words.contains(event.word))
            && (filter.states.isEmpty() || filter.states.contains(failed(event) ? u"FAILED"_s : u"SUCCESS"_s))
            && (filter.operators.isEmpty() || filter.operators.contains(QString::number(event.user.id)))
            && (filter.resource.isEmpty() || (event.cluster && event.cluster->name.contains(filter.resource, Qt::CaseInsensitive)))
            && (!filter.from || start >= *filter.from) && (!filter.to || start <= *filter.to);
        if (wanted)
            found.push_back(&event);
    }
    const FaceTraits &face = traits(context.scenario.face);
    // The samples: oldest first in 4.2.2, newest first in 4.3.5.
    const SimPageInfo page = arrange(found, query,
                                  SortFields<SimAuditEvent> {
                                      { "id"_L1, [](const auto &a, const auto &b) { return a.id < b.id; } },
                                      { "startTime"_L1, [](const auto &a, const auto &b) { return a.startUtc < b.startUtc; } },
                                  },
                                  face.auditResources, context.scenario.maxPageSize, "order"_L1);
    return listAnswer(context, found, &page, [&](JsonWriter &out, const SimAuditEvent &event) {
        writeAuditEvent(out, event, failed(event), face, simExecutor);
    });
}

} // namespace obdesk
