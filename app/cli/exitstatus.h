// SPDX-License-Identifier: GPL-3.0-or-later
// What the program's exit status says. Scripts rely on these numbers.
#pragma once

#include "domain/apierror.h"

namespace obdesk {

enum class ExitStatus {
    Done = 0,               ///< with --wait: the task is SUCCESSFUL
    TaskFailed = 1,
    Usage = 2,              ///< wrong arguments, or a change that OCP would refuse as things stand: nothing was sent
    Unreachable = 3,        ///< cannot reach or trust the server
    NotAllowed = 4,         ///< not authenticated, not permitted, or held back by the connection's access mode
    Refused = 5,            ///< OCP said no; its code and message are printed
    OutcomeUnknown = 6,     ///< the answer to a change was lost
    TimedOut = 7,
    BadData = 8,            ///< data that cannot be read or written
    Interrupted = 130,
};

ExitStatus exitStatusOf(const ApiError &error);

} // namespace obdesk
