// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages of an engine say nothing but that something failed; what a line of another program says without its form; how a long
// sentence is shortened.
#include "logs/hollow.h"
#include "logs/lineform.h"
#include "logs/wording.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestHollow : public QObject
{
    Q_OBJECT

private slots:
    void hollow_data();
    void hollow();
    void pointers_data();
    void pointers();
    void subject();
    void lines_data();
    void lines();
    void longSentences();
    void zeroCounts();
};

void TestHollow::hollow_data()
{
    QTest::addColumn<bool>("hollow");
    for (const QString &text : { u"Bootstrap cluster failed"_s, u"Request to agent failed"_s, u"Precheck not passed, please check the log"_s,
                                 u"Failed to start observer"_s, u"Failed to connect to host by ssh"_s, u"register failed"_s, u"Sync cluster failed."_s,
                                 u"java.lang.IllegalStateException: add server failed"_s, u"Start observer on host 10.9.0.31:2882 failed"_s,
                                 u"Upgrade of agent was unsuccessful"_s, u"Unable to create tenant"_s, u"Execute command failed, exit code: 1"_s,
                                 u"Create zone failed! See task log for details."_s, u"添加节点失败"_s, u"启动 observer 失败，请查看日志"_s, u"安装前检查未通过"_s })
        QTest::newRow(qPrintable(text)) << true;
    for (const QString &text : { u"Create credential of agent failed, token expired"_s, u"Zone zone2 has no leader"_s, u"Read timed out"_s, u"Decryption error"_s,
                                 u"Operation not allowed now"_s, u"Authentication of user admin failed"_s, u"optimistic locking failed"_s, u"checksum verification failed"_s,
                                 u"Failed to mount /data/1"_s, u"cannot assign requested address"_s, u"Failed to start ocp_agent.service: Unit not found."_s,
                                 u"stop of pid 52144 failed"_s, u"启动 observer 失败：端口 2881 被占用"_s, u"主机 10.9.0.31 的磁盘空间不足"_s, u"登录失败"_s, u"failed"_s,
                                 u""_s, u"Add server failed because zone2 is being deleted"_s, u"install of package \"oceanbase-ce\" failed"_s })
        QTest::newRow(qPrintable(u"not: "_s + text)) << false;
}

void TestHollow::hollow()
{
    QFETCH(const bool, hollow);
    const QString tag = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(isHollow(hollow ? tag : tag.sliced(5)), hollow);
}

void TestHollow::pointers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rest");
    QTest::newRow("check") << u"Precheck not passed, please check the log"_s << u"Precheck not passed"_s;
    QTest::newRow("see") << u"Add failed. See the log file /home/admin/log/ocp.log for details."_s << u"Add failed"_s;
    QTest::newRow("nothing else") << u"see the log for details"_s << QString();
    QTest::newRow("Chinese") << u"执行失败，详见日志"_s << u"执行失败"_s;
    QTest::newRow("Chinese, task") << u"重启失败，请查看任务日志。"_s << u"重启失败"_s;
    QTest::newRow("log disk") << u"check log disk of zone2"_s << u"check log disk of zone2"_s;
    QTest::newRow("Chinese log disk") << u"请检查日志盘 /data/log1"_s << u"请检查日志盘 /data/log1"_s;
    QTest::newRow("a reason behind it") << u"check the log: disk full"_s << u"check the log: disk full"_s;
    QTest::newRow("password") << u"Login failed, please check the password"_s << u"Login failed, please check the password"_s;
}

void TestHollow::pointers()
{
    QFETCH(const QString, text);
    QTEST(withoutPointer(text).toString(), "rest");
}

void TestHollow::subject()
{
    QCOMPARE(subjectWords(u"Failed to start observer"), QStringList({ u"start"_s, u"observer"_s }));
    QCOMPARE(subjectWords(u"添加节点失败"), QStringList({ u"添加节点"_s }));
    QVERIFY(subjectWords(u"Execute task failed").isEmpty());
    QVERIFY(isAbout(u"start of 10.9.0.31 refused", subjectWords(u"Failed to start observer")));
    QVERIFY(!isAbout(u"observer of 10.9.0.32 has lost 3 packets", subjectWords(u"Failed to start observer")));
    QVERIFY(isAbout(u"agent of 10.9.0.31 is gone", subjectWords(u"Agent failed")));
    QVERIFY(!isAbout(u"clock of 10.9.0.31 is ahead", subjectWords(u"Failed to start observer")));
    QVERIFY(!isAbout(u"anything", {}));
}

void TestHollow::lines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("level");
    const auto row = [](const char *name, const QString &line, const QString &words, LogLevel level) { QTest::newRow(name) << line << words << int(level); };
    row("plain", u"no space left"_s, u"no space left"_s, LogLevel::None);
    row("observer", u"[2024-03-12 02:10:03.2] ERROR [RS] f (ob_bootstrap.cpp:610) [1][][T1][Y0] [lt=9][errcode=-4184] disk full(ret=-4184)"_s,
        u"disk full(ret=-4184)"_s, LogLevel::Error);
    row("observer without module", u"[2024-03-12 02:10:03.2] WDIAG f (a.cpp:1) [1] slow"_s, u"slow"_s, LogLevel::Info);
    row("like an observer", u"[2024-03-12 02:10:03.2] ERROR disk full"_s, u"[2024-03-12 02:10:03.2] ERROR disk full"_s, LogLevel::None);
    row("syslog", u"Mar 12 02:10:02 ob31 systemd[3311]: Failed at step EXEC"_s, u"Failed at step EXEC"_s, LogLevel::None);
    row("like syslog", u"May 1 be 12 ok"_s, u"May 1 be 12 ok"_s, LogLevel::None);
    row("a month alone", u"Mar"_s, u"Mar"_s, LogLevel::None);
    row("logfmt", u"time=\"x\" level=error msg=\"load failed\" error=\"open \\\"a\\\": denied\""_s, u"load failed: open \"a\": denied"_s, LogLevel::Error);
    row("logfmt, bare", u"level=warning msg=slow"_s, u"slow"_s, LogLevel::Warn);
    row("a level alone", u"the level=error line"_s, u"the level=error line"_s, LogLevel::None);
    row("answer", u"Invoke agent failed, status=500, body={\"error\":{\"code\":1,\"message\":\"no such file\"}}"_s, u"no such file"_s, LogLevel::None);
    row("an answer behind a reason", u"zone2 is being deleted: {\"message\":\"no such file\"}"_s, u"zone2 is being deleted: {\"message\":\"no such file\"}"_s,
        LogLevel::None);
    row("an answer that tells nothing", u"call failed, body={\"message\":\"unknown error\"}"_s, u"call failed, body={\"message\":\"unknown error\"}"_s, LogLevel::None);
    row("no failure", u"{\"message\":\"all is well\"}"_s, u"{\"message\":\"all is well\"}"_s, LogLevel::None);
    row("a parameter", u"Failed to create topic, params={\"message\":\"hello\"}"_s, u"Failed to create topic, params={\"message\":\"hello\"}"_s, LogLevel::None);
    row("cut", u"call failed, body={\"message\":\"no such fi"_s, u"call failed, body={\"message\":\"no such fi"_s, LogLevel::None);
    row("zap", u"{\"level\":\"error\",\"msg\":\"load failed\",\"error\":\"eof\"}"_s, u"load failed: eof"_s, LogLevel::Error);
    row("ansible", u"fatal: [h]: FAILED! => {\"changed\": false, \"msg\": \"no \\u0041\\nhere\"}"_s, u"no A here"_s, LogLevel::None);
    row("tag", u"\x1b[31m[ERROR]\x1b[0m yaml: line 12"_s, u"[ERROR]\x1b[0m yaml: line 12"_s, LogLevel::Error);
    row("warning", u"warning: slow disk"_s, u"warning: slow disk"_s, LogLevel::Warn);
    row("nothing", QString(), QString(), LogLevel::None);
}

void TestHollow::lines()
{
    QFETCH(const QString, line);
    const LineMessage said = lineMessage(line);
    QTEST(said.words, "words");
    QTEST(int(said.level), "level");
    QVERIFY(said.view.begin() >= QStringView(line).begin() && said.view.end() <= QStringView(line).end());
}

void TestHollow::longSentences()
{
    const QString list = u"10.9.0.31:2882, "_s.repeated(1000);
    const QString shown = quoted(u"Add server refused, servers="_s + list + u": zone2 is being deleted"_s);
    QVERIFY(shown.startsWith(u"Add server refused, servers=10.9.0.31:2882"_s));
    QVERIFY(shown.contains(u" … "_s));
    QVERIFY(shown.endsWith(u": zone2 is being deleted"_s));
    QVERIFY(shown.size() <= 600);
    QCOMPARE(quoted(u"short \x1b[1;31mred\x1b[0m"_s), u"short red"_s);
    QCOMPARE(quoted(u"\x1b["_s), QString());
}

void TestHollow::zeroCounts()
{
    QVERIFY(!speaksOfFailure(u"ok=4 changed=1 failed=0 errors=0"));
    QVERIFY(!speaksOfFailure(u"{\"error\": null, \"failed\": 0}"));
    QVERIFY(!speaksOfFailure(u"3 passed, 0 failed"));
    QVERIFY(speaksOfFailure(u"3 passed, 10 failed"));
    QVERIFY(speaksOfFailure(u"error: 0 of 3 replicas online"));
    QVERIFY(speaksOfFailure(u"No package oceanbase-ce available."));
    QVERIFY(!speaksOfFailure(u"no restart of observer is asked for; 3 are available"));
}

QTEST_GUILESS_MAIN(TestHollow)
#include "tst_logs_hollow.moc"
