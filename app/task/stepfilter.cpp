// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/stepfilter.h"

namespace obdesk {

bool passes(const StepFilter &filter, const StepTraits &step)
{
    if (!filter.states.isEmpty() && !filter.states.contains(step.state))
        return false;
    if (!filter.host.isEmpty() && filter.host != step.host)
        return false;
    if (filter.phase && *filter.phase != step.phase)
        return false;
    const QString text = filter.text.trimmed().toLower();
    return text.isEmpty() || step.searchText.contains(text);
}

QString searchTextOf(const Subtask &step, const QString &host)
{
    return (step.name + u'\n' + host + u'\n' + step.id.toString()).toLower();
}

} // namespace obdesk
