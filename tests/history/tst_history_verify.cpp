// SPDX-License-Identifier: GPL-3.0-or-later
// Every byte of every stored value, turned over, is found and located; so are rows that were deleted, added, swapped, renumbered or cut
// off; and a journal written anew is found by what was kept outside.
#include "history/samplechanges.h"
#include "support/figure.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <algorithm>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

using Kind = Conclusion::Kind;

class TestHistoryVerify final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<JournalStore>(m_dir->filePath(u"obdesk.db"_s), Database::Access::Use);
        QVERIFY(!m_store->begin(addServers(u"a"_s, { 11 })));
        QCOMPARE(m_store->conclude(u"a"_s, concluded(Kind::Unknown)), JournalStore::Written::Yes);
        Intent retry = addServers(u"b"_s, {});
        retry.kind = operations::retrySubtask;
        retry.task = TaskId(9007199254740993);
        retry.subtask = SubtaskId(3);
        retry.claims = claimsOnTargets(retry);
        retry.clockSkew.reset();
        QVERIFY(!m_store->begin(retry));
        QCOMPARE(m_store->conclude(u"a"_s, concluded(Kind::Found)), JournalStore::Written::Yes);
        QCOMPARE(m_store->conclude(u"b"_s, concluded(Kind::Refused)), JournalStore::Written::Yes);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
            database.setDatabaseName(m_dir->filePath(u"obdesk.db"_s));
            QVERIFY(database.open());
        }
        sql(u"PRAGMA synchronous = OFF"_s);
        m_before = m_store->verify({});
        QVERIFY(m_before.sound);
        QCOMPARE(m_before.rows, 5);
    }

    void cleanup()
    {
        QSqlDatabase::database(u"tamper"_s).close();
        QSqlDatabase::removeDatabase(u"tamper"_s);
        m_store.reset();
    }

    void everyByteOfEveryValue()
    {
        QStringList columns { u"digests"_s, u"hash"_s };
        for (const ColumnSpec &column : journalColumns())
            columns.append(QString::fromLatin1(column.name));
        columns.removeOne(u"seq"_s); // see renumberedRow()
        const bool all = roundsOf(0, 1) == 1;
        int changed = 0;
        for (int seq = 1; seq <= 5; ++seq) {
            for (const QString &column : std::as_const(columns)) {
                QSqlQuery query(QSqlDatabase::database(u"tamper"_s));
                QVERIFY(query.exec(u"SELECT typeof(%1), CAST(%1 AS BLOB) FROM journal WHERE seq = %2"_s.arg(column).arg(seq)) && query.next());
                const QString storageClass = query.value(0).toString();
                const QByteArray bytes = query.value(1).toByteArray();
                query.finish();
                QStringList values;
                if (storageClass == "null"_L1) {
                    const bool required = column == "previous"_L1;
                    QVERIFY(!required);
                    values = { u"''"_s, u"0"_s };
                } else if (storageClass == "integer"_L1) {
                    for (int byte = 0; byte < 8; ++byte)
                        values.append(u"%1"_s.arg(qint64(quint64(bytes.toLongLong()) ^ (quint64(1) << (8 * byte)))));
                } else {
                    // The digests are long and all alike: by default every eleventh digit of them.
                    for (qsizetype i = 0; i < bytes.size(); i += column == "digests"_L1 && !all ? 11 : 1) {
                        for (const int bit : { 0, 7 }) {
                            QByteArray flipped = bytes;
                            flipped[i] = char(flipped.at(i) ^ (1 << bit));
                            values.append(u"CAST(x'%1' AS TEXT)"_s.arg(QString::fromLatin1(flipped.toHex())));
                        }
                    }
                    values.append(u"CAST(x'%1' AS BLOB)"_s.arg(QString::fromLatin1((bytes + ' ').toHex())));
                }
                for (const QString &value : std::as_const(values)) {
                    sql(u"UPDATE journal SET %1 = %2 WHERE seq = %3"_s.arg(column, value).arg(seq));
                    const VerifyResult result = m_store->verify({});
                    QVERIFY2(!result.sound && located(result, seq, column), qPrintable(u"row %1, %2 = %3"_s.arg(seq).arg(column, value)));
                    ++changed;
                }
                const QString original = storageClass == "null"_L1 ? u"NULL"_s
                        : storageClass == "integer"_L1             ? QString::fromLatin1(bytes)
                                                                   : u"CAST(x'%1' AS TEXT)"_s.arg(QString::fromLatin1(bytes.toHex()));
                sql(u"UPDATE journal SET %1 = %2 WHERE seq = %3"_s.arg(column, original).arg(seq));
            }
        }
        QVERIFY(m_store->verify({}).sound); // everything was put back
        figure("changed bytes found and located: %d/%d", changed, changed);
    }

    void everyByteOfTheCount()
    {
        for (int byte = 0; byte < 8; ++byte) {
            sql(u"UPDATE meta SET rows = %1"_s.arg(qint64(quint64(5) ^ (quint64(1) << (8 * byte)))));
            QVERIFY(located(m_store->verify({}), 0, u"rows"_s));
        }
        sql(u"UPDATE meta SET rows = 5"_s);
        for (qsizetype i = 0; i < m_before.head.size(); ++i) {
            QByteArray head = m_before.head;
            head[i] = char(head.at(i) ^ 1);
            sql(u"UPDATE meta SET head = CAST(x'%1' AS TEXT)"_s.arg(QString::fromLatin1(head.toHex())));
            QVERIFY(located(m_store->verify({}), 0, u"head"_s));
        }
    }

    void renumberedRow()
    {
        sql(u"UPDATE journal SET seq = 77 WHERE seq = 2"_s);
        const VerifyResult result = m_store->verify({});
        QVERIFY(located(result, 2, u"seq"_s));  // missing there
        QVERIFY(located(result, 77, u"seq"_s)); // and not what it was here
    }

    void deletedRow_data()
    {
        QTest::addColumn<int>("seq");
        QTest::newRow("first") << 1;
        QTest::newRow("middle") << 3;
    }
    void deletedRow()
    {
        QFETCH(int, seq);
        sql(u"DELETE FROM journal WHERE seq = %1"_s.arg(seq));
        const VerifyResult result = m_store->verify({});
        QVERIFY(located(result, seq, u"seq"_s));
        QVERIFY(located(result, 0, u"rows"_s));
    }

    void deletedAndClosedUp()
    {
        sql(u"DELETE FROM journal WHERE seq = 3"_s);
        sql(u"UPDATE journal SET seq = seq - 1 WHERE seq > 3"_s);
        sql(u"UPDATE meta SET rows = 4"_s);
        const VerifyResult result = m_store->verify({});
        QVERIFY(located(result, 3, u"seq"_s));
        QVERIFY(located(result, 4, u"seq"_s));
    }

    void lastRowsCutOff()
    {
        sql(u"DELETE FROM journal WHERE seq > 3"_s);
        const VerifyResult result = m_store->verify({});
        QVERIFY(located(result, 0, u"rows"_s));
        QVERIFY(located(result, 0, u"head"_s));
        // Nobody goes on writing after a wrong end.
        QCOMPARE(m_store->begin(addServers(u"c"_s, { 99 }))->kind, ApiError::Kind::JournalFailed);
    }

    void swappedRows()
    {
        sql(u"UPDATE journal SET seq = 1000 WHERE seq = 2"_s);
        sql(u"UPDATE journal SET seq = 2 WHERE seq = 4"_s);
        sql(u"UPDATE journal SET seq = 4 WHERE seq = 1000"_s);
        const VerifyResult result = m_store->verify({});
        QVERIFY(located(result, 2, u"seq"_s));
        QVERIFY(located(result, 4, u"seq"_s));
    }

    void insertedRow()
    {
        sql(u"CREATE TEMP TABLE copy AS SELECT * FROM journal WHERE seq = 5"_s);
        sql(u"UPDATE copy SET seq = 6"_s);
        sql(u"INSERT INTO journal SELECT * FROM copy"_s);
        const VerifyResult result = m_store->verify({});
        QVERIFY(located(result, 6, u"seq"_s));
        QVERIFY(located(result, 0, u"rows"_s));
    }

    /// Hash and digests made anew for a changed row: the next row tells, and for the last one the end of the chain.
    void changedWithItsHash()
    {
        for (const int seq : { 2, 5 }) {
            StoredRow stored = m_store->extract({ .limit = 0 }).rows.at(seq - 1);
            JournalRow row = stored.row;
            row[Column::Message] = StoredValue::text(u"nothing happened"_s);
            QSqlQuery query(QSqlDatabase::database(u"tamper"_s));
            query.prepare(u"UPDATE journal SET message = ?, digests = CAST(? AS TEXT), hash = CAST(? AS TEXT) WHERE seq = ?"_s);
            for (const QVariant &value : QVariantList { u"nothing happened"_s, digestsOf(row), hashOf(row), seq })
                query.addBindValue(value);
            QVERIFY(query.exec());
            query.finish();
            const VerifyResult result = m_store->verify({});
            QVERIFY(seq == 5 ? located(result, 0, u"head"_s) : located(result, seq + 1, u"previous"_s));
            initAgain();
        }
    }

    void writtenAnewIsFoundByWhatWasKept()
    {
        const QString file = m_dir->filePath(u"second.db"_s);
        JournalStore forged(file, Database::Access::Use);
        for (int host = 1; host <= 5; ++host)
            QVERIFY(!forged.begin(addServers(QString::number(host), { host })));
        QVERIFY(forged.verify({}).sound);
        const VerifyResult result = forged.verify({ m_before.head, m_before.rows });
        QVERIFY(!result.sound);
        QVERIFY(located(result, 5, u"head"_s));
        QVERIFY(located(forged.verify({ m_before.head, 9 }), 0, u"rows"_s));
        // The true one may have grown since.
        QVERIFY(m_store->verify({ m_before.head, m_before.rows }).sound);
        QVERIFY(!m_store->begin(addServers(u"c"_s, { 99 })));
        QVERIFY(m_store->verify({ m_before.head, m_before.rows }).sound);
        QVERIFY(m_store->verify({ m_before.head.toUpper(), m_before.rows }).sound);
    }

    void addedOrMissingClaims()
    {
        sql(u"INSERT INTO claim VALUES ('https://ocp.example:8443', 'host:5', 'a')"_s);
        QVERIFY(located(m_store->verify({}), 0, u"claim"_s));
        sql(u"DELETE FROM claim"_s);
        QVERIFY(m_store->verify({}).sound);
        QVERIFY(!m_store->begin(addServers(u"c"_s, { 99 })));
        sql(u"DELETE FROM claim"_s);
        QVERIFY(located(m_store->verify({}), 0, u"claim"_s));
    }

private:
    void sql(const QString &statement)
    {
        QSqlQuery query(QSqlDatabase::database(u"tamper"_s));
        QVERIFY2(query.exec(statement), qPrintable(statement + u": "_s + query.lastError().text()));
    }

    void initAgain()
    {
        cleanup();
        init();
    }

    static bool located(const VerifyResult &result, qint64 seq, const QString &field)
    {
        const auto isThere = [&](const VerifyResult::Place &place) { return place.seq == seq && place.field == field; };
        return !result.sound && result.badPlaces >= result.places.size()
            && std::any_of(result.places.cbegin(), result.places.cend(), isThere);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<JournalStore> m_store;
    VerifyResult m_before;
};

QTEST_GUILESS_MAIN(TestHistoryVerify)
#include "tst_history_verify.moc"
