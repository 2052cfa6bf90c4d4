// SPDX-License-Identifier: GPL-3.0-or-later
// The typed calls: what they ask, what they answer, and how calls end early.
#include "ocp/ocpclient.h"
#include "ocp/transport.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/login.h"
#include "support/memoryintents.h"
#include "support/samples.h"

#include <QPointer>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ApiError::Kind;

} // namespace

class TestOcpClient : public QObject
{
    Q_OBJECT

private slots:
    /// A blank in a query is signed in different ways: with an access key the name goes out as far as all sign it alike, and the rest is
    /// sifted here.
    void namesOfSignedQueries()
    {
        for (const AuthKind kind : { AuthKind::AccessKey, AuthKind::Basic }) {
            FaultServer server;
            server.answer(scripts::ok(R"({"successful":true,"data":{"contents":[{"id":1,"name":"add ob SERVER"},{"id":2,"name":"Stop OB server"}],)"
                                      R"("page":{"number":1,"size":2,"totalElements":9,"totalPages":5}}})"));
            Connection connection = connectionTo(server.url());
            connection.authKind = kind;
            OcpClient client(connection, password());
            TaskQuery query;
            query.nameKeyword = u"Add OB server"_s;
            Caught<Page<Task>> tasks;
            client.fetchTasks(query, tasks.context(), tasks.callback());
            QVERIFY(tasks.wait() && tasks.ok());
            const bool isSigned = kind == AuthKind::AccessKey;
            QCOMPARE(server.requests().constFirst().parameter("name"), isSigned ? QByteArray("server") : QByteArray("Add OB server"));
            QCOMPARE(tasks.value().isSifted, isSigned);
            QCOMPARE(tasks.value().items.size(), isSigned ? 1 : 2);
            QCOMPARE(tasks.value().totalElements, 9);
        }
    }

    void requests_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<QByteArray>("target");
        QTest::newRow("clusters") << 0 << QByteArray("/api/v2/ob/clusters?name=ob%20prod&page=1&size=200");
        QTest::newRow("zones") << 1 << QByteArray("/api/v2/ob/clusters/21/zones");
        QTest::newRow("servers") << 2 << QByteArray("/api/v2/ob/clusters/21/servers");
        QTest::newRow("servers of a zone") << 3 << QByteArray("/api/v2/ob/clusters/21/zones/zone%2F1%3F/servers");
        QTest::newRow("hosts") << 4 << QByteArray("/api/v2/compute/hosts?excludedServiceType=OMS&includedServiceType=OB_CLUSTER%2COCP_AGENT&keyword=h&page=1&size=200&status=AVAILABLE");
        QTest::newRow("IDCs") << 5 << QByteArray("/api/v2/compute/idcs?page=1&size=200");
        QTest::newRow("regions") << 6 << QByteArray("/api/v2/compute/regions?page=1&size=200");
        QTest::newRow("host types") << 7 << QByteArray("/api/v2/compute/hostTypes?page=1&size=200");
        QTest::newRow("tasks") << 8 << QByteArray("/api/v2/tasks/instances?clusterId=21&hostId=3&name=Add%20OB%20server&page=2&size=2000&sort=id%2Cdesc&status=FAILED%2CRUNNING&type=MANUAL");
        QTest::newRow("task") << 9 << QByteArray("/api/v2/tasks/instances/107720");
        QTest::newRow("log") << 10 << QByteArray("/api/v2/tasks/instances/107720/subtasks/129372/log");
        QTest::newRow("info") << 11 << QByteArray("/api/v2/info");
        QTest::newRow("time") << 12 << QByteArray("/api/v2/time");
        QTest::newRow("status") << 13 << QByteArray("/api/status");
        QTest::newRow("audit") << 14 << QByteArray("/api/v2/audit/events?endTime=2026-03-02T07%3A13%3A00.000Z&operationEvent=ADD_OB_SERVERS%2CBATCH_ADD_OB_SERVERS&order=startTime%2Cdesc&page=1&size=20&startTime=2026-03-02T07%3A12%3A00.500Z");
    }

    void requests()
    {
        QFETCH(int, call);
        FaultServer server;
        server.answer(scripts::ok("{}"));
        OcpClient client(connectionTo(server.url()), password(), recording());
        QObject context;
        const ClusterId cluster(21);
        const auto ignore = [](const auto &) { };
        switch (call) {
        case 0: client.fetchClusters({ u"ob prod"_s }, &context, ignore); break;
        case 1: client.fetchZones(cluster, &context, ignore); break;
        case 2: client.fetchServers(cluster, &context, ignore); break;
        case 3: client.fetchZoneServers(cluster, u"zone/1?"_s, &context, ignore); break;
        case 4: client.fetchHosts({ { u"AVAILABLE"_s }, u"h"_s, { u"OCP_AGENT"_s, u"OB_CLUSTER"_s }, { u"OMS"_s } }, &context, ignore); break;
        case 5: client.fetchIdcs(&context, ignore); break;
        case 6: client.fetchRegions(&context, ignore); break;
        case 7: client.fetchHostTypes(&context, ignore); break;
        case 8: {
            TaskQuery query;
            query.nameKeyword = u"Add OB server"_s;
            query.statuses = { u"RUNNING"_s, u"FAILED"_s };
            query.clusterId = cluster;
            query.hostId = HostId(3);
            query.type = u"MANUAL"_s;
            query.page = 2;
            query.size = 99'999;
            client.fetchTasks(query, &context, ignore);
            break;
        }
        case 9: client.fetchTask(TaskId(107720), &context, ignore); break;
        case 10: client.fetchSubtaskLog(TaskId(107720), SubtaskId(129372), &context, ignore); break;
        case 11: client.fetchInfo(&context, ignore); break;
        case 12: client.fetchTime(&context, ignore); break;
        case 13: client.fetchStatus(&context, ignore); break;
        case 14: {
            AuditQuery query;
            query.operationEvents = { u"BATCH_ADD_OB_SERVERS"_s, u"ADD_OB_SERVERS"_s };
            // East of Greenwich: no "+" may come into the query.
            query.startTime = QDateTime(QDate(2026, 3, 2), QTime(15, 12, 0, 500), Qt::OffsetFromUTC, 8 * 3600);
            query.endTime = QDateTime(QDate(2026, 3, 2), QTime(7, 13), Qt::UTC);
            query.size = 20;
            client.fetchAuditEvents(query, &context, ignore);
            break;
        }
        }
        QTRY_COMPARE(server.count(), 1);
        QTEST(server.requests().value(0).target, "target");
    }

    void sampleReplies()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            if (request.path().endsWith("/log"))
                return scripts::ok(sample("subtask-log-4.2.2"));
            if (request.path() == "/api/v2/info")
                return scripts::ok(sample("get-info-4.2.2"));
            if (request.path() == "/api/v2/time")
                return scripts::reply(200, "2020-11-11T15:46:27.316+08:00", { { "Content-Type", "text/plain" } });
            if (request.path() == "/api/status")
                return scripts::reply(200, "okay", { { "Content-Type", "text/plain" } });
            if (request.path() == "/api/v2/audit/events")
                return scripts::ok(sample("audit-events-4.3.5"));
            if (request.path() == "/api/v2/tasks/instances")
                return scripts::ok(sample("list-tasks-4.2.2"));
            return scripts::ok(sample("list-zones-4.3"));
        });
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<QString> log, status;
        Caught<ServerInfo> info;
        Caught<QDateTime> time;
        Caught<Page<Task>> tasks;
        Caught<QList<Zone>> zones;
        Caught<Page<AuditEvent>> events;
        client.fetchAuditEvents({}, events.context(), events.callback());
        client.fetchSubtaskLog(TaskId(1), SubtaskId(2), log.context(), log.callback());
        client.fetchInfo(info.context(), info.callback());
        client.fetchTime(time.context(), time.callback());
        client.fetchStatus(status.context(), status.callback());
        client.fetchTasks({}, tasks.context(), tasks.callback());
        client.fetchZones(ClusterId(1000014), zones.context(), zones.callback());
        QVERIFY(log.wait() && log.ok());
        QVERIFY(log.value().startsWith("############{EXECUTE}{2021-08-25T15:09:32.697+08:00}############\n"_L1));
        QVERIFY(log.value().endsWith("new state: SUCCESSFUL\n"_L1));
        QCOMPARE(log.meta().traceId, u"5443013f6a1c4cfd"_s);
        QVERIFY(info.wait() && info.ok());
        QCOMPARE(info.value().buildVersion, u"2.5.0-SNAPSHOT"_s);
        QCOMPARE(info.value().name, u"ocp-server"_s);
        QVERIFY(time.wait() && time.ok());
        QCOMPARE(time.value(), QDateTime(QDate(2020, 11, 11), QTime(7, 46, 27, 316), Qt::UTC));
        QVERIFY(*time.meta().clockSkew < -24h);
        QVERIFY(status.wait() && status.ok());
        QCOMPARE(status.value(), u"okay"_s);
        QVERIFY(tasks.wait() && tasks.ok());
        QCOMPARE(tasks.value().items.size(), 2);
        QCOMPARE(tasks.value().number, 1);
        QCOMPARE(tasks.value().size, 10);
        QCOMPARE(tasks.value().totalElements, 2);
        QCOMPARE(tasks.value().totalPages, 1);
        QVERIFY(zones.wait() && zones.ok());
        QCOMPARE(zones.value().size(), 2);
        QCOMPARE(zones.meta().server, u"5e11a5f435"_s);
        QVERIFY(events.wait() && events.ok());
        QCOMPARE(events.value().items.size(), 3);
        QCOMPARE(events.value().totalElements, 44);
    }

    void subtaskAnswersOfChanges()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            if (request.path().endsWith("/skip"))
                return scripts::ok(sample("skip-subtask-ack"));
            if (request.path().endsWith("/cancel"))
                return scripts::ok(sample("cancel-subtask-ack"));
            if (request.path().contains("/subtasks/"))
                return scripts::ok(sample("retry-subtask-3.3.0"));
            return scripts::ok(sample(request.path().endsWith("/retry") ? "retry-task-4.2.2" : "rollback-task-4.2.2"));
        });
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<std::optional<Task>> retried, skipped, cancelled;
        Caught<std::optional<Task>> taskRetried, rolledBack;
        client.send(taskOperation(operations::retrySubtask, TaskId(1), SubtaskId(2)), {}, retried.context(), retried.callback());
        client.send(taskOperation(operations::skipSubtask, TaskId(1), SubtaskId(2)), {}, skipped.context(), skipped.callback());
        client.send(taskOperation(operations::cancelSubtask, TaskId(1), SubtaskId(2)), {}, cancelled.context(), cancelled.callback());
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, taskRetried.context(), taskRetried.callback());
        client.send(taskOperation(operations::rollbackTask, TaskId(1)), {}, rolledBack.context(), rolledBack.callback());
        QVERIFY(retried.wait() && retried.ok());
        QVERIFY(skipped.wait() && skipped.ok());
        QVERIFY(cancelled.wait() && cancelled.ok());
        QVERIFY(taskRetried.wait() && taskRetried.ok());
        QVERIFY(rolledBack.wait() && rolledBack.ok());
        QCOMPARE(taskRetried.value()->id, TaskId(35000312));
        QCOMPARE(rolledBack.value()->subtasks.size(), 4);
    }

    void logThatIsNotThere_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("no data") << QByteArray();
        QTest::newRow("null") << QByteArray(R"(,"data":null)");
        QTest::newRow("no log") << QByteArray(R"(,"data":{})");
        QTest::newRow("empty") << QByteArray(R"(,"data":{"log":""})");
    }

    void logThatIsNotThere()
    {
        QFETCH(QByteArray, data);
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true)" + data + "}"));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<QString> log;
        client.fetchSubtaskLog(TaskId(1), SubtaskId(2), log.context(), log.callback());
        QVERIFY(log.wait() && log.ok());
        QCOMPARE(log.value(), QString());
    }

    void decodeErrorsComeWithTheirPlace()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"traceId":"tr","data":{"id":"abc","subtasks":[{"id":1}]}})"));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback());
        QVERIFY(task.wait());
        QCOMPARE(task.error().kind, Kind::Parse);
        QCOMPARE(task.error().fieldPath, u"data.id"_s);
        QCOMPARE(task.error().detail, u"expected an integer, found \"abc\""_s);
        QCOMPARE(task.error().traceId, u"tr"_s);
        QCOMPARE(task.error().httpStatus, 200);
    }

    // ---- the guard

    void guardedChangesReachNoServer()
    {
        for (const AccessMode mode : { AccessMode::ReadOnly, AccessMode::Protected }) {
            FaultServer server;
            server.answer(scripts::ok(R"({"successful":true,"data":{"id":1}})"));
            Connection connection = connectionTo(server.url());
            connection.accessMode = mode;
            OcpClient client(connection, password(), recording());
            Caught<std::optional<Task>> added;
            Caught<std::optional<Task>> retried, rolledBack;
            Caught<std::optional<Task>> subtaskRetried, skipped, cancelled;
            client.send(addServersOperation({ ClusterId(1), u"z"_s, { HostId(1) } }), {}, added.context(), added.callback());
            client.send(taskOperation(operations::retryTask, TaskId(1)), {}, retried.context(), retried.callback());
            client.send(taskOperation(operations::rollbackTask, TaskId(1)), {}, rolledBack.context(), rolledBack.callback());
            client.send(taskOperation(operations::retrySubtask, TaskId(1), SubtaskId(2)), {}, subtaskRetried.context(), subtaskRetried.callback());
            client.send(taskOperation(operations::skipSubtask, TaskId(1), SubtaskId(2)), {}, skipped.context(), skipped.callback());
            client.send(taskOperation(operations::cancelSubtask, TaskId(1), SubtaskId(2)), {}, cancelled.context(), cancelled.callback());
            QVERIFY(!added.came()); // never from within the call
            QVERIFY(added.wait() && retried.wait() && rolledBack.wait() && subtaskRetried.wait() && skipped.wait() && cancelled.wait());
            for (const ApiError &error : { added.error(), retried.error(), rolledBack.error(), subtaskRetried.error(), skipped.error(), cancelled.error() }) {
                QCOMPARE(error.kind, Kind::Guarded);
                QCOMPARE(error.outcome, ApiError::Outcome::NotSent);
            }
            QCOMPARE(server.count(), 0);
            // Reading goes on, and proves that nothing was merely late.
            Caught<Task> read;
            client.fetchTask(TaskId(1), read.context(), read.callback());
            QVERIFY(read.wait() && read.ok());
            QCOMPARE(server.count("POST"), 0);
            QCOMPARE(server.count(), 1);
        }
    }

    void confirmedChangePasses()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"data":{"id":5}})"));
        Connection connection = connectionTo(server.url());
        connection.accessMode = AccessMode::Protected;
        OcpClient client(connection, password(), recording());
        Caught<std::optional<Task>> added;
        client.send(addServersOperation({ ClusterId(1), u"z"_s, { HostId(1) } }), { u"change 4711"_s, u"obprod"_s, u"obprod"_s }, added.context(), added.callback());
        QVERIFY(added.wait() && added.ok());
        QCOMPARE(server.count("POST"), 1);
    }

    void incompleteRequestsReachNoServer()
    {
        FaultServer server;
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<std::optional<Task>> noHosts, noZone;
        Caught<QList<ObServer>> up;
        client.send(addServersOperation({ ClusterId(1), u"z"_s, {} }), {}, noHosts.context(), noHosts.callback());
        client.send(addServersOperation({ ClusterId(1), {}, { HostId(1) } }), {}, noZone.context(), noZone.callback());
        client.fetchZoneServers(ClusterId(1), u".."_s, up.context(), up.callback());
        QVERIFY(noHosts.wait() && noZone.wait() && up.wait());
        QCOMPARE(noHosts.error().kind, Kind::InvalidRequest);
        QCOMPARE(noHosts.error().outcome, ApiError::Outcome::NotSent);
        QCOMPARE(noZone.error().kind, Kind::InvalidRequest);
        QCOMPARE(up.error().kind, Kind::InvalidRequest);
        QCOMPARE(server.count(), 0);
    }

    void bodyOfAddServers()
    {
        const AddServersRequest request { ClusterId(21), u"zone \"ä\""_s, { HostId(9007199254740993), HostId(2), HostId(2) } };
        QCOMPARE(request.path(), "/api/v2/ob/clusters/21/servers");
        QCOMPARE(request.body(), "{\"zoneName\":\"zone \\\"\xc3\xa4\\\"\",\"servers\":[2,9007199254740993]}");
        // The documented request, but for white space.
        const AddServersRequest documented { ClusterId(1), u"zone2"_s, { HostId(1) } };
        QCOMPARE(QJsonDocument::fromJson(documented.body()), QJsonDocument::fromJson(sample("add-observer-request")));
    }

    // ---- ends of life

    void callDeletesItselfAfterItsCallback()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"data":{"id":1}})"));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> task;
        QPointer<ApiCall> call = client.fetchTask(TaskId(1), task.context(), task.callback());
        QVERIFY(call);
        QVERIFY(task.wait());
        QTRY_VERIFY(!call);
        QCOMPARE(task.thread(), QThread::currentThread());
    }

    void noCallbackAfterCancel()
    {
        FaultServer server;
        server.answer(scripts::delayed(50ms, scripts::ok(R"({"successful":true,"data":{"id":1}})")));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> cancelled, after;
        QPointer<ApiCall> call = client.fetchTask(TaskId(1), cancelled.context(), cancelled.callback());
        call->cancel();
        call->cancel();
        QTRY_VERIFY(!call);
        client.fetchTask(TaskId(2), after.context(), after.callback());
        QVERIFY(after.wait());
        QCOMPARE(cancelled.times(), 0);
    }

    /// The guard's answer is in the event queue already when the call is cancelled.
    void noCallbackWhenTheAnswerIsQueued()
    {
        Connection connection = connectionTo(QUrl(u"http://127.0.0.1:1"_s));
        connection.accessMode = AccessMode::ReadOnly;
        OcpClient client(connection, password(), recording());
        Caught<std::optional<Task>> cancelled, after;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, cancelled.context(), cancelled.callback())->cancel();
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, after.context(), after.callback());
        QVERIFY(after.wait());
        QCOMPARE(cancelled.times(), 0);
    }

    void cancelledWhileWaitingInLine()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.path().endsWith("/1") ? scripts::delayed(200ms, scripts::ok(R"({"successful":true,"data":{"id":1}})"))
                                                 : scripts::ok(R"({"successful":true,"data":{"id":1}})");
        });
        TransportLimits limits;
        limits.parallelReads = 1;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        Caught<Task> first, waiting, last;
        client.fetchTask(TaskId(1), first.context(), first.callback());
        client.fetchTask(TaskId(2), waiting.context(), waiting.callback())->cancel();
        client.fetchTask(TaskId(3), last.context(), last.callback());
        QVERIFY(first.wait() && last.wait());
        QCOMPARE(waiting.times(), 0);
        QCOMPARE(server.count(), 2);
    }

    void cancelFreesTheSlot()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.path().endsWith("/1") ? scripts::hang() : scripts::ok(R"({"successful":true,"data":{"id":1}})");
        });
        TransportLimits limits;
        limits.parallelReads = 1;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        Caught<Task> stuck, next;
        ApiCall *call = client.fetchTask(TaskId(1), stuck.context(), stuck.callback());
        QTRY_COMPARE(server.count(), 1);
        client.fetchTask(TaskId(2), next.context(), next.callback());
        call->cancel();
        QVERIFY(next.wait() && next.ok());
        QCOMPARE(stuck.times(), 0);
    }

    void noCallbackAfterTheContextDied()
    {
        FaultServer server;
        server.answer(scripts::delayed(50ms, scripts::ok(R"({"successful":true,"data":{"id":1}})")));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> orphan, after;
        QPointer<ApiCall> call = client.fetchTask(TaskId(1), orphan.context(), orphan.callback());
        QTRY_COMPARE(server.count(), 1);
        orphan.deleteContext();
        QTRY_VERIFY(!call);
        client.fetchTask(TaskId(2), after.context(), after.callback());
        QVERIFY(after.wait());
        QCOMPARE(orphan.times(), 0);
    }

    void contextDiesInItsOwnCallback()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"data":{"id":1}})"));
        OcpClient client(connectionTo(server.url()), password(), recording());
        auto context = std::make_unique<QObject>();
        int times = 0;
        client.fetchTask(TaskId(1), context.get(), [&](const auto &) {
            ++times;
            context.reset();
        });
        QTRY_COMPARE(times, 1);
        QVERIFY(!context);
    }

    void clientDiesInACallback()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"data":{"id":1}})"));
        auto client = std::make_unique<OcpClient>(connectionTo(server.url()), password(), recording());
        QObject context;
        int times = 0;
        for (int i = 0; i < 3; ++i) {
            client->fetchTask(TaskId(1), &context, [&](const auto &) {
                ++times;
                client.reset();
            });
        }
        QTRY_COMPARE(times, 1);
        QVERIFY(!client);
    }

    /// Clients come and go with calls at every stage; nothing may crash, call back or hang.
    void clientDiesWithCallsUnderWay()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.path().endsWith("/1") ? scripts::hang() : scripts::ok(R"({"successful":true,"data":{"id":1}})");
        });
        Caught<std::optional<Task>> changed;
        Caught<Task> hanging, quick;
        for (int round = 0; round < 50; ++round) {
            OcpClient client(connectionTo(server.url()), password(), recording());
            for (int i = 0; i < 6; ++i) {
                client.fetchTask(TaskId(1), hanging.context(), hanging.callback());
                client.fetchTask(TaskId(2), quick.context(), quick.callback());
            }
            client.send(addServersOperation({ ClusterId(1), u"z"_s, { HostId(1) } }), {}, changed.context(), changed.callback());
            if (round % 2 == 0)
                QTRY_VERIFY(server.count() > 0);
        }
        QCOMPARE(hanging.times(), 0);
        const int before = quick.times() + changed.times();
        OcpClient last(connectionTo(server.url()), password());
        Caught<Task> after;
        last.fetchTask(TaskId(2), after.context(), after.callback());
        QVERIFY(after.wait());
        QCOMPARE(quick.times() + changed.times(), before);
    }

    void callbackHoldsNothingAfterwards()
    {
        FaultServer server;
        server.answer(scripts::hang());
        auto token = std::make_shared<int>(1);
        QObject context;
        {
            OcpClient client(connectionTo(server.url()), password(), recording());
            client.fetchTask(TaskId(1), &context, [token](const auto &) { });
            QPointer<ApiCall> call = client.fetchTask(TaskId(1), &context, [token](const auto &) { });
            QCOMPARE(token.use_count(), 3);
            call->cancel();
            QCOMPARE(token.use_count(), 2); // let go at once, on this thread
        }
        QCOMPARE(token.use_count(), 1);
    }

    void contextOnAnotherThread()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"data":{"id":1}})"));
        OcpClient client(connectionTo(server.url()), password(), recording());
        QThread thread;
        thread.start();
        auto *context = new QObject;
        context->moveToThread(&thread);
        std::atomic<QThread *> ranOn = nullptr;
        client.fetchTask(TaskId(1), context, [&](const auto &) { ranOn = QThread::currentThread(); });
        QTRY_COMPARE(ranOn.load(), &thread);
        // And one that dies over there while the call is under way.
        server.answer(scripts::hang());
        QPointer<ApiCall> call = client.fetchTask(TaskId(1), context, [](const auto &) { });
        context->deleteLater();
        QTRY_VERIFY(!call);
        thread.quit();
        thread.wait();
    }
};

QTEST_GUILESS_MAIN(TestOcpClient)
#include "tst_ocpclient.moc"
