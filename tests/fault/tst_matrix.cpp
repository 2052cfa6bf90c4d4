// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of fault on every call: the client ends in time, says the right thing, sends a change once and is usable afterwards.
// Prints one line of figures. What happens to a task over several replies is tested with a follower at the end.
#include "blackhole.h"
#include "domain/scheduler.h"
#include "faultkinds.h"
#include "support/faultserver.h"
#include "support/figure.h"
#include "support/memoryintents.h"
#include "support/networkthreads.h"
#include "task/taskfollower.h"
#include "words/errorwords.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds shortLimit = 200ms;
constexpr std::chrono::milliseconds longLimit = 20s;

using Encryption = Fault::Encryption;

QByteArray pem(const QString &name)
{
    QFile file(QStringLiteral(OBDESK_TEST_DATA "/tls/") + name + u".pem"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Connection connectionTo(QUrl url, const Fault &fault)
{
    Connection connection;
    if (fault.encryption != Encryption::None) {
        url.setScheme(u"https"_s);
        connection.trust.kind = fault.pinned ? ServerTrust::Kind::Certificate : ServerTrust::Kind::Authority;
        connection.trust.pem = pem(fault.pinned ? QString::fromLatin1(fault.pinned) : u"authority"_s);
    }
    connection.url = url;
    connection.user = u"admin"_s;
    connection.plainHttpAccepted = true;
    return connection;
}

/// A server without fault, as the connection wants it.
void behave(FaultServer &server, const Fault &fault)
{
    server.onConnect({});
    server.stallHandshakes(false);
    Script good = scripts::ok(goodReply(Op::Info));
    if (fault.encryption != Encryption::None) {
        server.showCertificate(u"valid"_s);
        good.append({ Step::Kind::Close }); // the next one has a handshake of its own
    }
    server.answer(good);
}

void misbehave(FaultServer &server, const Fault &fault, Op op, FaultServer &other)
{
    server.onConnect(fault.onAccept);
    if (fault.encryption == Encryption::Tls)
        server.showCertificate(QString::fromLatin1(fault.certificate));
    if (fault.encryption == Encryption::PlainText)
        server.speakPlainText();
    server.stallHandshakes(fault.encryption == Encryption::StalledHandshake);
    if (fault.script)
        server.answer([&fault, op, &other](const SeenRequest &) { return fault.script(op, other); });
}

TransportLimits limitsFor(const Fault &fault, const TriedCall &call)
{
    TransportLimits limits;
    const bool slow = fault.slow || (fault.slowWithoutBody && !call.hasBody);
    limits.idle = limits.readDeadline = limits.mutationDeadline = slow ? shortLimit : longLimit;
    limits.connect = limits.readDeadline;
    return limits;
}

QUrl deadUrl()
{
    const FaultServer gone;
    return gone.url();
}

template<typename T>
QString listed(const QList<T> &values)
{
    QStringList words;
    for (const T &value : values)
        words.append(QString::number(int(value)));
    return words.join(u" or "_s);
}

/// Empty, or what is wrong with how the call ended.
QString judge(const TriedCall &call, const Expected &expected, const Fault &fault, const Ended &ended)
{
    if (expected.ok != !ended.error)
        return ended.error ? u"an error of kind %1 (%2)"_s.arg(int(ended.error->kind)).arg(ended.error->detail) : u"no error"_s;
    if (ended.error) {
        if (!expected.kinds.contains(ended.error->kind))
            return u"kind %1 instead of %2 (%3)"_s.arg(int(ended.error->kind)).arg(listed(expected.kinds), ended.error->detail);
        const QList<ApiError::Outcome> outcomes = call.mutation ? expected.outcomes : QList { ApiError::Outcome::NotApplicable };
        if (!outcomes.contains(ended.error->outcome))
            return u"outcome %1 instead of %2"_s.arg(int(ended.error->outcome)).arg(listed(outcomes));
        const QString what = explain(*ended.error).what;
        const bool says = what.contains(QLatin1StringView(expected.says))
            || (expected.orSays && what.contains(QLatin1StringView(expected.orSays)));
        if (!says || what.isEmpty())
            return u"the sentence does not name the cause: %1"_s.arg(what);
        if (call.mutation && outcomeWords(ended.error->outcome).isEmpty())
            return u"no words for the outcome"_s;
    }
    return fault.check ? fault.check(call, ended) : QString();
}

} // namespace

class TestFaultMatrix : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // The one call that leaves loopback must not end at a proxy.
        for (const char *name : { "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" })
            qunsetenv(name);
    }

    void cell_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("call");
        QTest::addColumn<bool>("reused");
        for (int fault = 0; fault < faultKinds().size(); ++fault) {
            const Fault &tried = faultKinds().at(fault);
            for (int call = 0; call < tenCalls().size(); ++call) {
                for (const bool reused : { false, true }) {
                    const bool wanted = tried.reuse == Fault::Reuse::Both ? tenCalls().at(call).mutation || !reused
                                                                          : reused == (tried.reuse == Fault::Reuse::Always);
                    m_wanted += wanted ? 1 : 0;
                    if (wanted)
                        QTest::addRow("%s%s%s, %s, %s connection", tried.kind, *tried.variant ? ", " : "", tried.variant,
                                      tenCalls().at(call).name, reused ? "reused" : "new") << fault << call << reused;
                }
            }
        }
    }

    void cell()
    {
        QFETCH(int, fault);
        QFETCH(int, call);
        QFETCH(bool, reused);
        const Fault &tried = faultKinds().at(fault);
        const TriedCall &asked = tenCalls().at(call);
        m_cells.insert({ QByteArray(tried.kind), call });
        m_kinds.insert(tried.kind);
        ++m_rows;

        const auto other = std::make_unique<FaultServer>();
        FaultServer server;
        behave(server, tried);
        std::unique_ptr<BlackHole> hole;
        QUrl url = server.url();
        if (tried.place == Fault::Place::NobodyListens)
            url = deadUrl();
        if (tried.place == Fault::Place::NoSuchHost)
            url = QUrl(u"http://no-such-host.invalid:8080"_s);
        if (tried.place == Fault::Place::BlackHole) {
            hole = std::make_unique<BlackHole>();
            url = hole->url();
        }
        const TransportLimits limits = limitsFor(tried, asked);
        const auto intents = std::make_shared<MemoryIntents>();
        OcpClient client(connectionTo(url, tried), Credentials(u"pw"_s), { .limits = limits, .intents = intents });
        QObject context;
        const auto info = [&] {
            const auto ended = std::make_shared<Ended>();
            tenCalls().first().run(client, &context, ended);
            return QTest::qWaitFor([&] { return ended->times > 0; }, 25'000) && !ended->error;
        };
        if (reused)
            QVERIFY(info());
        const qsizetype before = server.count();
        misbehave(server, tried, asked.op, *other);

        const auto ended = std::make_shared<Ended>();
        QElapsedTimer timer;
        timer.start();
        asked.run(client, &context, ended);
        const bool came = QTest::qWaitFor([&] { return ended->times > 0; }, int((limits.readDeadline + 5s).count()));
        const bool inTime = came && timer.elapsed() <= (limits.readDeadline + 1s).count();
        m_hangs += inTime ? 0 : 1;
        QVERIFY(came);
        QVERIFY2(inTime, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
        const QString wrong = judge(asked, tried.expected(asked), tried, *ended);
        m_wrong += wrong.isEmpty() ? 0 : 1;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));

        // Something sent again by itself would come on the heels of the first; a read behind it shows that nothing did, and that the
        // client is usable again.
        if (tried.place == Fault::Place::Server) {
            if (!tried.script)
                QCOMPARE(server.count(), before); // no request got past an accept or a handshake that failed
            behave(server, tried);
            // The very next read may still run into what is left of the bad reply on its connection, and short limits are soon over on a
            // busy machine.
            QElapsedTimer sinceFault;
            sinceFault.start();
            bool usable = info();
            while (!usable && sinceFault.elapsed() < longLimit.count())
                usable = info();
            QVERIFY(usable);
        }
        const qsizetype posts = server.count("POST");
        m_mostPosts = std::max(m_mostPosts, posts);
        QCOMPARE_LE(posts, 1);
        if (asked.mutation) {
            QCOMPARE(intents->intents().size(), 1);
            if (tried.script)
                QCOMPARE(posts, 1);
        }
        QCOMPARE(other->count(), 0); // no redirect is followed, with or without credentials
        QCOMPARE(ended->times, 1);

        // Qt lets go of a thread that has not stopped after five seconds, and nobody frees it once the client's own thread is gone. It
        // stops when the flood does: what is left is the one that serves the reads.
        server.endFloods();
        QTRY_COMPARE_LE_WITH_TIMEOUT(networkThreads(), 1, int(longLimit.count()));
    }

    /// H3, H4, H5: what a person following a task sees.
    void followerSurvivesARestart()
    {
        Following f;
        f.reply("RUNNING");
        const QDateTime lastGood = *f.follower.lastGoodAt();
        for (int i = 0; i < 12; ++i)
            f.fail(i % 2 ? ApiError::Kind::ServerError : ApiError::Kind::ConnectionRefused);
        QCOMPARE(f.follower.state(), TaskFollower::State::Stale);
        QVERIFY(f.follower.task());                             // stale, never blanked
        QCOMPARE(f.follower.lastGoodAt(), lastGood);
        QVERIFY(!explain(*f.follower.lastError()).what.isEmpty());
        for (int i = 0; i < 5; ++i)
            f.fail(ApiError::Kind::NotFound);                   // not loaded yet
        QCOMPARE(f.follower.state(), TaskFollower::State::Stale);
        f.reply("RUNNING");
        QCOMPARE(f.follower.state(), TaskFollower::State::Following);
        f.reply("SUCCESSFUL");
        f.reply("SUCCESSFUL");
        QCOMPARE(f.ended.count(), 1);
    }

    void taskLostInARestartIsKeptOnScreen()
    {
        Following f;
        f.reply("RUNNING");
        int rounds = 0;
        while (f.follower.state() != TaskFollower::State::Lost && rounds < 100) {
            f.fail(ApiError::Kind::NotFound);
            ++rounds;
        }
        QCOMPARE(f.follower.state(), TaskFollower::State::Lost);
        QCOMPARE_GE(rounds, 20);
        QCOMPARE_GE(f.scheduler.clock().monotonic(), 2min);
        QVERIFY(f.follower.task());
        QCOMPARE(f.ended.count(), 0);
    }

    void statusGoingBackwardsIsNoEnd()
    {
        Following f;
        f.reply("RUNNING");
        f.reply("SUCCESSFUL");  // flaps while the server restarts
        f.reply("RUNNING");
        QCOMPARE(f.ended.count(), 0);
        QCOMPARE(f.follower.task()->status.value, TaskStatus::Running);
        f.reply("SUCCESSFUL");
        QCOMPARE(f.ended.count(), 0);
        f.reply("SUCCESSFUL");
        QCOMPARE(f.ended.count(), 1);
    }

    void unknownStatusIsFollowed()
    {
        Following f;
        f.reply("DREAMING");
        f.reply("DREAMING");
        f.reply("DREAMING");
        QCOMPARE(f.ended.count(), 0);
        QCOMPARE(f.follower.state(), TaskFollower::State::Following);
        QCOMPARE(f.follower.task()->status.text, u"DREAMING"_s);
        f.reply("SUCCESSFUL");
        f.reply("SUCCESSFUL");
        QCOMPARE(f.ended.count(), 1);
    }

    void followerTellsTheServersTime()
    {
        for (const auto skew : { 16min, -16min }) {
            Following f;
            f.skew = skew;
            f.reply("RUNNING");
            QCOMPARE(f.follower.serverNow(), f.scheduler.clock().utcNow().addMSecs(std::chrono::milliseconds(skew).count()));
        }
    }

    void cleanupTestCase()
    {
        figure("cells: %lld of %lld (%d rows), crashes 0, hangs %d, wrong class %d, requests per intent at most %lld",
                    qlonglong(m_cells.size()), qlonglong(kindsOfFaults * tenCalls().size()), m_rows, m_hangs, m_wrong, qlonglong(m_mostPosts));
        if (m_rows == m_wanted) { // a whole run: nothing may be missing
            QCOMPARE(m_kinds.size(), kindsOfFaults);
            QCOMPARE(m_cells.size(), kindsOfFaults * tenCalls().size());
        }
    }

private:
    /// A follower whose replies are given by hand, in virtual time.
    struct Following
    {
        ManualScheduler scheduler { QDateTime(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC) };
        Callback<Task> waiting;
        std::chrono::milliseconds skew { 0 };
        TaskFollower follower { TaskId(1),
                                [this](TaskId, QObject *, Callback<Task> done) -> ApiCall * {
                                    waiting = std::move(done);
                                    return nullptr;
                                },
                                scheduler, {}, [] { return 0.5; } };
        QSignalSpy ended { &follower, &TaskFollower::ended };

        void answer(const Result<Fetched<Task>> &result)
        {
            if (follower.state() == TaskFollower::State::Idle && follower.requestCount() == 0)
                follower.start();
            else
                scheduler.advance(scheduler.nextDue().value_or(0ms));
            const Callback<Task> done = std::exchange(waiting, nullptr);
            QVERIFY(done);
            done(result);
        }
        void reply(const char *status)
        {
            Task task;
            task.id = TaskId(1);
            task.status = taskStatusFromText(QString::fromLatin1(status));
            ReplyMeta meta;
            meta.clockSkew = skew;
            answer(Fetched<Task> { task, meta });
        }
        void fail(ApiError::Kind kind)
        {
            ApiError error;
            error.kind = kind;
            answer(error);
        }
    };

    QSet<std::pair<QByteArray, int>> m_cells;
    QSet<QByteArray> m_kinds;
    int m_wanted = 0;
    int m_rows = 0;
    int m_hangs = 0;
    int m_wrong = 0;
    qsizetype m_mostPosts = 0;
};

QTEST_GUILESS_MAIN(TestFaultMatrix)
#include "tst_matrix.moc"
