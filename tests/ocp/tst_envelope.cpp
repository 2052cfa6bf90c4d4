// SPDX-License-Identifier: GPL-3.0-or-later
// Judging replies: transport, status, content type, envelope, payload, in this order; and what an error carries.
#include "ocp/envelope.h"
#include "support/samples.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ApiError::Kind;

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1StringView(text), Qt::ISODateWithMs).toUTC();
}

HttpReply replyOf(int status, const QByteArray &body, QList<std::pair<QByteArray, QByteArray>> headers = {})
{
    HttpReply reply;
    reply.sent = true;
    reply.method = "GET";
    reply.url = QUrl(u"http://ocp.example.com:8080/api/v2/info"_s);
    reply.status = status;
    reply.headers = headers;
    if (reply.header("Content-Type").isEmpty())
        reply.headers.append(std::pair<QByteArray, QByteArray>("Content-Type", "application/json"));
    reply.body = body;
    reply.received = utc("2021-08-25T07:10:13.176Z");
    return reply;
}

} // namespace

class TestEnvelope : public QObject
{
    Q_OBJECT

private slots:
    void metaOfASample()
    {
        HttpReply reply = replyOf(200, sample("get-task-4.2.2"),
                                  { { "RateLimit-Limit", "10" }, { "RateLimit-Remaining", "7" }, { "RateLimit-Reset", "53" } });
        reply.received = utc("2021-08-25T07:10:10.276Z");
        reply.roundTrip = 200ms;
        const Result<Envelope> envelope = judgeEnvelope(reply);
        QVERIFY(envelope);
        QCOMPARE(envelope->meta.traceId, u"0bc49000675d41af"_s);
        QCOMPARE(envelope->meta.server, u"a83ad33525"_s);
        QCOMPARE(envelope->meta.serverTime, utc("2021-08-25T07:10:13.176Z"));
        QCOMPARE(envelope->meta.clockSkew, 3000ms); // 13.176 against 10.276 less half the round trip
        QCOMPARE(envelope->meta.roundTrip, 200ms);
        QCOMPARE(envelope->meta.rateLimitRemaining, 7);
        QCOMPARE(envelope->meta.rateLimitReset, 53s);
        QCOMPARE(envelope->timeOffset, 8h);
        QVERIFY(envelope->data.isObject());
    }

    void dateHeaderStandsInForTheTimestamp()
    {
        const Result<Envelope> envelope = judgeEnvelope(replyOf(200, R"({"successful":true})", { { "Date", "Wed, 25 Aug 2021 07:09:13 GMT" } }));
        QVERIFY(envelope);
        QCOMPARE(envelope->meta.serverTime, utc("2021-08-25T07:09:13Z"));
        QCOMPARE(envelope->meta.clockSkew, -60176ms);
    }

    void throttled()
    {
        const ApiError error = judgeEnvelope(replyOf(429, sample("error-429-rate-limit"), { { "RateLimit-Reset", "53" } })).error();
        QCOMPARE(error.kind, Kind::RateLimited);
        QCOMPARE(error.httpStatus, 429);
        QCOMPARE(error.code, QString()); // its 0 is no code
        QCOMPARE(error.message, u"Excessive number of requests. You have exceeded the request limit for the current throttling window."_s);
        QCOMPARE(error.traceId, QString());
        QCOMPARE(error.retryAfter, 53s);
        QCOMPARE(error.method, u"GET"_s);
        QCOMPARE(error.url, QUrl(u"http://ocp.example.com:8080/api/v2/info"_s));
        QVERIFY(error.outcome == ApiError::Outcome::NotApplicable);
    }

    void retryAfterLeads()
    {
        QCOMPARE(judgeEnvelope(replyOf(429, {}, { { "Retry-After", "7" }, { "RateLimit-Reset", "53" } })).error().retryAfter, 7s);
        // A date is counted from the server's clock when it tells it.
        QCOMPARE(judgeEnvelope(replyOf(503, {}, { { "Date", "Wed, 25 Aug 2021 07:00:00 GMT" }, { "Retry-After", "Wed, 25 Aug 2021 07:01:30 GMT" } })).error().retryAfter, 90s);
        QVERIFY(!judgeEnvelope(replyOf(429, {}, { { "Retry-After", "soon" } })).error().retryAfter);
    }

    void kinds_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<Kind>("kind");
        const QByteArray json = "application/json";
        const QByteArray refusal = R"({"successful":false,"error":{"code":1,"message":"m"}})";
        const auto withCode = [](const QByteArray &code, const QByteArray &message) {
            return QByteArray(R"({"successful":false,"error":{"code":%code,"message":"%message"}})").replace("%code", code).replace("%message", message);
        };
        const auto inBody = [](int status) { return R"({"successful":false,"status":)" + QByteArray::number(status) + "}"; };
        QTest::newRow("301") << 301 << QByteArray() << json << Kind::Redirect;
        QTest::newRow("400") << 400 << refusal << json << Kind::Refused;
        QTest::newRow("401") << 401 << refusal << json << Kind::Unauthorized;
        QTest::newRow("403") << 403 << refusal << json << Kind::Forbidden;
        QTest::newRow("404") << 404 << refusal << json << Kind::NotFound;
        QTest::newRow("407") << 407 << QByteArray() << json << Kind::Proxy;
        QTest::newRow("408") << 408 << inBody(408) << json << Kind::Timeout;
        QTest::newRow("408 with a code") << 408 << refusal << json << Kind::Refused;
        QTest::newRow("409") << 409 << refusal << json << Kind::Refused;
        QTest::newRow("500") << 500 << inBody(500) << json << Kind::ServerError;
        QTest::newRow("500 with a code") << 500 << refusal << json << Kind::Refused;
        QTest::newRow("500 with code 0") << 500 << withCode("0", "Unexpected error") << json << Kind::ServerError;
        QTest::newRow("503 with a code") << 503 << refusal << json << Kind::Refused;
        QTest::newRow("403 with a code") << 403 << withCode("\"IAM11000\"", "no") << json << Kind::Forbidden;
        QTest::newRow("500 saying successful") << 500 << QByteArray(R"({"successful":true,"data":{}})") << json << Kind::ServerError;
        QTest::newRow("502 page") << 502 << QByteArray("<html>") << QByteArray("text/html") << Kind::ServerError;
        QTest::newRow("200 refusing") << 200 << refusal << json << Kind::Refused;
        QTest::newRow("200, body says 401") << 200 << inBody(401) << json << Kind::Unauthorized;
        QTest::newRow("200, body says 403") << 200 << inBody(403) << json << Kind::Forbidden;
        QTest::newRow("200, body says 429") << 200 << inBody(429) << json << Kind::RateLimited;
        QTest::newRow("200, body says 500") << 200 << inBody(500) << json << Kind::ServerError;
        QTest::newRow("200, body says 200 but not successful") << 200 << inBody(200) << json << Kind::Refused;
        QTest::newRow("200 page") << 200 << QByteArray("<html>") << QByteArray("text/html;charset=utf-8") << Kind::NotOcp;
        QTest::newRow("200 page called JSON") << 200 << QByteArray(" <!DOCTYPE html>") << json << Kind::NotOcp;
        QTest::newRow("200 plain words") << 200 << QByteArray("all fine") << QByteArray("text/plain") << Kind::NotOcp;
        QTest::newRow("200 empty") << 200 << QByteArray() << json << Kind::Parse;
        QTest::newRow("200 cut JSON") << 200 << QByteArray(R"({"successful":tr)") << json << Kind::Parse;
        QTest::newRow("200 array") << 200 << QByteArray("[]") << json << Kind::Parse;
        QTest::newRow("200 other JSON") << 200 << QByteArray(R"({"error":"x"})") << json << Kind::NotOcp;
        QTest::newRow("200 successful is a text") << 200 << QByteArray(R"({"successful":"true"})") << json << Kind::Parse;
        QTest::newRow("204") << 204 << QByteArray() << json << Kind::Parse;
    }

    void kinds()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        const Result<Envelope> envelope = judgeEnvelope(replyOf(status, body, { { "Content-Type", type } }));
        QVERIFY(!envelope);
        QTEST(envelope.error().kind, "kind");
        QCOMPARE(envelope.error().httpStatus, status);
    }

    void jsonWithoutATypeIsRead()
    {
        HttpReply reply = replyOf(200, R"({"successful":true,"data":{"id":1}})");
        reply.headers.clear();
        QVERIFY(judgeEnvelope(reply));
    }

    void errorCode_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        QTest::newRow("number") << QByteArray(R"({"code":11020,"message":"busy"})") << u"11020"_s << u"busy"_s;
        QTest::newRow("letters") << QByteArray(R"({"code":"OBE11020","message":"busy"})") << u"OBE11020"_s << u"busy"_s;
        QTest::newRow("digits as text") << QByteArray(R"({"code":"007","message":"busy"})") << u"007"_s << u"busy"_s;
        QTest::newRow("no code") << QByteArray(R"({"message":"busy"})") << QString() << u"busy"_s;
        QTest::newRow("no message") << QByteArray(R"({"code":5})") << u"5"_s << QString();
        QTest::newRow("a text instead") << QByteArray(R"("Not Found")") << QString() << u"Not Found"_s;
        QTest::newRow("null") << QByteArray("null") << QString() << QString();
        QTest::newRow("zero is no code") << QByteArray(R"({"code":0,"message":"bad"})") << QString() << u"bad"_s;
        QTest::newRow("zero as text") << QByteArray(R"({"code":"0","message":"bad"})") << QString() << u"bad"_s;
    }

    void errorCode()
    {
        QFETCH(QByteArray, error);
        const ApiError judged = judgeEnvelope(replyOf(400, R"({"successful":false,"traceId":"abc","error":)" + error + "}")).error();
        QTEST(judged.code, "code");
        QTEST(judged.message, "message");
        QCOMPARE(judged.traceId, u"abc"_s);
        // And when HTTP says 200.
        QTEST(judgeEnvelope(replyOf(200, R"({"successful":false,"error":)" + error + "}")).error().code, "code");
    }

    void errorMissing()
    {
        const ApiError error = judgeEnvelope(replyOf(200, R"({"successful":false,"traceId":"abc"})")).error();
        QCOMPARE(error.kind, Kind::Refused);
        QCOMPARE(error.traceId, u"abc"_s);
    }

    /// The status is known even when the page behind it was cut; a good status says nothing then.
    void transportFailures()
    {
        HttpReply cut = replyOf(200, "{\"successful\":true,\"da");
        cut.failure = TransportFailure { Kind::ConnectionLost, u"closed"_s };
        QCOMPARE(judgeEnvelope(cut).error().kind, Kind::ConnectionLost);
        cut.status = 403;
        QCOMPARE(judgeEnvelope(cut).error().kind, Kind::Forbidden);
        HttpReply none;
        none.failure = TransportFailure { Kind::HostNotFound, u"DNS"_s };
        QCOMPARE(judgeEnvelope(none).error().kind, Kind::HostNotFound);
    }

    void outcomes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ApiError::Outcome>("outcome");
        using Outcome = ApiError::Outcome;
        const auto says = [](int status, const QByteArray &error = {}) {
            return R"({"successful":false,"status":)" + QByteArray::number(status) + (error.isEmpty() ? QByteArray() : R"(,"error":)" + error) + "}";
        };
        const QByteArray busy = R"({"code":11020,"message":"the cluster is being operated"})";
        const QByteArray state = R"({"code":"TSK10017","message":"The subtask cannot be retried"})";
        const QByteArray unforeseen = R"({"code":0,"message":"Unexpected error","debugMessage":"Duplicate entry"})";
        // OCP's own no, at whatever status.
        for (const int status : { 200, 400, 401, 403, 404, 408, 409, 500, 502, 503, 504 }) {
            QTest::addRow("%d with a number", status) << status << says(status, busy) << Outcome::Refused;
            QTest::addRow("%d with letters", status) << status << says(status, state) << Outcome::Refused;
        }
        QTest::newRow("refused in the body") << 200 << says(500, state) << Outcome::Refused;
        // The framework around OCP: said before anything is done.
        QTest::newRow("validation") << 400 << says(400, R"({"code":0,"message":"must not be null","subErrors":[{"field":"servers[1]"}]})") << Outcome::Refused;
        QTest::newRow("not logged in") << 401 << says(401, R"({"code":0,"message":"Unauthorized"})") << Outcome::Refused;
        QTest::newRow("not allowed") << 403 << says(403, R"({"code":0,"message":"Forbidden"})") << Outcome::Refused;
        QTest::newRow("throttled") << 429 << says(429, R"({"code":0,"message":"too many"})") << Outcome::Refused;
        QTest::newRow("status in the body") << 200 << says(400) << Outcome::Refused;
        // What may have been half done.
        QTest::newRow("unforeseen") << 500 << says(500, unforeseen) << Outcome::Unknown;
        QTest::newRow("unforeseen, in the body") << 200 << says(500, unforeseen) << Outcome::Unknown;
        QTest::newRow("unforeseen at 400") << 400 << says(400, R"({"code":0,"message":"Unhandled exception, type=NullPointerException"})") << Outcome::Unknown;
        QTest::newRow("unforeseen with a code") << 500 << says(500, R"({"code":1000,"message":"Unexpected error"})") << Outcome::Unknown;
        QTest::newRow("the status again as a code") << 500 << says(500, R"({"code":500,"message":"Internal Server Error"})") << Outcome::Unknown;
        QTest::newRow("a code below zero") << 500 << says(500, R"({"code":-1,"message":"failed"})") << Outcome::Unknown;
        QTest::newRow("the database says no") << 409 << says(409, R"({"code":0,"message":"Database exception"})") << Outcome::Unknown;
        QTest::newRow("OCP timed out itself") << 500 << says(500, R"({"code":"COM10004","message":"timed out"})") << Outcome::Unknown;
        QTest::newRow("OCP does not know") << 500 << says(500, R"({"code":"COM10999","message":"unknown error"})") << Outcome::Unknown;
        QTest::newRow("a no without a word") << 200 << says(0) << Outcome::Unknown;
        QTest::newRow("failed in the body") << 200 << says(500) << Outcome::Unknown;
        QTest::newRow("timed out in the body") << 200 << says(408) << Outcome::Unknown;
        QTest::newRow("no error in it") << 500 << says(500) << Outcome::Unknown;
        QTest::newRow("a code, but it says yes") << 500 << QByteArray(R"({"successful":true,"error":{"code":11020,"message":"busy"}})") << Outcome::Unknown;
        QTest::newRow("a code without an envelope") << 500 << QByteArray(R"({"code":11020,"message":"busy"})") << Outcome::Unknown;
        // No envelope: what the gateway passed on is told by its status alone.
        QTest::newRow("404") << 404 << says(404) << Outcome::Refused;
        QTest::newRow("413 page") << 413 << QByteArray("<html>") << Outcome::Refused;
        QTest::newRow("405 page") << 405 << QByteArray("<html>") << Outcome::Refused;
        QTest::newRow("409 page") << 409 << QByteArray("<html>") << Outcome::Unknown;
        QTest::newRow("499 page") << 499 << QByteArray("<html>") << Outcome::Unknown;
        QTest::newRow("500 page") << 500 << QByteArray("<html>") << Outcome::Unknown;
        QTest::newRow("504") << 504 << says(504) << Outcome::Unknown;
        QTest::newRow("303") << 303 << says(0) << Outcome::Unknown;
        QTest::newRow("307") << 307 << says(0) << Outcome::Refused;
    }

    void outcomes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        HttpReply reply = replyOf(status, body);
        reply.mutation = true;
        QTEST(judgeEnvelope(reply).error().outcome, "outcome");
        reply.sent = false;
        reply.status = 0;
        reply.failure = TransportFailure { Kind::ConnectionRefused, {} };
        QCOMPARE(judgeEnvelope(reply).error().outcome, ApiError::Outcome::NotSent);
    }

    /// An envelope that is not known to be whole proves nothing.
    void cutRefusal()
    {
        HttpReply reply = replyOf(500, R"({"successful":false,"error":{"code":11020,"message":"busy"}})");
        reply.mutation = true;
        QCOMPARE(judgeEnvelope(reply).error().outcome, ApiError::Outcome::Refused);
        reply.failure = TransportFailure { Kind::ConnectionLost, u"cut"_s };
        QCOMPARE(judgeEnvelope(reply).error().outcome, ApiError::Outcome::Unknown);
        reply.status = 400;
        QCOMPARE(judgeEnvelope(reply).error().outcome, ApiError::Outcome::Unknown);
    }

    void everythingSaidIsKept()
    {
        const QByteArray body = R"({"successful":false,"status":400,"error":{"code":0,"message":"must not be null","debugMessage":"d","subErrors":[)"
                                R"({"object":"addServerRequest","field":"servers[1]","rejectedValue":null,"message":"must not be null"},)"
                                R"(7,{},{"field":"zoneName","rejectedValue":12,"message":"too short"}]}})";
        for (const int status : { 200, 400, 500 }) {
            const ApiError error = judgeEnvelope(replyOf(status, body)).error();
            QCOMPARE(error.code, QString());
            QCOMPARE(error.debugMessage, u"d"_s);
            QCOMPARE(error.subErrors, (QList<SubError> { { u"addServerRequest"_s, u"servers[1]"_s, {}, u"must not be null"_s },
                                                         { {}, u"zoneName"_s, u"12"_s, u"too short"_s } }));
        }
    }

    void redirectNamesTheHostOnly()
    {
        const ApiError error = judgeEnvelope(replyOf(302, {}, { { "Location", "https://user:geheim@sso.example.com/login?token=geheim" } })).error();
        QCOMPARE(error.detail, u"redirect to host sso.example.com, not followed"_s);
    }

    void compressedIsNotOcp()
    {
        QCOMPARE(judgeEnvelope(replyOf(200, "\x1f\x8b\x08", { { "Content-Encoding", "gzip" } })).error().kind, Kind::NotOcp);
    }

    void info()
    {
        const Result<Envelope> info = judgeFlatObject(replyOf(200, sample("get-info-4.2.2")));
        QVERIFY(info);
        QCOMPARE(info->data.toObject().value("buildVersion"_L1).toString(), u"2.5.0-SNAPSHOT"_s);
        QVERIFY(judgeFlatObject(replyOf(200, R"({"successful":true,"data":{"buildVersion":"4.3"}})"))->data.toObject().contains("buildVersion"_L1));
        QCOMPARE(judgeFlatObject(replyOf(200, R"({"successful":false,"status":403})")).error().kind, Kind::Forbidden);
    }

    void plainText()
    {
        QCOMPARE(judgePlainText(replyOf(200, "okay\n", { { "Content-Type", "text/plain" } }))->data.toString(), u"okay"_s);
        QCOMPARE(judgePlainText(replyOf(200, "\"2020-11-11T15:46:27.316+08:00\""))->data.toString(), u"2020-11-11T15:46:27.316+08:00"_s);
        QCOMPARE(judgePlainText(replyOf(200, "<html>", { { "Content-Type", "text/html" } })).error().kind, Kind::NotOcp);
        QCOMPARE(judgePlainText(replyOf(200, R"({"successful":false,"status":401})")).error().kind, Kind::Unauthorized);
    }
};

QTEST_GUILESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
