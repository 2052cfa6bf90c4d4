// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets of every structure, planted with a row's border at every place of them, are not found; and no sentence that says why something
// failed is covered.
#include "logs/cause.h"
#include "logs/redact.h"
#include "logs/rows.h"
#include "support/enginelog.h"
#include "support/figure.h"

#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QString secret = u"S3cr-Tq9.zX"_s;

/// %1 is the secret.
const QStringList structures {
    u"root_password=%1"_s, u"root_password=%1, zone=z1"_s, u"rootPassword = %1; zone=z1"_s, u"ob.sys.password: %1"_s, u"PASSWORD=%1 ./install.sh"_s,
    u"Context{parallelIdx=0, stringMap={a=b, root_sys_password=%1, proxyro_secret=%1}, listMap={ids=[1]}}"_s,
    u"Context(stringMap={a=b, root_password=%1,and more %1, c=d}, listMap={keys=[%1, %1]})"_s, u"Foo(user=root, password=%1)"_s,
    u"{\"user\":\"root\",\"password\":\"%1\",\"n\":1}"_s, u"{\"a\":{\"accessKeySecret\":\"%1\"}}"_s, u"{\"tokens\":[\"%1\",\"b\"]}"_s,
    u"body=\"{\\\"password\\\":\\\"%1\\\",\\\"zone\\\":\\\"z1\\\"}\""_s, u"\"{\\\\\\\"token\\\\\\\":\\\\\\\"%1\\\\\\\"}\""_s,
    u"{\"key\":\"root_password\",\"value\":\"%1\"}"_s, u"[{\"value\":\"%1\",\"name\":\"root_password\"}]"_s, u"Param(name=root_password, value=%1)"_s,
    u"jdbc:mysql://root:%1@10.9.0.1:2881/oceanbase"_s, u"jdbc:mysql://root@sys#ob:%1@10.9.0.1:2881/x?a=b"_s,
    u"GET /api/v2/x?user=a&access_token=%1&page=1"_s, u"root:%1@tcp(10.9.0.1:2881)/x"_s,
    u"mysql -h10.9.0.31 -P2881 -uroot@sys -p%1 -e 'select 1'"_s, u"obclient -h 10.9.0.31 -P 2881 -u root@sys -p'%1' -Doceanbase"_s,
    u"[obclient, -h10.9.0.31, -P2881, -uroot@sys, -p%1, -e, select 1]"_s, u"sshpass -p %1 ssh admin@10.9.0.31"_s, u"sshpass -p'%1' ssh -p 22 a@b"_s,
    u"run.sh --password %1 --zone z1"_s, u"run.sh --sys-password=%1 --zone z1"_s, u"[run.sh, --token, %1, --zone, z1]"_s,
    u"curl -u admin:%1 http://10.9.0.8:8080/api"_s, u"curl --user 'admin:%1' http://x"_s,
    u"Authorization: Basic %1=="_s, u"headers={Authorization=[Bearer %1], Host=[x]}"_s, u"{\"Authorization\":\"OCP-ACCESS-KEY-HMACSHA1 AK:%1\"}"_s,
    u"Authorization: Digest username=\"a\", response=\"%1\""_s, u"Cookie: JSESSIONID=%1; XSRF-TOKEN=%1"_s, u"Set-Cookie: SESSION=%1; Path=/"_s,
    u"got Bearer %1%1 from the header"_s, u"CREATE USER ocp IDENTIFIED BY '%1'"_s, u"ALTER USER root IDENTIFIED BY PASSWORD \"%1\""_s,
    u"SET PASSWORD FOR 'a'@'%' = PASSWORD('%1')"_s, u"SELECT PASSWORD('%1')"_s, u"<password>%1</password>"_s, u"<ns:secretKey x=\"y\">%1</ns:secretKey>"_s,
    u"密码=%1"_s, u"用户 root 的密码：%1，请修改"_s, u"密钥为 %1"_s, u"the new password is %1"_s, u"password -> \"%1\""_s, u"login password: %1"_s,
    u"-----BEGIN RSA PRIVATE KEY-----\n%1\n%1\n-----END RSA PRIVATE KEY-----"_s, u"key: \"-----BEGIN PRIVATE KEY-----\\n%1\\n-----END PRIVATE KEY-----\""_s,
    u"signature=%1&Expires=1"_s, u"ak=AKID sk=%1"_s, u"-Djavax.net.ssl.keyStorePassword=%1 -Xmx1g"_s, u"api-key: %1"_s, u"export OB_ROOT_PASSWORD='%1'"_s,
};

/// Sentences that a careless masking covers; each stands after what may come before it.
const QStringList sentences {
    u"Access denied for user 'ocp_monitor'@'10.9.0.8' (using password: NO)"_s, u"Access denied for user 'root'@'%' (using password: YES)"_s,
    u"token expired"_s, u"Illegal key size or default parameters"_s, u"secret not found"_s, u"Duplicate entry '10.9.0.31-2882' for key 'uk_ip_port'"_s,
    u"found different value for same key: zone_name, value1=zone2"_s, u"password: must hold at least 8 characters"_s,
    u"Invalid password: expired 3 days ago"_s, u"token is expired since 02:10"_s, u"password was changed by admin"_s,
    u"[ChangePasswordTask] begin, hostId=31"_s, u"c.o.o.s.t.b.ob.ResetPasswordTask         : reset done on 10.9.0.31"_s,
    u"com.oceanbase.ocp.core.exception.PasswordException: the vault is sealed"_s, u"SecretNotFoundException: no entry for host 31"_s,
    u"password_expired=true, needChangePassword=false"_s, u"tokenType=bearer, secretName=ocp-root"_s, u"mkdir -p /data/1 && ssh -p 22 a@b"_s,
    u"./bin/observer -p 2881 -P 2882 -z zone2"_s, u"mysql -h10.9.0.31 -P2881 -uroot: connection refused"_s, u"option --password is deprecated"_s,
    u"密码错误，请重新输入"_s, u"密码：不能为空"_s, u"access key does not exist"_s, u"primary key: host_id, 2 rows"_s, u"pass=12, fail=3"_s,
    u"http://10.9.0.31:62888/api/v1/agent answered 500"_s, u"Basic authentication is off"_s, u"key=value expected in line 3"_s,
    u"lock key=reserve-host-31 is held"_s,
};

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void everyBorder();
    void theValueEndsWhereItEnds_data();
    void theValueEndsWhereItEnds();
    void sentencesStay();
    void diagnosisOfEveryCase();
    void twiceIsOnce();
};

void TestSecrets::everyBorder()
{
    int logs = 0;
    int found = 0;
    for (const QString &structure : structures) {
        const QString text = QString(structure).replace("%1"_L1, secret);
        const QByteArray bytes = text.toUtf8();
        for (qsizetype border = 0; border <= bytes.size(); ++border) {
            EngineLog log(u"Install rpm"_s, u"InstallRpmTask"_s, 7);
            log.separator(u"EXECUTE"_s);
            // The head takes 138 bytes; what follows it is padded so that a row ends `border` bytes into the structure.
            const qsizetype head = 138;
            const qsizetype pad = logRowBytes - head - border - 1;
            log.step(u"INFO"_s, QString(pad, u'.') + u' ' + text);
            log.state(u"EXECUTE"_s, u"FAILED"_s);
            const QString readable = readableLog(log.text());
            ++logs;
            // Half of it would do as well.
            const bool leaks = readable.contains(secret) || readable.contains(secret.first(6)) || readable.contains(secret.last(6));
            found += leaks ? 1 : 0;
            if (leaks)
                qWarning().noquote() << "border" << border << readable.right(bytes.size() + 80);
        }
    }
    figure("%d of %d planted secrets found (%d structures, a row's border at each of their bytes)", found, logs, int(structures.size()));
    QCOMPARE(found, 0);
}

void TestSecrets::theValueEndsWhereItEnds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");
    QTest::newRow("sentence behind") << u"login with password=abc failed: no route to host"_s << u"login with password=****** failed: no route to host"_s;
    QTest::newRow("bracket") << u"connect (user=root, password=abc) failed"_s << u"connect (user=root, password=******) failed"_s;
    QTest::newRow("map") << u"Context{stringMap={password=a b, c}} is too long"_s << u"Context{stringMap={password=******}} is too long"_s;
    QTest::newRow("header") << u"Authorization: Basic YWRtaW46cm9vdA== was refused"_s << u"Authorization: ****** was refused"_s;
    QTest::newRow("client") << u"mysql -uroot -pabc -P2881: Can't connect"_s << u"mysql -uroot -p****** -P2881: Can't connect"_s;
    QTest::newRow("address") << u"GET http://a:b@h/x?token=abc&page=2 gave 404"_s << u"GET http://******@h/x?token=******&page=2 gave 404"_s;
    QTest::newRow("quoted") << u"IDENTIFIED BY 'it''s' failed"_s << u"IDENTIFIED BY '******' failed"_s;
    QTest::newRow("comma within") << u"password=a,b failed"_s << u"password=****** failed"_s;
    QTest::newRow("next line") << u"Enter password: \nERROR 1045 (28000): Access denied"_s << u"Enter password: \nERROR 1045 (28000): Access denied"_s;
    QTest::newRow("empty within JSON") << u"{\"a\":\"pass=\",\"password\":\"abc\"}"_s << u"{\"a\":\"pass=\",\"password\":\"******\"}"_s;
    QTest::newRow("JSON") << u"{\"password\":\"a\",\"error\":\"disk full\"}"_s << u"{\"password\":\"******\",\"error\":\"disk full\"}"_s;
    QTest::newRow("lost end of a key") << u"-----BEGIN PRIVATE KEY-----\nMIIE\ndisk is full"_s << u"-----BEGIN PRIVATE KEY-----****** is full"_s;
}

void TestSecrets::theValueEndsWhereItEnds()
{
    QFETCH(const QString, text);
    QTEST(maskSecrets(text), "masked");
}

void TestSecrets::sentencesStay()
{
    int hidden = 0;
    for (const QString &sentence : sentences) {
        for (const QString &before : { QString(), u"2024-03-12 02:10:06.222 ERROR 213 --- [a,b,c] c.o.o.s.t.b.ob.AddObserverTask : "_s, u"{a=b} "_s,
                                       u"curl -u admin:x http://h\n"_s }) {
            const bool stays = maskSecrets(before + sentence).endsWith(sentence);
            hidden += stays ? 0 : 1;
            if (!stays)
                qWarning().noquote() << maskSecrets(before + sentence);
        }
    }
    figure("%d of %d sentences that only speak of secrets covered", hidden, int(sentences.size() * 4));
    QCOMPARE(hidden, 0);
}

/// The logs of all cases, with a secret in each context.
void TestSecrets::diagnosisOfEveryCase()
{
    int hidden = 0;
    int logs = 0;
    for (const FailureCase &failure : failureCases()) {
        for (const int dress : { int(Plain), LongContext | Noise | EarlierRun | DeepTraces }) {
            const QString text = joinRows(engineLog(failure, dress).text());
            const QString masked = maskSecrets(text);
            ++logs;
            hidden += masked == text ? 0 : 1;
            if (masked != text)
                qWarning().noquote() << failure.step << failure.want;
        }
    }
    figure("in %d of %d logs without a secret something was covered", hidden, logs);
    QCOMPARE(hidden, 0);
}

void TestSecrets::twiceIsOnce()
{
    for (const QString &structure : structures) {
        const QString once = maskSecrets(QString(structure).replace("%1"_L1, secret));
        QCOMPARE(maskSecrets(once), once);
    }
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_logs_secrets.moc"
