// SPDX-License-Identifier: GPL-3.0-or-later
// What the transport puts on the wire, and how it ends what does not end by itself.
#include "ocp/ocpclient.h"
#include "ocp/signer.h"
#include "ocp/timetext.h"
#include "ocp/transport.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/login.h"
#include "support/memoryintents.h"
#include "support/networkthreads.h"

#include <QElapsedTimer>
#include <QNetworkProxyFactory>
#include <QTest>

#include <atomic>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ApiError::Kind;

const QByteArray taskJson = R"({"successful":true,"status":200,"data":{"id":1}})";
const QByteArray emptyList = R"({"successful":true,"status":200,"data":{"contents":[]}})";

/// A JSON text of so many characters.
QByteArray quoted(qsizetype length)
{
    return '"' + QByteArray(length, 'x') + '"';
}

/// Stands for the system's settings: one proxy for everything.
class OneProxy final : public QNetworkProxyFactory
{
public:
    explicit OneProxy(quint16 port) : m_port(port) { }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        return { QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, m_port, u"proxyuser"_s, u"geheim"_s) };
    }

private:
    const quint16 m_port;
};

} // namespace

class TestTransport : public QObject
{
    Q_OBJECT

private slots:
    void headersOfARead()
    {
        FaultServer server;
        server.answer(scripts::ok(taskJson));
        OcpClient client(connectionTo(server.url()), password(), recording());
        client.setLanguage(u"zh-CN"_s);
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QVERIFY(task.ok());
        const SeenRequest seen = server.requests().value(0);
        QCOMPARE(seen.method, "GET");
        QCOMPARE(seen.target, "/api/v2/tasks/instances/1");
        QCOMPARE(seen.header("Content-Type"), "application/json");
        QCOMPARE(seen.header("Accept-Encoding"), "identity");
        QCOMPARE(seen.header("Accept-Language"), "zh-CN");
        QCOMPARE(seen.header("User-Agent"), "obdesk/" OBDESK_VERSION);
        QCOMPARE(seen.header("Authorization"), "Basic " + QByteArray("admin:geheim").toBase64());
        QCOMPARE(seen.header("Host"), "127.0.0.1:" + QByteArray::number(server.port()));
        QCOMPARE(seen.header("Cookie"), QByteArray());
    }

    void prefixGoesBeforeThePath()
    {
        FaultServer server;
        server.answer(scripts::ok(taskJson));
        Connection connection = connectionTo(server.url());
        connection.url.setPath(u"/gate/a%20b/"_s, QUrl::StrictMode);
        OcpClient client(connection, password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QCOMPARE(server.requests().value(0).target, "/gate/a%20b/api/v2/tasks/instances/1");
    }

    /// The server recomputes the signature from what came over the wire, as OCP does.
    void signatureCoversWhatIsSent_data()
    {
        QTest::addColumn<QString>("keyword");
        QString ascii;
        for (char c = 0x20; c < 0x7f; ++c)
            ascii += QLatin1Char(c);
        QTest::newRow("plain") << u"host1"_s;
        QTest::newRow("all of printable ASCII") << ascii;
        QTest::newRow("encoded by hand") << u"a%2Cb%20c%"_s;
        QTest::newRow("Chinese and an emoji") << u"主机 😀"_s;
    }

    void signatureCoversWhatIsSent()
    {
        QFETCH(QString, keyword);
        FaultServer server;
        server.answer(scripts::ok(emptyList));
        Connection connection = connectionTo(server.url());
        connection.authKind = AuthKind::AccessKey;
        connection.user = u"AK1"_s;
        OcpClient client(connection, password(), recording());
        HostQuery query;
        query.keyword = keyword;
        query.statuses = { u"ONLINE"_s, u"AVAILABLE"_s };
        Caught<QList<Host>> hosts;
        client.fetchHosts(query, hosts.context(), hosts.callback());
        QVERIFY(hosts.wait());
        QVERIFY(hosts.ok());
        const SeenRequest seen = server.requests().value(0);
        QCOMPARE(seen.target, "/api/v2/compute/hosts?keyword=" + QUrl::toPercentEncoding(keyword) + "&page=1&size=200&status=AVAILABLE%2CONLINE");
        const SignedParts parts { seen.method, seen.header("Content-Type"), seen.header("Date"), seen.header("Host"), {}, seen.target, seen.body };
        QCOMPARE(seen.header("Authorization"), accessKeyAuthorization(parts, u"AK1"_s, u"geheim"_s));
        QVERIFY(seen.header("Date").endsWith(" GMT"));
    }

    void signedChange()
    {
        FaultServer server;
        server.answer(scripts::ok(taskJson));
        Connection connection = connectionTo(server.url());
        connection.authKind = AuthKind::AccessKey;
        connection.user = u"AK1"_s;
        OcpClient client(connection, password(), recording());
        Caught<std::optional<Task>> added;
        client.send(addServersOperation({ ClusterId(1), u"zone2"_s, { HostId(3), HostId(1), HostId(3) } }), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QVERIFY(added.ok());
        const SeenRequest seen = server.requests().value(0);
        QCOMPARE(seen.body, R"({"zoneName":"zone2","servers":[1,3]})");
        const SignedParts parts { seen.method, seen.header("Content-Type"), seen.header("Date"), seen.header("Host"), {}, seen.target, seen.body };
        QCOMPARE(seen.header("Authorization"), accessKeyAuthorization(parts, u"AK1"_s, u"geheim"_s));
    }

    /// OCP's clock is 16 minutes off, where it takes no signature of our time.
    void signsWithTheServersTime_data()
    {
        QTest::addColumn<bool>("corrected");
        QTest::addColumn<int>("skew");      // seconds
        QTest::addColumn<bool>("inEnvelope");
        QTest::newRow("ahead, not corrected") << false << 960 << false;
        QTest::newRow("ahead, corrected") << true << 960 << false;
        QTest::newRow("behind, corrected") << true << -960 << false;
        QTest::newRow("told by the envelope only") << true << 960 << true;
    }

    void signsWithTheServersTime()
    {
        QFETCH(bool, corrected);
        QFETCH(int, skew);
        QFETCH(bool, inEnvelope);
        FaultServer server;
        server.answer([skew, inEnvelope](const SeenRequest &seen) {
            const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(skew);
            const QDateTime signedAt = parseHttpDate(seen.header("Date")).value_or(QDateTime());
            const bool fresh = signedAt.isValid() && std::abs(signedAt.secsTo(now)) < 15 * 60;
            Headers headers { { inEnvelope ? "X-Date" : "Date", httpDate(now) } };
            const QByteArray stamp = inEnvelope ? now.toString(Qt::ISODateWithMs).toLatin1() : QByteArray();
            return fresh ? scripts::reply(200, R"({"successful":true,"status":200,"timestamp":")" + stamp + R"(","data":{"id":1}})", headers)
                         : scripts::reply(401, R"({"successful":false,"status":401,"timestamp":")" + stamp + R"("})", headers);
        });
        Connection connection = connectionTo(server.url());
        connection.authKind = AuthKind::AccessKey;
        connection.user = u"AK1"_s;
        connection.signWithServerTime = corrected;
        OcpClient client(connection, password(), recording());
        Caught<Task> first, second;
        client.fetchTask(TaskId(1), first.context(), first.callback(), Patience::Once);
        QVERIFY(first.wait());
        QCOMPARE(first.ok(), corrected);
        if (!corrected) {
            QCOMPARE(first.error().kind, Kind::Unauthorized);
            QVERIFY(first.error().clockSkew && std::chrono::abs(*first.error().clockSkew - std::chrono::seconds(skew)) <= 2s);
            QCOMPARE(server.count(), 1);
            return;
        }
        QCOMPARE(server.count(), 2); // the first answer told the time
        client.fetchTask(TaskId(1), second.context(), second.callback(), Patience::Once);
        Caught<std::optional<Task>> change;
        QVERIFY(second.wait());
        QVERIFY(second.ok());
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait());
        QVERIFY(change.ok());
        QCOMPARE(server.count(), 4);
        const SeenRequest seen = server.requests().last();
        const SignedParts parts { seen.method, seen.header("Content-Type"), seen.header("Date"), seen.header("Host"), {}, seen.target, seen.body };
        QCOMPARE(seen.header("Authorization"), accessKeyAuthorization(parts, u"AK1"_s, u"geheim"_s));
    }

    /// A key that is wrong costs two failed logins at most, and a change only one.
    void aWrongKeyIsNotTriedForEver()
    {
        FaultServer server;
        server.answer([](const SeenRequest &) {
            return scripts::reply(401, R"({"successful":false,"status":401})",
                                  { { "Date", httpDate(QDateTime::currentDateTimeUtc().addSecs(3600)) } });
        });
        Connection connection = connectionTo(server.url());
        connection.authKind = AuthKind::AccessKey;
        connection.user = u"AK1"_s;
        connection.signWithServerTime = true;
        OcpClient client(connection, password(), recording());
        Caught<Task> read;
        client.fetchTask(TaskId(1), read.context(), read.callback());
        QVERIFY(read.wait());
        QCOMPARE(read.error().kind, Kind::Unauthorized);
        QCOMPARE(server.count(), 2);
        OcpClient other(connection, password(), recording());
        Caught<std::optional<Task>> change;
        other.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait());
        QCOMPARE(change.error().outcome, ApiError::Outcome::Refused);
        QCOMPARE(server.count("POST"), 1);
    }

    void refusedBeforeAnythingIsSent_data()
    {
        QTest::addColumn<Connection>("connection");
        QTest::addColumn<QString>("secret");
        Connection good = connectionTo(QUrl(u"http://127.0.0.1:1"_s));
        const auto row = [&](const char *name, auto change, const QString &secret = u"geheim"_s) {
            Connection connection = good;
            change(connection);
            QTest::newRow(name) << connection << secret;
        };
        row("line feed in the user", [](Connection &c) { c.user = u"admin\r\nX-Evil: 1"_s; });
        row("line feed in the secret", [](Connection &) { }, u"pw\r\nX-Evil: 1"_s);
        row("colon in a Basic user", [](Connection &c) { c.user = u"a:b"_s; });
        row("blank in an access key", [](Connection &c) { c.authKind = AuthKind::AccessKey; c.user = u"A K"_s; });
        row("empty access key", [](Connection &c) { c.authKind = AuthKind::AccessKey; c.user.clear(); });
        row("file", [](Connection &c) { c.url = QUrl(u"file:///etc/passwd"_s); });
        row("user info", [](Connection &c) { c.url = QUrl(u"http://a:geheim@127.0.0.1:1"_s); });
        row("no address", [](Connection &c) { c.url = QUrl(); });
    }

    void refusedBeforeAnythingIsSent()
    {
        QFETCH(Connection, connection);
        QFETCH(QString, secret);
        OcpClient client(connection, Credentials(secret), recording());
        Caught<std::optional<Task>> added;
        client.send(addServersOperation({ ClusterId(1), u"zone2"_s, { HostId(1) } }), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QCOMPARE(added.error().kind, Kind::InvalidRequest);
        QCOMPARE(added.error().outcome, ApiError::Outcome::NotSent);
        QVERIFY(!added.error().url.toString().contains("geheim"_L1));
        QVERIFY(!added.error().detail.contains("geheim"_L1));
    }

    void redirectIsNotFollowed()
    {
        FaultServer other;
        other.answer(scripts::ok(taskJson));
        FaultServer server;
        server.answer(scripts::redirect(302, other.url().toEncoded() + "/api?token=geheim"));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QCOMPARE(task.error().kind, Kind::Redirect);
        QVERIFY(task.error().detail.contains("127.0.0.1"_L1));
        QVERIFY(!task.error().detail.contains("geheim"_L1));
        QCOMPARE(other.count(), 0);
    }

    void badReplies_data()
    {
        QTest::addColumn<Script>("script");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("half body") << scripts::halfBody(taskJson) << Kind::ConnectionLost;
        QTest::newRow("cut by close") << scripts::untilClose(taskJson.left(20)) << Kind::Parse;
        QTest::newRow("cut gzip") << scripts::cutGzip() << Kind::NotOcp;
        QTest::newRow("proxy page") << scripts::proxyPage(200) << Kind::NotOcp;
        QTest::newRow("proxy page 502") << scripts::proxyPage(502) << Kind::ServerError;
        QTest::newRow("not HTTP") << scripts::rawThenClose("hello there, this is no HTTP at all\r\n\r\n") << Kind::ConnectionLost;
        QTest::newRow("close") << scripts::close() << Kind::ConnectionLost;
        QTest::newRow("reset") << scripts::reset() << Kind::ConnectionLost;
        QTest::newRow("half header") << scripts::halfHeader() << Kind::ConnectionLost;
    }

    void badReplies()
    {
        QFETCH(Script, script);
        FaultServer server;
        server.answer(script);
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QVERIFY(!task.ok());
        QTEST(task.error().kind, "kind");
    }

    /// Qt 6.4.2 reports a cut chunk or takes it for the whole, depending on which of data and close it sees first. Then the JSON tells.
    void cutChunkIsNoticed()
    {
        FaultServer server;
        server.answer(scripts::cutChunk(taskJson));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QVERIFY(!task.ok());
        QVERIFY(task.error().kind == Kind::ConnectionLost || task.error().kind == Kind::Parse);
    }

    void bodyWithoutALengthIsFine()
    {
        FaultServer server;
        server.answer(scripts::untilClose(taskJson));
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QVERIFY(task.ok());
    }

    void silenceEndsAfterTheIdleTime()
    {
        FaultServer server;
        server.answer(scripts::hang());
        TransportLimits limits;
        limits.idle = 200ms;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QCOMPARE(task.error().kind, Kind::Timeout);
        QCOMPARE(task.error().detail, u"not a byte for 200 ms"_s);
    }

    void dripEndsAtTheDeadline()
    {
        FaultServer server;
        server.answer(scripts::drip(taskJson, 50ms)); // never idle, 2.4 s in all
        TransportLimits limits;
        limits.idle = 10s;
        limits.readDeadline = 300ms;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QCOMPARE(task.error().kind, Kind::Timeout);
        QCOMPARE(task.error().detail, u"no whole reply within 300 ms"_s);
    }

    void slowAnswerToAChangeIsWaitedFor()
    {
        FaultServer server;
        server.answer(scripts::delayed(400ms, scripts::ok(taskJson)));
        TransportLimits limits;
        limits.idle = 100ms;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        Caught<std::optional<Task>> added;
        client.send(addServersOperation({ ClusterId(1), u"zone2"_s, { HostId(1) } }), {}, added.context(), added.callback());
        QVERIFY(added.wait());
        QVERIFY(added.ok());
    }

    void tooLarge_data()
    {
        QTest::addColumn<Script>("script");
        const QByteArray large = R"({"successful":true,"data":{"id":1,"x":)" + quoted(200'000) + "}}";
        QTest::newRow("announced") << scripts::ok(large);
        QTest::newRow("without a length") << scripts::untilClose(large);
        QTest::newRow("endless") << scripts::endlessBody();
    }

    void tooLarge()
    {
        QFETCH(Script, script);
        FaultServer server;
        server.answer(script);
        TransportLimits limits;
        limits.bodyCap = 100'000;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QCOMPARE(task.error().kind, Kind::TooLarge);
    }

    void logsMayBeLarger()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"data":{"log":)" + quoted(200'000) + "}}"));
        TransportLimits limits;
        limits.bodyCap = 100'000;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        Caught<QString> log;
        client.fetchSubtaskLog(TaskId(1), SubtaskId(2), log.context(), log.callback());
        QVERIFY(log.wait());
        QVERIFY(log.ok());
        QCOMPARE(log.value().size(), 200'000);
    }

    void fourReadsAtOnceAndAChangeBeside()
    {
        FaultServer server;
        std::atomic<bool> open = false;
        server.answer([&open](const SeenRequest &request) {
            return request.method == "POST" || open ? scripts::ok(taskJson) : scripts::hang();
        });
        TransportLimits limits;
        limits.readDeadline = 2s;
        OcpClient client(connectionTo(server.url()), password(), recording(limits));
        std::vector<Caught<Task>> reads(6);
        for (Caught<Task> &read : reads)
            client.fetchTask(TaskId(1), read.context(), read.callback(), Patience::Once);
        QTRY_COMPARE(server.count("GET"), 4);
        Caught<std::optional<Task>> retried;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, retried.context(), retried.callback());
        QVERIFY(retried.wait());
        QVERIFY(retried.ok());
        QCOMPARE(server.count("GET"), 4);
        open = true;
        for (const Caught<Task> &read : reads)
            QVERIFY(read.wait());
        QVERIFY(!reads.at(3).ok());
        QVERIFY(reads.at(4).ok());
        QVERIFY(reads.at(5).ok());
    }

    /// A change must not disturb the reads that are on their way.
    void readsOutliveAChange()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.method == "POST" ? scripts::ok(taskJson) : scripts::delayed(300ms, scripts::ok(taskJson));
        });
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> read;
        client.fetchTask(TaskId(1), read.context(), read.callback(), Patience::Once);
        QTRY_COMPARE(server.count("GET"), 1);
        Caught<std::optional<Task>> retried;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, retried.context(), retried.callback());
        QVERIFY(retried.wait());
        QVERIFY(read.wait());
        QVERIFY(read.ok());
    }

    void endlessHeaderHoldsUpNobody()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.path().endsWith("/666") ? scripts::endlessHeader() : scripts::ok(taskJson);
        });
        TransportLimits limits;
        limits.readDeadline = 500ms;
        QElapsedTimer clock;
        {
            OcpClient client(connectionTo(server.url()), password(), recording(limits));
            Caught<Task> endless, after;
            client.fetchTask(TaskId(666), endless.context(), endless.callback(), Patience::Once);
            QVERIFY(endless.wait());
            QCOMPARE(endless.error().kind, Kind::Timeout);
            // Qt is stuck on the old manager, the next read gets a new one.
            client.fetchTask(TaskId(1), after.context(), after.callback(), Patience::Once);
            QVERIFY(after.wait());
            QVERIFY(after.ok());
            // Meanwhile Qt has let go of the thread of the old one; only while the worker is there anybody frees it.
            server.endFloods();
            QTRY_COMPARE_LE_WITH_TIMEOUT(networkThreads(), 1, 20'000);
            Caught<Task> again;
            client.fetchTask(TaskId(666), again.context(), again.callback(), Patience::Once);
            QTRY_COMPARE(server.count(), 3);
            clock.start();
        }
        // Deleting a manager in this state takes Qt five seconds.
        QCOMPARE_LT(clock.elapsed(), 1'000);
        server.endFloods();
        QTRY_COMPARE_WITH_TIMEOUT(networkThreads(), 0, 20'000);
    }

    void proxies_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("switchedOn");
        QTest::addColumn<bool>("used");
        QTest::newRow("system proxy") << u"name.invalid"_s << true << true;
        QTest::newRow("switched off") << u"name.invalid"_s << false << false;
        QTest::newRow("never for loopback") << u"127.0.0.1"_s << true << false;
    }

    void proxies()
    {
        QFETCH(QString, host);
        QFETCH(bool, switchedOn);
        QFETCH(bool, used);
        FaultServer proxy;
        proxy.answer(scripts::ok(taskJson));
        QNetworkProxyFactory::setApplicationProxyFactory(new OneProxy(proxy.port()));
        const auto restore = qScopeGuard([] { QNetworkProxyFactory::setUseSystemConfiguration(true); });
        Connection connection = connectionTo(QUrl(u"http://%1:1"_s.arg(host)));
        connection.plainHttpAccepted = true;
        connection.useSystemProxy = switchedOn;
        QCOMPARE(proxyInUse(connection), used ? u"127.0.0.1:%1"_s.arg(proxy.port()) : QString());
        OcpClient client(connection, password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        QCOMPARE(task.ok(), used);
        QCOMPARE(proxy.connections(), used ? 1 : 0);
    }

    void secretsAppearInNoError()
    {
        FaultServer server;
        server.answer(scripts::close());
        OcpClient client(connectionTo(server.url()), password(), recording());
        Caught<Task> task;
        client.fetchTask(TaskId(1), task.context(), task.callback(), Patience::Once);
        QVERIFY(task.wait());
        const ApiError &error = task.error();
        const QString all = error.detail + error.message + error.url.toString() + error.method;
        QVERIFY(!all.contains("geheim"_L1));
        QVERIFY(!all.contains(QString::fromLatin1(QByteArray("admin:geheim").toBase64())));
        QCOMPARE(error.method, u"GET"_s);
        QCOMPARE(error.url.path(), u"/api/v2/tasks/instances/1"_s);
    }
};

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
