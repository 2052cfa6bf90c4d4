// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of 2,048 bytes are joined to the lines that were written, wherever the border falls.
#include "logs/rows.h"
#include "support/enginelog.h"
#include "support/figure.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// What was written, with each character that a border tore replaced.
QString withoutTorn(const QString &text)
{
    return QString(text).remove(QChar(0xFFFD));
}

} // namespace

class TestRows : public QObject
{
    Q_OBJECT

private slots:
    /// A border after each byte of an entry with a trace, in plain and in Chinese text.
    void everyBorder();
    /// One stream cut from its beginning on, whatever it holds: rows know nothing of entries then.
    void rowsThroughTheWholeLog();
    void tornCharacters();
    void casesComeWhole();
    void leavesOtherTexts_data();
    void leavesOtherTexts();
    void anotherRowBetween();
    void anyText();
};

void TestRows::rowsThroughTheWholeLog()
{
    const auto cut = [](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        QStringList rows;
        for (qsizetype at = 0; at < bytes.size(); at += logRowBytes)
            rows.append(QString::fromUtf8(bytes.sliced(at, std::min(logRowBytes, bytes.size() - at))));
        return rows.join(u'\n');
    };
    for (const QString &words : { u"root_password=geheim, copying package"_s, u"数据目录不为空"_s }) {
        QString text;
        for (int i = 0; i < 120; ++i) {
            text += u"2024-03-12 02:10:%1.037  INFO 213 --- [manual-subtask-executor7,5f0d,9a7c] c.o.o.e.executor.AgentExecutor : entry %2 %3\n"_s
                            .arg(i % 60, 2, 10, QChar(u'0')).arg(i).arg(words.repeated(1 + i % 5));
        }
        text.chop(1);
        for (int shift = 0; shift < int(logRowBytes); shift += 7) {
            const QString whole = QString(shift, u'#') + text;
            const QString joined = joinRows(cut(whole));
            QCOMPARE(joined.count(u'\n'), whole.count(u'\n'));
            // Nothing is missing but the characters that lay across a border.
            const QStringList pieces = joined.split(QChar(0xFFFD), Qt::SkipEmptyParts);
            qsizetype from = 0;
            for (const QString &piece : pieces) {
                QVERIFY(QStringView(whole).sliced(from).startsWith(piece));
                from += piece.size() + 1;
            }
            QCOMPARE(from, whole.size() + 1);
        }
    }
}

void TestRows::everyBorder()
{
    int joined = 0;
    const QString tail = u"context=Context{root_password=geheim, zone_name=zone2}, executor=10.9.0.8"_s;
    for (int padding = 1700; padding < 2150; ++padding) {
        EngineLog log(u"Install rpm"_s, u"InstallRpmTask"_s, 7);
        log.separator(u"EXECUTE"_s);
        log.step(u"INFO"_s, QString(padding, u'p') + u", "_s + tail);
        log.step(u"ERROR"_s, u"failed\njava.lang.IllegalStateException: "_s + QString(padding - 300, u'q') + u"\n\tat a.B.c(B.java:1)\nCaused by: x.YException: why\n\tat a.B.d(B.java:2)"_s);
        log.state(u"EXECUTE"_s, u"FAILED"_s);
        QVERIFY(log.text().count(u'\n') > log.whole().count(u'\n'));
        const QString text = joinRows(log.text());
        QCOMPARE(text + u'\n', log.whole());
        ++joined;
    }
    figure("%d logs joined to what was written, a row's border after each of 450 bytes", joined);
}

void TestRows::tornCharacters()
{
    for (int padding = 1900; padding < 2060; ++padding) {
        EngineLog log(u"Install rpm"_s, u"InstallRpmTask"_s, 7);
        log.step(u"INFO"_s, QString(padding, u'p') + u"节点𠀀磁盘 完"_s.repeated(20));
        log.step(u"INFO"_s, u"next"_s);
        const QString text = joinRows(log.text());
        // One character per border is lost, no line break is left.
        QCOMPARE(text.count(u'\n'), log.whole().count(u'\n'));
        QVERIFY(text.count(QChar(0xFFFD)) <= 1);
        const qsizetype lost = log.whole().toUcs4().size() - withoutTorn(text).toUcs4().size();
        QCOMPARE(lost, text.count(QChar(0xFFFD)));
    }
}

void TestRows::casesComeWhole()
{
    for (const FailureCase &failure : failureCases()) {
        const EngineLog log = engineLog(failure, Noise | EarlierRun | DeepTraces, 2500);
        const QString text = joinRows(log.text());
        QVERIFY(text.count(QChar(0xFFFD)) < 12);
        const QString whole = log.whole();
        QCOMPARE(text.count(u'\n'), whole.count(u'\n') - (whole.endsWith(u'\n') && !text.endsWith(u'\n') ? 1 : 0));
    }
}

void TestRows::leavesOtherTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("lines") << u"a\n\nb\n"_s;
    QTest::newRow("a long line") << QString(2048, u'x') + u'\n' + QString(2049, u'y') + u'\n';
    QTest::newRow("full at its end") << QString(2048, u'x');
}

void TestRows::leavesOtherTexts()
{
    QFETCH(const QString, text);
    QCOMPARE(joinRows(text), text);
}

/// The state is set by another thread; its row may come in between.
void TestRows::anotherRowBetween()
{
    const QString head = u"2024-03-12 02:10:01.037  INFO 213 --- [t,,] l : "_s;
    const QString first = head + QString(2048 - head.size(), u'x');
    const QString text = first + u"\nSet state for subtask: 7, operation:EXECUTE, state: FAILED\nrest"_s;
    QCOMPARE(joinRows(text), text);
}

void TestRows::anyText()
{
    // Nothing but borders, and nothing but line ends.
    QCOMPARE(joinRows((QString(2048, u'x') + u'\n').repeated(100)), QString(204'800, u'x'));
    QCOMPARE(joinRows(QString(5000, u'\n')).size() <= 5000, true);
    const QString halves = (QString(100, QChar(0xD83D)) + u'\n' + QString(50, QChar(0xFFFD))).repeated(300);
    QVERIFY(joinRows(halves).size() <= halves.size());
}

QTEST_GUILESS_MAIN(TestRows)
#include "tst_logs_rows.moc"
