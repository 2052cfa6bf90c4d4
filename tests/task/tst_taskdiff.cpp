// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as a change between two snapshots, and what is carried over from the older one.
#include "task/plans.h"
#include "task/taskdiff.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

using Change = std::function<void(Task &)>;
Q_DECLARE_METATYPE(Change)

namespace {

QString textOf(const TaskDiff &diff)
{
    QStringList parts;
    if (diff.headChanged)
        parts.append(u"head"_s);
    if (diff.shapeChanged)
        parts.append(u"shape"_s);
    for (const int i : diff.changedSubtasks)
        parts.append(QString::number(i));
    return parts.join(u' ');
}

QString idsOf(const Task &task)
{
    QStringList names;
    for (const Subtask &step : task.subtasks)
        names.append(nameOf(step.id));
    return names.join(u' ');
}

Task known()
{
    Task task = planFrom(u"a>b a>c b>d c>d"_s);
    setState(task, u"RUNNING"_s);
    for (Subtask &step : task.subtasks)
        setState(step, u"PENDING"_s);
    return task;
}

} // namespace

class TestTaskDiff : public QObject
{
    Q_OBJECT

private slots:
    void changes_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("diff");
        const QDateTime time(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
        const auto row = [](const char *name, const char *diff, Change change) { QTest::newRow(name) << change << QString::fromLatin1(diff); };
        row("nothing", "", [](Task &) {});
        row("task status", "head", [](Task &task) { setState(task, u"FAILED"_s); });
        row("task operation", "head", [](Task &task) { task.operation = operationFromText(u"RETRY"_s); });
        row("task end", "head", [=](Task &task) { task.finishTime = time; });
        row("task name", "head", [](Task &task) { task.name += u'!'; });
        row("step status", "1", [](Task &task) { setState(task.subtasks[1], u"READY"_s); });
        row("unknown word to another", "1", [](Task &task) { setState(task.subtasks[1], u"PAUSED"_s); });
        row("step start", "2", [=](Task &task) { task.subtasks[2].startTime = time; });
        row("number of runs", "3", [](Task &task) { task.subtasks[3].runTime = 2; });
        row("two steps and the task", "head 0 3", [](Task &task) {
            setState(task, u"FAILED"_s);
            setState(task.subtasks[0], u"SUCCESSFUL"_s);
            setState(task.subtasks[3], u"FAILED"_s);
        });
        row("a step more", "shape", [](Task &task) { task.subtasks.append(planFrom(u"i"_s).subtasks.constFirst()); });
        row("a step less", "shape", [](Task &task) { task.subtasks.removeLast(); });
        row("another id", "shape", [](Task &task) { task.subtasks[1].id = SubtaskId(9); });
        row("an edge more", "shape", [](Task &task) { task.subtasks[0].downstreams.append(SubtaskId(4)); });
        row("upstreams told later", "shape", [](Task &task) { task.subtasks[3].upstreams.clear(); });
        row("parallel index", "shape", [](Task &task) { task.subtasks[1].parallelIdx = 0; });
        row("moved in the list", "shape", [](Task &task) { task.subtasks.swapItemsAt(0, 1); });
        row("shape and step", "shape", [](Task &task) {
            setState(task.subtasks[0], u"RUNNING"_s);
            task.subtasks[3].name += u'!';
        });
    }

    void changes()
    {
        QFETCH(Change, change);
        Task after = known();
        change(after);
        const TaskDiff diff = differenceBetween(known(), after);
        QTEST(textOf(diff), "diff");
        QCOMPARE(diff.isEmpty(), textOf(diff).isEmpty());
    }

    void contextIsKept()
    {
        Task before = known();
        before.context.lists.insert(u"host_ids"_s, { u"7"_s });
        before.cluster = ClusterRef { ClusterId(21), u"ob_upgrade"_s, 22 };
        QCOMPARE(carryOver(before, known()), before);

        Task fresh = known();
        fresh.context.strings.insert(u"zone_name"_s, u"zone1"_s);
        fresh.cluster = ClusterRef { ClusterId(21), u"renamed"_s, 23 };
        QCOMPARE(carryOver(before, fresh), fresh);
    }

    void clusterNameIsKept()
    {
        Task before = known();
        before.cluster = ClusterRef { ClusterId(21), u"ob_upgrade"_s, 22 };
        Task fresh = known();
        fresh.cluster = ClusterRef { ClusterId(21), {}, 22 };
        QCOMPARE(carryOver(before, fresh).cluster->name, u"ob_upgrade"_s);
        fresh.cluster = ClusterRef { ClusterId(5), {}, {} };
        QCOMPARE(carryOver(before, fresh).cluster->name, QString()); // another cluster's name is none of its own
    }

    void tagsAreKept()
    {
        Task before = known();
        before.tags = { { HostId(7), u"10.0.0.7"_s, u"zone1"_s } };
        QCOMPARE(carryOver(before, known()), before);
        Task fresh = known();
        fresh.tags = { { HostId(8), {}, {} } };
        QCOMPARE(carryOver(before, fresh), fresh);
    }

    /// Two clusters that OCP gives no id of need not be one.
    void clusterWithoutAnIdKeepsNoName()
    {
        Task before = known();
        before.cluster = ClusterRef { {}, u"obgone"_s, 1009 };
        Task fresh = known();
        fresh.cluster = ClusterRef { {}, {}, 1010 };
        QCOMPARE(carryOver(before, fresh).cluster->name, QString());
    }

    void nothingFromAnotherTask()
    {
        Task before = known();
        before.context.raw = u"Context()"_s;
        Task fresh = known();
        fresh.id = TaskId(1);
        std::reverse(fresh.subtasks.begin(), fresh.subtasks.end());
        QCOMPARE(carryOver(before, fresh), fresh);
    }

    void shuffledListIsNoChange()
    {
        const Task before = known();
        Task fresh = before;
        std::reverse(fresh.subtasks.begin(), fresh.subtasks.end());
        for (Subtask &step : fresh.subtasks) {
            std::reverse(step.upstreams.begin(), step.upstreams.end());
            std::reverse(step.downstreams.begin(), step.downstreams.end());
        }
        QVERIFY(differenceBetween(before, fresh).shapeChanged);
        const Task next = carryOver(before, fresh);
        QCOMPARE(next, before);
        QVERIFY(differenceBetween(before, next).isEmpty());
    }

    void shuffledListKeepsItsNews()
    {
        const Task before = known();
        Task fresh = before;
        setState(step(fresh, u"c"_s), u"RUNNING"_s);
        std::reverse(fresh.subtasks.begin(), fresh.subtasks.end());
        QCOMPARE(textOf(differenceBetween(before, carryOver(before, fresh))), u"2"_s);
    }

    void otherIdsKeepTheNewOrder()
    {
        const Task before = known();
        Task fresh = before;
        std::reverse(fresh.subtasks.begin(), fresh.subtasks.end());
        fresh.subtasks[0].id = SubtaskId(9);
        QCOMPARE(idsOf(carryOver(before, fresh)), u"i c b a"_s);
        fresh = before;
        fresh.subtasks.removeFirst();
        QCOMPARE(idsOf(carryOver(before, fresh)), u"b c d"_s);
    }

    /// No step may get lost or doubled because ids repeat, in either list.
    void repeatedIdsKeepTheNewOrder()
    {
        const Task unique = planFrom(u"a b c"_s);
        Task repeated = planFrom(u"b a c"_s);
        repeated.subtasks[2].id = SubtaskId(2);
        QCOMPARE(idsOf(repeated), u"b a b"_s);
        QCOMPARE(idsOf(carryOver(unique, repeated)), u"b a b"_s);
        Task other = planFrom(u"c b a"_s);
        QCOMPARE(idsOf(carryOver(repeated, other)), u"c b a"_s);
        repeated.subtasks[0].id = SubtaskId(1);
        repeated.subtasks[2].id = SubtaskId(1);
        QCOMPARE(idsOf(carryOver(repeated, other)), u"c b a"_s);
    }
};

QTEST_GUILESS_MAIN(TestTaskDiff)
#include "tst_taskdiff.moc"
