// SPDX-License-Identifier: GPL-3.0-or-later
// Following a task by polling, with a clock that is turned by hand and answers from a script.
#include "task/plans.h"
#include "task/scripted.h"
#include "task/taskfollower.h"

#include <QCoreApplication>
#include <QMetaEnum>
#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ApiError::Kind;
using State = TaskFollower::State;
using std::chrono::milliseconds;

namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc());

Task running()
{
    Task task = planFrom(u"a>b b>c"_s);
    setState(task, u"RUNNING"_s);
    return task;
}

Task ended(const QString &status, int finishedAt = 100)
{
    Task task = running();
    setState(task, status);
    task.finishTime = start.addSecs(finishedAt);
    return task;
}

/// A follower, what it asks, and what it says, as text.
struct Stage
{
    explicit Stage(const FollowPolicy &policy = {})
    {
        const TaskSource source = [this](TaskId id, QObject *context, Callback<Task> done) {
            events.append(u"ask %1"_s.arg(now().count()));
            wrongIds += id == TaskId(107720) ? 0 : 1;
            return desk.take(context, std::move(done));
        };
        follower = std::make_unique<TaskFollower>(TaskId(107720), source, scheduler, policy, [this] { return luck; });
        QObject::connect(follower.get(), &TaskFollower::taskChanged, follower.get(), [this](const TaskDiff &diff) {
            QStringList changed;
            for (const int i : diff.changedSubtasks)
                changed.append(QString::number(i));
            events.append(u"task%1%2 %3"_s.arg(diff.headChanged ? u" head"_s : QString(), diff.shapeChanged ? u" shape"_s : QString(),
                                               changed.join(u' ')).trimmed());
        });
        QObject::connect(follower.get(), &TaskFollower::stateChanged, follower.get(),
                         [this] { events.append(QString::fromLatin1(QMetaEnum::fromType<State>().valueToKey(int(follower->state())))); });
        QObject::connect(follower.get(), &TaskFollower::ended, follower.get(),
                         [this](TaskStatus status) { events.append(u"ended "_s + toText(status)); });
    }

    milliseconds now() const { return scheduler.clock().monotonic(); }
    QStringList news() { return std::exchange(events, {}); }
    milliseconds next() const { return follower->untilNextPoll().value_or(-1ms); }
    /// Plans that were given up go when the event loop comes round.
    void settle() { QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); }
    void advance(milliseconds time)
    {
        settle();
        scheduler.advance(time);
    }
    /// Until the next request goes out.
    void turn()
    {
        settle();
        if (const auto due = scheduler.nextDue())
            scheduler.advance(*due);
    }
    /// Lets time pass; each request gets the same kind of answer at once.
    void pass(milliseconds time, const std::function<void()> &answer)
    {
        settle();
        const milliseconds end = now() + time;
        for (auto due = scheduler.nextDue(); due && now() + *due <= end; due = scheduler.nextDue()) {
            scheduler.advance(*due);
            if (desk.waiting() > 0)
                answer();
            settle();
        }
        scheduler.advance(end - now());
    }
    int failures(Kind kind, int count)
    {
        int sent = 0;
        for (; sent < count && follower->state() != State::Lost; ++sent) {
            if (desk.waiting() == 0)
                turn();
            desk.fail(kind);
        }
        return sent;
    }

    ManualScheduler scheduler { start };
    Desk<Task> desk;
    double luck = 0.5; // no jitter
    QStringList events;
    int wrongIds = 0;
    std::unique_ptr<TaskFollower> follower; // goes first
};

ApiError retryAfter(std::chrono::seconds wait)
{
    ApiError error;
    error.kind = Kind::RateLimited;
    error.retryAfter = wait;
    return error;
}

} // namespace

class TestTaskFollower : public QObject
{
    Q_OBJECT

private slots:
    void story()
    {
        Stage stage;
        QCOMPARE(stage.follower->state(), State::Idle);
        stage.follower->start();
        QCOMPARE(stage.news(), QStringList({ u"ask 0"_s }));
        stage.desk.answer(running());
        QCOMPARE(stage.news(), QStringList({ u"task head shape"_s, u"Following"_s }));

        stage.advance(1999ms);
        QCOMPARE(stage.news(), QStringList());
        stage.advance(1ms);
        QCOMPARE(stage.news(), QStringList({ u"ask 2000"_s }));
        Task next = running();
        setState(next.subtasks[1], u"RUNNING"_s);
        stage.desk.answer(next);
        QCOMPARE(stage.news(), QStringList({ u"task 1"_s, u"Following"_s }));
        QCOMPARE(*stage.follower->task(), next);

        stage.turn();
        stage.desk.fail(Kind::ConnectionLost);
        QCOMPARE(stage.news(), QStringList({ u"ask 4000"_s, u"Stale"_s }));
        QCOMPARE(*stage.follower->task(), next); // stale, not blank
        QCOMPARE(stage.follower->lastError()->kind, Kind::ConnectionLost);
        QCOMPARE(*stage.follower->lastGoodAt(), start.addSecs(2));

        stage.turn();
        stage.desk.answer(ended(u"SUCCESSFUL"_s));
        QCOMPARE(stage.news(), QStringList({ u"ask 4800"_s, u"task head 1"_s, u"Following"_s }));
        QVERIFY(!stage.follower->lastError());
        stage.turn();
        stage.desk.answer(ended(u"SUCCESSFUL"_s));
        QCOMPARE(stage.news(), QStringList({ u"ask 6800"_s, u"Ended"_s, u"ended SUCCESSFUL"_s }));
        stage.advance(24h);
        QCOMPARE(stage.news(), QStringList());
        QCOMPARE(stage.follower->requestCount(), 5);
        QCOMPARE(stage.wrongIds, 0);
    }

    void firstSnapshotIsShownAtOnce()
    {
        Stage stage;
        Task first = running();
        first.context.raw = u"Context()"_s;
        stage.follower->start(first);
        QCOMPARE(stage.news(), QStringList({ u"ask 0"_s, u"task head shape"_s }));
        QCOMPARE(*stage.follower->task(), first);
        stage.desk.answer(running());
        QCOMPARE(stage.news(), QStringList({ u"Following"_s })); // the detail has no context; that is no change
        QCOMPARE(stage.follower->task()->context.raw, u"Context()"_s);
    }

    void rhythm()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(running());
        stage.events.clear();
        stage.pass(75s, [&] { stage.desk.answer(running()); });
        QStringList expected;
        for (int t = 2; t <= 60; t += 2)
            expected.append(u"ask %1"_s.arg(t * 1000));
        expected += { u"ask 65000"_s, u"ask 70000"_s, u"ask 75000"_s };
        stage.events.removeAll(u"Following"_s);
        QCOMPARE(stage.news(), expected);

        // After an action the quick rhythm begins anew.
        stage.follower->pollNow();
        QCOMPARE(stage.desk.waiting(), 1);
        stage.desk.answer(running());
        QCOMPARE(stage.next(), 2000ms);
    }

    void jitterStaysInBounds()
    {
        Stage stage;
        stage.luck = 0.0;
        stage.follower->start();
        stage.desk.answer(running());
        QCOMPARE(stage.next(), 1600ms);
        stage.luck = 0.999999;
        stage.turn();
        stage.desk.answer(running());
        QCOMPARE(stage.next(), 2399ms);
        stage.turn();
        stage.luck = 0.0;
        stage.desk.fail(Kind::Timeout);
        QCOMPARE(stage.next(), 640ms);
    }

    void oneRequestAtATime()
    {
        Stage stage;
        stage.follower->start();
        stage.advance(1h);
        stage.follower->pollNow();
        stage.follower->setResting(true);
        stage.follower->setResting(false);
        stage.follower->start();
        QCOMPARE(stage.desk.asked(), 1);
        stage.desk.answer(running());
        stage.follower->pollNow();
        stage.follower->pollNow();
        QCOMPARE(stage.desk.asked(), 2);
        stage.advance(1h); // the plan of before was given up
        QCOMPARE(stage.desk.asked(), 2);
    }

    void unchangedReplyIsSilent()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(running());
        stage.turn();
        stage.events.clear();
        Task shuffled = running();
        std::reverse(shuffled.subtasks.begin(), shuffled.subtasks.end());
        stage.desk.answer(shuffled);
        QCOMPARE(stage.news(), QStringList({ u"Following"_s }));
        QCOMPARE(*stage.follower->lastGoodAt(), start.addSecs(2));
    }

    void backOff()
    {
        Stage stage;
        stage.follower->start();
        QList<qint64> waits;
        for (int i = 0; i < 9; ++i) {
            stage.desk.fail(Kind::ConnectionRefused);
            waits.append(stage.next().count());
            stage.turn();
        }
        QCOMPARE(waits, QList<qint64>({ 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000, 30000 }));
        stage.desk.answer(running());
        QCOMPARE(stage.follower->state(), State::Following);
        stage.turn();
        stage.desk.fail(Kind::ConnectionRefused);
        QCOMPARE(stage.next(), 800ms);
    }

    void anHourOfOutage()
    {
        Stage stage;
        stage.luck = 0.0; // the most requests
        stage.follower->start();
        stage.desk.fail(Kind::ConnectionRefused);
        stage.pass(1h, [&] { stage.desk.fail(Kind::ConnectionRefused); });
        QVERIFY2(stage.desk.asked() <= 160, qPrintable(QString::number(stage.desk.asked())));
        QVERIFY2(stage.desk.asked() >= 120, qPrintable(QString::number(stage.desk.asked()))); // but it never gives up
    }

    void retryAfterIsNeverCutShort()
    {
        Stage stage;
        stage.luck = 0.0;
        stage.follower->start();
        stage.desk.fail(retryAfter(45s));
        QCOMPARE(stage.next(), 45'000ms);
        stage.turn();
        stage.desk.fail(retryAfter(1h));
        QCOMPARE(stage.next(), 600'000ms); // as long as 10 min
        stage.turn();
        stage.desk.fail(retryAfter(0s));
        QCOMPARE(stage.next(), 2560ms); // 3.2 s less jitter: the third failure
    }

    void nearTheRateLimit()
    {
        Stage stage;
        stage.luck = 0.0;
        stage.follower->start();
        ReplyMeta meta;
        meta.rateLimitRemaining = 2;
        meta.rateLimitReset = 40s;
        stage.desk.answer(running(), meta);
        QCOMPARE(stage.next(), 40'000ms);
        stage.turn();
        meta.rateLimitRemaining = 3;
        stage.desk.answer(running(), meta);
        QCOMPARE(stage.next(), 1600ms);
        // Also in the slow rhythm of a failed task.
        meta.rateLimitRemaining = 0;
        meta.rateLimitReset = 300s;
        stage.turn();
        stage.desk.answer(ended(u"FAILED"_s), meta);
        stage.turn();
        stage.desk.answer(ended(u"FAILED"_s), meta);
        QCOMPARE(stage.next(), 300'000ms);
    }

    void stopsWhenNotAllowed_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<State>("state");
        QTest::newRow("401") << Kind::Unauthorized << State::LoginNeeded;
        QTest::newRow("403") << Kind::Forbidden << State::Denied;
    }

    void stopsWhenNotAllowed()
    {
        QFETCH(Kind, kind);
        QFETCH(State, state);
        Stage stage;
        stage.follower->start();
        stage.desk.answer(running());
        stage.turn();
        stage.desk.fail(kind);
        QCOMPARE(stage.follower->state(), state);
        QVERIFY(!stage.follower->untilNextPoll());
        QVERIFY(stage.follower->task());
        stage.advance(24h);
        QCOMPARE(stage.desk.asked(), 2);
        stage.follower->setResting(true);
        stage.follower->setResting(false);
        QCOMPARE(stage.desk.asked(), 2);
        stage.follower->pollNow();
        QCOMPARE(stage.desk.asked(), 3);
        stage.desk.answer(running());
        QCOMPARE(stage.follower->state(), State::Following);
        QVERIFY(!stage.follower->lastError());
        QCOMPARE(stage.next(), 2000ms);
    }

    void lostAfterTwenty()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(running());
        stage.turn();
        QCOMPARE(stage.failures(Kind::NotFound, 19), 19);
        QCOMPARE(stage.follower->state(), State::Stale);
        stage.failures(Kind::NotFound, 1);
        QCOMPARE(stage.follower->state(), State::Lost);
        QVERIFY(stage.follower->task()); // what was known stays
        stage.advance(24h);
        QCOMPARE(stage.desk.asked(), 21);
        stage.follower->pollNow();
        stage.desk.answer(running());
        QCOMPARE(stage.follower->state(), State::Following);
    }

    void lostNotBeforeTwoMinutes()
    {
        FollowPolicy policy;
        policy.backOffMost = 1000ms;
        Stage stage(policy);
        stage.follower->start();
        // 404s at 0, 0.8, 1.8, …: the first at or after 120 s is the 122nd, at 120.8 s
        QCOMPARE(stage.failures(Kind::NotFound, 1000), 122);
        QCOMPARE(stage.now(), 120'800ms);
    }

    void anythingElseBreaksTheRow()
    {
        Stage stage;
        stage.follower->start();
        stage.failures(Kind::NotFound, 19);
        stage.turn();
        stage.desk.answer(running());
        stage.failures(Kind::NotFound, 19);
        stage.failures(Kind::ServerError, 1); // a proxy while OCP restarts
        stage.failures(Kind::NotFound, 19);
        QCOMPARE(stage.follower->state(), State::Stale);
        stage.failures(Kind::NotFound, 1);
        QCOMPARE(stage.follower->state(), State::Lost);
    }

    void anEndIsSeenTwice()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(ended(u"SUCCESSFUL"_s));
        stage.turn();
        stage.desk.answer(running()); // it flapped
        stage.turn();
        stage.desk.answer(ended(u"SUCCESSFUL"_s));
        QVERIFY(!stage.events.contains(u"ended SUCCESSFUL"_s));
        QCOMPARE(stage.follower->state(), State::Following);
        stage.turn();
        stage.desk.fail(Kind::Timeout); // no reply, so no break either
        stage.turn();
        stage.desk.answer(ended(u"SUCCESSFUL"_s));
        QCOMPARE(stage.events.count(u"ended SUCCESSFUL"_s), 1);
        QCOMPARE(stage.follower->state(), State::Ended);
    }

    void twoDifferentEndsAreNotOneSeenTwice()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(ended(u"FAILED"_s));
        stage.turn();
        stage.desk.answer(ended(u"SUCCESSFUL"_s, 200));
        QCOMPARE(stage.follower->state(), State::Following);
        stage.turn();
        stage.desk.answer(ended(u"SUCCESSFUL"_s, 200));
        QCOMPARE(stage.events.filter(u"ended"_s), QStringList({ u"ended SUCCESSFUL"_s }));
    }

    void failedIsWatchedSlowly()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(ended(u"FAILED"_s));
        stage.turn();
        stage.desk.answer(ended(u"FAILED"_s));
        QCOMPARE(stage.follower->state(), State::Following);
        QCOMPARE(stage.next(), 30'000ms);
        stage.pass(10min, [&] { stage.desk.answer(ended(u"FAILED"_s)); });
        QCOMPARE(stage.events.count(u"ended FAILED"_s), 1);
        QCOMPARE(stage.desk.asked(), 2 + 20);

        // Somebody retries it in OCP's own page.
        stage.turn();
        stage.desk.answer(running());
        QCOMPARE(stage.next(), 5000ms);
        for (int i = 0; i < 2; ++i) {
            stage.turn();
            stage.desk.answer(ended(u"FAILED"_s, 900));
        }
        QCOMPARE(stage.events.count(u"ended FAILED"_s), 2);
    }

    /// The run in between was over before the next slow poll.
    void restartThatNobodySaw_data()
    {
        QTest::addColumn<QString>("status");
        QTest::newRow("went well") << u"SUCCESSFUL"_s;
        QTest::newRow("failed again") << u"FAILED"_s;
    }

    void restartThatNobodySaw()
    {
        QFETCH(QString, status);
        Stage stage;
        stage.follower->start();
        stage.desk.answer(ended(u"FAILED"_s));
        stage.turn();
        stage.desk.answer(ended(u"FAILED"_s));
        stage.events.clear();
        for (int i = 0; i < 3; ++i) {
            stage.turn();
            stage.desk.answer(ended(status, 500));
        }
        QCOMPARE(stage.events.filter(u"ended"_s), QStringList({ u"ended "_s + status }));
    }

    void unknownStatusIsNoEnd()
    {
        Stage stage;
        stage.follower->start();
        for (int i = 0; i < 5; ++i) {
            stage.desk.answer(ended(u"ABANDONED"_s));
            QCOMPARE(stage.follower->state(), State::Following);
            QCOMPARE(stage.next(), 2000ms);
            stage.turn();
        }
        QVERIFY(stage.events.filter(u"ended"_s).isEmpty());
    }

    void pollNowRevivesTheEnded()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(ended(u"SUCCESSFUL"_s));
        stage.turn();
        stage.desk.answer(ended(u"SUCCESSFUL"_s));
        stage.follower->pollNow();
        QCOMPARE(stage.desk.waiting(), 1);
        stage.desk.answer(running());
        QCOMPARE(stage.follower->state(), State::Following);
        QCOMPARE(stage.next(), 2000ms);
    }

    void resting()
    {
        Stage stage;
        stage.follower->start();
        stage.desk.answer(running());
        stage.follower->setResting(true);
        stage.turn();
        stage.desk.answer(running());
        QCOMPARE(stage.next(), 30'000ms);
        stage.follower->setResting(false);
        QCOMPARE(stage.desk.waiting(), 1); // seen again: fresh at once
        stage.desk.fail(Kind::Timeout);
        stage.follower->setResting(true);
        stage.follower->setResting(false);
        QCOMPARE(stage.desk.waiting(), 0); // but it does not jump the back-off
        QCOMPARE(stage.next(), 800ms);
    }

    void stopDuringARequest()
    {
        Stage stage;
        stage.follower->start();
        stage.follower->stop();
        QCOMPARE(stage.news(), QStringList({ u"ask 0"_s, u"Idle"_s }));
        QVERIFY(!stage.desk.answer(running())); // it was cancelled
        stage.advance(1h);
        QCOMPARE(stage.news(), QStringList());
        stage.follower->pollNow();
        QVERIFY(stage.desk.answer(running()));
        QCOMPARE(stage.follower->state(), State::Following);
        stage.follower->stop();
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 2);
    }

    void stopFromAListener()
    {
        for (const bool onEnd : { false, true }) {
            Stage stage;
            const auto stop = [&] { stage.follower->stop(); };
            if (onEnd)
                QObject::connect(stage.follower.get(), &TaskFollower::ended, stage.follower.get(), stop);
            else
                QObject::connect(stage.follower.get(), &TaskFollower::taskChanged, stage.follower.get(), stop);
            stage.follower->start();
            stage.desk.answer(ended(u"FAILED"_s));
            stage.turn();
            stage.desk.answer(ended(u"FAILED"_s));
            QCOMPARE(stage.follower->state(), State::Idle);
            QVERIFY(!stage.follower->untilNextPoll());
            const int asked = stage.desk.asked();
            stage.advance(1h);
            QCOMPARE(stage.desk.asked(), asked);
        }
    }

    void destroyedDuringARequest()
    {
        Stage stage;
        stage.follower->start();
        stage.follower.reset();
        QVERIFY(!stage.desk.answer(running()));
        stage.advance(1h);
        QCOMPARE(stage.desk.asked(), 1);
    }

    void destroyedByAListener()
    {
        for (const int which : { 0, 1, 2 }) {
            Stage stage;
            const auto end = [&] { stage.follower.reset(); };
            TaskFollower *follower = stage.follower.get();
            if (which == 0)
                QObject::connect(follower, &TaskFollower::taskChanged, this, end);
            else if (which == 1)
                QObject::connect(follower, &TaskFollower::stateChanged, this, end);
            else
                QObject::connect(follower, &TaskFollower::ended, this, end);
            follower->start();
            stage.desk.answer(ended(u"SUCCESSFUL"_s));
            stage.turn();
            stage.desk.answer(ended(u"SUCCESSFUL"_s));
            QVERIFY(!stage.follower);
            stage.advance(1h);
        }
    }

    void serverClock()
    {
        Stage stage;
        stage.follower->start();
        QCOMPARE(stage.follower->serverNow(), start);
        ReplyMeta meta;
        meta.clockSkew = -90s;
        meta.traceId = u"t1"_s;
        stage.desk.answer(running(), meta);
        QCOMPARE(stage.follower->serverNow(), start.addSecs(-90));
        QCOMPARE(stage.follower->lastMeta().traceId, u"t1"_s);
        stage.turn();
        stage.desk.answer(running()); // says nothing of the time: the known skew stays
        QCOMPARE(stage.follower->serverNow(), start.addSecs(2 - 90));
    }
};

QTEST_GUILESS_MAIN(TestTaskFollower)
#include "tst_taskfollower.moc"
