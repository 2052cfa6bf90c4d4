// SPDX-License-Identifier: GPL-3.0-or-later
// A day of watching with user and password, as OCP's sessions see it. Real client and real HTTP in front of the simulator's engine, which
// opens a session for whoever comes without one, and ends those that rest for half an hour.
#include "simback.h"
#include "support/caught.h"
#include "support/figure.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Day
{
    Day()
    {
        server.answer([this](const SeenRequest &request) { return SimBack::play(back.handle(request)); });
        Connection connection;
        connection.url = server.url();
        connection.user = u"admin"_s;
        client = std::make_unique<OcpClient>(connection, Credentials(u"simulator"_s));
    }

    /// One poll of the list of tasks.
    bool poll()
    {
        Caught<Page<Task>> tasks;
        client->fetchTasks({}, tasks.context(), tasks.callback());
        return tasks.wait() && tasks.ok();
    }

    SimBack back { Scenario() };
    FaultServer server;                 // goes before what its thread uses
    std::unique_ptr<OcpClient> client;
};

} // namespace

class TestFaultDayLong : public QObject
{
    Q_OBJECT

private slots:
    void aHandfulOfSessions()
    {
        Day day;
        constexpr int polls = 1440;
        for (int i = 0; i < polls; ++i) {
            QVERIFY(day.poll());
            day.back.advance(60s);
        }
        figure("a day of watching, a poll a minute: %d requests, %d sessions opened at OCP", polls, int(day.back.sessionsOpened()));
        QCOMPARE(day.server.count(), polls);
        QCOMPARE_LE(int(day.back.sessionsOpened()), 3);
    }

    /// The console slept over the time-out: one more session, and no login that fails.
    void afterANight()
    {
        Day day;
        QVERIFY(day.poll());
        day.back.advance(9h);
        QVERIFY(day.poll());
        QVERIFY(day.poll());
        QCOMPARE(int(day.back.sessionsOpened()), 2);
    }
};

QTEST_GUILESS_MAIN(TestFaultDayLong)
#include "tst_daylong.moc"
