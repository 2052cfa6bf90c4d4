// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdownwriter.h"

#include "files/atomicfile.h"
#include "report/logexcerpt.h"
#include "report/reporttext.h"
#include "report/reportwords.h"
#include "report/runactions.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QIODevice>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype excerptLines = 40;

/// Longer than every run of back-ticks within, so that no log ends its block.
QString fenced(const QString &text)
{
    qsizetype longest = 0;
    qsizetype current = 0;
    for (const QChar c : text) {
        current = c == u'`' ? current + 1 : 0;
        longest = std::max(longest, current);
    }
    const QString fence(std::max<qsizetype>(3, longest + 1), u'`');
    return fence + "text\n"_L1 + text + (text.endsWith(u'\n') ? QString() : u"\n"_s) + fence + "\n\n"_L1;
}

/// A text that stands alone: nothing at its start makes it a list, a rule or code.
QString paragraph(const QString &text)
{
    QString plain = markdownText(text.trimmed());
    const qsizetype afterDigits = std::find_if_not(plain.cbegin(), plain.cend(), [](QChar c) { return c.isDigit(); }) - plain.cbegin();
    const QChar next = plain.size() > afterDigits ? plain.at(afterDigits) : QChar();
    if (afterDigits == 0 ? u"-+="_s.contains(next) : next == u'.' || next == u')')
        plain.insert(afterDigits, u'\\');
    return plain + "\n\n"_L1;
}

QString tableLine(const QStringList &cells)
{
    QString line = u"|"_s;
    for (const QString &cell : cells)
        line += u' ' + markdownText(cell) + " |"_L1;
    return line + u'\n';
}

QString heading(int level, const QString &text)
{
    return QString(level, u'#') + u' ' + markdownText(text) + "\n\n"_L1;
}

QString markdownHead(const RunFacts &facts)
{
    const Task &task = facts.run.task;
    QString text = heading(1, taskTitle(task));
    text += "**"_L1 + markdownText(stateMark(overallState(task)) + u' ' + stateWords(task)) + u"** · **"_s
        + markdownText(originWord(facts)) + "**\n\n"_L1;
    if (facts.run.environment == Environment::Simulator && facts.knowsConnection())
        text += "> "_L1 + markdownText(ReportWords::tr("This ran in the simulator. No real cluster was touched.")) + "\n\n"_L1;
    if (const QString stale = staleText(facts.run); !stale.isEmpty())
        text += "> "_L1 + markdownText(stale) + "\n\n"_L1;
    return text;
}

QString markdownSummary(const RunFacts &facts)
{
    QString text;
    for (const FactGroup &group : factGroups(facts)) {
        for (const Fact &fact : group.facts)
            text += "- **"_L1 + markdownText(fact.label) + ":** "_L1 + markdownText(fact.value) + u'\n';
    }
    return text + u'\n';
}

QString markdownFailures(const RunFacts &facts)
{
    const QList<FailureText> texts = failures(facts);
    if (texts.isEmpty())
        return {};
    QString text = heading(2, ReportWords::tr("What failed"));
    for (const FailureText &failure : texts) {
        text += heading(3, failure.title);
        if (!failure.errorLine.isEmpty())
            text += paragraph(failure.errorLine);
        if (!failure.basis.isEmpty())
            text += paragraph(failure.basis);
        if (!failure.note.isEmpty())
            text += paragraph(failure.note);
        if (!failure.log.isEmpty())
            text += fenced(logExcerpt(failure.log, failure.line, excerptLines));
    }
    return text;
}

QString markdownRepeats(const RunFacts &facts)
{
    const QList<RepeatText> texts = repeatedSteps(facts);
    QString text;
    if (!texts.isEmpty())
        text += heading(2, ReportWords::tr("Steps that ran more than once"));
    for (const RepeatText &repeat : texts) {
        text += heading(3, repeat.title);
        for (const QString &attempt : repeat.attempts)
            text += "- "_L1 + markdownText(attempt) + u'\n';
        text += u'\n';
    }
    if (const QString more = logsLeftOutText(facts.run); !more.isEmpty())
        text += paragraph(more);
    return text;
}

QString markdownActions(const RunFacts &facts)
{
    const QStringList lines = actionLines(facts.run);
    if (lines.isEmpty())
        return {};
    QString text = heading(2, ReportWords::tr("What was done to the task from here"));
    for (const QString &line : lines)
        text += "- "_L1 + markdownText(line) + u'\n';
    return text + u'\n';
}

QString stepTable(const RunFacts &facts)
{
    const LocalTimes times(facts.run);
    QString text = heading(2, ReportWords::tr("Steps"));
    text += tableLine({ ReportWords::tr("No."), ReportWords::tr("Step"), ReportWords::tr("Host"), ReportWords::tr("State"),
                        ReportWords::tr("Started (%1)").arg(times.zone()), ReportWords::tr("Finished"), ReportWords::tr("Duration"), ReportWords::tr("Runs") });
    text += "| ---: | --- | --- | --- | --- | --- | ---: | ---: |\n"_L1;
    for (const StepRow &row : facts.steps) {
        const Subtask &subtask = facts.subtask(row);
        text += tableLine({ QString::number(row.number), displayText(subtask.name), stepHostText(row, subtask),
                            stateMark(row.state) + u' ' + stateWords(subtask), times.cell(row.started), times.cell(row.finished),
                            durationText(row.duration), subtask.runTime ? QString::number(*subtask.runTime) : u"–"_s });
    }
    return text + u'\n';
}

QString oddities(const RunFacts &facts)
{
    const QStringList lines = oddityLines(facts);
    if (lines.isEmpty())
        return {};
    QString text = heading(2, ReportWords::tr("Oddities of the plan"));
    for (const QString &line : lines)
        text += "- "_L1 + markdownText(line) + u'\n';
    return text + u'\n';
}

} // namespace

QString markdownText(const QString &text)
{
    QString escaped;
    escaped.reserve(text.size() + 16);
    for (const QChar c : text) {
        if (c == u'\n' || c == u'\r' || c == u'\t')
            escaped += u' ';
        else if (c == u'&')
            escaped += "&amp;"_L1;
        else if (c == u'<')
            escaped += "&lt;"_L1;
        else if (c == u'>')
            escaped += "&gt;"_L1;
        else if (u"\\`*_[]|~#!"_s.contains(c))
            escaped += u'\\' + QString(c);
        else
            escaped += c;
    }
    return escaped;
}

QString writeMarkdown(const Run &run, QIODevice &device)
{
    const RunFacts facts(run);
    QString text = markdownHead(facts) + markdownSummary(facts) + markdownFailures(facts) + markdownRepeats(facts) + markdownActions(facts) + stepTable(facts);
    if (!run.request.isEmpty())
        text += heading(2, ReportWords::tr("Request")) + fenced(displayText(run.request, true, mostLogBytes));
    text += oddities(facts) + markdownText(programText()) + u'\n';
    return writeAll(device, text.toUtf8()) ? QString() : device.errorString();
}

} // namespace obdesk
