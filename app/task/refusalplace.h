// SPDX-License-Identifier: GPL-3.0-or-later
// Where OCP's refusal of an add request belongs: to hosts, to the zone, to the cluster, or to nothing in particular.
#pragma once

#include "domain/apierror.h"
#include "domain/host.h"

#include <QList>

namespace obdesk {

struct RefusalPlace
{
    enum class What { Request, Hosts, Zone, Cluster };
    What what = What::Request;
    QList<HostId> hosts;    ///< for Hosts: those the message names, else all that were sent
    bool operator==(const RefusalPlace &) const = default;
};

/// By OCP's code (letters or numbers) first, then by the names and addresses in its message.
RefusalPlace placeOfRefusal(const ApiError &error, const QList<Host> &sent);

} // namespace obdesk
