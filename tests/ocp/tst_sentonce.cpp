// SPDX-License-Identifier: GPL-3.0-or-later
// A change reaches the server at most once, whatever the connection does; and the caller learns what is known about it.
#include "ocp/ocpclient.h"
#include "ocp/transport.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/memoryintents.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Outcome = ApiError::Outcome;
using Kind = ApiError::Kind;

const QByteArray infoJson = R"({"name":"ocp-server","buildVersion":"4.2.2"})";
const QByteArray ackJson = R"({"successful":true,"status":200,"timestamp":"2021-08-25T15:10:13.176+08:00","traceId":"t"})";

Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.url = url;
    connection.user = u"admin"_s;
    return connection;
}

/// What all changes have in common: did an answer come, and which error.
struct Ended
{
    int times = 0;
    std::optional<ApiError> error;
};

bool waitFor(const std::shared_ptr<Ended> &ended)
{
    return QTest::qWaitFor([ended] { return ended->times > 0; }, 20'000);
}

using Change = std::function<void(OcpClient &, QObject *, std::shared_ptr<Ended>)>;

template<typename T>
Callback<T> into(std::shared_ptr<Ended> ended)
{
    return [ended](const Result<Fetched<T>> &answer) {
        ++ended->times;
        if (!answer)
            ended->error = answer.error();
    };
}

struct NamedChange
{
    const char *name;
    Change change;
    QByteArray path;
    QByteArray body;
};

QList<NamedChange> changes()
{
    const AddServersRequest add { ClusterId(1), u"zone2"_s, { HostId(1) } };
    const TaskId task(107720);
    const SubtaskId subtask(129372);
    return {
        { "add servers", [=](OcpClient &client, QObject *context, auto ended) { client.send(addServersOperation(add), {}, context, into<std::optional<Task>>(ended)); },
          "/api/v2/ob/clusters/1/servers", R"({"zoneName":"zone2","servers":[1]})" },
        { "retry task", [=](OcpClient &client, QObject *context, auto ended) { client.send(taskOperation(operations::retryTask, task), {}, context, into<std::optional<Task>>(ended)); },
          "/api/v2/tasks/instances/107720/retry", {} },
        { "roll back task", [=](OcpClient &client, QObject *context, auto ended) { client.send(taskOperation(operations::rollbackTask, task), {}, context, into<std::optional<Task>>(ended)); },
          "/api/v2/tasks/instances/107720/rollback", {} },
        { "retry subtask", [=](OcpClient &client, QObject *context, auto ended) { client.send(taskOperation(operations::retrySubtask, task, subtask), {}, context, into<std::optional<Task>>(ended)); },
          "/api/v2/tasks/instances/107720/subtasks/129372/retry", {} },
        { "skip subtask", [=](OcpClient &client, QObject *context, auto ended) { client.send(taskOperation(operations::skipSubtask, task, subtask), {}, context, into<std::optional<Task>>(ended)); },
          "/api/v2/tasks/instances/107720/subtasks/129372/skip", {} },
        { "cancel subtask", [=](OcpClient &client, QObject *context, auto ended) { client.send(taskOperation(operations::cancelSubtask, task, subtask), {}, context, into<std::optional<Task>>(ended)); },
          "/api/v2/tasks/instances/107720/subtasks/129372/cancel", {} },
    };
}

struct NamedFault
{
    const char *name;
    Script script;
    Outcome outcome;
    Kind kind;
};

/// Every way to lose or refuse a change, with what is known afterwards.
QList<NamedFault> faults()
{
    const QByteArray refusal = R"({"successful":false,"status":400,"error":{"code":11020,"message":"busy"},"traceId":"r"})";
    const QByteArray unforeseen = R"({"successful":false,"status":500,"error":{"code":0,"message":"Unexpected error"},"traceId":"r"})";
    const QByteArray late = R"({"successful":false,"status":408,"error":{"code":"COM10004","message":"timed out"},"traceId":"r"})";
    return {
        { "close", scripts::close(), Outcome::Unknown, Kind::ConnectionLost },
        { "reset", scripts::reset(), Outcome::Unknown, Kind::ConnectionLost },
        { "half header", scripts::halfHeader(), Outcome::Unknown, Kind::ConnectionLost },
        { "half body", scripts::halfBody(ackJson), Outcome::Unknown, Kind::ConnectionLost },
        { "body cut by close", scripts::untilClose(ackJson.left(30)), Outcome::Unknown, Kind::Parse },
        { "cut gzip", scripts::cutGzip(), Outcome::Unknown, Kind::NotOcp },
        { "hang", scripts::hang(), Outcome::Unknown, Kind::Timeout },
        { "proxy page 200", scripts::proxyPage(200), Outcome::Unknown, Kind::NotOcp },
        { "proxy page 502", scripts::proxyPage(502), Outcome::Unknown, Kind::ServerError },
        { "empty 200", scripts::ok({}), Outcome::Unknown, Kind::Parse },
        { "other JSON", scripts::ok(R"({"hello":"world"})"), Outcome::Unknown, Kind::NotOcp },
        { "401", scripts::reply(401, refusal, { { "WWW-Authenticate", "Basic realm=\"ocp\"" } }), Outcome::Refused, Kind::Unauthorized },
        { "403", scripts::reply(403, refusal), Outcome::Refused, Kind::Forbidden },
        { "404", scripts::reply(404, refusal), Outcome::Refused, Kind::NotFound },
        { "408", scripts::reply(408, late), Outcome::Unknown, Kind::Timeout },
        { "409", scripts::reply(409, refusal), Outcome::Refused, Kind::Refused },
        { "429", scripts::reply(429, refusal), Outcome::Refused, Kind::RateLimited },
        { "500", scripts::reply(500, unforeseen), Outcome::Unknown, Kind::ServerError },
        { "500 refusing", scripts::reply(500, refusal), Outcome::Refused, Kind::Refused },
        { "503", scripts::reply(503, {}), Outcome::Unknown, Kind::ServerError },
        { "successful:false", scripts::ok(R"({"successful":false,"status":200,"error":{"code":"OBE11020"}})"), Outcome::Refused, Kind::Refused },
        { "302", scripts::redirect(302, "http://other.example/login"), Outcome::Unknown, Kind::Redirect },
        { "307", scripts::redirect(307, "http://other.example/api"), Outcome::Refused, Kind::Redirect },
        { "308", scripts::redirect(308, "/elsewhere"), Outcome::Refused, Kind::Redirect },
    };
}

} // namespace

class TestSentOnce : public QObject
{
    Q_OBJECT

private slots:
    void reachesTheServerOnce_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("reused");
        for (int change = 0; change < changes().size(); ++change) {
            for (int fault = 0; fault < faults().size(); ++fault) {
                for (const bool reused : { false, true }) {
                    QTest::addRow("%s, %s, %s connection", changes().at(change).name, faults().at(fault).name, reused ? "reused" : "new")
                        << change << fault << reused;
                }
            }
        }
    }

    void reachesTheServerOnce()
    {
        QFETCH(int, change);
        QFETCH(int, fault);
        QFETCH(bool, reused);
        const NamedChange tried = changes().at(change);
        const NamedFault expected = faults().at(fault);
        FaultServer server;
        server.answer([expected](const SeenRequest &request) {
            return request.method == "GET" ? scripts::ok(infoJson) : expected.script;
        });
        TransportLimits limits;
        limits.mutationDeadline = fault >= 0 && expected.kind == Kind::Timeout ? 200ms : 60s;
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), recording(limits));
        if (reused) {
            Caught<ServerInfo> info;
            client.fetchInfo(info.context(), info.callback());
            QVERIFY(info.wait());
            QVERIFY(info.ok());
        }
        QObject context;
        auto ended = std::make_shared<Ended>();
        tried.change(client, &context, ended);
        QVERIFY(waitFor(ended));
        QCOMPARE(ended->times, 1);
        QVERIFY(ended->error);
        QCOMPARE(ended->error->outcome, expected.outcome);
        QCOMPARE(ended->error->kind, expected.kind);
        // Something sent again by itself would come on the heels of the first; a read behind it shows that nothing did.
        Caught<ServerInfo> after;
        client.fetchInfo(after.context(), after.callback());
        QVERIFY(after.wait());
        QVERIFY(after.ok());
        QCOMPARE(server.count("POST"), 1);
        for (const SeenRequest &request : server.requests()) {
            if (request.method != "POST")
                continue;
            QCOMPARE(request.path(), tried.path);
            QCOMPARE(request.body, tried.body);
            QCOMPARE(request.header("Content-Length"), QByteArray::number(tried.body.size()));
            QCOMPARE(request.header("Content-Type"), "application/json");
        }
        QCOMPARE(ended->times, 1);
    }

    /// The control: without our body device this Qt does send a POST again. Should it stop doing so one day, this test says that the
    /// device can be thought over.
    void plainPostIsSentAgain_data()
    {
        QTest::addColumn<int>("fault");
        for (int fault = 0; fault < 3; ++fault)
            QTest::newRow(faults().at(fault).name) << fault;
    }

    void plainPostIsSentAgain()
    {
        QFETCH(int, fault);
        FaultServer server;
        server.answer(faults().at(fault).script);
        QNetworkAccessManager manager;
        manager.setProxy(QNetworkProxy::NoProxy);
        QNetworkRequest request(server.url());
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        std::unique_ptr<QNetworkReply> reply(manager.post(request, QByteArray(R"({"zoneName":"zone2","servers":[1]})")));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        QVERIFY(finished.count() > 0 || finished.wait());
        QCOMPARE_GT(server.count("POST"), 1);
    }

    /// No connection, nothing sent: the caller may safely try again.
    void refusedConnectionIsNotSent_data()
    {
        QTest::addColumn<int>("change");
        for (int change = 0; change < changes().size(); ++change)
            QTest::newRow(changes().at(change).name) << change;
    }

    void refusedConnectionIsNotSent()
    {
        QFETCH(int, change);
        QUrl url;
        {
            FaultServer gone;
            url = gone.url();
        }
        OcpClient client(connectionTo(url), Credentials(u"pw"_s), recording());
        QObject context;
        auto ended = std::make_shared<Ended>();
        changes().at(change).change(client, &context, ended);
        QVERIFY(waitFor(ended));
        QCOMPARE(ended->times, 1);
        QVERIFY(ended->error);
        QCOMPARE(ended->error->kind, Kind::ConnectionRefused);
        QCOMPARE(ended->error->outcome, Outcome::NotSent);
    }

    /// The server took the change and died: the attempt to connect again is refused, but the change was sent all the same.
    void serverGoneAfterwardsIsUnknown_data() { refusedConnectionIsNotSent_data(); }

    void serverGoneAfterwardsIsUnknown()
    {
        QFETCH(int, change);
        FaultServer server;
        server.answer(scripts::vanish());
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), recording());
        QObject context;
        auto ended = std::make_shared<Ended>();
        changes().at(change).change(client, &context, ended);
        QVERIFY(waitFor(ended));
        QCOMPARE(ended->times, 1);
        QVERIFY(ended->error);
        QCOMPARE(ended->error->outcome, Outcome::Unknown);
        QCOMPARE(server.count("POST"), 1);
    }

    void failedHandshakeIsNotSent()
    {
        // A TLS client meets a server that talks plain text.
        FaultServer server;
        server.onConnect(scripts::rawThenClose("this is not TLS\r\n"));
        Connection connection = connectionTo(server.url());
        connection.url.setScheme(u"https"_s);
        OcpClient client(connection, Credentials(u"pw"_s), recording());
        QObject context;
        auto ended = std::make_shared<Ended>();
        changes().first().change(client, &context, ended);
        QVERIFY(waitFor(ended));
        QCOMPARE(ended->times, 1);
        QVERIFY(ended->error);
        QCOMPARE(ended->error->kind, Kind::Tls);
        QCOMPARE(ended->error->outcome, Outcome::NotSent);
        QCOMPARE(server.count(), 0);
    }

    void taskWithoutIdIsUnknown_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("no data") << QByteArray("null");
        QTest::newRow("no id") << QByteArray(R"({"name":"Add OB server"})");
        QTest::newRow("id is no integer") << QByteArray(R"({"id":"abc"})");
        QTest::newRow("id is a fraction") << QByteArray(R"({"id":1.5})");
    }

    void taskWithoutIdIsUnknown()
    {
        QFETCH(QByteArray, data);
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"status":200,"data":)" + data + "}"));
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), recording());
        Caught<std::optional<Task>> added;
        client.send(addServersOperation({ ClusterId(1), u"zone2"_s, { HostId(1) } }), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QVERIFY(!added.ok());
        QCOMPARE(added.error().outcome, Outcome::Unknown);
        QCOMPARE(added.error().kind, Kind::Parse);
    }

    /// The change was accepted; that something else in the answer is odd must not hide it.
    void taskWithAnIdIsAccepted()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"status":200,"data":{"id":9007199254740993,"name":"Add OB server","startTime":17}})"));
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), recording());
        Caught<std::optional<Task>> added;
        client.send(addServersOperation({ ClusterId(1), u"zone2"_s, { HostId(1) } }), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QVERIFY(added.ok());
        QCOMPARE(added.value()->id, TaskId(9007199254740993));
        QCOMPARE(added.value()->name, u"Add OB server"_s);
    }

    void acknowledgementIsEnoughForActions()
    {
        FaultServer server;
        server.answer(scripts::ok(ackJson));
        OcpClient client(connectionTo(server.url()), Credentials(u"pw"_s), recording());
        Caught<std::optional<Task>> retried, rolledBack;
        Caught<std::optional<Task>> skipped;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, retried.context(), retried.callback());
        client.send(taskOperation(operations::rollbackTask, TaskId(1)), {}, rolledBack.context(), rolledBack.callback());
        client.send(taskOperation(operations::skipSubtask, TaskId(1), SubtaskId(2)), {}, skipped.context(), skipped.callback());
        QVERIFY(retried.wait());
        QVERIFY(retried.ok());
        QVERIFY(rolledBack.wait());
        QVERIFY(rolledBack.ok());
        QVERIFY(skipped.wait());
        QVERIFY(skipped.ok());
        QVERIFY(!retried.value());
        QVERIFY(!rolledBack.value());
        QCOMPARE(skipped.meta().traceId, u"t"_s);
    }
};

QTEST_GUILESS_MAIN(TestSentOnce)
#include "tst_sentonce.moc"
