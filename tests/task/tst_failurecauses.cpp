// SPDX-License-Identifier: GPL-3.0-or-later
// First causes, consequences, and what they hold back, on plans written as text.
#include "task/failurecauses.h"
#include "task/plans.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using Role = FailureCauses::Role;

namespace {

/// Letters of `failed` have failed, those of `done` have succeeded, all else waits.
Task withStates(Task task, const QString &failed, const QString &done)
{
    for (Subtask &each : task.subtasks) {
        const QString name = nameOf(each.id);
        setState(each, failed.split(u' ').contains(name) ? u"FAILED"_s : done.split(u' ').contains(name) ? u"SUCCESSFUL"_s : u"PENDING"_s);
    }
    return task;
}

QString causesOf(const Task &task, const FailureCauses &causes)
{
    QStringList texts;
    for (const FailureCauses::Cause &cause : causes.causes)
        texts.append(nameOf(task.subtasks.at(cause.subtask).id) + QString::number(cause.heldBack.steps));
    return texts.join(u' ');
}

QString withRole(const Task &task, const FailureCauses &causes, Role role)
{
    QStringList names;
    for (int i = 0; i < causes.roles.size(); ++i) {
        if (causes.roles.at(i) == role)
            names.append(nameOf(task.subtasks.at(i).id));
    }
    names.sort();
    return names.join(u' ');
}

TaskHosts threeHosts(Task &task)
{
    task.context.lists.insert(u"host_ids"_s, { u"1"_s, u"2"_s, u"3"_s });
    return { task, {} };
}

} // namespace

class TestFailureCauses : public QObject
{
    Q_OBJECT

private slots:
    void plans_data()
    {
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("failed");
        QTest::addColumn<QString>("done");
        QTest::addColumn<QString>("causes");
        QTest::addColumn<QString>("consequences");
        const auto row = [](const char *name, const char *plan, const char *failed, const char *done, const char *causes,
                            const char *consequences) {
            QTest::newRow(name) << QString::fromLatin1(plan) << QString::fromLatin1(failed) << QString::fromLatin1(done)
                                << QString::fromLatin1(causes) << QString::fromLatin1(consequences);
        };
        row("none", "a>b", "", "a", "", "");
        row("one", "a>b b>c c>d", "b", "a", "b2", "");
        row("side by side", "a>b a>c b>d c>d d>e", "b c", "a", "b2 c2", "");
        row("consequence", "a>b b>c c>d", "a c", "", "a2", "c");
        row("consequence at a distance", "a>b b>c c>d", "a d", "b", "a1", "d");
        row("done steps are not held back", "a>b a>c b>d c>d", "b", "a d", "b0", "");
        row("counted once by two ways", "a>b a>c b>d c>d", "a", "", "a3", "");
        row("another branch is free", "a>b a>c b>d c>e", "b", "a", "b1", "");
        row("circle", "a>b b>c c>b c>d", "b", "a", "b2", "");
        row("islands", "a>b c>d", "a c", "", "a1 c1", "");
    }

    void plans()
    {
        QFETCH(QString, plan);
        QFETCH(QString, failed);
        QFETCH(QString, done);
        Task task = withStates(planFrom(plan), failed, done);
        const FailureCauses causes = failureCausesOf(task, TaskGraph(task), {});
        QTEST(causesOf(task, causes), "causes");
        QTEST(withRole(task, causes, Role::Consequence), "consequences");
        QCOMPARE(withRole(task, causes, Role::FirstCause), causesOf(task, causes).remove(QRegularExpression(u"[0-9]"_s)));
    }

    void hosts()
    {
        Task task = withStates(planFrom(u"a>b a>c a>d b>e c>f d>g e>h f>h g>h h>i h>j h>k"_s), u"b"_s, u"a c d f g"_s);
        const QStringList groups[] { { u"b"_s, u"c"_s, u"d"_s }, { u"e"_s, u"f"_s, u"g"_s }, { u"i"_s, u"j"_s, u"k"_s } };
        for (const QStringList &group : groups) {
            for (int i = 0; i < 3; ++i) {
                step(task, group.at(i)).name = group.first();
                step(task, group.at(i)).parallelIdx = i;
            }
        }
        const TaskHosts known = threeHosts(task);
        const TaskGraph graph(task);
        const FailureCauses causes = failureCausesOf(task, graph, known);
        QCOMPARE(causes.causes.size(), 1);
        QCOMPARE(causes.causes.first().heldBack, (HeldBack { 5, 3 })); // e h i j k, on all three
        step(task, u"j"_s).status = subtaskStatusFromText(u"SUCCESSFUL"_s);
        step(task, u"k"_s).status = subtaskStatusFromText(u"SUCCESSFUL"_s);
        QCOMPARE(failureCausesOf(task, graph, known).causes.first().heldBack, (HeldBack { 3, 1 }));

        const BlastRadius radius = blastRadiusOf(task, graph, known, causes.causes.first().subtask);
        QStringList names;
        for (const int subtask : radius.subtasks)
            names.append(nameOf(graph.idAt(subtask)));
        QCOMPARE(names.join(u' '), u"e h i"_s);
        QCOMPARE(radius.hosts, QList<HostId> { HostId(1) });
    }

    /// More causes than fit into one sweep, against a search from each.
    void manyCauses()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        int most = 0;
        for (int round = 0; round < 20; ++round) {
            const int count = 300;
            QStringList words;
            for (int i = 0; i < count; ++i)
                words.append(QString::number(100 + i));
            for (int i = 0; i < 200; ++i) {
                const quint32 from = random() % quint32(count - 1);
                words.append(u"%1>%2"_s.arg(100 + from).arg(100 + from + 1 + random() % (quint32(count) - from - 1)));
            }
            Task task = planFrom(words.join(u' '));
            for (Subtask &each : task.subtasks) {
                setState(each, random() % 2 ? u"FAILED"_s : u"PENDING"_s);
                each.name = u"Install rpm"_s;
                each.parallelIdx = int(random() % 3);
            }
            const TaskHosts known = threeHosts(task);
            const TaskGraph graph(task);
            const FailureCauses causes = failureCausesOf(task, graph, known);
            most = std::max(most, int(causes.causes.size()));
            QList<bool> failedAbove(count, false);
            for (int node = 0; node < count; ++node) {
                if (stepState(task.subtasks.at(node)) != StepState::Failed)
                    continue;
                for (const int down : graph.descendants(node))
                    failedAbove[down] = true;
            }
            for (int node = 0; node < count; ++node) {
                const bool failed = stepState(task.subtasks.at(node)) == StepState::Failed;
                QCOMPARE(causes.roles.at(node), !failed ? Role::None : failedAbove.at(node) ? Role::Consequence : Role::FirstCause);
            }
            for (const FailureCauses::Cause &cause : causes.causes) {
                const BlastRadius radius = blastRadiusOf(task, graph, known, cause.subtask);
                QCOMPARE(cause.heldBack, (HeldBack { int(radius.subtasks.size()), int(radius.hosts.size()) }));
            }
        }
        QVERIFY(most > 64);
    }
};

QTEST_GUILESS_MAIN(TestFailureCauses)
#include "tst_failurecauses.moc"
