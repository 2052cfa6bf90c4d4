// SPDX-License-Identifier: GPL-3.0-or-later
// Whose task is it: what proves it, what rules it out, and what one look asks OCP for.
#include "task/plans.h"
#include "task/scripted.h"
#include "task/tasksearch.h"

#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Reason = WeighedTask::Reason;
using Verdict = WeighedTask::Verdict;

namespace {

const QDateTime sentAt(QDate(2026, 3, 2), QTime(3, 0), QTimeZone::utc());

SentRequest request()
{
    return { ClusterId(21), u"zone1"_s, { HostId(8), HostId(7) }, u"admin"_s, sentAt, 0ms };
}

Task listed(qint64 id = 1)
{
    Task task;
    task.id = TaskId(id);
    task.name = u"Add OB server"_s;
    setState(task, u"RUNNING"_s);
    task.creator = u"admin"_s;
    task.cluster = ClusterRef { ClusterId(21), u"ob"_s, 22 };
    task.startTime = sentAt.addSecs(1);
    return task;
}

Task onHosts(Task task, const QStringList &ids)
{
    task.context.lists.insert(u"host_ids"_s, ids);
    return task;
}

AuditEvent recorded(std::optional<qint64> task)
{
    AuditEvent event;
    event.id = AuditEventId(5);
    event.operationEvent = u"ADD_OB_SERVERS"_s;
    event.operatorName = u"admin"_s;
    event.cluster = ClusterId(21);
    event.zoneNames = { u"zone1"_s };
    event.hosts = { HostId(7), HostId(8) };
    event.startTime = sentAt.addMSecs(300);
    if (task)
        event.taskId = TaskId(*task);
    return event;
}

Zone zoneWith(const QList<std::pair<qint64, qint64>> &hostAndTask)
{
    Zone zone;
    zone.name = u"zone1"_s;
    for (const auto &[host, task] : hostAndTask) {
        ObServer server;
        server.hostId = HostId(host);
        if (task > 0)
            server.operatingTask = TaskId(task);
        zone.servers.append(server);
    }
    return zone;
}

struct Around
{
    Surroundings surroundings;
    Task task = listed();
    SentRequest sent = request();
};

using Arrange = std::function<void(Around &)>;

struct Look
{
    TaskSearchCalls calls()
    {
        TaskSearchCalls calls;
        calls.listTasks = [this](const TaskQuery &, QObject *context, Callback<Page<Task>> done) { return lists.take(context, std::move(done)); };
        calls.fetchTask = [this](TaskId id, QObject *context, Callback<Task> done) {
            asked.append(id);
            return details.take(context, std::move(done));
        };
        calls.fetchLog = [this](TaskId, SubtaskId step, QObject *context, Callback<QString> done) {
            loggedSteps.append(step);
            return logs.take(context, std::move(done));
        };
        calls.fetchAudit = [this](const AuditQuery &query, QObject *context, Callback<Page<AuditEvent>> done) {
            auditSince = query.startTime;
            return audits.take(context, std::move(done));
        };
        calls.fetchZones = [this](ClusterId, QObject *context, Callback<QList<Zone>> done) { return zones.take(context, std::move(done)); };
        return calls;
    }

    void look()
    {
        result.reset();
        search.look([this](const SearchResult &found) { result = found; });
    }
    void list(const QList<Task> &tasks)
    {
        ReplyMeta meta;
        meta.clockSkew = 0ms;
        Page<Task> page;
        page.items = tasks;
        lists.answer(page, meta);
    }
    void audit(const QList<AuditEvent> &events)
    {
        Page<AuditEvent> page;
        page.items = events;
        audits.answer(page);
    }

    Desk<Page<Task>> lists;
    Desk<Task> details;
    Desk<QString> logs;
    QList<SubtaskId> loggedSteps;
    Desk<Page<AuditEvent>> audits;
    Desk<QList<Zone>> zones;
    QList<TaskId> asked;
    std::optional<QDateTime> auditSince;
    std::optional<SearchResult> result;
    TaskSearch search { calls(), request(), u"intent"_s };
};

ApiError refusal(ApiError::Kind kind, int status)
{
    ApiError error;
    error.kind = kind;
    error.httpStatus = status;
    return error;
}

} // namespace

Q_DECLARE_METATYPE(Arrange)

class TestTaskSearch : public QObject
{
    Q_OBJECT

private slots:
    void weighs_data()
    {
        QTest::addColumn<Arrange>("arrange");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QList<Reason>>("reasons");
        const auto row = [](const char *name, Verdict verdict, const QList<Reason> &reasons, Arrange arrange) {
            QTest::newRow(name) << arrange << verdict << reasons;
        };
        row("name and time alone", Verdict::Open, { Reason::StartedSince, Reason::HostsNotTold }, [](Around &) { });
        row("hosts in the context", Verdict::Proven, { Reason::SameHosts, Reason::StartedSince },
            [](Around &a) { a.task = onHosts(a.task, { u"8"_s, u"7"_s }); });
        row("hosts in the detail", Verdict::Proven, { Reason::SameHosts, Reason::StartedSince },
            [](Around &a) { a.surroundings.details.insert(a.task.id, onHosts(a.task, { u"7"_s, u"8"_s, u"7"_s })); });
        row("hosts in the tags", Verdict::Proven, { Reason::SameHosts, Reason::StartedSince },
            [](Around &a) { a.task.tags = { { HostId(7), {}, {} }, { {}, {}, u"zone1"_s }, { HostId(8), {}, {} } }; });
        row("one host of two", Verdict::Excluded, { Reason::StartedSince, Reason::OtherHosts }, [](Around &a) { a.task.hostId = HostId(7); });
        row("the only host", Verdict::Proven, { Reason::SameHosts, Reason::StartedSince }, [](Around &a) {
            a.task.hostId = HostId(7);
            a.sent.hosts = { HostId(7) };
        });
        row("more hosts", Verdict::Excluded, { Reason::StartedSince, Reason::OtherHosts },
            [](Around &a) { a.task = onHosts(a.task, { u"7"_s, u"8"_s, u"9"_s }); });
        row("the servers are held by it", Verdict::Proven, { Reason::WorksOnOurHosts, Reason::StartedSince },
            [](Around &a) { a.surroundings.zones = { zoneWith({ { 7, 1 }, { 8, 1 }, { 9, 3 } }) }; });
        row("one server is held by another", Verdict::Open, { Reason::StartedSince, Reason::HostsNotTold },
            [](Around &a) { a.surroundings.zones = { zoneWith({ { 7, 1 }, { 8, 2 } }) }; });
        row("our hosts, but begun before", Verdict::Excluded, { Reason::SameHosts, Reason::StartedBefore }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.task.startTime = sentAt.addSecs(-3);
        });
        row("the server's clock is behind", Verdict::Proven, { Reason::SameHosts, Reason::StartedSince }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.task.startTime = sentAt.addSecs(-300);
            a.sent.clockSkew = -301s;
        });
        row("the server's clock is ahead", Verdict::Excluded, { Reason::SameHosts, Reason::StartedBefore }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.task.startTime = sentAt.addSecs(250);
            a.sent.clockSkew = 300s;
        });
        row("the clocks are not known", Verdict::Open, { Reason::SameHosts, Reason::TimeNotTold }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.sent.clockSkew.reset();
        });
        row("audit names it", Verdict::Proven, { Reason::AuditNamesIt, Reason::StartedSince, Reason::HostsNotTold },
            [](Around &a) { a.surroundings.audit = { recorded(1) }; });
        row("audit names it, the node's clock is behind", Verdict::Proven, { Reason::AuditNamesIt, Reason::StartedBefore, Reason::HostsNotTold },
            [](Around &a) {
                a.surroundings.audit = { recorded(1) };
                a.task.startTime = sentAt.addSecs(-60);
            });
        row("audit names another", Verdict::Excluded, { Reason::StartedSince, Reason::AuditNamesAnother, Reason::HostsNotTold },
            [](Around &a) { a.surroundings.audit = { recorded(2) }; });
        row("audit says two", Verdict::Open, { Reason::StartedSince, Reason::HostsNotTold },
            [](Around &a) { a.surroundings.audit = { recorded(1), recorded(2) }; });
        row("another user", Verdict::Excluded, { Reason::SameHosts, Reason::StartedSince, Reason::OtherCreator }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.task.creator = u"bob"_s;
        });
        row("an access key tells no user", Verdict::Proven, { Reason::SameHosts, Reason::StartedSince }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.sent.creator.clear();
            a.task.creator = u"bob"_s;
        });
        row("another change's", Verdict::Excluded, { Reason::SameHosts, Reason::StartedSince, Reason::OtherChange }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.surroundings.taken = { TaskId(1) };
        });
        row("another cluster", Verdict::Excluded, { Reason::SameHosts, Reason::StartedSince, Reason::OtherCluster }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.task.cluster->id = ClusterId(22);
        });
        row("another operation", Verdict::Excluded, { Reason::SameHosts, Reason::StartedSince, Reason::OtherOperation }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.task.name = u"Restart OB server"_s;
        });
        row("ended without a time", Verdict::Excluded, { Reason::SameHosts, Reason::EndedUntimed }, [](Around &a) {
            a.task = onHosts(a.task, { u"7"_s, u"8"_s });
            a.task.startTime.reset();
            setState(a.task, u"SUCCESSFUL"_s);
        });
    }

    void weighs()
    {
        QFETCH(Arrange, arrange);
        Around around;
        arrange(around);
        const WeighedTask weighed = weighTask(around.sent, around.task, around.surroundings);
        QTEST(weighed.verdict, "verdict");
        QTEST(weighed.reasons, "reasons");
    }

    void auditEvents_data()
    {
        QTest::addColumn<std::function<void(AuditEvent &)>>("change");
        QTest::addColumn<bool>("ours");
        const auto row = [](const char *name, bool ours, std::function<void(AuditEvent &)> change) { QTest::newRow(name) << change << ours; };
        row("as it is", true, [](AuditEvent &) { });
        row("of the page's batch call", true, [](AuditEvent &e) { e.operationEvent = u"BATCH_ADD_OB_SERVERS"_s; });
        row("without task", true, [](AuditEvent &e) { e.taskId.reset(); });
        row("zone and cluster not told", true, [](AuditEvent &e) {
            e.zoneNames.clear();
            e.cluster.reset();
        });
        row("hosts not told", false, [](AuditEvent &e) { e.hosts.clear(); });
        row("other hosts", false, [](AuditEvent &e) { e.hosts = { HostId(7) }; });
        row("another zone", false, [](AuditEvent &e) { e.zoneNames = { u"zone2"_s }; });
        row("another cluster", false, [](AuditEvent &e) { e.cluster = ClusterId(22); });
        row("another user", false, [](AuditEvent &e) { e.operatorName = u"bob"_s; });
        row("another operation", false, [](AuditEvent &e) { e.operationEvent = u"DELETE_OB_SERVERS"_s; });
        row("earlier", false, [](AuditEvent &e) { e.startTime = sentAt.addSecs(-3); });
        row("no time", false, [](AuditEvent &e) { e.startTime.reset(); });
        row("a retry of its task", false, [](AuditEvent &e) { e.execution = auditExecutionFromText(u"RETRY"_s); });
    }

    void auditEvents()
    {
        QFETCH(std::function<void(AuditEvent &)>, change);
        AuditEvent one = recorded(1);
        change(one);
        const QList<AuditEvent> audit { one };
        QTEST(auditEventOf(request(), audit) != nullptr, "ours");
    }

    void asksNoMoreThanItNeeds()
    {
        Look look;
        look.look();
        look.list({ onHosts(listed(1), { u"7"_s, u"8"_s }), onHosts(listed(2), { u"9"_s }) });
        QVERIFY(look.result);
        QCOMPARE(look.result->tasks.size(), 1);
        QCOMPARE(look.details.asked() + look.audits.asked() + look.zones.asked(), 0);
    }

    void asksForDetailsOfWhatMayBeOurs()
    {
        Look look;
        look.look();
        Task other = listed(3);
        other.creator = u"bob"_s;
        QList<Task> many { listed(1), listed(2), other };
        for (qint64 id = 10; id < 40; ++id)
            many.append(listed(id));
        look.list(many);
        QCOMPARE(look.asked.size(), TaskSearch::mostDetails);
        QCOMPARE(look.asked.first(2), (QList<TaskId> { TaskId(1), TaskId(2) }));
        QVERIFY(!look.asked.contains(TaskId(3)));
        look.details.answer(onHosts(listed(1), { u"7"_s, u"8"_s }));
        while (look.details.waiting() > 0)
            look.details.answer(onHosts(listed(2), { u"9"_s }));
        QVERIFY(look.result);
        QCOMPARE(look.result->tasks.constFirst().task.id, TaskId(1));
        QCOMPARE(look.result->tasks.constFirst().verdict, Verdict::Proven);
        QCOMPARE(look.audits.asked(), 0);
    }

    /// OCP before 4.3 tells a task's hosts in its logs alone, whose rows of 2,048 bytes may tear them.
    void hostsOutOfTheLog()
    {
        const QString prefix = u"2024-03-12 02:10:01.037  INFO 213 --- [manual-subtask-executor7,a,b] c.o.o.t.engine.runner.JavaSubtaskRunner  : Run subtask, id=1, context=Context{"_s;
        const QString line = prefix + u"pad="_s + QString(2048 - prefix.size() - 20, u'x') + u", listMap={host_ids=[7, 8], server_ids=[57]}}, executor=x"_s;
        const QString torn = line.first(2048) + u'\n' + line.sliced(2048) + u"\n\nhost_ids=[9]\n"_s;
        QCOMPARE(hostsToldByLog(torn), (QList<HostId> { HostId(7), HostId(8) }));
        QVERIFY(hostsToldByLog(u"no context"_s).isEmpty());
        QVERIFY(hostsToldByLog(u"ghost_ids=[1]"_s).isEmpty());

        Look look;
        look.look();
        look.list({ listed(1), listed(2) });
        Task detail = listed(1);
        for (const int started : { 5, 2, -1 }) {
            Subtask step;
            step.id = SubtaskId(100 + started);
            if (started >= 0)
                step.startTime = sentAt.addSecs(started);
            detail.subtasks.append(step);
        }
        look.details.answer(detail);
        Task other = listed(2);
        look.details.answer(other); // nothing of it has run: it has no log
        QCOMPARE(look.loggedSteps, QList<SubtaskId> { SubtaskId(102) });
        look.logs.answer(torn);
        QVERIFY(look.result);
        QCOMPARE(look.result->tasks.constFirst().task.id, TaskId(1));
        QCOMPARE(look.result->tasks.constFirst().verdict, Verdict::Proven);
        QCOMPARE(look.audits.asked(), 0);
    }

    void asksAuditAndZonesWhenNothingElseProves()
    {
        Look look;
        look.look();
        look.list({ listed(1), listed(2) });
        look.details.fail(ApiError::Kind::NotFound);
        look.details.answer(listed(2));
        QVERIFY(look.auditSince && *look.auditSince < sentAt);
        look.audit({ recorded(2) });
        QVERIFY(look.result);
        QVERIFY(look.result->auditRead);
        QCOMPARE(look.result->tasks.size(), 1); // the other one is ruled out by it
        QCOMPARE(look.result->tasks.constFirst().task.id, TaskId(2));
        QCOMPARE(look.zones.asked(), 0);
    }

    /// A community edition has no audit log: it is not asked again and again.
    void noAuditLog()
    {
        Look look;
        for (int i = 0; i < 2; ++i) {
            look.look();
            look.list({});
            look.audits.fail(refusal(ApiError::Kind::NotFound, 404));
            look.zones.answer({ zoneWith({ { 7, 0 } }) });
            QVERIFY(look.result && !look.result->auditRead && !look.result->error);
            QCOMPARE(look.result->inZone, QList<HostId> { HostId(7) });
        }
        QCOMPARE(look.audits.asked(), 1);
    }

    void auditTaskBeyondTheList()
    {
        Look look;
        look.look();
        look.list({});
        look.audit({ recorded(77) });
        look.zones.answer({});
        QCOMPARE(look.result->tasks.size(), 1);
        QCOMPARE(look.result->tasks.constFirst().task.id, TaskId(77));
        QCOMPARE(look.result->tasks.constFirst().verdict, Verdict::Proven);
        look.look();
        look.list({});
        look.audit({ recorded(std::nullopt) });
        look.zones.answer({});
        QVERIFY(look.result->tasks.isEmpty());
        QCOMPARE(look.result->event->id, AuditEventId(5));
    }

    void hiddenTasks()
    {
        Look look;
        look.look();
        look.lists.fail(refusal(ApiError::Kind::Forbidden, 403));
        look.audits.fail(refusal(ApiError::Kind::Forbidden, 403));
        look.zones.answer({ zoneWith({ { 7, 12 }, { 8, 12 } }) });
        QVERIFY(!look.result->error);
        QVERIFY(look.result->tasksHidden);
        QCOMPARE(look.result->tasks.constFirst().task.id, TaskId(12));
        QCOMPARE(look.result->tasks.constFirst().verdict, Verdict::Open); // when it began is not told
    }

    /// Wrong logins lock accounts: the first 401 ends the look.
    void unauthorizedEndsTheLook()
    {
        Look look;
        look.look();
        look.lists.fail(refusal(ApiError::Kind::Unauthorized, 401));
        QCOMPARE(look.result->error->kind, ApiError::Kind::Unauthorized);
        look.look();
        look.list({});
        look.audits.fail(refusal(ApiError::Kind::Unauthorized, 401));
        QCOMPARE(look.result->error->kind, ApiError::Kind::Unauthorized);
        QCOMPARE(look.zones.asked(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTaskSearch)
#include "tst_tasksearch.moc"
