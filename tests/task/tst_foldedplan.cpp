// SPDX-License-Identifier: GPL-3.0-or-later
// Folding and filtering a plan: what is left out, what stays, and that the ways between what stays are those of the plan.
#include "task/foldedplan.h"

#include "task/plans.h"

#include <QRandomGenerator>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct Folded
{
    explicit Folded(const Task &t) : task(t), graph(task), phases(phasesOf(task, graph)), shown(task.subtasks.size(), true) { }

    FoldedPlan plan() const { return foldPlan(task, graph, phases, shown, rules); }

    /// "a>b c>[x]" with groups as [name of their column] and joints as .name (of their step) or . alone.
    QString text() const
    {
        const FoldedPlan folded = plan();
        const auto name = [&](int item) -> QString {
            const PlanItem &it = folded.items.at(item);
            switch (it.kind) {
            case PlanItem::Kind::Group:
                return u'[' + phases.columns.at(it.column).name + u']';
            case PlanItem::Kind::Joint:
                return u'.' + (it.subtask < 0 ? QString() : nameOf(graph.idAt(it.subtask)));
            case PlanItem::Kind::Step:
                break;
            }
            return nameOf(graph.idAt(it.subtask));
        };
        QStringList words;
        QList<bool> named(folded.items.size(), false);
        for (const TaskGraph::Edge &edge : folded.edges) {
            named[edge.from] = named[edge.to] = true;
            words.append(name(edge.from) + u'>' + name(edge.to));
        }
        for (int i = 0; i < folded.items.size(); ++i) {
            if (!named.at(i))
                words.append(name(i));
        }
        return words.join(u' ');
    }

    void hide(const QString &names)
    {
        for (const QChar c : names)
            shown[graph.indexOf(SubtaskId(idOf(QString(c))))] = false;
    }

    Task task;
    TaskGraph graph;
    PlanPhases phases;
    QList<bool> shown;
    FoldRules rules;
};

/// a, then four like steps b to e named "Install", then f, g, h, i named "Start", then z.
Task fourHosts()
{
    Task task = planFrom(u"a>b a>c a>d a>e b>f c>g d>h e>i f>z g>z h>z i>z"_s);
    for (const auto &[names, title] : { std::pair { u"bcde"_s, u"Install"_s }, std::pair { u"fghi"_s, u"Start"_s } }) {
        for (int k = 0; k < names.size(); ++k) {
            Subtask &one = step(task, QString(names.at(k)));
            one.name = title;
            one.parallelIdx = k;
            setState(one, u"PENDING"_s);
        }
    }
    setState(step(task, u"a"_s), u"SUCCESSFUL"_s);
    setState(step(task, u"z"_s), u"PENDING"_s);
    return task;
}

} // namespace

class TestFoldedPlan final : public QObject
{
    Q_OBJECT

private slots:
    void withoutRulesThePlanStays();
    void likeStepsBecomeOne();
    void whatFailsOrRunsStaysVisible_data();
    void whatFailsOrRunsStaysVisible();
    void oneQuietStepIsNotFolded();
    void exceptionsTurnTheRule();
    void barriersBecomeDots();
    void filteredStepsLeaveTheirWays_data();
    void filteredStepsLeaveTheirWays();
    void manyWaysMeetInADot();
    void keysStayFromOneFoldingToTheNext();
    void waysAreThoseOfThePlan();
    void wideFanIsFilteredInLinearTime();
};

void TestFoldedPlan::withoutRulesThePlanStays()
{
    const Folded folded(fourHosts());
    const FoldedPlan plan = folded.plan();
    QCOMPARE(plan.items.size(), 10);
    QCOMPARE(plan.edges.size(), 12);
    for (int subtask = 0; subtask < 10; ++subtask)
        QCOMPARE(plan.items.at(plan.itemOf.at(subtask)).subtask, subtask);
}

void TestFoldedPlan::likeStepsBecomeOne()
{
    Folded folded(fourHosts());
    folded.rules.parallel = true;
    QCOMPARE(folded.text(), u"a>[Install] [Install]>[Start] [Start]>z"_s);
}

void TestFoldedPlan::whatFailsOrRunsStaysVisible_data()
{
    QTest::addColumn<QString>("status");
    for (const QString &status : { u"FAILED"_s, u"RUNNING"_s, u"CANCELING"_s, u"SOMETHING_NEW"_s })
        QTest::newRow(qPrintable(status)) << status;
}

void TestFoldedPlan::whatFailsOrRunsStaysVisible()
{
    QFETCH(QString, status);
    Task task = fourHosts();
    setState(step(task, u"g"_s), status);
    Folded folded(task);
    folded.rules.parallel = true;
    QCOMPARE(folded.text(), u"a>[Install] [Install]>[Start] [Install]>g [Start]>z g>z"_s);
}

void TestFoldedPlan::oneQuietStepIsNotFolded()
{
    Task task = fourHosts();
    for (const QString &name : { u"b"_s, u"c"_s, u"d"_s })
        setState(step(task, name), u"RUNNING"_s);
    Folded folded(task);
    folded.rules.parallel = true;
    QVERIFY2(!folded.text().contains(u"[Install]"_s), qPrintable(folded.text()));
    QVERIFY2(folded.text().contains(u"a>e"_s), qPrintable(folded.text()));
}

void TestFoldedPlan::exceptionsTurnTheRule()
{
    Folded folded(fourHosts());
    const int install = folded.phases.columnOf.at(folded.graph.indexOf(SubtaskId(idOf(u"b"_s))));
    folded.rules.except = { install };
    QVERIFY(folded.text().contains(u"a>[Install]"_s));
    QVERIFY(!folded.text().contains(u"[Start]"_s));
    folded.rules.parallel = true;
    QVERIFY(!folded.text().contains(u"[Install]"_s));
    QVERIFY(folded.text().contains(u"[Start]>z"_s));
}

void TestFoldedPlan::barriersBecomeDots()
{
    Task task = planFrom(u"a>w b>w w>c w>d"_s);
    step(task, u"w"_s).name = u"Wait node"_s;
    for (Subtask &one : task.subtasks)
        setState(one, u"PENDING"_s);
    Folded folded(task);
    QCOMPARE(folded.text(), u"a>w b>w w>c w>d"_s);
    folded.rules.barriers = true;
    QCOMPARE(folded.text(), u"a>.w b>.w .w>c .w>d"_s);
    setState(step(folded.task, u"w"_s), u"FAILED"_s);
    QCOMPARE(folded.text(), u"a>w b>w w>c w>d"_s);
}

void TestFoldedPlan::filteredStepsLeaveTheirWays_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("hidden");
    QTest::addColumn<QString>("left");
    QTest::newRow("middle of a chain") << u"a>b b>c c>d"_s << u"bc"_s << u"a>d"_s;
    QTest::newRow("ends") << u"a>b b>c c>d"_s << u"ad"_s << u"b>c"_s;
    QTest::newRow("fan") << u"a>b a>c b>d c>d"_s << u"bc"_s << u"a>d"_s;
    QTest::newRow("root of a fan") << u"a>b a>c"_s << u"a"_s << u"b c"_s;
    QTest::newRow("join") << u"a>c b>c c>d"_s << u"c"_s << u"a>d b>d"_s;
    QTest::newRow("everything") << u"a>b"_s << u"ab"_s << u""_s;
    QTest::newRow("barrier between chains that end in it") << u"a>b b>w c>d d>w w>e w>f e>g f>g"_s << u"bdwef"_s << u"a>g c>g"_s;
}

void TestFoldedPlan::filteredStepsLeaveTheirWays()
{
    QFETCH(QString, plan);
    QFETCH(QString, hidden);
    Folded folded(planFrom(plan));
    folded.hide(hidden);
    QTEST(folded.text(), "left");
}

void TestFoldedPlan::manyWaysMeetInADot()
{
    Folded folded(planFrom(u"a>w b>w c>w w>x w>y w>z"_s));
    folded.hide(u"w"_s);
    QCOMPARE(folded.text(), u"a>. b>. c>. .>x .>y .>z"_s);
}

void TestFoldedPlan::keysStayFromOneFoldingToTheNext()
{
    Folded folded(fourHosts());
    const auto keyOf = [&](const QString &name) {
        const FoldedPlan plan = folded.plan();
        return plan.items.at(plan.itemOf.at(folded.graph.indexOf(SubtaskId(idOf(name))))).key;
    };
    const int z = keyOf(u"z"_s);
    folded.rules.parallel = true;
    QCOMPARE(keyOf(u"z"_s), z);
    const int group = keyOf(u"b"_s);
    QCOMPARE(keyOf(u"e"_s), group);
    QVERIFY(group < 0);
    folded.hide(u"fb"_s);
    QCOMPARE(keyOf(u"z"_s), z);
    QCOMPARE(keyOf(u"e"_s), group);
}

/// Between any two steps that stay there is a way exactly when the plan has one.
void TestFoldedPlan::waysAreThoseOfThePlan()
{
    for (quint32 seed = 1; seed <= 300; ++seed) {
        QRandomGenerator random(seed);
        const int count = random.bounded(2, 24);
        Task task;
        for (int i = 0; i < count; ++i) {
            Subtask one;
            one.id = SubtaskId(i + 1);
            one.name = QString::number(i);
            for (int k = 0; k < i; ++k) {
                if (random.bounded(5) == 0)
                    one.upstreams.append(SubtaskId(k + 1));
            }
            task.subtasks.append(one);
        }
        Folded folded(task);
        for (int i = 0; i < count; ++i)
            folded.shown[i] = random.bounded(2) == 0;
        const FoldedPlan plan = folded.plan();
        const auto reach = [](int nodes, auto &&edges) {
            QList<QList<bool>> way(nodes, QList<bool>(nodes, false));
            for (const TaskGraph::Edge &edge : edges)
                way[edge.from][edge.to] = true;
            for (int k = 0; k < nodes; ++k) {
                for (int i = 0; i < nodes; ++i) {
                    for (int j = 0; j < nodes; ++j)
                        way[i][j] |= way.at(i).at(k) && way.at(k).at(j);
                }
            }
            return way;
        };
        const auto before = reach(count, folded.graph.edges());
        const auto after = reach(int(plan.items.size()), plan.edges);
        for (int i = 0; i < count; ++i) {
            QCOMPARE(plan.itemOf.at(i) >= 0, folded.shown.at(i));
            for (int j = 0; j < count; ++j) {
                if (folded.shown.at(i) && folded.shown.at(j))
                    QVERIFY2(before.at(i).at(j) == after.at(plan.itemOf.at(i)).at(plan.itemOf.at(j)), qPrintable(u"seed %1: %2 to %3"_s.arg(seed).arg(i).arg(j)));
            }
        }
        QVERIFY(plan.edges.size() <= folded.graph.edges().size());
    }
}

void TestFoldedPlan::wideFanIsFilteredInLinearTime()
{
    constexpr int width = 50'000;       // quadratic work would run into the test's time limit
    Task task;
    const auto add = [&](qint64 id, const QList<SubtaskId> &ups) {
        Subtask one;
        one.id = SubtaskId(id);
        one.upstreams = ups;
        task.subtasks.append(one);
    };
    add(1, {});
    QList<SubtaskId> fan;
    for (int i = 0; i < width; ++i) {
        add(i + 2, { SubtaskId(1) });
        fan.append(SubtaskId(i + 2));
    }
    add(width + 2, fan);
    Folded folded(task);
    std::fill(folded.shown.begin() + 1, folded.shown.end() - 1, false);
    const FoldedPlan plan = folded.plan();
    QCOMPARE(plan.items.size(), 2);
    QCOMPARE(plan.edges, (QList<TaskGraph::Edge> { { 0, 1 } }));
}

QTEST_GUILESS_MAIN(TestFoldedPlan)
#include "tst_foldedplan.moc"
