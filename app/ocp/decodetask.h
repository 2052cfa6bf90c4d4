// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks out of JSON, in all the forms OCP documents. Source: OCP v2 API, "task management" pages and the samples on the pages of
// the operations.
#pragma once

#include "domain/result.h"
#include "domain/task.h"
#include "ocp/jsonreader.h"

#include <QByteArray>
#include <QList>

namespace obdesk {

/// A reply with more is refused: no real task comes near, and a picture of it would help nobody.
inline constexpr qsizetype maxSubtasks = 20'000;
/// Over both lists of all subtasks.
inline constexpr qsizetype maxEdges = 200'000;

Task decodeTask(const JsonReader &json);
Subtask decodeSubtask(const JsonReader &json);

/// Reads a saved reply of OCP: a whole envelope or its payload alone; one task, or the first of a list. Errors: Parse, NotOcp, or
/// what a saved failure says.
Result<Task> decodeTaskReply(const QByteArray &json);
/// The same, with every task of a list.
Result<QList<Task>> decodeSavedTasks(const QByteArray &json);

} // namespace obdesk
