// SPDX-License-Identifier: GPL-3.0-or-later
// Where OCP's refusal of an add request belongs: to hosts, to the zone, to the cluster, or to nothing in particular.
#pragma once

#include "domain/apierror.h"
#include "domain/host.h"

#include <QHash>
#include <QList>
#include <QString>

namespace obdesk {

struct RefusalPlace
{
    enum class What { Request, Hosts, Zone, Cluster };
    What what = What::Request;
    QList<HostId> hosts;    ///< for Hosts: those the message names, else all that were sent
    QHash<HostId, QString> says = {}; ///< what OCP says of one of them in particular; server text
    bool operator==(const RefusalPlace &) const = default;
};

/// By the fields OCP complains about ("servers[1]": the second host of the body, which lists them in ascending order), else by its code
/// (letters or numbers), then by the names and addresses in its message.
RefusalPlace placeOfRefusal(const ApiError &error, const QList<Host> &sent);

} // namespace obdesk
