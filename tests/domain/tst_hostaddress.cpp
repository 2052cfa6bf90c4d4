// SPDX-License-Identifier: GPL-3.0-or-later
// One host in several spellings, and what is no address at all.
#include "domain/cluster.h"
#include "domain/hostaddress.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestHostAddress : public QObject
{
    Q_OBJECT

private slots:
    void same_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        const auto row = [](const char *a, const char *b, bool same) {
            QTest::newRow(qPrintable(u"%1 | %2"_s.arg(QLatin1StringView(a), QLatin1StringView(b)))) << QString::fromLatin1(a) << QString::fromLatin1(b) << same;
        };
        row("2001:db8::1", "2001:0db8:0000:0000:0000:0000:0000:0001", true);
        row("2001:DB8::1", "2001:db8:0:0::1", true);
        row("[2001:db8::1]", "2001:db8::1", true);
        row("::", "0:0:0:0:0:0:0:0", true);
        row("::1", "0:0:0:0:0:0:0:1", true);
        row("fe80::", "fe80:0:0:0:0:0:0:0", true);
        row("::ffff:10.0.0.1", "::ffff:a00:1", true);
        row("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true);
        row("2001:db8::1", "2001:db8::1:5", false);
        row("2001:db8::1", "2001:db8::10", false);
        row("10.0.0.1", "10.0.0.1", true);
        row("10.0.0.1", "10.0.0.12", false);
        row("10.0.0.1", "::ffff:10.0.0.1", false); // another address, even where it ends at the same host
        row("db-1.Example.com", "DB-1.example.com", true);
        row("", "", false);
        row("2001:db8::1", "", false);
    }

    void same()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, same);
        QCOMPARE(isSameAddress(a, b), same);
        QCOMPARE(isSameAddress(b, a), same);
    }

    void noIpv6()
    {
        for (const char *text : { "", ":", ":::", "1:2", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "::10.0.0", "::10.0.0.256", "10.0.0.1::",
                                  "1:2:3:4:5:6:7:8::", "db-1", "10.0.0.1", "[::1", "1:2:3:4:5:6:7:" })
            QVERIFY2(!ipv6Groups(QString::fromLatin1(text)), text);
    }

    void withPort()
    {
        QCOMPARE(addressWithPort(u"10.0.0.1"_s, 2882), u"10.0.0.1:2882"_s);
        QCOMPARE(addressWithPort(u"2001:db8::1"_s, 2882), u"[2001:db8::1]:2882"_s);
        QCOMPARE(addressWithPort(u"[2001:db8::1]"_s, 2882), u"[2001:db8::1]:2882"_s);
        QCOMPARE(addressWithPort(u"2001:db8::1"_s, {}), u"2001:db8::1"_s);
        ObServer server;
        server.ip = u"2001:db8::1"_s;
        server.port = 2882;
        QCOMPARE(server.address(), u"[2001:db8::1]:2882"_s);
    }
};

QTEST_GUILESS_MAIN(TestHostAddress)
#include "tst_hostaddress.moc"
