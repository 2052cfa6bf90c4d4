// SPDX-License-Identifier: GPL-3.0-or-later
// Who acted on a task from here, and why, in every report that people read.
#include "report/runactions.h"
#include "report/report.h"
#include "report/runfile.h"
#include "report/sampleruns.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

const QUrl server(u"https://ocp.example:8443"_s);

JournalEntry entry(QLatin1StringView kind, qint64 task, int minute, const QUrl &at = server)
{
    JournalEntry entry;
    entry.intent.kind = kind;
    entry.intent.task = TaskId(task);
    entry.intent.server = at;
    entry.intent.at = QDateTime(QDate(2026, 3, 2), QTime(3, minute), Qt::UTC);
    entry.intent.user = u"admin"_s;
    entry.intent.osUser = u"dba7"_s;
    entry.intent.reason = u"CHG-%1 disk freed, password=geheim"_s.arg(minute);
    entry.standing = JournalEntry::Standing::Accepted;
    return entry;
}

Run acted()
{
    Run run = samples::failedRun();
    JournalEntry step = entry(operations::retrySubtask, run.task.id.value, 5);
    step.intent.subtask = SubtaskId(3);
    JournalEntry refused = entry(operations::rollbackTask, run.task.id.value, 9);
    refused.standing = JournalEntry::Standing::Refused;
    run.actions = actionsOf({ refused, step }, server, run.task.id);
    return run;
}

} // namespace

class TestReportActions : public QObject
{
    Q_OBJECT

private slots:
    void onlyOfThisTaskAndOcp()
    {
        const QList<JournalEntry> entries { entry(operations::skipSubtask, 8, 9), entry(operations::retryTask, 7, 4),
                                            entry(operations::retryTask, 7, 2), entry(operations::addServers, 7, 1),
                                            entry(operations::retryTask, 7, 3, QUrl(u"https://other.example"_s)) };
        const QList<RunAction> actions = actionsOf(entries, QUrl(u"https://OCP.example:8443/"_s), TaskId(7));
        QCOMPARE(actions.size(), 2);
        QVERIFY(actions.at(0).at < actions.at(1).at);
        QCOMPARE(actions.at(0).kind, u"retry-task"_s);
        QCOMPARE(actions.at(0).standing, u"accepted"_s);
        QVERIFY(!actions.at(0).reason.contains(u"geheim"_s));
    }

    void sayWhoAndWhy()
    {
        const QStringList lines = actionLines(acted());
        QCOMPARE(lines.size(), 2);
        for (const char *part : { "Retry", "admin", "dba7", "CHG-5", "Accepted" })
            QVERIFY2(lines.at(0).contains(QString::fromLatin1(part)), qPrintable(lines.at(0)));
        for (const char *part : { "Roll back", "CHG-9", "Refused" })
            QVERIFY2(lines.at(1).contains(QString::fromLatin1(part)), qPrintable(lines.at(1)));
        Run run = acted();
        run.actions[0].kind = u"stop-zone"_s; // of a newer obdesk
        QVERIFY(actionLines(run).at(0).contains(u"stop-zone"_s));
        run.actions[0].reason = u"<b>&\n\u202e"_s;
        QVERIFY(!actionLines(run).at(0).contains(u'\n') && !actionLines(run).at(0).contains(QChar(0x202e)));
    }

    void standInTheDocuments_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char *ending : { "html", "md", "json" })
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }

    void standInTheDocuments()
    {
        QFETCH(QString, ending);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"run."_s + ending);
        QCOMPARE(writeReport(acted(), path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const char *part : { "CHG-5 disk freed", "CHG-9 disk freed", "dba7" })
            QVERIFY2(QString(text).remove(u'\\').contains(QString::fromLatin1(part)), part);
        QVERIFY(!text.contains(u"geheim"_s));
    }

    void comeBackFromASavedRun()
    {
        const Run run = acted();
        const Result<Run> read = runFromJson(runToJson(run));
        QVERIFY(read);
        QCOMPARE(read->actions, run.actions);
    }
};

QTEST_GUILESS_MAIN(TestReportActions)
#include "tst_report_actions.moc"
