// SPDX-License-Identifier: GPL-3.0-or-later
// Which steps of a task a person wants to see.
#pragma once

#include "domain/task.h"

#include <QSet>
#include <QString>

#include <optional>

namespace obdesk {

/// The conditions hold together; an empty one lets everything pass.
struct StepFilter
{
    QSet<StepState> states;
    QString host;                       ///< label of a host, as TaskHosts::labelOf() gives it
    std::optional<int> phase;           ///< index into PlanPhases::phases
    QString text;                       ///< part of name, host or id; letter case and surrounding blanks don't matter

    bool isEmpty() const { return states.isEmpty() && host.isEmpty() && !phase && text.trimmed().isEmpty(); }
    bool operator==(const StepFilter &) const = default;
};

/// What a filter looks at. `searchText` is searchTextOf().
struct StepTraits
{
    StepState state = StepState::Unknown;
    QString host;                       ///< empty when the step belongs to no host
    int phase = 0;
    QString searchText;
};

bool passes(const StepFilter &filter, const StepTraits &step);

/// Name, host and id in lower case, one a line.
QString searchTextOf(const Subtask &step, const QString &host);

} // namespace obdesk
