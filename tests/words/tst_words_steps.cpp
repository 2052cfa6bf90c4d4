// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/stepwords.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;
using Kind = StepWarning::Kind;

class TestStepWords : public QObject
{
    Q_OBJECT

private slots:
    void warnings_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("number"); // must stand in badge or sentence
        QTest::newRow("over") << int(Kind::OverTime) << u"130"_s;
        QTest::newRow("near") << int(Kind::NearTime) << u"130"_s;
        QTest::newRow("silent") << int(Kind::Silent) << u"130"_s;
        QTest::newRow("again") << int(Kind::Again) << u"130"_s;
    }

    void warnings()
    {
        QFETCH(int, kind);
        QFETCH(QString, number);
        const StepWarning warning { Kind(kind), 130 };
        QVERIFY(!warningBadge(warning).isEmpty());
        QVERIFY2(warningBadge(warning).size() <= 16, "a badge is short");
        QVERIFY(warningSentence(warning).contains(number));
        for (const Kind other : { Kind::OverTime, Kind::NearTime, Kind::Silent, Kind::Again }) {
            if (other != Kind(kind))
                QVERIFY(warningBadge({ other, 130 }) != warningBadge(warning));
        }
    }

    void heldBack()
    {
        QVERIFY(heldBackWords({ 0, 0 }).isEmpty());
        QVERIFY(heldBackWords({ 22, 3 }).contains(u"22"_s) && heldBackWords({ 22, 3 }).contains(u"3"_s));
        QVERIFY(heldBackWords({ 22, 0 }).contains(u"22"_s));
        QVERIFY(!heldBackWords({ 22, 0 }).contains(u"host"_s));
    }

    /// OCP answers 200 with an empty log for a step that has not run: that is no log that is missing.
    void noLog()
    {
        const auto words = [](const char *status, bool started) {
            Subtask step;
            step.status = subtaskStatusFromText(QString::fromLatin1(status));
            if (started)
                step.startTime = QDateTime(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
            return noLogWords(step);
        };
        const QString never = words("PENDING", false);
        QVERIFY2(never.contains(u"has not run"_s), qPrintable(never));
        QCOMPARE(words("READY", false), never);
        QVERIFY(words("READY", true) != never);
        QVERIFY(words("RUNNING", true) != never);
        QVERIFY(words("FAILED", true) != never && words("FAILED", true) != words("RUNNING", true));
    }

    void causesAndRuns()
    {
        QVERIFY(causeWord(FailureCauses::Role::None).isEmpty());
        QVERIFY(causeWord(FailureCauses::Role::FirstCause) != causeWord(FailureCauses::Role::Consequence));
        QCOMPARE(runWords({ 2, {}, {}, StepState::Failed }), u"run 2 failed"_s);
    }
};

QTEST_GUILESS_MAIN(TestStepWords)
#include "tst_words_steps.moc"
