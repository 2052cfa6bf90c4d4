// SPDX-License-Identifier: GPL-3.0-or-later
// What the graph shows and where from: folding, filtering and coming back, marks, overview, places visited.
#include "graph/graphview.h"

#include <QScreen>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

/// Prepare, then `rounds` rounds of `width` steps named after their round, each followed by a "Wait node".
Task rounds(int count, int width)
{
    Task task;
    task.id = TaskId(7);
    task.status = taskStatusFromText(u"RUNNING"_s);
    QList<SubtaskId> last;
    const auto add = [&](const QString &name, std::optional<int> parallel) {
        Subtask step;
        step.id = SubtaskId(100 + task.subtasks.size());
        step.name = name;
        step.parallelIdx = parallel;
        step.status = subtaskStatusFromText(u"PENDING"_s);
        step.operation = operationFromText(u"EXECUTE"_s);
        step.upstreams = last;
        task.subtasks.append(step);
        return step.id;
    };
    last = { add(u"Prepare"_s, std::nullopt) };
    for (int round = 0; round < count; ++round) {
        QList<SubtaskId> row;
        for (int i = 0; i < width; ++i)
            row.append(add(u"%1 install"_s.arg(QChar(u'A' + round)), i));
        last = row;
        last = { add(u"Wait node"_s, std::nullopt) };
    }
    return task;
}

struct Stage
{
    explicit Stage(const Task &first) : task(first), view(lens, theme)
    {
        view.resize(900, 600);
        view.show();
        TaskDiff diff;
        diff.shapeChanged = true;
        lens.setTask(task, diff, {}, now);
        [&] { QVERIFY(QTest::qWaitForWindowExposed(&view)); QTRY_VERIFY(view.isLaidOut()); }();
        view.setFollowing(false);
        QCoreApplication::processEvents();
    }

    void setStatus(int subtask, const QString &status)
    {
        task.subtasks[subtask].status = subtaskStatusFromText(status);
        TaskDiff diff;
        diff.changedSubtasks = { subtask };
        lens.setTask(task, diff, {}, now);
    }

    int groups() const
    {
        int count = 0;
        for (const PlanItem &item : view.scene().plan().items)
            count += item.kind == PlanItem::Kind::Group;
        return count;
    }

    QList<QRectF> places() const
    {
        QList<QRectF> all;
        for (int i = 0; i < lens.count(); ++i)
            all.append(view.rectOf(i));
        return all;
    }

    Theme theme;
    Task task;
    StepLens lens;
    GraphView view;
};

} // namespace

class TestGraphScene final : public QObject
{
    Q_OBJECT

private slots:
    void foldsByRuleAndBack()
    {
        Stage stage(rounds(3, 8));
        const int all = stage.view.picture().nodeCount();
        const QList<QRectF> places = stage.places();
        stage.view.scene().setFolds({ true, false, {} });
        QTRY_COMPARE(stage.view.picture().nodeCount(), all - 3 * 7);
        QCOMPARE(stage.groups(), 3);
        QVERIFY(stage.view.scene().describe(stage.view.scene().nodeOf(1)).contains(u"8 waiting"_s));
        stage.view.scene().setFolds({});
        QTRY_COMPARE(stage.view.picture().nodeCount(), all);
        for (int i = 1; i < places.size(); ++i) // the whole may have moved, but as one
            QCOMPARE((stage.places().at(i).topLeft() - stage.places().at(0).topLeft()).toPoint(), (places.at(i).topLeft() - places.at(0).topLeft()).toPoint());
    }

    void whatFailsLeavesItsGroup()
    {
        Stage stage(rounds(2, 8));
        stage.view.scene().setFolds({ true, true, {} });
        QTRY_COMPARE(stage.groups(), 2);
        const int before = stage.view.scene().nodeOf(3);
        QCOMPARE(before, stage.view.scene().nodeOf(1));
        stage.setStatus(3, u"FAILED"_s);
        QTRY_VERIFY(stage.view.scene().nodeOf(3) != stage.view.scene().nodeOf(1));
        QCOMPARE(stage.view.picture().state(stage.view.scene().nodeOf(3)), StepState::Failed);
        const QString words = stage.view.picture().node(stage.view.scene().nodeOf(1)).stateWord;
        QVERIFY2(words.contains(u"1 failed"_s), qPrintable(words));
    }

    void doubleClickUnfoldsAndSpaceFolds()
    {
        Stage stage(rounds(2, 8));
        stage.view.scene().setFolds({ true, false, {} });
        QTRY_COMPARE(stage.groups(), 2);
        QTest::mouseDClick(&stage.view, Qt::LeftButton, {}, stage.view.rectOf(1).center().toPoint());
        QTRY_COMPARE(stage.groups(), 1);
        stage.lens.select(1, false);
        QTest::keyClick(&stage.view, Qt::Key_Space);
        QTRY_COMPARE(stage.groups(), 2);
    }

    void filterPacksAndGivesTheOldPictureBack()
    {
        Stage stage(rounds(3, 8));
        stage.view.zoomBy(1.1, QPointF(200, 200));
        const QList<QRectF> places = stage.places();
        const double scale = stage.view.scale();
        StepFilter filter;
        filter.text = u"B install"_s;
        stage.lens.setFilter(filter);
        QTRY_COMPARE(stage.view.picture().nodeCount(), 8);
        QVERIFY(stage.view.rectOf(0).isEmpty());
        QVERIFY(!stage.view.rectOf(12).isEmpty());
        stage.lens.setFilter({});
        QTRY_COMPARE(stage.view.picture().nodeCount(), stage.lens.count());
        QCOMPARE(stage.view.scale(), scale);
        QCOMPARE(stage.places(), places);
    }

    void panningPaintsWhatAFullRepaintWould()
    {
        Stage stage(rounds(6, 12));
        stage.view.actualSize();
        stage.view.setMinimapWanted(true);
        QCoreApplication::processEvents();
        const QPoint from(500, 300);
        QTest::mousePress(&stage.view, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 12; ++i) {
            QTest::mouseMove(&stage.view, from - QPoint(17 * i, 5 * i));
            QCoreApplication::processEvents();
        }
        QTest::mouseRelease(&stage.view, Qt::LeftButton, {}, from - QPoint(17 * 12, 5 * 12));
        QTest::mouseMove(&stage.view, QPoint(895, 5));
        QCoreApplication::processEvents();
        const QImage scrolled = stage.view.screen()->grabWindow(stage.view.winId()).toImage();
        stage.view.repaint();
        const QImage whole = stage.view.screen()->grabWindow(stage.view.winId()).toImage();
        QVERIFY(!whole.isNull());
        QCOMPARE(scrolled.size(), whole.size());
        int apart = 0;
        for (int y = 0; y < whole.height(); ++y) {
            for (int x = 0; x < whole.width(); ++x)
                apart += std::abs(qGray(scrolled.pixel(x, y)) - qGray(whole.pixel(x, y))) > 24;
        }
        QVERIFY2(apart < whole.width() * whole.height() / 500, qPrintable(QString::number(apart)));
    }

    void overviewLeadsToItsPlace()
    {
        Stage stage(rounds(12, 10));
        stage.view.actualSize();
        QVERIFY(stage.view.minimap().isShown());
        const QRect map = stage.view.minimap().rect();
        const QRectF before = stage.view.rectOf(0);
        QTest::mousePress(&stage.view, Qt::LeftButton, {}, QPoint(map.right() - 12, map.center().y()));
        QTest::mouseRelease(&stage.view, Qt::LeftButton, {}, QPoint(map.right() - 12, map.center().y()));
        QVERIFY(stage.view.rectOf(0).right() < before.right() - 1000);
        QVERIFY(stage.view.canGoBack());
        stage.view.goBack();
        QCOMPARE(stage.view.rectOf(0), before);
        QVERIFY(stage.view.canGoForward());
        stage.view.setMinimapWanted(false);
        QVERIFY(!stage.view.minimap().isShown());
    }

    void jumpsCanBeUndone()
    {
        Stage stage(rounds(12, 10));
        stage.view.actualSize();
        stage.lens.select(0, true);
        const QRectF before = stage.view.rectOf(0);
        stage.lens.select(stage.lens.count() - 1, true);
        QVERIFY(stage.view.rectOf(0) != before);
        stage.view.goBack();
        QCOMPARE(stage.view.rectOf(0), before);
        QCOMPARE(stage.lens.selected(), 0);
        stage.view.goForward();
        QCOMPARE(stage.lens.selected(), stage.lens.count() - 1);
    }

    void lettersJumpToNames()
    {
        Stage stage(rounds(3, 4));
        QTest::keyClicks(&stage.view, u"b"_s);
        QVERIFY(stage.lens.selected() >= 0);
        QCOMPARE(stage.lens.step(stage.lens.selected()).name, u"B install"_s);
        QTest::keyClicks(&stage.view, u" "_s); // no letter
        QCOMPARE(stage.lens.step(stage.lens.selected()).name, u"B install"_s);
    }

    void marksSayWhatWaits()
    {
        Stage stage(rounds(2, 4));
        QVERIFY(stage.view.scene().marks().empty());
        stage.setStatus(1, u"FAILED"_s);
        stage.view.scene().setBlastOf(stage.view.scene().nodeOf(1));
        const auto marksOf = [&](int subtask) { return stage.view.scene().marks()[size_t(stage.view.scene().nodeOf(subtask))]; };
        QVERIFY(marksOf(5) & nodemark::blocked);    // the barrier after it
        QVERIFY(!(marksOf(2) & nodemark::blocked)); // its sibling
        QVERIFY(!(marksOf(0) & nodemark::blocked)); // what comes before
        QVERIFY(stage.view.scene().blastText(1).contains(u"6"_s)); // two barriers and the four of the second round
        stage.view.scene().setBlastOf(-1);
        QVERIFY(stage.view.scene().marks().empty());
        stage.lens.select(1, false);
        stage.view.scene().setRelatedOnly(true);
        QVERIFY(marksOf(0) & nodemark::upstream);
        QVERIFY(marksOf(5) & nodemark::downstream);
        QVERIFY(marksOf(2) & nodemark::faded);
        stage.view.scene().setRelatedOnly(false);
        stage.view.scene().setSearch(u"a INSTALL"_s);
        QVERIFY(marksOf(1) & nodemark::match);
        QVERIFY(!marksOf(0));
    }
};

QTEST_MAIN(TestGraphScene)
#include "tst_ui_graphscene.moc"
