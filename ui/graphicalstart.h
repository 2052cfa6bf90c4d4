// SPDX-License-Identifier: GPL-3.0-or-later
// The console from its start to its end.
#pragma once

#include "cli/cli.h"

namespace obdesk {

/// Makes the application and the window, opens what `start` says. Returns the exit status when the last window is closed.
int runConsole(int argc, char **argv, const GuiStart &start);

} // namespace obdesk
