// SPDX-License-Identifier: GPL-3.0-or-later
// The matrix on screen: repaints what changed, shares selection and filter, obeys keys and pointer.
#include "support/sampletask.h"
#include "task/matrixview.h"
#include "widgets/emptystate.h"

#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(SampleTask what, QSize size = { 1300, 700 }) : sample(std::move(what)), view(lens, theme)
    {
        sample.runUntil(100);
        now = sample.task.startTime->addSecs(100);
        show();
        view.resize(size);
        view.show();
        view.setFocus();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(&view)); }();
        settle();
    }

    void show()
    {
        lens.setTask(sample.task, differenceBetween(lens.task(), sample.task), TaskHosts(sample.task, sample.known), now);
    }

    static void settle() { QCoreApplication::processEvents(); }

    int step(const QString &name, int host = -1) const
    {
        for (int i = 0; i < sample.task.subtasks.size(); ++i) {
            const Subtask &s = sample.task.subtasks.at(i);
            if (s.name == name && s.parallelIdx.value_or(-1) == host)
                return i;
        }
        return -1;
    }

    void click(int subtask) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectOf(subtask).center().toPoint()); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }

    Theme theme;
    SampleTask sample;
    QDateTime now;
    StepLens lens;
    MatrixView view;
};

const QString install = u"Install rpm"_s;
const QString makeDir = u"Make dir for ob"_s;

} // namespace

class TestMatrixView final : public QObject
{
    Q_OBJECT

private slots:
    void everyStepHasOneCell()
    {
        Stage stage(addServers(5), { 1600, 700 });
        for (int i = 0; i < stage.lens.count(); ++i)
            QCOMPARE(stage.view.stepAt(stage.view.rectOf(i).center()), i);
        QCOMPARE(stage.view.rectOf(stage.step(install, 2)).center().y(), stage.view.rectOf(stage.step(makeDir, 2)).center().y());
        QCOMPARE(stage.view.rectOf(stage.step(install, 2)).center().x(), stage.view.rectOf(stage.step(install, 4)).center().x());
    }

    void staysAtTheSelectedStepWhenItShrinks()
    {
        Stage stage(addServers(60), { 900, 500 });
        stage.lens.select(stage.step(makeDir, 30), true);
        Stage::settle();
        for (const QSize size : { QSize(700, 430), QSize(520, 320) }) {
            stage.view.resize(size);
            Stage::settle();
            const QRectF cell = stage.view.rectOf(stage.lens.selected());
            QVERIFY2(QRectF(stage.view.viewport()->rect()).contains(cell), qPrintable(u"%1 x %2"_s.arg(size.width()).arg(size.height())));
            QCOMPARE(stage.view.stepAt(cell.center()), stage.lens.selected()); // not behind the titles either
        }
    }

    void pollWithoutChangePaintsNothing()
    {
        Stage stage(addServers(5));
        QTRY_VERIFY(stage.view.paintCount() > 0);
        Stage::settle();
        const int before = stage.view.paintCount();
        stage.show();
        stage.lens.tick(stage.now); // the same second
        Stage::settle();
        QCOMPARE(stage.view.paintCount(), before);
    }

    void changedStepRepaintsItsOwnCell()
    {
        Stage stage(addServers(5));
        const int changed = stage.step(makeDir, 3);
        const QImage before = stage.view.viewport()->grab().toImage();
        QRegion painted;
        struct Watch : QObject
        {
            QRegion *region;
            bool eventFilter(QObject *, QEvent *event) override
            {
                if (event->type() == QEvent::Paint)
                    *region |= static_cast<QPaintEvent *>(event)->region();
                return false;
            }
        } watch;
        watch.region = &painted;
        stage.view.viewport()->installEventFilter(&watch);
        stage.sample.task.subtasks[changed].status = subtaskStatusFromText(u"CANCELING"_s);
        stage.show();
        Stage::settle();
        QCOMPARE(painted.boundingRect(), stage.view.rectOf(changed).toAlignedRect());
        QVERIFY(before != stage.view.viewport()->grab().toImage());
    }

    void runningDurationsMoveOn()
    {
        Stage stage(addServers(5));
        const int running = stage.step(install, 4);
        QCOMPARE(stage.lens.state(running), StepState::Running);
        const QString before = stage.view.picture().text(running);
        stage.lens.tick(stage.now.addSecs(5));
        QVERIFY(stage.view.picture().text(running) != before);
    }

    void pointer()
    {
        Stage stage(addServers(5));
        QSignalSpy activated(&stage.view, &MatrixView::activated);
        const int subtask = stage.step(install, 2);
        stage.click(subtask);
        QCOMPARE(stage.lens.selected(), subtask);
        QCOMPARE(activated.count(), 0);
        QTest::mouseDClick(stage.view.viewport(), Qt::LeftButton, {}, stage.view.rectOf(subtask).center().toPoint());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toInt(), subtask);
        QTest::mouseClick(stage.view.viewport(), Qt::LeftButton, {}, QPoint(2, 2)); // beside all cells
        QCOMPARE(stage.lens.selected(), -1);
    }

    void keys()
    {
        Stage stage(addServers(5));
        QSignalSpy activated(&stage.view, &MatrixView::activated);
        stage.click(stage.step(install, 2));
        stage.key(Qt::Key_Right);
        QCOMPARE(stage.lens.selected(), stage.step(makeDir, 2));
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.lens.selected(), stage.step(makeDir, 3));
        stage.key(Qt::Key_Left);
        QCOMPARE(stage.lens.selected(), stage.step(install, 3));
        stage.key(Qt::Key_Up);
        stage.key(Qt::Key_Home);
        QCOMPARE(stage.lens.selected(), stage.step(u"Pre check for install OB"_s, 2));
        stage.key(Qt::Key_End);
        QCOMPARE(stage.lens.selected(), stage.step(u"Update observer status"_s, 2));
        stage.key(Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(stage.lens.selected(), stage.step(u"Prepare add observer"_s));
        stage.key(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(stage.lens.selected(), stage.step(u"Update observer status"_s, 4));
        stage.key(Qt::Key_PageUp);
        QCOMPARE(stage.lens.state(stage.lens.selected()), StepState::Pending);
        stage.key(Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        stage.key(Qt::Key_Escape);
        QCOMPARE(stage.lens.selected(), -1);
        stage.key(Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
    }

    void typeAheadFindsHosts()
    {
        Stage stage(addServers(9));
        stage.click(stage.step(install, 2));
        QTest::keyClicks(&stage.view, u"2.21"_s); // 10.20.2.14 and up
        QCOMPARE(stage.lens.selected(), stage.step(install, 7));
    }

    void selectionFromElsewhereIsBroughtIntoSight()
    {
        Stage stage(addServers(150), { 600, 400 });
        const int far = stage.step(u"Update observer status"_s, 149);
        stage.lens.select(far, true);
        QVERIFY(QRectF(stage.view.viewport()->rect()).contains(stage.view.rectOf(far)));
        QCOMPARE(stage.view.stepAt(stage.view.rectOf(far).center()), far); // not below the header or the labels
        const int left = stage.view.horizontalScrollBar()->value();
        stage.lens.select(stage.step(install, 0), false);
        QCOMPARE(stage.view.horizontalScrollBar()->value(), left);
    }

    void filterLeavesNoHoles()
    {
        Stage stage(addServers(5));
        StepFilter filter;
        filter.host = u"10.20.2.16"_s;
        stage.lens.setFilter(filter);
        QVERIFY(stage.view.rectOf(stage.step(install, 1)).isNull());
        QVERIFY(!stage.view.rectOf(stage.step(install, 2)).isNull());
        QCOMPARE(stage.view.picture().layout().table().rows.size(), 1);
        stage.lens.setFilter({});
        QCOMPARE(stage.view.picture().layout().table().rows.size(), 6);
    }

    void emptyStateLeadsBack()
    {
        Stage stage(addServers(2));
        StepFilter filter;
        filter.text = u"nowhere"_s;
        stage.lens.setFilter(filter);
        auto *empty = stage.view.findChild<EmptyState *>(u"nothingShown"_s);
        QVERIFY(empty && empty->isVisible());
        QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
        QVERIFY(!empty->isVisible());
        QCOMPARE(stage.lens.shownCount(), stage.lens.count());
    }

    void controlAndWheelChangeTheHeight()
    {
        Stage stage(addServers(60));
        const qreal before = stage.view.picture().layout().lineHeight();
        const QPointF at = stage.view.rectOf(stage.step(install, 30)).center();
        QWheelEvent larger(at, stage.view.viewport()->mapToGlobal(at), {}, { 0, 120 }, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        for (int i = 0; i < 3; ++i)
            QCoreApplication::sendEvent(stage.view.viewport(), &larger);
        QCOMPARE(stage.view.picture().layout().lineHeight(), before + 6);
        QVERIFY(std::abs(stage.view.rectOf(stage.step(install, 30)).center().y() - at.y()) < 12); // still under the pointer
        stage.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(stage.view.picture().layout().lineHeight(), before);
    }

    void hostNamesThatComeLaterAreShown()
    {
        SampleTask sample = addServers(2);
        const QHash<HostId, Host> known = std::exchange(sample.known, {});
        Stage stage(sample);
        QCOMPARE(stage.view.picture().layout().table().rows.at(1).label, u"1000"_s);
        stage.sample.known = known;
        stage.show();
        QCOMPARE(stage.view.picture().layout().table().rows.at(1).label, u"10.20.2.14"_s);
    }

    void toolTipIsPlainText()
    {
        SampleTask sample = addServers(2);
        sample.task.subtasks.first().name = u"<b>Prepare</b>"_s;
        Stage stage(sample);
        const QPoint at = stage.view.rectOf(0).center().toPoint();
        QHelpEvent help(QEvent::ToolTip, at, stage.view.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(stage.view.viewport(), &help);
        QVERIFY(QToolTip::text().contains(u"&lt;b&gt;Prepare"_s));
        QToolTip::hideText();
    }

    void hostileNamesAreDrawn()
    {
        SampleTask sample = addServers(2);
        sample.task.subtasks[0].name = QString(4096, u'W');
        sample.task.subtasks[1].name = u"\u202Egnp.exe\n\t"_s;
        Stage stage(sample);
        QVERIFY(stage.view.paintCount() > 0);
        for (const MatrixColumnLook &column : stage.view.picture().layout().table().columns)
            QVERIFY(!column.title.contains(QChar(0x202E)) && !column.title.contains(u'\n'));
    }
};

QTEST_MAIN(TestMatrixView)
#include "tst_ui_matrixview.moc"
