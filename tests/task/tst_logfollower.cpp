// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a step, asked for again while it runs.
#include "task/logfollower.h"
#include "task/scripted.h"

#include <QCoreApplication>
#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ApiError::Kind;

namespace {

struct Stage
{
    Stage()
    {
        const LogSource source = [this](TaskId task, SubtaskId step, QObject *context, Callback<QString> done) {
            events.append(u"ask %1/%2 %3"_s.arg(task.value).arg(step.value).arg(scheduler.clock().monotonic().count()));
            return desk.take(context, std::move(done));
        };
        follower = std::make_unique<LogFollower>(source, scheduler);
        QObject::connect(follower.get(), &LogFollower::textChanged, follower.get(),
                         [this](qsizetype from) { events.append(u"text %1 %2"_s.arg(from).arg(follower->text())); });
    }
    QStringList news() { return std::exchange(events, {}); }
    void advance(std::chrono::milliseconds time)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // plans that were given up
        scheduler.advance(time);
    }
    void show(qint64 step, bool live) { follower->show(TaskId(1), SubtaskId(step), live); }

    ManualScheduler scheduler { QDateTime(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc()) };
    Desk<QString> desk;
    QStringList events;
    std::unique_ptr<LogFollower> follower;
};

} // namespace

class TestLogFollower : public QObject
{
    Q_OBJECT

private slots:
    void liveStep()
    {
        Stage stage;
        stage.show(7, true);
        QCOMPARE(stage.news(), QStringList({ u"text 0 "_s, u"ask 1/7 0"_s }));
        QVERIFY(stage.follower->isLoading());
        QVERIFY(!stage.follower->everLoaded());
        stage.desk.answer(u"one"_s);
        QCOMPARE(stage.news(), QStringList({ u"text 0 one"_s }));
        QVERIFY(!stage.follower->isLoading());
        QVERIFY(stage.follower->everLoaded());
        stage.advance(3s);
        stage.desk.answer(u"one two"_s);
        QCOMPARE(stage.news(), QStringList({ u"ask 1/7 3000"_s, u"text 3 one two"_s }));
        stage.advance(3s);
        stage.desk.answer(u"one two"_s); // nothing new, nothing said
        QCOMPARE(stage.news(), QStringList({ u"ask 1/7 6000"_s }));
        stage.advance(3s);
        stage.desk.answer(u"another run"_s);
        QCOMPARE(stage.news(), QStringList({ u"ask 1/7 9000"_s, u"text 0 another run"_s }));
    }

    void endedStepIsAskedOnce()
    {
        Stage stage;
        stage.show(7, false);
        stage.desk.answer(u"done"_s);
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 1);
        stage.follower->refresh();
        QCOMPARE(stage.desk.asked(), 2);
    }

    void oneRequestAtATime()
    {
        Stage stage;
        stage.show(7, true);
        stage.follower->refresh();
        stage.show(7, true);
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 1);
    }

    /// The last lines are written when the step ends: they must be fetched once more.
    void lastLines()
    {
        Stage stage;
        stage.show(7, true);
        stage.desk.answer(u"one"_s);
        stage.show(7, false);
        QCOMPARE(stage.desk.asked(), 2);
        stage.desk.answer(u"one end"_s);
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 2);
        QCOMPARE(stage.follower->text(), u"one end"_s);
    }

    /// Also when an answer from before the end is still under way.
    void lastLinesWhileLoading()
    {
        Stage stage;
        stage.show(7, true);
        stage.follower->setLive(false);
        QCOMPARE(stage.desk.asked(), 1);
        stage.desk.answer(u"one"_s);
        stage.advance(0ms);
        QCOMPARE(stage.desk.asked(), 2);
        stage.desk.answer(u"one end"_s);
        QCOMPARE(stage.follower->text(), u"one end"_s);
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 2);
    }

    void anotherStep()
    {
        Stage stage;
        stage.show(7, true);
        stage.desk.answer(u"seven"_s);
        stage.advance(3s);
        stage.news();
        stage.show(8, false);
        QCOMPARE(stage.news(), QStringList({ u"text 0 "_s, u"ask 1/8 3000"_s }));
        QCOMPARE(stage.desk.waiting(), 1); // the call for step 7 was given up
        stage.desk.answer(u"eight"_s);
        QCOMPARE(stage.follower->text(), u"eight"_s);
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 3);
    }

    void failures()
    {
        Stage stage;
        stage.show(7, true);
        stage.desk.answer(u"one"_s);
        stage.advance(3s);
        stage.news();
        for (int i = 0; i < 5; ++i) {
            stage.desk.fail(Kind::ConnectionRefused);
            QCOMPARE(stage.follower->text(), u"one"_s);
            QCOMPARE(stage.follower->error()->kind, Kind::ConnectionRefused);
            stage.advance(*stage.scheduler.nextDue());
        }
        // 3 s doubled for each failure, at most 30 s
        QCOMPARE(stage.news(), QStringList({ u"ask 1/7 9000"_s, u"ask 1/7 21000"_s, u"ask 1/7 45000"_s, u"ask 1/7 75000"_s, u"ask 1/7 105000"_s }));
        stage.desk.answer(u"one"_s);
        QVERIFY(!stage.follower->error());
        QVERIFY(*stage.scheduler.nextDue() == 3s);

        stage.advance(3s);
        ApiError limited;
        limited.kind = Kind::RateLimited;
        limited.retryAfter = 90s;
        stage.desk.fail(limited);
        QVERIFY(*stage.scheduler.nextDue() == 90s);
    }

    void notAllowed()
    {
        for (const Kind kind : { Kind::Unauthorized, Kind::Forbidden }) {
            Stage stage;
            stage.show(7, true);
            stage.desk.fail(kind);
            stage.advance(1h);
            QCOMPARE(stage.desk.asked(), 1);
        }
    }

    void clear()
    {
        Stage stage;
        stage.show(7, true);
        stage.desk.answer(u"one"_s);
        stage.advance(3s);
        stage.follower->clear();
        QCOMPARE(stage.follower->text(), QString());
        QVERIFY(!stage.follower->isLoading());
        QVERIFY(!stage.follower->everLoaded());
        QVERIFY(!stage.desk.answer(u"late"_s));
        stage.follower->refresh();
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 2);
    }

    void destroyedWhileLoading()
    {
        Stage stage;
        stage.show(7, true);
        stage.follower.reset();
        QVERIFY(!stage.desk.answer(u"late"_s));
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 1);
    }

    void destroyedByAListener()
    {
        Stage stage;
        stage.show(7, true);
        connect(stage.follower.get(), &LogFollower::textChanged, this, [&] { stage.follower.reset(); });
        stage.desk.answer(u"one"_s);
        QVERIFY(!stage.follower);
        stage.advance(1h);
    }
};

QTEST_GUILESS_MAIN(TestLogFollower)
#include "tst_logfollower.moc"
