// SPDX-License-Identifier: GPL-3.0-or-later
// "journal …": what the command line changed is written down, shown, checked and exported; an open change holds its hosts until a
// person settles it; without a journal nothing is sent.
#include "cli/program.h"
#include "history/samplechanges.h"
#include "simulator/embeddedsimulator.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QString fitHost = u"3000000131"_s;

QStringList add(const QUrl &url)
{
    return toServer(url)
        + QStringList { u"server"_s, u"add"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s, u"--host"_s, fitHost, u"--reason"_s,
                        u"CHG-4711"_s };
}

QJsonArray entriesIn(const Program &program, const QStringList &more = {})
{
    return program.run(QStringList { u"--json"_s, u"journal"_s, u"list"_s } + more).json().value("entries"_L1).toArray();
}

bool tamper(const QString &file, const QString &sql)
{
    bool ok = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(file);
        ok = database.open();
        ok = ok && QSqlQuery(database).exec(sql);
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    return ok;
}

} // namespace

class TestCliJournal : public QObject
{
    Q_OBJECT

private:
    EmbeddedSimulator m_simulator;

    /// Tasks that add servers to ob_trade; the simulator's past has three.
    qsizetype added() const
    {
        return Program().run(toServer(m_simulator.url())
                             + QStringList { u"--json"_s, u"task"_s, u"list"_s, u"--cluster"_s, u"ob_trade"_s, u"--name"_s, u"Add OB server"_s })
                .json().value("tasks"_L1).toArray().size();
    }

private slots:
    void init()
    {
        QString error;
        EmbeddedOptions options;
        options.speed = 100;
        QVERIFY2(m_simulator.start(options, &error), qPrintable(error));
    }

    void whatWasSentIsWrittenDown()
    {
        const Program program;
        const Ran sent = program.run(add(m_simulator.url()) + QStringList { u"--json"_s });
        QVERIFY2(sent.status == 0, told(sent));
        const QJsonArray entries = entriesIn(program);
        QCOMPARE(entries.size(), 1);
        const QJsonObject entry = entries.at(0).toObject();
        QCOMPARE(entry.value("standing"_L1).toString(), u"accepted"_s);
        QCOMPARE(entry.value("reason"_L1).toString(), u"CHG-4711"_s);
        QCOMPARE(entry.value("path"_L1).toString(), u"/api/v2/ob/clusters/1000021/servers"_s);
        QCOMPARE(entry.value("hosts"_L1).toArray().at(0).toInteger(), fitHost.toLongLong());
        QCOMPARE(entry.value("task"_L1), sent.json().value("task"_L1).toObject().value("id"_L1));

        const QString id = entry.value("id"_L1).toString();
        const Ran list = program.run({ u"journal"_s, u"list"_s });
        QVERIFY2(list.status == 0 && list.out.contains(id.first(8).toLatin1()) && list.out.contains("ob_trade"), told(list));
        const Ran show = program.run({ u"journal"_s, u"show"_s, id.first(8) });
        QVERIFY2(show.status == 0 && show.out.contains(id.toLatin1()) && show.out.contains("CHG-4711") && show.out.contains("zone1"), told(show));
        QVERIFY(entriesIn(program, { u"--open"_s }).isEmpty());
        QVERIFY(entriesIn(program, { u"--connection"_s, u"another"_s }).isEmpty());
        QCOMPARE(program.run({ u"journal"_s, u"show"_s, u"nonsense"_s }).status, 2);
    }

    void readingNeedsNoJournal()
    {
        const Program program;
        QCOMPARE(program.run(toServer(m_simulator.url()) + QStringList { u"cluster"_s, u"list"_s }).status, 0);
        const Ran list = program.run({ u"journal"_s, u"list"_s });
        QVERIFY2(list.status == 0, told(list));
        QVERIFY(program.run({ u"journal"_s, u"verify"_s }).status == 0);
        QVERIFY(!QFile::exists(program.dataFile()));
    }

    void withoutAJournalNothingIsSent()
    {
        const Program program;
        QFile obstacle(program.file(u"data"_s)); // where the folder should be
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        obstacle.close();
        const Ran ran = program.run(add(m_simulator.url()));
        QVERIFY2(ran.status == 8, told(ran));
        QVERIFY2(ran.err.contains("journal cannot be used") && ran.err.contains("could not be written"), told(ran));
        QCOMPARE(added(), 3);
    }

    void aDamagedJournalIsTold()
    {
        const Program program;
        QVERIFY(QDir().mkpath(QFileInfo(program.dataFile()).path()));
        QFile file(program.dataFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(3000, 'x'));
        file.close();
        QCOMPARE(program.run({ u"journal"_s, u"verify"_s }).status, 8);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(3000, 'x')); // who only looks leaves it there
        const Ran ran = program.run(add(m_simulator.url()));
        QVERIFY2(ran.status == 0 && ran.err.contains("damaged") && ran.err.contains("obdesk.db.damaged-20"), told(ran));
        QCOMPARE(entriesIn(program).size(), 1);
    }

    void verifies()
    {
        const Program program;
        QCOMPARE(program.run(add(m_simulator.url())).status, 0);
        const Ran sound = program.run({ u"--json"_s, u"journal"_s, u"verify"_s });
        QVERIFY2(sound.status == 0 && sound.json().value("sound"_L1).toBool(), told(sound));
        QCOMPARE(sound.json().value("rows"_L1).toInt(), 2);
        const QString head = sound.json().value("head"_L1).toString();
        const auto against = [&](const QString &hash, const QString &rows) {
            return program.run({ u"journal"_s, u"verify"_s, u"--head"_s, hash, u"--rows"_s, rows }).status;
        };
        QCOMPARE(against(head, u"2"_s), 0);
        QCOMPARE(against(head.toUpper(), u"2"_s), 0);
        QCOMPARE(against(head, u"1"_s), 8);
        QCOMPARE(against(head, u"3"_s), 8);
        QCOMPARE(against(QString(64, u'0'), u"2"_s), 8);
        QCOMPARE(program.run({ u"journal"_s, u"verify"_s, u"--head"_s, head }).status, 2);

        QVERIFY(tamper(program.dataFile(), u"UPDATE journal SET reason = 'CHG-4712' WHERE seq = 1"_s));
        const Ran ran = program.run({ u"journal"_s, u"verify"_s });
        QVERIFY2(ran.status == 8 && ran.out.contains("row 1, field reason") && ran.out.contains("CHG-4712"), told(ran));
        const QJsonObject json = program.run({ u"--json"_s, u"journal"_s, u"verify"_s }).json();
        QVERIFY(!json.value("sound"_L1).toBool(true));
        QCOMPARE(json.value("places"_L1).toArray().at(0).toObject().value("field"_L1).toString(), u"reason"_s);
    }

    void exports()
    {
        const Program program;
        QCOMPARE(program.run(add(m_simulator.url())).status, 0);
        const Ran ran = program.run({ u"journal"_s, u"export"_s, u"--output"_s, u"j.csv"_s, u"--output"_s, u"j.json"_s });
        QVERIFY2(ran.status == 0, told(ran));
        QVERIFY(program.contents(u"j.csv"_s).contains("CHG-4711"));
        const QJsonObject json = QJsonDocument::fromJson(program.contents(u"j.json"_s)).object();
        QCOMPARE(json.value("schema"_L1).toString(), u"obdesk.journal"_s);
        QCOMPARE(json.value("rows"_L1).toArray().size(), 2);
        QCOMPARE(program.run({ u"journal"_s, u"export"_s, u"--output"_s, u"j.pdf"_s }).status, 2);
        QCOMPARE(program.run({ u"journal"_s, u"export"_s }).status, 2);
        QCOMPARE(program.run({ u"journal"_s, u"export"_s, u"--output"_s, u"/dev/null/j.csv"_s }).status, 8);
    }

    void anOpenChangeHoldsItsHostUntilItIsSettled()
    {
        const Program program;
        {
            JournalStore store(program.dataFile(), Database::Access::Use, goneProcess());
            QVERIFY(!store.begin(addServers(u"11112222-3333"_s, { fitHost.toLongLong() }, m_simulator.url())));
        }
        const Ran held = program.run(add(m_simulator.url()));
        QVERIFY2(held.status == 6, told(held));
        QVERIFY2(held.err.contains("no such task is in OCP's list") && held.err.contains("held back until this one is settled")
                      && held.err.contains("journal settle 11112222-3333"), told(held));
        QCOMPARE(added(), 3);
        QCOMPARE(entriesIn(program, { u"--open"_s }).at(0).toObject().value("standing"_L1).toString(), u"lost"_s);

        const QStringList settle { u"journal"_s, u"settle"_s, u"1111"_s };
        QCOMPARE(program.run(settle).status, 2);
        const QStringList withReason = settle + QStringList { u"--reason"_s, u"looked in OCP, password=CANARY"_s };
        const Ran unconfirmed = program.run(withReason);
        QVERIFY2(unconfirmed.status == 4 && unconfirmed.err.contains("ob_trade"), told(unconfirmed));
        QCOMPARE(program.run(withReason + QStringList { u"--confirm"_s, u"ob_test"_s }).status, 4);
        const Ran settled = program.run(withReason + QStringList { u"--confirm"_s, u"ob_trade"_s, u"--json"_s });
        QVERIFY2(settled.status == 0, told(settled));
        QVERIFY(!settled.out.contains("CANARY"));
        QCOMPARE(settled.json().value("entry"_L1).toObject().value("standing"_L1).toString(), u"settled"_s);
        QCOMPARE(program.run(withReason + QStringList { u"--confirm"_s, u"ob_trade"_s }).status, 2);

        QCOMPARE(program.run(add(m_simulator.url())).status, 0);
        QCOMPARE(program.run({ u"journal"_s, u"verify"_s }).status, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliJournal)
#include "tst_cli_journal.moc"
