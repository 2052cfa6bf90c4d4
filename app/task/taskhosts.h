// SPDX-License-Identifier: GPL-3.0-or-later
// Which host a step works on. OCP says it only between the lines: the step has an index within its parallel group, the
// task's context lists the hosts in the same order.
#pragma once

#include "domain/host.h"
#include "domain/task.h"

#include <QHash>

namespace obdesk {

class TaskHosts
{
public:
    TaskHosts() = default;
    /// Reads `host_ids` from the context; where OCP sends no context, `asked` are the hosts of the request that made the task, in its order.
    /// `known` gives names and addresses for ids, as far as they have been fetched.
    TaskHosts(const Task &task, const QHash<HostId, Host> &known, const QList<HostId> &asked = {});

    const QList<HostId> &hosts() const { return m_hosts; }
    /// The host of a step, when it is one of a parallel group and the context names exactly as many hosts.
    std::optional<HostId> hostOf(const Subtask &subtask) const;
    /// Address of that host if known, else its id as text; empty when the step belongs to no host.
    QString labelOf(const Subtask &subtask) const;
    bool operator==(const TaskHosts &) const = default;

private:
    QList<HostId> m_hosts;
    QHash<HostId, QString> m_addresses;
    QHash<QString, int> m_groupSizes;   // by name of the steps: the parts of one parallel group share it
};

} // namespace obdesk
