// SPDX-License-Identifier: GPL-3.0-or-later
// Watches hosts become OBServers of a zone, for those who may add servers but not read the task that does it (OCP from 4.3.4 on).
#pragma once

#include "domain/openenum.h"
#include "domain/scheduler.h"
#include "domain/spread.h"
#include "ocp/ocpclient.h"

#include <QMap>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace obdesk {

using ZoneSource = std::function<ApiCall *(ClusterId, QObject *context, Callback<QList<Zone>> done)>;

/// The hosts that are servers of the zone, with their states.
QMap<HostId, OpenEnum<ObStatus>> serversOn(const QList<HostId> &hosts, const QString &zone, const QList<Zone> &zones);
/// Every one of the hosts is a RUNNING server.
bool allRunning(const QList<HostId> &hosts, const QMap<HostId, OpenEnum<ObStatus>> &servers);

class ServerWatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval { 5000 };
    static constexpr std::chrono::milliseconds slowest { 60'000 }; ///< where doubling after failures ends

    /// `scheduler` is not owned and must outlive this.
    ServerWatch(ZoneSource source, Scheduler &scheduler, AddServersRequest what, QObject *parent = nullptr);
    /// Spreads the waits between requests; without it they are exact.
    void setRandom(RandomSource random) { m_random = std::move(random); }
    void setInterval(std::chrono::milliseconds wanted) { m_interval = wanted; }

    void start();
    void stop();

    const QMap<HostId, OpenEnum<ObStatus>> &servers() const { return m_servers; }
    bool isComplete() const { return allRunning(m_what.hosts, m_servers); }
    /// Of the last question, when OCP did not answer it.
    const std::optional<ApiError> &error() const { return m_error; }

signals:
    /// After servers() or error() changed.
    void changed();
    /// All are RUNNING: nothing more is asked.
    void ended();
    /// 401 or 403, see error(): nothing more is asked.
    void denied();

private:
    void ask();
    void receive(const Result<Fetched<QList<Zone>>> &result);

    const ZoneSource m_source;
    Scheduler &m_scheduler;
    const AddServersRequest m_what;
    RandomSource m_random;
    std::chrono::milliseconds m_interval = interval;
    QMap<HostId, OpenEnum<ObStatus>> m_servers;
    std::optional<ApiError> m_error;
    int m_failures = 0;
    std::unique_ptr<QObject> m_run;     // context of everything under way; stopped: null
};

} // namespace obdesk
