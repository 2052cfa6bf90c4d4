// SPDX-License-Identifier: GPL-3.0-or-later
// The cleaned DAG: order, edges, oddities. Written as text, see plans.h.
#include "task/plans.h"
#include "task/taskgraph.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

QString orderOf(const TaskGraph &graph)
{
    QStringList names;
    for (const int node : graph.order())
        names.append(nameOf(graph.idAt(node)));
    return names.join(u' ');
}

QString edgesOf(const TaskGraph &graph)
{
    QStringList texts;
    for (const TaskGraph::Edge &edge : graph.edges())
        texts.append(nameOf(graph.idAt(edge.from)) + u'>' + nameOf(graph.idAt(edge.to)));
    texts.sort();
    return texts.join(u' ');
}

QString odditiesOf(const TaskGraph &graph)
{
    static const char *const kinds[] = { "duplicate-id", "dangling", "self", "duplicate-edge", "one-sided", "cycle" };
    QStringList texts;
    for (const TaskOddity &oddity : graph.oddities())
        texts.append(QLatin1StringView(kinds[int(oddity.kind)]) + u' ' + nameOf(oddity.subtask) + u'>' + nameOf(oddity.other));
    texts.sort();
    return texts.join(u", "_s);
}

QString names(const TaskGraph &graph, std::span<const int> nodes)
{
    QStringList texts;
    for (const int node : nodes)
        texts.append(nameOf(graph.idAt(node)));
    texts.sort();
    return texts.join(u' ');
}

void shuffle(Task &task, quint32 seed)
{
    std::mt19937 random(seed);
    std::shuffle(task.subtasks.begin(), task.subtasks.end(), random);
    for (Subtask &step : task.subtasks) {
        std::shuffle(step.upstreams.begin(), step.upstreams.end(), random);
        std::shuffle(step.downstreams.begin(), step.downstreams.end(), random);
    }
}

} // namespace

class TestTaskGraph : public QObject
{
    Q_OBJECT

private slots:
    void shapes_data()
    {
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("order");
        QTest::addColumn<QString>("oddities");
        const auto row = [](const char *name, const char *plan, const char *order, const char *oddities = "") {
            QTest::newRow(name) << QString::fromLatin1(plan) << QString::fromLatin1(order) << QString::fromLatin1(oddities);
        };
        row("empty", "", "");
        row("one", "a", "a");
        row("chain against the ids", "c>b b>a", "c b a");
        row("diamond", "a>b a>c b>d c>d", "a b c d");
        row("side by side by id", "a>d a>c a>b", "a b c d");
        row("long and short way", "a>b b>c a>c", "a b c");
        row("two roots", "a>c b>c", "a b c");
        row("islands", "b a c>d", "a b c d");
        row("phases stay together", "a>b a>c b>d c>e d>f e>f", "a b c d e f");
        row("self", "a>a a>b", "a b", "self a>a, self a>a");
        row("circle", "a>b b>c c>a", "a b c", "cycle c>a");
        row("circle behind a root", "d>c c>a a>b b>c", "d c a b", "cycle b>c");
        row("step behind a circle", "a>b c>d d>c d>b", "a c d b", "cycle d>c");
        row("circle of two", "a>b b>a", "a b", "cycle b>a");
        row("two circles, one after the other", "c>d d>c d>a a>b b>a", "c d a b", "cycle b>a, cycle d>c");
        row("circles that share a node", "a>b b>a a>c c>a", "a b c", "cycle b>a, cycle c>a");
        row("the same edge twice", "a>b a>b", "a b", "duplicate-edge a>b, duplicate-edge a>b");
        row("ids above 2^53", "9007199254740993>9007199254740992", "9007199254740993 9007199254740992");
    }

    void shapes()
    {
        QFETCH(QString, plan);
        const TaskGraph graph(planFrom(plan));
        QTEST(orderOf(graph), "order");
        QTEST(odditiesOf(graph), "oddities");
        QCOMPARE(graph.count(), int(planFrom(plan).subtasks.size()));
    }

    void neighbours()
    {
        const TaskGraph graph(planFrom(u"a>b a>c b>d c>d"_s));
        const int a = graph.indexOf(SubtaskId(1));
        const int d = graph.indexOf(SubtaskId(4));
        QCOMPARE(names(graph, graph.downstreams(a)), u"b c"_s);
        QCOMPARE(names(graph, graph.upstreams(a)), QString());
        QCOMPARE(names(graph, graph.upstreams(d)), u"b c"_s);
        QCOMPARE(names(graph, graph.downstreams(d)), QString());
        QCOMPARE(graph.indexOf(SubtaskId(99)), -1);
    }

    /// One direction alone says everything and is nothing odd.
    void oneDirectionOnly()
    {
        const QString plan = u"a>b a>c b>d c>d"_s;
        for (const Lists lists : { Lists::Both, Lists::Down, Lists::Up }) {
            const TaskGraph graph(planFrom(plan, lists));
            QCOMPARE(edgesOf(graph), plan);
            QCOMPARE(orderOf(graph), u"a b c d"_s);
            QCOMPARE(odditiesOf(graph), QString());
        }
    }

    void oneSided()
    {
        Task task = planFrom(u"a>b b>c"_s);
        step(task, u"c"_s).upstreams.clear();          // only b names b>c
        step(task, u"c"_s).upstreams.append(SubtaskId(1)); // only c names a>c
        const TaskGraph graph(task);
        QCOMPARE(edgesOf(graph), u"a>b a>c b>c"_s);
        QCOMPARE(odditiesOf(graph), u"one-sided a>c, one-sided b>c"_s);
        QCOMPARE(orderOf(graph), u"a b c"_s);
    }

    void dangling()
    {
        Task task = planFrom(u"a>b"_s);
        step(task, u"a"_s).upstreams.append(SubtaskId(77));
        step(task, u"b"_s).downstreams.append(SubtaskId(78));
        const TaskGraph graph(task);
        QCOMPARE(edgesOf(graph), u"a>b"_s);
        QCOMPARE(odditiesOf(graph), u"dangling a>77, dangling b>78"_s);
    }

    /// The second one is drawn, but nobody can tell whose its edges are.
    void duplicateId()
    {
        Task task = planFrom(u"a>b b>c"_s);
        Subtask again = step(task, u"b"_s);
        again.downstreams = { SubtaskId(1) };
        task.subtasks.append(again);
        const TaskGraph graph(task);
        QCOMPARE(graph.count(), 4);
        QCOMPARE(edgesOf(graph), u"a>b b>c"_s);
        QCOMPARE(odditiesOf(graph), u"duplicate-id b>b"_s);
        QCOMPARE(graph.order().size(), 4);
        QCOMPARE(graph.indexOf(SubtaskId(2)), 1);
        QVERIFY(graph.upstreams(3).empty());
        QVERIFY(graph.downstreams(3).empty());
    }

    void parallelIndexComesBeforeId()
    {
        Task task = planFrom(u"a>d a>c a>b a>e"_s);
        step(task, u"d"_s).parallelIdx = 0;
        step(task, u"b"_s).parallelIdx = 1;
        step(task, u"c"_s).parallelIdx = 2;
        QCOMPARE(orderOf(TaskGraph(task)), u"a e d b c"_s);
    }

    /// Same plan, list shuffled: same order of ids and same oddities.
    void independentOfTheList()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        const QStringList plans { u"a>b a>c b>d c>d d>e d>f e>g f>g"_s, u"a>b b>c c>a c>d d>e e>d"_s, u"h>b b>c c>b d>c a>e e>f f>g g>a"_s,
                                  u"a b c d>e e>d"_s };
        for (const QString &plan : plans) {
            const TaskGraph wanted(planFrom(plan));
            for (quint32 i = 0; i < 20; ++i) {
                Task task = planFrom(plan);
                shuffle(task, seed + i);
                const TaskGraph graph(task);
                QCOMPARE(orderOf(graph), orderOf(wanted));
                QCOMPARE(edgesOf(graph), edgesOf(wanted));
                QCOMPARE(odditiesOf(graph), odditiesOf(wanted));
            }
        }
    }

    /// Over random graphs with circles: every node once, and an edge goes backwards only when it is said to close a circle; each such
    /// edge really lies on one.
    void orderOfRandomGraphs()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 200; ++round) {
            const int count = 1 + int(random() % 20);
            QStringList words;
            for (int i = 1; i <= count; ++i)
                words.append(QString::number(100 + i));
            for (int i = 0; i < count + 5; ++i) {
                const int from = 101 + int(random() % quint32(count));
                const int to = 101 + int(random() % quint32(count));
                if (from != to)
                    words.append(u"%1>%2"_s.arg(from).arg(to));
            }
            const TaskGraph graph(planFrom(words.join(u' ')));
            const QByteArray shown = words.join(u' ').toLatin1();
            QList<int> place(count, -1);
            for (int i = 0; i < graph.order().size(); ++i)
                place[graph.order().at(i)] = i;
            QCOMPARE(graph.order().size(), count);
            QVERIFY2(!place.contains(-1), shown);
            for (const TaskGraph::Edge &edge : graph.edges()) {
                const TaskOddity cycle { TaskOddity::Kind::Cycle, graph.idAt(edge.from), graph.idAt(edge.to) };
                const bool closes = graph.oddities().contains(cycle);
                QVERIFY2(closes || place.at(edge.from) < place.at(edge.to), shown);
                if (closes)
                    QVERIFY2(graph.descendants(edge.to).contains(edge.from), shown);
            }
        }
    }

    void descendants()
    {
        const TaskGraph graph(planFrom(u"a>b a>c b>d c>d d>e f>e"_s));
        const auto below = [&](const char16_t letter) { return names(graph, graph.descendants(graph.indexOf(SubtaskId(letter - u'a' + 1)))); };
        QCOMPARE(below(u'a'), u"b c d e"_s);
        QCOMPARE(below(u'b'), u"d e"_s);
        QCOMPARE(below(u'e'), QString());
        QCOMPARE(below(u'f'), u"e"_s);
        const TaskGraph circle(planFrom(u"a>b b>a b>c"_s));
        QCOMPARE(names(circle, circle.descendants(0)), u"b c"_s);
    }

    void sameShape()
    {
        const TaskGraph graph(planFrom(u"a>b b>c"_s));
        Task same = planFrom(u"a>b b>c"_s, Lists::Down);
        setState(step(same, u"b"_s), u"FAILED"_s);
        QVERIFY(graph.sameShape(TaskGraph(same)));
        QVERIFY(!graph.sameShape(TaskGraph(planFrom(u"a>b a>c"_s))));
        QVERIFY(!graph.sameShape(TaskGraph(planFrom(u"a>b b>c d"_s))));
        QVERIFY(!graph.sameShape(TaskGraph(planFrom(u"a>b b>d"_s))));
        QVERIFY(!graph.sameShape(TaskGraph()));
    }

    /// Ends, in time that grows with the size and not with its square: CTest's limit would catch the other.
    void manySmallCircles()
    {
        QString plan;
        for (int i = 0; i < 20'000; i += 2)
            plan += u"%1>%2 %2>%1 "_s.arg(100 + i).arg(101 + i);
        const TaskGraph graph(planFrom(plan));
        QCOMPARE(graph.order().size(), 20'000);
        QCOMPARE(graph.oddities().size(), 10'000);
    }

    /// No recursion: a chain this long would overflow the stack.
    void longChain()
    {
        QString plan;
        for (int i = 0; i < 100'000; ++i)
            plan += u"%1>%2 "_s.arg(100 + i).arg(101 + i);
        const TaskGraph graph(planFrom(plan));
        QCOMPARE(graph.order().size(), 100'001);
        QCOMPARE(graph.order().constLast(), 100'000);
        QCOMPARE(graph.descendants(0).size(), 100'000);
    }
};

QTEST_GUILESS_MAIN(TestTaskGraph)
#include "tst_taskgraph.moc"
