// SPDX-License-Identifier: GPL-3.0-or-later
// Where followers of logs get them from.
#pragma once

#include "session/session.h"
#include "task/logfollower.h"

namespace obdesk {

/// Logs of subtasks as OCP has them now; asked once each, since those who follow a log ask again by themselves. `session` must outlive it.
inline LogSource logsOf(Session &session)
{
    return [&session](TaskId task, SubtaskId subtask, QObject *context, Callback<QString> done) {
        return session.client().fetchSubtaskLog(task, subtask, context, std::move(done), Patience::Once);
    };
}

} // namespace obdesk
