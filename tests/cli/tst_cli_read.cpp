// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that only look, as text and as JSON; and everything that can be wrong before OCP is asked anything.
#include "cli/program.h"
#include "simulator/embeddedsimulator.h"
#include "support/faultserver.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

class TestCliRead : public QObject
{
    Q_OBJECT

private:
    EmbeddedSimulator m_simulator;

    QStringList at(const QStringList &command) const { return toServer(m_simulator.url()) + command; }

private slots:
    void initTestCase()
    {
        QString error;
        EmbeddedOptions options;
        options.speed = 100;
        QVERIFY2(m_simulator.start(options, &error), qPrintable(error));
    }

    void clustersAsText()
    {
        const Ran ran = Program().run(at({ u"cluster"_s, u"list"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(ran.out.startsWith("     ID  NAME") || ran.out.contains("ID  NAME"));
        QVERIFY(ran.out.contains("1000021  ob_trade"));
        QCOMPARE(ran.out.count('\n'), 9); // titles and eight clusters
        QCOMPARE(ran.err, QByteArray());
    }

    void clustersAsJson()
    {
        const Ran ran = Program().run(at({ u"--json"_s, u"cluster"_s, u"list"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        const QJsonObject document = ran.json();
        QCOMPARE(document.value("schema"_L1).toString(), u"obdesk.clusters"_s);
        QCOMPARE(document.value("version"_L1).toInt(), 1);
        QCOMPARE(document.value("clusters"_L1).toArray().size(), 8);
    }

    void clusterByNameAndId_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::newRow("name") << u"ob_trade"_s;
        QTest::newRow("id") << u"1000021"_s;
    }

    void clusterByNameAndId()
    {
        QFETCH(QString, wanted);
        const Ran ran = Program().run(at({ u"cluster"_s, u"show"_s, wanted, u"--json"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        const QJsonObject cluster = ran.json().value("cluster"_L1).toObject();
        QCOMPARE(cluster.value("id"_L1).toInteger(), 1000021);
        QCOMPARE(cluster.value("zones"_L1).toArray().size(), 3);
        QCOMPARE(cluster.value("zones"_L1).toArray().at(0).toObject().value("servers"_L1).toArray().size(), 3);
        const Ran text = Program().run(at({ u"cluster"_s, u"show"_s, wanted }));
        QVERIFY(text.out.contains("ob_trade (1000021)"));
        QVERIFY(text.out.contains("10.20.1.1:2882"));
    }

    void unknownClusterListsWhatThereIs()
    {
        const Ran ran = Program().run(at({ u"cluster"_s, u"show"_s, u"ob_tarde"_s }));
        QCOMPARE(ran.status, 2);
        QCOMPARE(ran.out, QByteArray());
        QVERIFY(ran.err.contains("ob_tarde"));
        QVERIFY(ran.err.contains("1000021  ob_trade"));
    }

    void ambiguousNameListsCandidates()
    {
        FaultServer server;
        server.answer(scripts::ok(R"({"successful":true,"status":200,"data":{"contents":[
            {"id":7,"name":"twin","obClusterId":1},{"id":8,"name":"twin","obClusterId":2},{"id":9,"name":"other"}],
            "page":{"totalElements":3,"totalPages":1,"number":1,"size":200}}})"));
        const Ran ran = Program().run(toServer(server.url()) + QStringList { u"cluster"_s, u"show"_s, u"twin"_s });
        QVERIFY2(ran.status == 2, told(ran));
        QVERIFY(ran.err.contains("7  twin, OB cluster id 1"));
        QVERIFY(ran.err.contains("8  twin, OB cluster id 2"));
        QVERIFY(!ran.err.contains("other"));
    }

    void hostsWithReasons()
    {
        const Ran ran = Program().run(at({ u"host"_s, u"list"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s, u"--json"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QMap<qint64, QJsonObject> verdicts;
        for (const QJsonValue &host : ran.json().value("hosts"_L1).toArray())
            verdicts.insert(host.toObject().value("id"_L1).toInteger(), host.toObject().value("verdict"_L1).toObject());
        QCOMPARE(verdicts.size(), 66);
        QCOMPARE(verdicts.value(3000000131).value("fitness"_L1).toString(), u"fit"_s);
        // hz-b is not zone1's IDC; 161 is offline; 139 is an aarch64 host.
        const auto rules = [&](qint64 host) {
            QStringList list;
            for (const QJsonValue &reason : verdicts.value(host).value("reasons"_L1).toArray())
                list.append(reason.toObject().value("rule"_L1).toString());
            return list;
        };
        QCOMPARE(rules(3000000141), QStringList { u"idc"_s });
        QCOMPARE(rules(3000000161), QStringList { u"hostStatus"_s });
        QCOMPARE(rules(3000000139), QStringList { u"architecture"_s });
        QCOMPARE(verdicts.value(3000000141).value("fitness"_L1).toString(), u"unfit"_s);

        const Ran text = Program().run(at({ u"host"_s, u"list"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s }));
        QVERIFY(text.out.contains("IDC hz-b is not the zone's hz-a (CMP07008)"));
    }

    void hostsWithoutPlaceShowServices()
    {
        const Ran ran = Program().run(at({ u"host"_s, u"list"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(ran.out.contains("ob_trade:22"));
    }

    void wrongPassword()
    {
        Program program;
        program.setPassword(u"not it"_s);
        const Ran ran = program.run(at({ u"cluster"_s, u"list"_s, u"--json"_s }));
        QVERIFY2(ran.status == 4, told(ran));
        QCOMPARE(ran.json().value("schema"_L1).toString(), u"obdesk.error"_s);
        QCOMPARE(ran.json().value("error"_L1).toObject().value("kind"_L1).toString(), u"Unauthorized"_s);
        QVERIFY(!ran.err.contains("not it"));
    }

    void accessKey()
    {
        const SimCredentials login;
        Program program;
        program.setEnvironment(u"OBDESK_ACCESS_KEY_SECRET"_s, login.accessKeySecret);
        const Ran ran = program.run({ u"--url"_s, m_simulator.url().toString(), u"--access-key"_s, login.accessKey, u"cluster"_s, u"list"_s });
        QVERIFY2(ran.status == 0, told(ran));
    }

    void passwordFile()
    {
        Program program;
        program.setPassword({});
        QFile file(program.file(u"secret"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(SimCredentials().password.toUtf8() + "\nsecond line\n");
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        Ran ran = program.run(at({ u"--password-file"_s, file.fileName(), u"cluster"_s, u"list"_s }));
        QVERIFY2(ran.status == 0, told(ran));
        QCOMPARE(ran.err, QByteArray());
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ReadOther));
        ran = program.run(at({ u"--password-file"_s, file.fileName(), u"cluster"_s, u"list"_s }));
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.err.contains("can be read by other users"));
        ran = program.run(at({ u"--password-file"_s, program.file(u"none"_s), u"cluster"_s, u"list"_s }));
        QCOMPARE(ran.status, 8);
    }

    void promptDoesNotEcho_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("status");
        QTest::newRow("password") << SimCredentials().password.toUtf8() + '\n' << 0;
        QTest::newRow("wrong password") << QByteArray("geheim\n") << 4;
        QTest::newRow("Ctrl-C") << QByteArray("geh\x03") << 130;
    }

    void promptDoesNotEcho()
    {
        QFETCH(QByteArray, typed);
        QFETCH(int, status);
        const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
        QVERIFY(terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0);
        Program program;
        program.setPassword({});
        const std::unique_ptr<QProcess> process = program.start(at({ u"cluster"_s, u"list"_s }), ::ptsname(terminal));
        QByteArray shown;
        std::array<char, 256> bytes;
        while (!shown.contains(": ")) { // blocks until the question is there
            const ssize_t got = ::read(terminal, bytes.data(), bytes.size());
            QVERIFY(got > 0);
            shown.append(bytes.data(), got);
        }
        QVERIFY(shown.contains("Password of admin at 127.0.0.1:"));
        QCOMPARE(::write(terminal, typed.constData(), size_t(typed.size())), ssize_t(typed.size()));
        const Ran ran = Program::ended(*process);
        QVERIFY2(ran.status == status, told(ran));
        const ssize_t got = ::read(terminal, bytes.data(), bytes.size());
        shown.append(bytes.data(), std::max<ssize_t>(got, 0));
        QVERIFY2(!shown.contains("simulator") && !shown.contains("geh"), shown);
        ::close(terminal);
    }

    void noTerminalNoPrompt()
    {
        Program program;
        program.setPassword({});
        const Ran ran = program.run(at({ u"cluster"_s, u"list"_s }));
        QVERIFY2(ran.status == 4, told(ran));
        QVERIFY(ran.err.contains("OBDESK_PASSWORD"));
    }

    void unreachable()
    {
        QUrl gone;
        {
            FaultServer server;
            gone = server.url();
        }
        const Ran ran = Program().run(toServer(gone) + QStringList { u"cluster"_s, u"list"_s });
        QVERIFY2(ran.status == 3, told(ran));
        QVERIFY(ran.err.contains("refuses the connection"));
    }

    /// Nothing leaves over http:// to another machine unless somebody says so.
    void plainHttpMustBeAccepted()
    {
        const QStringList command { u"--url"_s, u"http://no-such-host.invalid"_s, u"--user"_s, u"admin"_s, u"--json"_s, u"task"_s, u"list"_s };
        Program program;
        program.setPassword(u"pw"_s);
        const Ran refused = program.run(command);
        QVERIFY2(refused.status == 4, told(refused));
        QCOMPARE(refused.json().value("error"_L1).toObject().value("kind"_L1).toString(), u"PlainHttp"_s);
        QVERIFY2(refused.err.contains("--accept-http"), told(refused));
        const Ran tried = program.run(QStringList { u"--accept-http"_s } + command);
        QVERIFY2(tried.status == 3, told(tried));
        QCOMPARE(tried.json().value("error"_L1).toObject().value("kind"_L1).toString(), u"HostNotFound"_s);
    }

    void notOcp()
    {
        FaultServer server;
        server.answer(scripts::proxyPage(200));
        QCOMPARE(Program().run(toServer(server.url()) + QStringList { u"cluster"_s, u"list"_s }).status, 8);
    }

    void savedConnection()
    {
        Program program;
        QFile file(program.configFolder() + u"/obdesk.ini"_s);
        const Ran none = program.run({ u"--connection"_s, u"Prod"_s, u"cluster"_s, u"list"_s });
        QCOMPARE(none.status, 2);
        QVERIFY(none.err.contains("no saved connections"));
    }

    void usageErrors_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such command") << u"cluser list"_s << u"no command “cluser”"_s;
        QTest::newRow("half a command") << u"cluster"_s << u"cluster list, cluster show"_s;
        QTest::newRow("no such option") << u"cluster list --colour"_s << u"colour"_s;
        QTest::newRow("another command's option") << u"cluster list --wait"_s << u"no option --wait"_s;
        QTest::newRow("operand missing") << u"task show"_s << u"wants ID"_s;
        QTest::newRow("operand too many") << u"task show 1 2"_s << u"“2”"_s;
        QTest::newRow("no id") << u"task show abc --demo"_s << u"“abc” is no id"_s;
        QTest::newRow("id with a fraction") << u"task show 1.5 --demo"_s << u"no id"_s;
        QTest::newRow("bad number") << u"task list --size 0 --demo"_s << u"1 to 2000"_s;
        QTest::newRow("bad state") << u"task list --status DONE --demo"_s << u"“DONE”"_s;
        QTest::newRow("two connections") << u"cluster list --demo --url http://127.0.0.1:1 --user x"_s << u"one of"_s;
        QTest::newRow("no connection") << u"cluster list"_s << u"Which OCP"_s;
        QTest::newRow("no user") << u"cluster list --url http://127.0.0.1:1"_s << u"--user"_s;
        QTest::newRow("user in the address") << u"cluster list --user x --url http://x:geheim@127.0.0.1:1"_s << u"do not belong"_s;
        QTest::newRow("wrong scheme") << u"cluster list --user x --url ftp://127.0.0.1:1"_s << u"https://"_s;
        QTest::newRow("password as argument") << u"cluster list --demo --password=geheim"_s << u"OBDESK_PASSWORD"_s;
        QTest::newRow("password as two arguments") << u"cluster list --demo --password geheim"_s << u"--password-file"_s;
        QTest::newRow("host without zone") << u"host list --demo --cluster ob_trade"_s << u"both"_s;
        QTest::newRow("zone missing") << u"server add --demo --cluster ob_trade --host 1"_s << u"--zone is missing"_s;
        QTest::newRow("host name instead of id") << u"server add --demo --cluster a --zone b --host ob-hza-004"_s << u"“ob-hza-004”"_s;
        QTest::newRow("report without wait") << u"server add --demo --cluster a --zone b --host 1 --report a.html"_s << u"--wait"_s;
        QTest::newRow("unknown format") << u"server add --demo --cluster a --zone b --host 1 --wait --report a.docx"_s << u"a.docx"_s;
        QTest::newRow("no such OCP") << u"cluster list --demo --ocp-version 4.1"_s << u"no OCP 4.1. It knows: 3.3, 4.0.3, 4.2.2, 4.3.5, 4.4.0"_s;
        QTest::newRow("no such scenario") << u"cluster list --demo --scenario nowhere"_s << u"nowhere"_s;
    }

    void usageErrors()
    {
        QFETCH(QString, typed);
        QFETCH(QString, says);
        const Ran ran = Program().run(typed.split(u' '));
        QVERIFY2(ran.status == 2, told(ran));
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), told(ran));
        QCOMPARE(ran.out, QByteArray());
        QVERIFY(!ran.err.contains("geheim"));
        const Ran json = Program().run(typed.split(u' ') + QStringList { u"--json"_s });
        QCOMPARE(json.status, 2);
        QCOMPARE(json.json().value("status"_L1).toInt(), 2);
    }

    void helpAndVersion()
    {
        const Ran version = Program().run({ u"--version"_s });
        QCOMPARE(version.status, 0);
        QCOMPARE(version.out, QByteArray("obdesk " OBDESK_VERSION "\n"));
        const Ran help = Program().run({ u"--help"_s });
        QCOMPARE(help.status, 0);
        QVERIFY(help.out.contains("task rollback ID"));
        QVERIFY(help.out.contains("OBDESK_PASSWORD"));
        const Ran own = Program().run({ u"server"_s, u"add"_s, u"--help"_s });
        QCOMPARE(own.status, 0);
        QVERIFY(own.out.contains("--dry-run"));
        QVERIFY(!own.out.contains("--port"));
    }

    void fullDiskIsNoSuccess()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("no /dev/full here");
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"OBDESK_PASSWORD"_s, SimCredentials().password);
        process.setProcessEnvironment(environment);
        process.setStandardOutputFile(u"/dev/full"_s);
        process.start(QStringLiteral(OBDESK_PROGRAM), at({ u"cluster"_s, u"list"_s }));
        QCOMPARE(Program::ended(process).status, 8);
    }
};

QTEST_GUILESS_MAIN(TestCliRead)
#include "tst_cli_read.moc"
