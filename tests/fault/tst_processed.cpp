// SPDX-License-Identifier: GPL-3.0-or-later
// OCP carried the change out and the answer was lost, in twenty ways: the task is found in OCP's list, told from others like it,
// and followed to its end. Real client and real HTTP in front of the simulator's engine.
#include "simback.h"
#include "support/figure.h"
#include "support/memoryintents.h"
#include "task/addserversflow.h"
#include "task/taskfollower.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Loss
{
    const char *name;
    std::function<Script(const QByteArray &reply)> script; ///< `reply`: the JSON that was to come
    bool slow = false;
};

const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

QByteArray headFor(const QByteArray &json)
{
    return head + "Content-Length: " + QByteArray::number(json.size()) + "\r\n\r\n";
}

auto always(const Script &script)
{
    return [script](const QByteArray &) { return script; };
}

const QList<Loss> &losses()
{
    static const QList<Loss> all {
        { "close", always(scripts::close()) },
        { "reset", always(scripts::reset()) },
        { "hang", always(scripts::hang()), true },
        { "half a status line", always(scripts::rawThenClose("HTTP/1.")) },
        { "half a header block", always(scripts::halfHeader()) },
        { "header block only", [](const QByteArray &json) { return scripts::rawThenClose(headFor(json)); } },
        { "half a body", scripts::halfBody },
        { "chunk cut", scripts::cutChunk },
        { "cut by close", [](const QByteArray &json) { return scripts::untilClose(json.left(json.size() / 2)); } },
        { "gzip cut", always(scripts::cutGzip()) },
        { "slow header", [](const QByteArray &) {
             return scripts::raw(head) + scripts::delayed(30s, scripts::close());
         }, true },
        { "dripping body", [](const QByteArray &json) { return scripts::drip(json.left(200), 20ms); }, true },
        { "pause in mid-body", [](const QByteArray &json) { return scripts::raw(headFor(json) + json.left(100)); }, true },
        { "a page instead", always(scripts::proxyPage(200)) },
        { "empty", always(scripts::ok({})) },
        { "no id", always(scripts::ok(R"({"successful":true,"status":200,"data":{}})")) },
        { "408", always(scripts::proxyPage(408)) },
        { "500", always(scripts::reply(500, R"({"successful":false,"status":500,"error":{"code":0,"message":"Unexpected error"}})")) },
        { "500 of a time-out inside", always(scripts::reply(500, R"({"successful":false,"status":500,"error":{"code":"COM10004","message":"timed out inside"}})")) },
        { "502", always(scripts::proxyPage(502)) },
        { "504", always(scripts::proxyPage(504)) },
    };
    return all;
}

/// A task like ours that is another one: a person next to us at the same moment.
enum class Decoy { OtherHosts, Earlier, OtherCreator, Twin };

QJsonObject decoyOf(QJsonObject task, Decoy kind, int number)
{
    task.insert("id"_L1, task.value("id"_L1).toInteger() + number);
    switch (kind) {
    case Decoy::OtherHosts:
        task.insert("context"_L1, u"Context(parallelIdx=-1, stringMap={}, listMap={host_ids=[424242]})"_s);
        break;
    case Decoy::Earlier: {
        const QDateTime start = QDateTime::fromString(task.value("startTime"_L1).toString(), Qt::ISODateWithMs);
        const QString earlier = start.addSecs(-3600).toString(Qt::ISODateWithMs);
        task.insert("startTime"_L1, earlier);
        task.insert("createTime"_L1, earlier);
        break;
    }
    case Decoy::OtherCreator:
        task.insert("creator"_L1, QJsonObject { { u"id"_s, 4711 }, { u"name"_s, u"someone-else"_s } });
        break;
    case Decoy::Twin:
        break;
    }
    return task;
}

/// The list as OCP sent it, with decoys in front of the task `id`.
QByteArray withDecoys(const QByteArray &list, qint64 id, const QList<Decoy> &decoys)
{
    QJsonObject envelope = QJsonDocument::fromJson(list).object();
    QJsonObject data = envelope["data"_L1].toObject();
    QJsonArray contents = data["contents"_L1].toArray();
    for (qsizetype i = 0; i < contents.size(); ++i) {
        const QJsonObject task = contents.at(i).toObject();
        if (task["id"_L1].toInteger() != id)
            continue;
        for (int k = 0; k < decoys.size(); ++k)
            contents.insert(i, decoyOf(task, decoys.at(k), 500'000 + k));
        break;
    }
    data.insert("contents"_L1, contents);
    envelope.insert("data"_L1, data);
    return QJsonDocument(envelope).toJson(QJsonDocument::Compact);
}

QByteArray pathOf(qint64 task)
{
    return "/api/v2/tasks/instances/" + QByteArray::number(task);
}

/// The details of a task and the logs of its steps, under another id.
SimResponse twinOf(SimBack &back, SeenRequest request, qint64 original, qint64 twin)
{
    request.target.replace(pathOf(twin), pathOf(original));
    SimResponse response = back.handle(request);
    response.body.replace("\"id\":" + QByteArray::number(original), "\"id\":" + QByteArray::number(twin));
    return response;
}

/// One OCP whose answer to "add servers" gets lost, and one console.
class Lost
{
public:
    Lost(const Loss &loss, const QList<Decoy> &decoys)
        : m_back(Scenario())
    {
        m_server.answer([this, &loss, decoys](const SeenRequest &request) {
            SimResponse response = m_back.handle(request);
            if (request.method == "POST") {
                m_created = QJsonDocument::fromJson(response.body).object()["data"_L1].toObject()["id"_L1].toInteger();
                return loss.script(response.body);
            }
            if (request.path() == "/api/v2/tasks/instances")
                response.body = withDecoys(response.body, m_created, decoys);
            for (int k = 0; k < decoys.size(); ++k) {
                if (decoys.at(k) == Decoy::Twin && request.path().startsWith(pathOf(m_created + 500'000 + k)))
                    response = twinOf(m_back, request, m_created, m_created + 500'000 + k);
                // An audit log would tell them apart.
                if (decoys.at(k) == Decoy::Twin && request.path() == "/api/v2/audit/events")
                    return scripts::reply(404, R"({"successful":false,"status":404,"error":{"code":0,"message":"Not Found"}})");
            }
            return SimBack::play(response);
        });
        Connection connection;
        connection.url = m_server.url();
        connection.user = u"admin"_s;
        TransportLimits limits;
        limits.mutationDeadline = loss.slow ? 200ms : 20s;
        client = std::make_unique<OcpClient>(connection, Credentials(u"simulator"_s), ClientOptions { .limits = limits, .intents = intents });
        AddServersCalls calls = callsOf(*client);
        calls.conclude = [intents = intents](const QString &intent, const Conclusion &conclusion) {
            intents->conclude(intent, conclusion, [](bool) { });
        };
        flow = std::make_unique<AddServersFlow>(std::move(calls), scheduler);
    }

    bool until(const std::function<bool()> &done) { return runUntil(done, *client, scheduler, &m_back); }

    /// The flow has come as far as it can without a person.
    bool untilSettled()
    {
        return until([this] { return !flow->isUnsettled() || flow->state() >= AddServersFlow::State::FoundSeveral; });
    }

    /// The request everybody would send: a free host of the zone's own IDC. Empty when the list does not come.
    std::optional<AddServersRequest> request()
    {
        QObject context;
        std::optional<QList<Cluster>> clusters;
        std::optional<QList<Host>> hosts;
        client->fetchClusters({}, &context, [&](const auto &result) { clusters = result ? result->value : QList<Cluster>(); });
        client->fetchHosts({}, &context, [&](const auto &result) { hosts = result ? result->value : QList<Host>(); });
        if (!until([&] { return clusters && hosts; }))
            return {};
        AddServersRequest request;
        for (const Cluster &cluster : *clusters) {
            if (cluster.name == u"ob_trade"_s)
                request.cluster = cluster.id;
        }
        request.zoneName = u"zone1"_s;
        for (const Host &host : *hosts) {
            if (host.alias == u"spare"_s && host.idcName == u"hz-a"_s && request.hosts.isEmpty())
                request.hosts.append(host.id);
        }
        return request.hosts.isEmpty() ? std::nullopt : std::optional(request);
    }

    qint64 created() const { return m_created; }
    qsizetype posts() const { return m_server.count("POST"); }

private:
    SimBack m_back;
    std::atomic<qint64> m_created = 0;
    FaultServer m_server;               // goes first: its thread uses the rest

public:
    ManualScheduler scheduler { QDateTime::currentDateTimeUtc() };
    std::shared_ptr<MemoryIntents> intents = std::make_shared<MemoryIntents>();
    std::unique_ptr<OcpClient> client;
    std::unique_ptr<AddServersFlow> flow;
};

} // namespace

class TestFaultProcessed : public QObject
{
    Q_OBJECT

private slots:
    void isFoundAndFollowed_data()
    {
        QTest::addColumn<int>("loss");
        QTest::addColumn<QList<int>>("decoys");
        for (int loss = 0; loss < losses().size(); ++loss) {
            QTest::addRow("%s, no decoy", losses().at(loss).name) << loss << QList<int>();
            QTest::addRow("%s, 1 decoy", losses().at(loss).name) << loss << QList<int> { loss % 3 };
            QTest::addRow("%s, 2 decoys", losses().at(loss).name) << loss << QList<int> { (loss + 1) % 3, (loss + 2) % 3 };
        }
    }

    void isFoundAndFollowed()
    {
        QFETCH(int, loss);
        QFETCH(QList<int>, decoys);
        QList<Decoy> kinds;
        for (const int kind : decoys)
            kinds.append(Decoy(kind));
        Lost lost(losses().at(loss), kinds);
        const auto request = lost.request();
        QVERIFY(request);
        ++m_tried;
        QVERIFY(lost.flow->submit(*request, {}, u"admin"_s));
        QVERIFY(lost.untilSettled());
        QCOMPARE(lost.flow->state(), AddServersFlow::State::Accepted);
        QVERIFY(lost.flow->wasReconciled());
        QVERIFY(lost.created() > 0);
        QCOMPARE(lost.flow->task()->id.value, lost.created());
        QVERIFY(followToTheEnd(lost));
        QCOMPARE(lost.posts(), 1);
        QCOMPARE(lost.intents->intents().size(), 1);
        // The journal says: not known, then found, with the task's id.
        const auto conclusions = lost.intents->conclusions();
        QCOMPARE(conclusions.first().second.kind, Conclusion::Kind::Unknown);
        QCOMPARE(conclusions.at(1).second.kind, Conclusion::Kind::Found);
        QCOMPARE(conclusions.at(1).second.task->value, lost.created());
        ++m_found;
    }

    /// Two that cannot be told apart: a person decides, and nothing is sent meanwhile.
    void twinsAreAPersonsChoice_data()
    {
        QTest::addColumn<int>("loss");
        for (int loss = 0; loss < losses().size(); ++loss)
            QTest::newRow(losses().at(loss).name) << loss;
    }

    void twinsAreAPersonsChoice()
    {
        QFETCH(int, loss);
        Lost lost(losses().at(loss), { Decoy::Twin });
        const auto request = lost.request();
        QVERIFY(request);
        QVERIFY(lost.flow->submit(*request, {}, u"admin"_s));
        QVERIFY(lost.untilSettled());
        QCOMPARE(lost.flow->state(), AddServersFlow::State::FoundSeveral);
        QCOMPARE(lost.flow->candidates().size(), 2);
        QVERIFY(!lost.flow->canSubmit());
        QVERIFY(!lost.flow->submit(*request, {}, u"admin"_s));
        for (const WeighedTask &candidate : lost.flow->candidates())
            QCOMPARE(candidate.verdict, WeighedTask::Verdict::Proven);
        lost.flow->adopt(TaskId(lost.created()));
        QCOMPARE(lost.flow->state(), AddServersFlow::State::Accepted);
        QVERIFY(followToTheEnd(lost));
        QCOMPARE(lost.posts(), 1);
        ++m_asked;
    }

    void cleanupTestCase()
    {
        figure("processed but not answered: %d of %d found and followed (%lld ways, 0 to 2 decoys), asked about twins %d times",
                    m_found, m_tried, qlonglong(losses().size()), m_asked);
    }

private:
    static bool followToTheEnd(Lost &lost)
    {
        TaskFollower follower(lost.flow->task()->id,
                              [&](TaskId id, QObject *context, Callback<Task> done) { return lost.client->fetchTask(id, context, std::move(done), Patience::Once); },
                              lost.scheduler, {}, [] { return 0.5; });
        follower.start(lost.flow->task());
        return lost.until([&] { return follower.state() == TaskFollower::State::Ended; })
            && follower.task()->status.value == TaskStatus::Successful && follower.task()->subtasks.size() > 10;
    }

    int m_tried = 0;
    int m_found = 0;
    int m_asked = 0;
};

QTEST_GUILESS_MAIN(TestFaultProcessed)
#include "tst_processed.moc"
