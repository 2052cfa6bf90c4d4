// SPDX-License-Identifier: GPL-3.0-or-later
// What the task graph costs at ten thousand and a hundred thousand steps: opening, repainting, panning, polls. Each line says the figure
// that is asked for and whether it is met; the exit status is the number of lines that are not. Software rendering, 1600 x 1000; build it
// as Release. "--quick" leaves the hundred thousand out.
#include "graph/graphview.h"
#include "graph/itemview.h"
#include "graph/plans.h"
#include "process/freedmemory.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace obdesk;
using namespace obdesk::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize viewSize(1600, 1000);
const QDateTime now(QDate(2026, 3, 2), QTime(6, 0), Qt::UTC);
int missed = 0;

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

struct Times
{
    QList<double> values;
    void add(double value) { values.append(value); }
    double at(double part)
    {
        std::sort(values.begin(), values.end());
        return values.at(std::min(values.size() - 1, qsizetype(part * double(values.size()))));
    }
    double median() { return at(0.5); }
    double p99() { return at(0.99); }
};

void say(const char *what, double value, const char *unit, double most)
{
    const bool met = value <= most;
    missed += met ? 0 : 1;
    std::printf("%-62s %10.3f %-3s (at most %g)  %s\n", what, value, unit, most, met ? "met" : "MISSED");
    std::fflush(stdout);
}

void sayRatio(const char *what, double ratio, double least)
{
    const bool met = ratio >= least;
    missed += met ? 0 : 1;
    std::printf("%-62s %10.1f x   (at least %g)  %s\n", what, ratio, least, met ? "met" : "MISSED");
    std::fflush(stdout);
}

void until(const std::function<bool()> &done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// The longest time the event loop spent without coming round.
class Gap final : public QObject
{
public:
    Gap()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
        m_timer.start(0);
        m_since.start();
    }
    void look()
    {
        m_longest = std::max(m_longest, milliseconds(m_since));
        m_since.start();
    }
    double longest() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

TaskDiff everything()
{
    TaskDiff diff;
    diff.headChanged = diff.shapeChanged = true;
    return diff;
}

struct Stage
{
    explicit Stage(const Task &first) : task(first), view(lens, theme)
    {
        view.setFollowing(false);
        view.resize(viewSize);
        view.show();
        QCoreApplication::processEvents();
        const auto alive = [this] { return view.isLaidOut() && view.paintCount() > painted; };
        Gap gap;
        QElapsedTimer timer;
        painted = view.paintCount();
        timer.start();
        lens.setTask(task, everything(), {}, now);
        until(alive);
        opened = milliseconds(timer);
        gap.look();
        blocked = gap.longest();
        view.setFollowing(false);
    }

    /// A poll after which these steps differ.
    void poll(const QList<int> &changed)
    {
        TaskDiff diff;
        diff.changedSubtasks = changed;
        lens.setTask(task, diff, {}, now);
    }

    /// Every word made, every event handled.
    void settle()
    {
        for (int i = 0; i < 400; ++i)
            QCoreApplication::processEvents();
    }

    Theme theme;
    Task task;
    StepLens lens;
    GraphView view;
    int painted = 0;
    double opened = 0;
    double blocked = 0;
};

Times repaints(QWidget &widget, int rounds)
{
    Times times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        widget.repaint();
        times.add(milliseconds(timer));
    }
    return times;
}

Times pans(Stage &stage, int rounds)
{
    Times times;
    QPoint at(800, 500);
    const auto send = [&](QEvent::Type type, QPoint where) {
        QMouseEvent event(type, where, stage.view.mapToGlobal(where), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&stage.view, &event);
    };
    send(QEvent::MouseButtonPress, at);
    for (int i = 0; i < rounds; ++i) {
        at += QPoint(i / 40 % 2 ? 9 : -9, i / 80 % 2 ? 4 : -4);
        QElapsedTimer timer;
        timer.start();
        send(QEvent::MouseMove, at);
        QCoreApplication::sendPostedEvents(); // what the move asks to be painted
        QCoreApplication::processEvents();
        times.add(milliseconds(timer));
    }
    send(QEvent::MouseButtonRelease, at);
    return times;
}

void goToMiddle(Stage &stage)
{
    stage.lens.select(int(stage.task.subtasks.size()) / 2 + 20, true);
    stage.view.actualSize();
    stage.settle();
}

void tenThousand()
{
    Stage stage(rollingTask(10'000, 100));
    int edges = 0;
    for (const Subtask &step : std::as_const(stage.task.subtasks))
        edges += int(step.upstreams.size());
    std::printf("10,000 steps, %d edges\n", edges);
    say("open: decoded reply to first picture", stage.opened, "ms", 300);
    say("open: longest the window was held", stage.blocked, "ms", 16);

    stage.view.fit();
    stage.settle();
    Times all = repaints(stage.view, 200);
    say("full repaint, everything in view: median", all.median(), "ms", 6);
    say("full repaint, everything in view: p99", all.p99(), "ms", 16);
    goToMiddle(stage);
    Times near = repaints(stage.view, 200);
    say("full repaint at 100 %: median", near.median(), "ms", 6);
    Times steps = pans(stage, 400);
    say("a pan step at 100 %: median", steps.median(), "ms", 2);
    say("a pan step at 100 %: p99", steps.p99(), "ms", 16);

    goToMiddle(stage);
    Times one;
    const int seen = stage.lens.selected();
    for (int i = 0; i < 200; ++i) {
        stage.task.subtasks[seen].status = subtaskStatusFromText(i % 2 ? u"RUNNING"_s : u"READY"_s);
        const QList<QRectF> rects = stage.view.picture().touched(stage.view.scene().nodeOf(seen));
        QElapsedTimer timer;
        timer.start();
        // What the event loop would do for the places that the change touches.
        QRegion region;
        for (const QRectF &rect : rects) {
            const QRectF node = stage.view.rectOf(seen);
            const double scale = stage.view.scale();
            const QPointF corner = node.topLeft() + (rect.topLeft() - stage.view.picture().nodeRect(stage.view.scene().nodeOf(seen)).topLeft()) * scale;
            region |= QRectF(corner, rect.size() * scale).toAlignedRect().intersected(stage.view.rect());
        }
        stage.view.repaint(region);
        one.add(milliseconds(timer));
    }
    say("repaint of one changed step at 100 %: median", one.median(), "ms", 0.2);

    stage.view.fit();
    stage.settle();
    Times polls;
    for (int round = 0; round < 60; ++round) {
        QList<int> changed;
        for (int k = 0; k < 100; ++k) {
            const int i = (round * 100 + k * 37) % 10'000;
            stage.task.subtasks[i].status = subtaskStatusFromText(stage.task.subtasks.at(i).status == SubtaskStatus::Running ? u"FAILED"_s : u"RUNNING"_s);
            changed.append(i);
        }
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
        const QRectF place = stage.view.rectOf(5000);
        const double scale = stage.view.scale();
        QElapsedTimer timer;
        timer.start();
        stage.poll(changed);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        polls.add(milliseconds(timer));
        if (stage.view.rectOf(5000) != place || stage.view.scale() != scale) {
            std::printf("the picture moved: MISSED\n");
            ++missed;
        }
    }
    say("poll with 100 changed steps to repainted: median", polls.median(), "ms", 20);
    stage.settle();
    const int before = stage.view.paintCount();
    for (int i = 0; i < 50; ++i) {
        stage.poll({});
        QCoreApplication::processEvents();
    }
    say("50 polls without a change: repaints", stage.view.paintCount() - before, "", 0);
}

void againstItems()
{
    const Task task = rollingTask(10'000, 100);
    Stage stage(task);
    stage.view.fit();
    stage.settle();
    QList<NodeLook> looks;
    for (int node = 0; node < stage.view.picture().nodeCount(); ++node)
        looks.append(stage.view.picture().node(node));
    QElapsedTimer timer;
    timer.start();
    const auto items = makeItemView(stage.view.picture().layout(), looks, lightTokens());
    items->resize(viewSize);
    items->show();
    items->scene()->items(items->scene()->sceneRect().center()); // its index is built when it is first asked
    const double itemBuild = milliseconds(timer);
    items->fitInView(items->scene()->sceneRect(), Qt::KeepAspectRatio);
    QCoreApplication::processEvents();
    Times build;
    for (int i = 0; i < 9; ++i) {
        GraphPicture picture;
        QElapsedTimer own;
        own.start();
        QList<LayoutEdge> edges;
        for (const TaskGraph::Edge &edge : stage.view.scene().plan().edges)
            edges.append({ edge.from, edge.to });
        picture.setGraph(stage.view.picture().layout(), std::move(edges));
        build.add(milliseconds(own));
    }
    Times ours, theirs;
    for (int i = 0; i < 25; ++i) {
        timer.start();
        stage.view.repaint();
        ours.add(milliseconds(timer));
        timer.start();
        items->viewport()->repaint();
        theirs.add(milliseconds(timer));
    }
    std::printf("canvas %.2f ms, QGraphicsView %.2f ms a repaint; built in %.2f and %.1f ms\n", ours.median(), theirs.median(), build.median(), itemBuild);
    sayRatio("everything in view: faster than QGraphicsView", theirs.median() / ours.median(), 4);
    sayRatio("built: faster than QGraphicsView", itemBuild / build.median(), 10);
}

void hundredThousand()
{
    Stage stage(rollingTask(100'000, 100));
    std::printf("100,000 steps: open %.0f ms\n", stage.opened);
    stage.view.fit();
    stage.settle();
    say("100,000 steps, everything in view: p99", repaints(stage.view, 100).p99(), "ms", 40);
    goToMiddle(stage);
    say("100,000 steps, a pan step at 100 %: p99", pans(stage, 400).p99(), "ms", 16);
}

} // namespace

int main(int argc, char **argv)
{
    keepFreedMemory(); // as the program does
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    tenThousand();
    againstItems();
    if (!application.arguments().contains(u"--quick"_s))
        hundredThousand();
    std::printf("%d figures missed\n", missed);
    return missed;
}
