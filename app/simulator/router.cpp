// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/router.h"

namespace obdesk {

namespace {

// GET /api/v2/ob/clusters/{id} is missing on purpose: no page of the documentation describes it.
constexpr Route routes[] {
    { "GET", "/api/v2/ob/clusters", &listClusters },
    { "GET", "/api/v2/ob/clusters/{}/zones", &listZones },
    { "GET", "/api/v2/ob/clusters/{}/servers", &listServers },
    { "POST", "/api/v2/ob/clusters/{}/servers", &addServers },
    { "GET", "/api/v2/ob/clusters/{}/zones/{}/servers", &listZoneServers },
    { "GET", "/api/v2/compute/hosts", &listHosts },
    { "GET", "/api/v2/compute/hosts/{}", &showHost },
    { "GET", "/api/v2/compute/idcs", &listIdcs },
    { "GET", "/api/v2/compute/regions", &listRegions },
    { "GET", "/api/v2/compute/hostTypes", &listHostTypes },
    { "GET", "/api/v2/tasks/instances", &listTasks },
    { "GET", "/api/v2/tasks/instances/{}", &showTask },
    { "POST", "/api/v2/tasks/instances/{}/retry", &retryTask },
    { "POST", "/api/v2/tasks/instances/{}/rollback", &rollbackTask },
    { "GET", "/api/v2/tasks/instances/{}/subtasks/{}/log", &showSubtaskLog },
    { "POST", "/api/v2/tasks/instances/{}/subtasks/{}/retry", &retrySubtask },
    { "POST", "/api/v2/tasks/instances/{}/subtasks/{}/skip", &skipSubtask },
    { "POST", "/api/v2/tasks/instances/{}/subtasks/{}/cancel", &cancelSubtask },
    { "GET", "/api/v2/audit/events", &listAuditEvents },
    { "GET", "/api/v2/info", &showInfo },
    // Open: a client measures its clock against the server's before it can sign.
    { "GET", "/api/v2/time", &showTime, true },
    { "GET", "/api/status", &showStatus, true },
};

bool matches(QByteArrayView pattern, const QByteArrayList &parts, QStringList &arguments)
{
    arguments.clear();
    const QByteArrayList wanted = pattern.toByteArray().split('/');
    if (wanted.size() != parts.size())
        return false;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QByteArray part = QByteArray::fromPercentEncoding(parts[i]);
        if (wanted[i] == "{}" && !part.isEmpty())
            arguments << QString::fromUtf8(part);
        else if (wanted[i] != part)
            return false;
    }
    return true;
}

} // namespace

RouteMatch findRoute(const QByteArray &method, const QByteArray &path)
{
    RouteMatch match;
    const QByteArrayList parts = path.split('/');
    for (const Route &route : routes) {
        QStringList arguments;
        if (!matches(route.pattern, parts, arguments))
            continue;
        match.pathExists = true;
        if (route.method == method) {
            match.route = &route;
            match.arguments = arguments;
            return match;
        }
    }
    return match;
}

} // namespace obdesk
