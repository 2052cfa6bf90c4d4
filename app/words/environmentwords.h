// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection leads to, in words.
#pragma once

#include "ocp/connection.h"

#include <QString>

namespace obdesk {

/// "Production", "Simulator", …
QString environmentWord(Environment environment);
/// A Custom environment by the name it was given.
QString environmentWord(const Connection &connection);

} // namespace obdesk
