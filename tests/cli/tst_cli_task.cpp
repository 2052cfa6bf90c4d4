// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks: looked at, followed, changed, reported; and the commands that need no OCP.
#include "cli/program.h"
#include "simulator/embeddedsimulator.h"
#include "support/faultserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

class TestCliTask : public QObject
{
    Q_OBJECT

private:
    EmbeddedSimulator m_simulator;

    void simulate(const QString &scenario = u"default"_s)
    {
        QString error;
        EmbeddedOptions options;
        options.speed = 100;
        options.scenario = scenario;
        QVERIFY2(m_simulator.start(options, &error), qPrintable(error));
    }

    Ran at(const QStringList &command) const { return Program().run(toServer(m_simulator.url()) + command); }

    /// Adds an OBServer and waits for the end; the task's id.
    QString addAndWait() const
    {
        const Ran ran = at({ u"server"_s, u"add"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s, u"--host"_s, u"3000000131"_s, u"--wait"_s,
                             u"--interval"_s, u"0.1"_s, u"--json"_s });
        return QString::number(ran.json().value("task"_L1).toObject().value("id"_L1).toInteger());
    }

    Ran waitFor(const QString &task) const { return at({ u"task"_s, u"wait"_s, task, u"--interval"_s, u"0.1"_s, u"--json"_s }); }

    static QStringList failedSteps(const Ran &ran)
    {
        QStringList ids;
        for (const QJsonValue &step : ran.json().value("failedSteps"_L1).toArray())
            ids.append(QString::number(step.toObject().value("subtask"_L1).toInteger()));
        return ids;
    }

private slots:
    void init() { simulate(); }

    void list()
    {
        const Ran text = at({ u"task"_s, u"list"_s, u"--status"_s, u"failed"_s });
        QVERIFY2(text.status == 0, told(text));
        QCOMPARE(text.out.count('\n'), 3); // titles and two
        QVERIFY(text.out.contains("Failed  Add OB server"));
        const QJsonObject page = at({ u"task"_s, u"list"_s, u"--size"_s, u"5"_s, u"--page"_s, u"2"_s, u"--json"_s }).json();
        QCOMPARE(page.value("schema"_L1).toString(), u"obdesk.tasks"_s);
        QCOMPARE(page.value("page"_L1).toInt(), 2);
        QCOMPARE(page.value("tasks"_L1).toArray().size(), 5);
        QCOMPARE(page.value("totalElements"_L1).toInt(), 12);
        // An id above 2^53 - 1 is a text: a number would be rounded by most who read it.
        const QJsonArray tasks = at({ u"task"_s, u"list"_s, u"--name"_s, u"workload"_s, u"--json"_s }).json().value("tasks"_L1).toArray();
        QCOMPARE(tasks.at(0).toObject().value("id"_L1), QJsonValue(u"9007199254740993"_s));
    }

    void show()
    {
        const Ran text = at({ u"task"_s, u"show"_s, u"9007199254740993"_s });
        QVERIFY2(text.status == 0, told(text));
        QVERIFY(text.out.contains("9007199254740993 · Generate workload report"));
        QVERIFY(text.out.contains("Store workload report"));
        const QJsonObject run = at({ u"task"_s, u"show"_s, u"9007199254740993"_s, u"--json"_s }).json();
        QCOMPARE(run.value("schema"_L1).toString(), u"obdesk.run"_s);
        QCOMPARE(run.value("task"_L1).toObject().value("subtasks"_L1).toArray().size(), 3);
    }

    void unknownTask()
    {
        for (const QString &verb : { u"show"_s, u"watch"_s, u"wait"_s, u"retry"_s, u"rollback"_s }) {
            const Ran ran = at({ u"task"_s, verb, u"1"_s });
            QVERIFY2(ran.status == 5, told(ran));
        }
    }

    void watchOfAnEndedTask()
    {
        const Ran good = at({ u"task"_s, u"watch"_s, u"9007199254740993"_s, u"--interval"_s, u"0.1"_s });
        QVERIFY2(good.status == 0, told(good));
        QVERIFY(good.out.contains("[1/3]"));
        QVERIFY(good.out.contains("3 of 3 steps done"));
    }

    void waitForAFailedTask()
    {
        simulate(u"fail-always"_s);
        const QString task = addAndWait();
        const Ran ran = at({ u"task"_s, u"wait"_s, task, u"--interval"_s, u"0.1"_s });
        QVERIFY2(ran.status == 1, told(ran));
        QVERIFY(ran.err.contains("Wait observer active"));
        QVERIFY(!ran.out.contains("Prepare add observer")); // wait is quiet about steps

        // The same sentence as text, in the document, in task show and in a report.
        const QJsonArray failed = at({ u"task"_s, u"wait"_s, task, u"--interval"_s, u"0.1"_s, u"--json"_s }).json().value("failedSteps"_L1).toArray();
        QVERIFY(!failed.isEmpty());
        const QByteArray cause = failed.first().toObject().value("cause"_L1).toObject().value("sentence"_L1).toString().toUtf8();
        QVERIFY2(cause.startsWith("Clock of host"), cause.constData());
        QVERIFY2(ran.err.contains("\n    " + cause + "\n    "), told(ran));
        const Ran shown = at({ u"task"_s, u"show"_s, task });
        QVERIFY2(shown.err.contains("\n    " + cause + "\n    "), told(shown));
        const Program program;
        QCOMPARE(program.run(toServer(m_simulator.url()) + QStringList { u"task"_s, u"export"_s, task, u"--output"_s, program.file(u"report.md"_s) }).status, 0);
        QVERIFY(program.contents(u"report.md"_s).contains("\n\n" + cause + "\n\n"));
    }

    /// A failed step without a log is no step without a line; nor are those whose logs are too many to ask for.
    void waitTellsOfLogsItHasNot()
    {
        QByteArray steps;
        for (int id = 1; id <= 203; ++id)
            steps += (id > 1 ? R"(,{"id":)" : R"({"id":)") + QByteArray::number(id)
                + R"(,"name":"Install rpm","status":"FAILED","operation":"EXECUTE","startTime":"2024-03-12T02:10:00Z","upstreams":[]})";
        FaultServer server;
        server.answer([steps](const SeenRequest &request) {
            if (request.path().endsWith("/subtasks/1/log"))
                return scripts::ok(R"({"successful":true,"status":200,"data":{"log":""}})");
            if (request.path().endsWith("/log"))
                return scripts::ok(R"({"successful":true,"status":200,"data":{"log":"ERROR disk of the host is full"}})");
            return scripts::ok(R"({"successful":true,"status":200,"data":{"id":7,"name":"Add","status":"FAILED","operation":"EXECUTE","subtasks":[)" + steps + "]}}");
        });
        const Ran ran = Program().run(toServer(server.url()) + QStringList { u"task"_s, u"wait"_s, u"7"_s, u"--interval"_s, u"0.1"_s });
        QVERIFY2(ran.status == 1, told(ran));
        QCOMPARE(ran.err.count("\n    OCP has no log of this step."), 1);
        QCOMPARE(ran.err.count("\n    ERROR disk of the host is full\n"), 199);
        QCOMPARE(ran.err.count("3 more steps failed or ran again; their logs were not asked for."), 1);
    }

    void waitTimesOut()
    {
        // The upgrade of ob_report runs for hours.
        const QJsonArray running = at({ u"task"_s, u"list"_s, u"--status"_s, u"RUNNING"_s, u"--json"_s }).json().value("tasks"_L1).toArray();
        QCOMPARE(running.size(), 1);
        const QString id = QString::number(running.at(0).toObject().value("id"_L1).toInteger());
        const Ran ran = at({ u"task"_s, u"wait"_s, id, u"--timeout"_s, u"0.1"_s });
        QVERIFY2(ran.status == 7, told(ran));
        QVERIFY(ran.err.contains("task watch " + id.toUtf8()));
    }

    void logOfAStep()
    {
        simulate(u"fail-always"_s);
        const QString task = addAndWait();
        const QString step = failedSteps(waitFor(task)).value(0);
        const Ran ran = at({ u"task"_s, u"log"_s, task, step });
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(ran.out.contains("Clock of host 10.20.1.11 differs"));
        QVERIFY(ran.out.count('\n') > 1);
        const QJsonObject json = at({ u"task"_s, u"log"_s, task, step, u"--json"_s }).json();
        QVERIFY(json.value("log"_L1).toString().contains(u"Clock of host"_s));
    }

    void retryOfTheTask()
    {
        simulate(u"fail-once"_s);
        const QString task = addAndWait();
        QCOMPARE(waitFor(task).status, 1);
        const Ran retried = at({ u"task"_s, u"retry"_s, task });
        QVERIFY2(retried.status == 0, told(retried));
        QCOMPARE(waitFor(task).status, 0);
        const Ran again = at({ u"task"_s, u"retry"_s, task });
        QVERIFY2(again.status == 2, told(again)); // nothing left to retry; nothing was sent
        QVERIFY(again.err.contains("nothing was sent"));
    }

    void retryOfAStep()
    {
        simulate(u"fail-once"_s);
        const QString task = addAndWait();
        const QStringList failed = failedSteps(waitFor(task));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(at({ u"task"_s, u"retry"_s, task, failed.constFirst() }).status, 0);
        QCOMPARE(waitFor(task).status, 0);
        const Ran unknown = at({ u"task"_s, u"retry"_s, task, u"1"_s });
        QCOMPARE(unknown.status, 2);
        QVERIFY(unknown.err.contains(failed.constFirst().toUtf8())); // lists what there is
    }

    void skip()
    {
        simulate(u"fail-always"_s);
        const QString task = addAndWait();
        Ran waited = waitFor(task);
        // The step that fails stands in the plan twice for one host.
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(waited.status, 1);
            QCOMPARE(at({ u"task"_s, u"skip"_s, task, failedSteps(waited).value(0) }).status, 0);
            waited = waitFor(task);
        }
        QVERIFY2(waited.status == 0, told(waited));
    }

    void rollback()
    {
        simulate(u"fail-always"_s);
        const QString task = addAndWait();
        const Ran ran = at({ u"task"_s, u"rollback"_s, task, u"--json"_s });
        QVERIFY2(ran.status == 0, told(ran));
        QCOMPARE(ran.json().value("action"_L1).toString(), u"rollback"_s);
        const Ran ended = at({ u"task"_s, u"wait"_s, task, u"--interval"_s, u"0.1"_s });
        QVERIFY2(ended.status == 0, told(ended));
        QVERIFY(ended.out.contains("Rolled back"));
    }

    void cancel()
    {
        const QString task = QString::number(at({ u"task"_s, u"list"_s, u"--status"_s, u"RUNNING"_s, u"--json"_s })
                                                     .json().value("tasks"_L1).toArray().at(0).toObject().value("id"_L1).toInteger());
        const auto steps = at({ u"task"_s, u"show"_s, task, u"--json"_s }).json().value("task"_L1).toObject().value("subtasks"_L1).toArray();
        QString running, pending;
        for (const QJsonValue &step : steps) {
            const QString status = step.toObject().value("status"_L1).toString();
            (status == "RUNNING"_L1 ? running : pending) = QString::number(step.toObject().value("id"_L1).toInteger());
        }
        QVERIFY(!running.isEmpty());
        const Ran wrong = at({ u"task"_s, u"cancel"_s, task, pending });
        QVERIFY2(wrong.status == 2, told(wrong));
        const Ran ran = at({ u"task"_s, u"cancel"_s, task, running });
        QVERIFY2(ran.status == 0, told(ran));
        QCOMPARE(waitFor(task).status, 1);
    }

    void viewerMayNotChange()
    {
        simulate(u"fail-always"_s);
        const QString task = addAndWait();
        const SimCredentials login;
        Program program;
        program.setPassword(login.readOnlyPassword);
        const Ran ran = program.run({ u"--url"_s, m_simulator.url().toString(), u"--user"_s, login.readOnlyUser, u"task"_s, u"retry"_s, task });
        QVERIFY2(ran.status == 4, told(ran));
        QVERIFY(ran.err.contains("IAM11000"));
    }

    void exportAndReadBack()
    {
        const Program program;
        const QStringList server = toServer(m_simulator.url());
        const Ran written = program.run(server + QStringList { u"task"_s, u"export"_s, u"4300001010"_s, u"--output"_s, u"a.json"_s, u"a.html"_s, u"a.svg"_s, u"a.pdf"_s,
                                                               u"a.png"_s, u"a.md"_s, u"a.dot"_s, u"a.csv"_s });
        QVERIFY2(written.status == 0, told(written));
        QVERIFY(program.contents(u"a.svg"_s).contains("id=\"subtask-"));
        QVERIFY(program.contents(u"a.pdf"_s).startsWith("%PDF"));
        QVERIFY(program.contents(u"a.png"_s).startsWith("\x89PNG"));
        QVERIFY(program.contents(u"a.dot"_s).startsWith("digraph"));
        QVERIFY(!program.contents(u"a.md"_s).isEmpty());
        m_simulator.stop(); // offline from here
        const Ran again = program.run({ u"report"_s, u"a.json"_s, u"--output"_s, u"b.json"_s, u"--output"_s, u"b.csv"_s });
        QVERIFY2(again.status == 0, told(again));
        QCOMPARE(program.contents(u"b.csv"_s), program.contents(u"a.csv"_s));
        QCOMPARE(program.contents(u"b.json"_s), program.contents(u"a.json"_s));
    }

    void unreadableReportFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("no JSON") << QByteArray("<html>");
        QTest::newRow("cut") << QByteArray("{\"schema\":\"obdesk.run\"");
        QTest::newRow("something else") << QByteArray("{\"hello\":1}");
    }

    void unreadableReportFile()
    {
        QFETCH(QByteArray, bytes);
        const Program program;
        QFile file(program.file(u"in.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const Ran ran = program.run({ u"report"_s, u"in.json"_s, u"--output"_s, u"out.csv"_s });
        QVERIFY2(ran.status == 8, told(ran));
        QVERIFY(ran.err.contains("in.json"));
        QVERIFY(program.contents(u"out.csv"_s).isEmpty());
        QCOMPARE(program.run({ u"report"_s, u"none.json"_s, u"--output"_s, u"out.csv"_s }).status, 8);
        QCOMPARE(program.run({ u"report"_s, u"in.json"_s }).status, 2);
    }

    void simulateServes()
    {
        const Program program;
        const std::unique_ptr<QProcess> process = program.start({ u"simulate"_s, u"--speed"_s, u"50"_s });
        while (!process->canReadLine() && process->state() != QProcess::NotRunning)
            process->waitForReadyRead(100);
        const QUrl url(QString::fromUtf8(process->readLine().trimmed()), QUrl::StrictMode);
        QCOMPARE(url.host(), u"127.0.0.1"_s);
        QCOMPARE(program.run(toServer(url) + QStringList { u"cluster"_s, u"list"_s }).status, 0);
        ::kill(pid_t(process->processId()), SIGTERM);
        QCOMPARE(Program::ended(*process).status, 0);
    }

    void simulateJson()
    {
        const std::unique_ptr<QProcess> process = Program().start({ u"--json"_s, u"simulate"_s, u"--seed"_s, u"7"_s });
        QByteArray out;
        while (!out.endsWith("}\n") && process->state() != QProcess::NotRunning) {
            process->waitForReadyRead(100);
            out += process->readAllStandardOutput();
        }
        QCOMPARE(QJsonDocument::fromJson(out).object().value("schema"_L1).toString(), u"obdesk.simulator"_s);
        ::kill(pid_t(process->processId()), SIGINT);
        QCOMPARE(Program::ended(*process).status, 0);
        QCOMPARE(Program().run({ u"simulate"_s, u"--port"_s, u"70000"_s }).status, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliTask)
#include "tst_cli_task.moc"
