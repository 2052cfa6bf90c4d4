// SPDX-License-Identifier: GPL-3.0-or-later
// Sleep, standing still and a clock that was set are told apart, and none is made up.
#include "session/timewatch.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

class TestTimeWatch : public QObject
{
    Q_OBJECT

    const QDateTime m_start { QDate(2026, 3, 2), QTime(1, 0), QTimeZone::utc() };

private slots:
    void quietWhileTimePasses()
    {
        ManualScheduler scheduler(m_start);
        TimeWatch watch(scheduler);
        QSignalSpy woke(&watch, &TimeWatch::woke);
        QSignalSpy jumped(&watch, &TimeWatch::clockJumped);
        for (int i = 0; i < 3600; ++i)
            scheduler.advance(1s);
        QCOMPARE(woke.size(), 0);
        QCOMPARE(jumped.size(), 0);
    }

    void sleepIsNoticed_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<bool>("noticed");
        QTest::newRow("1 s") << qint64(1) << false;
        QTest::newRow("2 s") << qint64(2) << true;
        QTest::newRow("10 min") << qint64(600) << true;
        QTest::newRow("12 h") << qint64(43'200) << true;
    }

    void sleepIsNoticed()
    {
        QFETCH(qint64, seconds);
        QFETCH(bool, noticed);
        ManualScheduler scheduler(m_start);
        TimeWatch watch(scheduler);
        QList<std::pair<QDateTime, QDateTime>> gaps;
        connect(&watch, &TimeWatch::woke, this, [&](const QDateTime &from, const QDateTime &to) { gaps.append({ from, to }); });
        QSignalSpy jumped(&watch, &TimeWatch::clockJumped);
        scheduler.advance(1min);
        scheduler.manualClock().sleep(std::chrono::seconds(seconds));
        scheduler.advance(TimeWatch::interval);
        QCOMPARE(gaps.size(), noticed ? 1 : 0);
        if (noticed) {
            QCOMPARE(gaps.constFirst().first, m_start.addSecs(60));
            QCOMPARE(gaps.constFirst().second, m_start.addSecs(62 + seconds));
        }
        QCOMPARE(jumped.size(), 0);
    }

    void oneHundredSleeps()
    {
        ManualScheduler scheduler(m_start);
        TimeWatch watch(scheduler);
        QSignalSpy woke(&watch, &TimeWatch::woke);
        for (int i = 1; i <= 100; ++i) {
            scheduler.manualClock().sleep(std::chrono::seconds(2 + i * 432));
            scheduler.advance(TimeWatch::interval);
            QCOMPARE(woke.size(), i);
            scheduler.advance(10s);
        }
        QCOMPARE(woke.size(), 100);
    }

    void standingStillIsNoticed()
    {
        ManualScheduler scheduler(m_start);
        TimeWatch watch(scheduler);
        QSignalSpy woke(&watch, &TimeWatch::woke);
        scheduler.manualClock().advance(40s); // the clock runs, our turn does not come
        watch.check();
        QCOMPARE(woke.size(), 1);
    }

    void aSetClockIsNoSleep_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("forward") << qint64(3600);
        QTest::newRow("back") << qint64(-3600);
    }

    void aSetClockIsNoSleep()
    {
        QFETCH(qint64, seconds);
        ManualScheduler scheduler(m_start);
        TimeWatch watch(scheduler);
        QSignalSpy woke(&watch, &TimeWatch::woke);
        QList<milliseconds> jumps;
        connect(&watch, &TimeWatch::clockJumped, this, [&](milliseconds by) { jumps.append(by); });
        scheduler.manualClock().jumpWall(std::chrono::seconds(seconds));
        scheduler.advance(TimeWatch::interval);
        QCOMPARE(jumps, QList<milliseconds> { std::chrono::seconds(seconds) });
        QCOMPARE(woke.size(), 0);
    }

    void systemClocksAgree()
    {
        // On a machine that is awake both clocks run at the same pace.
        const SystemClock clock;
        const milliseconds boot = clock.sinceBoot();
        const milliseconds monotonic = clock.monotonic();
        QVERIFY(boot >= 0ms);
        QVERIFY(clock.sinceBoot() >= boot);
        QVERIFY(clock.monotonic() >= monotonic);
    }
};

QTEST_GUILESS_MAIN(TestTimeWatch)
#include "tst_timewatch.moc"
