// SPDX-License-Identifier: GPL-3.0-or-later
// A whole change, from the first look to the last log line, run once to count its requests; then again and again with the k-th
// request failing in each of twelve ways. In the end the console must show what the server knows, and the change must have been
// carried out exactly once. A "person" does what people do: logs in again, refreshes, submits again where the console says so.
// Default: every 6th of the runs; all of them with OBDESK_LONG=1.
#include "session/session.h"
#include "simback.h"
#include "support/figure.h"
#include "support/memoryintents.h"
#include "task/addserversflow.h"
#include "task/logfollower.h"
#include "task/taskdiff.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Way
{
    const char *name;
    bool processed;                     ///< the server does the work before it fails
    std::function<Script(const QByteArray &json)> script;
};

const QList<Way> &ways()
{
    const auto fixed = [](const Script &script) { return [script](const QByteArray &) { return script; }; };
    static const QList<Way> all {
        { "close", false, fixed(scripts::close()) },
        { "processed, close", true, fixed(scripts::close()) },
        { "reset", false, fixed(scripts::reset()) },
        { "hang", false, fixed(scripts::hang()) },
        { "processed, hang", true, fixed(scripts::hang()) },
        { "processed, half header", true, fixed(scripts::halfHeader()) },
        { "processed, half body", true, scripts::halfBody },
        { "503", false, fixed(scripts::reply(503, {})) },
        { "processed, 504 page", true, fixed(scripts::proxyPage(504)) },
        { "429", false, fixed(scripts::reply(429, R"({"successful":false,"status":429})", { { "Retry-After", "3" } })) },
        { "page instead", false, fixed(scripts::proxyPage(200)) },
        { "401", false, fixed(scripts::reply(401, R"({"successful":false,"status":401})")) },
    };
    return all;
}

/// One OCP, one console, one change.
class Run
{
public:
    /// failAt: number of the request that fails, from 1; 0: none.
    Run(int failAt, const Way *way)
        : m_back(unhurried())
    {
        m_server.answer([this, failAt, way](const SeenRequest &request) {
            const std::lock_guard lock(m_mutex);
            ++m_requests;
            if (failAt && m_requests == failAt) {
                m_failing = request.target;
                m_failedIn = m_turn;
            }
            // Qt sends a read again by itself when the connection closes: that one fails too, or nobody would notice anything.
            const bool fails = failAt && m_requests >= failAt && request.target == m_failing && m_turn == m_failedIn;
            if (fails && !way->processed)
                return way->script({});
            const SimResponse response = m_back.handle(request);
            if (request.method == "POST" && response.status == 200)
                ++m_carriedOut;
            return fails ? way->script(response.body) : SimBack::play(response);
        });
        Connection connection;
        connection.url = m_server.url();
        connection.user = u"admin"_s;
        Session::Rhythm rhythm;
        rhythm.limits.idle = rhythm.limits.readDeadline = rhythm.limits.mutationDeadline = 200ms;
        rhythm.limits.retry.attempts = 1; // every failure is to be seen
        session = std::make_unique<Session>(connection, Credentials(u"simulator"_s), m_intents, scheduler, rhythm, [] { return 0.5; });
        AddServersCalls calls = callsOf(session->client());
        calls.conclude = [intents = m_intents](const QString &intent, const Conclusion &conclusion) {
            intents->conclude(intent, conclusion, [](bool) { });
        };
        flow = std::make_unique<AddServersFlow>(std::move(calls), scheduler);
        log = std::make_unique<LogFollower>(
            [this](TaskId task, SubtaskId step, QObject *context, Callback<QString> done) {
                return session->client().fetchSubtaskLog(task, step, context, std::move(done), Patience::Once);
            },
            scheduler);
    }

    /// Empty, or where it got stuck.
    QString play()
    {
        session->start();
        session->hosts();
        if (!until([this] { return session->clusters().everLoaded() && session->hosts().everLoaded(); }))
            return u"never loaded"_s;
        const AddServersRequest request = choose();
        if (request.hosts.isEmpty())
            return u"no host to add"_s;
        m_cluster = request.cluster;
        session->zones(m_cluster);
        if (!until([this] { return session->zones(m_cluster).everLoaded(); }))
            return u"zones never loaded"_s;
        for (submits = 0; flow->state() != AddServersFlow::State::Accepted && submits < 4;) {
            if (flow->state() == AddServersFlow::State::FoundNone)
                flow->settle(u"looked at OCP's own page"_s);
            ++submits;
            if (!flow->submit(request, {}, u"admin"_s))
                return u"submit refused"_s;
            const auto settled = [this] { return !flow->isUnsettled() || flow->state() >= AddServersFlow::State::FoundSeveral; };
            if (!until(settled))
                return u"the change never settled"_s;
            if (flow->state() == AddServersFlow::State::Accepted)
                break;
            // Nobody submits again in the same moment.
            const auto now = scheduler.clock().monotonic();
            until([&] { return scheduler.clock().monotonic() > now + 5s; });
        }
        if (flow->state() != AddServersFlow::State::Accepted)
            return u"never accepted"_s;
        follower = session->follow(flow->task()->id, flow->task());
        QObject::connect(follower, &TaskFollower::taskChanged, log.get(), [this] { showLog(); });
        showLog();
        if (!until([this] { return follower->state() == TaskFollower::State::Ended; }))
            return u"the task never ended"_s;
        session->refresh();
        // What is planned but not yet asked, like a last look at the log, gets its turn.
        const auto ended = scheduler.clock().monotonic();
        if (!until([&] { return scheduler.clock().monotonic() > ended + 5s && isFresh(); }))
            return u"never fresh again"_s;
        return {};
    }

    /// Empty, or what the console shows that is not so.
    QString difference()
    {
        faultOff();
        OcpClient &client = session->client();
        QObject context;
        std::optional<QList<Cluster>> clusters;
        std::optional<QList<Zone>> zones;
        std::optional<QList<Host>> hosts;
        std::optional<Task> task;
        std::optional<QString> text;
        // The truth itself must not depend on how fast the machine is: what ran into the short limits of this client is asked again.
        for (int turn = 0; turn < 50 && !(clusters && zones && hosts && task && text); ++turn) {
            int open = 0;
            const auto into = [&open](auto &value) {
                ++open;
                return [&open, &value](const auto &result) {
                    --open;
                    if (result)
                        value = result->value;
                };
            };
            if (!clusters)
                client.fetchClusters({}, &context, into(clusters));
            if (!zones)
                client.fetchZones(m_cluster, &context, into(zones));
            if (!hosts)
                client.fetchHosts({}, &context, into(hosts));
            if (!task)
                client.fetchTask(follower->taskId(), &context, into(task));
            if (!text)
                client.fetchSubtaskLog(follower->taskId(), *m_logStep, &context, into(text));
            if (!QTest::qWaitFor([&] { return open == 0; }, 10'000))
                break;
        }
        if (!clusters || !zones || !hosts || !task || !text)
            return u"no truth"_s;
        if (clusters->isEmpty() || session->clusters().value != *clusters)
            return u"clusters"_s;
        if (zones->isEmpty() || session->zones(m_cluster).value != *zones)
            return u"zones"_s;
        QHash<HostId, Host> byId;
        for (const Host &host : std::as_const(*hosts))
            byId.insert(host.id, host);
        if (byId.isEmpty() || session->hosts().value != byId)
            return u"hosts"_s;
        // What only the answer to the change told stays on the page; all else must be the last reply's.
        const Task &shown = *follower->task();
        if (shown.subtasks.size() < 10 || shown.subtasks.size() != task->subtasks.size() || carryOver(shown, *task) != shown)
            return u"task"_s;
        for (qsizetype i = 0; i < shown.subtasks.size(); ++i) {
            const Subtask &there = task->subtasks.at(i);
            const Subtask &here = shown.subtasks.at(i);
            if (here.id != there.id || here.status != there.status || here.finishTime != there.finishTime || here.upstreams != there.upstreams)
                return u"step"_s;
        }
        if (task->status.value != TaskStatus::Successful)
            return u"the task did not succeed"_s;
        return text->isEmpty() || log->text() != *text ? u"log: %1 characters instead of %2"_s.arg(log->text().size()).arg(text->size()) : QString();
    }

    int requests() const
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }
    int carriedOut() const
    {
        const std::lock_guard lock(m_mutex);
        return m_carriedOut;
    }
    qsizetype posts() const { return m_server.count("POST"); }

private:
    /// A task of a minute and more: some sixty requests in all.
    static Scenario unhurried()
    {
        Scenario scenario;
        scenario.speed = 0.55;
        return scenario;
    }

    bool until(const std::function<bool()> &done)
    {
        return runUntil([&] {
            {
                const std::lock_guard lock(m_mutex);
                m_turn = scheduler.clock().monotonic().count();
            }
            help();
            return done();
        }, session->client(), scheduler, &m_back);
    }

    /// What people do when the console says it cannot go on by itself; now and then, as people are slow.
    void help()
    {
        const auto now = scheduler.clock().monotonic();
        if (now - m_lastHelp < 5s)
            return;
        m_lastHelp = now;
        if (session->needsLogin()) {
            session->start();
            session->hosts();
        } else if (session->hosts().error || (follower && follower->state() == TaskFollower::State::LoginNeeded)) {
            session->refresh();
        }
        if (flow->isStalled())
            flow->lookAgain();
        if (log->error())
            log->refresh();
    }

    bool isFresh()
    {
        const auto fresh = [](const auto &remote) { return remote.everLoaded() && !remote.loading && !remote.error; };
        return fresh(session->clusters()) && fresh(session->zones(m_cluster)) && fresh(session->hosts()) && fresh(session->openTasks())
            && !log->isLoading() && !log->error() && log->everLoaded();
    }

    AddServersRequest choose()
    {
        AddServersRequest request;
        for (const Cluster &cluster : session->clusters().value) {
            if (cluster.name == u"ob_trade"_s)
                request.cluster = cluster.id;
        }
        request.zoneName = u"zone1"_s;
        QList<HostId> spare;
        const auto hosts = session->hosts().value;
        for (const Host &host : hosts) {
            if (host.alias == u"spare"_s && host.idcName == u"hz-a"_s)
                spare.append(host.id);
        }
        std::sort(spare.begin(), spare.end(), [](HostId a, HostId b) { return a.value < b.value; });
        if (!spare.isEmpty())
            request.hosts.append(spare.first());
        return request;
    }

    /// The first running step's log, live while it runs.
    void showLog()
    {
        if (!follower->task())
            return;
        for (const Subtask &step : follower->task()->subtasks) {
            if (m_logStep ? step.id == *m_logStep : step.status.value == SubtaskStatus::Running) {
                m_logStep = step.id;
                log->show(follower->taskId(), step.id, step.status.value == SubtaskStatus::Running);
                return;
            }
        }
    }

    void faultOff()
    {
        m_server.answer([this](const SeenRequest &request) { return SimBack::play(m_back.handle(request)); });
    }

    SimBack m_back;
    mutable std::mutex m_mutex;
    int m_requests = 0;                 // the next five: protected by m_mutex
    int m_carriedOut = 0;
    qint64 m_turn = 0;                  // virtual time
    qint64 m_failedIn = -1;
    QByteArray m_failing;
    FaultServer m_server;               // goes before what its thread uses
    std::shared_ptr<MemoryIntents> m_intents = std::make_shared<MemoryIntents>();
    ClusterId m_cluster;
    std::optional<SubtaskId> m_logStep;
    std::chrono::milliseconds m_lastHelp { 0 };

public:
    ManualScheduler scheduler { QDateTime::currentDateTimeUtc() };
    std::unique_ptr<Session> session;
    std::unique_ptr<AddServersFlow> flow;
    std::unique_ptr<LogFollower> log;
    TaskFollower *follower = nullptr;   // the session's
    int submits = 0;
};

} // namespace

class TestFaultTorture : public QObject
{
    Q_OBJECT

private slots:
    void endsInTheServersTruth()
    {
        Run clean(0, nullptr);
        QCOMPARE(clean.play(), QString());
        const int requests = clean.requests();
        QCOMPARE(clean.difference(), QString());
        QCOMPARE(clean.carriedOut(), 1);
        QCOMPARE(clean.posts(), 1);
        QCOMPARE_GE(requests, 40);

        const int step = qEnvironmentVariableIntValue("OBDESK_LONG") ? 1 : 6;
        int runs = 0;
        int submits = 0;
        for (int i = 0; i < requests * int(ways().size()); i += step) {
            // Neighbouring runs differ in both, so that a share of them sees every way and every stage.
            const int k = i / int(ways().size()) + 1;
            const Way &way = ways().at((i + k) % ways().size());
            const QByteArray where = "request " + QByteArray::number(k) + ", " + way.name + ": ";
            Run run(k, &way);
            const QString stuck = run.play();
            QVERIFY2(stuck.isEmpty(), where + stuck.toUtf8());
            const QString difference = run.difference();
            QVERIFY2(difference.isEmpty(), where + "not as on the server: " + difference.toUtf8());
            QVERIFY2(run.carriedOut() == 1, where + "carried out " + QByteArray::number(run.carriedOut()));
            QVERIFY2(run.posts() == run.submits, where + QByteArray::number(run.posts()) + " changes sent");
            ++runs;
            submits += run.submits;
        }
        figure("torture: %d requests, %lld ways, %d runs end in the server's truth; carried out once in each, %d submitted again by the person",
                    requests, qlonglong(ways().size()), runs, submits - runs);
    }
};

QTEST_GUILESS_MAIN(TestFaultTorture)
#include "tst_torture.moc"
