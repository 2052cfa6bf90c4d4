// SPDX-License-Identifier: GPL-3.0-or-later
// Why steps failed, for all views: each failed run's log is asked for once.
#include "task/causewatch.h"
#include "task/plans.h"
#include "task/scripted.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime zero(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc());

Subtask failedStep(qint64 id, int end = 30)
{
    Subtask step;
    step.id = SubtaskId(id);
    setState(step, u"FAILED"_s);
    step.startTime = zero;
    step.finishTime = zero.addSecs(end);
    return step;
}

QString logOf(const QString &message)
{
    return u"############{EXECUTE}{2026-03-02T11:00:00+08:00}############\n"
           "2026-03-02 11:00:01.000  WARN 213 --- [manual-subtask-executor7,a,b] c.o.o.task.engine.runner.RunnerFactory   : Execute task failed, "
           "subtask=SubtaskInstanceOverview{id=1, name=x, state=FAILED}, failedMessage=%1\n"
           "Set state for subtask: 1, operation:EXECUTE, state: FAILED"_s.arg(message);
}

struct Watched
{
    ManualScheduler scheduler { zero };
    Desk<QString> logs;
    QList<SubtaskId> asked;
    CauseWatch watch { [this](TaskId, SubtaskId step, QObject *context, Callback<QString> done) {
                          asked.append(step);
                          return logs.take(context, std::move(done));
                      }, scheduler };
    QSignalSpy changed { &watch, &CauseWatch::causesChanged };
};

} // namespace

class TestCauseWatch : public QObject
{
    Q_OBJECT

private slots:
    void oneAfterTheOtherAndOnce()
    {
        Watched watched;
        watched.watch.watch(TaskId(1), { failedStep(1), failedStep(2) });
        QCOMPARE(watched.asked, QList<SubtaskId> { SubtaskId(1) });
        watched.logs.answer(logOf(u"no space left on /home"_s));
        QCOMPARE(watched.watch.causes().value(SubtaskId(1)).sentence, u"no space left on /home"_s);
        QCOMPARE(watched.asked.size(), 2);
        watched.logs.answer(QString());
        QVERIFY(!watched.watch.causes().contains(SubtaskId(2)));
        QCOMPARE(watched.changed.count(), 1);
        for (int poll = 0; poll < 3; ++poll)
            watched.watch.watch(TaskId(1), { failedStep(1), failedStep(2) });
        QCOMPARE(watched.asked.size(), 2);
    }

    /// A run that failed anew has a log anew; a step that no longer fails has no cause.
    void anotherRun()
    {
        Watched watched;
        watched.watch.watch(TaskId(1), { failedStep(1) });
        watched.logs.answer(logOf(u"first"_s));
        watched.watch.watch(TaskId(1), {});
        QVERIFY(watched.watch.causes().isEmpty());
        QCOMPARE(watched.changed.count(), 2);
        watched.watch.watch(TaskId(1), { failedStep(1, 90) });
        QCOMPARE(watched.asked.size(), 2);
        watched.logs.answer(logOf(u"second"_s));
        QCOMPARE(watched.watch.causes().value(SubtaskId(1)).sentence, u"second"_s);
    }

    void longLogsAreReadElsewhere()
    {
        Watched watched;
        watched.watch.watch(TaskId(1), { failedStep(1) });
        watched.logs.answer(QString(200'000, u'x') + u'\n' + logOf(u"far down"_s));
        QVERIFY(watched.changed.wait(20'000));
        QCOMPARE(watched.watch.causes().value(SubtaskId(1)).sentence, u"far down"_s);
    }

    void asksNoMoreThanItMay()
    {
        Watched watched;
        QList<Subtask> many;
        for (qint64 id = 1; id <= CauseWatch::most + 30; ++id)
            many.append(failedStep(id));
        watched.watch.watch(TaskId(1), many);
        while (watched.logs.answer(logOf(u"x"_s))) { }
        QCOMPARE(watched.asked.size(), CauseWatch::most);
        QCOMPARE(watched.watch.causes().size(), CauseWatch::most);
    }

    void restsWhenHiddenAndGoesOn()
    {
        Watched watched;
        watched.watch.setResting(true);
        watched.watch.watch(TaskId(1), { failedStep(1) });
        QVERIFY(watched.asked.isEmpty());
        watched.watch.setResting(false);
        QCOMPARE(watched.asked.size(), 1);
        watched.watch.setResting(true);
        QVERIFY(!watched.logs.answer(logOf(u"late"_s))); // cancelled
        watched.watch.setResting(false);
        QCOMPARE(watched.asked.size(), 2);
    }

    void patientAndObedient()
    {
        Watched away;
        away.watch.watch(TaskId(1), { failedStep(1) });
        away.logs.fail(ApiError::Kind::ConnectionRefused);
        QVERIFY(*away.scheduler.nextDue() == CauseWatch::afterFailure);
        away.scheduler.advance(CauseWatch::afterFailure);
        QCOMPARE(away.asked.size(), 2);
        Watched denied;
        denied.watch.watch(TaskId(1), { failedStep(1), failedStep(2) });
        denied.logs.fail(ApiError::Kind::Forbidden);
        denied.scheduler.advance(1h);
        denied.watch.watch(TaskId(1), { failedStep(1), failedStep(2) });
        QCOMPARE(denied.asked.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCauseWatch)
#include "tst_causewatch.moc"
