// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/taskhosts.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

TaskHosts::TaskHosts(const Task &task, const QHash<HostId, Host> &known, const QList<HostId> &asked)
{
    for (const QString &text : task.context.lists.value(u"host_ids"_s)) {
        bool ok = false;
        const HostId id(text.toLongLong(&ok));
        if (!ok)
            continue;
        m_hosts.append(id);
    }
    if (m_hosts.isEmpty())
        m_hosts = asked;
    for (const HostId id : std::as_const(m_hosts)) {
        const auto it = known.constFind(id);
        if (it != known.cend())
            m_addresses.insert(id, it->innerIpAddress.isEmpty() ? it->name : it->innerIpAddress);
    }
    for (const Subtask &step : task.subtasks) {
        if (int &size = m_groupSizes[step.name]; step.parallelIdx)
            size = std::max(size, *step.parallelIdx + 1);
    }
}

std::optional<HostId> TaskHosts::hostOf(const Subtask &subtask) const
{
    if (!subtask.parallelIdx || *subtask.parallelIdx < 0 || *subtask.parallelIdx >= m_hosts.size())
        return std::nullopt;
    if (m_groupSizes.value(subtask.name) != m_hosts.size())
        return std::nullopt; // split over another list, e.g. zones
    return m_hosts.at(*subtask.parallelIdx);
}

QString TaskHosts::labelOf(const Subtask &subtask) const
{
    const std::optional<HostId> host = hostOf(subtask);
    return host ? m_addresses.value(*host, host->toString()) : QString();
}

} // namespace obdesk
