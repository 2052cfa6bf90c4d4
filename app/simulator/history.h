// SPDX-License-Identifier: GPL-3.0-or-later
// The past of a simulated OCP: tasks that ended before it was switched on, and those that still run.
#pragma once

#include "simulator/audit.h"
#include "simulator/operations.h"
#include "simulator/scenario.h"

namespace obdesk {

/// The default world gets tasks that succeeded, a FAILED "Add OB server" that holds ob_upgrade, a FAILED "Prepare host", two finished
/// rollbacks, a task that runs on ob_report for hours, and one task whose id is above 2^53 (9007199254740993). Then come the scenario's
/// generated tasks and its own.
void writeHistory(const Scenario &scenario, World &world, TaskEngine &engine, Operations &operations, AuditTrail &audit, const SimMoment &now);

} // namespace obdesk
