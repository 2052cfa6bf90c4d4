// SPDX-License-Identifier: GPL-3.0-or-later
// A full disk: what cannot be written down does not begin, what was written stays, and when there is room again everything goes on.
#include "history/samplechanges.h"
#include "support/figure.h"
#include "support/fulldisk.h"

#include <QDir>
#include <QTemporaryDir>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

using Kind = Conclusion::Kind;

class TestHistoryDisk final : public QObject
{
    Q_OBJECT

private slots:
    void fullAtAnyLevel()
    {
        const int levels = roundsOf(65, 1000);
        int failed = 0;
        for (int level = 0; level < levels; ++level) {
            const QTemporaryDir folder;
            const QString file = folder.filePath(u"obdesk.db"_s);
            QStringList begun;
            JournalStore store(file, Database::Access::Use);
            {
                const FullDisk disk(rlim_t(level) * (300 * 1024 / levels));
                for (int host = 1; host <= 12; ++host) {
                    const QString id = QString::number(host);
                    const std::optional<ApiError> error = store.begin(addServers(id, { host }));
                    if (!error) {
                        begun.append(id);
                        continue;
                    }
                    QCOMPARE(error->kind, ApiError::Kind::JournalFailed);
                    QCOMPARE(error->outcome, ApiError::Outcome::NotSent);
                    QVERIFY(!error->detail.isEmpty());
                    QVERIFY(!store.writeProblem().isEmpty());
                    ++failed;
                }
            }
            const std::optional<ApiError> error = store.begin(addServers(u"later"_s, { 100 }));
            QVERIFY2(!error, qPrintable(error ? u"level %1: %2"_s.arg(level).arg(error->detail) : QString()));
            QVERIFY(store.writeProblem().isEmpty());
            store.close();
            JournalStore again(file, Database::Access::Use);
            QCOMPARE(again.open().kind, DataFileState::Kind::Ready);
            const VerifyResult result = again.verify({});
            QVERIFY(result.sound);
            QCOMPARE(result.rows, begun.size() + 1);
            for (const QString &id : std::as_const(begun))
                QVERIFY(again.entry(id));
            QVERIFY(QDir(folder.path()).entryList({ u"*.damaged-*"_s }).isEmpty());
        }
        QVERIFY(failed > 0);
        figure("full disks: %d/%d survived, %d changes held back", levels, levels, failed);
    }

    void aConclusionWaitsForRoom()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"obdesk.db"_s);
        {
            Journal journal(file);
            QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
            QVERIFY(!begun(journal, addServers(u"b"_s, { 12 })));
            {
                const FullDisk disk(4096);
                QVERIFY(!concludedWith(journal, u"a"_s, concluded(Kind::Accepted)));
                QVERIFY(!concludedWith(journal, u"b"_s, concluded(Kind::Unknown)));
                QTRY_COMPARE(journal.state().waiting, 2);
                QVERIFY(!journal.state().writeProblem.isEmpty());
                QCOMPARE(begun(journal, addServers(u"c"_s, { 13 }))->kind, ApiError::Kind::JournalFailed);
                // What is there can be read all the same.
                QCOMPARE(entriesOf(journal).size(), 2);
            }
            // Before the next write the host is freed.
            QVERIFY(!begun(journal, addServers(u"d"_s, { 11 })));
            QTRY_COMPARE(journal.state().waiting, 0);
            QVERIFY(journal.state().writeProblem.isEmpty());
            {
                const FullDisk disk(4096);
                QVERIFY(!concludedWith(journal, u"d"_s, concluded(Kind::Refused)));
            }
        } // written at the end
        JournalStore store(file, Database::Access::Use);
        store.open();
        QCOMPARE(store.entry(u"a"_s)->standing, JournalEntry::Standing::Accepted);
        QCOMPARE(store.entry(u"b"_s)->standing, JournalEntry::Standing::Unknown);
        QCOMPARE(store.entry(u"d"_s)->standing, JournalEntry::Standing::Refused);
        QVERIFY(!store.entry(u"c"_s));
        QVERIFY(store.verify({}).sound);
    }

    void anExportIsWholeOrNotThere()
    {
        const QTemporaryDir folder;
        Journal journal(folder.filePath(u"obdesk.db"_s));
        for (int host = 0; host < 20; ++host)
            QVERIFY(!begun(journal, addServers(QString::number(host), { host })));
        QObject context;
        QStringList problems;
        {
            const FullDisk disk(4096);
            for (const JournalFormat format : { JournalFormat::Csv, JournalFormat::Json })
                journal.exportTo(folder.filePath(u"export"_s), format, {}, &context, [&](const QString &problem) { problems.append(problem); });
            QTRY_COMPARE(problems.size(), 2);
        }
        QVERIFY(!problems.contains(QString()));
        QVERIFY(!QFile::exists(folder.filePath(u"export"_s)));
    }
};

QTEST_GUILESS_MAIN(TestHistoryDisk)
#include "tst_history_disk.moc"
