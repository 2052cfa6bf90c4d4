// SPDX-License-Identifier: GPL-3.0-or-later
// A task's context, in the four ways OCP writes it. Never fails: the context is a hint, nothing depends on it.
#pragma once

#include "domain/task.h"

#include <QJsonValue>

namespace obdesk {

/// An object {stringMap, listMap}, the same as JSON text, Java's "Context(…, stringMap={a=b}, listMap={c=[d]})", or nothing.
TaskContext decodeTaskContext(const QJsonValue &value);

} // namespace obdesk
