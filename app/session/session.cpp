// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

Session::Session(const Connection &connection, const Credentials &credentials, std::shared_ptr<IntentLog> intents, Scheduler &scheduler,
                 const Rhythm &rhythm, std::function<double()> random, QObject *parent)
    : QObject(parent),
      m_client(std::make_unique<OcpClient>(connection, credentials,
                                           ClientOptions { .limits = rhythm.limits, .intents = std::move(intents),
                                                           .clock = &scheduler.clock() })),
      m_scheduler(scheduler), m_rhythm(rhythm), m_random(std::move(random))
{
}

Session::~Session()
{
    // Followers hold calls of the client: they go first.
    for (const Followed &followed : std::as_const(m_followers))
        delete followed.follower;
    m_followers.clear();
}

void Session::start()
{
    m_started = true;
    m_needsLogin = false;
    m_refreshAll = true;
    loadClusters(true);
}

void Session::refresh()
{
    if (m_needsLogin)
        return;
    m_refreshAll = true;
    loadClusters(true);
}

void Session::wake()
{
    if (!m_started || m_needsLogin)
        return;
    m_clusterFailures = 0;
    m_taskFailures = 0;
    // Many consoles wake in the same minute; OCP need not hear them all in the same second.
    const milliseconds soon(qint64(2000 * m_random()));
    m_clusterPlan = std::make_unique<QObject>();
    m_nextClustersAt = m_scheduler.clock().monotonic() + soon;
    m_scheduler.after(soon, m_clusterPlan.get(), [this] { refresh(); });
    for (const Followed &followed : std::as_const(m_followers)) {
        TaskFollower *follower = followed.follower;
        m_scheduler.after(soon, follower, [follower] {
            if (follower->state() == TaskFollower::State::Following || follower->state() == TaskFollower::State::Stale)
                follower->pollNow();
        });
    }
}

void Session::loadRest()
{
    const bool all = std::exchange(m_refreshAll, false);
    const QList<ClusterId> shown = m_zones.keys();
    for (const ClusterId cluster : shown)
        loadZones(cluster, all);
    if (!all)
        return;
    loadOpenTasks(true);
    if (m_hosts.everLoaded() || m_hosts.error)
        refreshHosts();
    const QList<Followed> waiting = m_followers.values();
    for (const Followed &followed : waiting) {
        const TaskFollower::State state = followed.follower->state();
        if (state == TaskFollower::State::Idle || state == TaskFollower::State::LoginNeeded)
            followed.follower->pollNow(); // a 401 had stopped it
    }
}

const Cluster *Session::cluster(ClusterId id) const
{
    const auto &list = m_clusters.value;
    const auto it = std::find_if(list.cbegin(), list.cend(), [&](const Cluster &cluster) { return cluster.id == id; });
    return it == list.cend() ? nullptr : &*it;
}

const Remote<QList<Zone>> &Session::zones(ClusterId cluster)
{
    if (!m_zones.contains(cluster))
        loadZones(cluster, false);
    return m_zones[cluster];
}

const Remote<QList<Zone>> *Session::knownZones(ClusterId cluster) const
{
    const auto it = m_zones.constFind(cluster);
    return it == m_zones.cend() ? nullptr : &*it;
}

void Session::refreshZones(ClusterId cluster)
{
    loadZones(cluster, true);
}

const Remote<QHash<HostId, Host>> &Session::hosts()
{
    if (!m_hosts.everLoaded() && !m_hosts.loading && !m_hosts.error)
        refreshHosts();
    return m_hosts;
}

void Session::refreshHosts()
{
    if (m_needsLogin)
        return;
    if (m_hosts.loading) {
        m_hostsAgain = true;
        return;
    }
    m_hosts.loading = true;
    m_client->fetchHosts({}, this, [this](const Result<Fetched<QList<Host>>> &result) {
        m_hosts.loading = false;
        if (result) {
            QHash<HostId, Host> byId;
            for (const Host &host : result->value)
                byId.insert(host.id, host);
            m_hosts.value = byId;
            noteReply(m_hosts, result->meta, result->notes);
        } else {
            m_hosts.error = result.error();
            noteError(result.error());
        }
        if (std::exchange(m_hostsAgain, false))
            refreshHosts();
        emit hostsChanged();
    });
}

void Session::noteBusyClusters()
{
    QHash<ClusterId, QDateTime> since;
    for (const Cluster &cluster : std::as_const(m_clusters.value)) {
        if (isInOperation(cluster.status.value))
            since.insert(cluster.id, m_busySince.value(cluster.id, m_scheduler.clock().utcNow()));
    }
    m_busySince = since;
}

std::optional<QDateTime> Session::busySince(ClusterId cluster) const
{
    const auto it = m_busySince.constFind(cluster);
    return it == m_busySince.cend() ? std::nullopt : std::optional(*it);
}

const Task *Session::runningTask(ClusterId cluster) const
{
    for (const Task &task : m_openTasks.value) {
        if (task.status == TaskStatus::Running && task.cluster && task.cluster->id == cluster)
            return &task;
    }
    return nullptr;
}

TaskFollower *Session::follow(TaskId task, const std::optional<Task> &first)
{
    Followed &followed = m_followers[task];
    ++followed.users;
    if (followed.follower)
        return followed.follower;
    const TaskSource source = [this](TaskId id, QObject *context, Callback<Task> done) {
        return m_client->fetchTask(id, context, std::move(done), Patience::Once);
    };
    auto *follower = new TaskFollower(task, source, m_scheduler, m_rhythm.follow, m_random, this);
    followed.follower = follower;
    const bool atRest = m_needsLogin; // then start() sets it going
    connect(follower, &TaskFollower::stateChanged, this, [this, follower] {
        if (follower->state() == TaskFollower::State::LoginNeeded && follower->lastError())
            noteError(*follower->lastError());
    });
    // A task that ended has changed its cluster: zones and servers look different now.
    connect(follower, &TaskFollower::ended, this, [this] { refresh(); });
    if (!atRest)
        follower->start(first);
    return follower;
}

TaskFollower *Session::follower(TaskId task) const
{
    return m_followers.value(task).follower;
}

void Session::unfollow(TaskId task)
{
    const auto it = m_followers.find(task);
    if (it == m_followers.end() || --it->users > 0)
        return;
    TaskFollower *follower = it->follower;
    m_followers.erase(it); // first: stop() tells listeners, who may come here again
    follower->stop();
    follower->deleteLater();
}

std::optional<milliseconds> Session::untilNextRefresh() const
{
    if (!m_nextClustersAt)
        return std::nullopt;
    return std::max(*m_nextClustersAt - m_scheduler.clock().monotonic(), milliseconds(0));
}

void Session::loadClusters(bool again)
{
    if (m_clusters.loading) {
        m_clustersAgain |= again;
        return;
    }
    m_nextClustersAt.reset();
    m_clusters.loading = true;
    emit clustersChanged();
    m_client->fetchClusters({}, this, [this](const Result<Fetched<QList<Cluster>>> &result) {
        m_clusters.loading = false;
        if (result) {
            m_clusterFailures = 0;
            m_clusters.value = result->value;
            noteBusyClusters();
            noteReply(m_clusters, result->meta, result->notes);
        } else {
            ++m_clusterFailures;
            m_clusters.error = result.error();
            noteError(result.error());
        }
        if (std::exchange(m_clustersAgain, false) && !m_needsLogin) {
            loadClusters(false);        // which says that something has changed
            return;
        }
        planClusters();
        // The rest only now: a wrong secret costs one failed login and not as many as there are things to ask for.
        if (!m_needsLogin)
            loadRest();
        emit clustersChanged();
    }, Patience::Once);
}

void Session::loadOpenTasks(bool again)
{
    if (m_openTasks.loading) {
        m_openTasksAgain |= again;
        return;
    }
    m_openTasks.loading = true;
    TaskQuery query;
    query.statuses = { u"FAILED"_s, u"RUNNING"_s };
    query.size = mostOpenTasks;
    m_client->fetchTasks(query, this, [this](const Result<Fetched<Page<Task>>> &result) {
        m_openTasks.loading = false;
        if (result) {
            m_taskFailures = 0;
            m_openTasks.value = result->value.items;
            noteReply(m_openTasks, result->meta, result->notes);
        } else {
            ++m_taskFailures;
            m_openTasks.error = result.error();
            noteError(result.error());
        }
        if (std::exchange(m_openTasksAgain, false) && !m_needsLogin)
            loadOpenTasks(false);
        else
            planTasks();
        emit openTasksChanged();
    }, Patience::Once);
}

void Session::loadZones(ClusterId cluster, bool again)
{
    Remote<QList<Zone>> &zones = m_zones[cluster];
    if (m_needsLogin)
        return;
    if (zones.loading) {
        if (again)
            m_zonesAgain.insert(cluster);
        return;
    }
    zones.loading = true;
    // Later ones come with every poll of the clusters anyway.
    const Patience patience = zones.everLoaded() ? Patience::Once : Patience::Retry;
    m_client->fetchZones(cluster, this, [this, cluster](const Result<Fetched<QList<Zone>>> &result) {
        Remote<QList<Zone>> &loaded = m_zones[cluster];
        loaded.loading = false;
        if (result) {
            loaded.value = result->value;
            noteReply(loaded, result->meta, result->notes);
        } else {
            loaded.error = result.error();
            noteError(result.error());
        }
        if (m_zonesAgain.remove(cluster))
            loadZones(cluster, false);
        emit zonesChanged(cluster);
    }, patience);
}

void Session::planClusters()
{
    if (!m_started || m_needsLogin)
        return;
    const milliseconds wait = backOff(m_rhythm.clusters, m_clusterFailures, m_clusters.error);
    m_clusterPlan = std::make_unique<QObject>();
    m_nextClustersAt = m_scheduler.clock().monotonic() + wait;
    m_scheduler.after(wait, m_clusterPlan.get(), [this] { loadClusters(false); });
}

void Session::planTasks()
{
    if (!m_started || m_needsLogin)
        return;
    m_taskPlan = std::make_unique<QObject>();
    m_scheduler.after(backOff(m_rhythm.tasks, m_taskFailures, m_openTasks.error), m_taskPlan.get(), [this] { loadOpenTasks(false); });
}

milliseconds Session::backOff(milliseconds usual, int failures, const std::optional<ApiError> &error) const
{
    const double most = double(m_rhythm.backOffMost.count());
    double wait = std::min(double(usual.count()) * std::pow(2.0, std::min(failures, 16)), std::max(most, double(usual.count())));
    wait *= 0.8 + 0.4 * m_random();
    if (m_meta.rateLimitRemaining && *m_meta.rateLimitRemaining <= 2 && m_meta.rateLimitReset)
        wait = std::max(wait, double(milliseconds(*m_meta.rateLimitReset).count()));
    if (error && error->retryAfter)
        wait = std::max(wait, double(std::min<milliseconds>(*error->retryAfter, std::chrono::minutes(10)).count()));
    return milliseconds(qint64(wait));
}

void Session::noteError(const ApiError &error)
{
    if (error.kind != ApiError::Kind::Unauthorized || m_needsLogin)
        return;
    m_needsLogin = true;
    m_clusterPlan.reset();
    m_taskPlan.reset();
    m_nextClustersAt.reset();
    m_refreshAll = false;
    m_clustersAgain = m_openTasksAgain = m_hostsAgain = false;
    m_zonesAgain.clear();
    const QList<Followed> running = m_followers.values(); // a listener may unfollow() meanwhile
    for (const Followed &followed : running) {
        if (followed.follower->state() != TaskFollower::State::LoginNeeded)
            followed.follower->stop();
    }
    emit loginNeeded();
}

template<typename T>
void Session::noteReply(Remote<T> &remote, const ReplyMeta &meta, const ReplyNotes &notes)
{
    remote.error.reset();
    remote.asOf = m_scheduler.clock().utcNow();
    remote.notes = notes;
    m_meta = meta;
}

} // namespace obdesk
