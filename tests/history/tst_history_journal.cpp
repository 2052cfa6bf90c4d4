// SPDX-License-Identifier: GPL-3.0-or-later
// The journal: what is written comes back, one target is held by one change, conclusions follow rules, and it says in what state
// its file is.
#include "history/samplechanges.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QThread>

#include <sys/stat.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

using Kind = Conclusion::Kind;
using Standing = JournalEntry::Standing;
using Written = JournalStore::Written;

namespace {

mode_t modeOf(const QString &file)
{
    struct stat info {};
    return ::stat(QFile::encodeName(file).constData(), &info) == 0 ? info.st_mode & 0777 : 0;
}

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// Something else writes to the file.
bool tamper(const QString &file, const QString &sql)
{
    bool ok = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(file);
        ok = database.open();
        QSqlQuery query(database);
        ok = ok && query.exec(sql);
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
    return ok;
}

} // namespace

class TestHistoryJournal final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        m_file = m_dir->filePath(u"data/obdesk.db"_s);
    }

    void whatIsWrittenComesBack()
    {
        const Intent intent = addServers(u"a"_s, { 11, 12 });
        {
            Journal journal(m_file);
            QCOMPARE(opened(journal).file.kind, DataFileState::Kind::Ready);
            QVERIFY(!begun(journal, intent));
            QVERIFY(concludedWith(journal, u"a"_s, concluded(Kind::Unknown)));
            QVERIFY(concludedWith(journal, u"a"_s, concluded(Kind::Found)));
            QVERIFY(concludedWith(journal, u"a"_s, concluded(Kind::Observed)));
        }
        Journal journal(m_file);
        const QList<JournalEntry> entries = entriesOf(journal);
        QCOMPARE(entries.size(), 1);
        const JournalEntry &entry = entries.constFirst();
        QCOMPARE(entry.seq, 1);
        QCOMPARE(entry.standing, Standing::Found);
        QVERIFY(!entry.isOpen());
        QCOMPARE(entry.task(), TaskId(9007199254740993));
        QCOMPARE(entry.traceId(), u"Y-1"_s);
        QCOMPARE(entry.stateAfter(), u"SUCCESSFUL"_s);
        QCOMPARE(entry.process, ProcessMark::own());
        const Intent &read = entry.intent;
        QCOMPARE(read.id, intent.id);
        QCOMPARE(read.at, intent.at);
        QVERIFY(read.clockSkew == intent.clockSkew);
        QCOMPARE(read.osUser, intent.osUser);
        QCOMPARE(read.connectionId, intent.connectionId);
        QCOMPARE(read.connectionName, intent.connectionName);
        QCOMPARE(read.server, intent.server);
        QCOMPARE(read.user, intent.user);
        QCOMPARE(read.environment, intent.environment);
        QCOMPARE(read.kind, intent.kind);
        QCOMPARE(read.method, intent.method);
        QCOMPARE(read.path, intent.path);
        QCOMPARE(read.body, intent.body);
        QVERIFY(read.cluster == intent.cluster);
        QCOMPARE(read.targetName, intent.targetName);
        QCOMPARE(read.zone, intent.zone);
        QCOMPARE(read.hosts, intent.hosts);
        QVERIFY(!read.task && !read.subtask);
        QCOMPARE(read.reason, intent.reason);
        QCOMPARE(read.stateBefore, intent.stateBefore);
        QCOMPARE(entry.conclusions.size(), 3);
        const Conclusion &found = entry.conclusions.at(1);
        const Conclusion wanted = concluded(Kind::Found);
        QCOMPARE(found.kind, wanted.kind);
        QCOMPARE(found.at, wanted.at);
        QCOMPARE(found.httpStatus, wanted.httpStatus);
        QCOMPARE(found.code, wanted.code);
        QCOMPARE(found.message, wanted.message);
        QCOMPARE(found.detail, wanted.detail);
        QVERIFY(verified(journal).sound);
        QCOMPARE(verified(journal).rows, 4);
    }

    /// What another change is known to have become is nobody else's task; and a task finds all that was done to it.
    void tasksAndTheirChanges()
    {
        Journal journal(m_file);
        QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        QVERIFY(concludedWith(journal, u"a"_s, concluded(Kind::Accepted)));
        Intent retry = addServers(u"b"_s, {});
        retry.kind = operations::retryTask;
        retry.task = TaskId(9007199254740993);
        retry.claims = claimsOnTargets(retry);
        QVERIFY(!begun(journal, retry));
        QVERIFY(!begun(journal, addServers(u"c"_s, { 12 }, QUrl(u"https://other.example"_s))));
        QVERIFY(concludedWith(journal, u"c"_s, concluded(Kind::Accepted)));
        QVERIFY(!begun(journal, addServers(u"d"_s, { 13 })));
        const auto others = [&journal](const QString &server, const QString &intent) {
            std::optional<QSet<TaskId>> tasks;
            QObject context;
            journal.fetchTasksOfOthers(QUrl(server), intent, &context, [&tasks](const QSet<TaskId> &found) { tasks = found; });
            return QTest::qWaitFor([&tasks] { return tasks.has_value(); }, 20'000) ? *tasks : QSet<TaskId> { TaskId(-1) };
        };
        QCOMPARE(others(u"https://ocp.example:8443"_s, u"d"_s), QSet<TaskId> { TaskId(9007199254740993) });
        QVERIFY(others(u"https://ocp.example:8443"_s, u"a"_s).isEmpty());
        QVERIFY(others(u"https://third.example"_s, u"d"_s).isEmpty());

        JournalQuery query;
        query.task = TaskId(9007199254740993);
        QStringList ids;
        for (const JournalEntry &entry : entriesOf(journal, query))
            ids.append(entry.intent.id);
        QCOMPARE(ids, (QStringList { u"c"_s, u"b"_s, u"a"_s }));
        query.task = TaskId(1);
        QVERIFY(entriesOf(journal, query).isEmpty());
    }

    void oneChangeHoldsATarget()
    {
        Journal journal(m_file);
        QVERIFY(!begun(journal, addServers(u"a"_s, { 11, 12 })));
        const std::optional<ApiError> refusal = begun(journal, addServers(u"b"_s, { 13, 12 }));
        QVERIFY(refusal);
        QCOMPARE(refusal->kind, ApiError::Kind::Unsettled);
        QCOMPARE(refusal->outcome, ApiError::Outcome::NotSent);
        for (const QString &part : { u"host:12"_s, u"change a,"_s, u"2026-11-24T04:00:00.123Z"_s, u"dba"_s, QString::number(QCoreApplication::applicationPid()) })
            QVERIFY2(refusal->detail.contains(part), qPrintable(refusal->detail));
        // All or none: host 13 was not taken along, and no row was left.
        QVERIFY(!begun(journal, addServers(u"c"_s, { 13 })));
        QCOMPARE(entriesOf(journal).size(), 2);
        // Another OCP is another world; the same by another spelling is not.
        QVERIFY(!begun(journal, addServers(u"d"_s, { 11 }, QUrl(u"https://other.example:8443"_s))));
        QVERIFY(begun(journal, addServers(u"e"_s, { 11 }, QUrl(u"HTTPS://OCP.example:8443/"_s))));

        QVERIFY(concludedWith(journal, u"a"_s, concluded(Kind::Unknown)));
        QVERIFY(begun(journal, addServers(u"f"_s, { 11 })));
        QVERIFY(concludedWith(journal, u"a"_s, concluded(Kind::Settled)));
        QVERIFY(!begun(journal, addServers(u"g"_s, { 11 })));
        QVERIFY(verified(journal).sound);
    }

    void actionsHoldTheirTask()
    {
        Journal journal(m_file);
        Intent retry = addServers(u"a"_s, {});
        retry.kind = operations::retrySubtask;
        retry.task = TaskId(107720);
        retry.subtask = SubtaskId(3);
        retry.claims = claimsOnTargets(retry);
        QVERIFY(!begun(journal, retry));
        Intent skip = retry;
        skip.id = u"b"_s;
        skip.kind = operations::skipSubtask;
        skip.subtask = SubtaskId(4);
        QCOMPARE(begun(journal, skip)->kind, ApiError::Kind::Unsettled);
        QVERIFY(concludedWith(journal, u"a"_s, concluded(Kind::Refused)));
        QVERIFY(!begun(journal, skip));
    }

    void aKindOfANewerObdeskStaysWhatItIs()
    {
        Intent stop = addServers(u"a"_s, { 11 });
        stop.kind = u"stop-server"_s;
        {
            Journal journal(m_file);
            QVERIFY(!begun(journal, stop));
        }
        Journal journal(m_file);
        std::optional<JournalEntry> read;
        journal.fetchEntry(u"a"_s, this, [&read](const std::optional<JournalEntry> &entry) { read = entry; });
        QTRY_VERIFY(read);
        QCOMPARE(read->intent.kind, u"stop-server"_s);
        QCOMPARE(read->intent.claims, QStringList { u"host:11"_s });
        QVERIFY(!makesTask(read->intent.kind));
        QCOMPARE(begun(journal, addServers(u"b"_s, { 11 }))->kind, ApiError::Kind::Unsettled);
        QVERIFY(!begun(journal, addServers(u"c"_s, { 12 })));
    }

    void anIdIsUsedOnce()
    {
        Journal journal(m_file);
        QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        QCOMPARE(begun(journal, addServers(u"a"_s, { 12 }))->kind, ApiError::Kind::JournalFailed);
        QCOMPARE(begun(journal, addServers({}, { 12 }))->kind, ApiError::Kind::JournalFailed);
        QCOMPARE(entriesOf(journal).size(), 1);
    }

    void conclusionsFollowRules_data()
    {
        QTest::addColumn<bool>("gone");
        QTest::addColumn<QList<int>>("before");
        QTest::addColumn<QList<int>>("allowed");
        const auto kinds = [](const QList<Kind> &list) {
            QList<int> numbers;
            for (const Kind kind : list)
                numbers.append(int(kind));
            return numbers;
        };
        QTest::newRow("sending") << false << kinds({}) << kinds({ Kind::NotSent, Kind::Accepted, Kind::Refused, Kind::Unknown });
        QTest::newRow("lost") << true << kinds({}) << kinds({ Kind::NotSent, Kind::Accepted, Kind::Refused, Kind::Unknown, Kind::Found, Kind::Settled });
        QTest::newRow("unknown") << false << kinds({ Kind::Unknown }) << kinds({ Kind::NotSent, Kind::Accepted, Kind::Refused, Kind::Found, Kind::Settled });
        QTest::newRow("accepted") << false << kinds({ Kind::Accepted }) << kinds({ Kind::Observed });
        QTest::newRow("found") << false << kinds({ Kind::Unknown, Kind::Found }) << kinds({ Kind::Observed });
        QTest::newRow("observed") << false << kinds({ Kind::Accepted, Kind::Observed }) << kinds({ Kind::Observed });
        QTest::newRow("not sent") << false << kinds({ Kind::NotSent }) << kinds({});
        QTest::newRow("refused") << false << kinds({ Kind::Refused }) << kinds({});
        QTest::newRow("settled") << false << kinds({ Kind::Unknown, Kind::Settled }) << kinds({});
    }
    void conclusionsFollowRules()
    {
        QFETCH(bool, gone);
        QFETCH(QList<int>, before);
        QFETCH(QList<int>, allowed);
        JournalStore store(m_file, Database::Access::Use, gone ? goneProcess() : ProcessMark::own());
        for (int number = 0; number <= int(Kind::Observed); ++number) {
            const QString id = QString::number(number);
            QVERIFY(!store.begin(addServers(id, { number })));
            for (const int kind : before)
                QCOMPARE(store.conclude(id, concluded(Kind(kind))), Written::Yes);
            Conclusion next = concluded(Kind(number));
            next.at = next.at.addSecs(60);
            next.state = u"another"_s;
            QCOMPARE(store.conclude(id, next), allowed.contains(number) ? Written::Yes : Written::No);
        }
        QVERIFY(store.verify({}).sound);
    }

    void theSameConclusionTwiceIsOneRow()
    {
        JournalStore store(m_file, Database::Access::Use);
        QCOMPARE(store.conclude(u"nobody"_s, concluded(Kind::Accepted)), Written::No);
        QVERIFY(!store.begin(addServers(u"a"_s, { 11 })));
        QCOMPARE(store.conclude(u"a"_s, concluded(Kind::Accepted)), Written::Yes);
        QCOMPARE(store.conclude(u"a"_s, concluded(Kind::Accepted)), Written::Yes);
        Conclusion observed = concluded(Kind::Observed);
        QCOMPARE(store.conclude(u"a"_s, observed), Written::Yes);
        observed.at = observed.at.addSecs(5);
        QCOMPARE(store.conclude(u"a"_s, observed), Written::Yes);
        QCOMPARE(store.verify({}).rows, 3);
    }

    void secretsStayOut()
    {
        Intent intent = addServers(u"a"_s, { 11 });
        intent.body = R"({"rootPassword":"CANARY-1","zone":"z"})";
        intent.reason = u"because password=CANARY-2"_s;
        intent.server = QUrl(u"https://admin:CANARY-3@ocp.example"_s);
        Conclusion conclusion = concluded(Kind::Refused);
        conclusion.message = u"token: CANARY-4"_s;
        {
            Journal journal(m_file);
            QVERIFY(!begun(journal, intent));
            QVERIFY(concludedWith(journal, u"a"_s, conclusion));
            for (const QString &ending : { QString(), u"-wal"_s })
                QVERIFY(!contentOf(m_file + ending).contains("CANARY"));
            QVERIFY(contentOf(m_file + u"-wal"_s).contains("rootPassword"));
        }
        QVERIFY(!contentOf(m_file).contains("CANARY"));
        QVERIFY(contentOf(m_file).contains("rootPassword"));
    }

    void longTextsAreCut()
    {
        JournalStore store(m_file, Database::Access::Use);
        Intent intent = addServers(u"a"_s, { 11 });
        intent.reason = QString(40'000, u'字'); // 120,000 bytes
        intent.targetName = QString(70'000, u'n');
        QVERIFY(!store.begin(intent));
        const Intent read = store.entry(u"a"_s)->intent;
        QVERIFY(read.reason.startsWith(QString(65536 / 3, u'字')));
        QCOMPARE(read.reason.count(u'字'), 65536 / 3);
        QVERIFY(read.reason.contains(u"120000"_s));
        QCOMPARE(read.targetName.count(u'n'), 65536);
        QVERIFY(store.verify({}).sound);
    }

    void onlyTheUserMayRead_data()
    {
        QTest::addColumn<int>("mask");
        QTest::newRow("022") << 022;
        QTest::newRow("000") << 0;
        QTest::newRow("077") << 077;
    }
    void onlyTheUserMayRead()
    {
        QFETCH(int, mask);
        const mode_t before = ::umask(mode_t(mask));
        Journal journal(m_file);
        const bool written = !begun(journal, addServers(u"a"_s, { 11 }));
        ::umask(before);
        QVERIFY(written);
        QCOMPARE(modeOf(m_dir->filePath(u"data"_s)), mode_t(0700));
        const QStringList files = QDir(m_dir->filePath(u"data"_s)).entryList(QDir::Files | QDir::Hidden);
        QCOMPARE(files, (QStringList { u"obdesk.db"_s, u"obdesk.db-shm"_s, u"obdesk.db-wal"_s, u"obdesk.db.lock"_s }));
        for (const QString &file : files)
            QCOMPARE(modeOf(m_dir->filePath(u"data/"_s + file)), mode_t(0600));
    }

    void openPermissionsAreTightened()
    {
        {
            Journal journal(m_file);
            QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        }
        ::chmod(QFile::encodeName(m_file).constData(), 0644);
        Journal journal(m_file);
        QCOMPARE(opened(journal).file.kind, DataFileState::Kind::Ready);
        QCOMPARE(modeOf(m_file), mode_t(0600));
    }

    void aNewerFileIsOnlyRead()
    {
        {
            Journal journal(m_file);
            QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        }
        QVERIFY(tamper(m_file, u"PRAGMA user_version = 7"_s) && tamper(m_file, u"UPDATE meta SET schema = 7"_s));
        Journal journal(m_file);
        QCOMPARE(opened(journal).file.kind, DataFileState::Kind::ReadOnlyNewer);
        const std::optional<ApiError> refusal = begun(journal, addServers(u"b"_s, { 12 }));
        QCOMPARE(refusal->kind, ApiError::Kind::JournalFailed);
        QVERIFY2(refusal->detail.contains(u"newer obdesk"_s), qPrintable(refusal->detail));
        QVERIFY(!concludedWith(journal, u"a"_s, concluded(Kind::Accepted)));
        QCOMPARE(entriesOf(journal).size(), 1);
    }

    void aDamagedFileIsMovedAway_data()
    {
        QTest::addColumn<int>("damage");
        QTest::newRow("no database") << 0;
        QTest::newRow("another's database") << 1;
        QTest::newRow("version told twice") << 2;
        QTest::newRow("a table is missing") << 3;
        QTest::newRow("last row cut off") << 4;
        QTest::newRow("meta is empty") << 5;
        QTest::newRow("a header that forbids writing") << 6;
    }
    void aDamagedFileIsMovedAway()
    {
        QFETCH(int, damage);
        {
            Journal journal(m_file);
            QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        }
        if (damage < 2)
            QVERIFY(QFile::remove(m_file));
        if (damage == 0) {
            QFile file(m_file);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(5000, 'x'));
        }
        const QStringList sql { {}, u"CREATE TABLE mine (x)"_s, u"PRAGMA user_version = 9"_s, u"DROP TABLE claim"_s, u"DELETE FROM journal"_s, u"DELETE FROM meta"_s };
        if (damage == 6) { // of a file format to come, which may be read and not written
            QFile file(m_file);
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(18));
            QVERIFY(file.putChar('"'));
        }
        QVERIFY(damage == 0 || damage == 6 || tamper(m_file, sql.at(damage)));
        const QByteArray old = contentOf(m_file);
        Journal journal(m_file);
        const JournalState state = opened(journal);
        QCOMPARE(state.file.kind, DataFileState::Kind::Replaced);
        QVERIFY(state.file.damagedFile.startsWith(m_file + u".damaged-20"_s));
        QVERIFY(!state.file.reason.isEmpty());
        QCOMPARE(contentOf(state.file.damagedFile), old);
        QVERIFY(!begun(journal, addServers(u"b"_s, { 11 })));
        QCOMPARE(entriesOf(journal).size(), 1);
    }

    /// Nobody takes the file from under a process that works with it.
    void aDamagedFileInUseStays()
    {
        Journal first(m_file);
        QVERIFY(!begun(first, addServers(u"a"_s, { 11 })));
        QVERIFY(tamper(m_file, u"DELETE FROM meta"_s));
        Journal second(m_file);
        const JournalState state = opened(second);
        QCOMPARE(state.file.kind, DataFileState::Kind::Failed);
        QVERIFY2(state.file.reason.contains(u"another process has it open"_s), qPrintable(state.file.reason));
        QCOMPARE(QDir(m_dir->filePath(u"data"_s)).entryList({ u"*.damaged-*"_s }).size(), 0);
        QCOMPARE(begun(first, addServers(u"b"_s, { 12 }))->kind, ApiError::Kind::JournalFailed);
        first.close();
        QVERIFY(!begun(second, addServers(u"c"_s, { 13 })));
        QCOMPARE(second.state().file.kind, DataFileState::Kind::Replaced);
    }

    void whoOnlyLooksTouchesNothing()
    {
        {
            Journal journal(m_file, Database::Access::Inspect);
            QCOMPARE(opened(journal).file.kind, DataFileState::Kind::Ready);
            QVERIFY(entriesOf(journal).isEmpty());
            QVERIFY(verified(journal).sound);
            QVERIFY(!verified(journal, { QByteArray(64, 'a'), 3 }).sound);
            QCOMPARE(begun(journal, addServers(u"a"_s, { 11 }))->kind, ApiError::Kind::JournalFailed);
            QVERIFY(!QFile::exists(m_dir->filePath(u"data"_s)));
        }
        {
            Journal journal(m_file);
            QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
            Journal reader(m_file, Database::Access::Inspect); // beside a writer
            QCOMPARE(entriesOf(reader).size(), 1);
        }
        QVERIFY(tamper(m_file, u"DELETE FROM journal"_s));
        const QByteArray old = contentOf(m_file);
        Journal journal(m_file, Database::Access::Inspect);
        const VerifyResult result = verified(journal);
        QVERIFY(!result.sound);
        QCOMPARE(result.places.constFirst().field, u"rows"_s);
        journal.close();
        QCOMPARE(contentOf(m_file), old);
    }

    void withoutAFolderNothingBegins()
    {
        QFile file(m_dir->filePath(u"data"_s)); // where the folder should be
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        Journal journal(m_file);
        const JournalState state = opened(journal);
        QCOMPARE(state.file.kind, DataFileState::Kind::Failed);
        QVERIFY2(state.file.reason.contains(u"data"_s), qPrintable(state.file.reason));
        const std::optional<ApiError> refusal = begun(journal, addServers(u"a"_s, { 11 }));
        QCOMPARE(refusal->kind, ApiError::Kind::JournalFailed);
        QCOMPARE(refusal->outcome, ApiError::Outcome::NotSent);
        QVERIFY(entriesOf(journal).isEmpty());
        QVERIFY(!verified(journal).sound);
        // Once the way is free, it works without a new start.
        QVERIFY(QFile::remove(m_dir->filePath(u"data"_s)));
        QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        QCOMPARE(journal.state().file.kind, DataFileState::Kind::Ready);
    }

    void aFileTakenAwayIsNoticed()
    {
        Journal journal(m_file);
        QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        for (const QString &ending : { QString(), u"-wal"_s, u"-shm"_s })
            QVERIFY(QFile::rename(m_file + ending, m_dir->filePath(u"away"_s) + ending));
        QVERIFY(!begun(journal, addServers(u"b"_s, { 12 })));
        Journal second(m_file);
        QCOMPARE(entriesOf(second).size(), 1);
        QCOMPARE(entriesOf(second).constFirst().intent.id, u"b"_s);
    }

    void anInterruptedMigrationLeavesTheOldVersion()
    {
        const QList<Database::Migration> first { { u"CREATE TABLE meta (schema INTEGER)"_s, u"INSERT INTO meta VALUES (0)"_s } };
        QList<Database::Migration> both = first;
        both.append({ u"CREATE TABLE more (x)"_s, u"INSERT INTO nowhere VALUES (1)"_s });
        {
            Database database(m_file, Database::Access::Use, first);
            QCOMPARE(database.open({}).kind, DataFileState::Kind::Ready);
        }
        {
            Database database(m_file, Database::Access::Use, both);
            const DataFileState state = database.open({});
            QCOMPARE(state.kind, DataFileState::Kind::Failed);
            QVERIFY2(state.reason.contains(u"nowhere"_s), qPrintable(state.reason));
        }
        both.last().last() = u"INSERT INTO more VALUES (1)"_s;
        Database database(m_file, Database::Access::Use, first);
        QCOMPARE(database.open({}).kind, DataFileState::Kind::Ready); // still version 1, and whole
        database.close();
        Database next(m_file, Database::Access::Use, both);
        QCOMPARE(next.open({}).kind, DataFileState::Kind::Ready);
        QCOMPARE(next.value(u"PRAGMA user_version"_s).toInt(), 2);
        QCOMPARE(next.value(u"SELECT count(*) FROM more"_s).toInt(), 1);
    }

    void whoIsGoneLeavesAnOpenChange()
    {
        {
            JournalStore store(m_file, Database::Access::Use, goneProcess());
            QVERIFY(!store.begin(addServers(u"lost"_s, { 11 })));
            QVERIFY(!store.begin(addServers(u"unknown"_s, { 12 })));
            QCOMPARE(store.conclude(u"unknown"_s, concluded(Kind::Unknown)), Written::Yes);
            QVERIFY(!store.begin(addServers(u"done"_s, { 13 })));
            QCOMPARE(store.conclude(u"done"_s, concluded(Kind::Accepted)), Written::Yes);
        }
        Journal journal(m_file);
        QVERIFY(!begun(journal, addServers(u"mine"_s, { 14 })));
        QObject context;
        std::optional<QList<JournalEntry>> open;
        journal.fetchOpen(QUrl(u"https://OCP.example:8443/"_s), &context, [&](const QList<JournalEntry> &entries) { open = entries; });
        QTRY_VERIFY(open);
        QCOMPARE(open->size(), 2);
        QCOMPARE(open->at(0).standing, Standing::Unknown);
        QCOMPARE(open->at(1).standing, Standing::Lost);
        QCOMPARE(begun(journal, addServers(u"b"_s, { 11 }))->kind, ApiError::Kind::Unsettled);
        open.reset();
        journal.fetchOpen(QUrl(u"https://other.example"_s), &context, [&](const QList<JournalEntry> &entries) { open = entries; });
        QTRY_VERIFY(open);
        QVERIFY(open->isEmpty());
        QCOMPARE(entriesOf(journal, { .onlyOpen = true }).size(), 3); // the own one is open too
        QVERIFY(concludedWith(journal, u"lost"_s, concluded(Kind::Settled)));
        QVERIFY(!begun(journal, addServers(u"b"_s, { 11 })));
    }

    void simulatorsThatAreOverAreSettled()
    {
        {
            JournalStore store(m_file, Database::Access::Use, goneProcess());
            Intent intent = addServers(u"sim"_s, { 11 });
            intent.environment = Environment::Simulator;
            QVERIFY(!store.begin(intent));
            QVERIFY(!store.begin(addServers(u"real"_s, { 12 })));
        }
        {
            JournalStore running(m_file, Database::Access::Use);
            Intent intent = addServers(u"running"_s, { 13 });
            intent.environment = Environment::Simulator;
            QVERIFY(!running.begin(intent));
        }
        JournalStore store(m_file, Database::Access::Use);
        store.open();
        QCOMPARE(store.entry(u"sim"_s)->standing, Standing::Settled);
        QCOMPARE(store.entry(u"real"_s)->standing, Standing::Lost);
        QCOMPARE(store.entry(u"running"_s)->standing, Standing::Sending);
        QVERIFY(!store.begin(addServers(u"again"_s, { 11 })));
        QVERIFY(store.verify({}).sound);
    }

    void claimsFollowTheRows()
    {
        {
            JournalStore store(m_file, Database::Access::Use, goneProcess());
            QVERIFY(!store.begin(addServers(u"a"_s, { 11 })));
        }
        QVERIFY(tamper(m_file, u"DELETE FROM claim"_s));
        {
            JournalStore reader(m_file, Database::Access::Inspect);
            reader.open();
            const VerifyResult result = reader.verify({});
            QVERIFY(!result.sound);
            QCOMPARE(result.places.constFirst().field, u"claim"_s);
        }
        JournalStore store(m_file, Database::Access::Use);
        QCOMPARE(store.begin(addServers(u"b"_s, { 11 }))->kind, ApiError::Kind::Unsettled);
        QVERIFY(store.verify({}).sound);
    }

    void findsByTextTimeAndPage()
    {
        JournalStore store(m_file, Database::Access::Use);
        for (int i = 1; i <= 7; ++i) {
            Intent intent = addServers(QString::number(i), { i });
            intent.at = intent.at.addSecs(i);
            intent.reason = i % 2 ? u"odd 100%"_s : u"even"_s;
            intent.connectionId = i < 4 ? u"first"_s : u"second"_s;
            QVERIFY(!store.begin(intent));
        }
        QCOMPARE(store.conclude(u"4"_s, concluded(Kind::Refused)), Written::Yes);
        bool more = false;
        const auto ids = [&](const JournalQuery &query) {
            QStringList found;
            for (const JournalEntry &entry : store.entries(query, &more))
                found.append(entry.intent.id);
            return found.join(u' ');
        };
        QCOMPARE(ids({}), u"7 6 5 4 3 2 1"_s);
        QVERIFY(!more);
        QCOMPARE(ids({ .limit = 3 }), u"7 6 5"_s);
        QVERIFY(more);
        QCOMPARE(ids({ .beforeSeq = 5, .limit = 4 }), u"4 3 2 1"_s);
        QVERIFY(!more);
        QCOMPARE(ids({ .text = u"ODD"_s }), u"7 5 3 1"_s);
        QCOMPARE(ids({ .text = u"100%"_s }), u"7 5 3 1"_s);
        QCOMPARE(ids({ .text = u"d%1"_s }), QString());
        QCOMPARE(ids({ .text = u"reserved"_s }), u"4"_s); // words of the answer
        QCOMPARE(ids({ .connectionId = u"first"_s }), u"3 2 1"_s);
        QCOMPARE(ids({ .onlyOpen = true, .limit = 4 }), u"7 6 5 3"_s);
        const QDateTime base = addServers({}, {}).at;
        QCOMPARE(ids({ .from = base.addSecs(2), .to = base.addSecs(4) }), u"3 2"_s);
    }

    void tellsWhenSomethingChanges()
    {
        Journal journal(m_file);
        QCOMPARE(opened(journal).file.kind, DataFileState::Kind::Ready);
        QSignalSpy spy(&journal, &Journal::changed);
        QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        QTRY_COMPARE(spy.size(), 1);
        QVERIFY(begun(journal, addServers(u"b"_s, { 11 })));
        {
            Journal other(m_file);
            QVERIFY(!begun(other, addServers(u"c"_s, { 12 })));
        }
        journal.poll();
        QTRY_COMPARE(spy.size(), 2);
        journal.poll();
        QCOMPARE(opened(journal).file.kind, DataFileState::Kind::Ready); // the poll is over
        QCOMPARE(spy.size(), 2);
    }

    void endDrainsWhatWasAsked()
    {
        int begun = 0;
        int refused = 0;
        {
            Journal journal(m_file);
            for (int i = 0; i < 50; ++i)
                journal.begin(addServers(QString::number(i), { i }), [&begun](const std::optional<ApiError> &error) { begun += error ? 0 : 1; });
            journal.close();
            journal.begin(addServers(u"late"_s, { 99 }), [&refused](const std::optional<ApiError> &error) { refused += error ? 1 : 0; });
            journal.conclude(u"1"_s, concluded(Kind::Accepted), [&refused](bool ok) { refused += ok ? 0 : 1; });
        }
        QCOMPARE(begun, 50);
        QCOMPARE(refused, 2);
        JournalStore store(m_file, Database::Access::Use);
        store.open();
        QCOMPARE(store.verify({}).rows, 50);
    }

    void theLastToHoldItMayBeACallback()
    {
        auto journal = std::make_shared<Journal>(m_file);
        std::atomic_bool done = false;
        std::atomic_bool concluded = false;
        journal->begin(addServers(u"a"_s, { 11 }), [journal, &done](const std::optional<ApiError> &) { done = true; });
        journal->conclude(u"a"_s, test::concluded(Kind::Accepted), [&concluded](bool ok) { concluded = ok; });
        journal.reset();
        QTRY_VERIFY(done && concluded);
    }

    void noAnswerAfterTheContextIsGone()
    {
        Journal journal(m_file);
        auto context = std::make_unique<QObject>();
        bool answered = false;
        journal.fetchEntries({}, context.get(), [&](const QList<JournalEntry> &, bool) { answered = true; });
        context.reset();
        QVERIFY(entriesOf(journal).isEmpty()); // asked later, answered later
        QVERIFY(!answered);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestHistoryJournal)
#include "tst_history_journal.moc"
