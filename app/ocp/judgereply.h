// SPDX-License-Identifier: GPL-3.0-or-later
// What each call takes for an answer. Called on the transport's thread.
#pragma once

#include "domain/auditevent.h"
#include "domain/result.h"
#include "domain/task.h"
#include "ocp/httpmessage.h"
#include "ocp/jsonreader.h"
#include "ocp/operation.h"
#include "ocp/queries.h"

#include <QDateTime>
#include <QJsonValue>

#include <optional>
#include <variant>

namespace obdesk {

Task readTask(const QJsonValue &data, JsonContext &context);
Page<Task> readTaskPage(const QJsonValue &data, const TaskQuery &query, JsonContext &context);
Page<AuditEvent> readAuditPage(const QJsonValue &data, const AuditQuery &query, JsonContext &context);
/// Of a change: the task it became, or acted on where OCP tells it.
Result<Fetched<std::optional<Task>>> judgeOperation(OperationAnswer answer, const HttpReply &reply);
Result<Fetched<ServerInfo>> judgeInfo(const HttpReply &reply);
Result<Fetched<QDateTime>> judgeTime(const HttpReply &reply);
Result<Fetched<QString>> judgeStatusText(const HttpReply &reply);

} // namespace obdesk
