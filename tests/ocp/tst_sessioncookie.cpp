// SPDX-License-Identifier: GPL-3.0-or-later
// One session at OCP for a day of reading: which cookie is taken, and which request carries it.
#include "ocp/ocpclient.h"
#include "ocp/sessioncookie.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/memoryintents.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray emptyList = R"({"successful":true,"status":200,"data":{"contents":[]}})";

HttpReply replyWith(const QByteArray &cookie, const QString &url = u"https://ocp.example.com/ocp/api/v2/info"_s, int status = 200)
{
    HttpReply reply;
    reply.url = QUrl(url);
    reply.status = status;
    reply.received = QDateTime::currentDateTimeUtc();
    if (!cookie.isEmpty())
        reply.headers.append({ "Set-Cookie", cookie });
    return reply;
}

/// Answers as OCP does: who comes without a session it knows gets a new one.
class SessionServer
{
public:
    SessionServer()
    {
        m_server.answer([this](const SeenRequest &request) {
            const QByteArray cookie = request.header("Cookie");
            if (request.method == "GET" && !cookie.isEmpty() && m_sessions.contains(cookie) && cookie != m_over)
                return scripts::ok(emptyList);
            m_sessions.append("JSESSIONID=S" + QByteArray::number(m_sessions.size()));
            return scripts::reply(200, request.method == "GET" ? emptyList : R"({"successful":true,"data":{"id":1}})",
                                  { { "Set-Cookie", m_sessions.constLast() + "; Path=/; HttpOnly" } });
        });
    }

    QUrl url() const { return m_server.url(); }
    QList<SeenRequest> requests() const { return m_server.requests(); }
    qsizetype sessions() const { return m_sessions.size(); }
    /// The server ends the newest session.
    void endSession() { m_over = m_sessions.constLast(); }

private:
    QByteArrayList m_sessions;          // read while no request is under way
    QByteArray m_over;
    FaultServer m_server;               // goes first: its thread uses the rest
};

Connection basicTo(const QUrl &url)
{
    Connection connection;
    connection.url = url;
    connection.user = u"admin"_s;
    return connection;
}

void read(OcpClient &client)
{
    QObject context;
    Caught<QList<Cluster>> clusters;
    client.fetchClusters({}, &context, clusters.callback());
    QTRY_VERIFY(clusters.came());
}

} // namespace

class TestSessionCookie : public QObject
{
    Q_OBJECT

private slots:
    void taken_data()
    {
        QTest::addColumn<QByteArray>("cookie");
        QTest::addColumn<QByteArray>("sent");
        const QByteArray plain = "JSESSIONID=abc";
        QTest::newRow("plain") << plain << plain;
        QTest::newRow("with attributes") << QByteArray("JSESSIONID=abc; Path=/ocp; Secure; HttpOnly; SameSite=Lax") << plain;
        QTest::newRow("the other name") << QByteArray("SESSION=abc; Path=/") << QByteArray("SESSION=abc");
        QTest::newRow("among others") << QByteArray("XSRF-TOKEN=x; Path=/\nJSESSIONID=abc; Path=/") << plain;
        QTest::newRow("a gateway's") << QByteArray("BIGipServer=1.2.3; Path=/") << QByteArray();
        QTest::newRow("own host") << QByteArray("JSESSIONID=abc; Domain=ocp.example.com") << plain;
        QTest::newRow("another host") << QByteArray("JSESSIONID=abc; Domain=example.org") << QByteArray();
        QTest::newRow("all of the domain") << QByteArray("JSESSIONID=abc; Domain=.example.com") << QByteArray();
        QTest::newRow("another path") << QByteArray("JSESSIONID=abc; Path=/other") << QByteArray();
        QTest::newRow("a path that only begins alike") << QByteArray("JSESSIONID=abc; Path=/ocp/ap") << QByteArray();
        QTest::newRow("empty") << QByteArray("JSESSIONID=; Path=/") << QByteArray();
        QTest::newRow("over") << QByteArray("JSESSIONID=abc; Expires=Thu, 01 Jan 1970 00:00:00 GMT") << QByteArray();
        QTest::newRow("with blanks inside") << QByteArray("JSESSIONID=a b; Path=/") << QByteArray();
        QTest::newRow("endless") << "JSESSIONID=" + QByteArray(2000, 'x') << QByteArray();
    }

    void taken()
    {
        QFETCH(QByteArray, cookie);
        SessionCookie session;
        session.take(replyWith(cookie));
        QTEST(session.headerFor(QUrl(u"https://ocp.example.com/ocp/api/v2/ob/clusters"_s)), "sent");
    }

    void goesNowhereElse()
    {
        SessionCookie session;
        session.take(replyWith("JSESSIONID=abc; Path=/ocp"));
        const auto sentTo = [&session](const QString &url) { return !session.headerFor(QUrl(url)).isEmpty(); };
        QVERIFY(sentTo(u"https://ocp.example.com/ocp/api/v2/info"_s));
        QVERIFY(sentTo(u"https://ocp.example.com:443/ocp"_s));
        QVERIFY(!sentTo(u"http://ocp.example.com/ocp/api/v2/info"_s));
        QVERIFY(!sentTo(u"https://ocp.example.com:8443/ocp/api/v2/info"_s));
        QVERIFY(!sentTo(u"https://other.example.com/ocp/api/v2/info"_s));
        QVERIFY(!sentTo(u"https://ocp.example.com/ocpx"_s));
    }

    void dropped_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("kept");
        QTest::newRow("not accepted") << 401 << false;
        QTest::newRow("sent to a login page") << 302 << false;
        QTest::newRow("not allowed") << 403 << true;
        QTest::newRow("failed") << 500 << true;
    }

    void dropped()
    {
        QFETCH(int, status);
        SessionCookie session;
        session.take(replyWith("JSESSIONID=abc"));
        session.take(replyWith("JSESSIONID=evil", u"https://ocp.example.com/ocp/api/v2/info"_s, status));
        const QByteArray sent = session.headerFor(QUrl(u"https://ocp.example.com/api"_s));
        QFETCH(bool, kept);
        QCOMPARE(sent, kept ? QByteArray("JSESSIONID=abc") : QByteArray());
    }

    void oneSessionForAllReads()
    {
        SessionServer server;
        OcpClient client(basicTo(server.url()), Credentials(u"geheim"_s));
        for (int i = 0; i < 50; ++i)
            read(client);
        QCOMPARE(server.sessions(), 1);
        const QList<SeenRequest> seen = server.requests();
        QCOMPARE(seen.size(), 50);
        QVERIFY(seen.constFirst().header("Cookie").isEmpty());
        for (const SeenRequest &request : seen)
            QVERIFY(request.header("Authorization").startsWith("Basic "));
        // OCP ends the session: the next request opens another one by its login, and none fails.
        server.endSession();
        for (int i = 0; i < 10; ++i)
            read(client);
        QCOMPARE(server.sessions(), 2);
    }

    /// With a cookie OCP wants its CSRF token too, and refuses a change without.
    void noChangeCarriesIt()
    {
        SessionServer server;
        OcpClient client(basicTo(server.url()), Credentials(u"geheim"_s), recording());
        read(client);
        QObject context;
        Caught<std::optional<Task>> task;
        client.send(addServersOperation({ ClusterId(1), u"zone1"_s, { HostId(1) } }), {}, &context, task.callback());
        QTRY_VERIFY(task.came());
        QVERIFY(task.ok());
        const SeenRequest change = server.requests().constLast();
        QCOMPARE(change.method, QByteArray("POST"));
        QVERIFY(change.header("Cookie").isEmpty());
        read(client);
        QCOMPARE(server.requests().constLast().header("Cookie"), QByteArray("JSESSIONID=S0")); // not the change's own
    }

    void anAccessKeyHasNoSession()
    {
        SessionServer server;
        Connection connection = basicTo(server.url());
        connection.authKind = AuthKind::AccessKey;
        OcpClient client(connection, Credentials(u"geheim"_s));
        read(client);
        read(client);
        for (const SeenRequest &request : server.requests())
            QVERIFY(request.header("Cookie").isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSessionCookie)
#include "tst_sessioncookie.moc"
