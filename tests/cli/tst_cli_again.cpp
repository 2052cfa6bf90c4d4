// SPDX-License-Identifier: GPL-3.0-or-later
// The program is killed while it waits for the answer to a change, and started again: it finds out what became of that one before it
// thinks of another.
#include "cli/passingproxy.h"
#include "cli/program.h"
#include "simulator/embeddedsimulator.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

#include <sys/types.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

// See worldbuilder.h: spare hosts in the IDC of ob_trade's zone1.
const QString fitHost = u"3000000131"_s;
const QString otherFitHost = u"3000000132"_s;

QStringList add(const QUrl &url, const QString &hosts, const QString &cluster = u"ob_trade"_s)
{
    return toServer(url) + QStringList { u"--json"_s, u"server"_s, u"add"_s, u"--cluster"_s, cluster, u"--zone"_s, u"zone1"_s, u"--host"_s, hosts };
}

} // namespace

class TestCliAgain : public QObject
{
    Q_OBJECT

private:
    EmbeddedSimulator m_simulator;
    std::unique_ptr<FaultServer> m_proxy;

    void simulate(const QString &scenario = u"default"_s)
    {
        QString error;
        EmbeddedOptions options;
        options.speed = 100;
        options.scenario = scenario;
        QVERIFY2(m_simulator.start(options, &error), qPrintable(error));
        m_proxy = std::make_unique<FaultServer>();
        m_proxy->answer([url = m_simulator.url()](const SeenRequest &request) { return scripts::rawThenClose(passOn(url, request)); });
    }

    /// Changes are carried out and never answered.
    void swallowAnswers()
    {
        m_proxy->answer([url = m_simulator.url()](const SeenRequest &request) {
            const QByteArray reply = passOn(url, request);
            return request.method == "POST" ? scripts::hang() : scripts::rawThenClose(reply);
        });
    }

    /// Until its change was carried out.
    void killInMidAir(const Program &program, const QStringList &arguments)
    {
        const qsizetype before = m_proxy->count("POST");
        swallowAnswers();
        const std::unique_ptr<QProcess> process = program.start(arguments);
        QTRY_COMPARE_WITH_TIMEOUT(m_proxy->count("POST"), before + 1, 60'000);
        ::kill(pid_t(process->processId()), SIGKILL);
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitStatus(), QProcess::CrashExit);
        m_proxy->answer([url = m_simulator.url()](const SeenRequest &request) { return scripts::rawThenClose(passOn(url, request)); });
    }

    static QJsonArray openOnes(const Program &program)
    {
        return program.run({ u"--json"_s, u"journal"_s, u"list"_s, u"--open"_s }).json().value("entries"_L1).toArray();
    }

private slots:
    void aLaterReportKnowsWhyAndWhatWasSent()
    {
        simulate();
        const Program program;
        const Ran added = program.run(add(m_proxy->url(), fitHost) + QStringList { u"--reason"_s, u"CHG-77"_s, u"--wait"_s, u"--interval"_s, u"0.1"_s });
        QVERIFY2(added.status == 0, told(added));
        const QString task = QString::number(added.json().value("task"_L1).toObject().value("id"_L1).toInteger());
        const auto exported = [&](const QStringList &more) {
            const Ran ran = program.run(toServer(m_proxy->url()) + QStringList { u"task"_s, u"export"_s, task, u"--output"_s, program.file(u"run.json"_s) } + more);
            return ran.status == 0 ? QString::fromUtf8(program.contents(u"run.json"_s)) : QString::fromUtf8(ran.err);
        };
        const QString report = exported({});
        for (const QString &part : { u"CHG-77"_s, u"POST /api/v2/ob/clusters/"_s, fitHost })
            QVERIFY2(report.contains(part), qPrintable(report.left(3000)));
        // Who gives another reason gets that one.
        const QString other = exported({ u"--reason"_s, u"audit of March"_s });
        QVERIFY(other.contains(u"audit of March"_s) && !other.contains(u"CHG-77"_s));
    }

    void theSameAddAdoptsItsTask()
    {
        simulate();
        const Program program;
        killInMidAir(program, add(m_proxy->url(), fitHost));
        QCOMPARE(openOnes(program).size(), 1);
        const Ran ran = program.run(add(m_proxy->url(), fitHost) + QStringList { u"--wait"_s, u"--interval"_s, u"0.1"_s });
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(ran.err.contains("What became of an earlier request for these hosts"));
        QCOMPARE(ran.json().value("outcome"_L1).toString(), u"successful"_s);
        QVERIFY(ran.json().value("foundInList"_L1).toBool());
        QCOMPARE(m_proxy->count("POST"), 1);
        QVERIFY(openOnes(program).isEmpty());
        const QJsonArray entries = program.run({ u"--json"_s, u"journal"_s, u"list"_s }).json().value("entries"_L1).toArray();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries.at(0).toObject().value("standing"_L1).toString(), u"found"_s);
    }

    void aDryRunTellsOfTheEarlierOne()
    {
        simulate();
        const Program program;
        killInMidAir(program, add(m_proxy->url(), fitHost));
        const Ran ran = program.run(add(m_proxy->url(), fitHost) + QStringList { u"--dry-run"_s });
        QVERIFY(ran.err.contains("What became of an earlier request for these hosts"));
        QVERIFY(ran.err.contains("Without --dry-run its task is looked for first."));
        QCOMPARE(m_proxy->count("POST"), 1);
        QCOMPARE(openOnes(program).size(), 1); // nothing is settled by looking
    }

    /// The earlier one is settled; this one is another, and OCP's list of hosts says what is wrong with it.
    void anAddOfMoreHostsIsJudgedAfterwards()
    {
        simulate();
        const Program program;
        killInMidAir(program, add(m_proxy->url(), fitHost));
        const Ran ran = program.run(add(m_proxy->url(), fitHost + u',' + otherFitHost));
        QVERIFY2(ran.status == 2, told(ran));
        QVERIFY(ran.err.contains("Found in OCP: it was accepted after all."));
        QCOMPARE(ran.json().value("outcome"_L1).toString(), u"checks-failed"_s);
        QCOMPARE(m_proxy->count("POST"), 1);
        QVERIFY(openOnes(program).isEmpty());
    }

    /// Not on the same cluster: OCP runs one operation there at a time.
    void anAddOfOtherHostsIsNoneOfIt()
    {
        simulate();
        const Program program;
        killInMidAir(program, add(m_proxy->url(), fitHost));
        const Ran ran = program.run(add(m_proxy->url(), otherFitHost, u"ob_ledger"_s));
        QVERIFY2(ran.status == 0, told(ran));
        QCOMPARE(ran.json().value("outcome"_L1).toString(), u"accepted"_s);
        QVERIFY(!ran.json().value("foundInList"_L1).toBool());
        QCOMPARE(m_proxy->count("POST"), 2);
        QCOMPARE(openOnes(program).size(), 1);
    }

    void theSameActionFindsItsEffect()
    {
        simulate(u"fail-once"_s);
        const Program program;
        const Ran added = program.run(add(m_proxy->url(), fitHost) + QStringList { u"--wait"_s, u"--interval"_s, u"0.1"_s });
        QVERIFY2(added.status == 1, told(added));
        const QString task = QString::number(added.json().value("task"_L1).toObject().value("id"_L1).toInteger());
        const QStringList retry = toServer(m_proxy->url()) + QStringList { u"--json"_s, u"task"_s, u"retry"_s, task };
        killInMidAir(program, retry);
        const Ran ran = program.run(retry);
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(ran.err.contains("What became of an earlier action on this task"));
        QVERIFY(ran.json().value("answerLost"_L1).toBool());
        QCOMPARE(m_proxy->count("POST"), 2);
        QVERIFY(openOnes(program).isEmpty());
    }

    void anotherActionIsJudgedAfterwards()
    {
        simulate(u"fail-once"_s);
        const Program program;
        const Ran added = program.run(add(m_proxy->url(), fitHost) + QStringList { u"--wait"_s, u"--interval"_s, u"0.1"_s });
        const QString task = QString::number(added.json().value("task"_L1).toObject().value("id"_L1).toInteger());
        killInMidAir(program, toServer(m_proxy->url()) + QStringList { u"task"_s, u"retry"_s, task });
        const Ran ran = program.run(toServer(m_proxy->url()) + QStringList { u"task"_s, u"rollback"_s, task });
        QVERIFY2(ran.status == 2, told(ran)); // it runs, or has succeeded: nothing to roll back
        QVERIFY(ran.err.contains("What became of an earlier action on this task"));
        QCOMPARE(m_proxy->count("POST"), 2);
        QVERIFY(openOnes(program).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCliAgain)
#include "tst_cli_again.moc"
