// SPDX-License-Identifier: GPL-3.0-or-later
// Which endpoint answers a path.
#pragma once

#include "simulator/apicontext.h"

namespace obdesk {

struct Route
{
    QByteArrayView method;
    QByteArrayView pattern;         ///< "{}" stands for one variable part
    ApiAnswer (*handler)(ApiContext &);
    bool open = false;              ///< answers without credentials
};

struct RouteMatch
{
    const Route *route = nullptr;   ///< null: no such path, or not with this method
    bool pathExists = false;
    QStringList arguments;          ///< decoded
};

/// `path`: percent-encoded, as sent.
RouteMatch findRoute(const QByteArray &method, const QByteArray &path);

} // namespace obdesk
