// SPDX-License-Identifier: GPL-3.0-or-later
// A screen reader finds every step in every view that paints its steps, and hears where the keyboard is and what fails.
#include "graph/graphview.h"
#include "support/sampletask.h"
#include "task/matrixview.h"
#include "task/timelinecanvas.h"
#include "words/taskwords.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

using Said = std::pair<QAccessible::Event, QString>;
QList<Said> said;

void listen(QAccessibleEvent *event)
{
    const QAccessibleInterface *item = event->accessibleInterface();
    said.append({ event->type(), item ? item->text(QAccessible::Name) : QString() });
}

enum class View { Graph, Matrix, Timeline };

struct Stage
{
    explicit Stage(View kind) : sample(addServers(3))
    {
        sample.runUntil(100);
        now = sample.task.startTime->addSecs(100);
        if (kind == View::Graph)
            view = std::make_unique<GraphView>(lens, theme);
        else if (kind == View::Matrix)
            view = std::make_unique<MatrixView>(lens, theme);
        else
            view = std::make_unique<TimelineCanvas>(lens, theme, nullptr);
        show();
        view->resize(1000, 400);
        view->show();
        view->setFocus();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(view.get())); }();
        QTRY_VERIFY(steps()->itemCount() > 0);
    }

    void show()
    {
        lens.setTask(sample.task, differenceBetween(lens.task(), sample.task), TaskHosts(sample.task, sample.known), now);
        QCoreApplication::processEvents();
    }
    AccessibleSteps *steps() const { return dynamic_cast<AccessibleSteps *>(view.get()); }
    QAccessibleInterface *list() const { return QAccessible::queryAccessibleInterface(view.get()); }
    int step(const QString &name, int part) const
    {
        for (int i = 0; i < sample.task.subtasks.size(); ++i) {
            const Subtask &s = sample.task.subtasks.at(i);
            if (s.name == name && s.parallelIdx.value_or(-1) == part)
                return i;
        }
        return -1;
    }
    QStringList names() const
    {
        QStringList names;
        for (int i = 0; i < list()->childCount(); ++i)
            names.append(list()->child(i)->text(QAccessible::Name));
        return names;
    }

    Theme theme;
    SampleTask sample;
    QDateTime now;
    StepLens lens;
    std::unique_ptr<QWidget> view;
};

const QString install = u"Install rpm"_s;
const QString preCheck = u"Pre check for install OB"_s;

} // namespace

class TestAccessibleSteps final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        installStepAccessibility();
        setAnnouncer(listen);
    }
    void cleanupTestCase() { setAnnouncer(nullptr); }

    void everyStepIsAnItem_data() { views(); }
    void everyStepIsAnItem()
    {
        QFETCH(const View, kind);
        Stage stage(kind);
        QCOMPARE(stage.list()->role(), QAccessible::List);
        QCOMPARE(stage.list()->childCount(), stage.lens.count());
        const QStringList names = stage.names();
        for (int i = 0; i < stage.lens.count(); ++i) {
            const Subtask &step = stage.lens.step(i);
            const bool named = std::ranges::any_of(names, [&](const QString &name) {
                return name.startsWith(step.name + u", "_s) && name.contains(stage.lens.traits(i).host);
            });
            QVERIFY2(named, qPrintable(step.name));
        }
        for (int i = 0; i < stage.list()->childCount(); ++i) {
            QCOMPARE(stage.list()->indexOfChild(stage.list()->child(i)), i);
            QCOMPARE(stage.list()->child(i)->parent(), stage.list());
        }
    }

    void itemSaysStateHostAndNeighbours_data() { views(); }
    void itemSaysStateHostAndNeighbours()
    {
        QFETCH(const View, kind);
        Stage stage(kind);
        const int checked = stage.step(preCheck, 1);
        QCOMPARE(stage.lens.state(checked), StepState::Successful);
        stage.lens.select(checked, true);
        const QString text = stage.list()->child(stage.steps()->currentItem())->text(QAccessible::Name);
        const Subtask &step = stage.lens.step(checked);
        QVERIFY2(text.startsWith(preCheck + u", "_s), qPrintable(text));
        QVERIFY2(text.contains(u", "_s + stateWords(step)), qPrintable(text));
        QVERIFY(text.contains(stage.lens.traits(checked).host));
        const auto next = std::ranges::find_if(stage.sample.task.subtasks, [&](const Subtask &s) { return s.upstreams.contains(step.id); });
        QVERIFY(next != stage.sample.task.subtasks.cend());
        QVERIFY2(text.contains(u"before "_s + next->name), qPrintable(text));
    }

    void itemIsWhereItIsPainted_data() { views(); }
    void itemIsWhereItIsPainted()
    {
        QFETCH(const View, kind);
        Stage stage(kind);
        stage.lens.select(stage.step(install, 1), true);
        QCoreApplication::processEvents();
        QAccessibleInterface *item = stage.list()->child(stage.steps()->currentItem());
        QVERIFY(item->state().selected);
        QVERIFY(!item->state().offscreen);
        const QPoint middle = item->rect().center();
        QCOMPARE(stage.list()->childAt(middle.x(), middle.y()), item);
    }

    void whatWasSelectedElsewhereIsInSight_data() { views(); }
    void whatWasSelectedElsewhereIsInSight()
    {
        QFETCH(const View, kind);
        Stage stage(kind);
        stage.view->resize(700, 160); // not all of it at once
        QCoreApplication::processEvents();
        const auto inSight = [&](int subtask) {
            stage.lens.select(subtask, false);
            const QRect rect = stage.steps()->itemRect(stage.steps()->currentItem()).toAlignedRect();
            return stage.steps()->canvas()->rect().intersects(rect);
        };
        const int first = stage.lens.graph().order().constFirst();
        const int last = stage.lens.graph().order().constLast();
        stage.lens.select(first, true);
        if (auto *graph = qobject_cast<GraphView *>(stage.view.get())) {
            graph->setFollowing(false);
            graph->actualSize();
        }
        QVERIFY(inSight(first));
        stage.view->hide();
        stage.lens.select(last, false); // by another view
        stage.view->show();
        QCoreApplication::processEvents();
        QVERIFY(inSight(last));
    }

    void pressOpensTheStep_data() { views(); }
    void pressOpensTheStep()
    {
        QFETCH(const View, kind);
        Stage stage(kind);
        QSignalSpy opened(stage.view.get(), SIGNAL(activated(int)));
        stage.list()->child(1)->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
        QCOMPARE(stage.steps()->currentItem(), 1);
        QCOMPARE(opened.count(), 0);
        stage.list()->child(2)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(stage.steps()->currentItem(), 2);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.constFirst().constFirst().toInt(), stage.lens.selected());
    }

    void focusAndFailuresAreSaidAndNothingElse_data() { views(); }
    void focusAndFailuresAreSaidAndNothingElse()
    {
        QFETCH(const View, kind);
        Stage stage(kind);
        const auto about = [](QAccessible::Event what) {
            QStringList names;
            for (const auto &[event, name] : std::as_const(said)) {
                if (event == what)
                    names.append(name);
            }
            return names;
        };
        said.clear();
        stage.lens.select(stage.step(install, 0), true);
        QCOMPARE(about(QAccessible::Focus).size(), 1);
        QVERIFY(about(QAccessible::Focus).constFirst().startsWith(install));

        said.clear();
        for (const int part : { 0, 1, 2 })
            stage.sample.task.subtasks[stage.step(install, part)].status = subtaskStatusFromText(part == 1 ? u"FAILED"_s : u"SUCCESSFUL"_s);
        stage.show();
        QCOMPARE(about(QAccessible::NameChanged).size(), 1);
        QVERIFY2(about(QAccessible::NameChanged).constFirst().contains(u"Failed"_s), qPrintable(about(QAccessible::NameChanged).constFirst()));

        said.clear();
        stage.view->hide();
        stage.lens.select(stage.step(install, 2), true);
        QVERIFY(about(QAccessible::Focus).isEmpty());
    }

    void nothingShownIsReadable_data() { views(); }
    void nothingShownIsReadable()
    {
        QFETCH(const View, kind);
        Stage stage(kind);
        StepFilter filter;
        filter.text = u"no step has such a name"_s;
        stage.lens.setFilter(filter);
        QTRY_COMPARE(stage.steps()->itemCount(), 0);
        for (int i = 0; i < stage.list()->childCount(); ++i)
            QVERIFY(stage.list()->child(i)->role() != QAccessible::ListItem);
        QTest::keyClicks(stage.view.get(), u"install"_s); // there is nothing to go to
        QCOMPARE(stage.lens.selected(), -1);
        stage.lens.setFilter({});
        QTRY_COMPARE(stage.list()->childCount(), stage.lens.count());
    }

private:
    void views()
    {
        QTest::addColumn<View>("kind");
        QTest::newRow("graph") << View::Graph;
        QTest::newRow("matrix") << View::Matrix;
        QTest::newRow("timeline") << View::Timeline;
    }
};

QTEST_MAIN(TestAccessibleSteps)
#include "tst_ui_accessiblesteps.moc"
