// SPDX-License-Identifier: GPL-3.0-or-later
// Authorization headers, against the vectors of OCP's documentation and some of ours computed with another program.
#include "ocp/signer.h"
#include "ocp/timetext.h"

#include <QLocale>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The documentation's published example pair.
const QString exampleKey = u"cqammmxBpfGjFlto"_s;
const QString exampleSecret = u"2fc0c299cc94c6be266f2ceece765d4d"_s;

} // namespace

class TestSigner : public QObject
{
    Q_OBJECT

private slots:
    void signature_data()
    {
        QTest::addColumn<SignedParts>("parts");
        QTest::addColumn<QByteArray>("signature");
        const QByteArray json = "application/json";
        QTest::newRow("documentation 1, POST with x-ocp header")
            << SignedParts { "POST", json, "Tue, 17 Jan 2023 09:13:57 GMT", "ocp.alibaba.net:8080", { { "x-ocp-data", "A,1" } },
                             "/api/v2/compute/idcs", R"({"name":"test01","description":"test","regionId":1})" }
            << QByteArray("XN8P+O+v3vUabB16ZCooq5wMJoY=");
        QTest::newRow("documentation 2, GET with query")
            << SignedParts { "GET", "application/json;charset=utf-8", "Tue, 17 Jan 2023 04:14:02 GMT", "ocp.alibaba.net:8080", {},
                             "/api/v2/compute/idcs?size=100", {} }
            << QByteArray("TsQD6HDOuZuJ409m0wdnZPmijlc=");
        QTest::newRow("3, add servers")
            << SignedParts { "POST", json, "Mon, 02 Mar 2026 03:06:34 GMT", "ocp.example.com:8080", {},
                             "/api/v2/ob/clusters/1/servers", R"({"zoneName":"zone2","servers":[1]})" }
            << QByteArray("0OGyx/B83Re4mrwj+LIaIrmGofw=");
        const QByteArray taskQuery = encodedQuery({ { u"status"_s, { u"RUNNING"_s, u"FAILED"_s } },
                                                    { u"sort"_s, { u"id,desc"_s } },
                                                    { u"size"_s, { u"10"_s } },
                                                    { u"page"_s, { u"1"_s } },
                                                    { u"name"_s, { u"Add OB server"_s } } });
        QTest::newRow("4, our own query")
            << SignedParts { "get", json, "Mon, 02 Mar 2026 03:06:35 GMT", "ocp.example.com:8080", {},
                             "/api/v2/tasks/instances?" + taskQuery, {} }
            << QByteArray("IL2jNQA3e5TuYffa66kGd6M3HLU=");
        QTest::newRow("5, POST without a body, two x-ocp headers given unsorted")
            << SignedParts { "POST", json, "Mon, 02 Mar 2026 03:06:36 GMT", "ocp.example.com:8080",
                             { { "x-ocp-origin", "console" }, { "x-ocp-a", "1" } },
                             "/api/v2/tasks/instances/107720/subtasks/129372/skip", {} }
            << QByteArray("kFSK8nUyW5K89IyMB2S60A43URw=");
        QTest::newRow("6, query beyond ASCII")
            << SignedParts { "GET", json, "Mon, 02 Mar 2026 03:06:37 GMT", "10.0.0.5:8080", {},
                             "/api/v2/ob/clusters?" + encodedQuery({ { u"name"_s, { u"集群~a*b"_s } } }), {} }
            << QByteArray("CUv6HHdlonBUMZqPP1PokVjD1mc=");
    }

    void signature()
    {
        QFETCH(SignedParts, parts);
        QFETCH(QByteArray, signature);
        QCOMPARE(accessKeySignature(parts, exampleSecret), signature);
        QCOMPARE(accessKeyAuthorization(parts, exampleKey, exampleSecret),
                 "OCP-ACCESS-KEY-HMACSHA1 cqammmxBpfGjFlto:" + signature);
    }

    void message()
    {
        const SignedParts parts { "POST", "application/json", "Mon, 02 Mar 2026 03:06:36 GMT", "ocp.example.com:8080",
                                  { { "x-ocp-a", "1" }, { "x-ocp-origin", "console" } },
                                  "/api/v2/tasks/instances/107720/subtasks/129372/skip", {} };
        QCOMPARE(messageToSign(parts),
                 "POST\n\napplication/json\nMon, 02 Mar 2026 03:06:36 GMT\nocp.example.com:8080\nx-ocp-a:1\nx-ocp-origin:console\n"
                 "/api/v2/tasks/instances/107720/subtasks/129372/skip");
    }

    void bodyGoesInAsUpperCaseMd5()
    {
        SignedParts parts;
        parts.method = "POST";
        parts.body = R"({"zoneName":"zone2","servers":[1]})";
        QCOMPARE(messageToSign(parts).split('\n').value(1), "86BD8C5AFEDC48D8AAC3BFB005112239");
    }

    void query_data()
    {
        QTest::addColumn<QueryItems>("items");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("none") << QueryItems {} << QByteArray();
        QTest::newRow("sorted by key") << QueryItems { { u"b"_s, { u"1"_s } }, { u"a"_s, { u"2"_s } } } << QByteArray("a=2&b=1");
        QTest::newRow("shorter key first") << QueryItems { { u"ab"_s, { u"1"_s } }, { u"a"_s, { u"2"_s } } } << QByteArray("a=2&ab=1");
        QTest::newRow("values sorted and joined") << QueryItems { { u"a"_s, { u"2"_s, u"1"_s } } } << QByteArray("a=1%2C2");
        QTest::newRow("reserved") << QueryItems { { u"a"_s, { u" *+/&=?#%"_s } } } << QByteArray("a=%20%2A%2B%2F%26%3D%3F%23%25");
        QTest::newRow("unreserved") << QueryItems { { u"a"_s, { u"AZaz09-._~"_s } } } << QByteArray("a=AZaz09-._~");
        // U+FF5E sorts before U+1F600 as a character, though not as a UTF-16 unit.
        QTest::newRow("by Unicode value") << QueryItems { { u"a"_s, { u"😀"_s, u"～"_s } } } << QByteArray("a=%EF%BD%9E%2C%F0%9F%98%80");
    }

    void query()
    {
        QFETCH(QueryItems, items);
        QTEST(encodedQuery(items), "encoded");
    }

    void basic()
    {
        // The pair of RFC 7617 beyond ASCII: "test" and "123£" in UTF-8.
        QCOMPARE(basicAuthorization(u"test"_s, u"123£"_s), "Basic dGVzdDoxMjPCow==");
    }

    void host_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("port") << u"http://ocp.example.com:8080/x"_s << QByteArray("ocp.example.com:8080");
        QTest::newRow("no port") << u"http://ocp.example.com"_s << QByteArray("ocp.example.com");
        QTest::newRow("http's own port") << u"http://ocp.example.com:80"_s << QByteArray("ocp.example.com");
        QTest::newRow("https's own port") << u"https://ocp.example.com:443"_s << QByteArray("ocp.example.com");
        QTest::newRow("443 over http") << u"http://ocp.example.com:443"_s << QByteArray("ocp.example.com:443");
        QTest::newRow("IPv6") << u"http://[2001:db8::1]:8080"_s << QByteArray("[2001:db8::1]:8080");
        QTest::newRow("international name") << u"http://bücher.example:8080"_s << QByteArray("xn--bcher-kva.example:8080");
    }

    void host()
    {
        QFETCH(QString, url);
        QTEST(hostHeader(QUrl(url)), "host");
    }

    void dateIsEnglishEverywhere()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
        const QDateTime time(QDate(2023, 1, 17), QTime(11, 36, 1), Qt::OffsetFromUTC, 8 * 3600);
        QCOMPARE(httpDate(time), "Tue, 17 Jan 2023 03:36:01 GMT");
        QCOMPARE(parseHttpDate("Tue, 17 Jan 2023 03:36:01 GMT"), time.toUTC());
        QLocale::setDefault(before);
    }

    void retryAfter_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("seconds"); // -1: nonsense
        QTest::newRow("seconds") << QByteArray("53") << 53;
        QTest::newRow("zero") << QByteArray("0") << 0;
        QTest::newRow("date") << QByteArray("Tue, 17 Jan 2023 03:37:31 GMT") << 90;
        QTest::newRow("date gone by") << QByteArray("Tue, 17 Jan 2023 03:30:00 GMT") << 0;
        QTest::newRow("words") << QByteArray("soon") << -1;
        QTest::newRow("negative") << QByteArray("-5") << -1;
        QTest::newRow("too large a number") << QByteArray("99999999999999999999") << -1;
        QTest::newRow("empty") << QByteArray() << -1;
    }

    void retryAfter()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, seconds);
        const auto parsed = parseRetryAfter(text, QDateTime(QDate(2023, 1, 17), QTime(3, 36, 1), Qt::UTC));
        QCOMPARE(parsed ? int(parsed->count()) : -1, seconds);
    }

    void isoTime_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // since the epoch; -1: invalid
        const qint64 base = 1614654394000; // 2021-03-02T03:06:34Z
        QTest::newRow("three digits") << u"2021-03-02T11:06:34.345+08:00"_s << base + 345;
        QTest::newRow("two digits") << u"2021-03-02T11:06:34.38+08:00"_s << base + 380;
        QTest::newRow("one digit") << u"2021-03-02T11:06:34.5+08:00"_s << base + 500;
        QTest::newRow("no fraction") << u"2021-03-02T11:06:34+08:00"_s << base;
        QTest::newRow("six digits, Z") << u"2021-03-02T03:06:34.295684Z"_s << base + 296;
        QTest::newRow("west of Greenwich") << u"2021-03-01T22:06:34-05:00"_s << base;
        QTest::newRow("no zone, taken as the assumed one") << u"2021-03-02T11:06:34"_s << base;
        QTest::newRow("date only") << u"2021-03-02"_s << qint64(-1);
        QTest::newRow("30 February") << u"2021-02-30T11:06:34Z"_s << qint64(-1);
        QTest::newRow("words") << u"Today"_s << qint64(-1);
    }

    void isoTime()
    {
        QFETCH(QString, text);
        const auto time = parseIsoTime(text, 8h);
        QTEST(time ? time->toMSecsSinceEpoch() : qint64(-1), "ms");
        QVERIFY(!time || time->timeSpec() == Qt::UTC);
    }

    void signedAlike_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("one word") << u"server"_s << u"server"_s;
        QTest::newRow("blank") << u"Add OB server"_s << u"server"_s;
        QTest::newRow("first of equals") << u"ab+cd"_s << u"ab"_s;
        QTest::newRow("star and tilde") << u"*.log~old"_s << u".log"_s;
        QTest::newRow("nothing left") << u" *+~ "_s << QString();
        QTest::newRow("other signs stay") << u"a%b&c=d/ü"_s << u"a%b&c=d/ü"_s;
        QTest::newRow("ideographic blank") << u"添加　节点们"_s << u"节点们"_s;
    }

    void signedAlike()
    {
        QFETCH(QString, text);
        QTEST(longestPartSignedAlike(text), "part");
        QCOMPARE(signsAlike(text), longestPartSignedAlike(text) == text);
    }

    void controlCharacters()
    {
        QVERIFY(hasControlCharacters(u"a\r\nX-Evil: 1"_s));
        QVERIFY(hasControlCharacters(u"a\tb"_s));
        QVERIFY(hasControlCharacters(u"a\u0085b"_s));
        QVERIFY(!hasControlCharacters(u"pä ss-wort: 密码"_s));
    }
};

QTEST_GUILESS_MAIN(TestSigner)
#include "tst_signer.moc"
