// SPDX-License-Identifier: GPL-3.0-or-later
// Commands on an OCP with two clusters of one name, and on one whose lists hold entries that cannot be read.
#include "cli/program.h"
#include "session/connectionstore.h"
#include "support/samename.h"

#include <QJsonArray>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

class TestCliSameName : public QObject
{
    Q_OBJECT

private:
    FaultServer m_server;

    /// On a saved, protected connection.
    Ran onProtected(const QStringList &arguments)
    {
        Program program;
        ConnectionStore store(program.configFolder() + u"/obdesk.ini"_s);
        Connection connection;
        connection.id = u"c"_s;
        connection.name = u"prod"_s;
        connection.url = m_server.url();
        connection.user = u"admin"_s;
        connection.accessMode = AccessMode::Protected;
        connection.plainHttpAccepted = true;
        store.save(connection);
        program.setPassword(u"geheim"_s);
        return program.run(QStringList { u"--connection"_s, u"prod"_s } + arguments);
    }

private slots:
    void init() { m_server.answer(SameName {}); }

    void ambiguousNameIsRefusedWithTheIds()
    {
        const Ran ran = Program().run(toServer(m_server.url()) + QStringList { u"cluster"_s, u"show"_s, u"obtrade"_s });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.err.contains("  1  obtrade, PRIMARY, OB cluster id 1001\n") && ran.err.contains("  2  obtrade, STANDBY, OB cluster id 1002"), told(ran));
        const Ran byId = Program().run(toServer(m_server.url()) + QStringList { u"cluster"_s, u"show"_s, u"2"_s });
        QVERIFY2(byId.status == 0, told(byId));
        QVERIFY(byId.out.contains("[2001:db8::1]:2882"));
    }

    void taskListTellsThemApart()
    {
        const Ran ran = Program().run(toServer(m_server.url()) + QStringList { u"task"_s, u"list"_s });
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY2(ran.out.contains("obtrade (primary)") && ran.out.contains("obtrade (standby)"), told(ran));
    }

    void addConfirmsByWhatTellsThemApart()
    {
        const QStringList add { u"server"_s, u"add"_s, u"--cluster"_s, u"2"_s, u"--zone"_s, u"zone1"_s, u"--host"_s, u"11"_s, u"--reason"_s, u"CHG-1"_s };
        const Ran name = onProtected(add + QStringList { u"--confirm"_s, u"obtrade"_s });
        QVERIFY2(name.status != 0 && name.err.contains("(obtrade (standby))"), told(name));
        const Ran other = onProtected(add + QStringList { u"--confirm"_s, u"obtrade (primary)"_s });
        QVERIFY2(other.status == name.status, told(other));
        QCOMPARE(m_server.count("POST"), 0);
        const Ran right = onProtected(add + QStringList { u"--confirm"_s, u"obtrade (standby)"_s });
        QVERIFY2(right.status == 0, told(right));
        QCOMPARE(m_server.count("POST"), 1);
    }

    void taskActionConfirmsByWhatTellsThemApart()
    {
        const qsizetype before = m_server.count("POST");
        const QStringList rollback { u"task"_s, u"rollback"_s, u"32"_s, u"--reason"_s, u"CHG-1"_s };
        const Ran name = onProtected(rollback + QStringList { u"--confirm"_s, u"obtrade"_s });
        QVERIFY2(name.status != 0 && name.err.contains("(obtrade (standby))"), told(name));
        QCOMPARE(m_server.count("POST"), before);
        const Ran right = onProtected(rollback + QStringList { u"--confirm"_s, u"obtrade (standby)"_s });
        QVERIFY2(right.status == 0, told(right));
        QCOMPARE(m_server.count("POST"), before + 1);
    }

    /// The others are there, the exit status is that of success, and what is missing is said.
    void badEntryCostsItself_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("count");
        QTest::newRow("clusters") << QStringList { u"cluster"_s, u"list"_s } << u"clusters"_s << 2;
        QTest::newRow("hosts") << QStringList { u"host"_s, u"list"_s } << u"hosts"_s << 1;
        QTest::newRow("tasks") << QStringList { u"task"_s, u"list"_s } << u"tasks"_s << 2;
    }

    void badEntryCostsItself()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, key);
        QFETCH(int, count);
        m_server.answer(SameName { true });
        const Ran ran = Program().run(toServer(m_server.url()) + words);
        QVERIFY2(ran.status == 0, told(ran));
        const QByteArray note = "1 entry could not be read: data.contents[" + QByteArray::number(count) + "].id: expected an integer, found nothing";
        QVERIFY2(ran.err.contains(note), told(ran));
        const QJsonObject json = Program().run(toServer(m_server.url()) + QStringList { u"--json"_s } + words).json();
        QCOMPARE(json.value(key).toArray().size(), count);
        QCOMPARE(json.value("unread"_L1).toInt(), 1);
        QCOMPARE(json.value("unreadNotes"_L1).toArray().size(), 1);
    }

    /// The startTime of the step is a 5.
    void oddityStandsWithItsTask()
    {
        const QStringList show = toServer(m_server.url()) + QStringList { u"task"_s, u"show"_s, u"32"_s };
        const Ran ran = Program().run(show);
        QVERIFY2(ran.status == 0 && ran.err.contains("startTime: expected a time, found 5"), told(ran));
        const QJsonObject json = Program().run(QStringList { u"--json"_s } + show).json();
        const QJsonObject step = json.value("task"_L1).toObject().value("subtasks"_L1).toArray().first().toObject();
        QCOMPARE(step.value("oddities"_L1).toArray().first().toString(), u"startTime: expected a time, found 5"_s);
    }
};

QTEST_GUILESS_MAIN(TestCliSameName)
#include "tst_cli_samename.moc"
