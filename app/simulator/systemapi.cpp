// SPDX-License-Identifier: GPL-3.0-or-later
// The three calls without envelope: info, time and status.
#include "simulator/apicontext.h"
#include "simulator/simtime.h"

namespace obdesk {

using namespace Qt::StringLiterals;

std::optional<qint64> pathId(ApiContext &context, int argument)
{
    bool ok = false;
    const qint64 id = context.arguments.value(argument).toLongLong(&ok);
    if (ok)
        return id;
    context.query.setRefusal(wrongType(u"id"_s, context.arguments.value(argument), u"Long"_s));
    return std::nullopt;
}

ApiAnswer showInfo(ApiContext &context)
{
    JsonWriter out;
    out.beginObject();
    out.field("artifact"_L1, "obdesk-simulator"_L1);        // so that nobody takes it for the real thing
    out.field("buildVersion"_L1, QLatin1StringView(traits(context.scenario.face).buildVersion));
    out.field("buildJavaVersion"_L1, "1.8"_L1);
    out.field("buildTime"_L1, "2024-01-15T12:00:00+08:00"_L1);
    out.field("name"_L1, "ocp-server"_L1);
    out.field("springBootVersion"_L1, "2.2.5.RELEASE"_L1);
    out.field("group"_L1, "io.github.obdesk"_L1);
    out.endObject();
    return ApiAnswer::ownJson(out.take());
}

ApiAnswer showTime(ApiContext &context)
{
    return ApiAnswer::text(isoTime(context.now.utcMs));
}

ApiAnswer showStatus(ApiContext &)
{
    return ApiAnswer::text("okay");
}

} // namespace obdesk
