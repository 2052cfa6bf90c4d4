// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline on screen: a bar per run, zoom at the pointer, groups, and repaints of what changed only.
#include "support/sampletask.h"
#include "task/timelineview.h"

#include <QComboBox>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int started = 100;            // seconds the sample has been running

struct Stage
{
    explicit Stage(SampleTask what, QSize size = { 1100, 600 }) : sample(std::move(what)), view(lens, theme)
    {
        sample.runUntil(started);
        now = sample.task.startTime->addSecs(started);
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
    TimelineCanvas &canvas() { return *view.canvas(); }

    int step(const QString &name, int host = -1) const
    {
        for (int i = 0; i < sample.task.subtasks.size(); ++i) {
            const Subtask &s = sample.task.subtasks.at(i);
            if (s.name == name && s.parallelIdx.value_or(-1) == host)
                return i;
        }
        return -1;
    }
    void key(Qt::Key key) { QTest::keyClick(&canvas(), key); }
    void wheel(QPointF at, int delta, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(at, canvas().viewport()->mapToGlobal(at), {}, { 0, delta }, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas().viewport(), &event);
    }
    QStringList titles()
    {
        QStringList result;
        for (int row = 0; row < canvas().picture().rowCount(); ++row) {
            const TimelineRow &look = canvas().picture().row(row);
            const TimelineWords words = canvas().picture().words(row);
            result.append(look.isHeader ? u'[' + words.title + u']' : words.title + u' ' + words.detail);
        }
        return result;
    }

    Theme theme;
    SampleTask sample;
    QDateTime now;
    StepLens lens;
    TimelineView view;
};

const QString install = u"Install rpm"_s;
const QString preCheck = u"Pre check for install OB"_s;

struct PaintWatch final : QObject
{
    explicit PaintWatch(QWidget *widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region |= static_cast<QPaintEvent *>(event)->region();
        return false;
    }
    QRegion region;
};

} // namespace

class TestTimelineView final : public QObject
{
    Q_OBJECT

private slots:
    void staysAtTheSelectedStepWhenItShrinks()
    {
        Stage stage(addServers(60), { 900, 500 });
        stage.lens.select(stage.step(install, 30), true);
        Stage::settle();
        for (const int height : { 400, 260 }) {
            stage.view.resize(700, height);
            Stage::settle();
            const QRectF row = stage.canvas().rowRectOf(stage.lens.selected());
            QVERIFY2(row.top() >= 0 && row.bottom() <= stage.canvas().viewport()->height(), qPrintable(QString::number(height)));
        }
    }

    void barsLieWhereStepsRan()
    {
        Stage stage(addServers(3));
        const auto bar = [&](const QString &name, int host) { return stage.canvas().barOf(stage.step(name, host), 0); };
        QVERIFY(bar(preCheck, 0).right() <= bar(install, 0).left());
        QCOMPARE(bar(install, 0).left(), bar(install, 2).left());
        QVERIFY(bar(install, 2).width() > bar(preCheck, 0).width());
        QVERIFY(stage.canvas().barOf(stage.step(u"Add observer"_s), 0).isNull()); // has not begun
        QVERIFY(!stage.canvas().rowRectOf(stage.step(u"Add observer"_s)).isNull());
        for (int i = 0; i < stage.lens.count(); ++i) {
            const QRectF rect = stage.canvas().barOf(i, 0);
            QVERIFY(rect.isNull() || rect.width() >= TimelinePicture::leastBar);
        }
    }

    void attemptsAreKeptApart()
    {
        Stage stage(addServers(3));
        const int retried = stage.step(preCheck, 1);
        const auto change = [&](const QString &status, const QString &operation, int run, int from, std::optional<int> to) {
            Subtask &step = stage.sample.task.subtasks[retried];
            step.status = subtaskStatusFromText(status);
            step.operation = operationFromText(operation);
            step.runTime = run;
            step.startTime = stage.sample.task.startTime->addSecs(from);
            step.finishTime = to ? std::optional(stage.sample.task.startTime->addSecs(*to)) : std::nullopt;
            stage.show();
        };
        change(u"FAILED"_s, u"EXECUTE"_s, 1, 3, 20);
        change(u"RUNNING"_s, u"RETRY"_s, 2, 60, std::nullopt);
        const QRectF first = stage.canvas().barOf(retried, 0);
        const QRectF second = stage.canvas().barOf(retried, 1);
        QVERIFY(first.right() < second.left());
        const int row = stage.canvas().rows().rowOf(retried);
        const QList<TimelineBar> &bars = stage.canvas().picture().row(row).bars;
        const QStringList labels = stage.canvas().picture().words(row).bars;
        QCOMPARE(bars.size(), 2);
        QCOMPARE(labels.first(), u"run 1 failed"_s);
        QCOMPARE(bars.first().state, StepState::Failed);
        QVERIFY(bars.first().earlier);
        QCOMPARE(labels.last(), u"run 2 running"_s);
        QCOMPARE(bars.last().to, stage.now.toMSecsSinceEpoch());
    }

    void idleTimeIsFolded()
    {
        Stage stage(addServers(2));
        const int last = stage.step(install, 1);
        const double before = stage.canvas().barOf(stage.step(preCheck, 0), 0).width();
        QVERIFY(stage.canvas().picture().axis().gaps().isEmpty());
        for (Subtask &step : stage.sample.task.subtasks) {
            if (stepState(step) == StepState::Running) {
                step.status = subtaskStatusFromText(u"FAILED"_s);
                step.finishTime = stage.now;
            }
        }
        stage.now = stage.now.addSecs(8 * 3600);
        stage.show();
        QCOMPARE(stage.canvas().picture().axis().gaps().size(), 1);
        QVERIFY(stage.canvas().barOf(stage.step(preCheck, 0), 0).width() > before * 0.7); // eight hours later
        QVERIFY(stage.canvas().viewport()->rect().toRectF().contains(stage.canvas().barOf(last, 0)));
        stage.canvas().setIdleLimit(std::chrono::hours(10));
        QVERIFY(stage.canvas().picture().axis().gaps().isEmpty());
    }

    void fittedAxisKeepsAllInSight()
    {
        Stage stage(addServers(3));
        const auto nowX = [&] {
            const TimelinePicture &picture = stage.canvas().picture();
            return picture.labelWidth() + picture.axis().xOf(stage.now.toMSecsSinceEpoch());
        };
        for (int i = 0; i < 50; ++i) {
            stage.now = stage.now.addSecs(20);
            stage.lens.tick(stage.now);
            QVERIFY(nowX() < stage.canvas().viewport()->width());
        }
        QVERIFY(nowX() > stage.canvas().viewport()->width() / 2);
    }

    void zoomKeepsTheTimeUnderThePointer()
    {
        Stage stage(addServers(3));
        QSignalSpy fitted(&stage.canvas(), &TimelineCanvas::fittedChanged);
        const int subtask = stage.step(install, 0);
        const QPointF at = stage.canvas().barOf(subtask, 0).center();
        const double width = stage.canvas().barOf(subtask, 0).width();
        stage.wheel(at, 120, Qt::ControlModifier);
        stage.wheel(at, 120, Qt::ControlModifier);
        QVERIFY(stage.canvas().barOf(subtask, 0).width() > 1.5 * width);
        QVERIFY(std::abs(stage.canvas().barOf(subtask, 0).center().x() - at.x()) < 3);
        QCOMPARE(fitted.count(), 1);
        QVERIFY(!stage.canvas().isFitted());
        stage.wheel({ at.x(), 5 }, -120, {}); // the axis needs no key
        QVERIFY(stage.canvas().barOf(subtask, 0).width() < 1.5 * width);
        auto *button = stage.view.findChild<QToolButton *>(u"timelineFit"_s);
        QVERIFY(!button->isChecked());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(stage.canvas().isFitted());
        QVERIFY(std::abs(stage.canvas().barOf(subtask, 0).width() - width) < 1);
    }

    void zoomStaysWhenTheTaskGoesOn()
    {
        Stage stage(addServers(3));
        for (int i = 0; i < 6; ++i)
            stage.wheel(stage.canvas().barOf(stage.step(install, 0), 0).center(), 120, Qt::ControlModifier);
        const QRectF before = stage.canvas().barOf(stage.step(preCheck, 0), 0);
        stage.now = stage.now.addSecs(500);
        stage.lens.tick(stage.now);
        QCOMPARE(stage.canvas().barOf(stage.step(preCheck, 0), 0), before);
    }

    void dragPans()
    {
        Stage stage(addServers(3));
        for (int i = 0; i < 8; ++i)
            stage.wheel({ 700, 300 }, 120, Qt::ControlModifier);
        QScrollBar *bar = stage.canvas().horizontalScrollBar();
        const int before = bar->value();
        QVERIFY(before > 0);
        QWidget *port = stage.canvas().viewport();
        QTest::mousePress(port, Qt::LeftButton, {}, { 600, 300 });
        QTest::mouseMove(port, { 640, 300 });
        QTest::mouseMove(port, { 650, 300 });
        QTest::mouseRelease(port, Qt::LeftButton, {}, { 650, 300 });
        QCOMPARE(bar->value(), before - 50);
        QCOMPARE(stage.lens.selected(), -1); // it was no click
    }

    void pointer()
    {
        Stage stage(addServers(3));
        QSignalSpy activated(&stage.view, &TimelineView::activated);
        const int subtask = stage.step(install, 1);
        QTest::mouseClick(stage.canvas().viewport(), Qt::LeftButton, {}, stage.canvas().barOf(subtask, 0).center().toPoint());
        QCOMPARE(stage.lens.selected(), subtask);
        QTest::mouseDClick(stage.canvas().viewport(), Qt::LeftButton, {}, stage.canvas().barOf(subtask, 0).center().toPoint());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toInt(), subtask);
    }

    void keys()
    {
        Stage stage(addServers(3));
        QSignalSpy activated(&stage.view, &TimelineView::activated);
        const QList<int> order = stage.lens.graph().order();
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.lens.selected(), order.at(0));
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.lens.selected(), order.at(1));
        stage.key(Qt::Key_Up);
        stage.key(Qt::Key_Up);
        QCOMPARE(stage.lens.selected(), order.at(0));
        stage.key(Qt::Key_End);
        QCOMPARE(stage.lens.selected(), order.constLast());
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.lens.selected(), order.constLast());
        QVERIFY(stage.canvas().viewport()->rect().toRectF().contains(stage.canvas().rowRectOf(order.constLast())));
        stage.key(Qt::Key_PageUp);
        QVERIFY(stage.lens.placeOf(stage.lens.selected()) < order.size() - 5);
        stage.key(Qt::Key_Home);
        QCOMPARE(stage.lens.selected(), order.at(0));
        stage.key(Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QTest::keyClicks(&stage.canvas(), u"res"_s);
        QCOMPARE(stage.lens.step(stage.lens.selected()).name, u"Reserve host"_s);
        const double scale = stage.canvas().picture().axis().scale();
        stage.key(Qt::Key_Plus);
        QVERIFY(stage.canvas().picture().axis().scale() > scale);
        stage.key(Qt::Key_0);
        QVERIFY(stage.canvas().isFitted());
        stage.key(Qt::Key_Escape);
        QCOMPARE(stage.lens.selected(), -1);
    }

    void groups()
    {
        Stage stage(addServers(2));
        QCOMPARE(stage.titles().size(), 12 + 9 * 2);
        QCOMPARE(stage.titles().first(), u"Prepare add observer "_s);
        auto *combo = stage.view.findChild<QComboBox *>(u"timelineGrouping"_s);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(stage.view.grouping(), TimelineView::Grouping::Hosts);
        const QStringList byHost = stage.titles();
        QCOMPARE(byHost.filter(u"["_s), (QStringList { u"[Whole cluster]"_s, u"[10.20.2.14]"_s, u"[10.20.2.15]"_s }));
        QCOMPARE(byHost.size(), 12 + 9 * 2 + 3);
        stage.view.setGrouping(TimelineView::Grouping::Phases);
        QCOMPARE(combo->currentIndex(), 2);
        QCOMPARE(stage.titles().filter(u"["_s).size(), stage.lens.phases().phases.size());
        QCOMPARE(stage.titles().at(3), u"[2 · Pre check for install OB]"_s);
        QCOMPARE(stage.canvas().picture().words(3).detail, u"3 done"_s); // both hosts and the barrier
    }

    void keysSkipHeaders()
    {
        Stage stage(addServers(2));
        stage.view.setGrouping(TimelineView::Grouping::Phases);
        stage.key(Qt::Key_Home);
        QCOMPARE(stage.lens.step(stage.lens.selected()).name, u"Prepare add observer"_s);
        stage.key(Qt::Key_Down);
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.lens.selected(), stage.step(preCheck, 0));
        stage.key(Qt::Key_Up);
        QCOMPARE(stage.lens.step(stage.lens.selected()).name, u"Reserve host"_s);
    }

    void pollWithoutChangePaintsNothing()
    {
        Stage stage(addServers(3));
        QTRY_VERIFY(stage.canvas().paintCount() > 0);
        Stage::settle();
        const int before = stage.canvas().paintCount();
        stage.show();
        stage.lens.tick(stage.now); // the same second
        Stage::settle();
        QCOMPARE(stage.canvas().paintCount(), before);
    }

    void changedStepRepaintsItsOwnRow()
    {
        Stage stage(addServers(3));
        const int changed = stage.step(install, 1);
        PaintWatch watch(stage.canvas().viewport());
        stage.sample.task.subtasks[changed].status = subtaskStatusFromText(u"CANCELING"_s);
        stage.show();
        Stage::settle();
        QCOMPARE(watch.region.boundingRect(), stage.canvas().rowRectOf(changed).toAlignedRect());
    }

    void aTickRepaintsRunningRowsAndTheNowLineOnly()
    {
        Stage stage(addServers(3));
        stage.lens.tick(stage.now.addSecs(1)); // room for what comes has been made
        Stage::settle();
        PaintWatch watch(stage.canvas().viewport());
        stage.lens.tick(stage.now.addSecs(2));
        Stage::settle();
        QVERIFY(!watch.region.isEmpty());
        const QRect done = stage.canvas().barOf(stage.step(preCheck, 0), 0).toAlignedRect();
        QVERIFY(!watch.region.intersects(done));
    }

    void taskThatIsOverHasNoNow()
    {
        Stage stage(addServers(2));
        stage.sample.runUntil(3000);
        stage.sample.task.status = taskStatusFromText(u"SUCCESSFUL"_s);
        stage.now = stage.now.addDays(1);
        stage.show();
        QVERIFY(stage.canvas().picture().axis().gaps().isEmpty());
    }

    void filterAndSelectionAreShared()
    {
        Stage stage(addServers(30));
        const int far = stage.step(u"Update observer status"_s, 29);
        stage.lens.select(far, true);
        QVERIFY(stage.canvas().viewport()->rect().toRectF().contains(stage.canvas().rowRectOf(far)));
        StepFilter filter;
        filter.host = u"10.20.2.16"_s;
        stage.lens.setFilter(filter);
        QCOMPARE(stage.canvas().picture().rowCount(), 9);
        QVERIFY(stage.canvas().rowRectOf(far).isNull());
    }

    void toolTipNamesTheRun()
    {
        Stage stage(addServers(2));
        const QPoint at = stage.canvas().barOf(stage.step(install, 1), 0).center().toPoint();
        QHelpEvent help(QEvent::ToolTip, at, stage.canvas().viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(stage.canvas().viewport(), &help);
        QVERIFY2(QToolTip::text().contains(u"Install rpm"_s) && QToolTip::text().contains(u"10.20.2.15"_s), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }
};

QTEST_MAIN(TestTimelineView)
#include "tst_ui_timelineview.moc"
