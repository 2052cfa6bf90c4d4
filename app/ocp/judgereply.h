// SPDX-License-Identifier: GPL-3.0-or-later
// What each call takes for an answer. Called on the transport's thread.
#pragma once

#include "domain/auditevent.h"
#include "domain/result.h"
#include "domain/task.h"
#include "ocp/httpmessage.h"
#include "ocp/jsonreader.h"
#include "ocp/queries.h"

#include <QDateTime>
#include <QJsonValue>

#include <optional>
#include <variant>

namespace obdesk {

Task readTask(const QJsonValue &data, JsonContext &context);
Page<Task> readTaskPage(const QJsonValue &data, const TaskQuery &query, JsonContext &context);
Page<AuditEvent> readAuditPage(const QJsonValue &data, const AuditQuery &query, JsonContext &context);
/// Accepted is: successful, and an integer id to follow. The rest of the answer may be odd, the task runs all the same; the first
/// poll will say what is wrong with it.
Result<Fetched<Task>> judgeNewTask(const HttpReply &reply);
/// OCP documents the task as the answer, and its sibling answers nothing. Either way the envelope's yes is what counts.
Result<Fetched<std::optional<Task>>> judgeTaskAction(const HttpReply &reply);
Result<Fetched<std::monostate>> judgeAcknowledgement(const HttpReply &reply);
Result<Fetched<ServerInfo>> judgeInfo(const HttpReply &reply);
Result<Fetched<QDateTime>> judgeTime(const HttpReply &reply);
Result<Fetched<QString>> judgeStatusText(const HttpReply &reply);

} // namespace obdesk
