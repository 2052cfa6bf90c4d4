// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a run complete for a report: the logs of what failed, and no secret left in it.
#pragma once

#include "domain/host.h"
#include "report/run.h"
#include "report/taskrecord.h"

#include <QHash>

#include <functional>

class QObject;

namespace obdesk {

class OcpClient;

/// More failed steps than this leave no text of a log, only what it says of the attempts: a report is not an archive.
inline constexpr int mostFailedLogs = 20;
/// More logs than this are not asked for, each being a request; Run::logsLeftOut counts the rest.
inline constexpr int mostAskedLogs = 200;

/// A run as far as the connection, the task and the journal tell it; without logs.
Run runOf(const Connection &connection, const Task &task, const QHash<HostId, Host> &hosts, const QDateTime &takenAt, const QDateTime &serverNow,
          const TaskRecord &record = {});

/// Fetches the logs of steps that failed or ran more than once, one after the other in order of execution (the failed ones come first when
/// there are too many), reads their attempts and causes, and masks the whole run. A log that cannot be fetched leaves a line that says so;
/// nothing stops the report. Call it on the context's thread; done is called there, at most once, later than this call returns, and not
/// after the context is gone. When the client goes first, the rest is done without it.
void collectRun(OcpClient &client, Run run, QObject *context, std::function<void(const Run &)> done);

/// Gives steps that ran again the start of their latest run, as their logs have it: OCP's engine keeps the first one.
void takeRunStarts(Run &run);

/// Covers secrets in the request, in the contexts of task and steps and in the logs, and takes user info off the address.
void maskRun(Run &run);

} // namespace obdesk
