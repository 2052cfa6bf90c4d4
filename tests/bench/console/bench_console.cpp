// SPDX-License-Identifier: GPL-3.0-or-later
// What the console costs: start, memory, a poll, the picture of a 2,000-step task. Prints one figure per line; uses the
// embedded simulator over real HTTP, and the offscreen platform unless told otherwise. Build it as Release.
#include "console.h"
#include "graph/graphview.h"
#include "process/freedmemory.h"
#include "layout/layout.h"
#include "mainwindow.h"
#include "pages/taskpage.h"
#include "simulator/embeddedsimulator.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

/// Resident memory of this process in MiB (Linux).
double residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024);
}

void until(const std::function<bool()> &done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Requests one follower sends in a virtual minute while its task runs.
int requestsInAMinute()
{
    ManualScheduler scheduler(QDateTime(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC));
    Task running;
    running.id = TaskId(1);
    running.status = taskStatusFromText(u"RUNNING"_s);
    const TaskSource source = [&](TaskId, QObject *, Callback<Task> done) -> ApiCall * {
        done(Result<Fetched<Task>>(Fetched<Task> { running, {} }));
        return nullptr;
    };
    TaskFollower follower(TaskId(1), source, scheduler, {}, [] { return 0.5; });
    follower.start();
    scheduler.advance(std::chrono::minutes(1));
    return follower.requestCount();
}

double layoutOf(const Task &task)
{
    const TaskGraph graph(task);
    LayoutInput input;
    input.sizes.fill(GraphPicture::nodeSize(), graph.count());
    for (const TaskGraph::Edge &edge : graph.edges())
        input.edges.append({ edge.from, edge.to });
    QList<double> times;
    for (int i = 0; i < 21; ++i) {
        QElapsedTimer timer;
        timer.start();
        const GraphLayout layout = layoutDag(input);
        times.append(milliseconds(timer));
        if (layout.nodes.size() != graph.count())
            return -1;
    }
    return median(times);
}

/// A decoded reply that changed `changed` of the steps: difference, looks and repaint, as the event loop does them.
double replyToPicture(const Task &first, int changed)
{
    Theme theme;
    StepLens lens;
    GraphView view(lens, theme);
    view.resize(1600, 1000);
    view.show();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    TaskDiff everything;
    everything.shapeChanged = true;
    lens.setTask(first, everything, {}, now);
    until([&] { return view.isLaidOut(); });
    view.fit();
    QCoreApplication::processEvents();
    QList<double> times;
    Task before = first;
    for (int round = 0; round < 41; ++round) {
        Task after = before;
        for (int k = 0; k < changed; ++k) {
            Subtask &step = after.subtasks[(round * changed + k) % after.subtasks.size()];
            // Never what it was, so that there is something to paint.
            step.status = subtaskStatusFromText(step.status == SubtaskStatus::Running ? u"FAILED"_s : u"RUNNING"_s);
        }
        QElapsedTimer timer;
        timer.start();
        const Task next = carryOver(before, after);
        const TaskDiff diff = differenceBetween(before, next);
        const int painted = view.paintCount();
        lens.setTask(next, diff, {}, now);
        QCoreApplication::processEvents();
        if (view.paintCount() == painted)
            return -1;
        times.append(milliseconds(timer));
        before = next;
    }
    return median(times);
}

std::optional<TaskId> taskWithSteps(Session &session, int least, int most)
{
    bool answered = false;
    std::optional<TaskId> found;
    TaskQuery query;
    query.size = 200;
    session.client().fetchTasks(query, &session, [&](const Result<Fetched<Page<Task>>> &result) {
        answered = true;
        if (!result)
            return;
        for (const Task &task : result->value.items) {
            if (task.subtasks.size() >= least && task.subtasks.size() <= most)
                found = task.id;
        }
    });
    until([&] { return answered; });
    return found;
}

} // namespace

int main(int argc, char **argv)
{
    keepFreedMemory(); // as the program does
    QElapsedTimer sinceStart;
    sinceStart.start();
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QTemporaryDir folder;
    SystemScheduler scheduler;
    Theme theme;
    ConnectionStore connections(folder.filePath(u"obdesk.ini"_s));
    SecretStore secrets;
    EmbeddedSimulator simulator;
    QString error;
    EmbeddedOptions options;
    options.scenario = u"big"_s;
    if (!simulator.start(options, &error)) {
        std::fprintf(stderr, "%s\n", qPrintable(error));
        return 1;
    }
    Console console(scheduler, theme, connections, secrets, nullptr);
    theme.applyTo(application);
    MainWindow window(console);
    window.show();
    Connection connection;
    connection.id = u"simulator"_s;
    connection.name = u"Simulator"_s;
    connection.url = simulator.url();
    connection.user = EmbeddedSimulator::credentials().user;
    connection.environment = Environment::Simulator;
    Session *session = console.open(connection, Credentials(EmbeddedSimulator::credentials().password));
    until([&] { return session->clusters().everLoaded(); });
    std::printf("window usable, clusters listed, after start      %8.1f ms\n", milliseconds(sinceStart));
    std::printf("memory, window with cluster list                 %8.1f MiB\n", residentMiB());

    const auto open = [&](int least, int most, const char *what) -> std::optional<Task> {
        const std::optional<TaskId> id = taskWithSteps(*session, least, most);
        if (!id) {
            std::fprintf(stderr, "no task with %d to %d steps\n", least, most);
            return std::nullopt;
        }
        QElapsedTimer timer;
        timer.start();
        const double before = residentMiB();
        TaskPage *page = window.openTask(connection.id, *id);
        until([&] { return page->graph()->isLaidOut(); });
        page->graph()->repaint();
        std::printf("task of %s steps: click to first picture      %8.1f ms\n", what, milliseconds(timer));
        std::printf("task of %s steps: memory                      %8.1f MiB (+%.1f)\n", what, residentMiB(), residentMiB() - before);
        return session->follower(*id)->task();
    };
    open(21, 21, "   21");
    const std::optional<Task> big = open(2000, 2100, "2,000");
    if (!big)
        return 1;
    std::printf("layout of the 2,000-step task                    %8.2f ms\n", layoutOf(*big));
    std::printf("reply with   1 changed step to repainted picture %8.2f ms\n", replyToPicture(*big, 1));
    std::printf("reply with 100 changed steps to repainted picture%8.2f ms\n", replyToPicture(*big, 100));
    std::printf("requests while watching one task for a minute    %8d\n", requestsInAMinute());
    return 0;
}
