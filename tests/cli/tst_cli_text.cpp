// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of text, and which exit status an error has.
#include "cli/commandline.h"
#include "cli/exitstatus.h"
#include "cli/output.h"
#include "cli/tasktext.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestCliText : public QObject
{
    Q_OBJECT

private slots:
    void columns()
    {
        const TextTable table { { u"ID"_s, u"NAME"_s, u"X"_s }, { { u"7"_s, u"a"_s, {} }, { u"1000"_s, u"交易"_s, u"y"_s } }, { 0 } };
        QCOMPARE(alignedText(table), u"  ID  NAME  X\n   7  a\n1000  交易  y\n"_s);
    }

    void widths_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("width");
        QTest::newRow("empty") << QString() << 0;
        QTest::newRow("latin") << u"Füße"_s << 4;
        QTest::newRow("han") << u"集群1"_s << 5;
        QTest::newRow("han beyond the first plane") << u"𠀀"_s << 2;
        QTest::newRow("combining accent") << u"e\u0301"_s << 1;
        QTest::newRow("full-width bracket") << u"（"_s << 2;
    }

    void widths()
    {
        QFETCH(QString, text);
        QFETCH(int, width);
        QCOMPARE(terminalWidth(text), width);
    }

    /// A task whose steps OCP did not send has done neither none nor all of them.
    void noStepsNoProgress()
    {
        Task task;
        task.id = TaskId(7);
        task.status = taskStatusFromText(u"SUCCESSFUL"_s);
        const auto steps = [&task] {
            for (const auto &[name, value] : taskFacts(task, {})) {
                if (name == "Steps"_L1)
                    return value;
            }
            return u"no such fact"_s;
        };
        QCOMPARE(steps(), QString());
        QVERIFY2(!resultLine(task, {}).contains(u'0'), qPrintable(resultLine(task, {})));
        task.subtasks = { Subtask() };
        task.subtasks.first().status = subtaskStatusFromText(u"SUCCESSFUL"_s);
        QCOMPARE(steps(), u"1 of 1 done"_s);
    }

    void statuses_data()
    {
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::addColumn<ApiError::Outcome>("outcome");
        QTest::addColumn<int>("status");
        using Kind = ApiError::Kind;
        using Outcome = ApiError::Outcome;
        QTest::newRow("certificate") << Kind::Tls << Outcome::NotApplicable << 3;
        QTest::newRow("no such host") << Kind::HostNotFound << Outcome::NotSent << 3;
        QTest::newRow("redirect") << Kind::Redirect << Outcome::NotApplicable << 3;
        QTest::newRow("gateway's page") << Kind::ServerError << Outcome::NotApplicable << 3;
        QTest::newRow("401") << Kind::Unauthorized << Outcome::Refused << 4;
        QTest::newRow("403") << Kind::Forbidden << Outcome::NotApplicable << 4;
        QTest::newRow("guard") << Kind::Guarded << Outcome::NotSent << 4;
        QTest::newRow("refused") << Kind::Refused << Outcome::Refused << 5;
        QTest::newRow("404") << Kind::NotFound << Outcome::NotApplicable << 5;
        QTest::newRow("lost answer") << Kind::ConnectionLost << Outcome::Unknown << 6;
        QTest::newRow("late answer to a change") << Kind::Timeout << Outcome::Unknown << 6;
        QTest::newRow("late answer") << Kind::Timeout << Outcome::NotApplicable << 7;
        QTest::newRow("not OCP") << Kind::NotOcp << Outcome::NotApplicable << 8;
        QTest::newRow("parse") << Kind::Parse << Outcome::NotApplicable << 8;
    }

    void statuses()
    {
        QFETCH(ApiError::Kind, kind);
        QFETCH(ApiError::Outcome, outcome);
        ApiError error;
        error.kind = kind;
        error.outcome = outcome;
        QTEST(int(exitStatusOf(error)), "status");
    }

    /// Every option a command names exists, and help shows each command.
    void tablesAgree()
    {
        QStringList known;
        for (const OptionSpec &option : optionSpecs())
            known.append(QString::fromLatin1(option.name));
        for (const CommandSpec &command : commandSpecs()) {
            for (const QString &option : QString::fromLatin1(command.options).split(u' ', Qt::SkipEmptyParts))
                QVERIFY2(known.contains(option), qPrintable(option));
            QVERIFY(helpText(nullptr).contains(QLatin1StringView(command.words)));
            QVERIFY(helpText(&command).contains(QLatin1StringView(command.words)));
        }
        for (const QString &option : globalOptions())
            QVERIFY2(known.contains(option), qPrintable(option));
    }

    void listsAreSplit()
    {
        const CommandLine line = CommandLine::read({ u"server"_s, u"add"_s, u"--host"_s, u"1, 2,"_s, u"--host=3"_s });
        QCOMPARE(line.problem(), QString());
        QCOMPARE(line.list(u"host"_s), (QStringList { u"1"_s, u"2"_s, u"3"_s }));
        QCOMPARE(line.commandWords(), u"server add"_s);
    }
};

QTEST_GUILESS_MAIN(TestCliText)
#include "tst_cli_text.moc"
