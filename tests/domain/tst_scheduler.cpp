// SPDX-License-Identifier: GPL-3.0-or-later
// Both schedulers: the one that tests turn by hand, and the event loop's.
#include "domain/scheduler.h"

#include <QTest>
#include <QTimeZone>

#include <memory>

using namespace obdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestScheduler : public QObject
{
    Q_OBJECT

private slots:
    void inOrderOfTime()
    {
        const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc());
        ManualScheduler scheduler(start);
        QStringList done;
        const auto work = [&](const QString &name) {
            return [&, name] { done.append(u"%1@%2"_s.arg(name).arg(scheduler.clock().monotonic().count())); };
        };
        scheduler.after(30ms, this, work(u"c"_s));
        scheduler.after(10ms, this, work(u"a"_s));
        scheduler.after(10ms, this, work(u"b"_s));
        scheduler.after(20ms, this, [&] {
            work(u"d"_s)();
            scheduler.after(5ms, this, work(u"e"_s));
            scheduler.after(100ms, this, work(u"f"_s));
        });
        QVERIFY(*scheduler.nextDue() == 10ms);
        scheduler.advance(9ms);
        QVERIFY(done.isEmpty());
        scheduler.advance(41ms);
        QCOMPARE(done, QStringList({ u"a@10"_s, u"b@10"_s, u"d@20"_s, u"e@25"_s, u"c@30"_s }));
        QVERIFY(scheduler.clock().monotonic() == 50ms);
        QCOMPARE(scheduler.clock().utcNow(), start.addMSecs(50));
        QVERIFY(*scheduler.nextDue() == 70ms);
        scheduler.advance(1h);
        QCOMPARE(done.constLast(), u"f@120"_s);
        QVERIFY(!scheduler.nextDue());
    }

    void notWithoutItsContext()
    {
        ManualScheduler scheduler(QDateTime::currentDateTimeUtc());
        auto context = std::make_unique<QObject>();
        bool ran = false;
        scheduler.after(10ms, context.get(), [&] { ran = true; });
        context.reset();
        QVERIFY(!scheduler.nextDue());
        scheduler.advance(1s);
        QVERIFY(!ran);
    }

    /// The work may delete its own context.
    void contextEndsWithinTheWork()
    {
        ManualScheduler scheduler(QDateTime::currentDateTimeUtc());
        auto context = std::make_unique<QObject>();
        int runs = 0;
        scheduler.after(1ms, context.get(), [&] {
            ++runs;
            context.reset();
        });
        scheduler.after(2ms, context.get(), [&] { ++runs; });
        scheduler.advance(1s);
        QCOMPARE(runs, 1);
    }

    void eventLoop()
    {
        SystemScheduler scheduler;
        QStringList done;
        auto gone = std::make_unique<QObject>();
        scheduler.after(0ms, gone.get(), [&] { done.append(u"gone"_s); });
        scheduler.after(20ms, this, [&] { done.append(u"late"_s); });
        scheduler.after(1ms, this, [&] { done.append(u"soon"_s); });
        gone.reset();
        QVERIFY(done.isEmpty()); // never at once
        QTRY_COMPARE(done, QStringList({ u"soon"_s, u"late"_s }));
        const auto before = scheduler.clock().monotonic();
        QTRY_VERIFY(scheduler.clock().monotonic() > before);
        QCOMPARE(scheduler.clock().utcNow().timeSpec(), Qt::UTC);
    }
};

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
