// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator over a real socket, the client's address in its audit, and the embedded one's thread.
#include "domain/clock.h"
#include "simulator/authenticator.h"
#include "simulator/embeddedsimulator.h"
#include "simulator/simulator.h"
#include "simulator/simulatorserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimeZone>
#include <QtTest>

#include <memory>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

QUrl at(const QUrl &base, const QByteArray &target)
{
    return QUrl::fromEncoded(base.toEncoded() + target);
}

} // namespace

class TestSimServer : public QObject
{
    Q_OBJECT

private slots:
    void overASocket()
    {
        const ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(3, 6, 34), QTimeZone::utc()));
        Simulator simulator({}, clock);
        SimulatorServer server(simulator);
        QCOMPARE(server.url(), QUrl());
        QVERIFY(server.listen(0));
        QCOMPARE(server.url().host(), u"127.0.0.1"_s);

        std::unique_ptr<QNetworkReply> reply = get(at(server.url(), "/api/v2/tasks/instances?status=RUNNING%2CFAILED&name=Add%20OB"));
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QCOMPARE(reply->header(QNetworkRequest::ContentTypeHeader).toString(), u"application/json"_s);
        QCOMPARE(reply->rawHeader("RateLimit-Limit"), QByteArray("1200"));
        QCOMPARE(reply->rawHeader("RateLimit-Remaining"), QByteArray("1199"));
        QCOMPARE(reply->rawHeader("RateLimit-Reset"), QByteArray("60"));
        const QJsonObject envelope = QJsonDocument::fromJson(reply->readAll()).object();
        QCOMPARE(envelope.value("data"_L1)["contents"_L1].toArray().size(), 1);
        QCOMPARE(envelope.value("timestamp"_L1).toString(), u"2026-03-02T11:06:34+08:00"_s);

        reply = get(at(server.url(), "/no/such/thing"));
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 400);
        QCOMPARE(QJsonDocument::fromJson(reply->readAll()).object().value("status"_L1).toInt(), 400);
        QCOMPARE(simulator.sessionsOpened(), quint64(1));        // QNetworkAccessManager returns the cookies
        reply = get(at(server.url(), "/api/v2/time"));
        QCOMPARE(reply->readAll(), QByteArray("2026-03-02T11:06:34+08:00"));
    }

    /// What is sent is what gets verified: the percent-encoding of path and query must come through untouched.
    void signatureOverASocket()
    {
        const ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(3, 6, 34), QTimeZone::utc()));
        Simulator simulator({}, clock);
        SimulatorServer server(simulator);
        QVERIFY(server.listen(0));
        SimRequest request { "GET", "/api/v2/ob/clusters", "name=%E9%9B%86%E7%BE%A4~a%2Ab&sort=id%2Cdesc&status=RUNNING%2CSTOPPED", {}, {} };
        request.headers = { { "Host", "127.0.0.1:" + QByteArray::number(server.url().port()) }, { "Date", "Mon, 02 Mar 2026 03:06:37 GMT" },
                            { "Content-Type", "application/json" }, { "x-ocp-origin", "console" } };
        const SimCredentials known;
        request.headers.append({ "Authorization", "OCP-ACCESS-KEY-HMACSHA1 " + known.accessKey.toLatin1() + ':'
                                                      + accessKeySignature(request, known.accessKeySecret.toUtf8()) });
        const QByteArray answer = raw(server.url(), request);
        QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
        QVERIFY2(answer.contains("\"totalElements\":0"), answer.constData());
    }

    void auditNamesTheClient()
    {
        const ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(3, 6, 34), QTimeZone::utc()));
        Simulator simulator({}, clock);
        SimulatorServer server(simulator);
        QVERIFY(server.listen(0));
        SimRequest request { "POST", "/api/v2/ob/clusters/1000021/servers", {}, {}, R"({"zoneName":"zone9","servers":[1]})" };
        request.headers = { { "Host", "127.0.0.1" }, { "Content-Type", "application/json" },
                            { "Authorization", "Basic " + QByteArray("admin:simulator").toBase64() } };
        raw(server.url(), request);
        const std::unique_ptr<QNetworkReply> reply = get(at(server.url(), "/api/v2/audit/events?startTime=2026-03-02T03:06:34Z"));
        const QJsonArray events = QJsonDocument::fromJson(reply->readAll()).object().value("data"_L1)["contents"_L1].toArray();
        QCOMPARE(events.size(), 1);
        QCOMPARE(events.at(0)["clientIp"_L1].toString(), u"127.0.0.1"_s);
        QCOMPARE(events.at(0)["status"_L1].toString(), u"FAILED"_s);
    }

    void postOverASocket()
    {
        const ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(3, 6, 34), QTimeZone::utc()));
        Simulator simulator({}, clock);
        SimulatorServer server(simulator);
        QVERIFY(server.listen(0));
        SimRequest request { "POST", "/api/v2/ob/clusters/1000021/servers", {}, {}, R"({"zoneName":"zone9","servers":[1]})" };
        request.headers = { { "Host", "127.0.0.1" }, { "Content-Type", "application/json" },
                            { "Authorization", "Basic " + QByteArray("admin:simulator").toBase64() } };
        const QByteArray answer = raw(server.url(), request);
        QVERIFY2(answer.startsWith("HTTP/1.1 404 "), answer.constData());
        QVERIFY2(answer.contains("OBE18002"), answer.constData());
    }

    void embedded()
    {
        EmbeddedSimulator simulator;
        QString error;
        for (int round = 0; round < 3; ++round) {
            QVERIFY2(simulator.start({ u"default"_s, 7, 0, 100.0 }, &error), qPrintable(error));
            QVERIFY(simulator.isRunning());
            const std::unique_ptr<QNetworkReply> reply = get(at(simulator.url(), "/api/v2/ob/clusters"));
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
            QCOMPARE(QJsonDocument::fromJson(reply->readAll()).object().value("data"_L1)["contents"_L1].toArray().size(), 8);
            QCOMPARE(simulator.sessionsOpened(), quint64(1));
        }
        simulator.stop();
        QCOMPARE(simulator.sessionsOpened(), quint64(0));
        QVERIFY(!simulator.isRunning());
        QCOMPARE(simulator.url(), QUrl());
        simulator.stop();
    }

    void embeddedSaysWhyNot()
    {
        EmbeddedSimulator simulator;
        QString error;
        QVERIFY(!simulator.start({ u"no such"_s, 1, 0, {} }, &error));
        QVERIFY2(error.startsWith("no such: "_L1), qPrintable(error));
        QVERIFY(!simulator.start({ u"default"_s, 1, 0, -1.0 }, &error));
        QVERIFY2(error.startsWith("speed: "_L1), qPrintable(error));
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        QVERIFY(!simulator.start({ u"default"_s, 1, taken.serverPort(), {} }, &error));
        QVERIFY2(error.contains(QString::number(taken.serverPort())), qPrintable(error));
        QVERIFY(!simulator.isRunning());
    }

private:
    /// Sends exactly these bytes, where QNetworkAccessManager might rewrite some; returns everything up to the end of the JSON.
    static QByteArray raw(const QUrl &base, const SimRequest &request)
    {
        QTcpSocket socket;
        QSignalSpy connected(&socket, &QTcpSocket::connected);
        QSignalSpy arrived(&socket, &QTcpSocket::readyRead);
        socket.connectToHost(base.host(), quint16(base.port()));
        if (connected.isEmpty() && !connected.wait())
            return "not connected";
        QByteArray bytes = request.method + ' ' + request.path + (request.query.isEmpty() ? QByteArray() : '?' + request.query) + " HTTP/1.1\r\n";
        for (const auto &[key, value] : request.headers)
            bytes += key + ": " + value + "\r\n";
        socket.write(bytes + "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n\r\n" + request.body);
        QByteArray answer;
        do
            answer += socket.readAll();
        while (!answer.endsWith('}') && arrived.wait());
        return answer;
    }

    std::unique_ptr<QNetworkReply> get(const QUrl &url)
    {
        QNetworkRequest request(url);
        request.setRawHeader("Authorization", "Basic " + QByteArray("admin:simulator").toBase64());
        std::unique_ptr<QNetworkReply> reply(m_network.get(request));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished())
            finished.wait();
        return reply;
    }

    QNetworkAccessManager m_network;
};

QTEST_GUILESS_MAIN(TestSimServer)
#include "tst_simserver.moc"
