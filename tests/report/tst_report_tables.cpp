// SPDX-License-Identifier: GPL-3.0-or-later
// CSV, Markdown and DOT: one line per step in order of execution, and no text breaks out of its cell.
#include "files/csvcell.h"
#include "report/csvwriter.h"
#include "report/dotwriter.h"
#include "report/markdownwriter.h"
#include "report/sampleruns.h"
#include "support/figure.h"
#include "words/plain.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace obdesk;
using namespace obdesk::samples;
using namespace Qt::StringLiterals;

namespace {

using Writer = QString (*)(const Run &, QIODevice &);

QByteArray bytesOf(Writer writer, const Run &run)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (const QString problem = writer(run, buffer); !problem.isEmpty())
        qFatal("%s", qPrintable(problem));
    return bytes;
}

/// Without the byte order mark.
QString written(Writer writer, const Run &run)
{
    return QString::fromUtf8(bytesOf(writer, run));
}

/// What spreadsheets take for one (OWASP, "CSV injection"), the full-width forms included.
bool startsAFormula(const QString &cell)
{
    return !cell.isEmpty() && u"=+-@\t\r\n＝＋－＠"_s.contains(cell.front());
}

/// A reader after RFC 4180, section 2: quoted fields may hold commas, line breaks and doubled quotes; lines end in CRLF.
/// An empty list when the text is not well-formed.
QList<QStringList> parseCsv(const QString &text)
{
    QList<QStringList> records { QStringList() };
    QString field;
    qsizetype i = 0;
    while (i < text.size()) {
        if (text.at(i) == u'"') {
            for (++i;; ++i) {
                if (i >= text.size())
                    return {};
                if (text.at(i) != u'"')
                    field += text.at(i);
                else if (i + 1 < text.size() && text.at(i + 1) == u'"')
                    field += text.at(++i);
                else
                    break;
            }
            ++i;
        }
        while (i < text.size() && text.at(i) != u',' && text.at(i) != u'\r') {
            if (text.at(i) == u'"' || text.at(i) == u'\n')
                return {};
            field += text.at(i++);
        }
        records.last().append(field);
        field.clear();
        if (i >= text.size() || (text.at(i) == u'\r' && (i + 1 >= text.size() || text.at(i + 1) != u'\n')))
            return {};
        if (text.at(i) == u'\r') {
            records.append(QStringList());
            ++i;
        }
        ++i;
    }
    records.removeLast();
    return records;
}

} // namespace

class TestTables final : public QObject
{
    Q_OBJECT

private slots:
    void csv()
    {
        const QString text = written(writeCsv, failedRun());
        QVERIFY(bytesOf(writeCsv, failedRun()).startsWith("\xEF\xBB\xBForder,"));
        const QList<QStringList> records = parseCsv(text);
        const QList<QStringList> expected {
            { u"order"_s, u"id"_s, u"name"_s, u"host"_s, u"parallel_index"_s, u"state"_s, u"operation"_s, u"started_utc"_s,
              u"finished_utc"_s, u"duration_s"_s, u"runs"_s, u"executor"_s, u"upstream_ids"_s, u"downstream_ids"_s,
              u"cause"_s, u"attempts"_s },
            { u"1"_s, u"1"_s, u"Prepare, check \"disks\""_s, {}, {}, u"skipped"_s, u"SKIP"_s, u"2023-01-17T03:36:02.000Z"_s,
              u"2023-01-17T03:36:04.500Z"_s, u"2.500"_s, u"1"_s, {}, {}, u"2 3"_s, {}, {} },
            { u"2"_s, u"2"_s, u"启动 observer 进程"_s, u"10.0.0.7"_s, u"0"_s, u"successful"_s, u"EXECUTE"_s, u"2023-01-17T03:36:05.000Z"_s,
              u"2023-01-17T03:38:05.000Z"_s, u"120.000"_s, u"1"_s, {}, u"1"_s, u"4"_s, {}, {} },
            { u"3"_s, u"3"_s, u"启动 observer 进程"_s, u"10.0.0.8"_s, u"1"_s, u"failed"_s, u"EXECUTE"_s, u"2023-01-17T03:40:00.000Z"_s,
              u"2023-01-17T03:42:43.000Z"_s, u"163.000"_s, u"3"_s, u"10.0.0.1"_s, u"1"_s, u"4"_s,
              u"start observer timed out: port 2882 is in use"_s,
              u"EXECUTE failed: old failure of the first run; RETRY failed: start observer timed out: port 2882 is in use"_s },
            { u"4"_s, u"4"_s, u"Update OB cluster status"_s, {}, {}, u"pending"_s, u"EXECUTE"_s, {}, {}, {}, {}, {}, u"2 3"_s, {}, {}, {} },
        };
        QCOMPARE(records, expected);
    }

    void csvCellsAreNoFormulas_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << u"a b"_s << u"a b"_s;
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("formula") << u"=cmd|' /C calc'!A0"_s << u"'=cmd|' /C calc'!A0"_s;
        QTest::newRow("plus") << u"+1"_s << u"'+1"_s;
        QTest::newRow("minus") << u"-1"_s << u"'-1"_s;
        QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("tab") << u"\t=1"_s << u"'\t=1"_s;
        QTest::newRow("cr") << u"\r=1"_s << u"\"'\r=1\""_s;
        QTest::newRow("lf") << u"\n=1"_s << u"\"'\n=1\""_s;
        QTest::newRow("full width") << u"＝1"_s << u"'＝1"_s;
        QTest::newRow("after what has no width") << u"\uFEFF\u200B=1"_s << u"'\uFEFF\u200B=1"_s;
        QTest::newRow("within") << u"a=1"_s << u"a=1"_s;
        QTest::newRow("quotes") << u"say \"x\""_s << u"\"say \"\"x\"\"\""_s;
        QTest::newRow("comma") << u"a,b"_s << u"\"a,b\""_s;
        QTest::newRow("formula with comma") << u"=A1,\"x\""_s << u"\"'=A1,\"\"x\"\"\""_s;
    }
    void csvCellsAreNoFormulas()
    {
        QFETCH(QString, text);
        QTEST(csvCell(text), "cell");
    }

    void csvKeepsHostileTexts()
    {
        const QStringList texts = hostileTexts();
        for (const QString &text : texts) {
            const QList<QStringList> records = parseCsv(written(writeCsv, runOf(text)));
            QCOMPARE(records.size(), 5);
            for (const QStringList &record : records.sliced(1)) {
                QCOMPARE(record.size(), 16);
                QString name = displayText(text, true);
                if (startsAFormula(name))
                    name.prepend(u'\'');
                QCOMPARE(record.at(2), QString::fromUtf8(name.toUtf8()));
                for (const QString &cell : record)
                    QVERIFY2(!startsAFormula(cell), qPrintable(cell));
            }
        }
        test::figure("hostile texts: %lld/%lld stay one cell each in CSV, none a formula", qlonglong(texts.size()), qlonglong(texts.size()));
        QCOMPARE_GE(texts.size(), 200);
    }

    void markdown()
    {
        const QString text = written(writeMarkdown, failedRun());
        QVERIFY(text.startsWith(u"# Task 107720 · Add OB server\n"_s));
        QVERIFY(text.contains(u"**✖ Failed** · **Production**"_s));
        QVERIFY(text.contains(u"- **Zone:** zone1\n"_s));
        QVERIFY(text.contains(u"- **Hosts:** 10.0.0.7, 10.0.0.8\n"_s));
        QVERIFY(text.contains(u"- **Progress:** 2 / 4 · Failed 1 · Pending 1 · Skipped 1\n"_s));
        QVERIFY(text.contains(u"10.0.0.8\n\nstart observer timed out: port 2882 is in use\n\nA guess: the last error before the end of the run\n\n"_s));
        QVERIFY(text.contains(u"## Steps that ran more than once\n\n### 3 · 启动 observer 进程 · 10.0.0.8\n\n"
                              "- 1 · execute · 2023-01-17 03:36:05 – 03:36:06 · Failed: old failure of the first run\n"
                              "- 2 · retry · 2023-01-17 03:40:00 – 03:42:43 · Failed: start observer timed out: port 2882 is in use\n"_s));
        QVERIFY(text.contains(u"| 3 | 启动 observer 进程 | 10.0.0.8 | ✖ Failed | 2023-01-17 03:40:00 | 2023-01-17 03:42:43 | 2:43 | 3 |\n"_s));
        QVERIFY(text.contains(u"```text\nPOST /api/v2/ob/clusters/21/servers\n"_s));
    }

    void markdownCellsStayCells()
    {
        const QStringList texts = hostileTexts();
        for (const QString &text : texts) {
            const QStringList lines = written(writeMarkdown, runOf(text)).split(u'\n');
            int rows = 0;
            for (const QString &line : lines) {
                if (!line.startsWith(u"| "_s) || line.startsWith(u"| ---"_s))
                    continue;
                QString bare = line;
                bare.remove(u"\\\\"_s).remove(u"\\|"_s);
                QCOMPARE(bare.count(u'|'), 9);
                QVERIFY(!bare.contains(u'<'));
                ++rows;
            }
            QCOMPARE(rows, 5);
        }
        test::figure("hostile texts: %lld/%lld stay one cell each in Markdown, without markup", qlonglong(texts.size()), qlonglong(texts.size()));
    }

    void markdownFenceIsLongerThanWhatItHolds()
    {
        Run run = failedRun();
        run.request = u"a\n`````\nb"_s;
        QVERIFY(written(writeMarkdown, run).contains(u"``````text\na\n`````\nb\n``````\n"_s));
    }

    void dot()
    {
        const QString text = written(writeDot, failedRun());
        QVERIFY(text.startsWith(u"digraph \"task 107720\" {\n"_s));
        QVERIFY(text.contains(u"n0 [id=\"subtask-1\", label=\"Prepare, check \\\"disks\\\"\\n"_s));
        QVERIFY(text.contains(u"n2 [id=\"subtask-3\", label=\"启动 observer 进程\\n10.0.0.8\\n✖ Failed · 2:43\""_s));
        QVERIFY(text.contains(u"  n0 -> n1;\n  n0 -> n2;\n  n1 -> n3;\n  n2 -> n3;\n}"_s));
    }

    /// Outside of quoted texts nothing of the server remains.
    void dotTextsStayQuoted()
    {
        const QStringList texts = hostileTexts();
        for (const QString &text : texts) {
            QString outside;
            bool quoted = false;
            const QString dot = written(writeDot, runOf(text));
            for (qsizetype i = 0; i < dot.size(); ++i) {
                if (quoted && dot.at(i) == u'\\')
                    ++i;
                else if (dot.at(i) == u'"')
                    quoted = !quoted;
                else if (!quoted)
                    outside += dot.at(i);
            }
            QVERIFY(!quoted);
            static const QRegularExpression plain(u"^[\\w\\s=,;:\\[\\]{}>-]*$"_s);
            QVERIFY2(plain.match(outside).hasMatch(), qPrintable(outside));
            QCOMPARE(outside.count(u"->"_s), 4);
        }
        test::figure("hostile texts: %lld/%lld stay quoted in DOT", qlonglong(texts.size()), qlonglong(texts.size()));
    }

    void sameRunSameBytes()
    {
        for (Writer writer : { &writeCsv, &writeMarkdown, &writeDot }) {
            Run shuffled = failedRun();
            std::reverse(shuffled.task.subtasks.begin(), shuffled.task.subtasks.end());
            QCOMPARE(written(writer, shuffled), written(writer, failedRun()));
        }
    }

    void anEmptyTaskIsStillAReport()
    {
        QCOMPARE(parseCsv(written(writeCsv, Run {})).size(), 1);
        QVERIFY(written(writeMarkdown, Run {}).contains(u"**Saved reply**"_s));
        QVERIFY(written(writeDot, Run {}).endsWith(u"}\n"_s));
    }
};

QTEST_GUILESS_MAIN(TestTables)
#include "tst_report_tables.moc"
