// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a PDF on A4: summary, failures, graph, steps. For the change ticket and the archive.
#pragma once

#include "report/run.h"

class QIODevice;

namespace obdesk {

/// Text can be searched and copied, fonts are embedded. Needs a QGuiApplication. Empty when written, else the problem. The
/// bytes differ from time to time: Qt writes the time of day and a random id into each PDF.
[[nodiscard]] QString writePdf(const Run &run, QIODevice &device);

} // namespace obdesk
