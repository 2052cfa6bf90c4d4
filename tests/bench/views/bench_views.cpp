// SPDX-License-Identifier: GPL-3.0-or-later
// What matrix, timeline and table cost the window's thread with 10,000 steps: opening, repainting, a poll, and what all four views hold in
// memory. One figure per line; exit status 1 when one is above its limit. Times are processor time of this thread, so that a busy machine doesn't count. Software rendering
// on the offscreen platform unless told otherwise. Build it as Release.
#include "graph/graphview.h"
#include "process/freedmemory.h"
#include "support/sampletask.h"
#include "task/matrixview.h"
#include "task/steptable.h"
#include "task/timelineview.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <malloc.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int hosts = 98;
constexpr int rounds = 101;             // 101 * 99 + 1 steps, twice as many edges
constexpr QSize window(1600, 1000);

int above = 0;

void figure(const char *name, double value, const char *unit, double limit)
{
    const bool missed = limit > 0 && value > limit;
    above += missed ? 1 : 0;
    if (limit > 0)
        std::printf("%-58s %9.2f %s   limit %g%s\n", name, value, unit, limit, missed ? "   MISSED" : "");
    else
        std::printf("%-58s %9.2f %s\n", name, value, unit);
    std::fflush(stdout);
}

/// Resident memory of this process in MiB (Linux), after what is free went back to the system.
double residentMiB()
{
    malloc_trim(0);
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024);
}

double milliseconds(const std::function<void()> &work)
{
    const auto now = [] {
        timespec time {};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    };
    const double start = now();
    work();
    return now() - start;
}

double median(const std::function<void()> &work, int times = 41)
{
    QList<double> values;
    for (int i = 0; i < times; ++i)
        values.append(milliseconds(work));
    std::sort(values.begin(), values.end());
    return values.at(times / 2);
}

struct Bench
{
    Bench() : sample(rolling(hosts, rounds))
    {
        const int at = 50 * 46;
        sample.runUntil(at, { 10 + 40 * (hosts + 1) });
        now = sample.task.startTime->addSecs(at);
        known = TaskHosts(sample.task, sample.known);
        show();
        while (lens.count() != sample.task.subtasks.size()) // large plans are looked through on a worker thread
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void show() { lens.setTask(sample.task, differenceBetween(lens.task(), sample.task), known, now); }

    Theme theme;
    SampleTask sample;
    QDateTime now;
    TaskHosts known;
    StepLens lens;
};

/// `port` is the widget that paints.
template<typename View>
void measure(Bench &bench, const char *name, const std::function<QWidget *(View &)> &portOf)
{
    const auto title = [&](const char *what) { return QByteArray(name) + ": " + what; };
    const double before = residentMiB();
    std::unique_ptr<View> view;
    const double made = milliseconds([&] {
        view = std::make_unique<View>(bench.lens, bench.theme);
        view->resize(window);
        view->show();
    });
    const double first = milliseconds([] { QCoreApplication::processEvents(); });
    figure(title("made and shown, without the first picture").constData(), made, "ms", 50);
    figure(title("first picture").constData(), first, "ms", 50);
    figure(title("memory above the lens").constData(), residentMiB() - before, "MiB", 15);

    QWidget *port = portOf(*view);
    figure(title("full repaint, median").constData(), median([&] { port->repaint(); }), "ms", 6);
    auto *area = qobject_cast<QAbstractScrollArea *>(port->parentWidget());
    QScrollBar *bar = area->verticalScrollBar()->maximum() > 0 ? area->verticalScrollBar() : area->horizontalScrollBar();
    figure(title("scroll by a line and repaint, median").constData(), median([&] {
               bar->setValue(bar->value() + bar->singleStep());
               QCoreApplication::processEvents();
           }),
           "ms", 6);
    bar->setValue(0);
    QCoreApplication::processEvents();

    int next = 0;
    const auto poll = [&](int changed) {
        for (int i = 0; i < changed; ++i) {
            Subtask &step = bench.sample.task.subtasks[(next += 97) % int(bench.sample.task.subtasks.size())];
            step.executor = step.executor == u"10.20.1.1"_s ? u"10.20.1.2"_s : u"10.20.1.1"_s;
            step.runTime = step.runTime.value_or(1) + 1;
        }
        bench.show();
        QCoreApplication::processEvents();
    };
    figure(title("poll with 100 changed steps, to repainted, median").constData(), median([&] { poll(100); }, 21), "ms", 20);
    figure(title("poll without a change, median").constData(), median([&] { poll(0); }, 21), "ms", 5);
    figure(title("a second goes by, median").constData(), median([&] {
               bench.now = bench.now.addSecs(1);
               bench.lens.tick(bench.now);
               QCoreApplication::processEvents();
           }, 21),
           "ms", 16);
    StepFilter failed;
    failed.states = { StepState::Failed, StepState::Running };
    figure(title("filter on and off, median").constData(), median([&] {
               bench.lens.setFilter(failed);
               QCoreApplication::processEvents();
               bench.lens.setFilter({});
               QCoreApplication::processEvents();
           }, 11),
           "ms", 0);
}

/// The task with all that follows from it, and four views that have been painted, above a window with a word in it.
void measureMemory()
{
    Theme theme;
    QLabel empty(u"obdesk"_s);
    empty.resize(window);
    empty.show();
    QCoreApplication::processEvents();
    const double before = residentMiB();
    Bench bench;
    GraphView graph(bench.lens, bench.theme);
    MatrixView matrix(bench.lens, bench.theme);
    TimelineView timeline(bench.lens, bench.theme);
    StepTable table(bench.lens, bench.theme);
    while (!graph.isLaidOut())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (QWidget *view : { static_cast<QWidget *>(&graph), static_cast<QWidget *>(&matrix), static_cast<QWidget *>(&timeline),
                           static_cast<QWidget *>(&table) }) {
        view->resize(window);
        view->show();
        QCoreApplication::processEvents();
        view->hide(); // as in the window, where one of them is seen at a time
    }
    graph.show();
    graph.actualSize();
    for (int i = 0; i < 1000; ++i)
        QCoreApplication::processEvents(); // all words of the graph have been made
    figure("task and four views: memory above an empty window", residentMiB() - before, "MiB", 57.2); // 60 MB
}

} // namespace

int main(int argc, char **argv)
{
    keepFreedMemory(); // as the program does
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    measureMemory();
    Bench bench;
    bench.theme.applyTo(application);
    std::printf("%d steps, %d edges\n", bench.lens.count(), int(bench.lens.graph().edges().size()));
    measure<MatrixView>(bench, "matrix", [](MatrixView &view) { return view.viewport(); });
    measure<TimelineView>(bench, "timeline", [](TimelineView &view) { return view.canvas()->viewport(); });
    measure<StepTable>(bench, "table", [](StepTable &view) { return view.viewport(); });
    return above > 0 ? 1 : 0;
}
