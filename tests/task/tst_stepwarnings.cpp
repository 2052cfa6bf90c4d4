// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/plans.h"
#include "task/stepwarnings.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = StepWarning::Kind;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

/// A limit of 100 s; running since `seconds`, or over after so many.
Subtask stepOf(const QString &status, int seconds)
{
    Subtask step;
    setState(step, status);
    step.timeout = 100s;
    step.startTime = now.addSecs(-seconds);
    if (status != u"RUNNING"_s)
        step.finishTime = now;
    return step;
}

} // namespace

class TestStepWarnings : public QObject
{
    Q_OBJECT

private slots:
    void timeLimit_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("percent"); // 0: no warning
        QTest::addColumn<bool>("over");
        QTest::newRow("early") << u"RUNNING"_s << 79 << 0 << false;
        QTest::newRow("near") << u"RUNNING"_s << 80 << 80 << false;
        QTest::newRow("at the limit") << u"RUNNING"_s << 100 << 100 << false;
        QTest::newRow("over") << u"RUNNING"_s << 101 << 101 << true;
        QTest::newRow("far over") << u"RUNNING"_s << 500 << 500 << true;
        QTest::newRow("done near it") << u"SUCCESSFUL"_s << 99 << 0 << false;
        QTest::newRow("done over it") << u"SUCCESSFUL"_s << 150 << 150 << true;
        QTest::newRow("failed over it") << u"FAILED"_s << 150 << 150 << true;
        QTest::newRow("waits, times of an earlier run") << u"PENDING"_s << 150 << 0 << false;
    }

    void timeLimit()
    {
        QFETCH(QString, status);
        QFETCH(int, seconds);
        QFETCH(int, percent);
        QFETCH(bool, over);
        const QList<StepWarning> warnings = warningsOf(stepOf(status, seconds), now);
        QCOMPARE(warnings, percent == 0 ? QList<StepWarning>()
                                        : (QList<StepWarning> { { over ? Kind::OverTime : Kind::NearTime, percent } }));
    }

    void noLimit()
    {
        Subtask step = stepOf(u"RUNNING"_s, 5000);
        step.timeout = 0s;
        QVERIFY(warningsOf(step, now).isEmpty());
        step.timeout.reset();
        QVERIFY(warningsOf(step, now).isEmpty());
    }

    void clocksThatDisagree()
    {
        QVERIFY(warningsOf(stepOf(u"RUNNING"_s, -60), now).isEmpty());
    }

    void runsAndSilence()
    {
        Subtask step = stepOf(u"RUNNING"_s, 120);
        step.runTime = 3;
        // The engine keeps the first start: how long this run has taken is not known until somebody saw it begin.
        QCOMPARE(warningsOf(step, now, 12min), (QList<StepWarning> { { Kind::Silent, 12 }, { Kind::Again, 3 } }));
        step.seenStart = step.startTime;
        QCOMPARE(warningsOf(step, now, 12min), (QList<StepWarning> { { Kind::OverTime, 120 }, { Kind::Silent, 12 }, { Kind::Again, 3 } }));
        step.runTime = 1;
        QCOMPARE(warningsOf(step, now), (QList<StepWarning> { { Kind::OverTime, 120 } }));
        setState(step, u"SUCCESSFUL"_s);
        step.finishTime = now.addSecs(-100);
        QVERIFY(warningsOf(step, now, 12min).isEmpty()); // what is over need not speak
    }
};

QTEST_GUILESS_MAIN(TestStepWarnings)
#include "tst_stepwarnings.moc"
