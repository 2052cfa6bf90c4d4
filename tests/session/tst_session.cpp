// SPDX-License-Identifier: GPL-3.0-or-later
// One connection in use: what it asks and when, what it keeps when OCP is away, and that it rests after a 401. Time is turned by hand,
// the server is real.
#include "session/session.h"
#include "simulator/simcredentials.h"
#include "simulator/simulator.h"
#include "simulator/simulatorserver.h"
#include "support/faultserver.h"
#include "support/samples.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

#include <atomic>
#include <memory>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc());
const QByteArray clustersPath = "/api/v2/ob/clusters";
const QByteArray zonesPath = "/api/v2/ob/clusters/1000002/zones";
const QByteArray hostsPath = "/api/v2/compute/hosts";
const QByteArray tasksPath = "/api/v2/tasks/instances";
const QByteArray pathOfTask = "/api/v2/tasks/instances/35000312";
const ClusterId cluster(1000002);
const TaskId task(35000312); // SUCCESSFUL in the sample

Script documented(const SeenRequest &request)
{
    if (request.path() == clustersPath)
        return scripts::ok(sample("list-clusters-3.1.1"));
    if (request.path() == zonesPath)
        return scripts::ok(sample("list-zones-4.2.2"));
    if (request.path() == hostsPath)
        return scripts::ok(sample("list-hosts-4.2.2"));
    if (request.path() == tasksPath)
        return scripts::ok(sample("list-tasks-4.2.2"));
    if (request.path() == pathOfTask)
        return scripts::ok(sample("get-task-4.2.2"));
    return scripts::reply(404, "{}");
}

Script refusal(int status, const Headers &headers = {})
{
    return scripts::reply(status, R"({"successful":false,"status":)" + QByteArray::number(status) + R"(,"error":{"code":1,"message":"no"}})", headers);
}

QByteArray runningTask(qint64 id, qint64 cluster, const QByteArray &status = "RUNNING")
{
    return R"({"id":)" + QByteArray::number(id) + R"(,"name":"Add OB server","status":")" + status + R"(","cluster":{"id":)"
            + QByteArray::number(cluster) + R"(,"name":"c","obClusterId":1},"subtasks":[]})";
}

struct Stage
{
    Stage()
    {
        server.answer(documented);
        Connection connection;
        connection.url = server.url();
        connection.user = u"admin"_s;
        session = std::make_unique<Session>(connection, Credentials(u"secret"_s), nullptr, scheduler, Session::Rhythm(), [] { return 0.5; });
    }

    qsizetype asked(const QByteArray &path) const
    {
        qsizetype count = 0;
        for (const SeenRequest &request : server.requests())
            count += request.path() == path ? 1 : 0;
        return count;
    }
    QList<QByteArray> paths() const
    {
        QList<QByteArray> all;
        for (const SeenRequest &request : server.requests())
            all.append(request.path());
        return all;
    }
    bool isQuiet() const { return !session->clusters().loading && !session->openTasks().loading; }
    bool load()
    {
        session->start();
        return QTest::qWaitFor([this] { return session->clusters().everLoaded() && session->openTasks().everLoaded() && isQuiet(); }, 20'000);
    }

    ManualScheduler scheduler { start };
    FaultServer server;
    std::unique_ptr<Session> session;
};

} // namespace

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    /// After a sleep everything is asked for within two seconds, however long the back-off had become.
    void wakes()
    {
        Stage stage;
        QVERIFY(stage.load());
        stage.server.answer(scripts::close());
        for (int i = 0; i < 6; ++i) {
            stage.scheduler.advance(std::chrono::minutes(2));
            QTRY_VERIFY(stage.isQuiet());
        }
        QVERIFY(stage.session->clusters().isStale());
        stage.server.answer(documented);
        const qsizetype before = stage.asked(clustersPath);
        stage.session->wake();
        QVERIFY(*stage.session->untilNextRefresh() <= std::chrono::seconds(2));
        stage.scheduler.advance(std::chrono::seconds(2));
        QTRY_VERIFY(!stage.session->clusters().isStale());
        QVERIFY(stage.asked(clustersPath) > before);
    }

    void loads()
    {
        Stage stage;
        QSignalSpy clustersChanged(stage.session.get(), &Session::clustersChanged);
        QVERIFY(!stage.session->clusters().everLoaded());
        QVERIFY(stage.load());
        QCOMPARE(stage.session->clusters().value.size(), 1);
        QCOMPARE(*stage.session->clusters().asOf, start);
        QVERIFY(!stage.session->clusters().error);
        QCOMPARE(stage.session->cluster(cluster)->name, u"test"_s);
        QVERIFY(!stage.session->cluster(ClusterId(1)));
        QCOMPARE(stage.session->openTasks().value.size(), 2);
        QCOMPARE(clustersChanged.count(), 2); // loading, loaded
        QCOMPARE(stage.paths(), QList<QByteArray>({ clustersPath, tasksPath }));
        const SeenRequest tasks = stage.server.requests().at(1);
        QCOMPARE(tasks.parameter("size"), QByteArray("100"));
        QVERIFY(tasks.target.contains("RUNNING") && tasks.target.contains("FAILED") && !tasks.target.contains("SUCCESSFUL"));

        // The rest only when somebody looks.
        QVERIFY(!stage.session->knownZones(cluster));
        QSignalSpy zonesChanged(stage.session.get(), &Session::zonesChanged);
        QVERIFY(stage.session->zones(cluster).loading);
        QVERIFY(stage.session->zones(cluster).loading);
        QTRY_VERIFY(stage.session->zones(cluster).everLoaded());
        QCOMPARE(stage.session->knownZones(cluster)->value.at(0).name, u"zone1"_s);
        QCOMPARE(zonesChanged.count(), 1);
        QSignalSpy hostsChanged(stage.session.get(), &Session::hostsChanged);
        QVERIFY(stage.session->hosts().loading);
        QTRY_VERIFY(stage.session->hosts().everLoaded());
        QCOMPARE(stage.session->hosts().value.value(HostId(3000002)).name, u"OceanBase152105.et15sqa"_s);
        QCOMPARE(hostsChanged.count(), 1);
        QCOMPARE(stage.server.count(), 4); // each was asked for once
    }

    void rhythm()
    {
        Stage stage;
        QVERIFY(stage.load());
        stage.session->zones(cluster);
        QTRY_VERIFY(stage.session->zones(cluster).everLoaded());
        QVERIFY(*stage.scheduler.nextDue() == 10s);
        QVERIFY(*stage.session->untilNextRefresh() == 15s);
        stage.scheduler.advance(10s);
        QTRY_COMPARE(*stage.session->openTasks().asOf, start.addSecs(10));
        QCOMPARE(stage.asked(tasksPath), 2);
        QCOMPARE(stage.asked(clustersPath), 1);
        stage.scheduler.advance(5s);
        QTRY_COMPARE(*stage.session->zones(cluster).asOf, start.addSecs(15));
        QCOMPARE(*stage.session->clusters().asOf, start.addSecs(15));
        QCOMPARE(stage.asked(clustersPath), 2);
        QCOMPARE(stage.asked(zonesPath), 2);
        QCOMPARE(stage.asked(tasksPath), 2);
        QCOMPARE(stage.asked(hostsPath), 0);

        stage.session->hosts();
        QTRY_VERIFY(stage.session->hosts().everLoaded());
        stage.scheduler.manualClock().advance(1s);
        stage.session->refresh(); // all of it
        QTRY_COMPARE(*stage.session->hosts().asOf, start.addSecs(16));
        QTRY_COMPARE(*stage.session->openTasks().asOf, start.addSecs(16));
        QTRY_COMPARE(*stage.session->zones(cluster).asOf, start.addSecs(16));
        QTRY_VERIFY(stage.isQuiet());
        QCOMPARE(stage.server.count(), 2 + 1 + 1 + 2 + 1 + 4);
    }

    /// Wrong password: one failed login, one question, then silence until a person acts.
    void unauthorized()
    {
        Stage stage;
        QSignalSpy loginNeeded(stage.session.get(), &Session::loginNeeded);
        stage.server.answer([](const SeenRequest &) { return refusal(401); });
        stage.session->start();
        QTRY_VERIFY(stage.session->needsLogin());
        QCOMPARE(stage.session->clusters().error->kind, ApiError::Kind::Unauthorized);
        QVERIFY(!stage.scheduler.nextDue());
        QVERIFY(!stage.session->untilNextRefresh());
        stage.session->refresh();
        stage.session->zones(cluster);
        stage.session->refreshZones(cluster);
        stage.session->hosts();
        stage.session->refreshHosts();
        TaskFollower *follower = stage.session->follow(task);
        stage.scheduler.advance(24h);
        QCOMPARE(follower->requestCount(), 0);

        stage.server.answer(documented);
        QVERIFY(stage.load());
        QTRY_VERIFY(stage.session->zones(cluster).everLoaded()); // wanted meanwhile
        QTRY_VERIFY(follower->task());
        QVERIFY(!stage.session->needsLogin());
        QCOMPARE(loginNeeded.count(), 1);
        QCOMPARE(stage.paths().mid(0, 2), QList<QByteArray>({ clustersPath, clustersPath }));
        QCOMPARE(stage.asked(clustersPath), 2);
    }

    /// The password is changed while all is under way.
    void unauthorizedLater()
    {
        Stage stage;
        QVERIFY(stage.load());
        TaskFollower *follower = stage.session->follow(task);
        TaskFollower *other = stage.session->follow(TaskId(1));
        QTRY_VERIFY(follower->task());
        QTRY_COMPARE(other->state(), TaskFollower::State::Stale); // 404
        QSignalSpy loginNeeded(stage.session.get(), &Session::loginNeeded);
        // A listener that lets go of a task meanwhile.
        connect(other, &TaskFollower::stateChanged, this, [&] { stage.session->unfollow(TaskId(1)); });
        stage.server.answer([](const SeenRequest &) { return refusal(401); });
        follower->pollNow();
        QTRY_VERIFY(stage.session->needsLogin());
        QCOMPARE(follower->state(), TaskFollower::State::LoginNeeded);
        QVERIFY(!stage.session->follower(TaskId(1)));
        QCOMPARE(loginNeeded.count(), 1);
        QVERIFY(!stage.session->untilNextRefresh());
        const qsizetype asked = stage.server.count();
        stage.scheduler.advance(24h);
        QVERIFY(follower->task()); // what was known stays
        stage.server.answer(documented);
        stage.session->start();
        QTRY_COMPARE(follower->state(), TaskFollower::State::Following);
        QCOMPARE(stage.paths().at(asked), clustersPath); // nothing before
    }

    void staleKeepsTheValue()
    {
        Stage stage;
        QVERIFY(stage.load());
        stage.session->zones(cluster);
        QTRY_VERIFY(stage.session->zones(cluster).everLoaded());
        stage.server.answer([](const SeenRequest &) { return scripts::proxyPage(500); });
        stage.scheduler.advance(15s);
        QTRY_VERIFY(stage.session->clusters().isStale());
        QTRY_VERIFY(stage.session->openTasks().isStale());
        QTRY_VERIFY(stage.session->zones(cluster).isStale());
        QTRY_VERIFY(stage.isQuiet());
        QCOMPARE(stage.session->clusters().error->kind, ApiError::Kind::ServerError);
        QCOMPARE(stage.session->clusters().value.size(), 1);
        QCOMPARE(stage.session->openTasks().value.size(), 2);
        QCOMPARE(stage.session->zones(cluster).value.size(), 1);
        QCOMPARE(*stage.session->clusters().asOf, start);
        QVERIFY(*stage.session->untilNextRefresh() == 30s); // backs off
        stage.server.answer(documented);
        stage.scheduler.advance(30s);
        QTRY_VERIFY(!stage.session->clusters().error);
        QCOMPARE(*stage.session->clusters().asOf, start.addSecs(45));
        QVERIFY(*stage.session->untilNextRefresh() == 15s);
    }

    void backOffAndRetryAfter()
    {
        Stage stage;
        QVERIFY(stage.load());
        stage.server.answer([](const SeenRequest &) { return refusal(500); });
        for (const auto wait : { 30s, 60s, 60s }) { // 15 s doubled, at most 60 s
            const qsizetype asked = stage.asked(clustersPath);
            stage.scheduler.advance(*stage.session->untilNextRefresh());
            QTRY_VERIFY(stage.asked(clustersPath) == asked + 1 && stage.isQuiet());
            QVERIFY(*stage.session->untilNextRefresh() == wait);
        }
        stage.server.answer([](const SeenRequest &) { return refusal(429, { { "Retry-After", "300" } }); });
        stage.session->refresh();
        QTRY_VERIFY(stage.isQuiet() && stage.session->clusters().error->kind == ApiError::Kind::RateLimited);
        QVERIFY(*stage.session->untilNextRefresh() == 300s);
    }

    void rateLimitNearlyUsedUp()
    {
        Stage stage;
        stage.server.answer([](const SeenRequest &request) {
            return request.path() == clustersPath
                    ? scripts::reply(200, sample("list-clusters-3.1.1"), { { "RateLimit-Limit", "10" }, { "RateLimit-Remaining", "1" }, { "RateLimit-Reset", "53" } })
                    : documented(request);
        });
        stage.session->start();
        QTRY_VERIFY(stage.session->clusters().everLoaded() && !stage.session->clusters().loading);
        QVERIFY(*stage.session->untilNextRefresh() == 53s);
        QVERIFY(stage.session->openTasks().loading); // waits until the server counts anew
        QCOMPARE(stage.asked(tasksPath), 0);
    }

    /// What was asked for while an older answer was on its way is asked once more, and shown in the end.
    void theNewestQuestionWins()
    {
        Stage stage;
        QVERIFY(stage.load());
        stage.session->zones(cluster);
        stage.session->hosts();
        QTRY_VERIFY(stage.session->zones(cluster).everLoaded() && stage.session->hosts().everLoaded());
        std::atomic<bool> changed = false;
        stage.server.answer([&changed](const SeenRequest &request) {
            const QByteArray empty = R"({"successful":true,"status":200,"data":{"contents":[]}})";
            return changed ? scripts::ok(empty) : scripts::delayed(300ms, documented(request));
        });
        const qsizetype asked = stage.asked(clustersPath);
        const qsizetype askedHosts = stage.asked(hostsPath), askedZones = stage.asked(zonesPath);
        stage.session->refreshHosts();
        stage.session->refreshZones(cluster);
        stage.session->refresh();
        QTRY_VERIFY(stage.asked(clustersPath) == asked + 1 && stage.asked(hostsPath) == askedHosts + 1 && stage.asked(zonesPath) == askedZones + 1);
        changed = true;
        for (int i = 0; i < 3; ++i) {
            stage.session->refreshHosts();
            stage.session->refreshZones(cluster);
            stage.session->refresh();
        }
        QTRY_VERIFY(stage.session->clusters().value.isEmpty() && stage.session->openTasks().value.isEmpty());
        QTRY_VERIFY(stage.session->hosts().value.isEmpty() && stage.session->zones(cluster).value.isEmpty());
        QTRY_VERIFY(stage.isQuiet() && !stage.session->hosts().loading && !stage.session->zones(cluster).loading);
        QCOMPARE(stage.asked(clustersPath), asked + 2); // once more, not once for each wish
    }

    void hostsAreAskedForAgainAfterAFailure()
    {
        Stage stage;
        QVERIFY(stage.load());
        stage.server.answer([](const SeenRequest &) { return refusal(500); });
        stage.session->hosts();
        QTRY_VERIFY(stage.session->hosts().error);
        stage.session->hosts();
        QVERIFY(!stage.session->hosts().loading); // not by everybody who looks
        stage.server.answer(documented);
        stage.session->refresh();
        QTRY_VERIFY(stage.session->hosts().everLoaded());
        QVERIFY(!stage.session->hosts().error);
    }

    void follow()
    {
        Stage stage;
        QVERIFY(stage.load());
        QVERIFY(!stage.session->follower(task));
        QPointer<TaskFollower> follower = stage.session->follow(task);
        QCOMPARE(stage.session->follow(task), follower.data());
        QCOMPARE(stage.session->follower(task), follower.data());
        QTRY_VERIFY(follower->task());
        QCOMPARE(stage.asked(pathOfTask), 1);
        stage.session->unfollow(task);
        QCOMPARE(stage.session->follower(task), follower.data()); // one is still looking
        stage.session->unfollow(task);
        QVERIFY(!stage.session->follower(task));
        QCOMPARE(follower->state(), TaskFollower::State::Idle);
        QTRY_VERIFY(!follower);
        stage.session->unfollow(task); // one too many
        QVERIFY(!stage.session->follower(task));
        Task first;
        first.id = task;
        first.name = u"just sent"_s;
        QCOMPARE(stage.session->follow(task, first)->task()->name, u"just sent"_s);
        QTRY_COMPARE(stage.asked(pathOfTask), 2);
    }

    /// An ended task has changed its cluster.
    void endOfATaskRefreshes()
    {
        Stage stage;
        QVERIFY(stage.load());
        TaskFollower *follower = stage.session->follow(task);
        QTRY_VERIFY(follower->task());
        QCOMPARE(stage.asked(clustersPath), 1);
        stage.scheduler.advance(2s); // seen a second time
        QTRY_COMPARE(follower->state(), TaskFollower::State::Ended);
        QTRY_COMPARE(stage.asked(clustersPath), 2);
        QTRY_COMPARE(stage.asked(tasksPath), 2);
    }

    void runningTaskOfACluster()
    {
        Stage stage;
        stage.server.answer([](const SeenRequest &request) {
            if (request.path() != tasksPath)
                return documented(request);
            return scripts::ok(R"({"data":{"contents":[)" + runningTask(9, 7, "FAILED") + ',' + runningTask(8, 7) + ',' + runningTask(7, 7) + ','
                               + runningTask(6, 5) + R"(],"page":{"number":1,"size":100,"totalElements":4,"totalPages":1}},"successful":true,"status":200})");
        });
        QVERIFY(stage.load());
        QCOMPARE(stage.session->runningTask(ClusterId(7))->id, TaskId(8)); // the newest that runs
        QCOMPARE(stage.session->runningTask(ClusterId(5))->id, TaskId(6));
        QVERIFY(!stage.session->runningTask(ClusterId(1)));
    }

    void destroyedWithCallsUnderWay()
    {
        Stage stage;
        QVERIFY(stage.load());
        stage.server.answer(scripts::hang());
        int signalsSeen = 0;
        stage.session->refresh();
        stage.session->zones(cluster);
        stage.session->hosts();
        stage.session->follow(task);
        QTRY_COMPARE(stage.server.count(), 2 + 4); // clusters, zones, hosts, task
        connect(stage.session.get(), &Session::clustersChanged, this, [&] { ++signalsSeen; });
        connect(stage.session.get(), &Session::zonesChanged, this, [&] { ++signalsSeen; });
        connect(stage.session.get(), &Session::hostsChanged, this, [&] { ++signalsSeen; });
        stage.session.reset();
        stage.scheduler.advance(1h);
        QCoreApplication::processEvents();
        QCOMPARE(signalsSeen, 0);
        QCOMPARE(stage.server.count(), 6);
    }

    void destroyedByAListener()
    {
        Stage stage;
        connect(stage.session.get(), &Session::openTasksChanged, this, [&] { stage.session.reset(); });
        stage.session->start();
        QTRY_VERIFY(!stage.session);
        stage.scheduler.advance(1h);
        QCOMPARE(stage.server.count(), 2);
    }

    void withTheSimulator()
    {
        ManualScheduler scheduler(start);
        Simulator simulator({}, scheduler.clock());
        SimulatorServer server(simulator);
        QVERIFY(server.listen(0));
        const SimCredentials known;
        Connection connection;
        connection.url = server.url();
        connection.user = known.user;
        Session session(connection, Credentials(known.password), nullptr, scheduler, Session::Rhythm(), [] { return 0.5; });
        session.start();
        QTRY_VERIFY(session.openTasks().everLoaded());
        QVERIFY(!session.clusters().value.isEmpty());
        for (const Cluster &cluster : session.clusters().value) {
            QTRY_VERIFY(session.zones(cluster.id).everLoaded());
            int servers = 0;
            for (const Zone &zone : session.zones(cluster.id).value)
                servers += int(zone.servers.size());
            QVERIFY2(servers == cluster.serverCount, qPrintable(cluster.name));
        }
        QVERIFY(!session.openTasks().value.isEmpty());
        QTRY_VERIFY(!session.hosts().value.isEmpty());
        for (const Task &open : session.openTasks().value) {
            TaskFollower *follower = session.follow(open.id);
            QTRY_VERIFY(follower->task());
            QVERIFY(!follower->task()->subtasks.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
