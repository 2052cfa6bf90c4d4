// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets in: signatures against the documentation's vectors, Basic, locks, permissions and the rate limit.
#include "simclient.h"

#include "simulator/authenticator.h"

#include <QtTest>

using namespace obdesk;
using namespace std::chrono_literals;

namespace {

constexpr const char *hosts = "/api/v2/compute/hosts";

/// `date` as RFC 1123.
QByteArray httpDate(const QDateTime &date)
{
    return QLocale::c().toString(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

SimRequest signedRequest(const QByteArray &target, const QDateTime &date, const QString &key, const QString &secret)
{
    SimRequest request = SimClient::request("GET", target);
    request.headers = { { "host", "127.0.0.1:8080" }, { "content-type", "application/json" }, { "date", httpDate(date) } };
    request.headers.append({ "authorization", "OCP-ACCESS-KEY-HMACSHA1 " + key.toLatin1() + ':' + accessKeySignature(request, secret.toUtf8()) });
    return request;
}

QString refusalOf(SimClient &sim, const SimRequest &request)
{
    const QJsonObject envelope = SimClient::json(sim.send(request));
    return QString::number(sim.last.status) + u' ' + SimClient::codeOf(envelope);
}

SimRequest withBasic(const QByteArray &userAndPassword)
{
    SimRequest request = SimClient::request("GET", hosts);
    request.headers.last().second = SimClient::basic(userAndPassword);
    return request;
}

/// The value that the response sets for a cookie.
QByteArray setCookie(const SimResponse &response, const QByteArray &name)
{
    for (const auto &[key, value] : response.headers) {
        if (key == "Set-Cookie" && value.startsWith(name + '='))
            return value.sliced(name.size() + 1).split(';').first();
    }
    return {};
}

QByteArray limitHeader(const SimResponse &response, const char *name)
{
    return SimRequest { {}, {}, {}, response.headers, {} }.header(name);
}

} // namespace

class TestSimAuth : public QObject
{
    Q_OBJECT

private slots:
    // Vectors 1 and 2: github.com/oceanbase/ocp-doc V4.2.2, 300.ak-sk-sign-roles (key pair and printed signatures). The other
    // four were computed from the rules of that page with Python's hmac and hashlib.
    void signatures_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("extra");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char *name, const char *method, const char *target, const char *type, const char *date, const char *host,
                            const char *extra, const char *body, const char *signature) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(type) << QByteArray(date) << QByteArray(host)
                                << QByteArray(extra) << QByteArray(body) << QByteArray(signature);
        };
        row("1 documented POST", "POST", "/api/v2/compute/idcs", "application/json", "Tue, 17 Jan 2023 09:13:57 GMT", "ocp.alibaba.net:8080",
            "x-ocp-data:A,1", R"({"name":"test01","description":"test","regionId":1})", "XN8P+O+v3vUabB16ZCooq5wMJoY=");
        row("2 documented GET", "GET", "/api/v2/compute/idcs?size=100", "application/json;charset=utf-8", "Tue, 17 Jan 2023 04:14:02 GMT",
            "ocp.alibaba.net:8080", "", "", "TsQD6HDOuZuJ409m0wdnZPmijlc=");
        row("3 add servers", "POST", "/api/v2/ob/clusters/1/servers", "application/json", "Mon, 02 Mar 2026 03:06:34 GMT", "ocp.example.com:8080", "",
            R"({"zoneName":"zone2","servers":[1]})", "0OGyx/B83Re4mrwj+LIaIrmGofw=");
        row("4 query", "GET", "/api/v2/tasks/instances?name=Add%20OB%20server&page=1&size=10&sort=id%2Cdesc&status=FAILED%2CRUNNING", "application/json",
            "Mon, 02 Mar 2026 03:06:35 GMT", "ocp.example.com:8080", "", "", "IL2jNQA3e5TuYffa66kGd6M3HLU=");
        row("4 query in another order, repeated", "GET", "/api/v2/tasks/instances?status=RUNNING&sort=id,desc&status=FAILED&size=10&page=1&name=Add%20OB%20server",
            "application/json", "Mon, 02 Mar 2026 03:06:35 GMT", "ocp.example.com:8080", "", "", "IL2jNQA3e5TuYffa66kGd6M3HLU=");
        row("5 own headers", "POST", "/api/v2/tasks/instances/107720/subtasks/129372/skip", "application/json", "Mon, 02 Mar 2026 03:06:36 GMT",
            "ocp.example.com:8080", "X-OCP-Origin:console|x-ocp-a:1", "", "kFSK8nUyW5K89IyMB2S60A43URw=");
        row("6 Chinese", "GET", "/api/v2/ob/clusters?name=%E9%9B%86%E7%BE%A4~a%2Ab", "application/json", "Mon, 02 Mar 2026 03:06:37 GMT",
            "10.0.0.5:8080", "", "", "CUv6HHdlonBUMZqPP1PokVjD1mc=");
    }
    void signatures()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, contentType);
        QFETCH(QByteArray, date);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, extra);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, signature);
        SimRequest request = SimClient::request(method, target, body);
        request.headers = { { "Content-Type", contentType }, { "Date", date }, { "Host", host } };
        if (!extra.isEmpty()) {
            const QByteArrayList headers = extra.split('|');
            for (const QByteArray &header : headers)
                request.headers.append({ header.first(header.indexOf(':')), header.sliced(header.indexOf(':') + 1) });
        }
        QCOMPARE(accessKeySignature(request, "2fc0c299cc94c6be266f2ceece765d4d"), signature);
    }

    void accessKey()
    {
        SimClient sim;
        const SimCredentials known;
        const QDateTime now = sim.clock.utcNow();
        const auto answer = [&](const SimRequest &request) { return refusalOf(sim, request); };
        QCOMPARE(answer(signedRequest("/api/v2/compute/hosts?size=5&status=NEW%2CAVAILABLE", now, known.accessKey, known.accessKeySecret)), u"200 "_s);
        QCOMPARE(answer(signedRequest(hosts, now, known.accessKey, u"wrong"_s)), u"401 0"_s);
        QCOMPARE(answer(signedRequest(hosts, now, u"nobody"_s, known.accessKeySecret)), u"401 0"_s);
        QCOMPARE(answer(signedRequest(hosts, now.addSecs(-14 * 60), known.accessKey, known.accessKeySecret)), u"200 "_s);
        QCOMPARE(answer(signedRequest(hosts, now.addSecs(14 * 60), known.accessKey, known.accessKeySecret)), u"200 "_s);
        QCOMPARE(answer(signedRequest(hosts, now.addSecs(-15 * 60), known.accessKey, known.accessKeySecret)), u"401 0"_s);
        QCOMPARE(answer(signedRequest(hosts, now.addSecs(16 * 60), known.accessKey, known.accessKeySecret)), u"401 0"_s);
        SimRequest changed = signedRequest(hosts, now, known.accessKey, known.accessKeySecret);
        changed.query = "size=2000";
        QCOMPARE(answer(changed), u"401 0"_s);
        SimRequest undated = signedRequest(hosts, now, known.accessKey, known.accessKeySecret);
        undated.headers.removeAt(2);
        QCOMPARE(answer(undated), u"401 0"_s);
    }

    void basicAndLock()
    {
        SimClient sim;
        SimRequest none = SimClient::request("GET", hosts);
        none.headers.removeLast();
        QCOMPARE(refusalOf(sim, none), u"401 0"_s);
        QCOMPARE(refusalOf(sim, withBasic("admin:simulator")), u"200 "_s);
        QCOMPARE(refusalOf(sim, withBasic("nobody:simulator")), u"401 0"_s);
        QCOMPARE(SimClient::messageOf(SimClient::json(sim.last)), u"Bad credentials"_s);
        for (int left = 4; left >= 1; --left) {
            const QJsonObject envelope = SimClient::json(sim.send(withBasic("admin:wrong")));
            QCOMPARE(sim.last.status, 401);
            QCOMPARE(envelope.value("error"_L1)["code"_L1], QJsonValue(0));
            QCOMPARE(SimClient::messageOf(envelope), u"Bad credentials"_s);
        }
        for (const char *password : { "admin:wrong", "admin:simulator" }) {
            QCOMPARE(refusalOf(sim, withBasic(password)), u"401 0"_s);
            QCOMPARE(SimClient::messageOf(SimClient::json(sim.last)), u"User account is locked"_s);
        }
        QCOMPARE(refusalOf(sim, withBasic("viewer:simulator")), u"200 "_s);
        sim.clock.advance(31min);
        QCOMPARE(refusalOf(sim, withBasic("admin:simulator")), u"200 "_s);
    }

    void aRightPasswordForgetsWrongOnes()
    {
        SimClient sim;
        for (int i = 0; i < 12; ++i) {
            QCOMPARE(refusalOf(sim, withBasic("admin:wrong")), u"401 0"_s);
            QCOMPARE(refusalOf(sim, withBasic("admin:simulator")), u"200 "_s);
        }
    }

    void readOnlyUser()
    {
        SimClient sim;
        QCOMPARE(refusalOf(sim, withBasic("viewer:simulator")), u"200 "_s);
        const qint64 failed = sim.contents("/api/v2/tasks/instances?status=FAILED").at(0)["id"_L1].toInteger();
        for (const QByteArray &target : { SimClient::taskPath(failed) + "/retry", SimClient::taskPath(failed) + "/rollback",
                                          SimClient::stepPath(failed, 1, "skip"), QByteArray("/api/v2/ob/clusters/1000021/servers") }) {
            SimRequest request = SimClient::request("POST", target);
            request.headers.last().second = SimClient::basic("viewer:simulator");
            QCOMPARE(refusalOf(sim, request), u"403 IAM11000"_s);
        }
        QCOMPARE(sim.task(failed).value("status"_L1).toString(), u"FAILED"_s);
    }

    void rateLimit()
    {
        Scenario scenario;
        scenario.rateLimit = { 3, 60s };
        SimClient sim(scenario);
        for (int remaining = 2; remaining >= 0; --remaining) {
            sim.get(hosts);
            QCOMPARE(sim.last.status, 200);
            QCOMPARE(limitHeader(sim.last, "RateLimit-Limit"), QByteArray("3"));
            QCOMPARE(limitHeader(sim.last, "RateLimit-Remaining"), QByteArray::number(remaining));
        }
        sim.clock.advance(20s);
        const QJsonObject envelope = sim.get(hosts);
        QCOMPARE(sim.last.status, 429);
        QCOMPARE(limitHeader(sim.last, "RateLimit-Reset"), QByteArray("40"));
        // As in the documented sample: the number 0, no trace id, duration 0.
        QCOMPARE(envelope.value("error"_L1)["code"_L1], QJsonValue(0));
        QCOMPARE(envelope.value("traceId"_L1), QJsonValue(QString(u""_s)));
        QCOMPARE(envelope.value("duration"_L1).toInt(-1), 0);
        QCOMPARE(envelope.value("successful"_L1).toBool(true), false);
        QCOMPARE(refusalOf(sim, withBasic("viewer:simulator")), u"200 "_s);        // per user
        sim.clock.advance(40s);
        sim.get(hosts);
        QCOMPARE(sim.last.status, 200);
    }

    /// Each Basic request without the cookie opens a session; with it, it is served by that one. A signature opens none.
    void sessions()
    {
        SimClient sim;
        const SimCredentials known;
        QCOMPARE(sim.simulator->sessionsOpened(), quint64(0));
        for (int i = 1; i <= 3; ++i) {
            QCOMPARE(refusalOf(sim, withBasic("admin:simulator")), u"200 "_s);
            QCOMPARE(sim.simulator->sessionsOpened(), quint64(i));
            QVERIFY(!setCookie(sim.last, "JSESSIONID").isEmpty());
        }
        const QByteArray session = setCookie(sim.last, "JSESSIONID");
        SimRequest again = withBasic("admin:simulator");
        again.headers.append({ "Cookie", "other=1; JSESSIONID=" + session });
        QCOMPARE(refusalOf(sim, again), u"200 "_s);
        QVERIFY(setCookie(sim.last, "JSESSIONID").isEmpty());
        SimRequest cookieOnly = again;
        cookieOnly.headers.removeAt(2);
        QCOMPARE(refusalOf(sim, cookieOnly), u"200 "_s);
        QCOMPARE(refusalOf(sim, withBasic("admin:wrong")), u"401 0"_s);
        QCOMPARE(refusalOf(sim, signedRequest(hosts, sim.clock.utcNow(), known.accessKey, known.accessKeySecret)), u"200 "_s);
        QCOMPARE(sim.simulator->sessionsOpened(), quint64(3));
        QCOMPARE(sim.simulator->sessionsAlive(), 3);
        sim.clock.advance(20min);
        QCOMPARE(refusalOf(sim, again), u"200 "_s);            // renews it
        sim.clock.advance(20min);
        QCOMPARE(sim.simulator->sessionsAlive(), 1);
        QCOMPARE(refusalOf(sim, again), u"200 "_s);
        sim.clock.advance(30min);
        QCOMPARE(refusalOf(sim, cookieOnly), u"401 0"_s);
        QCOMPARE(refusalOf(sim, again), u"200 "_s);            // signs in anew
        QCOMPARE(sim.simulator->sessionsOpened(), quint64(4));
    }

    void changesWithACookieNeedTheToken()
    {
        SimClient sim;
        sim.send(withBasic("admin:simulator"));
        const QByteArray session = "JSESSIONID=" + setCookie(sim.last, "JSESSIONID");
        const QByteArray token = setCookie(sim.last, "XSRF-TOKEN");
        QVERIFY(!token.isEmpty());
        const qint64 failed = sim.contents("/api/v2/tasks/instances?status=FAILED").at(0)["id"_L1].toInteger();
        const auto retry = [&](const QByteArray &cookies, const QByteArray &header) {
            SimRequest request = SimClient::request("POST", SimClient::taskPath(failed) + "/retry");
            request.headers.append({ "Cookie", cookies });
            if (!header.isEmpty())
                request.headers.append({ "X-XSRF-TOKEN", header });
            return refusalOf(sim, request);
        };
        const QByteArray both = session + "; XSRF-TOKEN=" + token;
        for (const auto &[cookies, header] : { std::pair(session, QByteArray()), std::pair(both, QByteArray()), std::pair(both, QByteArray("wrong")),
                                               std::pair(session, token) }) {
            QCOMPARE(retry(cookies, header), u"403 "_s);
            QVERIFY(!SimClient::json(sim.last).contains("traceId"_L1));         // not OCP's envelope
        }
        QCOMPARE(sim.task(failed).value("status"_L1).toString(), u"FAILED"_s);
        QCOMPARE(retry(both, token), u"200 "_s);
        QCOMPARE(sim.task(failed).value("status"_L1).toString(), u"RUNNING"_s);
    }

    void keysCameWithVersion403()
    {
        Scenario scenario;
        scenario.face = OcpFace::V33;
        SimClient sim(scenario);
        const SimCredentials known;
        QCOMPARE(refusalOf(sim, signedRequest(hosts, sim.clock.utcNow(), known.accessKey, known.accessKeySecret)), u"401 0"_s);
        QCOMPARE(refusalOf(sim, withBasic("admin:simulator")), u"200 "_s);
    }

    /// From 4.3.4 on a person may add a server and be refused its task.
    void mayAddButNotSeeTasks_data()
    {
        QTest::addColumn<OcpFace>("face");
        QTest::addColumn<QString>("tasks");
        QTest::newRow("4.2.2") << OcpFace::V422 << u"200 "_s;
        QTest::newRow("4.3.5") << OcpFace::V435 << u"403 IAM11000"_s;
        QTest::newRow("4.4.0") << OcpFace::V440 << u"403 IAM11000"_s;
    }
    void mayAddButNotSeeTasks()
    {
        QFETCH(OcpFace, face);
        QFETCH(QString, tasks);
        Scenario scenario;
        scenario.face = face;
        SimClient sim(scenario);
        const QByteArray body = SimClient::order(u"zone1"_s, { sim.hosts(u"spare"_s, u"hz-a"_s).first() });
        QCOMPARE(refusalOf(sim, SimClient::requestOf("maintainer:simulator", "POST", "/api/v2/ob/clusters/1000021/servers", body)), u"200 "_s);
        const qint64 id = SimClient::json(sim.last).value("data"_L1)["id"_L1].toInteger();
        QVERIFY(id > 0);
        for (const QByteArray &target : { QByteArray("/api/v2/tasks/instances"), SimClient::taskPath(id), SimClient::stepPath(id, 1, "log") })
            QCOMPARE(refusalOf(sim, SimClient::requestOf("maintainer:simulator", "GET", target)), tasks);
        QCOMPARE(refusalOf(sim, SimClient::requestOf("maintainer:simulator", "GET", "/api/v2/ob/clusters/1000021/zones")), u"200 "_s);
        QCOMPARE(refusalOf(sim, SimClient::requestOf("maintainer:simulator", "GET", "/api/v2/audit/events")), u"403 IAM11000"_s);
        QCOMPARE(sim.task(id).value("creator"_L1)["name"_L1].toString(), u"maintainer"_s);
    }

    void readOnlyWhileUpgrading()
    {
        Scenario scenario;
        scenario.readOnly = true;
        SimClient sim(scenario);
        QCOMPARE(refusalOf(sim, withBasic("admin:simulator")), u"200 "_s);
        const qint64 failed = sim.contents("/api/v2/tasks/instances?status=FAILED").at(0)["id"_L1].toInteger();
        QCOMPARE(refusalOf(sim, SimClient::request("POST", SimClient::taskPath(failed) + "/retry")), u"403 COM10009"_s);
        QCOMPARE(sim.task(failed).value("status"_L1).toString(), u"FAILED"_s);
    }

    void timeAndStatusAreOpen()
    {
        SimClient sim;
        for (const char *target : { "/api/v2/time", "/api/status" }) {
            SimRequest request = SimClient::request("GET", target);
            request.headers.clear();
            QCOMPARE(sim.send(request).status, 200);
        }
        SimRequest info = SimClient::request("GET", "/api/v2/info");
        info.headers.clear();
        QCOMPARE(sim.send(info).status, 401);
    }
};

QTEST_GUILESS_MAIN(TestSimAuth)
#include "tst_simauth.moc"
