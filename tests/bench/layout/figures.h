// SPDX-License-Identifier: GPL-3.0-or-later
// The figures the layout has to reach, against others and by itself.
#pragma once

#include "drawing.h"
#include "families.h"

#include <QList>

#include <optional>

namespace obdesk::bench {

struct Entry
{
    double milliseconds = 0;
    std::optional<Quality> quality;     ///< nothing when it was stopped after that time
};

enum Program { Obdesk, Dot, Dagre, Elk };
/// All but the first, as their files end.
constexpr const char *peers[] = {"graphviz", "dagre", "elkjs"};

struct Compared
{
    families::Sample sample;
    QList<std::optional<Entry>> entries;    ///< by Program; nothing where one failed
};

/// Prints a line per figure, saying met or not. True when all are met. The short form has no large graphs and leaves out what needs them.
bool judge(const QList<Compared> &all, bool shortForm);

} // namespace obdesk::bench
