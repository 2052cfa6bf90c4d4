// SPDX-License-Identifier: GPL-3.0-or-later
// Whose certificate is accepted, what is said about the others, and that no byte of HTTP reaches a server that is not the right one.
#include "ocp/ocpclient.h"
#include "ocp/serverprobe.h"
#include "ocp/tlspolicy.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/figure.h"
#include "support/login.h"
#include "support/memoryintents.h"

#include <QFile>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTest>

#include <memory>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ApiError::Kind;
using Trust = ServerTrust::Kind;
using Outcome = ApiError::Outcome;

const QByteArray taskJson = R"({"successful":true,"status":200,"data":{"id":1}})";

QByteArray pem(const QString &name)
{
    QFile file(QStringLiteral(OBDESK_TEST_DATA "/tls/") + name + u".pem"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no certificate %s", qPrintable(name));
    return file.readAll();
}

QSslCertificate certificate(const QString &name)
{
    return QSslCertificate(pem(name));
}

Connection connectionTo(const QUrl &url, Trust kind, const QString &trusted = {})
{
    Connection connection = test::connectionTo(url);
    connection.trust.kind = kind;
    if (!trusted.isEmpty())
        connection.trust.pem = pem(trusted);
    return connection;
}

TransportLimits hasty()
{
    TransportLimits limits;
    limits.connect = 500ms;
    return limits;
}

/// What this machine trusts, for as long as this lives.
class SystemTrust
{
public:
    explicit SystemTrust(const QString &authority) : m_before(QSslConfiguration::defaultConfiguration())
    {
        QSslConfiguration configuration = m_before;
        configuration.setCaCertificates({ certificate(authority) });
        QSslConfiguration::setDefaultConfiguration(configuration);
    }
    ~SystemTrust() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    const QSslConfiguration m_before;
};

} // namespace

class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase()
    {
        figure("credential bytes to a wrong server: %lld over %d cases", m_wrongBytes, m_wrongCases);
        QCOMPARE(m_wrongBytes, 0);
        QVERIFY(m_wrongCases >= 40);
    }

    void certificates_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("chain");
        QTest::addColumn<QString>("system");   // the authority of this machine
        QTest::addColumn<Trust>("trust");
        QTest::addColumn<QString>("trusted");
        QTest::addColumn<std::optional<Kind>>("kind");
        QTest::addColumn<QString>("says");
        const std::optional<Kind> fine;
        const std::optional<Kind> tls = Kind::Tls;
        const std::optional<Kind> changed = Kind::CertificateChanged;
        const QString none, system = u"authority"_s;
        const auto row = [&](const char *name, const QString &shown, const QString &machine, Trust trust, const QString &trusted,
                             const std::optional<Kind> &kind, const QString &says = {}, const QString &chain = {}) {
            QTest::newRow(name) << shown << chain << machine << trust << trusted << kind << says;
        };
        row("system: issued", u"valid"_s, system, Trust::System, none, fine);
        row("system: wrong host", u"elsewhere"_s, system, Trust::System, none, tls,
            u"the certificate is for ocp.example.com, not for 127.0.0.1"_s);
        row("system: expired", u"expired"_s, system, Trust::System, none, tls, u"the certificate expired on 2021-03-04 05:06:07 UTC"_s);
        row("system: unknown authority", u"unknown"_s, system, Trust::System, none, tls, u"unknown authority “obdesk unknown authority”"_s);
        row("system: unknown authority, shown", u"unknown"_s, system, Trust::System, none, tls,
            u"unknown authority “obdesk unknown authority”"_s, u"stranger"_s);
        row("system: self-signed", u"alone"_s, system, Trust::System, none, tls, u"the certificate is self-signed"_s);

        // The machine's own authorities count no more.
        row("authority: issued", u"valid"_s, u"stranger"_s, Trust::Authority, u"authority"_s, fine);
        row("authority: issued by the system's", u"valid"_s, system, Trust::Authority, u"stranger"_s, tls,
            u"unknown authority “obdesk test authority”"_s);
        row("authority: wrong host", u"elsewhere"_s, none, Trust::Authority, u"authority"_s, tls,
            u"the certificate is for ocp.example.com, not for 127.0.0.1"_s);
        row("authority: expired", u"expired"_s, none, Trust::Authority, u"authority"_s, tls, u"expired on 2021-03-04"_s);
        row("authority: self-signed", u"alone"_s, none, Trust::Authority, u"authority"_s, tls, u"self-signed"_s);

        row("pinned: self-signed", u"alone"_s, none, Trust::Certificate, u"alone"_s, fine);
        row("pinned: wrong host", u"alone-elsewhere"_s, none, Trust::Certificate, u"alone-elsewhere"_s, fine);
        row("pinned: unknown authority", u"unknown"_s, none, Trust::Certificate, u"unknown"_s, fine);
        row("pinned: unknown authority, shown", u"unknown"_s, none, Trust::Certificate, u"unknown"_s, fine, none, u"stranger"_s);
        row("pinned: issued by the system's", u"valid"_s, system, Trust::Certificate, u"valid"_s, fine, none, u"authority"_s);
        row("pinned: expired", u"expired"_s, none, Trust::Certificate, u"expired"_s, tls, u"expired on 2021-03-04"_s);
        row("pinned, changed: self-signed", u"alone-renewed"_s, none, Trust::Certificate, u"alone"_s, changed);
        row("pinned, changed: one the system trusts", u"renewed"_s, system, Trust::Certificate, u"valid"_s, changed, none, u"authority"_s);
        row("pinned, changed: the system trusts it, the pin was alone", u"valid"_s, system, Trust::Certificate, u"alone"_s, changed);
        row("pinned, changed: issued by the pinned one", u"offspring"_s, none, Trust::Certificate, u"alone"_s, changed);
        row("pinned, changed: issued by the pinned one, shown", u"offspring"_s, none, Trust::Certificate, u"alone"_s, changed, none,
            u"alone"_s);
        row("pinned, changed: expired", u"expired"_s, none, Trust::Certificate, u"valid"_s, changed);
        row("pinned, changed: the issuer is pinned", u"valid"_s, none, Trust::Certificate, u"authority"_s, changed, none, u"authority"_s);
    }

    /// A read and a change, each on its own connection; each with user and password and with an access key.
    void certificates()
    {
        QFETCH(QString, shown);
        QFETCH(QString, chain);
        QFETCH(QString, system);
        QFETCH(Trust, trust);
        QFETCH(QString, trusted);
        QFETCH(std::optional<Kind>, kind);
        QFETCH(QString, says);
        const auto machine = system.isEmpty() ? nullptr : std::make_unique<SystemTrust>(system);
        for (const AuthKind auth : { AuthKind::Basic, AuthKind::AccessKey }) {
            FaultServer server(shown, chain);
            server.answer(scripts::ok(taskJson));
            Connection connection = connectionTo(server.url(), trust, trusted);
            connection.authKind = auth;
            OcpClient client(connection, password(), recording());
            Caught<Task> read;
            client.fetchTask(TaskId(1), read.context(), read.callback());
            QVERIFY(read.wait());
            Caught<std::optional<Task>> change;
            client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
            QVERIFY(change.wait());
            Caught<std::optional<Task>> withBody;
            client.send(addServersOperation({ ClusterId(1), u"zone1"_s, { HostId(1) } }), {}, withBody.context(), withBody.callback());
            QVERIFY(withBody.wait());
            if (!kind) {
                QVERIFY2(read.ok(), qPrintable(read.came() && !read.ok() ? read.error().detail : QString()));
                QVERIFY(change.ok());
                QVERIFY(withBody.ok());
                QCOMPARE(server.count(), 3);
                continue;
            }
            ++m_wrongCases;
            m_wrongBytes += server.bytesReceived();
            QCOMPARE(server.bytesReceived(), 0);
            QVERIFY(!read.ok() && !change.ok() && !withBody.ok());
            QCOMPARE(read.error().kind, *kind);
            QCOMPARE(change.error().kind, *kind);
            QCOMPARE(withBody.error().kind, *kind);
            QCOMPARE(change.error().outcome, Outcome::NotSent);
            QCOMPARE(withBody.error().outcome, Outcome::NotSent);
            QVERIFY2(read.error().detail.contains(says), qPrintable(read.error().detail));
            if (kind == Kind::CertificateChanged) {
                QVERIFY(read.error().detail.contains(certificateFingerprint(certificate(trusted))));
                QVERIFY(read.error().detail.contains(certificateFingerprint(certificate(shown))));
                QVERIFY(certificateFingerprint(certificate(shown)) != certificateFingerprint(certificate(trusted)));
            }
        }
    }

    /// The pinned server is replaced while the client runs: reads on the same manager, and a change.
    void pinnedServerChangesItsCertificate()
    {
        const SystemTrust system(u"authority"_s);
        FaultServer server(u"valid"_s);
        server.answer(scripts::ok(taskJson) + Script { { Step::Kind::Close } });
        OcpClient client(connectionTo(server.url(), Trust::Certificate, u"valid"_s), password(), recording());
        Caught<Task> before;
        client.fetchTask(TaskId(1), before.context(), before.callback());
        QVERIFY(before.wait());
        QVERIFY(before.ok());
        const qint64 bytes = server.bytesReceived();
        server.showCertificate(u"renewed"_s, u"authority"_s);
        for (int i = 0; i < 3; ++i) {
            Caught<Task> after;
            client.fetchTask(TaskId(1), after.context(), after.callback());
            QVERIFY(after.wait());
            QVERIFY(!after.ok());
            QCOMPARE(after.error().kind, Kind::CertificateChanged);
        }
        Caught<std::optional<Task>> change;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait());
        QCOMPARE(change.error().kind, Kind::CertificateChanged);
        QCOMPARE(change.error().outcome, Outcome::NotSent);
        ++m_wrongCases;
        m_wrongBytes += server.bytesReceived() - bytes;
        QCOMPARE(server.bytesReceived(), bytes);

        server.showCertificate(u"valid"_s);
        Caught<Task> again;
        client.fetchTask(TaskId(1), again.context(), again.callback());
        QVERIFY(again.wait());
        QVERIFY(again.ok());
    }

    /// Four at once, so that several connections of one manager are judged.
    void parallelReadsOfAPinnedServer_data()
    {
        QTest::addColumn<QString>("trusted");
        QTest::addColumn<bool>("fine");
        QTest::newRow("the right one") << u"alone"_s << true;
        QTest::newRow("another") << u"alone-renewed"_s << false;
    }

    void parallelReadsOfAPinnedServer()
    {
        QFETCH(QString, trusted);
        QFETCH(bool, fine);
        FaultServer server(u"alone"_s);
        server.answer(scripts::delayed(50ms, scripts::ok(taskJson)));
        OcpClient client(connectionTo(server.url(), Trust::Certificate, trusted), password(), recording());
        std::vector<Caught<Task>> reads(12);
        for (Caught<Task> &read : reads)
            client.fetchTask(TaskId(1), read.context(), read.callback());
        for (const Caught<Task> &read : reads) {
            QVERIFY(read.wait());
            QCOMPARE(read.ok(), fine);
            if (!fine)
                QCOMPARE(read.error().kind, Kind::CertificateChanged);
        }
        if (fine)
            return;
        ++m_wrongCases;
        m_wrongBytes += server.bytesReceived();
        QCOMPARE(server.bytesReceived(), 0);
    }

    void plainTextOnTheTlsPort()
    {
        FaultServer server;
        server.onConnect(scripts::rawThenClose("220 mail.example.com ESMTP ready\r\n"));
        QUrl url = server.url();
        url.setScheme(u"https"_s);
        OcpClient client(connectionTo(url), password(), recording());
        Caught<Task> read;
        client.fetchTask(TaskId(1), read.context(), read.callback());
        QVERIFY(read.wait());
        QCOMPARE(read.error().kind, Kind::Tls);
        QCOMPARE(read.error().detail, u"the server does not speak TLS on this port"_s);
        Caught<std::optional<Task>> change;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait());
        QCOMPARE(change.error().kind, Kind::Tls);
        QCOMPARE(change.error().outcome, Outcome::NotSent);
        ++m_wrongCases;
        for (const SeenRequest &request : server.requests()) // none; a ClientHello is no request
            m_wrongBytes += request.header("Authorization").size();
        QCOMPARE(server.count(), 0);
    }

    void stalledHandshake()
    {
        FaultServer server(u"valid"_s);
        server.stallHandshakes();
        OcpClient client(connectionTo(server.url(), Trust::Authority, u"authority"_s), password(), recording(hasty()));
        Caught<Task> read;
        client.fetchTask(TaskId(1), read.context(), read.callback());
        QVERIFY(read.wait());
        QCOMPARE(read.error().kind, Kind::Timeout);
        QCOMPARE(read.error().detail, u"no connection within 500 ms"_s);
        for (int i = 0; i < 2; ++i) {
            Caught<std::optional<Task>> change;
            client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
            QVERIFY(change.wait());
            QCOMPARE(change.error().kind, Kind::Timeout);
            QCOMPARE(change.error().detail, u"no connection within 500 ms"_s);
            QCOMPARE(change.error().outcome, Outcome::NotSent);
        }
        ++m_wrongCases;
        m_wrongBytes += server.bytesReceived();
        QCOMPARE(server.bytesReceived(), 0);
    }

    /// The connect limit ends with the handshake: a slow answer is another matter.
    void slowAnswerAfterTheHandshake()
    {
        FaultServer server(u"valid"_s);
        server.answer(scripts::delayed(1s, scripts::ok(taskJson)));
        OcpClient client(connectionTo(server.url(), Trust::Authority, u"authority"_s), password(), recording(hasty()));
        Caught<Task> read;
        Caught<std::optional<Task>> change;
        client.fetchTask(TaskId(1), read.context(), read.callback());
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(read.wait() && change.wait());
        QVERIFY(read.ok());
        QVERIFY(change.ok());
        Caught<Task> onTheSameConnection;
        client.fetchTask(TaskId(1), onTheSameConnection.context(), onTheSameConnection.callback());
        QVERIFY(onTheSameConnection.wait());
        QVERIFY(onTheSameConnection.ok());
        QCOMPARE(server.connections(), 2);
    }

    /// A listener whose queue is full answers no SYN.
    void blackHole()
    {
        QTcpServer full;
        full.setListenBacklogSize(1);
        QVERIFY(full.listen(QHostAddress::LocalHost));
        full.pauseAccepting();
        std::vector<std::unique_ptr<QTcpSocket>> fillers;
        for (int i = 0; i < 8; ++i) {
            fillers.push_back(std::make_unique<QTcpSocket>());
            fillers.back()->connectToHost(full.serverAddress(), full.serverPort());
            if (!fillers.back()->waitForConnected(300))
                break;
        }
        if (fillers.back()->state() == QAbstractSocket::ConnectedState)
            QSKIP("this system's listen queue never fills");
        QUrl url;
        url.setHost(u"127.0.0.1"_s);
        url.setPort(full.serverPort());
        for (const QString &scheme : { u"http"_s, u"https"_s }) {
            url.setScheme(scheme);
            TransportLimits limits = hasty();
            limits.idle = 2s;
            OcpClient client(connectionTo(url), password(), recording(limits));
            Caught<std::optional<Task>> added;
            Caught<Task> read;
            client.send(addServersOperation({ ClusterId(1), u"zone1"_s, { HostId(1) } }), {}, added.context(), added.callback());
            client.fetchTask(TaskId(1), read.context(), read.callback());
            QVERIFY(added.wait());
            QCOMPARE(added.error().kind, Kind::Timeout);
            QCOMPARE(added.error().detail, u"no connection within 500 ms"_s);
            QCOMPARE(added.error().outcome, Outcome::NotSent);
            QVERIFY(read.wait());
            QCOMPARE(read.error().kind, Kind::Timeout);
        }
    }

    void unreadableTrust_data()
    {
        QTest::addColumn<Trust>("kind");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("authority, empty") << Trust::Authority << QByteArray();
        QTest::newRow("authority, no PEM") << Trust::Authority << QByteArray("nonsense");
        QTest::newRow("certificate, empty") << Trust::Certificate << QByteArray();
        QTest::newRow("certificate, a broken PEM") << Trust::Certificate << pem(u"valid"_s).replace("\n", "!\n");
        QTest::newRow("certificate, two of them") << Trust::Certificate << pem(u"valid"_s) + pem(u"alone"_s);
    }

    void unreadableTrust()
    {
        QFETCH(Trust, kind);
        QFETCH(QByteArray, text);
        const SystemTrust system(u"authority"_s);
        FaultServer server(u"valid"_s);
        server.answer(scripts::ok(taskJson));
        Connection connection = connectionTo(server.url(), kind);
        connection.trust.pem = text;
        OcpClient client(connection, password(), recording());
        Caught<std::optional<Task>> change;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait());
        QCOMPARE(change.error().kind, Kind::Tls);
        QCOMPARE(change.error().outcome, Outcome::NotSent);
        QVERIFY(!change.error().detail.isEmpty());
        QCOMPARE(server.connections(), 0);
        ++m_wrongCases;
        m_wrongBytes += server.bytesReceived();
    }

    void probe()
    {
        FaultServer server(u"unknown"_s, u"stranger"_s);
        Caught<ServerIdentity> probed;
        probeServer(connectionTo(server.url()), probed.context(), probed.callback());
        QVERIFY(probed.wait());
        QVERIFY(probed.ok());
        const ServerIdentity &identity = probed.value();
        QCOMPARE(identity.host, u"127.0.0.1"_s);
        QCOMPARE(identity.port, int(server.port()));
        QCOMPARE(identity.chain.size(), 2);
        QCOMPARE(identity.chain.first(), certificate(u"unknown"_s));
        QCOMPARE(QSslCertificate(identity.pem()), certificate(u"unknown"_s));
        QVERIFY2(identity.systemProblem.contains(u"unknown authority “obdesk unknown authority”"_s), qPrintable(identity.systemProblem));
        QCOMPARE(probed.thread(), thread());
        ++m_wrongCases;
        m_wrongBytes += server.bytesReceived();
        QCOMPARE(server.bytesReceived(), 0);
    }

    void probeOfATrustedServer()
    {
        const SystemTrust system(u"authority"_s);
        FaultServer server(u"valid"_s);
        Caught<ServerIdentity> probed;
        probeServer(connectionTo(server.url(), Trust::Certificate, u"alone"_s), probed.context(), probed.callback());
        QVERIFY(probed.wait());
        QVERIFY(probed.ok());
        QCOMPARE(probed.value().systemProblem, QString());
    }

    void probeFailures()
    {
        FaultServer plain;
        plain.onConnect(scripts::rawThenClose("220 mail.example.com ESMTP ready\r\n"));
        QUrl url = plain.url();
        url.setScheme(u"https"_s);
        Caught<ServerIdentity> notTls;
        probeServer(connectionTo(url), notTls.context(), notTls.callback());
        QVERIFY(notTls.wait());
        QCOMPARE(notTls.error().kind, Kind::Tls);

        Caught<ServerIdentity> notHttps;
        probeServer(connectionTo(plain.url()), notHttps.context(), notHttps.callback());
        QVERIFY(notHttps.wait());
        QCOMPARE(notHttps.error().kind, Kind::InvalidRequest);

        FaultServer stalled(u"valid"_s);
        stalled.stallHandshakes();
        Caught<ServerIdentity> late;
        probeServer(connectionTo(stalled.url()), late.context(), late.callback(), 300ms);
        QVERIFY(late.wait());
        QCOMPARE(late.error().kind, Kind::Timeout);

        url.setPort(1);
        Caught<ServerIdentity> refused;
        probeServer(connectionTo(url), refused.context(), refused.callback());
        QVERIFY(refused.wait());
        QCOMPARE(refused.error().kind, Kind::ConnectionRefused);
    }

    void probeNobodyWaitsFor()
    {
        FaultServer stalled(u"valid"_s);
        stalled.stallHandshakes();
        Caught<ServerIdentity> cancelled, orphan;
        QPointer<ApiCall> call = probeServer(connectionTo(stalled.url()), cancelled.context(), cancelled.callback(), 200ms);
        probeServer(connectionTo(stalled.url()), orphan.context(), orphan.callback(), 200ms);
        call->cancel();
        orphan.deleteContext();
        Caught<ServerIdentity> last;
        probeServer(connectionTo(stalled.url()), last.context(), last.callback(), 400ms);
        QVERIFY(last.wait());
        QTRY_VERIFY(!call);
        QCOMPARE(cancelled.times(), 0);
        QCOMPARE(orphan.times(), 0);
    }

    void fingerprints()
    {
        const QSslCertificate shown = certificate(u"valid"_s);
        QCOMPARE(certificateFingerprint(shown), QString::fromLatin1(shown.digest(QCryptographicHash::Sha256).toHex(':')).toUpper());
        QCOMPARE(certificateFingerprint(shown).size(), 32 * 3 - 1);
        QCOMPARE(keyFingerprint(shown).size(), 32 * 3 - 1);
        QVERIFY(keyFingerprint(shown) != keyFingerprint(certificate(u"renewed"_s)));
        QCOMPARE(certificateFingerprint(QSslCertificate()), QString());
        QCOMPARE(certificateNames(shown), QStringList({ u"127.0.0.1"_s, u"localhost"_s }));
        QCOMPARE(certificateNames(certificate(u"authority"_s)), QStringList({ u"obdesk test authority"_s }));
    }

    void plainHttp_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("accepted");
        QTest::addColumn<bool>("refused");
        QTest::newRow("loopback") << u"http://127.0.0.1:1"_s << false << false;
        QTest::newRow("loopback by name") << u"http://localhost:1"_s << false << false;
        QTest::newRow("loopback, IPv6") << u"http://[::1]:1"_s << false << false;
        QTest::newRow("elsewhere") << u"http://192.0.2.1:1"_s << false << true;
        QTest::newRow("a name that looks like loopback") << u"http://localhost.invalid:1"_s << false << true;
        QTest::newRow("elsewhere, accepted") << u"http://name.invalid:1"_s << true << false;
        QTest::newRow("https") << u"https://name.invalid:1"_s << false << false;
    }

    void plainHttp()
    {
        QFETCH(QString, url);
        QFETCH(bool, accepted);
        QFETCH(bool, refused);
        Connection connection = connectionTo(QUrl(url));
        connection.plainHttpAccepted = accepted;
        connection.useSystemProxy = false;
        QCOMPARE(needsPlainHttpConsent(connection), refused);
        OcpClient client(connection, password(), recording(hasty()));
        Caught<Task> read;
        Caught<std::optional<Task>> change;
        client.fetchTask(TaskId(1), read.context(), read.callback());
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(read.wait() && change.wait());
        QCOMPARE(read.error().kind == Kind::PlainHttp, refused);
        QCOMPARE(change.error().kind == Kind::PlainHttp, refused);
        QCOMPARE(change.error().outcome, Outcome::NotSent);
    }

private:
    qint64 m_wrongBytes = 0;
    int m_wrongCases = 0;
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
