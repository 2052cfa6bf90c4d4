// SPDX-License-Identifier: GPL-3.0-or-later
// Critical path and slack of plans written as text: "a:5" has taken 5 s, "b:3r" runs since 3 s, "c" waits.
#include "task/criticalpath.h"
#include "task/plans.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);

void setTimes(Subtask &step, int seconds, bool running = false)
{
    setState(step, running ? u"RUNNING"_s : u"SUCCESSFUL"_s);
    step.startTime = now.addSecs(running ? -seconds : -1000);
    if (!running)
        step.finishTime = step.startTime->addSecs(seconds);
}

/// "a:5 b:3r" sets the steps named so.
Task withTimes(Task task, const QString &times)
{
    for (Subtask &each : task.subtasks)
        setState(each, u"PENDING"_s);
    for (const QString &word : times.split(u' ', Qt::SkipEmptyParts)) {
        QString seconds = word.section(u':', 1);
        const bool running = seconds.endsWith(u'r');
        if (running)
            seconds.chop(1);
        setTimes(step(task, word.section(u':', 0, 0)), seconds.toInt(), running);
    }
    return task;
}

QString pathOf(const Task &task, const CriticalPath &path)
{
    QStringList names;
    for (int i = 0; i < path.isOn.size(); ++i) {
        if (path.isOn.at(i))
            names.append(nameOf(task.subtasks.at(i).id));
    }
    names.sort();
    return names.join(u' ');
}

QString slackOf(const Task &task, const CriticalPath &path)
{
    QStringList texts;
    for (int i = 0; i < path.slack.size(); ++i)
        texts.append(nameOf(task.subtasks.at(i).id) + QString::number(path.slack.at(i) / 1s));
    texts.sort();
    return texts.join(u' ');
}

} // namespace

class TestCriticalPath : public QObject
{
    Q_OBJECT

private slots:
    void plans_data()
    {
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("times");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("slack");
        const auto row = [](const char *name, const char *plan, const char *times, const char *path, const char *slack) {
            QTest::newRow(name) << QString::fromLatin1(plan) << QString::fromLatin1(times) << QString::fromLatin1(path)
                                << QString::fromLatin1(slack);
        };
        row("chain", "a>b b>c", "a:1 b:2 c:3", "a b c", "a0 b0 c0");
        row("diamond", "a>b a>c b>d c>d", "a:1 b:5 c:2 d:1", "a b d", "a0 b0 c3 d0");
        row("of equal ones the first", "a>b a>c b>d c>d", "a:1 b:5 c:5 d:1", "a b d", "a0 b0 c0 d0");
        row("running counts what it has taken", "a>b a>c b>d c>d", "a:1 b:5 c:9r", "a c", "a0 b4 c0 d0");
        row("an end nobody waits for", "a>b a>c c>d", "a:1 b:2 c:4 d:4", "a c d", "a0 b6 c0 d0");
        row("islands", "a>b c", "a:1 b:1 c:5", "c", "a3 b3 c0");
        row("nothing has started", "a>b a>c", "", "", "a0 b0 c0");
        row("circle", "a>b b>c c>b c>d", "a:1 b:1 c:1 d:1", "a b c d", "a0 b0 c0 d0");
        row("slack goes up the graph", "a>b b>d c>d", "a:1 b:1 c:7 d:1", "c d", "a5 b5 c0 d0");
    }

    void plans()
    {
        QFETCH(QString, plan);
        QFETCH(QString, times);
        const Task task = withTimes(planFrom(plan), times);
        const CriticalPath path = criticalPathOf(task, TaskGraph(task), now);
        QTEST(pathOf(task, path), "path");
        QTEST(slackOf(task, path), "slack");
    }

    /// b, c and d have the same name. What waits is expected to take the median of those that succeeded, running ones at least that.
    void estimates_data()
    {
        QTest::addColumn<QString>("times");
        QTest::addColumn<qint64>("length");
        QTest::newRow("odd") << u"a:1 b:4 c:10 d:6"_s << qint64(1 + 10 + 6);  // e takes the median of 4, 10, 6
        QTest::newRow("even") << u"a:1 b:4 c:10"_s << qint64(1 + 10 + 7);
        QTest::newRow("running shorter") << u"a:1 b:4 c:4 d:1r"_s << qint64(1 + 4 + 4);
        QTest::newRow("running longer") << u"a:1 b:4 c:4 d:9r"_s << qint64(1 + 9 + 4);
        QTest::newRow("none has succeeded") << u"a:1 d:2r"_s << qint64(1 + 2);
    }

    void estimates()
    {
        QFETCH(QString, times);
        Task task = planFrom(u"a>b a>c a>d b>e c>e d>e"_s);
        for (const QString &name : { u"b"_s, u"c"_s, u"d"_s, u"e"_s })
            step(task, name).name = u"Install rpm"_s;
        task = withTimes(task, times);
        QTEST(qint64(criticalPathOf(task, TaskGraph(task), now).length / 1s), "length");
    }

    /// b waits, and nobody knows how long it will take: no reason to mark it rather than c. What comes behind is expected to take time.
    void unknownStepsAreLeftOut()
    {
        Task task = planFrom(u"a>b a>c b>d c>d"_s);
        step(task, u"a"_s).name = step(task, u"d"_s).name = u"Wait node"_s;
        task = withTimes(task, u"a:3"_s);
        const CriticalPath path = criticalPathOf(task, TaskGraph(task), now);
        QCOMPARE(pathOf(task, path), u"a d"_s);
        QCOMPARE(path.length / 1s, 6);
        task = withTimes(task, u"a:3 b:0"_s);
        QCOMPARE(pathOf(task, criticalPathOf(task, TaskGraph(task), now)), u"a b d"_s);
    }

    /// A step that failed at once says nothing about how long the others will take.
    void failedStepsAreNoEstimate()
    {
        Task task = planFrom(u"a>b b>c"_s);
        for (Subtask &each : task.subtasks)
            each.name = u"Install rpm"_s;
        task = withTimes(task, u"a:10 b:2"_s);
        setState(step(task, u"b"_s), u"FAILED"_s);
        QCOMPARE(criticalPathOf(task, TaskGraph(task), now).length / 1s, 10 + 2 + 10);
    }

    /// A step that waits for its second run still carries the times of the first.
    void timesOfAnEarlierRunDoNotCount()
    {
        Task task = withTimes(planFrom(u"a>b"_s), u"a:1 b:50"_s);
        setState(step(task, u"b"_s), u"PENDING"_s);
        QCOMPARE(criticalPathOf(task, TaskGraph(task), now).length / 1s, 1);
    }

    /// Against a search over all ways, on random plans without circles.
    void randomPlans()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 200; ++round) {
            const int count = 2 + int(random() % 9);
            QStringList words;
            QStringList times;
            for (int i = 0; i < count; ++i) {
                words.append(QString::number(100 + i));
                times.append(u"%1:%2"_s.arg(100 + i).arg(random() % 9));
            }
            for (int i = 0; i < 2 * count; ++i) {
                const quint32 from = random() % quint32(count - 1);
                words.append(u"%1>%2"_s.arg(100 + from).arg(100 + from + 1 + random() % (quint32(count) - from - 1)));
            }
            const Task task = withTimes(planFrom(words.join(u' ')), times.join(u' '));
            const TaskGraph graph(task);
            const auto taken = [&](int node) { return task.subtasks.at(node).startTime->secsTo(*task.subtasks.at(node).finishTime); };
            std::function<qint64(int)> below = [&](int node) {
                qint64 longest = 0;
                for (const int down : graph.downstreams(node))
                    longest = std::max(longest, below(down));
                return longest + taken(node);
            };
            std::function<qint64(int)> above = [&](int node) {
                qint64 longest = 0;
                for (const int up : graph.upstreams(node))
                    longest = std::max(longest, above(up));
                return longest + taken(node);
            };
            qint64 length = 0;
            for (int node = 0; node < count; ++node)
                length = std::max(length, below(node));
            const CriticalPath path = criticalPathOf(task, graph, now);
            QCOMPARE(path.length / 1s, length);
            qint64 onPath = 0;
            for (int node = 0; node < count; ++node) {
                QCOMPARE(path.slack.at(node) / 1s, length - (above(node) + below(node) - taken(node)));
                if (path.isOn.at(node)) {
                    QCOMPARE(path.slack.at(node), 0ms);
                    onPath += taken(node);
                }
            }
            QCOMPARE(onPath, length);
        }
    }
};

QTEST_GUILESS_MAIN(TestCriticalPath)
#include "tst_criticalpath.moc"
