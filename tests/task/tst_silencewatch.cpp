// SPDX-License-Identifier: GPL-3.0-or-later
// Which running steps say nothing any more, and how little is asked to find out.
#include "task/scripted.h"
#include "task/silencewatch.h"

#include <QCoreApplication>
#include <QSignalSpy>
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
        const LogSource source = [this](TaskId, SubtaskId step, QObject *context, Callback<QString> done) {
            asked.append(step.value);
            lastAsked = step.value;
            return desk.take(context, std::move(done));
        };
        watch = std::make_unique<SilenceWatch>(source, scheduler);
        scheduler.advance(1s); // the clock does not stand at its zero
    }
    void advance(std::chrono::milliseconds time)
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        scheduler.advance(time);
    }
    void run(const QList<qint64> &steps, qint64 task = 1)
    {
        QList<SubtaskId> ids;
        for (const qint64 step : steps)
            ids.append(SubtaskId(step));
        watch->watch(TaskId(task), ids);
    }
    /// Answers until nothing is asked for any more; every step says its text.
    void answerAll()
    {
        while (desk.waiting() > 0) {
            QCOMPARE(desk.waiting(), 1);
            desk.answer(texts.value(lastAsked, u"log"_s));
        }
    }
    /// `rounds` intervals, all answered.
    void let(int rounds)
    {
        for (int i = 0; i < rounds; ++i) {
            advance(SilenceWatch::interval);
            answerAll();
        }
    }
    QList<qint64> news() { return std::exchange(asked, {}); }

    ManualScheduler scheduler { QDateTime(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc()) };
    Desk<QString> desk;
    QList<qint64> asked;
    qint64 lastAsked = 0;
    QHash<qint64, QString> texts;
    std::unique_ptr<SilenceWatch> watch;
};

QList<qint64> numbers(int from, int to)
{
    QList<qint64> result;
    for (int i = from; i <= to; ++i)
        result.append(i);
    return result;
}

} // namespace

class TestSilenceWatch : public QObject
{
    Q_OBJECT

private slots:
    void asksInTurnOneAtATime()
    {
        Stage stage;
        stage.run(numbers(1, 12));
        QCOMPARE(stage.news(), QList<qint64>());
        stage.advance(SilenceWatch::interval - 1ms);
        QCOMPARE(stage.news(), QList<qint64>());
        stage.advance(1ms);
        QCOMPARE(stage.news(), numbers(1, 1));
        stage.advance(1h); // the next waits for the answer, however long
        QCOMPARE(stage.news(), QList<qint64>());
        stage.desk.answer(u"log"_s);
        QCOMPARE(stage.news(), numbers(2, 2));
        stage.answerAll();
        QCOMPARE(stage.news(), numbers(3, 8));
        stage.advance(SilenceWatch::interval);
        stage.answerAll();
        QCOMPARE(stage.news(), numbers(9, 12) + numbers(1, 4));
    }

    void fewStepsAreAskedOncePerRound()
    {
        Stage stage;
        stage.run({ 5, 6 });
        stage.let(3);
        QCOMPARE(stage.news(), (QList<qint64> { 5, 6, 5, 6, 5, 6 }));
    }

    void silentAfterTheLimit()
    {
        Stage stage;
        stage.watch->setLimit(2min);
        QSignalSpy changed(stage.watch.get(), &SilenceWatch::silentChanged);
        stage.run({ 5, 6 });
        for (int round = 0; round <= 3; ++round) {
            stage.texts.insert(6, QString(round + 1, u'x')); // 6 goes on speaking
            stage.let(1);
        }
        QCOMPARE(changed.count(), 0); // 90 s since it was first seen
        stage.texts.insert(6, u"more"_s);
        stage.let(1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(stage.watch->silent(), (SilentSteps { { SubtaskId(5), 2min } }));
        stage.texts.insert(6, u"still more"_s);
        stage.let(1); // the same minute
        QCOMPARE(changed.count(), 1);
        stage.texts.insert(5, u"log, and a new line"_s);
        stage.let(1);
        QCOMPARE(changed.count(), 2);
        QVERIFY(stage.watch->silent().isEmpty());
    }

    /// Also a text of the same length is news.
    void rewrittenLogIsNoSilence()
    {
        Stage stage;
        stage.watch->setLimit(1min);
        stage.run({ 5 });
        for (const QString &text : { u"aa"_s, u"ab"_s, u"ac"_s, u"ad"_s, u"ae"_s }) {
            stage.texts.insert(5, text);
            stage.let(1);
        }
        QVERIFY(stage.watch->silent().isEmpty());
    }

    void endedStepsAreForgotten()
    {
        Stage stage;
        stage.watch->setLimit(1min);
        stage.run({ 5, 6 });
        stage.let(4);
        QCOMPARE(stage.watch->silent().size(), 2);
        stage.run({ 6 });
        QCOMPARE(stage.watch->silent().keys(), QList<SubtaskId> { SubtaskId(6) });
        stage.run({ 5, 6 }); // a second run of 5 has only begun
        QCOMPARE(stage.watch->silent().keys(), QList<SubtaskId> { SubtaskId(6) });
        stage.run({});
        stage.news();
        stage.let(4);
        QCOMPARE(stage.news(), QList<qint64>());
        QVERIFY(stage.watch->silent().isEmpty());
    }

    void anotherTaskBeginsAnew()
    {
        Stage stage;
        stage.watch->setLimit(1min);
        stage.run({ 5 });
        stage.let(4);
        QCOMPARE(stage.watch->silent().size(), 1);
        stage.advance(SilenceWatch::interval);
        QCOMPARE(stage.desk.waiting(), 1);
        stage.run({ 5 }, 2);
        QCOMPARE(stage.desk.waiting(), 0); // the old question is withdrawn
        QVERIFY(stage.watch->silent().isEmpty());
    }

    void restsWhileNobodyLooks()
    {
        Stage stage;
        stage.watch->setLimit(5min);
        stage.run({ 5 });
        stage.let(2);
        stage.advance(SilenceWatch::interval);
        stage.watch->setResting(true);
        QCOMPARE(stage.desk.waiting(), 0);
        stage.news();
        stage.advance(1h);
        stage.run({ 5 });
        stage.advance(1h);
        QCOMPARE(stage.news(), QList<qint64>());
        stage.watch->setResting(false);
        QCOMPARE(stage.news(), QList<qint64> { 5 }); // at once: it may have been long
        stage.answerAll();
        QVERIFY(stage.watch->silent().value(SubtaskId(5)) > 2h); // unchanged all the while
    }

    void failuresSlowItDown()
    {
        Stage stage;
        stage.run(numbers(1, 4));
        stage.advance(SilenceWatch::interval);
        stage.desk.fail(Kind::Timeout);
        QCOMPARE(stage.desk.waiting(), 0); // the round is over
        stage.advance(2 * SilenceWatch::interval - 1ms);
        QCOMPARE(stage.news(), numbers(1, 1));
        stage.advance(1ms);
        QCOMPARE(stage.news(), numbers(2, 2));
        ApiError busy;
        busy.kind = Kind::Timeout;
        busy.retryAfter = 300s;
        stage.desk.fail(busy);
        stage.advance(300s - 1ms);
        QCOMPARE(stage.news(), QList<qint64>());
        stage.advance(1ms);
        QCOMPARE(stage.news(), numbers(3, 3));
        stage.answerAll();
        stage.news();
        stage.advance(SilenceWatch::interval); // back to the normal pace
        QCOMPARE(stage.news().size(), 1);
    }

    void refusalEndsIt()
    {
        for (const Kind kind : { Kind::Unauthorized, Kind::Forbidden }) {
            Stage stage;
            stage.run(numbers(1, 4));
            stage.advance(SilenceWatch::interval);
            stage.desk.fail(kind);
            stage.news();
            stage.advance(24h);
            stage.run(numbers(1, 5));
            stage.advance(24h);
            QCOMPARE(stage.news(), QList<qint64>());
        }
    }

    void failuresAreNoSilence()
    {
        Stage stage;
        stage.watch->setLimit(2min);
        stage.run({ 5 });
        stage.let(1);
        for (int i = 0; i < 5; ++i) {
            stage.advance(SilenceWatch::slowest);
            stage.desk.fail(Kind::Timeout);
        }
        QVERIFY(stage.watch->silent().isEmpty()); // nobody knows
    }

    void mayGoDuringACall()
    {
        Stage stage;
        stage.run({ 5 });
        stage.advance(SilenceWatch::interval);
        QCOMPARE(stage.desk.waiting(), 1);
        stage.watch.reset();
        QCOMPARE(stage.desk.waiting(), 0);
        stage.advance(1h);
        QCOMPARE(stage.asked, QList<qint64> { 5 });
    }

    void mayGoWhenItTells()
    {
        Stage stage;
        stage.watch->setLimit(1min);
        stage.run({ 5 });
        QObject::connect(stage.watch.get(), &SilenceWatch::silentChanged, qApp, [&] { stage.watch.reset(); });
        stage.let(4);
        QVERIFY(!stage.watch);
    }
};

QTEST_GUILESS_MAIN(TestSilenceWatch)
#include "tst_silencewatch.moc"
