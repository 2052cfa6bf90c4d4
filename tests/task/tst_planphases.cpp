// SPDX-License-Identifier: GPL-3.0-or-later
// Phases and columns of plans written as text, see plans.h. A step's name is its letter without what follows: "i1" is host 1's install.
#include "task/planphases.h"
#include "task/plans.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// Words "i1>s1": step i of host 1 before step s of host 1. The number becomes the parallel index; ids count up as steps come.
Task hostPlan(const QString &text)
{
    QHash<QString, qint64> ids;
    QString numbers;
    QStringList names;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        QStringList ends;
        for (const QString &name : word.split(u'>')) {
            if (!ids.contains(name)) {
                ids.insert(name, 100 + ids.size());
                names.append(name);
            }
            ends.append(QString::number(ids.value(name)));
        }
        numbers += ends.join(u'>') + u' ';
    }
    Task task = planFrom(numbers);
    for (Subtask &step : task.subtasks) {
        const QString name = names.at(step.id.value - 100);
        const auto digit = std::find_if(name.cbegin(), name.cend(), [](QChar c) { return c.isDigit(); });
        step.name = name.left(digit - name.cbegin());
        if (digit != name.cend())
            step.parallelIdx = name.mid(digit - name.cbegin()).toInt();
    }
    return task;
}

QString label(const Subtask &step)
{
    return step.name + (step.parallelIdx ? QString::number(*step.parallelIdx) : QString());
}

/// "p | i: i1 i2, w": phases divided by bars; columns by commas, with the steps where there are several.
QString shown(const Task &task)
{
    const PlanPhases phases = phasesOf(task, TaskGraph(task));
    QStringList result;
    for (int phase = 0; phase < phases.phases.size(); ++phase) {
        QStringList columns;
        for (const PlanColumn &column : phases.columns) {
            if (column.phase != phase)
                continue;
            QStringList steps;
            for (const int subtask : column.subtasks)
                steps.append(label(task.subtasks.at(subtask)));
            columns.append(steps.size() == 1 ? steps.first() : column.name + u": "_s + steps.join(u' '));
        }
        result.append(columns.join(u", "_s));
    }
    return result.join(u" | "_s);
}

/// Each step once in a phase and a column, and these agree; an edge leads to a later column unless it closes a circle.
void check(const Task &task)
{
    const TaskGraph graph(task);
    const PlanPhases phases = phasesOf(task, graph);
    QList<int> place(graph.count());
    for (int i = 0; i < graph.count(); ++i)
        place[graph.order().at(i)] = i;
    QList<int> seen(graph.count(), 0);
    int phaseBefore = 0;
    for (int column = 0; column < phases.columns.size(); ++column) {
        const PlanColumn &c = phases.columns.at(column);
        QVERIFY(!c.subtasks.isEmpty());
        QVERIFY(c.phase == phaseBefore || c.phase == phaseBefore + 1);
        phaseBefore = c.phase;
        QVERIFY(std::is_sorted(c.subtasks.cbegin(), c.subtasks.cend(), [&](int a, int b) { return place.at(a) < place.at(b); }));
        for (const int subtask : c.subtasks) {
            ++seen[subtask];
            QCOMPARE(phases.columnOf.at(subtask), column);
            QCOMPARE(phases.phaseOf.at(subtask), c.phase);
            QCOMPARE(task.subtasks.at(subtask).name, c.name);
        }
    }
    QCOMPARE(seen, QList<int>(graph.count(), 1));
    qsizetype inPhases = 0;
    for (int phase = 0; phase < phases.phases.size(); ++phase) {
        for (const int subtask : phases.phases.at(phase).subtasks)
            QCOMPARE(phases.phaseOf.at(subtask), phase);
        inPhases += phases.phases.at(phase).subtasks.size();
    }
    QCOMPARE(inPhases, graph.count());
    for (const TaskGraph::Edge &edge : graph.edges()) {
        if (place.at(edge.from) < place.at(edge.to))
            QVERIFY(phases.columnOf.at(edge.from) < phases.columnOf.at(edge.to));
    }
}

} // namespace

class TestPlanPhases : public QObject
{
    Q_OBJECT

private slots:
    void shapes_data()
    {
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("phases");
        const auto row = [](const char *name, const char *plan, const char *phases) {
            QTest::newRow(name) << QString::fromLatin1(plan) << QString::fromLatin1(phases);
        };
        row("one", "p", "p");
        row("chain is one phase", "p>r r>u", "p, r, u");
        row("work and the barrier that closes it", "p>r r>i0 r>i1 i0>w i1>w w>m0 w>m1 m0>x m1>x", "p, r | i: i0 i1, w | m: m0 m1, x");
        row("single steps after a barrier", "p>i0 p>i1 i0>w i1>w w>a a>b", "p | i: i0 i1, w | a, b");
        row("one host looks like many", "p>i0 i0>w w>m0 m0>x x>u", "p | i0, w | m0, x | u");
        row("lanes without a barrier between", "p>i0 p>i1 i0>m0 i1>m1 m0>w m1>w", "p | i: i0 i1, m: m0 m1, w");
        row("an edge past a step makes it no barrier", "p>i0 p>i1 i0>w i1>w w>m0 w>m1 m0>x m1>x i0>x", "p | i: i0 i1, w, m: m0 m1, x");
        row("no root", "i0>w i1>w w>m0 w>m1", "i: i0 i1, w | m: m0 m1");
        row("one host has more to do", "p>b0 b0>i0 p>i1 i0>w i1>w", "p | b0, i: i1 i0, w");
        row("the same work twice", "p>a0 p>a1 a0>r0 a1>r1 r0>a2 r1>a3 a2>w a3>w", "p | a: a0 a1, r: r0 r1, a: a2 a3, w");
        row("orders that contradict each other", "p>a0 a0>b0 p>b1 b1>a1 b0>w a1>w", "p | a0, b1, b0, a1, w");
        row("batches", "p>s0 p>s1 s0>w s1>w w>s2 w>s3 s2>x s3>x", "p | s: s0 s1, w | s: s2 s3, x");
        row("steps without any edge", "i0 i1 i2", "i: i0 i1 i2");
        row("a stray step takes no barrier but its own", "p>i0 p>i1 i0>w i1>w w>u z", "p, z, i: i0 i1, w | u");
        row("circle", "p>a a>b b>a b>c", "p, a, b, c");
    }

    void shapes()
    {
        QFETCH(QString, plan);
        const Task task = hostPlan(plan);
        QTEST(shown(task), "phases");
        check(task);
    }

    /// A parallel index that comes a second time with the same name belongs to the next group of that name.
    void sameIndexAgain()
    {
        Task task = hostPlan(u"p>a0 p>a1 a0>r0 a1>r1 r0>a2 r1>a3 a2>w a3>w"_s);
        for (Subtask &step : task.subtasks) {
            if (step.name == u"a"_s)
                step.parallelIdx = *step.parallelIdx % 2;
        }
        QCOMPARE(shown(task), u"p | a: a0 a1, r: r0 r1, a: a0 a1, w"_s);
    }

    void names()
    {
        const Task task = hostPlan(u"p>i0 p>i1 i0>w i1>w w>a a>b"_s);
        const PlanPhases phases = phasesOf(task, TaskGraph(task));
        QStringList names;
        for (const PlanPhase &phase : phases.phases)
            names.append(phase.name);
        QCOMPARE(names.join(u' '), u"p i a"_s);
        QVERIFY(!phases.columns.at(0).isParallel);
        QVERIFY(phases.columns.at(1).isParallel);
    }

    void nothing()
    {
        QCOMPARE(phasesOf(Task(), TaskGraph()), PlanPhases());
    }

    void independentOfTheList()
    {
        const QString plan = u"p>i0 p>i1 p>i2 i0>m0 i1>m1 i2>w m0>w m1>w w>u u>v"_s;
        const Task wanted = hostPlan(plan);
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 20; ++round) {
            Task task = wanted;
            std::shuffle(task.subtasks.begin(), task.subtasks.end(), random);
            QCOMPARE(shown(task), shown(wanted));
        }
    }

    /// Random plans with circles, few names and few parallel indexes, so that names repeat everywhere.
    void randomPlans()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 300; ++round) {
            const int count = 1 + int(random() % 25);
            QStringList words;
            for (int i = 0; i < count; ++i)
                words.append(QString::number(100 + i));
            for (int i = 0; i < count; ++i)
                words.append(u"%1>%2"_s.arg(100 + random() % quint32(count)).arg(100 + random() % quint32(count)));
            Task task = planFrom(words.join(u' '));
            for (Subtask &step : task.subtasks) {
                step.name = QString(QChar(u'a' + int(random() % 4)));
                if (random() % 2)
                    step.parallelIdx = int(random() % 3);
            }
            check(task);
            if (QTest::currentTestFailed())
                return;
        }
    }

    /// Linear: CTest's limit would catch a square.
    void large()
    {
        constexpr int rounds = 200;
        constexpr int width = 101; // 100 hosts and the barrier before them
        QString plan;
        for (int round = 0; round < rounds; ++round) {
            const int barrier = 100 + round * width;
            for (int host = 1; host < width; ++host)
                plan += u"%1>%2 %2>%3 "_s.arg(barrier).arg(barrier + host).arg(barrier + width);
        }
        Task task = planFrom(plan);
        for (Subtask &step : task.subtasks) {
            const int host = int(step.id.value - 100) % width - 1;
            step.name = host < 0 ? u"Wait node"_s : u"Work"_s;
            if (host >= 0)
                step.parallelIdx = host;
        }
        const PlanPhases phases = phasesOf(task, TaskGraph(task));
        QCOMPARE(phases.phaseOf.size(), rounds * width + 1);
        QCOMPARE(phases.phases.size(), rounds + 1);     // the first barrier, then work with the barrier that closes it
        QCOMPARE(phases.columns.size(), 2 * rounds + 1);
    }
};

QTEST_GUILESS_MAIN(TestPlanPhases)
#include "tst_planphases.moc"
