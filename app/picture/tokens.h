// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of obdesk by their meaning: one table, a light and a dark column. Nothing else names a colour.
#pragma once

#include "domain/task.h"

#include <QColor>

namespace obdesk {

/// Contrast, after WCAG 2.1 (tested): text, dimText, accent and the state colours read as text on window, panel and
/// hover (at least 4.5:1), text and dimText on every fill, a state's colour on its own fill; edge, pending, focus and
/// productionBand stand out as graphics (at least 3:1). The five state colours are at least 12 apart (CIEDE2000) for people
/// with protanopia, deuteranopia and tritanopia too. `line` is decoration and promises nothing.
struct Tokens
{
    QColor window;          ///< behind everything
    QColor panel;           ///< cards, nodes, input fields
    QColor line;            ///< separators and quiet borders
    QColor edge;            ///< edges of a graph, strong borders
    QColor text;
    QColor dimText;
    QColor accent;
    QColor onAccent;        ///< text on accent
    QColor successful;
    QColor running;
    QColor failed;
    QColor pending;         ///< a graphic; words use dimText
    QColor warning;
    QColor successfulFill;  ///< tinted backgrounds, for chips, boxes and nodes
    QColor runningFill;
    QColor failedFill;
    QColor warningFill;
    QColor pendingFill;
    QColor selection;       ///< background of what is selected
    QColor hover;           ///< background under the pointer
    QColor focus;           ///< ring around what has the keyboard
    QColor productionBand;
    QColor simulator;       ///< the simulator's band and word: nobody may mistake it for the real thing
    bool operator==(const Tokens &) const = default;
};

const Tokens &lightTokens();
const Tokens &darkTokens();

/// The colour of a state's glyph and border. Use it with the glyph or the word, never alone.
QColor stateColor(const Tokens &tokens, StepState state);

/// The colour of a state's word: stateColor() where that reads as text, else dimText.
QColor stateTextColor(const Tokens &tokens, StepState state);

/// The tinted background that goes with it.
QColor stateFill(const Tokens &tokens, StepState state);

} // namespace obdesk
