// SPDX-License-Identifier: GPL-3.0-or-later
// The journal as a file: JSON from which anybody can check the chain, CSV that no spreadsheet runs.
#include "history/samplechanges.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

/// As journalrow.h says, written down once more, from the file alone.
QByteArray hashFrom(const QJsonObject &row)
{
    static const QStringList numbers { u"seq"_s, u"at"_s, u"cluster"_s, u"task"_s, u"subtask"_s, u"clock_skew_ms"_s, u"pid"_s, u"process_start"_s, u"http_status"_s };
    static const QStringList names {
        u"seq"_s, u"previous"_s, u"event"_s, u"intent"_s, u"at"_s, u"kind"_s, u"os_user"_s, u"connection_id"_s, u"connection_name"_s, u"server"_s, u"user"_s,
        u"environment"_s, u"method"_s, u"path"_s, u"body"_s, u"cluster"_s, u"target_name"_s, u"zone"_s, u"hosts"_s, u"task"_s, u"subtask"_s, u"reason"_s,
        u"state_before"_s, u"clock_skew_ms"_s, u"pid"_s, u"process_start"_s, u"run"_s, u"http_status"_s, u"code"_s, u"message"_s, u"trace_id"_s, u"state"_s,
        u"detail"_s };
    QByteArray bytes = "obdesk.journal 1\n";
    for (const QString &name : names) {
        const QJsonValue value = row.value(name);
        const bool number = numbers.contains(name);
        const QByteArray text = value.isNull() ? QByteArray() : value.isDouble() ? QByteArray::number(value.toInteger()) : value.toString().toUtf8();
        bytes += name.toUtf8() + '=' + (value.isNull() ? 'n' : number ? 'i' : 't') + ' ' + QByteArray::number(text.size()) + ':' + text + '\n';
    }
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace

class TestHistoryExport final : public QObject
{
    Q_OBJECT

private slots:
    void jsonHoldsTheChain()
    {
        const QTemporaryDir folder;
        Journal journal(folder.filePath(u"obdesk.db"_s));
        fill(journal);
        const QString file = folder.filePath(u"out/journal.json"_s);
        QCOMPARE(exported(journal, file, JournalFormat::Json), QString());
        const QJsonObject document = QJsonDocument::fromJson(contentOf(file)).object();
        QCOMPARE(document.value("schema"_L1).toString(), u"obdesk.journal"_s);
        QCOMPARE(document.value("version"_L1).toInt(), 1);
        const QJsonArray rows = document.value("rows"_L1).toArray();
        QCOMPARE(rows.size(), 5);
        QCOMPARE(document.value("allRows"_L1).toInt(), 5);
        QString previous(64, u'0');
        qint64 seq = 0;
        for (const QJsonValue &value : rows) {
            const QJsonObject row = value.toObject();
            QCOMPARE(row.value("seq"_L1).toInteger(), ++seq);
            QCOMPARE(row.value("previous"_L1).toString(), previous);
            previous = row.value("hash"_L1).toString();
            QCOMPARE(QString::fromLatin1(hashFrom(row)), previous);
        }
        QCOMPARE(document.value("head"_L1).toString(), previous);
        QCOMPARE(rows.at(2).toObject().value("task"_L1).toString(), u"9007199254740993"_s); // not rounded
        struct stat info {};
        QCOMPARE(::stat(QFile::encodeName(file).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777, mode_t(0600));
    }

    void csvHasALinePerChange()
    {
        const QTemporaryDir folder;
        Journal journal(folder.filePath(u"obdesk.db"_s));
        fill(journal);
        const QString file = folder.filePath(u"journal.csv"_s);
        QCOMPARE(exported(journal, file, JournalFormat::Csv), QString());
        const QByteArray csv = contentOf(file);
        QVERIFY(csv.startsWith("\xEF\xBB\xBFrow,id,"));
        QCOMPARE(csv.count("\r\n"), 3);
        const QList<QByteArray> lines = csv.split('\n');
        QVERIFY(lines.at(1).contains(",a,2026-11-24T04:00:00.123Z,add-servers,accepted,"));
        QVERIFY(lines.at(1).contains(",9007199254740993,"));
        QVERIFY(lines.at(2).contains(",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\","));
        QVERIFY(lines.at(2).contains("unknown"));
        QVERIFY(!csv.contains('\x1b'));
    }

    void onlyWhatIsAskedFor()
    {
        const QTemporaryDir folder;
        Journal journal(folder.filePath(u"obdesk.db"_s));
        fill(journal);
        const QString file = folder.filePath(u"open.json"_s);
        QCOMPARE(exported(journal, file, JournalFormat::Json, { .onlyOpen = true }), QString());
        const QJsonObject document = QJsonDocument::fromJson(contentOf(file)).object();
        QCOMPARE(document.value("rows"_L1).toArray().size(), 2);
        QCOMPARE(document.value("allRows"_L1).toInt(), 5);
    }

private:
    static void fill(Journal &journal)
    {
        QVERIFY(!begun(journal, addServers(u"a"_s, { 11 })));
        Intent evil = addServers(u"b"_s, { 12 });
        evil.reason = u"=HYPERLINK(\"http://evil\",\"x\")"_s;
        evil.stateBefore = u"\x1b[31mred"_s;
        QVERIFY(!begun(journal, evil));
        QVERIFY(concludedWith(journal, u"a"_s, concluded(Conclusion::Kind::Accepted)));
        QVERIFY(concludedWith(journal, u"a"_s, concluded(Conclusion::Kind::Observed)));
        QVERIFY(concludedWith(journal, u"b"_s, concluded(Conclusion::Kind::Unknown)));
    }

    static QString exported(Journal &journal, const QString &file, JournalFormat format, const JournalQuery &query = { .limit = 0 })
    {
        QObject context;
        std::optional<QString> problem;
        journal.exportTo(file, format, query, &context, [&problem](const QString &text) { problem = text; });
        return QTest::qWaitFor([&] { return problem.has_value(); }, 20000) ? *problem : u"no answer"_s;
    }
};

QTEST_GUILESS_MAIN(TestHistoryExport)
#include "tst_history_export.moc"
