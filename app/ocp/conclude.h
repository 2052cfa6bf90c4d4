// SPDX-License-Identifier: GPL-3.0-or-later
// What is written down of how a change ended.
#pragma once

#include "domain/apierror.h"
#include "domain/result.h"
#include "domain/task.h"
#include "ocp/httpmessage.h"
#include "ocp/mutation.h"
#include "ocp/queries.h"

#include <optional>
#include <variant>

namespace obdesk {

Conclusion conclusionOf(const ApiError &error);

/// The task an answer tells of that was not there before; an action on a task creates none.
std::optional<TaskId> createdTask(const Task &task);
std::optional<TaskId> createdTask(const std::optional<Task> &);
std::optional<TaskId> createdTask(std::monostate);

template<typename T>
Conclusion conclusionOf(const HttpReply &reply, const Result<Fetched<T>> &result)
{
    if (!result)
        return conclusionOf(result.error());
    Conclusion conclusion;
    conclusion.kind = Conclusion::Kind::Accepted;
    conclusion.at = QDateTime::currentDateTimeUtc();
    conclusion.httpStatus = reply.status;
    conclusion.traceId = result->meta.traceId;
    conclusion.task = createdTask(result->value);
    return conclusion;
}

} // namespace obdesk
