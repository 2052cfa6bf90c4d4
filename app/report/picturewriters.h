// SPDX-License-Identifier: GPL-3.0-or-later
// The graph of a run alone, as a drawing. All need a QGuiApplication.
#pragma once

#include "report/run.h"

class QIODevice;

namespace obdesk {

/// One <g id="subtask-<id>"> with a <title> per step. Empty when written, else the problem.
[[nodiscard]] QString writeSvg(const Run &run, QIODevice &device);

/// Two pixels per unit, or as many as keep both sides within 16,384 pixels and the whole within 64 million.
[[nodiscard]] QString writePng(const Run &run, QIODevice &device);

} // namespace obdesk
