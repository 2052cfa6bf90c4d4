// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks out of every form and spelling that OCP documents, and errors that name their place.
#include "ocp/decodecontext.h"
#include "ocp/decodetask.h"
#include "support/samples.h"

#include <QJsonArray>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1StringView(text), Qt::ISODateWithMs).toUTC();
}

const Subtask *find(const Task &task, qint64 id)
{
    for (const Subtask &subtask : task.subtasks) {
        if (subtask.id == SubtaskId(id))
            return &subtask;
    }
    return nullptr;
}

/// A task of one line of JSON, without an envelope.
Task taskOf(const QByteArray &members)
{
    const Result<Task> task = decodeTaskReply(R"({"id":1)" + (members.isEmpty() ? "" : "," + members) + "}");
    if (!task)
        qWarning() << task.error().fieldPath << task.error().detail;
    return task ? *task : Task {};
}

Subtask subtaskOf(const QByteArray &members)
{
    const Task task = taskOf(R"("subtasks":[{"id":2,)" + members + "}]");
    return task.subtasks.value(0);
}

} // namespace

class TestDecodeTask : public QObject
{
    Q_OBJECT

private slots:
    void formA()
    {
        const Result<Task> reply = decodeTaskReply(sample("add-observer-response"));
        QVERIFY(reply);
        const Task &task = *reply;
        QCOMPARE(task.id, TaskId(107720));
        QCOMPARE(task.name, u"Add OB server"_s);
        QVERIFY(task.status == TaskStatus::Running);
        QCOMPARE(task.operation.text, QString());
        QCOMPARE(task.creator, u"admin"_s);
        QCOMPARE(task.cluster, (ClusterRef { ClusterId(21), u"ob_upgrade"_s, 22 }));
        QCOMPARE(task.startTime, utc("2021-03-02T03:06:34.345Z"));
        QVERIFY(!task.finishTime);
        QCOMPARE(task.subtasks.size(), 21);
        QCOMPARE(task.subtasks.first().id, SubtaskId(129356)); // in the order sent
        QCOMPARE(task.subtasks.last().id, SubtaskId(129376));
        const Subtask *first = find(task, 129372);
        QVERIFY(first);
        QCOMPARE(first->name, u"Prepare add observer"_s);
        QVERIFY(first->status == SubtaskStatus::Running);
        QVERIFY(first->upstreams.isEmpty());
        QCOMPARE(first->downstreams, QList { SubtaskId(129376) });
        QVERIFY(!first->parallelIdx);
        QCOMPARE(task.context.strings.value(u"rpm_name"_s), u"oceanbase-2.2.75-20210108170301.el7.x86_64.rpm"_s);
        QCOMPARE(task.context.strings.value(u"host.1.zone"_s), u"zone1"_s);
        QCOMPARE(task.context.strings.value(u"service_name"_s), u"ob_upgrade:22"_s);
        QCOMPARE(task.context.strings.size(), 8);
        QCOMPARE(task.context.lists.value(u"server_ids"_s), QStringList { u"7"_s });
        QCOMPARE(task.context.lists.value(u"zone_names"_s), QStringList { u"zone1"_s });
        QVERIFY(task.context.raw.startsWith("Context(parallelIdx=-1"_L1));
    }

    void formB()
    {
        const Result<Task> reply = decodeTaskReply(sample("batch-delete-observer-response"));
        QVERIFY(reply);
        QCOMPARE(reply->id, TaskId(89026760));
        QCOMPARE(reply->cluster, (ClusterRef { ClusterId(12000001), {}, {} }));
        QCOMPARE(reply->creator, u"admin"_s);
        QCOMPARE(reply->type, u"MANUAL"_s);
        QVERIFY(reply->operation == TaskOperation::Execute);
        QCOMPARE(reply->subtasks.size(), 14);
        QCOMPARE(reply->context.strings.value(u"ob_data_disk_path"_s), u"/data/1"_s);
        QCOMPARE(reply->context.lists.value(u"host_ids"_s), QStringList { u"4000005"_s });
        QVERIFY(reply->context.raw.isEmpty());
        const Subtask *stop = find(*reply, 89030160);
        QVERIFY(stop);
        QCOMPARE(stop->parallelIdx, 0);
        QCOMPARE(stop->seriesId, 5);
        QCOMPARE(stop->timeout, 3600s);
        QCOMPARE(stop->runTime, 1);
        QCOMPARE(stop->nodeType, u"JAVA_TASK"_s);
    }

    void formC()
    {
        const Result<Task> reply = decodeTaskReply(sample("get-task-4.2.2"));
        QVERIFY(reply);
        QCOMPARE(reply->id, TaskId(35000312));
        QVERIFY(reply->status == TaskStatus::Successful);
        QCOMPARE(reply->createTime, utc("2021-08-25T07:09:31Z"));
        QCOMPARE(reply->startTime, utc("2021-08-25T07:09:31.740Z"));
        QCOMPARE(reply->finishTime, utc("2021-08-25T07:09:54.067Z"));
        QVERIFY(!reply->cluster);
        QVERIFY(reply->context.isEmpty());
        const Subtask *install = find(*reply, 13000336);
        QVERIFY(install);
        QVERIFY(!install->parallelIdx);
        QCOMPARE(install->seriesId, 0);
        QCOMPARE(install->timeout, 5400s);
        QCOMPARE(install->finishTime, utc("2021-08-25T07:09:52.182Z"));
        QCOMPARE(install->executor, u"xxx.xxx.xxx.xxx"_s);
    }

    void formD()
    {
        const Result<QList<Task>> tasks = decodeSavedTasks(sample("list-tasks-4.2.2"));
        QVERIFY(tasks);
        QCOMPARE(tasks->size(), 2);
        const Task &rolledBack = tasks->first();
        QCOMPARE(rolledBack.id, TaskId(6202983));
        QCOMPARE(rolledBack.cluster, (ClusterRef { ClusterId(1), u"ob20daily.xiaojun.chengxj"_s, 1 }));
        QCOMPARE(rolledBack.tenant, (TenantRef { TenantId(169), u"zhiqiong"_s }));
        QVERIFY(rolledBack.status == TaskStatus::Successful);
        QVERIFY(rolledBack.subtasks.at(2).operation == TaskOperation::Rollback);
        QVERIFY(rolledBack.subtasks.at(2).status == SubtaskStatus::Pending);
        QVERIFY(rolledBack.subtasks.at(2).upstreams.isEmpty());
        QCOMPARE(tasks->at(1).creator, u"admin"_s);
        QVERIFY(!tasks->at(1).tenant);
        QCOMPARE(decodeTaskReply(sample("list-tasks-4.2.2"))->id, TaskId(6202983));
    }

    /// Id, steps and edges of every other sample, counted by hand or with another program.
    void samples_data()
    {
        QTest::addColumn<qint64>("id");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("steps");
        QTest::newRow("batch-create-hosts-response") << qint64(35006655) << u"Prepare host"_s << 5;
        QTest::newRow("create-zone-response") << qint64(107618) << u"Add OB zone"_s << 25;
        QTest::newRow("delete-zone-response") << qint64(108033) << u"Delete OB zone"_s << 13;
        QTest::newRow("restart-cluster-4.2.2") << qint64(107351) << u"Restart OB cluster"_s << 19;
        QTest::newRow("retry-task-4.2.2") << qint64(35000312) << u"Reinstall OCP agent"_s << 4;
        QTest::newRow("rollback-task-4.2.2") << qint64(35000312) << u"Reinstall OCP agent"_s << 4;
        QTest::newRow("start-observer-4.2.2") << qint64(111125) << u"Start OB server"_s << 9;
        QTest::newRow("stop-observer-3.1.1") << qint64(111102) << u"Stop OB server"_s << 8;
        QTest::newRow("stop-zone-4.2.2") << qint64(89026504) << u"Stop OB zone"_s << 10;
    }

    void samples()
    {
        const Result<Task> task = decodeTaskReply(sample(QTest::currentDataTag()));
        QVERIFY(task);
        QTEST(task->id.value, "id");
        QTEST(task->name, "name");
        QTEST(int(task->subtasks.size()), "steps");
        // Each documented graph is a chain, told by both lists.
        qsizetype up = 0, down = 0;
        for (const Subtask &subtask : task->subtasks) {
            up += subtask.upstreams.size();
            down += subtask.downstreams.size();
            QVERIFY(subtask.status.isKnown());
            QVERIFY(subtask.operation.isKnown());
        }
        QCOMPARE(up, task->subtasks.size() - 1);
        QCOMPARE(down, task->subtasks.size() - 1);
    }

    void hostIdOfBatchCreate()
    {
        QCOMPARE(decodeTaskReply(sample("batch-create-hosts-response"))->hostId, HostId(4000002));
    }

    // ---- every documented disagreement, one by one

    void subtaskListKey()
    {
        QCOMPARE(taskOf(R"("subtasks":[{"id":7}])").subtasks.size(), 1);
        QCOMPARE(taskOf(R"("tasks":[{"id":7}])").subtasks.size(), 1);
        QCOMPARE(taskOf(R"("subtasks":null,"tasks":[{"id":7}])").subtasks.size(), 1);
        QCOMPARE(taskOf({}).subtasks.size(), 0);
    }

    void edgeKeys()
    {
        QCOMPARE(subtaskOf(R"("downstreams":[5,6])").downstreams, (QList { SubtaskId(5), SubtaskId(6) }));
        QCOMPARE(subtaskOf(R"("downstream":[5])").downstreams, QList { SubtaskId(5) });
        QCOMPARE(subtaskOf(R"("upstreams":[5])").upstreams, QList { SubtaskId(5) });
        QVERIFY(subtaskOf(R"("upstreams":null)").upstreams.isEmpty());
        QVERIFY(subtaskOf(R"("name":"x")").downstreams.isEmpty());
        // As sent: repeated, dangling and own ids are kept for whoever analyses them.
        QCOMPARE(subtaskOf(R"("downstreams":[2,2,99])").downstreams, (QList { SubtaskId(2), SubtaskId(2), SubtaskId(99) }));
    }

    void parallelIndex()
    {
        QCOMPARE(subtaskOf(R"("parallelIdx":3)").parallelIdx, 3);
        QCOMPARE(subtaskOf(R"("paralleIdx":3)").parallelIdx, 3);
        QCOMPARE(subtaskOf(R"("parallelIdx":0)").parallelIdx, 0);
        QVERIFY(!subtaskOf(R"("parallelIdx":-1)").parallelIdx);
        QVERIFY(!subtaskOf(R"("name":"x")").parallelIdx);
    }

    void creator()
    {
        QCOMPARE(taskOf(R"("creator":"admin")").creator, u"admin"_s);
        QCOMPARE(taskOf(R"("creator":{"id":100,"name":"admin"})").creator, u"admin"_s);
        QCOMPARE(taskOf({}).creator, QString());
    }

    void target()
    {
        QCOMPARE(taskOf(R"("clusterId":5)").cluster, (ClusterRef { ClusterId(5), {}, {} }));
        QCOMPARE(taskOf(R"("cluster":{"id":5,"name":"c","obClusterId":9,"type":"PRIMARY"})").cluster, (ClusterRef { ClusterId(5), u"c"_s, 9 }));
        QVERIFY(!taskOf(R"("cluster":null)").cluster);
        QCOMPARE(taskOf(R"("tenantId":5)").tenant, (TenantRef { TenantId(5), {} }));
        QCOMPARE(taskOf(R"("tenant":{"id":5,"name":"t","obTenantId":1001})").tenant, (TenantRef { TenantId(5), u"t"_s }));
        QCOMPARE(taskOf(R"("tenantInfo":{"id":5,"name":"t","obClusterId":1001})").tenant, (TenantRef { TenantId(5), u"t"_s }));
    }

    void tags()
    {
        QCOMPARE(taskOf(R"("tags":[{"hostId":11,"svrIp":"10.0.0.1","zoneName":"zone1","serverId":7,"deleted":false},{"hostId":"12"}])").tags,
                 (QList<TaskTag> { { HostId(11), u"10.0.0.1"_s, u"zone1"_s }, { HostId(12), {}, {} } }));
        // About a cluster or tenant alone: as the documented sample has it.
        QVERIFY(decodeSavedTasks(sample("list-tasks-4.3"))->first().tags.isEmpty());
        // Whatever they are, the task stands; one of a wrong kind does not hide the next.
        QCOMPARE(taskOf(R"("tags":"x")").tags, QList<TaskTag> {});
        QCOMPARE(taskOf(R"("tags":[5,null,{"hostId":true,"svrIp":[],"zoneName":"z"}])").tags, (QList<TaskTag> { { {}, {}, u"z"_s } }));
    }

    void context_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<TaskContext>("context_");
        const QMap<QString, QString> strings { { u"a"_s, u"b"_s }, { u"c"_s, u"d"_s } };
        const QMap<QString, QStringList> lists { { u"x"_s, { u"1"_s, u"2"_s } } };
        QTest::newRow("object") << QByteArray(R"({"stringMap":{"a":"b","c":"d"},"listMap":{"x":["1",2]},"parallel":false})")
                                << TaskContext { strings, lists, {} };
        const QString java = u"Context(parallelIdx=-1, stringMap={a=b, c=d}, listMap={x=[1, 2]})"_s;
        QTest::newRow("Java") << QByteArray('"' + java.toUtf8() + '"') << TaskContext { strings, lists, java };
        const QString text = QString::fromUtf8(R"({"stringMap":{"a":"b","c":"d"},"listMap":{"x":["1","2"]}})");
        QTest::newRow("JSON text") << QJsonDocument(QJsonArray { text }).toJson(QJsonDocument::Compact).chopped(1).mid(1)
                                   << TaskContext { strings, lists, text };
        QTest::newRow("missing") << QByteArray("null") << TaskContext {};
        QTest::newRow("empty maps") << QByteArray("\"Context(parallelIdx=0, stringMap={}, listMap={})\"")
                                    << TaskContext { {}, {}, u"Context(parallelIdx=0, stringMap={}, listMap={})"_s };
        const QString odd = u"Context(stringMap={url=jdbc:x?a=b,c=d, note=one, two, three, e=}, listMap={l=[], m=[a=b, c]})"_s;
        QTest::newRow("values with commas, colons and equals signs")
            << QByteArray('"' + odd.toUtf8() + '"')
            << TaskContext { { { u"url"_s, u"jdbc:x?a=b,c=d"_s }, { u"note"_s, u"one, two, three"_s }, { u"e"_s, u""_s } },
                             { { u"l"_s, {} }, { u"m"_s, { u"a=b"_s, u"c"_s } } },
                             odd };
        QTest::newRow("words") << QByteArray(R"("no context at all")") << TaskContext { {}, {}, u"no context at all"_s };
        QTest::newRow("cut") << QByteArray("\"Context(stringMap={a=b, c=\"")
                             << TaskContext { { { u"a"_s, u"b"_s }, { u"c"_s, u""_s } }, {}, u"Context(stringMap={a=b, c="_s };
        QTest::newRow("number") << QByteArray("5") << TaskContext {};
    }

    void context()
    {
        QFETCH(QByteArray, json);
        const TaskContext context = taskOf(R"("context":)" + json).context;
        QFETCH(TaskContext, context_);
        QCOMPARE(context.strings, context_.strings);
        QCOMPARE(context.lists, context_.lists);
        QCOMPARE(context.raw, context_.raw);
    }

    void operationWords()
    {
        QVERIFY(taskOf(R"("operation":"rollback")").operation == TaskOperation::Rollback);
        QVERIFY(taskOf(R"("operation":"Retry")").operation == TaskOperation::Retry);
        QCOMPARE(taskOf({}).operation, (OpenEnum<TaskOperation> { TaskOperation::Unknown, {} }));
        QCOMPARE(taskOf(R"("operation":"PAUSE")").operation, (OpenEnum<TaskOperation> { TaskOperation::Unknown, u"PAUSE"_s }));
        QVERIFY(subtaskOf(R"("operation":"ROLLBACK_SKIP")").operation == TaskOperation::RollbackSkip);
    }

    void unknownStatusIsKept()
    {
        QCOMPARE(taskOf(R"("status":"WARNING")").status, (OpenEnum<TaskStatus> { TaskStatus::Unknown, u"WARNING"_s }));
        QCOMPARE(subtaskOf(R"("status":"PAUSED")").status, (OpenEnum<SubtaskStatus> { SubtaskStatus::Unknown, u"PAUSED"_s }));
        QCOMPARE(taskOf(R"("status":3)").status, (OpenEnum<TaskStatus> { TaskStatus::Unknown, u"3"_s }));
    }

    void typeIsKeptAsSent()
    {
        QCOMPARE(taskOf(R"("type":"SYS_ONECE")").type, u"SYS_ONECE"_s);
        QCOMPARE(taskOf(R"("type":"SYS_ONCE")").type, u"SYS_ONCE"_s);
    }

    void prohibitions()
    {
        QVERIFY(!taskOf({}).prohibitRollback);
        QVERIFY(taskOf(R"("prohibitRollback":true)").prohibitRollback);
        QVERIFY(!subtaskOf(R"("name":"x")").prohibitSkip);
        QVERIFY(subtaskOf(R"("prohibitSkip":true,"prohibitRollback":true)").prohibitSkip);
        QVERIFY(taskOf(R"("isRemote":true)").isRemote);
    }

    void classNameIsPassedOver()
    {
        QCOMPARE(subtaskOf(R"("className":"com.x.Y","name":"n")").name, u"n"_s);
    }

    void misspeltDescription()
    {
        QCOMPARE(subtaskOf(R"("description":"d")").description, u"d"_s);
        QCOMPARE(subtaskOf(R"("descripiton":"d")").description, u"d"_s);
    }

    void idsAsText()
    {
        const Task task = taskOf(R"("clusterId":"9007199254740993","subtasks":[{"id":"12","upstreams":["13"]}])");
        QCOMPARE(task.cluster->id, ClusterId(9007199254740993));
        QCOMPARE(task.subtasks.first().id, SubtaskId(12));
        QCOMPARE(task.subtasks.first().upstreams, QList { SubtaskId(13) });
    }

    void idsAbove2To53()
    {
        QCOMPARE(decodeTaskReply(R"({"id":9007199254740993})")->id, TaskId(9007199254740993));
        QCOMPARE(decodeTaskReply(R"({"id":9223372036854775807})")->id, TaskId(9223372036854775807));
        QVERIFY(!decodeTaskReply(R"({"id":9223372036854775808})")); // would be a rounded double
    }

    void batchCreateAsOneObject()
    {
        const Result<Task> task = decodeTaskReply(R"({"successful":true,"data":{"id":5,"hostIds":[1,2]}})");
        QVERIFY(task);
        QCOMPARE(task->id, TaskId(5));
    }

    void times()
    {
        QVERIFY(!taskOf(R"("finishTime":null)").finishTime);
        QVERIFY(!taskOf(R"("finishTime":"")").finishTime);
        QCOMPARE(taskOf(R"("finishTime":"2021-09-02T08:39:29.295684Z")").finishTime, utc("2021-09-02T08:39:29.296Z"));
        // Without a zone: the one the envelope's timestamp is in.
        const Result<Task> task = decodeTaskReply(
            R"({"successful":true,"timestamp":"2021-03-02T11:06:34+08:00","data":{"id":1,"startTime":"2021-03-02T11:00:00"}})");
        QCOMPARE(task->startTime, utc("2021-03-02T03:00:00Z"));
    }

    void bareForms()
    {
        QCOMPARE(decodeTaskReply(R"({"id":5,"status":"RUNNING"})")->id, TaskId(5));
        QCOMPARE(decodeSavedTasks(R"([{"id":5},{"id":6}])")->size(), 2);
        QCOMPARE(decodeSavedTasks(R"({"contents":[{"id":5},{"id":6}]})")->size(), 2);
        QVERIFY(decodeSavedTasks(R"({"contents":[]})")->isEmpty());
    }

    /// Only what identifies the task fails it.
    void errorsNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("detail");
        QTest::newRow("no id") << QByteArray(R"({"successful":true,"data":{"name":"x"}})") << u"data.id"_s << u"expected an integer, found nothing"_s;
        QTest::newRow("no data") << QByteArray(R"({"successful":true})") << u"data"_s << u"expected an object, found nothing"_s;
        QTest::newRow("id") << QByteArray(R"({"id":"abc"})") << u"id"_s << QString::fromUtf8(R"(expected an integer, found "abc")");
        QTest::newRow("nothing of a list") << QByteArray(R"({"successful":true,"data":{"contents":[{"id":true}]}})")
                                           << QString() << u"data.contents[0].id: expected an integer, found true"_s;
    }

    void errorsNameTheirPlace()
    {
        QFETCH(QByteArray, json);
        const Result<Task> task = decodeTaskReply(json);
        QVERIFY(!task);
        QCOMPARE(task.error().kind, ApiError::Kind::Parse);
        QTEST(task.error().fieldPath, "path");
        QTEST(task.error().detail, "detail");
    }

    /// What only decorates is left out and noted, on the step where it is the step's.
    void oddities_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QStringList>("ofTheTask");
        QTest::addColumn<QStringList>("ofTheStep");
        const auto row = [](const char *name, const char *members, const QStringList &ofTheTask, const QStringList &ofTheStep = {}) {
            QTest::newRow(name) << QByteArray(members) << ofTheTask << ofTheStep;
        };
        row("nothing", R"("subtasks":[{"id":1}])", {});
        row("subtask id", R"("subtasks":[{"id":1},{"id":2},{"id":3},{"id":"abc"}])", { QString::fromUtf8(R"(subtasks[3].id: expected an integer, found "abc")") });
        row("old list key", R"("tasks":[{"id":1},{"id":1.5}])", { u"tasks[1].id: expected an integer, found 1.5"_s });
        row("no object", R"("subtasks":[{"id":1},null])", { u"subtasks[1]: expected an object, found nothing"_s });
        row("edge", R"("subtasks":[{"id":1,"downstreams":[2,{}]}])", {}, { u"downstreams[1]: expected an integer, found an object"_s });
        row("array for object", R"("subtasks":[{"id":1}],"cluster":[])", { u"cluster: expected an object, found an array"_s });
        row("object for array", R"("subtasks":{})", { u"subtasks: expected an array, found an object"_s });
        row("no list", R"("WrappedSubtaskInstance":[{"id":1}])", { u"no list of subtasks"_s });
        row("name", R"("subtasks":[{"id":1}],"name":5)", { u"name: expected a text, found 5"_s });
        row("flag", R"("subtasks":[{"id":1}],"isRemote":"yes")", { QString::fromUtf8(R"(isRemote: expected true or false, found "yes")") });
        row("time", R"("subtasks":[{"id":1}],"startTime":"2021-02-30T00:00:00Z")",
            { QString::fromUtf8(R"(startTime: expected a time, found "2021-02-30T00:00:00Z")") });
        row("two", R"("subtasks":[{"id":1,"runTime":"x"}],"name":[],"creator":7)",
            { u"name: expected a text, found an array"_s, u"creator: expected a text, found 7"_s },
            { QString::fromUtf8(R"(runTime: expected an integer, found "x")") });
        row("32 bits", R"("subtasks":[{"id":1,"runTime":5000000000}])", {}, { u"runTime: expected an integer of 32 bits, found 5000000000"_s });
    }

    void oddities()
    {
        QFETCH(QByteArray, members);
        const Task task = taskOf(members);
        QCOMPARE(task.id, TaskId(1));
        QTEST(task.oddities, "ofTheTask");
        QTEST(task.subtasks.value(0).oddities, "ofTheStep");
    }

    void badEntriesOfAListCostThemselves()
    {
        const Result<QList<Task>> tasks = decodeSavedTasks(R"({"successful":true,"data":{"contents":[{"id":1},{"id":true},5,{"id":4,"subtasks":[{}]}]}})");
        QVERIFY(tasks);
        QCOMPARE(tasks->size(), 2);
        QCOMPARE(tasks->at(1).id, TaskId(4));
        QCOMPARE(tasks->at(1).oddities, QStringList { u"subtasks[0].id: expected an integer, found nothing"_s });
    }

    /// A hostile reply is not remembered for ever.
    void odditiesAreLimited()
    {
        const QByteArray many = "{}" + QByteArray(",{}").repeated(999);
        QCOMPARE(taskOf(R"("subtasks":[)" + many + "]").oddities.size(), JsonContext::mostOddities);
    }

    void whatIsPlainIsReadWithoutANote()
    {
        const Task task = taskOf(R"("subtasks":[{"id":1}],"prohibitRollback":"true","isRemote":1,"startTime":1614654394345,"finishTime":"1614654394")");
        QVERIFY(task.prohibitRollback);
        QVERIFY(task.isRemote);
        QCOMPARE(task.startTime, utc("2021-03-02T03:06:34.345Z"));
        QCOMPARE(task.finishTime, utc("2021-03-02T03:06:34Z"));
        QCOMPARE(task.oddities, QStringList());
        QCOMPARE(taskOf(R"("subtasks":[],"prohibitRollback":"FALSE","isRemote":0,"startTime":0)"), taskOf(R"("subtasks":[])"));
        QCOMPARE(taskOf(R"("startTime":"2021-03-02 03:06:34")").startTime, utc("2021-03-02T03:06:34Z"));
        // Neither seconds nor milliseconds for sure.
        QVERIFY(!taskOf(R"("subtasks":[],"startTime":12345)").startTime);
        QCOMPARE(taskOf(R"("subtasks":[],"startTime":12345)").oddities, QStringList { u"startTime: expected a time, found 12345"_s });
        QVERIFY(taskOf(R"("subtasks":[],"prohibitRollback":2)").oddities.first().startsWith("prohibitRollback"_L1));
    }

    void referencesWithoutAnId()
    {
        const Task task = taskOf(R"("subtasks":[],"cluster":{"name":"obgone","obClusterId":1009},"tenantInfo":{"name":"t","obTenantId":1584})");
        QCOMPARE(task.cluster, (ClusterRef { {}, u"obgone"_s, 1009 }));
        QCOMPARE(task.tenant, (TenantRef { {}, u"t"_s }));
        QCOMPARE(task.oddities, QStringList());
        // The id beside the object is that of the object.
        QCOMPARE(taskOf(R"("clusterId":5,"cluster":{"name":"c"})").cluster, (ClusterRef { ClusterId(5), u"c"_s, {} }));
        QVERIFY(!taskOf(R"("cluster":{})").cluster);
    }

    void sameOddityIsNoChange()
    {
        const QByteArray members = R"("name":5,"subtasks":[{"id":1,"runTime":"x"}])";
        QCOMPARE(taskOf(members), taskOf(members));
    }

    void notATaskAtAll()
    {
        QCOMPARE(decodeTaskReply("<html>").error().kind, ApiError::Kind::Parse);
        QCOMPARE(decodeTaskReply({}).error().kind, ApiError::Kind::Parse);
        QCOMPARE(decodeTaskReply(sample("error-429-rate-limit")).error().kind, ApiError::Kind::RateLimited);
        QCOMPARE(decodeTaskReply(R"({"successful":true,"data":{"contents":[]}})").error().fieldPath, u"data.contents"_s);
    }

    void tooDeep()
    {
        const QByteArray nested = QByteArray("[").repeated(1025) + QByteArray("]").repeated(1025);
        QCOMPARE(decodeTaskReply(R"({"id":1,"x":)" + nested + "}").error().kind, ApiError::Kind::Parse);
    }

    void limitsAreNamed()
    {
        QByteArray subtasks = R"({"id":1})";
        subtasks += QByteArray(R"(,{"id":1})").repeated(maxSubtasks - 1);
        QCOMPARE(decodeTaskReply(R"({"id":1,"subtasks":[)" + subtasks + "]}")->subtasks.size(), 20'000);
        const Result<Task> tooMany = decodeTaskReply(R"({"id":1,"subtasks":[)" + subtasks + R"(,{"id":1}]})");
        QCOMPARE(tooMany.error().fieldPath, u"subtasks"_s);
        QCOMPARE(tooMany.error().detail, u"more than 20000 subtasks"_s);
        const QByteArray edges = "1" + QByteArray(",1").repeated(maxEdges);
        const Result<Task> dense = decodeTaskReply(R"({"id":1,"subtasks":[{"id":1,"upstreams":[)" + edges + "]}]}");
        QCOMPARE(dense.error().detail, u"more than 200000 edges"_s);
    }
};

QTEST_GUILESS_MAIN(TestDecodeTask)
#include "tst_decodetask.moc"
