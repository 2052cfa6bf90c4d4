// SPDX-License-Identifier: GPL-3.0-or-later
// "Add OBServer" from the click to the task, and what happens when the answer is lost: look, never send again.
#include "task/addserversflow.h"
#include "task/plans.h"
#include "task/scripted.h"

#include <QMetaEnum>
#include <QTest>
#include <QTimeZone>

#include <functional>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ApiError::Kind;
using Outcome = ApiError::Outcome;
using State = AddServersFlow::State;

namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc());

struct Stage
{
    TaskSearchCalls search()
    {
        TaskSearchCalls calls;
        calls.listTasks = [this](const TaskQuery &query, QObject *context, Callback<Page<Task>> done) {
            queries.append(query);
            askedAt.append(scheduler.clock().monotonic().count() / 1000);
            return lists.take(context, std::move(done));
        };
        calls.fetchTaken = [this](const QString &intent, QObject *, std::function<void(const QSet<TaskId> &)> done) {
            takenFor.append(intent);
            done(taken);
        };
        if (withZones)
            calls.fetchZones = [this](ClusterId, QObject *context, Callback<QList<Zone>> done) { return zones.take(context, std::move(done)); };
        return calls;
    }

    AddServersCalls calls()
    {
        return {
            [this](const AddServersRequest &request, const MutationContext &mutation, QObject *context, Callback<Task> done) {
                sent.append(request.body());
                sentIntents.append(mutation.intentId);
                return submits.take(context, std::move(done));
            },
            search(),
            [this](const QString &intent, const Conclusion &conclusion) { concluded.append({ intent, conclusion }); },
        };
    }

    explicit Stage(bool zonesToo = false) : withZones(zonesToo)
    {
        flow = std::make_unique<AddServersFlow>(calls(), scheduler);
        QObject::connect(flow.get(), &AddServersFlow::stateChanged, flow.get(), [this] {
            const QString state = QString::fromLatin1(QMetaEnum::fromType<State>().valueToKey(int(flow->state())));
            if (states.isEmpty() || states.constLast() != state)
                states.append(state);
        });
    }

    bool submit()
    {
        AddServersRequest request;
        request.cluster = ClusterId(21);
        request.zoneName = u"zone1"_s;
        request.hosts = { HostId(7), HostId(8) };
        return flow->submit(request, {}, u"admin"_s);
    }
    void failSubmit(Kind kind, Outcome outcome)
    {
        ApiError error;
        error.kind = kind;
        error.outcome = outcome;
        submits.fail(error);
    }
    /// The answer of a submit was lost; the flow has begun to look.
    void loseAnswer()
    {
        submit();
        failSubmit(Kind::Timeout, Outcome::Unknown);
    }
    void list(const QList<Task> &tasks)
    {
        Page<Task> page;
        page.items = tasks;
        lists.answer(page, onTime());
    }
    /// OCP tells its time, and it is ours.
    static ReplyMeta onTime(std::chrono::milliseconds skew = 0ms)
    {
        ReplyMeta meta;
        meta.clockSkew = skew;
        return meta;
    }

    ManualScheduler scheduler { start };
    Desk<Task> submits;
    Desk<Page<Task>> lists;
    QList<QByteArray> sent;
    QStringList sentIntents;
    QList<std::pair<QString, Conclusion>> concluded;
    Desk<QList<Zone>> zones;
    bool withZones = false;
    QSet<TaskId> taken; // by other changes
    QStringList takenFor; // the intents it was asked for
    QList<TaskQuery> queries;
    QList<qint64> askedAt; // seconds
    QStringList states;
    std::unique_ptr<AddServersFlow> flow;
};

/// As the list shows the task this flow started: OCP from 4.3 on tells its hosts.
Task ours(qint64 id = 107720)
{
    Task task;
    task.id = TaskId(id);
    task.name = u"Add OB server"_s;
    setState(task, u"RUNNING"_s);
    task.creator = u"admin"_s;
    task.cluster = ClusterRef { ClusterId(21), u"ob_upgrade"_s, 22 };
    task.startTime = start.addSecs(1);
    task.tags = { { HostId(8), u"10.0.0.8"_s, u"zone1"_s }, { HostId(7), u"10.0.0.7"_s, u"zone1"_s } };
    return task;
}

/// The same, as OCP before 4.3 lists it: nothing tells its hosts.
Task untold(qint64 id = 107720)
{
    Task task = ours(id);
    task.tags.clear();
    return task;
}

using Change = std::function<void(Task &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestAddServersFlow : public QObject
{
    Q_OBJECT

private slots:
    void outlivesItsConnection()
    {
        // The connection closes while the answer is under way: nothing is asked, nothing may be sent, until it is open again.
        Stage stage;
        stage.submit();
        stage.flow->detach();
        QCOMPARE(stage.flow->state(), State::Reconciling);
        QVERIFY(stage.flow->isUnsettled());
        QVERIFY(!stage.submit());
        stage.scheduler.advance(5min);
        QVERIFY(stage.queries.isEmpty());
        stage.flow->attach(stage.calls());
        QCOMPARE(stage.queries.size(), 1);
        stage.list({ ours() });
        QCOMPARE(stage.flow->state(), State::Accepted);
        QVERIFY(stage.flow->wasReconciled());
        QCOMPARE(stage.sent.size(), 1);
    }

    void plannedLooksEndWithTheirConnection()
    {
        Stage stage;
        stage.loseAnswer();
        stage.list({}); // the next look is planned
        stage.flow->detach();
        stage.flow->attach(stage.calls());
        QCOMPARE(stage.queries.size(), 2);
        stage.scheduler.advance(AddServersFlow::betweenLooks);
        QCOMPARE(stage.queries.size(), 2); // the plan of the old connection is void; the new look has not been answered yet
    }

    void accepted()
    {
        Stage stage;
        QVERIFY(stage.flow->canSubmit());
        QVERIFY(stage.submit());
        QCOMPARE(stage.flow->state(), State::Sending);
        ReplyMeta meta;
        meta.traceId = u"t1"_s;
        stage.submits.answer(ours(), meta);
        QCOMPARE(stage.states, QStringList({ u"Sending"_s, u"Accepted"_s }));
        QCOMPARE(stage.flow->task()->id, TaskId(107720));
        QCOMPARE(stage.flow->meta().traceId, u"t1"_s);
        QVERIFY(!stage.flow->wasReconciled());
        QCOMPARE(stage.sent, QList<QByteArray>({ R"({"zoneName":"zone1","servers":[7,8]})" }));
        QVERIFY(!stage.submit()); // one flow, one task
        stage.scheduler.advance(1h);
        QCOMPARE(stage.sent.size(), 1);
        QCOMPARE(stage.lists.asked(), 0);
    }

    void doubleClick()
    {
        Stage stage;
        QVERIFY(stage.submit());
        QVERIFY(!stage.flow->canSubmit());
        QVERIFY(!stage.submit());
        QCOMPARE(stage.sent.size(), 1);
    }

    /// Even from within the first change of state.
    void submitFromAListener()
    {
        Stage stage;
        bool second = true;
        connect(stage.flow.get(), &AddServersFlow::stateChanged, this, [&] {
            if (stage.flow->state() == State::Sending)
                second = stage.submit();
        });
        QVERIFY(stage.submit());
        QVERIFY(!second);
        QCOMPARE(stage.sent.size(), 1);
    }

    void sureFailuresMayBeSentAgain_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<State>("state");
        QTest::newRow("refused") << Outcome::Refused << State::Refused;
        QTest::newRow("not sent") << Outcome::NotSent << State::NotSent;
    }

    void sureFailuresMayBeSentAgain()
    {
        QFETCH(Outcome, outcome);
        QFETCH(State, state);
        Stage stage;
        stage.submit();
        stage.failSubmit(Kind::Refused, outcome);
        QCOMPARE(stage.flow->state(), state);
        QCOMPARE(stage.flow->error()->outcome, outcome);
        stage.scheduler.advance(1h);
        QCOMPARE(stage.sent.size(), 1); // by a person only
        QCOMPARE(stage.lists.asked(), 0);
        QVERIFY(stage.submit());
        QVERIFY(!stage.flow->error());
        QCOMPARE(stage.sent.size(), 2);
        stage.submits.answer(ours());
        QCOMPARE(stage.flow->state(), State::Accepted);
    }

    void unknownIsNeverSentAgain_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::newRow("unknown") << Outcome::Unknown;
        QTest::newRow("not said") << Outcome::NotApplicable; // the careful reading
    }

    void unknownIsNeverSentAgain()
    {
        QFETCH(Outcome, outcome);
        Stage stage;
        stage.submit();
        stage.failSubmit(Kind::ConnectionLost, outcome);
        QCOMPARE(stage.flow->state(), State::Reconciling);
        QVERIFY(!stage.submit());
        QCOMPARE(stage.queries.size(), 1);
        QVERIFY(stage.queries.at(0).clusterId == ClusterId(21));
        QVERIFY(stage.queries.at(0).statuses.isEmpty()); // it may have ended already
        QCOMPARE(stage.queries.at(0).sort, u"id,desc"_s);

        stage.list({ ours() });
        QCOMPARE(stage.flow->state(), State::Accepted);
        QVERIFY(stage.flow->wasReconciled());
        QCOMPARE(stage.flow->task()->id, TaskId(107720));
        QVERIFY(!stage.submit());
        stage.scheduler.advance(1h);
        QCOMPARE(stage.sent.size(), 1);
        QCOMPARE(stage.lists.asked(), 1);
    }

    void nothingFound()
    {
        Stage stage;
        stage.loseAnswer();
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(stage.flow->state(), State::Reconciling);
            stage.list({});
            stage.scheduler.advance(10s);
        }
        QCOMPARE(stage.askedAt, QList<qint64>({ 0, 10, 20 }));
        QCOMPARE(stage.flow->state(), State::FoundNone);
        QVERIFY(!stage.flow->canSubmit());
        QVERIFY(!stage.submit());
        QCOMPARE(stage.flow->error()->kind, Kind::Timeout); // what hid the answer

        stage.flow->lookAgain();
        QCOMPARE(stage.flow->state(), State::Reconciling);
        stage.list({});
        QCOMPARE(stage.flow->state(), State::FoundNone);
        QCOMPARE(stage.lists.asked(), 4);
        stage.flow->lookAgain();
        stage.list({ ours() });
        QCOMPARE(stage.flow->state(), State::Accepted);
        QCOMPARE(stage.sent.size(), 1);
    }

    void foundOnTheThirdLook()
    {
        Stage stage;
        stage.loseAnswer();
        stage.list({});
        stage.scheduler.advance(10s);
        stage.list({});
        stage.scheduler.advance(10s);
        stage.list({ ours() });
        QCOMPARE(stage.states, QStringList({ u"Sending"_s, u"Reconciling"_s, u"Accepted"_s }));
    }

    void severalFound()
    {
        Stage stage;
        stage.loseAnswer();
        stage.list({ ours(2), ours(1) });
        QCOMPARE(stage.flow->state(), State::FoundSeveral);
        QCOMPARE(stage.flow->candidates().size(), 2);
        QVERIFY(!stage.submit());
        stage.scheduler.advance(1h);
        QCOMPARE(stage.lists.asked(), 1);
        stage.flow->adopt(stage.flow->candidates().at(1).task.id);
        QCOMPARE(stage.flow->state(), State::Accepted);
        QCOMPARE(stage.flow->task()->id, TaskId(1));
        QVERIFY(stage.flow->wasReconciled());
    }

    void adoptOnlyWhenAsked()
    {
        Stage stage;
        stage.flow->adopt(ours().id);
        QCOMPARE(stage.flow->state(), State::Idle);
        stage.submit();
        stage.flow->adopt(ours().id);
        QCOMPARE(stage.flow->state(), State::Sending);
    }

    void settleOpensTheDoorForAPerson()
    {
        Stage stage;
        stage.flow->settle(u"looked in OCP"_s);
        QCOMPARE(stage.flow->state(), State::Idle);
        stage.loseAnswer();
        stage.flow->settle(u"looked in OCP"_s);
        QCOMPARE(stage.flow->state(), State::Reconciling); // not while looking
        stage.list({ ours(2), ours(1) });
        stage.flow->settle(u"looked in OCP"_s);
        QCOMPARE(stage.flow->state(), State::Idle);
        QVERIFY(stage.submit());
        QVERIFY(stage.flow->candidates().isEmpty());
        QCOMPARE(stage.sent.size(), 2);
        stage.submits.answer(ours(3));
        QVERIFY(!stage.flow->wasReconciled());
    }

    void everySubmitIsAnIntentOfItsOwn()
    {
        Stage stage;
        stage.submit();
        stage.failSubmit(Kind::Refused, Outcome::Refused);
        stage.submit();
        QCOMPARE(stage.sentIntents.size(), 2);
        QVERIFY(!stage.sentIntents.at(0).isEmpty());
        QVERIFY(stage.sentIntents.at(0) != stage.sentIntents.at(1));
        QCOMPARE(stage.flow->intentId(), stage.sentIntents.at(1));
        QVERIFY(stage.concluded.isEmpty()); // the client tells the journal what the reply said
    }

    void journalLearnsWhatWasFound()
    {
        Stage stage;
        stage.loseAnswer();
        stage.list({ ours() });
        QCOMPARE(stage.concluded.size(), 1);
        QCOMPARE(stage.concluded.constFirst().first, stage.sentIntents.constFirst());
        QCOMPARE(stage.concluded.constFirst().second.kind, Conclusion::Kind::Found);
        QCOMPARE(stage.concluded.constFirst().second.task, std::optional(ours().id));
    }

    void journalLearnsWhoSettled()
    {
        Stage stage;
        stage.loseAnswer();
        stage.list({ ours(2), ours(1) });
        stage.flow->settle(u"looked in OCP"_s);
        QCOMPARE(stage.concluded.size(), 1);
        QCOMPARE(stage.concluded.constFirst().second.kind, Conclusion::Kind::Settled);
        QCOMPARE(stage.concluded.constFirst().second.detail, u"looked in OCP"_s);
    }

    /// The other one of two lost changes has its task already: it is not ours as well.
    void tasksOfOtherChangesAreNoCandidates()
    {
        Stage stage;
        stage.taken = { TaskId(1) };
        stage.loseAnswer();
        stage.list({ ours(2), ours(1) });
        QCOMPARE(stage.flow->state(), State::Accepted);
        QCOMPARE(stage.flow->task()->id, TaskId(2));
    }

    void resumesAnIntentOfAnEarlierRun()
    {
        Stage stage;
        Intent intent;
        intent.id = u"1234"_s;
        intent.at = start.addSecs(-3600);
        intent.cluster = ClusterId(21);
        intent.zone = u"zone1"_s;
        intent.hosts = { HostId(7), HostId(8) };
        intent.reason = u"change 4711"_s;
        intent.targetName = u"ob_upgrade"_s;
        stage.flow->resume(intent, u"admin"_s);
        QVERIFY(stage.flow->isResumed());
        QVERIFY(stage.flow->isUnsettled());
        QVERIFY(!stage.submit());
        QCOMPARE(stage.queries.size(), 1);
        Task task = ours();
        task.startTime = start.addSecs(-3590);
        Task older = ours(5);
        older.startTime = start.addSecs(-3700);
        stage.list({ task, older });
        QCOMPARE(stage.flow->state(), State::Accepted);
        QCOMPARE(stage.flow->task()->id, task.id);
        QVERIFY(stage.sent.isEmpty());
        QCOMPARE(stage.concluded.size(), 1);
        QCOMPARE(stage.concluded.constFirst().first, u"1234"_s);
        QCOMPARE(stage.flow->mutation().reason, u"change 4711"_s);
        QCOMPARE(stage.flow->sentAt(), intent.at);
    }

    void decoys_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *name, bool same, Change change) { QTest::newRow(name) << change << same; };
        row("as it is", true, [](Task &) {});
        row("hosts not told", false, [](Task &task) { task.tags.clear(); });
        row("other case", true, [](Task &task) { task.name = u"ADD OBSERVER"_s; });
        row("another operation", false, [](Task &task) { task.name = u"Stop OB server"_s; });
        row("a word that only looks like add", false, [](Task &task) { task.name = u"Update server address"_s; });
        row("another cluster", false, [](Task &task) { task.cluster->id = ClusterId(22); });
        row("no cluster", false, [](Task &task) { task.cluster.reset(); });
        row("another creator", false, [](Task &task) { task.creator = u"bob"_s; });
        row("creator not told", true, [](Task &task) { task.creator.clear(); });
        row("two seconds of grace", true, [](Task &task) { task.startTime = start.addSecs(-2); });
        row("older", false, [](Task &task) { task.startTime = start.addSecs(-3); });
        row("not started, created since", true, [](Task &task) {
            task.startTime.reset();
            task.createTime = start.addSecs(1);
        });
        row("not started, created before", false, [](Task &task) {
            task.startTime.reset();
            task.createTime = start.addSecs(-61);
        });
        row("no time, runs", false, [](Task &task) { task.startTime.reset(); });
        row("no time, ended", false, [](Task &task) {
            task.startTime.reset();
            setState(task, u"SUCCESSFUL"_s);
        });
        row("failed already", true, [](Task &task) { setState(task, u"FAILED"_s); });
        row("our hosts", true, [](Task &task) { task.context.lists.insert(u"host_ids"_s, { u"8"_s, u"7"_s }); });
        row("other hosts", false, [](Task &task) { task.context.lists.insert(u"host_ids"_s, { u"9"_s }); });
        row("other hosts in its tags", false, [](Task &task) { task.tags = { { HostId(9), {}, {} } }; });
        row("one of ours in its tags", false, [](Task &task) { task.tags.removeLast(); });
        row("one of ours", false, [](Task &task) { task.context.lists.insert(u"host_ids"_s, { u"7"_s }); });
        row("ours and more", false, [](Task &task) { task.context.lists.insert(u"host_ids"_s, { u"7"_s, u"8"_s, u"9"_s }); });
        row("no time, other hosts", false, [](Task &task) {
            task.startTime.reset();
            task.context.lists.insert(u"host_ids"_s, { u"9"_s });
        });
    }

    void decoys()
    {
        QFETCH(Change, change);
        Stage stage;
        stage.loseAnswer();
        Task task = ours();
        change(task);
        stage.list({ task });
        QTEST(stage.flow->state() == State::Accepted, "same");
        QCOMPARE(stage.takenFor, QStringList { stage.flow->intentId() });
    }

    /// "Older" is meant by the server's clock, as the list told it; when nobody told it, no time proves anything.
    void clockSkew()
    {
        Task task = ours();
        task.startTime = start.addSecs(500);
        for (const std::optional<std::chrono::milliseconds> &skew : QList<std::optional<std::chrono::milliseconds>> { 0ms, 600s, std::nullopt }) {
            Stage stage;
            stage.loseAnswer();
            ReplyMeta meta;
            meta.clockSkew = skew;
            Page<Task> page;
            page.items = { task };
            for (int i = 0; i < 3; ++i) {
                stage.lists.answer(page, meta);
                stage.scheduler.advance(10s);
            }
            QCOMPARE(stage.flow->state(), !skew ? State::FoundSeveral : *skew == 0ms ? State::Accepted : State::FoundNone);
        }
    }

    /// Name, time and user alone prove nothing: a colleague with the same account may have begun it.
    void withoutEvidenceAPersonDecides()
    {
        Stage stage;
        stage.loseAnswer();
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(stage.flow->state(), State::Reconciling);
            stage.list({ untold() });
            stage.scheduler.advance(10s);
        }
        QCOMPARE(stage.flow->state(), State::FoundSeveral);
        QVERIFY(stage.concluded.isEmpty());
        QCOMPARE(stage.flow->candidates().size(), 1);
        using Reason = WeighedTask::Reason;
        QCOMPARE(stage.flow->candidates().constFirst().reasons, (QList<Reason> { Reason::StartedSince, Reason::HostsNotTold }));
        QVERIFY(!stage.submit());
        stage.flow->lookAgain();
        QCOMPARE(stage.flow->state(), State::Reconciling);
        stage.list({ ours() });
        QCOMPARE(stage.flow->state(), State::Accepted);
    }

    void evidenceComesLater()
    {
        Stage stage;
        stage.loseAnswer();
        stage.list({ untold() });
        stage.scheduler.advance(10s);
        stage.list({ ours() });
        QCOMPARE(stage.flow->state(), State::Accepted);
        QVERIFY(stage.concluded.constFirst().second.detail.contains(u"SameHosts"_s));
    }

    /// From OCP 4.3.4 on one may be allowed to add servers and not to read their task: the servers themselves tell.
    void tasksMayNotBeRead()
    {
        const auto zone = [](const QList<HostId> &hosts) {
            Zone zone;
            zone.name = u"zone1"_s;
            for (const HostId host : hosts) {
                ObServer server;
                server.hostId = host;
                zone.servers.append(server);
            }
            return QList<Zone> { zone };
        };
        for (const bool there : { true, false }) {
            Stage stage(true);
            stage.loseAnswer();
            for (int i = 0; i < 3; ++i) {
                stage.lists.fail(Kind::Forbidden);
                QVERIFY(!stage.flow->isStalled());
                stage.zones.answer(zone(there ? QList<HostId> { HostId(7), HostId(8) } : QList<HostId> { HostId(7) }));
                stage.scheduler.advance(10s);
            }
            QCOMPARE(stage.flow->state(), there ? State::FoundServers : State::FoundNone);
            QCOMPARE(stage.flow->isUnsettled(), !there);
            QVERIFY(stage.flow->found().tasksHidden);
            QCOMPARE(stage.concluded.size(), there ? 1 : 0);
            if (there)
                QCOMPARE(stage.concluded.constFirst().second.kind, Conclusion::Kind::Found);
        }
        // Nothing may be read at all: at rest until a person acts.
        Stage stage(true);
        stage.loseAnswer();
        stage.lists.fail(Kind::Forbidden);
        stage.zones.fail(Kind::Forbidden);
        QVERIFY(stage.flow->isStalled());
    }

    /// A look that OCP did not answer says nothing; it goes on, more and more slowly, and honours Retry-After.
    void ocpAwayWhileLooking()
    {
        Stage stage;
        stage.loseAnswer();
        for (int i = 0; i < 6; ++i) {
            stage.lists.fail(Kind::ConnectionRefused);
            QCOMPARE(stage.flow->state(), State::Reconciling);
            QCOMPARE(stage.flow->lookError()->kind, Kind::ConnectionRefused);
            stage.scheduler.advance(*stage.scheduler.nextDue());
        }
        QCOMPARE(stage.askedAt, QList<qint64>({ 0, 10, 30, 70, 130, 190, 250 }));
        stage.list({});
        QVERIFY(!stage.flow->lookError());
        QVERIFY(*stage.scheduler.nextDue() == 10s);
        stage.scheduler.advance(10s);
        ApiError limited;
        limited.kind = Kind::RateLimited;
        limited.retryAfter = 53s;
        stage.lists.fail(limited);
        QVERIFY(*stage.scheduler.nextDue() == 53s);
        stage.scheduler.advance(53s);
        stage.list({});
        stage.scheduler.advance(10s);
        stage.list({});
        QCOMPARE(stage.flow->state(), State::FoundNone); // three answered looks
        QCOMPARE(stage.sent.size(), 1);
    }

    /// Accounts lock: no second attempt with a secret that was not accepted.
    void notAllowedToLook()
    {
        for (const Kind kind : { Kind::Unauthorized, Kind::Forbidden }) {
            Stage stage;
            stage.loseAnswer();
            QVERIFY(!stage.flow->isStalled());
            stage.lists.fail(kind);
            QCOMPARE(stage.flow->state(), State::Reconciling); // nothing is settled
            QVERIFY(stage.flow->isStalled());
            stage.scheduler.advance(24h);
            QCOMPARE(stage.lists.asked(), 1);
            QVERIFY(!stage.submit());
            stage.flow->lookAgain();
            QVERIFY(!stage.flow->isStalled());
            QCOMPARE(stage.lists.asked(), 2);
            stage.list({ ours() });
            QCOMPARE(stage.flow->state(), State::Accepted);
        }
    }

    void lookAgainOnlyWhenDone()
    {
        Stage stage;
        stage.flow->lookAgain();
        stage.loseAnswer();
        stage.flow->lookAgain();
        QCOMPARE(stage.lists.asked(), 1);
    }

    void destroyedUnderWay()
    {
        Stage sending;
        sending.submit();
        sending.flow.reset();
        QVERIFY(!sending.submits.answer(ours()));

        Stage looking;
        looking.loseAnswer();
        looking.list({});
        looking.flow.reset();
        looking.scheduler.advance(1h);
        QCOMPARE(looking.lists.asked(), 1);
    }
};

QTEST_GUILESS_MAIN(TestAddServersFlow)
#include "tst_addserversflow.moc"
