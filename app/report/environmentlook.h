// SPDX-License-Identifier: GPL-3.0-or-later
// The colour of an environment, beside its word: the same on screen and in reports.
#pragma once

#include "ocp/connection.h"
#include "picture/tokens.h"
#include "words/environmentwords.h"

namespace obdesk {

/// `own`: "#rrggbb", the colour a Custom environment was given; anything else is passed over.
QColor environmentColor(Environment environment, const Tokens &tokens, const QString &own = {});
QColor environmentColor(const Connection &connection, const Tokens &tokens);
/// The same for words on window, panel or hover: a colour a person chose is moved towards that of text until it reads (4.5:1).
QColor environmentTextColor(Environment environment, const Tokens &tokens, const QString &own = {});
QColor environmentTextColor(const Connection &connection, const Tokens &tokens);

} // namespace obdesk
