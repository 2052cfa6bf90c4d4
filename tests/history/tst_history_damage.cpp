// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged data files: whatever bytes are in them, the journal opens, says what it did, and works. What it takes for sound is what was
// written, from the first row on.
#include "history/samplechanges.h"
#include "support/figure.h"

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <random>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

bool put(const QString &file, const QByteArray &bytes)
{
    QFile opened(file);
    return opened.open(QIODevice::WriteOnly) && opened.write(bytes) == bytes.size();
}

/// The files of a journal in use: rows in the database, and others in the -wal only.
struct Files
{
    QByteArray database;
    QByteArray wal;
    QList<QByteArray> hashes;           ///< of the rows, in order
};

Files sample()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"obdesk.db"_s);
    const auto write = [](JournalStore &store, int from, int to) {
        for (int host = from; host < to; ++host) {
            (void)store.begin(addServers(QString::number(host), { host }));
            if (host % 3)
                (void)store.conclude(QString::number(host), concluded(host % 3 == 1 ? Conclusion::Kind::Accepted : Conclusion::Kind::Unknown));
        }
    };
    {
        JournalStore store(file, Database::Access::Use, goneProcess());
        write(store, 0, 25);
    }
    JournalStore store(file, Database::Access::Use, goneProcess());
    write(store, 25, 40);
    Files files { contentOf(file), contentOf(file + u"-wal"_s), {} };
    for (const StoredRow &row : store.extract({ .limit = 0 }).rows)
        files.hashes.append(row.hash);
    return files;
}

QByteArray damaged(QByteArray bytes, std::mt19937 &random)
{
    if (bytes.isEmpty())
        return bytes;
    const auto place = [&] { return qsizetype(random() % quint64(bytes.size())); };
    switch (random() % 5) {
    case 0:
        bytes.truncate(place());
        break;
    case 1: { // a block of zeros
        const qsizetype at = place() / 512 * 512;
        std::fill_n(bytes.begin() + at, std::min<qsizetype>(512, bytes.size() - at), '\0');
        break;
    }
    case 2: // in the header
        bytes[qsizetype(random() % 100) % bytes.size()] ^= char(1 << random() % 8);
        break;
    default:
        for (int flips = 1 + int(random() % 8); flips > 0; --flips)
            bytes[place()] ^= char(1 << random() % 8);
    }
    return bytes;
}

} // namespace

class TestHistoryDamage final : public QObject
{
    Q_OBJECT

private slots:
    void opensWhateverIsThere()
    {
        const quint32 seed = qEnvironmentVariableIsSet("OBDESK_SEED") ? qEnvironmentVariable("OBDESK_SEED").toUInt() : std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const Files whole = sample();
        QVERIFY(!whole.wal.isEmpty() && whole.hashes.size() > 60);
        const int rounds = roundsOf(100, 1000);
        int replaced = 0;
        int found = 0;
        int shortened = 0;
        int untouched = 0;
        for (int round = 0; round < rounds; ++round) {
            const QTemporaryDir folder;
            const QString file = folder.filePath(u"obdesk.db"_s);
            const int which = int(random() % 3);
            QVERIFY(put(file, which != 1 ? damaged(whole.database, random) : whole.database));
            QVERIFY(put(file + u"-wal"_s, which != 0 ? damaged(whole.wal, random) : whole.wal));
            const QString where = u"round %1: "_s.arg(round);

            JournalStore store(file, Database::Access::Use);
            const DataFileState state = store.open();
            QVERIFY2(state.kind == DataFileState::Kind::Ready || state.kind == DataFileState::Kind::Replaced, qPrintable(where + state.reason));
            const VerifyResult result = store.verify({});
            const QList<JournalEntry> entries = store.entries({ .limit = 0 });
            (void)store.openEntries({});
            if (state.kind == DataFileState::Kind::Replaced) {
                ++replaced;
                QVERIFY2(QFile::exists(state.damagedFile) && !state.reason.isEmpty(), qPrintable(where));
                QVERIFY2(result.sound && result.rows == 0 && entries.isEmpty(), qPrintable(where));
            } else if (!result.sound) {
                ++found;
                QVERIFY2(!result.places.isEmpty() || !result.problem.isEmpty(), qPrintable(where));
            } else {
                // Sound: then it is what was written, perhaps without what was in the -wal.
                QVERIFY2(result.rows <= whole.hashes.size(), qPrintable(where));
                const QList<StoredRow> rows = store.extract({ .limit = 0 }).rows;
                QCOMPARE(rows.size(), result.rows);
                for (qsizetype i = 0; i < rows.size(); ++i)
                    QVERIFY2(rows.at(i).hash == whole.hashes.at(i), qPrintable(where));
                (rows.size() < whole.hashes.size() ? shortened : untouched) += 1;
            }
            const std::optional<ApiError> error = store.begin(addServers(u"afterwards"_s, { 1000 }));
            QVERIFY2(!error, qPrintable(where + (error ? error->detail : QString())));
            QVERIFY2(store.conclude(u"afterwards"_s, concluded(Conclusion::Kind::Accepted)) == JournalStore::Written::Yes, qPrintable(where));
            store.close();
            JournalStore again(file, Database::Access::Use);
            QVERIFY2(again.open().kind == DataFileState::Kind::Ready, qPrintable(where));
            QVERIFY2(again.entry(u"afterwards"_s).has_value(), qPrintable(where));
        }
        figure("damaged histories started: %d/%d (%d replaced, %d found by verify, %d without their last rows, %d unharmed)", rounds, rounds, replaced,
              found, shortened, untouched);
        QVERIFY(replaced > 0);
    }
};

QTEST_GUILESS_MAIN(TestHistoryDamage)
#include "tst_history_damage.moc"
