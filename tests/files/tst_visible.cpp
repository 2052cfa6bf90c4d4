// SPDX-License-Identifier: GPL-3.0-or-later
// Characters that act on what shows them are shown instead.
#include "files/visible.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestVisible final : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void everyOtherCharacterStays();
};

void TestVisible::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("lines");
    QTest::newRow("plain") << u"zone1 北京 😀"_s << u"zone1 北京 😀"_s << u"zone1 北京 😀"_s;
    QTest::newRow("line ends") << u"a\tb\nc\r"_s << u"a␉b␊c␍"_s << u"a\tb\nc␍"_s;
    QTest::newRow("escape") << u"\x1b[31m"_s << u"␛[31m"_s << u"␛[31m"_s;
    QTest::newRow("NUL") << QString(QChar(0)) << u"␀"_s << u"␀"_s;
    QTest::newRow("DEL") << u"a\x7f"_s << u"a␡"_s << u"a␡"_s;
    QTest::newRow("C1") << u"a\u009b"_s << u"a\ufffd"_s << u"a\ufffd"_s;
    QTest::newRow("direction") << u"db\u202egnp"_s << u"db\\u202egnp"_s << u"db\\u202egnp"_s;
    QTest::newRow("isolate") << u"\u2066a\u2069"_s << u"\\u2066a\\u2069"_s << u"\\u2066a\\u2069"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\\u2028b"_s << u"a\\u2028b"_s;
    QTest::newRow("no width") << u"a\u200bb\ufeff"_s << u"a\\u200bb\\ufeff"_s << u"a\\u200bb\\ufeff"_s;
    QTest::newRow("no character") << QString(QChar(0xffff)) << u"\ufffd"_s << u"\ufffd"_s;
    QTest::newRow("Arabic letter mark") << u"\u061c"_s << u"\\u061c"_s << u"\\u061c"_s;
}

void TestVisible::texts()
{
    QFETCH(const QString, text);
    QTEST(visible(text, false), "line");
    QTEST(visible(text, true), "lines");
}

void TestVisible::everyOtherCharacterStays()
{
    int changed = 0;
    for (int u = 0; u <= 0xffff; ++u) {
        const QChar c = QChar(char16_t(u));
        if (visible(c, false) != QString(c))
            ++changed;
        else
            QVERIFY2(c.category() != QChar::Other_Control, QByteArray::number(u, 16));
    }
    QCOMPARE(changed, 32 + 1 + 32 + 17 + 2); // C0, DEL, C1; those that turn or break the line or have no width; those that are none
}

QTEST_GUILESS_MAIN(TestVisible)
#include "tst_visible.moc"
