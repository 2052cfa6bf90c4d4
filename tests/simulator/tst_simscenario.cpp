// SPDX-License-Identifier: GPL-3.0-or-later
// Scenarios: those that come along, files of users, and what is said about broken ones.
#include "simclient.h"

#include "simulator/scenario.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace obdesk;
using namespace std::chrono_literals;

namespace {

QJsonObject taskNamed(SimClient &sim, const QByteArray &name)
{
    return sim.task(sim.contents("/api/v2/tasks/instances?name=" + name.toPercentEncoding()).at(0)["id"_L1].toInteger());
}

QMap<QString, int> countStatus(const QJsonObject &task)
{
    QMap<QString, int> counts;
    const QJsonArray steps = task.value("subtasks"_L1).toArray();
    for (const QJsonValue &step : steps)
        ++counts[step["status"_L1].toString()];
    return counts;
}

} // namespace

class TestSimScenario : public QObject
{
    Q_OBJECT

private slots:
    void allLoad()
    {
        QCOMPARE(scenarioNames(), QStringList({ u"big"_s, u"default"_s, u"empty"_s, u"engine-forms"_s, u"fail-always"_s, u"fail-once"_s, u"fifty-hosts"_s,
                                                u"hung-rollback"_s, u"odd"_s, u"refusals-500"_s, u"retried-late"_s }));
        const QStringList names = scenarioNames();
        for (const QString &name : names) {
            QString error;
            const std::optional<Scenario> scenario = loadScenario(name, &error);
            QVERIFY2(scenario, qPrintable(error));
            QCOMPARE(scenario->name, name);
            SimClient sim(*scenario);
            sim.get("/api/v2/tasks/instances");
            QCOMPARE(sim.last.status, 200);
        }
    }

    void everythingStarts_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("slow") << 0.01;
        QTest::newRow("usual") << 1.0;
        QTest::newRow("fast") << 1000.0;
    }
    void everythingStarts()
    {
        // The past looks the same whatever the speed.
        QFETCH(double, speed);
        Scenario scenario;
        scenario.speed = speed;
        SimClient sim(scenario);
        QCOMPARE(taskNamed(sim, "Upgrade OB cluster").value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(taskNamed(sim, "Prepare host").value("status"_L1).toString(), u"FAILED"_s);
        QCOMPARE(taskNamed(sim, "Prepare tenant").value("operation"_L1).toString(), u"ROLLBACK"_s);
        QCOMPARE(sim.contents("/api/v2/tasks/instances?name=Add%20OB&status=FAILED").size(), 1);
        QCOMPARE(sim.contents("/api/v2/tasks/instances?name=Add%20OB&status=SUCCESSFUL").size(), 4);
    }

    void failedTaskOfThePastCanBeMended()
    {
        Scenario scenario;
        scenario.face = OcpFace::V435;
        SimClient sim(scenario);
        const qint64 id = sim.contents("/api/v2/tasks/instances?name=Add%20OB&status=FAILED").at(0)["id"_L1].toInteger();
        QCOMPARE(sim.contents("/api/v2/ob/clusters?name=ob_upgrade").at(0)["operatingTaskInstanceId"_L1].toInteger(), id);
        sim.post(SimClient::taskPath(id) + "/retry");
        QCOMPARE(sim.waitForEnd(id).value("status"_L1).toString(), u"SUCCESSFUL"_s);
        const QJsonObject cluster = sim.contents("/api/v2/ob/clusters?name=ob_upgrade").at(0).toObject();
        QCOMPARE(cluster.value("status"_L1).toString(), u"RUNNING"_s);
        QCOMPARE(cluster.value("serverCount"_L1).toInt(), 6);
    }

    void empty()
    {
        QString error;
        SimClient sim(loadScenario(u"empty"_s, &error).value());
        QCOMPARE(sim.contents("/api/v2/ob/clusters").size(), 0);
        QCOMPARE(sim.data("/api/v2/ob/clusters")["page"_L1]["totalPages"_L1].toInt(-1), 0);
        QCOMPARE(sim.contents("/api/v2/compute/hosts").size(), 0);
        QCOMPARE(sim.contents("/api/v2/tasks/instances").size(), 0);
    }

    void big()
    {
        QString error;
        SimClient sim(loadScenario(u"big"_s, &error).value());
        const QJsonArray tasks = sim.contents("/api/v2/tasks/instances?name=Rolling");
        QCOMPARE(tasks.size(), 2);
        for (const QJsonValue &entry : tasks) {
            const QJsonObject task = sim.task(entry["id"_L1].toInteger());
            QCOMPARE(task.value("subtasks"_L1).toArray().size(), 2000);
            const QMap<QString, int> counts = countStatus(task);
            if (task.value("status"_L1).toString() == "SUCCESSFUL"_L1) {
                QCOMPARE(counts, (QMap<QString, int> { { u"SUCCESSFUL"_s, 2000 } }));
            } else {
                QVERIFY2(counts.value(u"SUCCESSFUL"_s) > 500 && counts.value(u"SUCCESSFUL"_s) < 1500, qPrintable(QString::number(counts.value(u"SUCCESSFUL"_s))));
                QVERIFY(counts.value(u"RUNNING"_s) + counts.value(u"READY"_s) > 0);
                QCOMPARE(sim.waitForEnd(task.value("id"_L1).toInteger(), 60s).value("status"_L1).toString(), u"SUCCESSFUL"_s);
            }
        }
    }

    void odd()
    {
        QString error;
        SimClient sim(loadScenario(u"odd"_s, &error).value());
        QCOMPARE(sim.contents("/api/v2/tasks/instances?name=Odd&size=100").size(), 7);
        const QJsonObject cycle = sim.task(700001);
        QCOMPARE(cycle.value("subtasks"_L1).toArray().at(5)["upstreams"_L1].toArray(), QJsonArray({ 6 }));
        const QJsonObject dangling = sim.task(700002);
        QCOMPARE(dangling.value("subtasks"_L1).toArray().at(2)["upstreams"_L1].toArray(), QJsonArray({ 12, 12 }));
        QCOMPARE(dangling.value("subtasks"_L1).toArray().at(3)["upstreams"_L1].toArray(), QJsonArray({ 999 }));
        const QJsonObject words = sim.task(700003);
        QCOMPARE(words.value("status"_L1).toString(), u"SUSPENDED"_s);
        QCOMPARE(words.value("operation"_L1).toString(), u"CONTINUE"_s);
        QCOMPARE(words.value("subtasks"_L1).toArray().at(1)["status"_L1].toString(), u"PAUSED"_s);
        const QJsonObject duplicates = sim.task(700004);
        QCOMPARE(duplicates.value("subtasks"_L1).toArray().at(1)["id"_L1], duplicates.value("subtasks"_L1).toArray().at(2)["id"_L1]);
        const QJsonObject large = sim.task(700005);
        QCOMPARE(large.value("subtasks"_L1).toArray().at(1)["downstreams"_L1].toArray().at(0).toInteger(), std::numeric_limits<qint64>::max());
        QCOMPARE(sim.task(700006).value("subtasks"_L1).toArray().size(), 0);
        QCOMPARE(countStatus(sim.task(700007)), (QMap<QString, int> { { u"PENDING"_s, 2 }, { u"SUCCESSFUL"_s, 1 } }));
        // A picture cannot be acted on.
        QCOMPARE(SimClient::codeOf(sim.post(SimClient::stepPath(700002, 13, "retry"))), u"TSK10011"_s);
    }

    void file()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"mine.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"schemaVersion": 1, "name": "mine", "speed": 20, "numericCodes": true, "maxPageSize": 50,
                       "ocpVersion": "4.3.5", "refusalsAs500": true, "readOnly": true, "audit": "missing", "textIds": true, "dateFields": true,
                       "answers": [{"call": "retryTask", "answer": "conflict", "times": 2, "carriedOut": true}],
                       "rateLimit": {"requests": 7, "windowSeconds": 10}, "retryAfterFailedRollback": true,
                       "failures": [{"step": "Install rpm", "parallelIdx": 2, "times": "always", "operation": "ROLLBACK", "cause": "disk",
                                     "retryCount": 3, "timeoutSeconds": 20}]})");
        file.close();
        QString error;
        const std::optional<Scenario> scenario = loadScenario(file.fileName(), &error);
        QVERIFY2(scenario, qPrintable(error));
        Scenario expected;
        expected.name = u"mine"_s;
        expected.speed = 20;
        expected.numericCodes = true;
        expected.maxPageSize = 50;
        expected.rateLimit = { 7, 10s };
        expected.retryAfterFailedRollback = true;
        expected.failures = { { u"Install rpm"_s, 2, std::nullopt, true, u"disk"_s, 3, 20 } };
        expected.face = OcpFace::V435;
        expected.refusalsAs500 = expected.readOnly = true;
        expected.audit = AuditAccess::Missing;
        expected.style = { true, true };
        expected.answers = { { u"retryTask"_s, u"conflict"_s, 2, true } };
        QVERIFY(*scenario == expected);
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *json, const QString &error) { QTest::newRow(name) << QByteArray(json) << error; };
        row("a list", "[]", u"f.json: expected an object, found a list"_s);
        row("no name", "{}", u"f.json: name: expected a text, found nothing"_s);
        row("unknown field", R"({"name":"x","sped":2})", u"f.json: sped: expected no such field, found 2"_s);
        row("version", R"({"name":"x","schemaVersion":2})", u"f.json: schemaVersion: expected an integer from 1 to 1, found 2"_s);
        row("speed", R"({"name":"x","speed":0})", u"f.json: speed: expected a number from 0.01 to 100000, found 0"_s);
        row("speed a text", R"({"name":"x","speed":"fast"})", u"f.json: speed: expected a number from 0.01 to 100000, found \"fast\""_s);
        row("world", R"({"name":"x","world":"flat"})", u"f.json: world: expected one of default, empty, found \"flat\""_s);
        row("ocp version", R"({"name":"x","ocpVersion":"4.1"})",
            u"f.json: ocpVersion: expected one of 4.2.2, 3.3, 4.0.3, 4.3.5, 4.4.0, found \"4.1\""_s);
        row("answer", R"({"name":"x","answers":[{"call":"addServers"}]})", u"f.json: answers[0].answer: expected a text, found nothing"_s);
        row("nested", R"({"name":"x","rateLimit":{"requests":1.5}})",
            u"f.json: rateLimit.requests: expected an integer from 1 to 1000000, found 1.5"_s);
        row("in a list", R"({"name":"x","failures":[{"step":"a"},{"step":"b","times":true}]})",
            u"f.json: failures[1].times: expected an integer from 1 to 1000000, found true"_s);
        row("not an object", R"({"name":"x","failures":[3]})", u"f.json: failures[0]: expected an object, found 3"_s);
        row("deep", R"({"name":"x","tasks":[{"id":1,"name":"t","subtasks":[{"id":1,"name":"s","upstreams":["2"]}]}]})",
            u"f.json: tasks[0].subtasks[0].upstreams: expected a list of integers, found \"2\""_s);
        row("an id twice", R"({"name":"x","tasks":[{"id":1,"name":"t","subtasks":[{"id":1,"name":"s"},{"id":1,"name":"s"}]}]})",
            u"f.json: tasks[0].subtasks: expected ids that differ (a task with a \"status\" may repeat them), found an id twice"_s);
    }
    void errors()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, error);
        QString said;
        QVERIFY(!readScenario(json, u"f.json"_s, &said));
        QCOMPARE(said, error);
    }

    void noSuchFile()
    {
        QString error;
        QVERIFY(!loadScenario(u"nowhere.json"_s, &error));
        QVERIFY2(error.startsWith("nowhere.json: "_L1) && error.contains("default, empty"_L1), qPrintable(error));
        QVERIFY(!readScenario("{\"name\":", u"cut.json"_s, &error));
        QVERIFY2(error.startsWith("cut.json: byte "_L1), qPrintable(error));
    }
};

QTEST_GUILESS_MAIN(TestSimScenario)
#include "tst_simscenario.moc"
