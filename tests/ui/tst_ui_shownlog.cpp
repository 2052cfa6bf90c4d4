// SPDX-License-Identifier: GPL-3.0-or-later
// A log in the pane: of a long one its end, with the cause still at its line.
#include "task/shownlog.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

const QString filler = u"2024-03-12 02:10:00.000  INFO 213 --- [pool-1,t,s] c.o.Task : still at it\n"_s;

/// A failed run whose log has about `size` characters.
QString failedLog(qsizetype size)
{
    return filler.repeated(size / filler.size())
            + u"2024-03-12 02:10:01.037  WARN 213 --- [pool-1,t,s] c.o.Task : Execute task failed, subtask=7, failedMessage=no space left on /data/1\n"_s;
}

} // namespace

class TestShownLog : public QObject
{
    Q_OBJECT

private slots:
    void shortOnesWhole()
    {
        const ShownLog shown = shownLog(failedLog(10'000));
        QCOMPARE(shown.text, failedLog(10'000));
        QVERIFY(shown.text.section(u'\n', shown.cause.line, shown.cause.line).contains(u"no space left"_s));
    }

    void longOnesShowTheirEndAndTheCause()
    {
        const QString log = failedLog(3 * ShownLog::most);
        const ShownLog shown = shownLog(log);
        QVERIFY(shown.text.size() <= ShownLog::most + 200);
        QVERIFY(shown.text.size() > ShownLog::most / 2);
        QVERIFY(shown.text.endsWith(u"no space left on /data/1\n"_s));
        QVERIFY(shown.text.section(u'\n', shown.cause.line, shown.cause.line).contains(u"no space left"_s));
        // The first line says how many are missing; the others are whole lines of the log.
        const QString first = shown.text.section(u'\n', 0, 0);
        QVERIFY2(first.contains(QString::number(log.count(u'\n') - (shown.text.count(u'\n') - 1))), qPrintable(first));
        QCOMPARE(shown.text.section(u'\n', 1, 1) + u'\n', filler);
    }

    void addedLinesMoveNothing()
    {
        const QString log = failedLog(2 * ShownLog::most);
        const QString before = shownLog(log).text;
        QVERIFY(shownLog(log + filler.repeated(100)).text.startsWith(before));
    }

    void aCauseThatIsNotShownHasNoLine()
    {
        const ShownLog shown = shownLog(failedLog(1'000) + QString(2 * ShownLog::most, u'x') + u'\n');
        QCOMPARE(shown.cause.line, -1);
        QVERIFY(shown.cause.sentence.contains(u"no space left"_s));
    }
};

QTEST_GUILESS_MAIN(TestShownLog)
#include "tst_ui_shownlog.moc"
