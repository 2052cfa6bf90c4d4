// SPDX-License-Identifier: GPL-3.0-or-later
// One connection in use: its client, what is known of its clusters, hosts and tasks, and how old that is.
#pragma once

#include "domain/scheduler.h"
#include "ocp/ocpclient.h"
#include "session/remote.h"
#include "task/taskfollower.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace obdesk {

class Session final : public QObject
{
    Q_OBJECT
public:
    struct Rhythm
    {
        std::chrono::milliseconds clusters { 15'000 };
        std::chrono::milliseconds tasks { 10'000 };
        std::chrono::milliseconds backOffMost { 60'000 };
        FollowPolicy follow;
        TransportLimits limits = {};
    };

    /// `scheduler` is not owned and must outlive this. `random` gives numbers in [0, 1).
    /// `intents`: null makes it a session for reading only.
    Session(const Connection &connection, const Credentials &credentials, std::shared_ptr<IntentLog> intents, Scheduler &scheduler,
            const Rhythm &rhythm, std::function<double()> random, QObject *parent = nullptr);
    ~Session() override;

    const Connection &connection() const { return m_client->connection(); }
    OcpClient &client() { return *m_client; }
    Scheduler &scheduler() { return m_scheduler; }
    const std::function<double()> &random() const { return m_random; }

    /// Loads clusters, then running tasks, and keeps them fresh. After a 401 nothing is asked until start() is called again,
    /// which wakes followers too.
    void start();
    /// The machine was away (asleep): everything is asked for soon, within two seconds, and back-off begins anew.
    void wake();
    /// Asks for everything that is shown, now: for the clusters, and for the rest when they have been answered.
    void refresh();
    /// 401 came: the connection is at rest until a person acts (accounts lock).
    bool needsLogin() const { return m_needsLogin; }

    const Remote<QList<Cluster>> &clusters() const { return m_clusters; }
    const Cluster *cluster(ClusterId id) const;
    /// Zones with their servers. Asks for them the first time, and again with each refresh from then on.
    const Remote<QList<Zone>> &zones(ClusterId cluster);
    /// The same without asking; null when it was never asked for.
    const Remote<QList<Zone>> *knownZones(ClusterId cluster) const;
    void refreshZones(ClusterId cluster);
    /// Hosts that have been fetched so far, for names and addresses. Asks the first time.
    const Remote<QHash<HostId, Host>> &hosts();
    void refreshHosts();
    static constexpr int mostOpenTasks = 100;
    /// RUNNING and FAILED tasks, newest first; with mostOpenTasks of them there may be more.
    const Remote<QList<Task>> &openTasks() const { return m_openTasks; }
    /// Since when the cluster has been in operation, as seen from here (our clock, UTC); empty when it is not.
    std::optional<QDateTime> busySince(ClusterId cluster) const;
    /// The newest RUNNING task on the cluster; null when none is known.
    const Task *runningTask(ClusterId cluster) const;

    /// The one follower of a task, made and started at the first call. Owned by the session. Each follow() wants an
    /// unfollow(); after the last one the follower stops and goes.
    TaskFollower *follow(TaskId task, const std::optional<Task> &first = std::nullopt);
    /// Null when nobody follows it.
    TaskFollower *follower(TaskId task) const;
    void unfollow(TaskId task);

    const ReplyMeta &lastMeta() const { return m_meta; }
    /// Time until clusters are asked for again; empty when that is not planned.
    std::optional<std::chrono::milliseconds> untilNextRefresh() const;

signals:
    void clustersChanged();             ///< value, age, error or loading of clusters()
    void zonesChanged(obdesk::ClusterId cluster);
    void hostsChanged();
    void openTasksChanged();
    void loginNeeded();

private:
    // `again`: an answer that is on its way is not enough.
    void loadClusters(bool again);
    void loadRest();
    void loadOpenTasks(bool again);
    void loadZones(ClusterId cluster, bool again);
    void noteBusyClusters();
    void planClusters();
    void planTasks();
    void noteError(const ApiError &error);
    template<typename T>
    void noteReply(Remote<T> &remote, const ReplyMeta &meta, const ReplyNotes &notes);
    std::chrono::milliseconds backOff(std::chrono::milliseconds usual, int failures, const std::optional<ApiError> &error) const;

    std::unique_ptr<OcpClient> m_client;
    Scheduler &m_scheduler;
    const Rhythm m_rhythm;
    const std::function<double()> m_random;
    ReplyMeta m_meta;
    bool m_needsLogin = false;
    bool m_started = false;
    bool m_refreshAll = false;          // after the clusters: everything, not only zones
    // Asked for while an answer was on its way, which may be older than the wish: asked once more when that is here.
    bool m_clustersAgain = false;
    bool m_openTasksAgain = false;
    bool m_hostsAgain = false;
    QSet<ClusterId> m_zonesAgain;

    Remote<QList<Cluster>> m_clusters;
    std::unique_ptr<QObject> m_clusterPlan;
    std::optional<std::chrono::milliseconds> m_nextClustersAt;
    int m_clusterFailures = 0;

    QHash<ClusterId, QDateTime> m_busySince;

    Remote<QList<Task>> m_openTasks;
    std::unique_ptr<QObject> m_taskPlan;
    int m_taskFailures = 0;

    QHash<ClusterId, Remote<QList<Zone>>> m_zones;
    Remote<QHash<HostId, Host>> m_hosts;
    struct Followed
    {
        TaskFollower *follower = nullptr;   // child of this
        int users = 0;
    };
    QHash<TaskId, Followed> m_followers;
};

} // namespace obdesk
