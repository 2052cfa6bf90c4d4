// SPDX-License-Identifier: GPL-3.0-or-later
// OCP is away for an hour, or restarts under fifty consoles: how often they ask, in virtual time, and that they do not ask in
// step. Prints its figures.
#include "domain/scheduler.h"
#include "session/session.h"
#include "support/faultserver.h"
#include "task/addserversflow.h"
#include "task/logfollower.h"
#include "task/taskfollower.h"
#include "simback.h"
#include "support/figure.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

ApiError away()
{
    ApiError error;
    error.kind = ApiError::Kind::ConnectionRefused;
    return error;
}

Task running(int id)
{
    Task task;
    task.id = TaskId(id);
    task.name = u"Add OB server"_s;
    task.status = taskStatusFromText(u"RUNNING"_s);
    return task;
}

/// Answers every call at once: with a value, or that OCP is away.
struct Line
{
    ManualScheduler &scheduler;
    QList<milliseconds> asked = {};
    bool up = true;

    template<typename T>
    ApiCall *answer(const T &value, const Callback<T> &done)
    {
        asked.append(scheduler.clock().monotonic());
        done(up ? Result<Fetched<T>>(Fetched<T> { value, {} }) : Result<Fetched<T>>(away()));
        return nullptr;
    }
    int since(milliseconds when) const
    {
        return int(std::count_if(asked.begin(), asked.end(), [when](milliseconds at) { return at >= when; }));
    }
};

/// Largest share of `asked` in one second of those after `from`.
double busiestSecond(const QList<milliseconds> &asked, milliseconds from, int *total)
{
    std::map<qint64, int> perSecond;
    *total = 0;
    for (const milliseconds at : asked) {
        if (at < from)
            continue;
        ++perSecond[at.count() / 1000];
        ++*total;
    }
    int most = 0;
    for (const auto &[second, count] : perSecond)
        most = std::max(most, count);
    return *total ? double(most) / *total : 0;
}

} // namespace

class TestFaultOutage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_seed = qEnvironmentVariableIntValue("OBDESK_SEED");
        if (!m_seed)
            m_seed = 20260302;
        std::printf("seed %u\n", m_seed);
    }

    void followerBacksOff()
    {
        ManualScheduler scheduler(start);
        Line line { scheduler };
        QRandomGenerator generator(m_seed);
        const FollowPolicy policy;
        TaskFollower follower(TaskId(1), [&](TaskId, QObject *, Callback<Task> done) { return line.answer(running(1), done); }, scheduler,
                              policy, [&] { return generator.generateDouble(); });
        follower.start();
        scheduler.advance(10min);
        QCOMPARE(follower.state(), TaskFollower::State::Following);
        line.up = false;
        const milliseconds began = scheduler.clock().monotonic();
        scheduler.advance(1h);
        QCOMPARE(follower.state(), TaskFollower::State::Stale);
        QList<milliseconds> during;
        for (const milliseconds at : std::as_const(line.asked)) {
            if (at >= began)
                during.append(at);
        }
        // The n-th failure is followed by a wait of 0.8 s * 2^n, at most 30 s, less a fifth.
        milliseconds closest = 1h;
        for (qsizetype i = 1; i < during.size(); ++i) {
            const double wait = std::min(policy.backOffFirst.count() * std::pow(2.0, double(i - 1)), double(policy.backOffMost.count()));
            const milliseconds gap = during.at(i) - during.at(i - 1);
            QCOMPARE_GE(gap.count() + 1, qint64(wait * (1 - policy.jitter)));
            QCOMPARE_LE(gap.count(), qint64(wait * (1 + policy.jitter)) + 1);
            closest = std::min(closest, gap);
        }
        figure("outage of 1 h, one follower: %lld requests, closest %lld ms", qlonglong(during.size()), qlonglong(closest.count()));
        QCOMPARE_LE(during.size(), 160);
        line.up = true;
        scheduler.advance(40s);
        QCOMPARE(follower.state(), TaskFollower::State::Following); // it never gives up
    }

    void logFollowerBacksOff()
    {
        ManualScheduler scheduler(start);
        Line line { scheduler };
        QRandomGenerator generator(m_seed);
        LogFollower log([&](TaskId, SubtaskId, QObject *, Callback<QString> done) { return line.answer(u"line\n"_s, done); }, scheduler);
        log.setRandom([&] { return generator.generateDouble(); });
        log.show(TaskId(1), SubtaskId(1), true);
        line.up = false;
        const milliseconds began = scheduler.clock().monotonic();
        scheduler.advance(1h);
        figure("outage of 1 h, one log: %d requests", line.since(began));
        QCOMPARE_LE(line.since(began), 160);
        for (qsizetype i = 2; i < line.asked.size(); ++i) {
            QCOMPARE_GE(line.asked.at(i) - line.asked.at(i - 1), LogFollower::interval);
            QCOMPARE_LE(line.asked.at(i) - line.asked.at(i - 1), milliseconds(LogFollower::slowest.count() * 12 / 10));
        }
        line.up = true;
        scheduler.advance(40s);
        QVERIFY(!log.error());
    }

    void lookingForATaskBacksOff()
    {
        ManualScheduler scheduler(start);
        Line line { scheduler };
        QRandomGenerator generator(m_seed);
        AddServersCalls calls;
        calls.submit = [](const AddServersRequest &, const MutationContext &, QObject *, Callback<Task> done) -> ApiCall * {
            ApiError lost = away();
            lost.kind = ApiError::Kind::ConnectionLost;
            lost.outcome = ApiError::Outcome::Unknown;
            done(lost);
            return nullptr;
        };
        calls.search.listTasks = [&](const TaskQuery &, QObject *, Callback<Page<Task>> done) { return line.answer(Page<Task>(), done); };
        AddServersFlow flow(calls, scheduler);
        flow.setRandom([&] { return generator.generateDouble(); });
        line.up = false;
        QVERIFY(flow.submit({ ClusterId(1), u"zone1"_s, { HostId(1) } }, {}, u"admin"_s));
        scheduler.advance(1h);
        figure("outage of 1 h, one lost change: %lld looks", qlonglong(line.asked.size()));
        QCOMPARE(flow.state(), AddServersFlow::State::Reconciling);
        QCOMPARE_LE(line.asked.size(), 160);
        for (qsizetype i = 1; i < line.asked.size(); ++i)
            QCOMPARE_GE(line.asked.at(i) - line.asked.at(i - 1), AddServersFlow::betweenLooks);
    }

    /// Fifty consoles follow tasks, logs and a lost change each; OCP goes and comes back for all of them at once.
    void fiftyConsolesDoNotAskInStep()
    {
        ManualScheduler scheduler(start);
        QRandomGenerator generator(m_seed);
        const RandomSource random = [&] { return generator.generateDouble(); };
        Line line { scheduler };
        std::vector<std::unique_ptr<QObject>> consoles;
        for (int i = 0; i < 50; ++i) {
            auto follower = std::make_unique<TaskFollower>(
                TaskId(i), [&, i](TaskId, QObject *, Callback<Task> done) { return line.answer(running(i), done); }, scheduler, FollowPolicy(), random);
            follower->start();
            consoles.push_back(std::move(follower));
            auto log = std::make_unique<LogFollower>(
                [&](TaskId, SubtaskId, QObject *, Callback<QString> done) { return line.answer(u"line\n"_s, done); }, scheduler);
            log->setRandom(random);
            log->show(TaskId(i), SubtaskId(1), true);
            consoles.push_back(std::move(log));
            scheduler.advance(milliseconds(qint64(5000 * random()))); // people do not start in the same second
        }
        scheduler.advance(5min);
        line.up = false;
        scheduler.advance(10min);
        line.up = true;
        const milliseconds back = scheduler.clock().monotonic();
        scheduler.advance(1min);
        int total = 0;
        const double most = busiestSecond(line.asked, back, &total);
        figure("50 clients, minute after a restart: %d requests, busiest second %.1f %%", total, most * 100);
        QCOMPARE_GT(total, 500);
        QCOMPARE_LE(most, 0.10);
    }

    /// A whole session over real sockets to a port where nobody listens.
    void sessionBacksOff()
    {
        QUrl url;
        {
            const FaultServer gone;
            url = gone.url();
        }
        ManualScheduler scheduler(QDateTime::currentDateTimeUtc());
        QRandomGenerator generator(m_seed);
        Connection connection;
        connection.url = url;
        connection.user = u"admin"_s;
        Session::Rhythm rhythm;
        rhythm.limits.retry.attempts = 1; // these wait in real time; the session's own waits are what is counted
        Session session(connection, Credentials(u"pw"_s), nullptr, scheduler, rhythm, [&] { return generator.generateDouble(); });
        session.start();
        session.zones(ClusterId(1));
        session.hosts();
        TaskFollower *followers[3];
        for (int i = 0; i < 3; ++i)
            followers[i] = session.follow(TaskId(i + 1), running(i + 1));
        int clusters = 0;
        int tasks = 0;
        int zones = 0;
        connect(&session, &Session::clustersChanged, this, [&] { clusters += session.clusters().loading ? 1 : 0; });
        connect(&session, &Session::openTasksChanged, this, [&] { ++tasks; });
        connect(&session, &Session::zonesChanged, this, [&] { ++zones; });
        const milliseconds end = scheduler.clock().monotonic() + 1h;
        runUntil([&] { return scheduler.clock().monotonic() >= end; }, session.client(), scheduler, nullptr, 61min);
        int polls = 0;
        for (TaskFollower *follower : followers) {
            QCOMPARE_LE(follower->requestCount(), 160);
            polls += follower->requestCount();
        }
        figure("outage of 1 h, session with 3 followers: %d requests (%d clusters, %d zones, %d task lists, %d tasks)",
                    clusters + zones + tasks + polls, clusters, zones, tasks, polls);
        QVERIFY(session.clusters().error);
        QCOMPARE_LE(clusters, 160);
        QCOMPARE_LE(tasks, 160);
        QCOMPARE_LE(zones, 160);
    }

private:
    quint32 m_seed = 0;
};

QTEST_GUILESS_MAIN(TestFaultOutage)
#include "tst_outage.moc"
