// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a run complete for a report: the logs of what failed, and no secret left in it.
#pragma once

#include "report/run.h"

#include <functional>

class QObject;

namespace obdesk {

class OcpClient;

/// More failed steps than this leave no log: a report is not an archive, and each log is a request.
inline constexpr int mostFailedLogs = 20;

/// Fetches the logs of failed steps, one after the other in order of execution, and masks the whole run. A log that cannot
/// be fetched leaves a line that says so; nothing stops the report. Call it on the context's thread; done is called there,
/// at most once, later than this call returns, and not after the context is gone. When the client goes first, the rest is done
/// without it.
void collectRun(OcpClient &client, Run run, QObject *context, std::function<void(const Run &)> done);

/// Covers secrets in the request, in the contexts of task and steps and in the logs, and takes user info off the address.
void maskRun(Run &run);

} // namespace obdesk
