// SPDX-License-Identifier: GPL-3.0-or-later
// Ways a secret comes in without being an argument: environment, file, terminal.
#pragma once

#include "ocp/connection.h"

#include <optional>

namespace obdesk {

/// From OBDESK_PASSWORD or OBDESK_ACCESS_KEY_SECRET; the variable is then taken out of the environment, so that no child
/// process inherits it. Empty when it is not set.
std::optional<Credentials> secretFromEnvironment(AuthKind kind);

struct SecretFile
{
    Credentials secret;
    QString problem;                    ///< empty when the file was read
    bool readableByOthers = false;      ///< the person should know
};

/// The first line of the file, "-" being standard input; at most 64 KiB.
SecretFile secretFromFile(const QString &file);

/// Asks on the terminal, without echo. Empty without a terminal, or when it was interrupted.
std::optional<Credentials> secretFromTerminal(const QString &prompt);

} // namespace obdesk
