// SPDX-License-Identifier: GPL-3.0-or-later
// Word and colour of an environment: the same on screen, in reports and on the command line.
#pragma once

#include "ocp/connection.h"
#include "picture/tokens.h"

namespace obdesk {

/// "Production", "Simulator", …
QString environmentWord(Environment environment);
QColor environmentColor(Environment environment, const Tokens &tokens);

} // namespace obdesk
