// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of a run as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark (Excel misreads Chinese without).
#pragma once

#include "report/run.h"

class QIODevice;

namespace obdesk {

/// A header line, then one line per step in order of execution. Column names and states are fixed English words, times are UTC
/// (ISO 8601, milliseconds), lists of ids are separated by blanks. "cause" is the sentence of a failed step, "attempts" tells each run that its
/// log holds ("EXECUTE failed: no space; RETRY successful"). Empty when written, else the problem.
[[nodiscard]] QString writeCsv(const Run &run, QIODevice &device);

} // namespace obdesk
