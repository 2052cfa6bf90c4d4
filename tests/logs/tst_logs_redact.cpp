// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets are covered in every form they come in, and ordinary words are not.
#include "logs/redact.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestRedact : public QObject
{
    Q_OBJECT

private slots:
    void keys_data()
    {
        QTest::addColumn<bool>("secret");
        for (const char *key : { "password", "root_password", "sysPassword", "ROOT_PASSWD", "passphrase", "client.secret", "accessKeySecret",
                                 "access_token", "token", "ak_key", "accessKey", "api-key", "credential", "root.pwd", "Authorization" })
            QTest::newRow(key) << true;
        for (const char *key : { "cluster_name", "monkey", "keyword", "host.1.zone", "rpm_name", "compass", "bypass", "task_id", "" })
            QTest::newRow(*key ? key : "(empty)") << false;
    }

    void keys()
    {
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        QTEST(isSecretKey(tag == "(empty)"_L1 ? QString() : tag), "secret");
    }

    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("nothing to cover") << u"cluster_name=ob, zone=z1: password was changed"_s << u"cluster_name=ob, zone=z1: password was changed"_s;
        QTest::newRow("k=v") << u"root_password=abc"_s << u"root_password=******"_s;
        QTest::newRow("Java map") << u"Context(stringMap={a=b, root_password=x,y z, c=d}, listMap={})"_s
                                  << u"Context(stringMap={a=b, root_password=******, c=d}, listMap={})"_s;
        QTest::newRow("last in a Java map") << u"Context(stringMap={a=b, password=x}, listMap={})"_s
                                            << u"Context(stringMap={a=b, password=******}, listMap={})"_s;
        QTest::newRow("Java list") << u"listMap={tokens=[a, b], ids=[1]}"_s << u"listMap={tokens=[******], ids=[1]}"_s;
        QTest::newRow("JSON") << u"{\"user\":\"admin\",\"password\":\"a\\\"b\",\"n\":1}"_s << u"{\"user\":\"admin\",\"password\":\"******\",\"n\":1}"_s;
        QTest::newRow("JSON with blanks") << QString::fromUtf8(R"("secretKey" : "abc", "x": 1)") << QString::fromUtf8(R"("secretKey" : "******", "x": 1)");
        QTest::newRow("JSON number") << QString::fromUtf8(R"({"token":123456,"x":1})") << QString::fromUtf8(R"({"token":******,"x":1})");
        QTest::newRow("query") << u"GET /x?user=a&password=b&page=1"_s << u"GET /x?user=a&password=******&page=1"_s;
        QTest::newRow("log line") << u"login password: geheim\nnext line"_s << u"login password: ******\nnext line"_s;
        QTest::newRow("Basic header") << u"Authorization: Basic YWRtaW46cm9vdA==\nHost: x"_s << u"Authorization: ******\nHost: x"_s;
        QTest::newRow("signed header") << u"authorization: OCP-ACCESS-KEY-HMACSHA1 AK:SIG="_s << u"authorization: ******"_s;
        QTest::newRow("address") << u"jdbc:mysql://root:pw@10.0.0.1:2881/x"_s << u"jdbc:mysql://******@10.0.0.1:2881/x"_s;
        QTest::newRow("quoted") << u"password='a b, c=d' done"_s << u"password='******' done"_s;
        QTest::newRow("two") << u"password=a, token=b"_s << u"password=******, token=******"_s;
        QTest::newRow("empty value") << u"{password=, a=b}"_s << u"{password=, a=b}"_s;
    }

    void texts()
    {
        QFETCH(QString, text);
        QTEST(maskSecrets(text), "masked");
    }

    /// JSON may bring half a character, and a log a blob: neither may switch the masking off.
    void oddTextsDoNotSwitchItOff()
    {
        const QString half(QChar(0xd83d));
        QVERIFY(!maskSecrets(u"a "_s + half + u" password=geheim"_s).contains(u"geheim"_s));
        QVERIFY(!maskSecrets(u"password="_s + half + u"geheim"_s).contains(u"geheim"_s));
        QVERIFY(!maskSecrets(half + u" jdbc:mysql://root:geheim@h/x"_s).contains(u"geheim"_s));
        const QString blob = QString(300'000, u'A');
        QCOMPARE(maskSecrets(blob + u" password=geheim"_s), blob + u" password=******"_s);
        QCOMPARE(maskSecrets(blob + u" jdbc:mysql://root:geheim@h/x"_s), blob + u" jdbc:mysql://******@h/x"_s);
        const QString lines = u"2026-03-02 run, context={cluster_id=1, root_password=geheim}, executor=10.0.0.1\n"_s.repeated(20'000);
        QCOMPARE(maskSecrets(lines), QString(lines).replace(u"geheim"_s, u"******"_s));
    }

    void contexts()
    {
        TaskContext context;
        context.strings = { { u"cluster_name"_s, u"ob"_s }, { u"root_password"_s, u"a, b=c}"_s }, { u"cmd"_s, u"run --token=abc"_s } };
        context.lists = { { u"host_ids"_s, { u"1"_s } }, { u"keys"_s, { u"k1"_s, u"k2"_s } } };
        context.raw = u"Context(stringMap={root_password=abc}, listMap={})"_s;
        const TaskContext masked = maskSecrets(context);
        QCOMPARE(masked.strings.value(u"cluster_name"_s), u"ob"_s);
        QCOMPARE(masked.strings.value(u"root_password"_s), u"******"_s);
        QCOMPARE(masked.strings.value(u"cmd"_s), u"run --token=******"_s);
        QCOMPARE(masked.lists.value(u"host_ids"_s), QStringList { u"1"_s });
        QCOMPARE(masked.lists.value(u"keys"_s), (QStringList { u"******"_s, u"******"_s }));
        QCOMPARE(masked.raw, u"Context(stringMap={root_password=******}, listMap={})"_s);
    }
};

QTEST_GUILESS_MAIN(TestRedact)
#include "tst_logs_redact.moc"
