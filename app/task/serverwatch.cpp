// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/serverwatch.h"

#include <algorithm>

namespace obdesk {

QMap<HostId, OpenEnum<ObStatus>> serversOn(const QList<HostId> &hosts, const QString &zone, const QList<Zone> &zones)
{
    QMap<HostId, OpenEnum<ObStatus>> servers;
    for (const Zone &one : zones) {
        for (const ObServer &server : one.servers) {
            if (one.name == zone && server.hostId && hosts.contains(*server.hostId))
                servers.insert(*server.hostId, server.status);
        }
    }
    return servers;
}

bool allRunning(const QList<HostId> &hosts, const QMap<HostId, OpenEnum<ObStatus>> &servers)
{
    return !hosts.isEmpty()
        && std::all_of(hosts.cbegin(), hosts.cend(), [&servers](HostId host) { return servers.value(host) == ObStatus::Running; });
}

ServerWatch::ServerWatch(ZoneSource source, Scheduler &scheduler, AddServersRequest what, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_scheduler(scheduler), m_what(std::move(what))
{
}

void ServerWatch::start()
{
    m_failures = 0;
    m_run = std::make_unique<QObject>();
    ask();
}

void ServerWatch::stop()
{
    if (m_run)
        m_run.release()->deleteLater(); // it may be the context of what is just speaking
}

void ServerWatch::ask()
{
    m_source(m_what.cluster, m_run.get(), [this](const Result<Fetched<QList<Zone>>> &result) { receive(result); });
}

void ServerWatch::receive(const Result<Fetched<QList<Zone>>> &result)
{
    using Kind = ApiError::Kind;
    const std::optional<ApiError> error = result ? std::nullopt : std::optional(result.error());
    const QMap<HostId, OpenEnum<ObStatus>> servers = result ? serversOn(m_what.hosts, m_what.zoneName, result->value) : m_servers;
    const bool differs = error != m_error || servers != m_servers;
    m_error = error;
    m_servers = servers;
    m_failures = error ? m_failures + 1 : 0;
    const bool refused = error && (error->kind == Kind::Unauthorized || error->kind == Kind::Forbidden);
    if (refused || isComplete()) {
        stop();
    } else {
        std::chrono::milliseconds wait = std::min(m_interval * (1 << std::min(m_failures, 8)), std::max(slowest, m_interval));
        if (error && error->retryAfter)
            wait = std::max<std::chrono::milliseconds>(wait, std::min<std::chrono::milliseconds>(*error->retryAfter, std::chrono::minutes(10)));
        m_scheduler.after(spread(wait, m_random), m_run.get(), [this] { ask(); });
    }
    if (differs)
        emit changed();
    if (refused)
        emit denied();
    else if (isComplete())
        emit ended();
}

} // namespace obdesk
