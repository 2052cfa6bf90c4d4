// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots written as text: "RUNNING 2 100-" is the second run, started at second 100; "FAILED 1 0-30" ended at 30.
#include "task/plans.h"
#include "task/runhistory.h"

#include <QMetaEnum>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QDateTime zero(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

Subtask stepOf(const QString &text)
{
    Subtask step;
    step.id = SubtaskId(7);
    const QStringList words = text.split(u' ');
    setState(step, words.at(0).section(u'/', 0, 0), words.at(0).section(u'/', 1).isEmpty() ? u"EXECUTE"_s : words.at(0).section(u'/', 1));
    if (words.size() > 1)
        step.runTime = words.at(1).toInt();
    if (words.size() > 2) {
        const QString start = words.at(2).section(u'-', 0, 0);
        const QString end = words.at(2).section(u'-', 1);
        if (!start.isEmpty())
            step.startTime = zero.addSecs(start.toInt());
        if (!end.isEmpty())
            step.finishTime = zero.addSecs(end.toInt());
    }
    return step;
}

QString shown(const StepRun &run)
{
    return u"%1 %2-%3 %4"_s.arg(run.number)
            .arg(zero.secsTo(run.start))
            .arg(run.end ? QString::number(zero.secsTo(*run.end)) : QString())
            .arg(QLatin1StringView(QMetaEnum::fromType<StepState>().valueToKey(int(run.state))));
}

Task taskOf(const QList<Subtask> &steps)
{
    Task task;
    task.subtasks = steps;
    return task;
}

} // namespace

class TestRunHistory : public QObject
{
    Q_OBJECT

private slots:
    void successiveSnapshots_data()
    {
        QTest::addColumn<QStringList>("snapshots");
        QTest::addColumn<QString>("earlier");
        const auto row = [](const char *name, const QStringList &snapshots, const char *earlier) {
            QTest::newRow(name) << snapshots << QString::fromLatin1(earlier);
        };
        row("first run", { u"PENDING"_s, u"READY 1"_s, u"RUNNING 1 0-"_s, u"SUCCESSFUL 1 0-30"_s }, "");
        row("retry", { u"FAILED 1 0-30"_s, u"RUNNING/RETRY 2 100-"_s }, "1 0-30 Failed");
        row("finish time of the run before stays", { u"FAILED 1 0-30"_s, u"RUNNING/RETRY 2 100-30"_s, u"RUNNING/RETRY 2 100-30"_s },
            "1 0-30 Failed");
        row("counted first, started later", { u"FAILED 1 0-30"_s, u"READY/RETRY 2 0-30"_s, u"RUNNING/RETRY 2 100-"_s }, "1 0-30 Failed");
        row("emptied first, started later", { u"FAILED 1 0-30"_s, u"READY/RETRY 2"_s, u"RUNNING/RETRY 2 100-"_s }, "1 0-30 Failed");
        row("three runs", { u"FAILED 1 0-30"_s, u"FAILED/RETRY 2 100-120"_s, u"RUNNING/RETRY 3 200-"_s },
            "1 0-30 Failed, 2 100-120 Failed");
        row("its end was missed, but stayed in the reply", { u"RUNNING 1 0-"_s, u"RUNNING/RETRY 2 100-40"_s }, "1 0-40 Failed");
        row("its end was missed", { u"RUNNING 1 0-"_s, u"RUNNING/RETRY 2 100-"_s }, "1 0-100 Failed");
        row("nobody knows how it ended", { u"RUNNING 1 0-"_s, u"RUNNING 2 100-"_s }, "1 0-100 Unknown");
        row("done, then rolled back", { u"SUCCESSFUL 1 0-30"_s, u"RUNNING/ROLLBACK 1 100-"_s, u"PENDING/ROLLBACK 1 100-110"_s },
            "1 0-30 Successful");
        row("without a count", { u"FAILED 0 0-30"_s, u"RUNNING/RETRY 0 100-"_s }, "0 0-30 Failed");
        row("clock turned back", { u"FAILED 1 50-80"_s, u"FAILED 1 40-80"_s }, "");
    }

    void successiveSnapshots()
    {
        QFETCH(QStringList, snapshots);
        RunHistory history;
        for (int i = 1; i < snapshots.size(); ++i)
            history.take(taskOf({ stepOf(snapshots.at(i - 1)) }), taskOf({ stepOf(snapshots.at(i)) }));
        QStringList runs;
        for (const StepRun &run : history.earlierRuns(SubtaskId(7)))
            runs.append(shown(run));
        QTEST(runs.join(u", "_s), "earlier");
        QCOMPARE(history.isEmpty(), runs.isEmpty());
    }

    /// Of a real engine: startTime is written once, and retrying a step alone raises no runTime. "100:" is when a snapshot was taken.
    void engineThatKeepsTheFirstStart_data()
    {
        QTest::addColumn<QStringList>("snapshots");
        QTest::addColumn<QString>("runs");
        const auto row = [](const char *name, const QStringList &snapshots, const char *runs) {
            QTest::newRow(name) << snapshots << QString::fromLatin1(runs);
        };
        row("one run", { u"1: RUNNING 1 0-"_s, u"5: RUNNING 1 0-"_s, u"31: SUCCESSFUL 1 0-30"_s }, "1 0-30 Successful");
        row("retried by hand after twenty minutes", { u"31: FAILED 1 0-30"_s, u"1230: READY/RETRY 1 0-30"_s, u"1232: RUNNING/RETRY 1 0-"_s,
                                                      u"1240: SUCCESSFUL/RETRY 1 0-1239"_s }, "1 0-30 Failed, 2 1232-1239 Successful");
        row("three runs", { u"31: FAILED 1 0-30"_s, u"100: RUNNING/RETRY 1 0-"_s, u"110: FAILED/RETRY 1 0-109"_s, u"200: RUNNING/RETRY 1 0-"_s },
            "1 0-30 Failed, 2 100-109 Failed, 3 200- Running");
        row("a whole run between two looks", { u"31: FAILED 1 0-30"_s, u"100: FAILED 1 0-30"_s, u"160: FAILED/RETRY 1 0-150"_s },
            "1 0-30 Failed, 2 100-150 Failed");
        row("task retried: counted as well", { u"31: FAILED 1 0-30"_s, u"100: RUNNING/RETRY 2 0-"_s, u"120: SUCCESSFUL/RETRY 2 0-119"_s },
            "1 0-30 Failed, 2 100-119 Successful");
        row("rolled back", { u"31: SUCCESSFUL 1 0-30"_s, u"100: RUNNING/ROLLBACK 1 0-"_s, u"110: PENDING/ROLLBACK 1 0-108"_s },
            "1 0-30 Successful, 2 100-108 RolledBack");
        row("cancelled is one run", { u"5: RUNNING 1 0-"_s, u"6: CANCELING 1 0-"_s, u"7: RUNNING/CANCEL 1 0-"_s, u"9: FAILED/CANCEL 1 0-8"_s },
            "1 0-8 Failed");
        row("a start before it ran", { u"1: PENDING 1 0-"_s, u"3: READY 1 0-"_s, u"5: RUNNING 1 0-"_s }, "1 0- Running");
        row("a start ahead of the clock", { u"31: FAILED 1 50-60"_s, u"40: RUNNING/RETRY 1 50-"_s, u"45: RUNNING/RETRY 1 50-"_s }, "1 50- Running");
        row("its end was missed", { u"5: RUNNING 1 0-"_s, u"100: RUNNING/RETRY 1 0-"_s }, "1 0-100 Failed, 2 100- Running");
    }

    void engineThatKeepsTheFirstStart()
    {
        QFETCH(QStringList, snapshots);
        RunHistory history;
        Task before;
        QDateTime seen;
        for (const QString &text : snapshots) {
            const QDateTime now = zero.addSecs(text.section(u": "_s, 0, 0).toInt());
            Task fresh = taskOf({ stepOf(text.section(u": "_s, 1)) });
            if (!before.subtasks.isEmpty()) {
                carrySeenStarts(before, fresh, seen, now);
                history.take(before, fresh);
            }
            before = fresh;
            seen = now;
        }
        QStringList runs;
        for (const StepRun &run : history.earlierRuns(SubtaskId(7)))
            runs.append(shown(run));
        StepRun latest = *latestRunOf(before.subtasks.constFirst());
        latest.number = std::max<int>(latest.number, int(runs.size()) + 1); // as the lens counts
        runs.append(shown(latest));
        QTEST(runs.join(u", "_s), "runs");
    }

    /// Steps are told apart by id, wherever they stand in the list.
    void byId()
    {
        Subtask other = stepOf(u"FAILED 1 5-6"_s);
        other.id = SubtaskId(8);
        RunHistory history;
        history.take(taskOf({ stepOf(u"FAILED 1 0-30"_s), other }), taskOf({ other, stepOf(u"RUNNING/RETRY 2 100-"_s) }));
        QCOMPARE(history.earlierRuns(SubtaskId(7)).size(), 1);
        QVERIFY(history.earlierRuns(SubtaskId(8)).isEmpty());
        history.clear();
        QVERIFY(history.isEmpty());
    }

    void latestRun_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("run");
        const auto row = [](const char *name, const char *step, const char *run) {
            QTest::newRow(name) << QString::fromLatin1(step) << QString::fromLatin1(run);
        };
        row("not started", "PENDING", "");
        row("ready", "READY 1", "");
        row("waits for its second run", "READY 2 0-30", "");
        row("running", "RUNNING 1 10-", "1 10- Running");
        row("running again", "RUNNING 2 100-30", "2 100- Running");
        row("cancelling", "CANCELING 1 10-", "1 10- Canceling");
        row("done", "SUCCESSFUL 1 10-15", "1 10-15 Successful");
        row("failed, end unknown", "FAILED 1 10-", "1 10- Failed");
        row("ended before it began", "FAILED 1 10-5", "1 10- Failed");
        row("rolled back", "PENDING/ROLLBACK 1 10-15", "1 10-15 RolledBack");
    }

    void latestRun()
    {
        QFETCH(QString, step);
        const std::optional<StepRun> run = latestRunOf(stepOf(step));
        QTEST(run ? shown(*run) : QString(), "run");
    }
};

QTEST_GUILESS_MAIN(TestRunHistory)
#include "tst_runhistory.moc"
