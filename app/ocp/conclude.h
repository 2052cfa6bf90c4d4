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

namespace obdesk {

Conclusion conclusionOf(const ApiError &error);

/// `makesTask`: the task of the answer was not there before; an action on a task creates none.
Conclusion conclusionOf(const HttpReply &reply, const Result<Fetched<std::optional<Task>>> &result, bool makesTask);

} // namespace obdesk
