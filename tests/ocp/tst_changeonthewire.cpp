// SPDX-License-Identifier: GPL-3.0-or-later
// How a change goes over the wire: on a connection nobody has used, and never called unsent when a part of it may have arrived.
#include "ocp/ocpclient.h"
#include "ocp/oneshotbody.h"
#include "ocp/transport.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/memoryintents.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray taskJson = R"({"successful":true,"status":200,"data":{"id":1}})";

Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.url = url;
    connection.user = u"admin"_s;
    return connection;
}

} // namespace

class TestChangeOnTheWire final : public QObject
{
    Q_OBJECT

private slots:
    void hasAConnectionOfItsOwn();
    void bodyKnowsWhatWasTaken();
    void slowAnswerIsNoMissingConnection();
    void partOfABodyIsNotUnsent();
    void userWithAControlCharacterIsRefused_data();
    void userWithAControlCharacterIsRefused();
};

/// A connection that was idle may be dead already, which shows only when the change is on its way.
void TestChangeOnTheWire::hasAConnectionOfItsOwn()
{
    FaultServer server;
    server.answer(scripts::ok(taskJson));
    OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording());
    for (int i = 0; i < 2; ++i) {
        Caught<Task> read;
        client.fetchTask(TaskId(1), read.context(), read.callback());
        QVERIFY(read.wait());
        Caught<std::optional<Task>> change;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait());
        QVERIFY(change.ok());
    }
    const QList<SeenRequest> seen = server.requests();
    QCOMPARE(seen.size(), 4);
    QCOMPARE(seen.at(2).connection, seen.at(0).connection); // reads share one
    QVERIFY(seen.at(1).connection != seen.at(0).connection);
    QVERIFY(seen.at(3).connection != seen.at(0).connection);
    QVERIFY(seen.at(3).connection != seen.at(1).connection);
}

/// Whether a change may have left goes by this: Qt says that a request was sent some time after it has taken the first bytes of it.
void TestChangeOnTheWire::bodyKnowsWhatWasTaken()
{
    OneShotBody body("0123456789");
    QCOMPARE(body.taken(), 0);
    QCOMPARE(body.bytesAvailable(), 10);
    QCOMPARE(body.read(4), "0123");
    QCOMPARE(body.taken(), 4);
    QVERIFY(!body.reset());
    QVERIFY(!body.seek(0));
    QCOMPARE(body.read(100), "456789");
    QCOMPARE(body.taken(), 10);
    QVERIFY(body.atEnd());
    QCOMPARE(body.read(1), QByteArray());
    QCOMPARE(body.taken(), 10);
}

/// Without TLS nothing but the body that was taken tells that there is a connection: the limit for making one is over then.
void TestChangeOnTheWire::slowAnswerIsNoMissingConnection()
{
    FaultServer server;
    server.answer(scripts::delayed(400ms, scripts::ok(taskJson)));
    TransportLimits limits;
    limits.connect = 100ms;
    OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(limits));
    Caught<std::optional<Task>> added;
    client.send(addServersOperation({ ClusterId(1), u"zone2"_s, { HostId(1) } }), {}, added.context(), added.callback());
    QVERIFY(added.wait());
    QVERIFY(added.ok());
    QCOMPARE(server.count("POST"), 1);
}

/// The server dies in the middle of a body that no buffer holds whole.
void TestChangeOnTheWire::partOfABodyIsNotUnsent()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->setReadBufferSize(64 * 1024);
        connect(socket, &QIODevice::readyRead, socket, [socket] {
            if (socket->bytesAvailable() >= 64 * 1024)
                socket->abort();
        });
    });
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    Transport transport(connectionTo(url), Credentials(u"geheim"_s));
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.path = "/api/v2/ob/clusters/1/servers";
    request.body = QByteArray(64 * 1024 * 1024, ' ');
    std::atomic_bool came = false;
    HttpReply reply;                    // read once `came` is set
    transport.send(transport.newCallId(), request, [&](const HttpReply &received) -> std::optional<HttpRequest> {
        reply = received;
        came = true;
        return {};
    });
    QTRY_VERIFY_WITH_TIMEOUT(came, 20'000);
    QVERIFY(reply.failure);
    QCOMPARE(reply.status, 0);
    QVERIFY(reply.sent);
}

void TestChangeOnTheWire::userWithAControlCharacterIsRefused_data()
{
    QTest::addColumn<QString>("user");
    QTest::newRow("line end") << u"admin\r\nX"_s;
    QTest::newRow("NUL") << u"admin"_s + QChar(0);
    QTest::newRow("escape") << u"ad\x1bmin"_s;
    QTest::newRow("C1") << u"ad\u0085min"_s;
}

void TestChangeOnTheWire::userWithAControlCharacterIsRefused()
{
    QFETCH(const QString, user);
    FaultServer server;
    server.answer(scripts::ok(taskJson));
    Connection connection = connectionTo(server.url());
    connection.user = user;
    OcpClient client(connection, Credentials(u"geheim"_s), recording());
    Caught<std::optional<Task>> change;
    client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
    QVERIFY(change.wait());
    QVERIFY(!change.ok());
    QCOMPARE(change.error().kind, ApiError::Kind::InvalidRequest);
    QCOMPARE(change.error().outcome, ApiError::Outcome::NotSent);
    QCOMPARE(server.count(), 0);
}

QTEST_GUILESS_MAIN(TestChangeOnTheWire)
#include "tst_changeonthewire.moc"
