// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the process that wrote a row still runs, also when the row says nonsense.
#include "history/processmark.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestHistoryProcessMark final : public QObject
{
    Q_OBJECT

private slots:
    void isRunning_data()
    {
        QTest::addColumn<ProcessMark>("mark");
        QTest::addColumn<bool>("running");
        const ProcessMark own = ProcessMark::own();
        const QString other = u"another run"_s;
        QTest::newRow("this one") << own << true;
        QTest::newRow("its number and start") << ProcessMark { own.pid, own.start, other } << true;
        QTest::newRow("its number, a start not kept") << ProcessMark { own.pid, 0, other } << true;
        QTest::newRow("a number used again") << ProcessMark { own.pid, own.start + 1, other } << false;
        QTest::newRow("none") << ProcessMark { 0, 0, other } << false;
        QTest::newRow("negative: a group of processes") << ProcessMark { -1, 0, other } << false;
        QTest::newRow("too large: its low half is this process") << ProcessMark { (qint64(1) << 32) + own.pid, 0, other } << false;
        QTest::newRow("too large: its low half is every process") << ProcessMark { qint64(1) << 32, 0, other } << false;
    }

    void isRunning()
    {
        QFETCH(const ProcessMark, mark);
        QTEST(mark.isRunning(), "running");
    }
};

QTEST_GUILESS_MAIN(TestHistoryProcessMark)
#include "tst_history_processmark.moc"
