// SPDX-License-Identifier: GPL-3.0-or-later
// The command line: what is a command runs here without a window, what is not opens the console.
#pragma once

#include "ocp/connection.h"
#include "simulator/embeddedsimulator.h"

#include <optional>

namespace obdesk {

/// How the console is to begin.
struct GuiStart
{
    bool demo = false;
    EmbeddedOptions simulator;                  ///< with demo, or when there is nothing else to connect to
    QString language;                           ///< empty: the system's
    QString theme;                              ///< light, dark or system; empty: the usual
    std::optional<Connection> connection;       ///< to be opened first
    std::optional<Credentials> secret;          ///< for it; empty: the keyring, or the person, knows
};

/// Runs the command there is and answers the exit status; empty when the console is wanted, and `gui` says how. Makes an
/// application object of its own for the time of a command (one that paints off screen when reports need it); there must be none yet.
std::optional<int> runCommandLine(int argc, char **argv, GuiStart *gui);

} // namespace obdesk
