// SPDX-License-Identifier: GPL-3.0-or-later
// The world every scenario starts from.
#pragma once

#include "simulator/world.h"

namespace obdesk {

/// Regions, IDCs and host types alone: an OCP on its first day.
World emptyWorld();

/// Clusters (three zones each unless said otherwise):
///   ob_trade    RUNNING, nine OBServers: the one to add servers to
///   ob_ledger   RUNNING over two regions; zone2 is SERVICE_STOPPED, the IDC of zone3 (sh-a) has no AVAILABLE host
///   ob_report   the one whose operation is running (see history.h)
///   ob_upgrade  the one whose last operation has FAILED (see history.h)
///   ob_arm      RUNNING on aarch64
///   ob_archive  STOPPED
///   ocp_meta    OCP's own
///   ob_incoming TAKINGOVER, no zones yet
/// Hosts: one for every OBServer; spare ones in hz-a, hz-b and hz-c (eight x86_64, two aarch64 each); and in hz-a, told by
/// their alias, one for each refusal that can be known beforehand: refusal-offline, refusal-new, refusal-deleting,
/// refusal-in-use, refusal-agent, refusal-other-os. Names and ids are the same for every seed.
/// `spareHosts`: so many more of these in hz-b, the IDC of zone2.
World defaultWorld(qint64 nowUtc, int spareHosts = 0);

} // namespace obdesk
