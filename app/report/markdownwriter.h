// SPDX-License-Identifier: GPL-3.0-or-later
// A run as Markdown (GitHub's flavour): for tickets and chat.
#pragma once

#include "report/run.h"

class QIODevice;

namespace obdesk {

/// Summary, failures, steps as a table. Empty when written, else the problem.
[[nodiscard]] QString writeMarkdown(const Run &run, QIODevice &device);

/// Text on one line that reads as itself, also within a table.
QString markdownText(const QString &text);

} // namespace obdesk
