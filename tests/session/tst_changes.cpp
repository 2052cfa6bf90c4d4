// SPDX-License-Identifier: GPL-3.0-or-later
// Changes without a known outcome outlive their run: a real journal file, real HTTP, and programs that "end" in between.
#include "session/changes.h"
#include "support/faultserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = AddServersFlow::State;

const AddServersRequest request { ClusterId(21), u"zone2"_s, { HostId(11) } };

QByteArray taskJson(const QDateTime &started, const QByteArray &status = "RUNNING")
{
    return R"({"id":107720,"name":"Add OB server","status":")" + status + R"(","creator":"admin","cluster":{"id":21,"name":"obprod"},"tags":[{"hostId":11}],"startTime":")"
            + started.toString(Qt::ISODateWithMs).toLatin1() + R"(","subtasks":[]})";
}

QByteArray envelope(const QByteArray &data)
{
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    return QByteArray(R"({"successful":true,"status":200,"traceId":"t1","timestamp":"%now","data":%data})").replace("%now", now).replace("%data", data);
}

QByteArray page(const QByteArray &contents)
{
    return envelope(R"({"contents":[)" + contents + R"(],"page":{"totalElements":1,"totalPages":1,"number":1,"size":100}})");
}

/// One run of the program: its own journal connection, session and changes on the same file and server.
struct Run
{
    Run(const QString &file, const QUrl &url) : journal(std::make_shared<Journal>(file))
    {
        changes = std::make_unique<Changes>(scheduler, journal);
        Connection connection;
        connection.id = u"c1"_s;
        connection.name = u"prod"_s;
        connection.url = url;
        connection.user = u"admin"_s;
        session = std::make_unique<Session>(connection, Credentials(u"secret"_s), journal, scheduler, Session::Rhythm(), [] { return 0.5; });
        changes->attach(*session);
    }
    ~Run()
    {
        changes->detach(*session);
        session.reset();
        changes.reset();
        journal->close();
    }

    AddServersFlow *submit()
    {
        AddServersFlow *flow = changes->addFlow(*session, request.cluster);
        flow->submit(request, { u"change 4711"_s, {}, u"obprod"_s }, u"admin"_s);
        return flow;
    }

    /// The only entry, as the file has it.
    std::optional<JournalEntry> entry()
    {
        std::optional<JournalEntry> found;
        bool answered = false;
        QObject context;
        journal->fetchEntries({}, &context, [&](const QList<JournalEntry> &entries, bool) {
            answered = true;
            if (entries.size() == 1)
                found = entries.constFirst();
        });
        return QTest::qWaitFor([&] { return answered; }, 20'000) ? found : std::nullopt;
    }
    bool waitForStanding(JournalEntry::Standing standing)
    {
        return QTest::qWaitFor([&] {
            const auto known = entry();
            return known && known->standing == standing;
        }, 20'000);
    }

    SystemScheduler scheduler;
    std::shared_ptr<Journal> journal;
    std::unique_ptr<Changes> changes;
    std::unique_ptr<Session> session;
};

} // namespace

class TestChanges : public QObject
{
    Q_OBJECT

    /// Takes each POST, and never says a word about it.
    static Script silent(const SeenRequest &seen) { return seen.method == "POST" ? scripts::close() : scripts::ok(page({})); }

private slots:
    void acceptedChangeIsWrittenDownToItsEnd()
    {
        QTemporaryDir folder;
        FaultServer server;
        server.answer([](const SeenRequest &seen) {
            if (seen.method == "POST")
                return scripts::ok(envelope(taskJson(QDateTime::currentDateTimeUtc())));
            if (seen.path().endsWith("/107720"))
                return scripts::ok(envelope(taskJson(QDateTime::currentDateTimeUtc().addSecs(-10), "SUCCESSFUL")));
            return scripts::ok(page({}));
        });
        Run run(folder.filePath(u"obdesk.db"_s), server.url());
        QSignalSpy created(run.changes.get(), &Changes::taskCreated);
        run.submit();
        QVERIFY(QTest::qWaitFor([&] { return created.size() == 1; }, 20'000));
        const auto ended = [&] {
            const auto entry = run.entry();
            return entry && entry->stateAfter().contains(u"SUCCESSFUL"_s);
        };
        QVERIFY(QTest::qWaitFor(ended, 20'000));
        const JournalEntry entry = *run.entry();
        QCOMPARE(entry.standing, JournalEntry::Standing::Accepted);
        QCOMPARE(entry.task(), std::optional(TaskId(107720)));
        QCOMPARE(entry.intent.reason, u"change 4711"_s);
        QCOMPARE(server.count("POST"), 1);
    }

    /// The program ends without an answer; the next run finds the task in OCP's list, and nothing is sent again.
    void nextRunFindsTheTask()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"obdesk.db"_s);
        FaultServer server;
        server.answer(scripts::hang());
        {
            Run run(file, server.url());
            run.submit();
            QVERIFY(QTest::qWaitFor([&] { return server.count("POST") == 1; }, 20'000));
        }
        server.answer([](const SeenRequest &seen) {
            return seen.path() == "/api/v2/tasks/instances" ? scripts::ok(page(taskJson(QDateTime::currentDateTimeUtc()))) : scripts::hang();
        });
        Run next(file, server.url());
        QSignalSpy created(next.changes.get(), &Changes::taskCreated);
        QVERIFY(QTest::qWaitFor([&] { return created.size() == 1; }, 20'000));
        QVERIFY(next.waitForStanding(JournalEntry::Standing::Found));
        QCOMPARE(server.count("POST"), 1);
    }

    /// Not found: the cluster stays shut for a second submit until a person has decided, in this and every later run.
    void nextRunBlocksUntilSettled()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"obdesk.db"_s);
        FaultServer server;
        server.answer(silent);
        {
            Run run(file, server.url());
            AddServersFlow *flow = run.submit();
            QVERIFY(QTest::qWaitFor([&] { return flow->state() == State::Reconciling; }, 20'000));
            QVERIFY(run.waitForStanding(JournalEntry::Standing::Unknown));
        }
        Run next(file, server.url());
        AddServersFlow *flow = nullptr;
        QVERIFY(QTest::qWaitFor([&] {
            flow = next.changes->addFlow(*next.session, request.cluster);
            return flow->isUnsettled();
        }, 20'000));
        QVERIFY(flow->isResumed());
        QCOMPARE(flow->request().hosts, request.hosts);
        QVERIFY(!flow->submit(request, {}, {}));
        // The journal page settles it: the flow hears of it.
        next.changes->settle(flow->intentId(), u"looked in OCP"_s);
        QVERIFY(QTest::qWaitFor([&] { return flow->state() == State::Idle; }, 20'000));
        server.answer([](const SeenRequest &seen) {
            return seen.method == "POST" ? scripts::ok(envelope(taskJson(QDateTime::currentDateTimeUtc()))) : scripts::ok(page({}));
        });
        QCOMPARE(next.submit(), flow);
        QVERIFY(QTest::qWaitFor([&] { return flow->state() == State::Accepted; }, 20'000));
        QCOMPARE(server.count("POST"), 2); // the second one is the person's own decision
    }

    /// Another program holds the same hosts: it is told, nothing is sent.
    void anotherProgramIsHeldBack()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"obdesk.db"_s);
        FaultServer server;
        server.answer(scripts::hang());
        Run first(file, server.url());
        first.submit();
        QVERIFY(QTest::qWaitFor([&] { return server.count("POST") == 1; }, 20'000));
        Run second(file, server.url());
        AddServersFlow *flow = second.submit();
        QVERIFY(QTest::qWaitFor([&] { return flow->state() == State::NotSent; }, 20'000));
        QCOMPARE(flow->error()->kind, ApiError::Kind::Unsettled);
        QCOMPARE(server.count("POST"), 1);
    }

    void actionOfAnEarlierRunIsTakenUp()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"obdesk.db"_s);
        FaultServer server;
        server.answer(silent);
        Task failed;
        failed.id = TaskId(107720);
        failed.status = taskStatusFromText(u"FAILED"_s);
        {
            Run run(file, server.url());
            TaskActionFlow *flow = run.changes->actionFlow(*run.session, failed.id);
            QVERIFY(flow->submit({ ActionRules::Action::RetryTask, failed.id, std::nullopt }, failed, {}));
            QVERIFY(run.waitForStanding(JournalEntry::Standing::Unknown));
        }
        server.answer(scripts::ok(envelope(taskJson(QDateTime::currentDateTimeUtc()))));
        Run next(file, server.url());
        QVERIFY(next.waitForStanding(JournalEntry::Standing::Found)); // FAILED before, RUNNING now
        QCOMPARE(server.count("POST"), 1);
    }

    void withoutAJournalNothingIsSent()
    {
        FaultServer server;
        SystemScheduler scheduler;
        Changes changes(scheduler, nullptr);
        Connection connection;
        connection.url = server.url();
        Session session(connection, Credentials(u"secret"_s), nullptr, scheduler, Session::Rhythm(), [] { return 0.5; });
        changes.attach(session);
        AddServersFlow *flow = changes.addFlow(session, request.cluster);
        QVERIFY(flow->submit(request, {}, {}));
        QVERIFY(QTest::qWaitFor([&] { return flow->state() == State::NotSent; }, 20'000));
        QCOMPARE(flow->error()->kind, ApiError::Kind::JournalFailed);
        QCOMPARE(server.count("POST"), 0);
        changes.detach(session);
    }
};

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
