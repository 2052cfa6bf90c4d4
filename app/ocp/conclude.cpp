// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/conclude.h"

#include <QStringList>

namespace obdesk {

using namespace Qt::StringLiterals;

std::optional<TaskId> createdTask(const Task &task)
{
    return task.id;
}

std::optional<TaskId> createdTask(const std::optional<Task> &)
{
    return {};
}

std::optional<TaskId> createdTask(std::monostate)
{
    return {};
}

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

} // namespace obdesk
