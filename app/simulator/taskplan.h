// SPDX-License-Identifier: GPL-3.0-or-later
// Templates of plans: the DAGs that the simulated OCP carries out.
#pragma once

#include "simulator/simtask.h"

namespace obdesk {

struct PlanHost
{
    HostId id;
    QString address;
};

/// "Add OB server" for one or more hosts: the 21 steps of the documented sample for one host, 12 + 9 n for n. Steps that work on
/// a host have one copy per host with parallelIdx 0 to n - 1; neighbouring ones are joined all to all, the others by "Wait node".
/// About 40 s at speed 1 for one host. The last three steps forbid rollback; those that prepare, and "Add observer", forbid skipping.
std::vector<StepPlan> addServerSteps(const QList<PlanHost> &hosts);

/// One step after the other, `each` long.
std::vector<StepPlan> chainSteps(const QStringList &names, std::chrono::milliseconds each);

/// Exactly `total` steps: rounds of parallel steps between "Wait node" barriers. For pictures, tables and speed.
std::vector<StepPlan> rollingSteps(int total, std::chrono::milliseconds each);

} // namespace obdesk
