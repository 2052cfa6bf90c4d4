// SPDX-License-Identifier: GPL-3.0-or-later
// Which reads are asked again, after how long, and what keeps them from making an outage worse. Changes never are.
#include "ocp/ocpclient.h"
#include "ocp/readretry.h"
#include "ocp/timetext.h"
#include "support/caught.h"
#include "support/faultserver.h"
#include "support/login.h"
#include "support/memoryintents.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTest>

#include <atomic>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

using Kind = ApiError::Kind;

const QByteArray taskJson = R"({"successful":true,"status":200,"data":{"id":1}})";

HttpReply replyOf(int status, const QList<std::pair<QByteArray, QByteArray>> &headers = {}, const std::optional<Kind> &failure = {})
{
    HttpReply reply;
    reply.status = status;
    reply.headers = headers;
    reply.received = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC);
    if (failure)
        reply.failure = TransportFailure { *failure, {} };
    return reply;
}

/// Always the longest wait the jitter allows.
RetryPolicy slowest()
{
    RetryPolicy policy;
    policy.random = [] { return 1.0; };
    return policy;
}

/// Waits of no time.
TransportLimits quick()
{
    TransportLimits limits;
    limits.retry.base = 0ms;
    return limits;
}

} // namespace

class TestReadRetry : public QObject
{
    Q_OBJECT

private slots:
    void whatMayPass_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<std::optional<Kind>>("failure");
        QTest::addColumn<bool>("passing");
        const std::optional<Kind> none;
        for (const int status : { 408, 429, 500, 502, 503, 504 })
            QTest::addRow("%d", status) << status << none << true;
        for (const int status : { 200, 204, 301, 308, 400, 401, 403, 404, 407, 409, 501, 505 })
            QTest::addRow("%d", status) << status << none << false;
        QTest::newRow("refused") << 0 << std::optional(Kind::ConnectionRefused) << true;
        QTest::newRow("lost") << 0 << std::optional(Kind::ConnectionLost) << true;
        QTest::newRow("lost in the body") << 200 << std::optional(Kind::ConnectionLost) << true;
        QTest::newRow("timeout") << 0 << std::optional(Kind::Timeout) << true;
        QTest::newRow("no such host") << 0 << std::optional(Kind::HostNotFound) << false;
        QTest::newRow("TLS") << 0 << std::optional(Kind::Tls) << false;
        QTest::newRow("another certificate") << 0 << std::optional(Kind::CertificateChanged) << false;
        QTest::newRow("http") << 0 << std::optional(Kind::PlainHttp) << false;
        QTest::newRow("proxy") << 0 << std::optional(Kind::Proxy) << false;
        QTest::newRow("too large") << 200 << std::optional(Kind::TooLarge) << false;
        QTest::newRow("503, its page cut") << 503 << std::optional(Kind::ConnectionLost) << true;
        QTest::newRow("404, its page cut") << 404 << std::optional(Kind::ConnectionLost) << false;
    }

    void whatMayPass()
    {
        QFETCH(int, status);
        QFETCH(std::optional<Kind>, failure);
        QFETCH(bool, passing);
        const HttpReply reply = replyOf(status, {}, failure);
        QCOMPARE(isPassing(reply), passing);
        ReadRetry retry(slowest());
        QCOMPARE(retry.after(reply, 1, 3, 0ms).has_value(), passing);
    }

    void waitsDoubleUpToTheCap()
    {
        RetryPolicy policy = slowest();
        policy.patience = 1h;
        ReadRetry retry(policy);
        QList<milliseconds> waits;
        for (int attempt = 1; attempt < 10; ++attempt)
            waits.append(retry.after(replyOf(503), attempt, 10, 0ms).value_or(-1ms));
        QCOMPARE(waits, QList<milliseconds>({ 500ms, 1s, 2s, 4s, 8s, 16s, 20s, 20s, 20s }));
        QVERIFY(!retry.after(replyOf(503), 10, 10, 0ms));
    }

    void jitterIsFull()
    {
        RetryPolicy policy;
        double share = 0;
        policy.random = [&share] { return share; };
        ReadRetry retry(policy);
        QCOMPARE(retry.after(replyOf(503), 2, 3, 0ms), 0ms);
        share = 0.25;
        QCOMPARE(retry.after(replyOf(503), 2, 3, 0ms), 250ms);
    }

    void theBudgetIsSharedAndRefilled()
    {
        RetryPolicy policy = slowest();
        policy.budget = 23;
        ReadRetry retry(policy);
        QVERIFY(retry.after(replyOf(503), 1, 3, 0ms));
        QCOMPARE(retry.tokens(), 18);
        QVERIFY(retry.after(replyOf(0, {}, Kind::Timeout), 1, 3, 0ms));
        QCOMPARE(retry.tokens(), 8);
        QVERIFY2(!retry.after(replyOf(0, {}, Kind::Timeout), 1, 3, 0ms), "a retry after a timeout costs 10");
        QVERIFY(retry.after(replyOf(503), 1, 3, 0ms));
        QVERIFY(!retry.after(replyOf(503), 1, 3, 0ms));
        QCOMPARE(retry.tokens(), 3);
        QVERIFY(!retry.after(replyOf(404), 1, 3, 0ms)); // the server answers: as good as a success
        QVERIFY(!retry.after(replyOf(200), 1, 3, 0ms));
        QCOMPARE(retry.tokens(), 5);
        QVERIFY(retry.after(replyOf(503), 1, 3, 0ms));
        for (int i = 0; i < 100; ++i)
            retry.after(replyOf(200), 1, 3, 0ms);
        QCOMPARE(retry.tokens(), 23);
    }

    void anOutageIsNotAmplified()
    {
        ReadRetry retry(slowest());
        int asked = 0;
        for (int call = 0; call < 1'000; ++call) {
            int attempt = 1;
            while (retry.after(replyOf(503), attempt, 3, 0ms))
                ++attempt;
            asked += attempt;
        }
        QCOMPARE(asked, 1'000 + 500 / 5);
    }

    void patienceEnds()
    {
        ReadRetry retry(slowest());
        QVERIFY(retry.after(replyOf(503), 1, 3, 59s));
        QVERIFY(!retry.after(replyOf(503), 1, 3, 59'500ms));
        QVERIFY(!retry.after(replyOf(503), 1, 3, 70s));
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<std::optional<milliseconds>>("wait"); // the reply came at 05:06:07, the server's clock says 05:00:00
        const auto row = [](const char *name, const QByteArray &header, std::optional<milliseconds> wait) {
            QTest::newRow(name) << header << wait;
        };
        row("none", {}, 500ms);
        row("seconds", "7", 7s);
        row("less than the jitter", "0", 500ms);
        row("as long as patience", "60", {});
        row("eleven minutes", "660", {});
        row("more than fits", "99999999999999999999", 500ms);
        row("as much as fits", "9223372036854775807", {});
        row("negative", "-5", 500ms);
        row("a fraction", "1.5", 500ms);
        row("words", "soon", 500ms);
        row("RFC 1123", "Wed, 04 Mar 2026 05:00:09 GMT", 9s);
        row("RFC 850", "Wednesday, 04-Mar-26 05:00:09 GMT", 9s);
        row("asctime", "Wed Mar  4 05:00:09 2026", 9s);
        row("a date in the past", "Wed, 04 Mar 2026 04:00:00 GMT", 500ms);
        row("a date next year", "Thu, 04 Mar 2027 05:00:00 GMT", {});
        row("no date", "Wed, 34 Mar 2026 05:00:09 GMT", 500ms);
    }

    void retryAfter()
    {
        QFETCH(QByteArray, header);
        QFETCH(std::optional<milliseconds>, wait);
        QList<std::pair<QByteArray, QByteArray>> headers { { "Date", "Wed, 04 Mar 2026 05:00:00 GMT" } };
        if (!header.isEmpty())
            headers.append({ "Retry-After", header });
        for (const int status : { 429, 503 }) {
            ReadRetry retry(slowest());
            QCOMPARE(retry.after(replyOf(status, headers), 1, 3, 0ms), wait);
        }
    }

    void oldDates_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QDateTime>("time");
        const auto at = [](int y, int m, int d) { return QDateTime(QDate(y, m, d), QTime(8, 49, 37), Qt::UTC); };
        QTest::newRow("RFC 9110's first") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << at(1994, 11, 6);
        QTest::newRow("RFC 9110's second") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << at(1994, 11, 6);
        QTest::newRow("RFC 9110's third") << QByteArray("Sun Nov  6 08:49:37 1994") << at(1994, 11, 6);
        QTest::newRow("two digits of this century") << QByteArray("Saturday, 06-Nov-27 08:49:37 GMT") << at(2027, 11, 6);
        QTest::newRow("asctime, two digits of a day") << QByteArray("Wed Nov 16 08:49:37 1994") << at(1994, 11, 16);
        QTest::newRow("not a date") << QByteArray("Sun Nov 6") << QDateTime();
    }

    void oldDates()
    {
        QFETCH(QByteArray, text);
        QTEST(parseHttpDate(text).value_or(QDateTime()), "time");
    }

    void rateLimits_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("remaining");
        QTest::addColumn<QByteArray>("reset");
        QTest::addColumn<milliseconds>("held");
        const auto row = [](const char *name, const QByteArray &prefix, const QByteArray &remaining, const QByteArray &reset, milliseconds held) {
            QTest::newRow(name) << prefix << remaining << reset << held;
        };
        row("plenty", "RateLimit-", "7", "30", 0ms);
        row("two left", "RateLimit-", "2", "30", 0ms);
        row("one left", "RateLimit-", "1", "30", 30s);
        row("none left", "RateLimit-", "0", "30", 30s);
        row("X-", "X-RateLimit-", "1", "30", 30s);
        row("at most a minute", "RateLimit-", "0", "3000", 60s);
        row("as a time", "X-RateLimit-", "0", "1772600807", 40s); // 2026-03-04 05:06:47 UTC
        row("a time gone by", "X-RateLimit-", "0", "1772600000", 0ms);
        row("nonsense", "RateLimit-", "none", "later", 0ms);
        row("negative", "RateLimit-", "-1", "30", 0ms);
    }

    void rateLimits()
    {
        QFETCH(QByteArray, prefix);
        QFETCH(QByteArray, remaining);
        QFETCH(QByteArray, reset);
        QFETCH(milliseconds, held);
        ReadRetry retry(slowest());
        retry.noteRateLimit(replyOf(200, { { prefix + "Remaining", remaining }, { prefix + "Reset", reset } }), 5s);
        QCOMPARE(retry.heldFor(5s), held);
        QCOMPARE(retry.heldFor(5s + held), 0ms);
        // An answer that was on its way does not let the reads go earlier.
        retry.noteRateLimit(replyOf(200, { { "RateLimit-Remaining", "5" }, { "RateLimit-Reset", "1" } }), 5s);
        QCOMPARE(retry.heldFor(5s), held);
    }

    void patientReadsAreAskedAgain()
    {
        FaultServer server;
        server.answer([&server](const SeenRequest &) { return server.count() < 3 ? scripts::proxyPage(503) : scripts::ok(taskJson); });
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(quick()));
        Caught<Task> patient;
        client.fetchTask(TaskId(1), patient.context(), patient.callback());
        QVERIFY(patient.wait());
        QVERIFY(patient.ok());
        QCOMPARE(server.count(), 3);
        QCOMPARE(patient.times(), 1);
    }

    void theLastFailureIsTold()
    {
        FaultServer server;
        server.answer(scripts::proxyPage(502));
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(quick()));
        Caught<Task> patient, once;
        client.fetchTask(TaskId(1), patient.context(), patient.callback());
        QVERIFY(patient.wait());
        QCOMPARE(patient.error().httpStatus, 502);
        QCOMPARE(server.count(), 3);
        client.fetchTask(TaskId(1), once.context(), once.callback(), Patience::Once);
        QVERIFY(once.wait());
        QCOMPARE(server.count(), 4);
    }

    void aServerThatComesBack()
    {
        FaultServer server;
        server.answer([&server](const SeenRequest &) { return server.count() < 3 ? scripts::reset() : scripts::ok(taskJson); });
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(quick()));
        Caught<Task> patient;
        client.fetchTask(TaskId(1), patient.context(), patient.callback());
        QVERIFY(patient.wait());
        QVERIFY(patient.ok());
    }

    void changesAreNotAskedAgain_data()
    {
        QTest::addColumn<Script>("script");
        QTest::newRow("503") << scripts::proxyPage(503);
        QTest::newRow("429 with Retry-After") << scripts::reply(429, {}, { { "Retry-After", "0" } });
        QTest::newRow("close") << scripts::close();
        QTest::newRow("reset") << scripts::reset();
    }

    void changesAreNotAskedAgain()
    {
        QFETCH(Script, script);
        FaultServer server;
        server.answer(script);
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(quick()));
        Caught<std::optional<Task>> change;
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait());
        QVERIFY(!change.ok());
        // A read after it shows that nothing is still to come.
        server.answer(scripts::ok(taskJson));
        Caught<Task> after;
        client.fetchTask(TaskId(1), after.context(), after.callback());
        QVERIFY(after.wait());
        QCOMPARE(server.count("POST"), 1);
    }

    void aLongRetryAfterIsNotSlept()
    {
        FaultServer server;
        server.answer(scripts::reply(429, {}, { { "Retry-After", "3600" } }));
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(quick()));
        Caught<Task> patient;
        client.fetchTask(TaskId(1), patient.context(), patient.callback());
        QVERIFY(patient.wait());
        QCOMPARE(patient.error().kind, Kind::RateLimited);
        QCOMPARE(patient.error().retryAfter, 3600s);
        QCOMPARE(server.count(), 1);
    }

    void aShortRetryAfterIsObeyed()
    {
        FaultServer server;
        server.answer([&server](const SeenRequest &) {
            return server.count() == 1 ? scripts::reply(503, {}, { { "Retry-After", "1" } }) : scripts::ok(taskJson);
        });
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(quick()));
        Caught<Task> patient;
        QElapsedTimer clock;
        clock.start();
        client.fetchTask(TaskId(1), patient.context(), patient.callback());
        QVERIFY(patient.wait());
        QVERIFY(patient.ok());
        QVERIFY(clock.elapsed() >= 990); // not earlier; how much later is the machine's business
    }

    /// All pages of a list, each with its own attempts.
    void pagesAreAskedAgain()
    {
        FaultServer server;
        server.answer([&server](const SeenRequest &request) {
            if (server.count() % 2 == 1)
                return scripts::proxyPage(503);
            const QByteArray page = request.parameter("page");
            return scripts::ok(R"({"successful":true,"status":200,"data":{"contents":[{"id":)" + page + R"(,"name":"r"}],"page":{"number":)"
                               + page + R"(,"size":1,"totalElements":3,"totalPages":3}}})");
        });
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(quick()));
        Caught<QList<Region>> regions;
        client.fetchRegions(regions.context(), regions.callback());
        QVERIFY(regions.wait());
        QVERIFY(regions.ok());
        QCOMPARE(regions.value().size(), 3);
        QCOMPARE(server.count(), 6);
    }

    void cancelWorksWhileWaiting()
    {
        FaultServer server;
        server.answer([](const SeenRequest &request) {
            return request.path().endsWith("/1") ? scripts::proxyPage(503) : scripts::ok(taskJson);
        });
        TransportLimits limits;
        limits.retry.base = 20s;
        limits.retry.random = [] { return 0.02; };
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(limits));
        Caught<Task> cancelled, orphan, gone, after;
        QPointer<ApiCall> call = client.fetchTask(TaskId(1), cancelled.context(), cancelled.callback());
        client.fetchTask(TaskId(1), orphan.context(), orphan.callback());
        QTRY_COMPARE(server.count(), 2);
        call->cancel();
        orphan.deleteContext();
        {
            OcpClient closed(connectionTo(server.url()), Credentials(u"geheim"_s), recording(limits));
            closed.fetchTask(TaskId(1), gone.context(), gone.callback());
            QTRY_COMPARE(server.count(), 3);
        }
        // Longer than the cancelled one would have waited: it answers after its own two waits of 0.4 and 0.4 s.
        client.fetchTask(TaskId(1), after.context(), after.callback());
        QVERIFY(after.wait());
        QVERIFY(!call);
        QCOMPARE(cancelled.times(), 0);
        QCOMPARE(orphan.times(), 0);
        QCOMPARE(gone.times(), 0);
        // The orphan's one retry may have been under way when it was let go; the cancelled one's and the closed client's not.
        QVERIFY2(server.count() <= 3 + 3 + 2, QByteArray::number(server.count()).constData());
    }

    void readsWaitWhereTheLimitIsNear()
    {
        FaultServer server;
        std::atomic<bool> scarce = true;
        server.answer([&scarce](const SeenRequest &) {
            return scarce ? scripts::reply(200, taskJson, { { "RateLimit-Remaining", "1" }, { "RateLimit-Reset", "3600" } })
                          : scripts::ok(taskJson);
        });
        TransportLimits limits = quick();
        limits.retry.rateLimitMost = 600ms;
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(limits));
        Caught<Task> first, second, cancelled;
        Caught<std::optional<Task>> change;
        client.fetchTask(TaskId(1), first.context(), first.callback());
        QVERIFY(first.wait());
        QElapsedTimer clock;
        clock.start();
        scarce = false;
        client.fetchTask(TaskId(2), second.context(), second.callback());
        client.fetchTask(TaskId(3), cancelled.context(), cancelled.callback())->cancel();
        client.send(taskOperation(operations::retryTask, TaskId(1)), {}, change.context(), change.callback());
        QVERIFY(change.wait()); // a change never waits
        QVERIFY(change.ok());
        QCOMPARE(server.count("GET"), 1);
        QVERIFY(second.wait());
        QVERIFY(second.ok());
        QVERIFY(clock.elapsed() >= 500);
        QCOMPARE(server.count("GET"), 2);
        QCOMPARE(cancelled.times(), 0);
    }

    /// Three attempts with a deadline each do not take three deadlines.
    void patienceHoldsForAllAttempts()
    {
        FaultServer server;
        server.answer(scripts::hang());
        TransportLimits limits = quick();
        limits.readDeadline = 400ms;
        limits.retry.patience = 600ms;
        OcpClient client(connectionTo(server.url()), Credentials(u"geheim"_s), recording(limits));
        Caught<Task> patient;
        client.fetchTask(TaskId(1), patient.context(), patient.callback());
        QVERIFY(patient.wait());
        QCOMPARE(patient.error().kind, Kind::Timeout);
        QVERIFY2(!patient.error().detail.contains("400 ms"_L1), qPrintable(patient.error().detail));
        QVERIFY(server.count() >= 2);
    }
};

QTEST_GUILESS_MAIN(TestReadRetry)
#include "tst_readretry.moc"
