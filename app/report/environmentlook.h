// SPDX-License-Identifier: GPL-3.0-or-later
// The colour of an environment, beside its word: the same on screen and in reports.
#pragma once

#include "ocp/connection.h"
#include "picture/tokens.h"
#include "words/environmentwords.h"

namespace obdesk {

QColor environmentColor(Environment environment, const Tokens &tokens);

} // namespace obdesk
