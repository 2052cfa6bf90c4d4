// SPDX-License-Identifier: GPL-3.0-or-later
// A run as one HTML file: no script, nothing loaded from anywhere, fit for screen and paper.
#pragma once

#include "report/run.h"

class QIODevice;

namespace obdesk {

/// Empty when written, else the problem. The graph is left out without a QGuiApplication, and when it has more than 2,000 steps.
[[nodiscard]] QString writeHtml(const Run &run, QIODevice &device);

} // namespace obdesk
