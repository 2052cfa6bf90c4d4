// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts become OBServers, watched by those who may not read the task.
#include "task/scripted.h"
#include "task/serverwatch.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<Zone> zonesWith(const QList<std::pair<qint64, QString>> &servers)
{
    Zone zone;
    zone.name = u"zone1"_s;
    for (const auto &[host, status] : servers) {
        ObServer server;
        server.hostId = HostId(host);
        server.status = obStatusFromText(status);
        zone.servers.append(server);
    }
    Zone other = zone;
    other.name = u"zone2"_s;
    return { other, zone };
}

struct Watched
{
    ManualScheduler scheduler { QDateTime(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc()) };
    Desk<QList<Zone>> zones;
    ServerWatch watch { [this](ClusterId, QObject *context, Callback<QList<Zone>> done) { return zones.take(context, std::move(done)); }, scheduler,
                        { ClusterId(21), u"zone1"_s, { HostId(7), HostId(8) } } };
    QSignalSpy changed { &watch, &ServerWatch::changed };
    QSignalSpy ended { &watch, &ServerWatch::ended };
    QSignalSpy denied { &watch, &ServerWatch::denied };
};

} // namespace

class TestServerWatch : public QObject
{
    Q_OBJECT

private slots:
    void untilAllRun()
    {
        Watched watched;
        watched.watch.start();
        watched.zones.answer(zonesWith({ { 9, u"RUNNING"_s } }));
        QCOMPARE(watched.changed.count(), 0); // nothing of ours
        watched.scheduler.advance(5s);
        watched.zones.answer(zonesWith({ { 7, u"CREATING"_s } }));
        QCOMPARE(watched.changed.count(), 1);
        QCOMPARE(watched.watch.servers().value(HostId(7)).text, u"CREATING"_s);
        watched.scheduler.advance(5s);
        watched.zones.answer(zonesWith({ { 7, u"CREATING"_s } }));
        QCOMPARE(watched.changed.count(), 1);
        watched.scheduler.advance(5s);
        watched.zones.answer(zonesWith({ { 7, u"RUNNING"_s }, { 8, u"RUNNING"_s } }));
        QCOMPARE(watched.ended.count(), 1);
        watched.scheduler.advance(1h);
        QCOMPARE(watched.zones.asked(), 4);
    }

    void serversOfAnotherZoneDoNotCount()
    {
        QList<Zone> zones = zonesWith({ { 7, u"RUNNING"_s }, { 8, u"RUNNING"_s } });
        zones.removeLast();
        QVERIFY(serversOn({ HostId(7), HostId(8) }, u"zone1"_s, zones).isEmpty());
        QVERIFY(!allRunning({}, {}));
    }

    void patientWhileOcpIsAway()
    {
        Watched watched;
        watched.watch.start();
        QList<qint64> waits;
        for (int i = 0; i < 6; ++i) {
            watched.zones.fail(ApiError::Kind::ConnectionRefused);
            waits.append(watched.scheduler.nextDue()->count() / 1000);
            watched.scheduler.advance(*watched.scheduler.nextDue());
        }
        QCOMPARE(waits, (QList<qint64> { 10, 20, 40, 60, 60, 60 }));
        QCOMPARE(watched.changed.count(), 1); // the same failure is no news
        watched.zones.answer(zonesWith({}));
        QCOMPARE(watched.changed.count(), 2);
        QVERIFY(*watched.scheduler.nextDue() == ServerWatch::interval);
    }

    void deniedStops_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::newRow("401") << ApiError::Kind::Unauthorized;
        QTest::newRow("403") << ApiError::Kind::Forbidden;
    }

    void deniedStops()
    {
        QFETCH(ApiError::Kind, kind);
        Watched watched;
        watched.watch.start();
        watched.zones.fail(kind);
        QCOMPARE(watched.denied.count(), 1);
        watched.scheduler.advance(1h);
        QCOMPARE(watched.zones.asked(), 1);
    }

    void stoppedUnderWay()
    {
        Watched watched;
        watched.watch.start();
        watched.watch.stop();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!watched.zones.answer(zonesWith({ { 7, u"RUNNING"_s } })));
        QCOMPARE(watched.ended.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestServerWatch)
#include "tst_serverwatch.moc"
