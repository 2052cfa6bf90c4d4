// SPDX-License-Identifier: GPL-3.0-or-later
// The graph of a run on pages of a PDF.
#pragma once

namespace obdesk {

class PdfPages;
struct RunFacts;

/// Starts a page. A graph that can be read on one page gets one, upright or across. A long one is cut between its rows and
/// set in columns, over a few pages if need be; one that is too large for that is shown whole, however small: the table of
/// steps has the words.
void addGraph(PdfPages &pages, const RunFacts &facts);

} // namespace obdesk
