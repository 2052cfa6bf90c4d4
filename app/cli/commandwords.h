// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace obdesk {

/// The words of the command line, under one name for the translators.
struct CommandWords { Q_DECLARE_TR_FUNCTIONS(CommandLine) };

} // namespace obdesk
