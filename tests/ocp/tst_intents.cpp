// SPDX-License-Identifier: GPL-3.0-or-later
// A change is written down before its first byte leaves, and what becomes of it before the caller hears of it.
#include "ocp/ocpclient.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/memoryintents.h"

#include <QTest>

#include <thread>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Outcome = ApiError::Outcome;
using Kind = ApiError::Kind;

const QByteArray acceptedJson = R"({"successful":true,"status":200,"traceId":"t1","data":{"id":107720,"name":"Add OB server","status":"RUNNING"}})";
const AddServersRequest request { ClusterId(21), u"zone2"_s, { HostId(3), HostId(1) } };

Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.id = u"c1"_s;
    connection.name = u"prod"_s;
    connection.url = url;
    connection.user = u"admin"_s;
    connection.environment = Environment::Staging;
    return connection;
}

/// Answers when the test says so, as a slow disk would; from another thread, as the journal does.
class SlowIntents final : public IntentLog
{
public:
    void begin(const Intent &intent, std::function<void(const std::optional<ApiError> &)> done) override
    {
        id = intent.id;
        begun = std::move(done);
    }
    void conclude(const QString &, const Conclusion &conclusion, std::function<void(bool)> done) override
    {
        const std::lock_guard lock(mutex);
        conclusions.append(conclusion);
        concluded = std::move(done);
    }
    void fetchTasksOfOthers(const QUrl &, const QString &, QObject *, std::function<void(const QSet<TaskId> &)>) override { }
    void answerBegin(const std::optional<ApiError> &refusal)
    {
        std::thread([this, refusal] { std::exchange(begun, nullptr)(refusal); }).join();
    }
    bool answerConclude(bool written)
    {
        const auto asked = [this] {
            const std::lock_guard lock(mutex);
            return concluded != nullptr;
        };
        if (!QTest::qWaitFor(asked, 20'000))
            return false;
        std::function<void(bool)> done;
        {
            const std::lock_guard lock(mutex);
            done = std::exchange(concluded, nullptr);
        }
        done(written);
        return true;
    }
    QList<Conclusion> all()
    {
        const std::lock_guard lock(mutex);
        return conclusions;
    }

    QString id;
    std::function<void(const std::optional<ApiError> &)> begun;

private:
    std::mutex mutex;
    QList<Conclusion> conclusions;              // protected by mutex
    std::function<void(bool)> concluded;        // protected by mutex
};

} // namespace

class TestIntents : public QObject
{
    Q_OBJECT

private slots:
    void nothingLeavesWithoutAJournal()
    {
        FaultServer server;
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s));
        Caught<std::optional<Task>> added;
        client.send(addServersOperation(request), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QVERIFY(!added.ok());
        QCOMPARE(added.error().kind, Kind::JournalFailed);
        QCOMPARE(added.error().outcome, Outcome::NotSent);
        QCOMPARE(server.count(), 0);
    }

    void intentHoldsWhatWillBeSent()
    {
        FaultServer server;
        server.answer(scripts::ok(acceptedJson));
        const auto log = std::make_shared<MemoryIntents>();
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> added;
        client.send(addServersOperation(request), { u"change 4711"_s, {}, u"obprod"_s, u"my-id"_s, u"3 OBServers"_s }, added.context(), added.callback());
        QVERIFY(added.wait());
        QVERIFY(added.ok());
        QCOMPARE(log->intents().size(), 1);
        const Intent intent = log->intents().constFirst();
        QCOMPARE(intent.id, u"my-id"_s);
        QCOMPARE(intent.kind, QString(operations::addServers));
        QCOMPARE(intent.connectionId, u"c1"_s);
        QCOMPARE(intent.connectionName, u"prod"_s);
        QCOMPARE(intent.server, server.url());
        QCOMPARE(intent.user, u"admin"_s);
        QCOMPARE(intent.environment, Environment::Staging);
        QCOMPARE(intent.cluster, std::optional(ClusterId(21)));
        QCOMPARE(intent.zone, u"zone2"_s);
        QCOMPARE(intent.hosts, request.hosts);
        QCOMPARE(intent.targetName, u"obprod"_s);
        QCOMPARE(intent.reason, u"change 4711"_s);
        QCOMPARE(intent.stateBefore, u"3 OBServers"_s);
        QCOMPARE(intent.method, server.requests().constFirst().method);
        QCOMPARE(intent.path, server.requests().constFirst().path());
        QCOMPARE(intent.body, server.requests().constFirst().body);
        QCOMPARE(log->conclusions().size(), 1);
        const auto [id, conclusion] = log->conclusions().constFirst();
        QCOMPARE(id, u"my-id"_s);
        QCOMPARE(conclusion.kind, Conclusion::Kind::Accepted);
        QCOMPARE(conclusion.task, std::optional(TaskId(107720)));
        QCOMPARE(conclusion.traceId, u"t1"_s);
        QCOMPARE(conclusion.httpStatus, 200);
    }

    void waitsForTheJournalBeforeItSends()
    {
        FaultServer server;
        server.answer([](const SeenRequest &seen) {
            return seen.method == "GET" ? scripts::ok(R"({"name":"ocp-server","buildVersion":"4.2.2"})") : scripts::ok(acceptedJson);
        });
        const auto log = std::make_shared<SlowIntents>();
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> added;
        client.send(addServersOperation(request), {}, added.context(), added.callback());
        Caught<ServerInfo> info; // a whole round trip later still nothing has left
        client.fetchInfo(info.context(), info.callback());
        QVERIFY(info.wait());
        QCOMPARE(server.count("POST"), 0);
        log->answerBegin(std::nullopt);
        // The answer is here, but the caller hears of it only when it is written down.
        QVERIFY(QTest::qWaitFor([&] { return log->all().size() == 1; }, 20'000));
        QCoreApplication::processEvents();
        QCOMPARE(added.times(), 0);
        QVERIFY(log->answerConclude(true));
        QVERIFY(added.wait());
        QVERIFY(added.ok());
        QCOMPARE(server.count("POST"), 1);
    }

    /// The answer is not lost with the disk.
    void answersThoughItCouldNotBeWrittenDown()
    {
        FaultServer server;
        server.answer(scripts::ok(acceptedJson));
        const auto log = std::make_shared<SlowIntents>();
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> added;
        client.send(addServersOperation(request), {}, added.context(), added.callback());
        log->answerBegin(std::nullopt);
        QVERIFY(log->answerConclude(false));
        QVERIFY(added.wait());
        QVERIFY(added.ok());
    }

    void whatTheJournalRefusesIsNotSent()
    {
        FaultServer server;
        server.answer(scripts::ok(acceptedJson));
        const auto log = std::make_shared<MemoryIntents>();
        ApiError refusal;
        refusal.kind = Kind::Unsettled;
        refusal.outcome = Outcome::NotSent;
        refusal.detail = u"host 3"_s;
        log->refuseWith(refusal);
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> added;
        client.send(addServersOperation(request), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QVERIFY(!added.ok());
        QCOMPARE(added.error(), refusal);
        QCOMPARE(server.count(), 0);
        QVERIFY(log->conclusions().isEmpty()); // there is nothing to conclude
    }

    void whatTheGuardRefusesIsNotEvenWrittenDown()
    {
        FaultServer server;
        const auto log = std::make_shared<MemoryIntents>();
        Connection connection = connectionTo(server.url());
        connection.accessMode = AccessMode::ReadOnly;
        OcpClient client(connection, Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> skipped;
        client.send(taskOperation(operations::skipSubtask, TaskId(1), SubtaskId(2)), {}, skipped.context(), skipped.callback());
        QVERIFY(skipped.wait());
        QCOMPARE(skipped.error().kind, Kind::Guarded);
        QVERIFY(log->intents().isEmpty());
        QCOMPARE(server.count(), 0);
    }

    void outcomeGoesByTheEvidence_data()
    {
        QTest::addColumn<int>("status"); // 0: the connection closes without a word
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("kind");
        QTest::newRow("400") << 400 << QByteArray("11020") << int(Conclusion::Kind::Refused);
        QTest::newRow("409") << 409 << QByteArray("11020") << int(Conclusion::Kind::Refused);
        QTest::newRow("500 with a code") << 500 << QByteArray("11020") << int(Conclusion::Kind::Refused);
        QTest::newRow("409 without") << 409 << QByteArray("0") << int(Conclusion::Kind::Unknown);
        QTest::newRow("408") << 408 << QByteArray("0") << int(Conclusion::Kind::Unknown);
        QTest::newRow("500") << 500 << QByteArray("0") << int(Conclusion::Kind::Unknown);
        QTest::newRow("504") << 504 << QByteArray("0") << int(Conclusion::Kind::Unknown);
        QTest::newRow("closed") << 0 << QByteArray() << int(Conclusion::Kind::Unknown);
    }

    void outcomeGoesByTheEvidence()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        FaultServer server;
        QFETCH(QByteArray, code);
        const QByteArray body = QByteArray(R"({"successful":false,"error":{"code":%code,"message":"busy"},"traceId":"t2"})").replace("%code", code);
        server.answer(status ? scripts::reply(status, body) : scripts::close());
        const auto log = std::make_shared<MemoryIntents>();
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> retried;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, retried.context(), retried.callback());
        QVERIFY(retried.wait());
        QCOMPARE(log->intents().constFirst().path, "/api/v2/tasks/instances/1/retry");
        QCOMPARE(log->intents().constFirst().task, std::optional(TaskId(1)));
        QCOMPARE(log->conclusions().size(), 1);
        const Conclusion conclusion = log->conclusions().constFirst().second;
        QCOMPARE(int(conclusion.kind), kind);
        QCOMPARE(conclusion.httpStatus, status);
        if (status) {
            QCOMPARE(conclusion.traceId, u"t2"_s);
            QCOMPARE(conclusion.message, u"busy"_s);
        }
    }

    void refusedConnectionIsConcludedAsNotSent()
    {
        QUrl url;
        {
            FaultServer gone;
            url = gone.url();
        }
        const auto log = std::make_shared<MemoryIntents>();
        OcpClient client(connectionTo(url), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> added;
        client.send(addServersOperation(request), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QCOMPARE(log->conclusions().size(), 1);
        QCOMPARE(log->conclusions().constFirst().second.kind, Conclusion::Kind::NotSent);
    }

    /// Nobody waits any more, but what became of the change is written down all the same.
    void cancelledWhileUnderWay()
    {
        FaultServer server;
        server.answer(scripts::delayed(100ms, scripts::ok(acceptedJson)));
        const auto log = std::make_shared<MemoryIntents>();
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> added;
        ApiCall *call = client.send(addServersOperation(request), {}, added.context(), added.callback());
        QVERIFY(QTest::qWaitFor([&] { return server.count("POST") == 1; }, 20'000));
        call->cancel();
        QVERIFY(QTest::qWaitFor([&] { return !log->conclusions().isEmpty(); }, 20'000));
        QCOMPARE(log->conclusions().constFirst().second.kind, Conclusion::Kind::Accepted);
        QCOMPARE(log->conclusions().constFirst().second.task, std::optional(TaskId(107720)));
        QCOMPARE(added.times(), 0);
    }

    void cancelledBeforeItLeft()
    {
        FaultServer server;
        const auto log = std::make_shared<SlowIntents>();
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), { .intents = log });
        Caught<std::optional<Task>> added;
        client.send(addServersOperation(request), {}, added.context(), added.callback())->cancel();
        log->answerBegin(std::nullopt);
        QVERIFY(log->answerConclude(true));
        QCOMPARE(log->all().constFirst().kind, Conclusion::Kind::NotSent);
        QCOMPARE(server.count(), 0);
    }

    void closedWhileUnderWay()
    {
        FaultServer server;
        server.answer(scripts::hang());
        const auto log = std::make_shared<MemoryIntents>();
        auto client = std::make_unique<OcpClient>(connectionTo(server.url()), Credentials(u"pw"_s), ClientOptions { .intents = log });
        Caught<std::optional<Task>> added;
        client->send(addServersOperation(request), {}, added.context(), added.callback());
        QVERIFY(QTest::qWaitFor([&] { return server.count("POST") == 1; }, 20'000));
        client.reset();
        QCOMPARE(log->conclusions().size(), 1);
        QCOMPARE(log->conclusions().constFirst().second.kind, Conclusion::Kind::Unknown);
        QCOMPARE(added.times(), 0);
    }

    void closedBeforeItLeft()
    {
        FaultServer server;
        const auto log = std::make_shared<SlowIntents>();
        auto client = std::make_unique<OcpClient>(connectionTo(server.url()), Credentials(u"pw"_s), ClientOptions { .intents = log });
        Caught<std::optional<Task>> added;
        client->send(addServersOperation(request), {}, added.context(), added.callback());
        client.reset();
        log->answerBegin(std::nullopt);
        QCOMPARE(log->all().constLast().kind, Conclusion::Kind::NotSent); // the last word: it is known after all
        QCOMPARE(server.count(), 0);
    }

    void claims()
    {
        QCOMPARE(addServersOperation({ ClusterId(1), u"z"_s, { HostId(12), HostId(3), HostId(12) } }).claims, (QStringList { u"host:12"_s, u"host:3"_s }));
        QCOMPARE(taskOperation(operations::retrySubtask, TaskId(7), SubtaskId(8)).claims, QStringList { u"task:7"_s });
        // As it is read back of a kind that is not known.
        Intent newer;
        newer.kind = u"stop-zone"_s;
        newer.hosts = { HostId(4) };
        newer.task = TaskId(9);
        QCOMPARE(claimsOnTargets(newer), (QStringList { u"host:4"_s, u"task:9"_s }));
    }

    void eachKindHasARowAndAPath()
    {
        QSet<QByteArray> paths;
        QList<Operation> all { addServersOperation({ ClusterId(21), u"zone1"_s, { HostId(3) } }) };
        for (const QLatin1StringView kind : { operations::retryTask, operations::rollbackTask })
            all.append(taskOperation(kind, TaskId(7)));
        for (const QLatin1StringView kind : { operations::retrySubtask, operations::skipSubtask, operations::cancelSubtask })
            all.append(taskOperation(kind, TaskId(7), SubtaskId(8)));
        QCOMPARE(all.size(), qsizetype(operationKinds().size()));
        for (const Operation &operation : all) {
            QVERIFY(operationKind(operation.kind));
            QCOMPARE(makesTask(operation.kind), operation.kind == operations::addServers);
            QCOMPARE(operation.method, "POST");
            QVERIFY(operation.unfit.isEmpty() && !operation.claims.isEmpty());
            paths.insert(operation.path);
        }
        QCOMPARE(paths, (QSet<QByteArray> { "/api/v2/ob/clusters/21/servers", "/api/v2/tasks/instances/7/retry", "/api/v2/tasks/instances/7/rollback",
                                            "/api/v2/tasks/instances/7/subtasks/8/retry", "/api/v2/tasks/instances/7/subtasks/8/skip",
                                            "/api/v2/tasks/instances/7/subtasks/8/cancel" }));
        QVERIFY(!operationKind(u"drop-cluster"_s) && !makesTask(u"drop-cluster"_s));
    }

    void whatHasNoRowIsNotSent()
    {
        FaultServer server;
        auto log = std::make_shared<MemoryIntents>();
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), { .intents = log });
        Operation unknown = taskOperation(operations::retryTask, TaskId(7));
        unknown.kind = u"stop-zone"_s;
        Operation otherVerb = taskOperation(operations::retryTask, TaskId(7));
        otherVerb.method = "DELETE";
        Operation unclaimed = taskOperation(operations::retryTask, TaskId(7));
        unclaimed.claims.clear();
        for (const Operation &operation : { unknown, otherVerb, unclaimed, addServersOperation({ ClusterId(1), {}, { HostId(1) } }) }) {
            Caught<std::optional<Task>> caught;
            client.send(operation, {}, caught.context(), caught.callback());
            QVERIFY(caught.wait() && !caught.ok());
            QCOMPARE(caught.error().kind, ApiError::Kind::InvalidRequest);
            QCOMPARE(caught.error().outcome, ApiError::Outcome::NotSent);
        }
        QCOMPARE(server.count(), 0);
    }

    void oneKeyPerServer_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("same");
        QTest::newRow("letter case") << u"HTTPS://OCP.Example:443"_s << u"https://ocp.example"_s << true;
        QTest::newRow("slash") << u"http://ocp.example:8080/ocp/"_s << u"http://ocp.example:8080/ocp"_s << true;
        QTest::newRow("user") << u"http://a:b@ocp.example"_s << u"http://ocp.example"_s << true;
        QTest::newRow("port") << u"http://ocp.example:8080"_s << u"http://ocp.example:8081"_s << false;
        QTest::newRow("scheme") << u"http://ocp.example"_s << u"https://ocp.example"_s << false;
        QTest::newRow("prefix") << u"http://ocp.example/a"_s << u"http://ocp.example/b"_s << false;
    }

    void oneKeyPerServer()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(bool, same);
        QCOMPARE(serverKey(QUrl(one)) == serverKey(QUrl(other)), same);
    }

    void wordsGoBothWays()
    {
        using CK = Conclusion::Kind;
        for (const CK kind : { CK::NotSent, CK::Accepted, CK::Refused, CK::Unknown, CK::Found, CK::Settled, CK::Observed })
            QCOMPARE(conclusionKindOf(wordOf(kind)), std::optional(kind));
        QVERIFY(!conclusionKindOf({}));
    }
};

QTEST_GUILESS_MAIN(TestIntents)
#include "tst_intents.moc"
