// SPDX-License-Identifier: GPL-3.0-or-later
// "server add": what is checked, what is sent, what is known afterwards, and that nothing is sent twice.
#include "cli/passingproxy.h"
#include "cli/program.h"
#include "session/connectionstore.h"
#include "simulator/embeddedsimulator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

// See worldbuilder.h: a spare host in the IDC of ob_trade's zone1, and one that is OFFLINE.
const QString fitHost = u"3000000131"_s;
const QString offlineHost = u"3000000161"_s;

QStringList add(const QUrl &url, const QStringList &more = {})
{
    return toServer(url) + QStringList { u"server"_s, u"add"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s, u"--host"_s, fitHost } + more;
}

} // namespace

class TestCliAdd : public QObject
{
    Q_OBJECT

private:
    EmbeddedSimulator m_simulator;

    void simulate(double speed, const QString &scenario = u"default"_s)
    {
        QString error;
        EmbeddedOptions options;
        options.speed = speed;
        options.scenario = scenario;
        QVERIFY2(m_simulator.start(options, &error), qPrintable(error));
    }

    /// "Add OB server" tasks of ob_trade that the simulator knows; its past has three.
    QJsonArray added() const
    {
        const Ran ran = Program().run(toServer(m_simulator.url())
                                      + QStringList { u"--json"_s, u"task"_s, u"list"_s, u"--cluster"_s, u"ob_trade"_s, u"--name"_s, u"Add OB server"_s });
        return ran.json().value("tasks"_L1).toArray();
    }

private slots:
    void dryRunSendsNothing()
    {
        simulate(100);
        const Ran ran = Program().run(add(m_simulator.url(), { u"--dry-run"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(ran.out.contains("POST /api/v2/ob/clusters/1000021/servers\n{\"zoneName\":\"zone1\",\"servers\":[3000000131]}\n"));
        QVERIFY(ran.out.contains("Cluster ob_trade is RUNNING"));
        const QJsonObject json = Program().run(add(m_simulator.url(), { u"--dry-run"_s, u"--json"_s })).json();
        QCOMPARE(json.value("outcome"_L1).toString(), u"dry-run"_s);
        QCOMPARE(json.value("request"_L1).toObject().value("path"_L1).toString(), u"/api/v2/ob/clusters/1000021/servers"_s);
        QVERIFY(!json.contains("task"_L1));
        QCOMPARE(added().size(), 3);
    }

    void unfitHostIsNotSent_data()
    {
        QTest::addColumn<bool>("dry");
        QTest::newRow("dry run") << true;
        QTest::newRow("in earnest") << false;
    }

    void unfitHostIsNotSent()
    {
        QFETCH(bool, dry);
        simulate(100);
        QStringList arguments = add(m_simulator.url(), { u"--json"_s });
        arguments.replaceInStrings(fitHost, offlineHost);
        const Ran ran = Program().run(dry ? arguments + QStringList { u"--dry-run"_s } : arguments);
        QVERIFY2(ran.status == 2, told(ran));
        QVERIFY(ran.err.contains("is OFFLINE (CMP07004)"));
        QCOMPARE(ran.json().value("outcome"_L1).toString(), u"checks-failed"_s);
        QCOMPARE(added().size(), 3);
    }

    void waitsAndReports()
    {
        simulate(100);
        const Program program;
        const Ran ran = program.run(add(m_simulator.url(), { u"--reason"_s, u"CHG-4711"_s, u"--wait"_s, u"--interval"_s, u"0.1"_s, u"--report"_s,
                                                             u"run.html"_s, u"--report"_s, u"run.json"_s, u"--report"_s, u"run.csv"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(ran.out.contains("Successful after"));
        QVERIFY(ran.err.contains("Prepare add observer"));
        QVERIFY(!ran.out.contains("[ 1/"));
        QVERIFY(program.contents(u"run.html"_s).contains("id=\"subtask-"));
        QVERIFY(program.contents(u"run.csv"_s).contains("Prepare add observer"));
        const QJsonObject run = QJsonDocument::fromJson(program.contents(u"run.json"_s)).object();
        QCOMPARE(run.value("change"_L1).toObject().value("reason"_L1).toString(), u"CHG-4711"_s);
        QVERIFY(run.value("change"_L1).toObject().value("request"_L1).toString().contains(u"[3000000131]"_s));
        const QJsonArray tasks = added();
        QCOMPARE(tasks.size(), 4);
        QCOMPARE(tasks.at(0).toObject().value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(tasks.at(0).toObject().value("id"_L1), run.value("task"_L1).toObject().value("id"_L1));
    }

    void waitsAsJson()
    {
        simulate(100);
        const Ran ran = Program().run(add(m_simulator.url(), { u"--json"_s, u"--wait"_s, u"--interval"_s, u"0.1"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QCOMPARE(ran.json().value("schema"_L1).toString(), u"obdesk.server-add"_s);
        QCOMPARE(ran.json().value("outcome"_L1).toString(), u"successful"_s);
        QCOMPARE(ran.json().value("task"_L1).toObject().value("status"_L1).toString(), u"SUCCESSFUL"_s);
    }

    void failedTaskSaysWhere()
    {
        simulate(100, u"fail-always"_s);
        const Program program;
        const Ran ran = program.run(add(m_simulator.url(), { u"--wait"_s, u"--interval"_s, u"0.1"_s, u"--report"_s, u"run.json"_s }));
        QVERIFY2(ran.status == 1, told(ran));
        QVERIFY(ran.err.contains("Failed  Wait observer active  10.20.1.11"));
        QVERIFY(ran.err.contains("Clock of host 10.20.1.11 differs"));
        QVERIFY(ran.out.contains("Failed after"));
        QVERIFY(!program.contents(u"run.json"_s).isEmpty());
    }

    void reportThatCannotBeWritten()
    {
        simulate(100);
        const Ran ran = Program().run(add(m_simulator.url(), { u"--wait"_s, u"--interval"_s, u"0.1"_s, u"--report"_s, u"/dev/null/run.json"_s }));
        QVERIFY2(ran.status == 8, told(ran));
        QCOMPARE(added().size(), 4);
    }

    void withoutWaitTellsHowToWatch()
    {
        simulate(1);
        const Ran ran = Program().run(add(m_simulator.url()));
        QVERIFY2(ran.status == 0, told(ran));
        const qint64 id = added().at(0).toObject().value("id"_L1).toInteger();
        QVERIFY(ran.out.contains("Task " + QByteArray::number(id)));
        QVERIFY(ran.err.contains("--user admin task watch " + QByteArray::number(id)));
    }

    void ocpRefuses()
    {
        simulate(100);
        // Nothing in the lists tells that this is OCP's own cluster.
        QStringList arguments = add(m_simulator.url(), { u"--json"_s });
        arguments.replaceInStrings(u"ob_trade"_s, u"ocp_meta"_s);
        const Ran ran = Program().run(arguments);
        QVERIFY2(ran.status == 5, told(ran));
        QVERIFY(ran.err.contains("OBE12101"));
        QCOMPARE(ran.json().value("outcome"_L1).toString(), u"refused"_s);
        QCOMPARE(ran.json().value("error"_L1).toObject().value("code"_L1).toString(), u"OBE12101"_s);
    }

    void timeout()
    {
        simulate(0.1);
        const Ran ran = Program().run(add(m_simulator.url(), { u"--wait"_s, u"--timeout"_s, u"0.2"_s }));
        QVERIFY2(ran.status == 7, told(ran));
        QVERIFY(ran.err.contains("goes on in OCP"));
        QVERIFY(ran.err.contains("task watch "));
        QCOMPARE(added().at(0).toObject().value("status"_L1).toString(), u"RUNNING"_s);
    }

    void interrupted()
    {
        simulate(1);
        const std::unique_ptr<QProcess> process = Program().start(add(m_simulator.url(), { u"--wait"_s, u"--interval"_s, u"0.1"_s }));
        QByteArray err;
        while (!err.contains("Prepare add observer") && process->state() != QProcess::NotRunning) {
            process->waitForReadyRead(100);
            err += process->readAllStandardError();
        }
        ::kill(pid_t(process->processId()), SIGINT);
        const Ran ran = Program::ended(*process);
        QVERIFY2(ran.status == 130, told(ran));
        const qint64 id = added().at(0).toObject().value("id"_L1).toInteger();
        QVERIFY(ran.err.contains("goes on in OCP"));
        QVERIFY(ran.err.contains("task watch " + QByteArray::number(id)));
        QCOMPARE(added().at(0).toObject().value("status"_L1).toString(), u"RUNNING"_s);
    }

    /// The request arrived, the answer did not: the task is found, followed, and nothing is sent again.
    void lostAnswerIsFound()
    {
        simulate(100);
        FaultServer proxy;
        proxy.answer([url = m_simulator.url()](const SeenRequest &request) {
            const QByteArray reply = passOn(url, request);
            return request.method == "POST" ? scripts::close() : scripts::rawThenClose(reply);
        });
        const Ran ran = Program().run(add(proxy.url(), { u"--wait"_s, u"--interval"_s, u"0.1"_s, u"--json"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QCOMPARE(proxy.count("POST"), 1);
        QVERIFY(ran.err.contains("not known whether OCP carried out the request"));
        QVERIFY(ran.json().value("foundInList"_L1).toBool());
        QCOMPARE(ran.json().value("task"_L1).toObject().value("status"_L1).toString(), u"SUCCESSFUL"_s);
        QCOMPARE(added().size(), 4);
    }

    /// The request never arrived, which nobody can know: three looks, then a person must decide.
    void lostRequestIsUnknown()
    {
        simulate(100);
        FaultServer proxy;
        proxy.answer([url = m_simulator.url()](const SeenRequest &request) {
            return request.method == "POST" ? scripts::close() : scripts::rawThenClose(passOn(url, request));
        });
        const Ran ran = Program().run(add(proxy.url(), { u"--wait"_s, u"--json"_s }));
        QVERIFY2(ran.status == 6, told(ran));
        QCOMPARE(proxy.count("POST"), 1);
        QVERIFY(ran.err.contains("task list --cluster 1000021"));
        QCOMPARE(ran.json().value("outcome"_L1).toString(), u"unknown"_s);
        QVERIFY(!ran.json().contains("task"_L1));
        QCOMPARE(added().size(), 3);
    }

    void guardedConnections_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<int>("status");
        QTest::newRow("read-only") << QStringList { u"--reason"_s, u"x"_s, u"--confirm"_s, u"ob_trade"_s } << u"readOnly"_s << 4;
        QTest::newRow("protected") << QStringList {} << u"protected"_s << 4;
        QTest::newRow("protected, wrong name") << QStringList { u"--reason"_s, u"x"_s, u"--confirm"_s, u"ob_ledger"_s } << u"protected"_s << 4;
        QTest::newRow("protected, no reason") << QStringList { u"--confirm"_s, u"ob_trade"_s } << u"protected"_s << 4;
        QTest::newRow("protected, confirmed") << QStringList { u"--reason"_s, u"x"_s, u"--confirm"_s, u"ob_trade"_s } << u"protected"_s << 0;
        QTest::newRow("normal") << QStringList {} << u"normal"_s << 0;
    }

    void guardedConnections();

    void noSecretAnywhere()
    {
        simulate(100);
        const SimCredentials login;
        Program program;
        program.setEnvironment(u"OBDESK_ACCESS_KEY_SECRET"_s, login.accessKeySecret);
        const Ran ran = program.run({ u"--url"_s, m_simulator.url().toString(), u"--access-key"_s, login.accessKey, u"server"_s, u"add"_s, u"--cluster"_s,
                                      u"ob_trade"_s, u"--zone"_s, u"zone1"_s, u"--host"_s, fitHost, u"--wait"_s, u"--interval"_s, u"0.1"_s, u"--report"_s,
                                      u"run.html"_s, u"--report"_s, u"run.json"_s, u"--report"_s, u"run.md"_s });
        QVERIFY2(ran.status == 0, told(ran));
        const QByteArray everything = ran.out + ran.err + program.contents(u"run.html"_s) + program.contents(u"run.json"_s) + program.contents(u"run.md"_s);
        QVERIFY(everything.contains("Prepare add observer"));
        QVERIFY(!everything.contains(login.accessKeySecret.toUtf8()));
    }
};

void TestCliAdd::guardedConnections()
{
    QFETCH(QStringList, more);
    QFETCH(QString, mode);
    QFETCH(int, status);
    simulate(100);
    Program program;
    Connection connection;
    connection.id = ConnectionStore::newId();
    connection.name = u"Prod"_s;
    connection.url = m_simulator.url();
    connection.user = SimCredentials().user;
    connection.accessMode = mode == "readOnly"_L1 ? AccessMode::ReadOnly : mode == "protected"_L1 ? AccessMode::Protected : AccessMode::Normal;
    ConnectionStore store(program.configFolder() + u"/obdesk.ini"_s);
    QVERIFY(store.save(connection));
    const Ran ran = program.run(QStringList { u"--connection"_s, u"prod"_s, u"server"_s, u"add"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s,
                                              u"--host"_s, fitHost } + more);
    QVERIFY2(ran.status == status, told(ran));
    QCOMPARE(added().size(), status == 0 ? 4 : 3);
    if (status == 0)
        QVERIFY(ran.err.contains("obdesk --connection prod task watch "));
}

QTEST_GUILESS_MAIN(TestCliAdd)
#include "tst_cli_add.moc"
