// SPDX-License-Identifier: GPL-3.0-or-later
// Thirty days of following a task: real sockets, virtual clock. Memory and descriptors must not grow, and no change on the server
// may go unnoticed. Short by default; OBDESK_LONG=1 for 518,400 clean polls and 100,000 with faults; OBDESK_POLLS=N for another number.
#include "domain/scheduler.h"
#include "ocp/ocpclient.h"
#include "support/faultserver.h"
#include "support/figure.h"
#include "task/taskfollower.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <mutex>

#include <malloc.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int steps = 21;

/// KiB of this process in memory, without what the allocator keeps in reserve.
qint64 residentKiB()
{
    malloc_trim(0);
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

int descriptors()
{
    return int(QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
}

/// The task in its n-th state: one step's status differs from the state before.
QByteArray reply(int state)
{
    static const char *const words[] = { "PENDING", "READY", "RUNNING", "SUCCESSFUL" };
    QByteArray json = R"({"successful":true,"status":200,"timestamp":"2026-03-02T11:06:34.345+08:00","traceId":"t","data":{"id":1,)"
                      R"("name":"Add OB server","status":"RUNNING","operation":"EXECUTE","creator":{"id":100,"name":"admin"},"subtasks":[)";
    for (int i = 0; i < steps; ++i) {
        // Step i has moved once for every whole round of states, and once more when this round has passed it.
        const int moves = state / steps + (i < state % steps ? 1 : 0);
        const QByteArray id = QByteArray::number(i + 1);
        json += (i ? "," : "") + ("{\"id\":" + id) + R"(,"name":"Step with a name of usual length","description":"as documented","nodeType":"JAVA_TASK",)"
            + R"("createTime":"2026-03-02T11:06:30+08:00","startTime":"2026-03-02T11:06:30+08:00","executor":"10.0.0.1","parallelIdx":-1,)"
            + R"("status":")" + words[moves % 4] + R"(","operation":"EXECUTE","runTime":1,"timeout":3600,"upstreams":[)"
            + (i ? QByteArray::number(i) : QByteArray()) + R"(],"downstreams":[)" + (i + 1 < steps ? QByteArray::number(i + 2) : QByteArray()) + "]}";
    }
    return json + "]}}";
}

Script fault(QRandomGenerator &random)
{
    switch (random.bounded(1000) < 5 ? 9 : int(random.bounded(9))) {
    case 0:
        return scripts::close();
    case 1:
        return scripts::reset();
    case 2:
        return scripts::halfHeader();
    case 3:
        return scripts::halfBody(reply(0));
    case 4:
        return scripts::proxyPage(502);
    case 5:
        return scripts::proxyPage(200);
    case 6:
        return scripts::reply(503, {});
    case 7:
        return scripts::cutGzip();
    case 8:
        return scripts::reply(429, {}, { { "Retry-After", "7" } });
    default:
        return scripts::hang(); // rare: each costs real time
    }
}

} // namespace

class TestFaultSoak : public QObject
{
    Q_OBJECT

private slots:
    void staysAsItIs_data()
    {
        const bool isLong = qEnvironmentVariableIntValue("OBDESK_LONG") != 0;
        const int wanted = qEnvironmentVariableIntValue("OBDESK_POLLS");
        QTest::addColumn<int>("polls");
        QTest::addColumn<int>("percent");
        QTest::newRow("clean") << (wanted ? wanted : isLong ? 518'400 : 4'000) << 0;
        QTest::newRow("10 % faults") << (wanted ? wanted : isLong ? 100'000 : 2'000) << 10;
    }

    void staysAsItIs()
    {
        QFETCH(int, polls);
        QFETCH(int, percent);
        const quint32 seed = 20260302;
        std::mutex mutex;
        QRandomGenerator random(seed);
        int served = 0;                 // the state last sent; protected by mutex, as random
        FaultServer server;
        server.keepLedger(false);
        server.answer([&](const SeenRequest &) {
            const std::lock_guard lock(mutex);
            if (int(random.bounded(100)) < percent)
                return fault(random);
            if (random.bounded(4) == 0)
                ++served; // the server only moves on where a good reply tells it: each move can be seen
            return scripts::ok(reply(served));
        });
        Connection connection;
        connection.url = server.url();
        connection.user = u"admin"_s;
        TransportLimits limits;
        limits.idle = 300ms; // a real hang in the faulty form; far more than a reply takes
        if (percent == 0)
            limits.idle = 15s;
        OcpClient client(connection, Credentials(u"pw"_s), { .limits = limits });
        ManualScheduler scheduler(QDateTime(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC));
        TaskFollower follower(TaskId(1),
                              [&](TaskId id, QObject *context, Callback<Task> done) { return client.fetchTask(id, context, std::move(done), Patience::Once); },
                              scheduler, {}, [] { return 0.5; });
        int seen = 0;                   // moves of single steps
        int jumps = 0;                  // replies that showed several moves at once
        connect(&follower, &TaskFollower::taskChanged, this, [&](const TaskDiff &diff) {
            if (diff.shapeChanged)
                return; // the first
            seen += int(diff.changedSubtasks.size());
            jumps += diff.changedSubtasks.size() == 1 ? 0 : 1;
        });

        struct Sample
        {
            int polls;
            qint64 kib;
            int descriptors;
        };
        QList<Sample> samples;
        int failures = 0;
        int first = -1;                 // the state the first good reply showed
        QEventLoop loop; // what is deleted later needs a running one
        connect(&follower, &TaskFollower::stateChanged, &loop, [&] {
            failures += follower.state() == TaskFollower::State::Stale ? 1 : 0;
            if (first < 0 && follower.task()) {
                const std::lock_guard lock(mutex);
                first = served;
            }
            const int done = follower.requestCount();
            if (done >= polls * (int(samples.size()) + 1) / 20)
                samples.append({ done, residentKiB(), descriptors() });
            if (samples.size() >= 20)
                loop.quit();
            else
                scheduler.advance(follower.untilNextPoll().value_or(1s));
        }, Qt::QueuedConnection);
        QElapsedTimer timer;
        timer.start();
        follower.start();
        loop.exec();

        const Sample base = samples.at(1); // a tenth
        qint64 growth = 0;
        int most = 0;
        int least = base.descriptors;
        for (const Sample &sample : std::as_const(samples)) {
            if (sample.polls < base.polls)
                continue;
            growth = std::max(growth, sample.kib - base.kib);
            most = std::max(most, sample.descriptors);
            least = std::min(least, sample.descriptors);
        }
        int moved = 0;
        {
            const std::lock_guard lock(mutex);
            moved = served - first;
        }
        figure("soak: %d polls (seed %u, %d %% faults, %d failed), %.0f virtual hours, %.0f s; memory +%lld KiB after the first tenth, "
                    "descriptors %d to %d, %d of %d transitions seen",
                    follower.requestCount(), seed, percent, failures, double(scheduler.clock().monotonic().count()) / 3.6e6,
                    double(timer.elapsed()) / 1000, qlonglong(growth), least, most, seen, moved);
        if (percent == 0)
            QCOMPARE(jumps, 0); // else a good reply may come too late on a busy machine, and the next one shows two moves
        QCOMPARE(seen, moved);
        QCOMPARE_GT(moved, polls / 8);
        QCOMPARE_LE(growth, 1024);
        // A connection that has failed may be on its way out when it is counted.
        QCOMPARE_LE(most - least, percent ? 4 : 0);
        if (percent)
            QCOMPARE_GT(failures, polls / 40);
    }
};

int main(int argc, char **argv)
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "7200000"); // the long form takes its time
    QCoreApplication application(argc, argv);
    TestFaultSoak test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_soak.moc"
