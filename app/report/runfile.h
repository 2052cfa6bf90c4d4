// SPDX-License-Identifier: GPL-3.0-or-later
// A run as JSON, and back. This is the form other programs read and obdesk opens again.
#pragma once

#include "domain/result.h"
#include "report/run.h"

#include <QByteArray>

#include <optional>

class QIODevice;

namespace obdesk {

inline constexpr int runSchemaVersion = 1;

/// {"schema": "obdesk.run", "version": 1, "takenAt", "serverNow", "stale", "connection": {name, url, environment, user},
/// "change": {reason, request, traceId}, "hosts": [{id, label}], "failedLogs": [{subtask, text, truncated, attempts}], "logsLeftOut": n,
/// "actions": […], "task": {…}}. "attempts" and "actions" came later than version 1 and are optional: see attemptsToJson() and
/// actionsToJson(). The last attempt's cause is what documents name.
/// The task has the shape of OCP's own reply (GET /api/v2/tasks/instances/{id}), so that what reads one reads the other;
/// contextText is its context where OCP sent a text. Members without a value are missing, keys are in alphabetical order,
/// times are UTC (ISO 8601, milliseconds). Ids are numbers; those that programs with floating-point numbers would round
/// (above 2^53 - 1) are texts of digits. A status that has no text of the server is written as OCP's word for it.
QByteArray runToJson(const Run &run);
[[nodiscard]] QString writeRunFile(const Run &run, QIODevice &device);

/// Opens what runToJson() wrote, and any saved reply of OCP that holds a task: whole or its payload alone, also a list. Such a
/// reply knows nothing of connection and logs; its secrets are masked here. Of several tasks `wanted` picks one; without it
/// the error says how many there are. Errors: Parse, NotOcp, or what a saved failure says.
Result<Run> runFromJson(const QByteArray &json, std::optional<TaskId> wanted = std::nullopt);

} // namespace obdesk
