// SPDX-License-Identifier: GPL-3.0-or-later
// What another process is just sending is left to it: nobody looks for its task, nobody settles it.
#include "history/journalstore.h"
#include "session/changes.h"
#include "support/faultserver.h"

#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// Written by a process that runs: the one that started this test.
void writeIntent(const QString &file, const QUrl &server, const ProcessMark &process, const QString &kind)
{
    Intent intent;
    intent.id = u"theirs"_s;
    intent.at = QDateTime::currentDateTimeUtc();
    intent.kind = kind;
    intent.server = server;
    intent.method = "POST";
    intent.path = "/api/v2/ob/clusters/1/servers";
    intent.cluster = ClusterId(1);
    intent.zone = u"zone1"_s;
    intent.hosts = { HostId(5) };
    intent.claims = claimsOnTargets(intent);
    JournalStore store(file, Database::Access::Use, process);
    store.open();
    QVERIFY(!store.begin(intent));
    store.close();
}

} // namespace

class TestChangesOtherProcess final : public QObject
{
    Q_OBJECT

private slots:
    void isTakenUpOnlyWhenItIsGone_data()
    {
        QTest::addColumn<ProcessMark>("process");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("takenUp");
        const QString add = operations::addServers;
        QTest::newRow("still runs") << ProcessMark { ::getppid(), 0, u"another run"_s } << add << false;
        QTest::newRow("gone") << ProcessMark { ::getppid(), 1, u"another run"_s } << add << true;
        QTest::newRow("gone, and of a kind of a newer obdesk") << ProcessMark { ::getppid(), 1, u"another run"_s } << u"stop-zone"_s << false;
    }

    void isTakenUpOnlyWhenItIsGone()
    {
        QFETCH(const ProcessMark, process);
        QFETCH(const QString, kind);
        QFETCH(const bool, takenUp);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"obdesk.db"_s);
        FaultServer server;
        server.answer(scripts::hang());
        Connection connection;
        connection.id = u"c1"_s;
        connection.url = server.url();
        connection.user = u"admin"_s;
        writeIntent(file, connection.url, process, kind);

        SystemScheduler scheduler;
        const auto journal = std::make_shared<Journal>(file);
        Changes changes(scheduler, journal);
        Session session(connection, Credentials(u"secret"_s), journal, scheduler, Session::Rhythm(), [] { return 0.5; });
        changes.attach(session);
        // Answered after what attach() asked.
        qsizetype open = -1;
        journal->fetchOpen(connection.url, this, [&open](const QList<JournalEntry> &entries) { open = entries.size(); });
        QTRY_COMPARE_WITH_TIMEOUT(open, 1, 20'000);
        QCOMPARE(changes.addFlow(session, ClusterId(1))->isUnsettled(), takenUp);
        if (takenUp)
            QTRY_COMPARE_WITH_TIMEOUT(server.count("GET"), 1, 20'000); // it looks for the task
        changes.detach(session);
        journal->close();
        QCOMPARE(server.count("POST"), 0);
    }
};

QTEST_GUILESS_MAIN(TestChangesOtherProcess)
#include "tst_changes_otherprocess.moc"
