// SPDX-License-Identifier: GPL-3.0-or-later
// Server text, durations and times as one line on a screen.
#include "words/plain.h"

#include <QTest>
#include <QTimeZone>

using namespace obdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestPlain : public QObject
{
    Q_OBJECT

private slots:
    void display_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("lines");
        QTest::newRow("empty") << QString() << QString() << QString();
        QTest::newRow("plain") << u"主机 10.0.0.1"_s << u"主机 10.0.0.1"_s << u"主机 10.0.0.1"_s;
        QTest::newRow("line feed, tab") << u"a\nb\tc"_s << u"a␊b␉c"_s << u"a\nb\tc"_s;
        QTest::newRow("carriage return") << u"a\rb"_s << u"a␍b"_s << u"a␍b"_s;
        QTest::newRow("nul, escape") << QString(QChar(0)) + u"\u001b[31m"_s << u"␀␛[31m"_s << u"␀␛[31m"_s;
        QTest::newRow("delete") << u"a\u007fb"_s << u"a␡b"_s << u"a␡b"_s;
        QTest::newRow("C1") << QString(QChar(0x9b)) + u"m"_s << u"\ufffdm"_s << u"\ufffdm"_s;
        QTest::newRow("reads backwards") << u"db\u202egnp"_s << u"db\\u202egnp"_s << u"db\\u202egnp"_s;
        QTest::newRow("isolates, marks") << u"\u2066\u2069\u200e\u200f\u061c"_s << u"\\u2066\\u2069\\u200e\\u200f\\u061c"_s
                                         << u"\\u2066\\u2069\\u200e\\u200f\\u061c"_s;
        QTest::newRow("line separators") << u"a\u2028b\u2029c"_s << u"a\\u2028b\\u2029c"_s << u"a\\u2028b\\u2029c"_s;
        QTest::newRow("no width") << u"db\u200b1 \u2060\ufeff"_s << u"db\\u200b1 \\u2060\\ufeff"_s << u"db\\u200b1 \\u2060\\ufeff"_s;
        QTest::newRow("no characters") << QString(QChar(0xfffe)) + QChar(0xffff) << u"\ufffd\ufffd"_s << u"\ufffd\ufffd"_s;
        QTest::newRow("beside the bidi controls") << u"\u200d\u2027\u202f\u2065\u206a"_s << u"\u200d\u2027\u202f\u2065\u206a"_s << u"\u200d\u2027\u202f\u2065\u206a"_s;
        QTest::newRow("no-break space is text") << u"a\u00a0b"_s << u"a\u00a0b"_s << u"a\u00a0b"_s;
    }

    void display()
    {
        QFETCH(QString, text);
        QTEST(displayText(text), "line");
        QTEST(displayText(text, true), "lines");
    }

    void longText()
    {
        QCOMPARE(displayText(u"abcde"_s, false, 5), u"abcde"_s);
        QCOMPARE(displayText(u"abcdef"_s, false, 5), u"abcd…"_s);
        QCOMPARE(displayText(QString(5000, u'x')).size(), 4096);
        QCOMPARE(displayText(QString(4096, u'x')), QString(4096, u'x'));
        // Neither a character of two halves nor an escape is cut in the middle.
        QCOMPARE(displayText(u"ab😀cd"_s, false, 4), u"ab…"_s);
        QCOMPARE(displayText(u"ab😀"_s, false, 4), u"ab😀"_s);
        QCOMPARE(displayText(u"ab😀cd"_s, false, 5), u"ab😀…"_s);
        QCOMPARE(displayText(u"ab\u202ecd"_s, false, 6), u"ab…"_s);
        for (int most = 1; most < 10; ++most)
            QVERIFY(displayText(u"😀\u202e😀\u202e😀"_s, false, most).size() <= most);
    }

    void duration_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << u"0:00"_s;
        QTest::newRow("below a second") << qint64(999) << u"0:00"_s;
        QTest::newRow("seconds") << qint64(7000) << u"0:07"_s;
        QTest::newRow("below a minute") << qint64(59'999) << u"0:59"_s;
        QTest::newRow("a minute") << qint64(60'000) << u"1:00"_s;
        QTest::newRow("minutes") << qint64(402'000) << u"6:42"_s;
        QTest::newRow("below an hour") << qint64(3'599'000) << u"59:59"_s;
        QTest::newRow("an hour") << qint64(3'600'000) << u"1:00:00"_s;
        QTest::newRow("hours") << qint64(3'727'000) << u"1:02:07"_s;
        QTest::newRow("below a day") << qint64(86'399'000) << u"23:59:59"_s;
        QTest::newRow("a day") << qint64(86'400'000) << u"1 d 00:00"_s;
        QTest::newRow("days") << qint64((3 * 86400 + 4 * 3600 + 5 * 60 + 59) * 1000LL) << u"3 d 04:05"_s;
        QTest::newRow("negative") << qint64(-5000) << u"–"_s;
    }

    void duration()
    {
        QFETCH(qint64, ms);
        QTEST(durationText(std::chrono::milliseconds(ms)), "text");
        QCOMPARE(durationText(std::nullopt), u"–"_s);
    }

    /// Tests run in UTC.
    void time()
    {
        const QDateTime now(QDate(2026, 3, 2), QTime(12, 0), QTimeZone::utc());
        QCOMPARE(timeText(QDateTime(QDate(2026, 3, 2), QTime(3, 6, 34), QTimeZone::utc()), now), u"03:06:34"_s);
        QCOMPARE(timeText(QDateTime(QDate(2026, 3, 2), QTime(0, 0), QTimeZone::utc()), now), u"00:00:00"_s);
        QCOMPARE(timeText(QDateTime(QDate(2026, 3, 1), QTime(23, 59, 59), QTimeZone::utc()), now), u"2026-03-01 23:59:59"_s);
        QCOMPARE(timeText(QDateTime(QDate(2025, 3, 2), QTime(12, 0), QTimeZone::utc()), now), u"2025-03-02 12:00:00"_s);
        const QDateTime china(QDate(2026, 3, 2), QTime(11, 6, 34), QTimeZone(8 * 3600));
        QCOMPARE(timeText(china, now), u"03:06:34"_s);
        QCOMPARE(timeText({}, now), u"–"_s);
    }

    void age_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("ahead") << qint64(-60) << u"just now"_s;
        QTest::newRow("0") << qint64(0) << u"just now"_s;
        QTest::newRow("1") << qint64(1) << u"just now"_s;
        QTest::newRow("2") << qint64(2) << u"2 s ago"_s;
        QTest::newRow("119") << qint64(119) << u"119 s ago"_s;
        QTest::newRow("120") << qint64(120) << u"2 min ago"_s;
        QTest::newRow("7199") << qint64(7199) << u"119 min ago"_s;
        QTest::newRow("7200") << qint64(7200) << u"2 h ago"_s;
        QTest::newRow("two days") << qint64(172'800) << u"48 h ago"_s;
    }

    void age()
    {
        QFETCH(qint64, seconds);
        QTEST(ageText(std::chrono::seconds(seconds)), "text");
    }
};

QTEST_GUILESS_MAIN(TestPlain)
#include "tst_words_plain.moc"
