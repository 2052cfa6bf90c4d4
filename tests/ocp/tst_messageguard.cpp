// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the message log comes out without secrets and as one line.
#include "ocp/messageguard.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestMessageGuard : public QObject
{
    Q_OBJECT

private slots:
    void keyedSecretsAreMasked_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("secret");
        QTest::newRow("password=") << u"login with password=hunter22 failed"_s << u"hunter22"_s;
        QTest::newRow("header") << u"Authorization: Basic YWRtaW46aHVudGVyMjI="_s << u"YWRtaW46aHVudGVyMjI="_s;
        QTest::newRow("address") << u"GET https://admin:hunter22@ocp.example/api"_s << u"hunter22"_s;
        QTest::newRow("JSON") << uR"({"accessKeySecret":"hunter22"})"_s << u"hunter22"_s;
    }

    void keyedSecretsAreMasked()
    {
        QFETCH(QString, message);
        QFETCH(QString, secret);
        QVERIFY(!guardedMessage(message).contains(secret));
    }

    void secretsInUseAreCoveredWhereverTheyStand()
    {
        const QString secret = u"s3cret/of ours"_s;
        const QString basic = QString::fromLatin1(u"admin:s3cret/of ours"_s.toUtf8().toBase64());
        const QString message = u"a s3cret/of ours b s3cret%2Fof%20ours c %1 d"_s.arg(basic);
        QCOMPARE(guardedMessage(message).count(u"******"_s), 0); // not known yet
        coverSecret(u"admin"_s, secret);
        const QString guarded = guardedMessage(message);
        QCOMPARE(guarded, u"a ****** b ****** c ****** d"_s);
    }

    void shortSecretsDoNotCoverEverything()
    {
        coverSecret(u"admin"_s, u"ab"_s);
        QCOMPARE(guardedMessage(u"about tables"_s), u"about tables"_s);
    }

    void oneLineEach()
    {
        const QString guarded = guardedMessage(u"task ended\nfake line\x1b[2J\u202egnp"_s);
        for (const QChar c : guarded)
            QVERIFY2(c.isPrint() && c.category() != QChar::Other_Format, qPrintable(guarded));
        QVERIFY(guarded.contains(u"fake line"_s));
        QCOMPARE(guardedMessage(u"naïve 集群 🙂"_s), u"naïve 集群 🙂"_s);
    }
};

QTEST_GUILESS_MAIN(TestMessageGuard)
#include "tst_messageguard.moc"
