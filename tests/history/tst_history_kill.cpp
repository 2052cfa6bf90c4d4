// SPDX-License-Identifier: GPL-3.0-or-later
// A process that writes the journal is killed at any moment, also while it makes the file: nothing acknowledged is lost, nothing is
// half-written, and what was open still holds its targets.
#include "history/growingschema.h"
#include "history/samplechanges.h"
#include "support/figure.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <random>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

class TestHistoryKill final : public QObject
{
    Q_OBJECT

private slots:
    void killedAtAnyMoment()
    {
        const quint32 seed = qEnvironmentVariableIsSet("OBDESK_SEED") ? qEnvironmentVariable("OBDESK_SEED").toUInt() : std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const int rounds = roundsOf(60, 1000);
        int acknowledged = 0;
        int blocked = 0;
        int unmade = 0;
        auto folder = std::make_unique<QTemporaryDir>();
        QStringList known; // acknowledged in this folder
        for (int round = 0; round < rounds; ++round) {
            if (round % 3 == 0) { // a new file: kills hit its making too
                folder = std::make_unique<QTemporaryDir>();
                known.clear();
            }
            const QString file = folder->filePath(u"data/obdesk.db"_s);
            QProcess child;
            child.start(QStringLiteral(OBDESK_CHILD), { u"loop"_s, file, QString::number(round * qint64(1'000'000)) });
            QVERIFY(child.waitForStarted(20000));
            // While it makes the file, or, however slow the machine is, while it writes. It never ends by itself.
            if (round % 3)
                QVERIFY(child.waitForReadyRead(60000));
            child.waitForFinished(int(random() % 60));
            ::kill(pid_t(child.processId()), SIGKILL);
            QVERIFY(child.waitForFinished(20000));
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            const QByteArray told = child.readAllStandardOutput();
            const QStringList lines = QString::fromUtf8(told.first(told.lastIndexOf('\n') + 1)).split(u'\n', Qt::SkipEmptyParts);
            acknowledged += int(lines.size());
            known += lines;
            if (!QFile::exists(file))
                ++unmade;

            JournalStore store(file, Database::Access::Use);
            const DataFileState state = store.open();
            QVERIFY2(state.kind == DataFileState::Kind::Ready, qPrintable(u"round %1: %2"_s.arg(round).arg(state.reason)));
            const VerifyResult result = store.verify({});
            QVERIFY2(result.sound, qPrintable(u"round %1: %2"_s.arg(round).arg(result.problem)));
            const QList<JournalEntry> entries = store.entries({ .limit = 0 });
            QHash<QString, JournalEntry> byId;
            for (const JournalEntry &entry : entries)
                byId.insert(entry.intent.id, entry);
            for (const QString &line : std::as_const(known)) {
                const QString id = line.section(u' ', 1);
                QVERIFY2(byId.contains(id), qPrintable(line));
                if (!line.startsWith(u"b "_s))
                    QCOMPARE(wordOf(byId.value(id).conclusions.value(0).kind), line.section(u' ', 0, 0));
            }
            if (entries.isEmpty())
                continue;
            // The newest is the one the kill hit.
            const JournalEntry &newest = entries.constFirst();
            const QString again = u"again-%1"_s.arg(round);
            const std::optional<ApiError> refusal = store.begin(addServers(again, { newest.intent.hosts.constFirst().value }));
            QCOMPARE(refusal.has_value(), newest.isOpen());
            if (refusal)
                QCOMPARE(refusal->kind, ApiError::Kind::Unsettled);
            else
                QCOMPARE(store.conclude(again, concluded(Conclusion::Kind::NotSent)), JournalStore::Written::Yes);
            blocked += refusal ? 1 : 0;
        }
        figure("killed: %d/%d sound; %d acknowledged rows, none lost; %d open changes held their host; %d before there was a file", rounds, rounds,
              acknowledged, blocked, unmade);
        QVERIFY(acknowledged > 0 && blocked > 0);
    }

    /// A new version of the program brings the file up to date and is killed at it, again and again: the file is of one version or another,
    /// with all its rows, and the next start goes on from there.
    void killedWhileItMigrates()
    {
        std::mt19937 random(std::random_device {}());
        const int rounds = roundsOf(20, 250);
        qint64 most = 0; // how long it takes from its first word on
        QMap<int, int> hit; // version the kill left behind: how often
        int whole = 0;
        for (int round = -1; round < rounds; ++round) { // the first one is left alone
            const QTemporaryDir folder;
            const QString file = folder.filePath(u"data/obdesk.db"_s);
            const QStringList toFirst { u"migrate"_s, file, u"1"_s };
            QCOMPARE(QProcess::execute(QStringLiteral(OBDESK_CHILD), toFirst), 0);
            QProcess child;
            child.start(QStringLiteral(OBDESK_CHILD), { u"migrate"_s, file, QString::number(grownVersions) });
            QVERIFY(child.waitForReadyRead(60000));
            QElapsedTimer timer;
            timer.start();
            child.waitForFinished(round < 0 ? 60000 : int(random() % quint64(most)));
            if (round < 0) {
                most = timer.elapsed() + 1;
                QVERIFY(child.readAllStandardOutput().contains("v "));
                continue;
            }
            if (child.state() != QProcess::NotRunning)
                ::kill(pid_t(child.processId()), SIGKILL);
            child.waitForFinished(20000);
            whole += child.readAllStandardOutput().contains("v ") ? 1 : 0;

            int version = 0;
            {
                // The program of before opens what is not newer than itself and reads what is.
                Database old(file, Database::Access::Use, growingSchema(1));
                const DataFileState state = old.open([] { return QString(); });
                version = old.value(u"PRAGMA user_version"_s).toInt();
                QCOMPARE(state.kind, version == 1 ? DataFileState::Kind::Ready : DataFileState::Kind::ReadOnlyNewer);
                QVERIFY(version >= 1 && version <= grownVersions);
                QCOMPARE(old.value(u"SELECT count(*) FROM v%1 WHERE length(text) = 200"_s.arg(version)).toInt(), grownRows);
                QCOMPARE(old.value(u"SELECT count(*) FROM sqlite_master WHERE type = 'table'"_s).toInt(), 2); // meta and the one
            }
            ++hit[version];
            Database database(file, Database::Access::Use, growingSchema(grownVersions));
            QCOMPARE(database.open([] { return QString(); }).kind, DataFileState::Kind::Ready);
            QCOMPARE(database.value(u"PRAGMA quick_check"_s).toString(), u"ok"_s);
            QCOMPARE(database.value(u"SELECT count(*) FROM v%1 WHERE length = 200"_s.arg(grownVersions)).toInt(), grownRows);
        }
        QStringList left;
        for (auto it = hit.cbegin(); it != hit.cend(); ++it)
            left.append(u"%1 at version %2"_s.arg(it.value()).arg(it.key()));
        figure("killed while it migrates: %d/%d sound and finished by the next start (%s; %d had ended)", rounds, rounds, qPrintable(left.join(u", "_s)), whole);
        QVERIFY(whole < rounds);
    }
};

QTEST_GUILESS_MAIN(TestHistoryKill)
#include "tst_history_kill.moc"
