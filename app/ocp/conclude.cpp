// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/conclude.h"

#include <QStringList>

namespace obdesk {

using namespace Qt::StringLiterals;

Conclusion conclusionOf(const ApiError &error)
{
    Conclusion conclusion;
    conclusion.at = QDateTime::currentDateTimeUtc();
    switch (error.outcome) {
    case ApiError::Outcome::NotSent:
        conclusion.kind = Conclusion::Kind::NotSent;
        break;
    case ApiError::Outcome::Refused:
        conclusion.kind = Conclusion::Kind::Refused;
        break;
    case ApiError::Outcome::NotApplicable:
    case ApiError::Outcome::Unknown:
        conclusion.kind = Conclusion::Kind::Unknown;
        break;
    }
    conclusion.httpStatus = error.httpStatus;
    conclusion.code = error.code;
    conclusion.message = error.message;
    conclusion.traceId = error.traceId;
    QStringList details { error.detail, error.debugMessage };
    for (const SubError &one : error.subErrors)
        details.append(one.field + u": "_s + one.message);
    details.removeAll(QString());
    conclusion.detail = details.join(u"; "_s);
    return conclusion;
}

Conclusion conclusionOf(const HttpReply &reply, const Result<Fetched<std::optional<Task>>> &result, bool makesTask)
{
    if (!result)
        return conclusionOf(result.error());
    Conclusion conclusion;
    conclusion.kind = Conclusion::Kind::Accepted;
    conclusion.at = QDateTime::currentDateTimeUtc();
    conclusion.httpStatus = reply.status;
    conclusion.traceId = result->meta.traceId;
    if (makesTask && result->value)
        conclusion.task = result->value->id;
    return conclusion;
}

} // namespace obdesk
