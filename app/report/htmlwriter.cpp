// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/htmlwriter.h"

#include "picture/graphexport.h"
#include "picture/stateglyph.h"
#include "picture/svgdevice.h"
#include "files/atomicfile.h"
#include "report/htmlstyle.h"
#include "report/logexcerpt.h"
#include "report/reporttext.h"
#include "report/reportwords.h"
#include "report/runactions.h"
#include "report/rungraph.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QIODevice>
#include <QPainter>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostDrawnSteps = 2'000;
constexpr QSizeF screenPage { 1140, 1600 };

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString element(QLatin1StringView tag, const QString &text, QLatin1StringView cssClass = {})
{
    const QString attribute = cssClass.isEmpty() ? QString() : " class=\""_L1 + cssClass + u'"';
    return u'<' + tag + attribute + u'>' + escaped(text) + "</"_L1 + tag + ">\n"_L1;
}

/// What stands between the tags of the root element; the first child is the title.
QString insideOf(const QByteArray &svg)
{
    const QString text = QString::fromUtf8(svg);
    constexpr auto title = "</title>"_L1;
    const qsizetype start = text.indexOf(title) + title.size();
    return text.sliced(start, text.lastIndexOf("</svg>"_L1) - start);
}

/// Each glyph is drawn once and used by name.
QString glyphDefinitions()
{
    if (!canPaint())
        return {};
    QString text = u"<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\">\n"_s;
    for (int i = 0; i <= int(StepState::RolledBack); ++i) {
        const StepState state = StepState(i);
        const QRectF view(0, 0, 18, 18);
        SvgDevice device(view, {});
        QPainter painter(&device);
        paintStateGlyph(painter, view, state, lightTokens());
        painter.end();
        text += "<symbol id=\"glyph-"_L1 + stateKey(state) + "\" viewBox=\"0 0 18 18\">"_L1 + insideOf(device.document())
            + "</symbol>\n"_L1;
    }
    return text + "</svg>\n"_L1;
}

/// Glyph and word in the colour of the state.
QString stateElement(StepState state, const QString &word)
{
    const QString key = stateKey(state);
    const QString glyph = canPaint()
        ? u"<svg class=\"glyph\" aria-hidden=\"true\"><use href=\"#glyph-%1\"/></svg>"_s.arg(key)
        : "<span aria-hidden=\"true\">"_L1 + stateMark(state) + "</span>"_L1;
    return "<span class=\"state "_L1 + key + "\">"_L1 + glyph + escaped(word) + "</span>"_L1;
}

QString timeElement(const std::optional<QDateTime> &time, const LocalTimes &times)
{
    if (!time || !time->isValid())
        return u"–"_s;
    return "<time datetime=\""_L1 + time->toUTC().toString(Qt::ISODateWithMs) + "\">"_L1 + escaped(times.cell(time)) + "</time>"_L1;
}

QString documentStart(const RunFacts &facts)
{
    const QColor color = facts.knowsConnection() ? environmentColor(facts.run.environment, lightTokens()) : lightTokens().dimText;
    return "<!DOCTYPE html>\n<html lang=\""_L1 + escaped(languageTag()) + "\" style=\"--env:"_L1 + color.name() + "\">\n<head>\n"_L1
        + "<meta charset=\"utf-8\">\n"_L1
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"_L1
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"_L1
        + "<meta name=\"generator\" content=\""_L1 + escaped(programText()) + "\">\n"_L1
        + element("title"_L1, taskTitle(facts.run.task) + u" · "_s + stateWords(facts.run.task) + u" · "_s + originWord(facts))
        + "<style>\n"_L1 + htmlStyle() + "</style>\n</head>\n"_L1;
}

QString htmlHead(const RunFacts &facts)
{
    const Run &run = facts.run;
    const bool simulator = facts.knowsConnection() && run.environment == Environment::Simulator;
    QString origin = originWord(facts);
    if (simulator)
        origin = origin.toUpper();
    QString text = "<header"_L1 + (simulator ? " class=\"simulator\""_L1 : ""_L1) + ">\n<p class=\"origin\">"_L1 + element("b"_L1, origin);
    if (!run.connectionName.isEmpty())
        text += element("span"_L1, displayText(run.connectionName));
    if (run.task.cluster && !run.task.cluster->name.isEmpty())
        text += element("span"_L1, clusterName(*run.task.cluster));
    text += "</p>\n<h1>"_L1 + escaped(taskName(run.task)) + " <small>"_L1 + escaped(run.task.id.toString()) + "</small></h1>\n"_L1;
    text += "<p>"_L1 + stateElement(overallState(run.task), stateWords(run.task)) + "</p>\n</header>\n"_L1;
    if (simulator)
        text += element("p"_L1, ReportWords::tr("This ran in the simulator. No real cluster was touched."), "notice"_L1);
    if (const QString stale = staleText(run); !stale.isEmpty())
        text += element("p"_L1, stale, "notice"_L1);
    return text;
}

QString sectionStart(QLatin1StringView id, const QString &title)
{
    return "<section id=\""_L1 + id + "\">\n"_L1 + element("h2"_L1, title);
}

QString htmlSummary(const RunFacts &facts)
{
    QString text = sectionStart("summary"_L1, ReportWords::tr("Summary")) + "<div class=\"facts\">\n"_L1;
    for (const FactGroup &group : factGroups(facts)) {
        text += "<div>"_L1 + element("h3"_L1, group.title) + "<dl>\n"_L1;
        for (const Fact &fact : group.facts)
            text += element("dt"_L1, fact.label) + element("dd"_L1, fact.value);
        text += "</dl></div>\n"_L1;
    }
    return text + "</div>\n</section>\n"_L1;
}

QString htmlFailures(const RunFacts &facts)
{
    const QList<FailureText> texts = failures(facts);
    if (texts.isEmpty())
        return {};
    QString text = sectionStart("failure"_L1, ReportWords::tr("What failed"));
    for (const FailureText &failure : texts) {
        text += u"<h3 id=\"failure-%1\">"_s.arg(facts.steps.at(failure.row).number) + escaped(failure.title) + "</h3>\n"_L1;
        if (!failure.errorLine.isEmpty())
            text += element("p"_L1, failure.errorLine, "error"_L1);
        if (!failure.basis.isEmpty())
            text += element("p"_L1, failure.basis, "note"_L1);
        if (!failure.note.isEmpty())
            text += element("p"_L1, failure.note, "note"_L1);
        if (!failure.log.isEmpty())
            text += element("pre"_L1, failure.log);
    }
    return text + "</section>\n"_L1;
}

QString repeatSection(const RunFacts &facts)
{
    const QList<RepeatText> texts = repeatedSteps(facts);
    const QString more = logsLeftOutText(facts.run);
    if (texts.isEmpty() && more.isEmpty())
        return {};
    QString text = sectionStart("attempts"_L1, ReportWords::tr("Steps that ran more than once"));
    for (const RepeatText &repeat : texts) {
        text += element("h3"_L1, repeat.title) + "<ul>\n"_L1;
        for (const QString &attempt : repeat.attempts)
            text += element("li"_L1, attempt);
        text += "</ul>\n"_L1;
    }
    if (!more.isEmpty())
        text += element("p"_L1, more, "note"_L1);
    return text + "</section>\n"_L1;
}

QString actionSection(const RunFacts &facts)
{
    const QStringList lines = actionLines(facts.run);
    if (lines.isEmpty())
        return {};
    QString text = sectionStart("actions"_L1, ReportWords::tr("What was done to the task from here")) + "<ul>\n"_L1;
    for (const QString &line : lines)
        text += element("li"_L1, line);
    return text + "</ul>\n</section>\n"_L1;
}

QString graphSection(const RunFacts &facts)
{
    if (facts.steps.isEmpty())
        return {};
    QString text = sectionStart("graph"_L1, ReportWords::tr("Graph"));
    if (!canPaint()) {
        text += element("p"_L1, ReportWords::tr("The graph is left out: this report was made without graphics."), "note"_L1);
    } else if (facts.steps.size() > mostDrawnSteps) {
        text += element("p"_L1, ReportWords::tr("The graph is left out: %1 steps are too many for a page. Export it as SVG or PDF.")
                                    .arg(facts.steps.size()), "note"_L1);
    } else {
        const QByteArray svg = graphToSvg(runPictureFor(facts, screenPage), lightTokens(), taskTitle(facts.run.task));
        const QString document = QString::fromUtf8(svg);
        text += "<div class=\"picture\">\n"_L1 + document.sliced(document.indexOf("<svg"_L1)) + "</div>\n"_L1;
    }
    return text + "</section>\n"_L1;
}

QString stepLine(const RunFacts &facts, const StepRow &row, const LocalTimes &times)
{
    const Subtask &subtask = facts.subtask(row);
    const bool failed = row.state == StepState::Failed;
    const QString state = stateElement(row.state, stateWords(subtask));
    QString text = failed ? u"<tr class=\"failed\">"_s : u"<tr>"_s;
    text += u"<td class=\"num\">%1</td>"_s.arg(row.number);
    text += "<td class=\"name\">"_L1 + escaped(displayText(subtask.name)) + "</td><td>"_L1 + escaped(stepHostText(row, subtask)) + "</td>"_L1;
    text += "<td>"_L1 + (failed ? u"<a href=\"#failure-%1\">"_s.arg(row.number) + state + "</a>"_L1 : state) + "</td>"_L1;
    text += "<td class=\"time\">"_L1 + timeElement(row.started, times) + "</td>"_L1;
    text += "<td class=\"time\">"_L1 + timeElement(row.finished, times) + "</td>"_L1;
    text += "<td class=\"num\">"_L1 + escaped(durationText(row.duration)) + "</td>"_L1;
    return text + "<td class=\"num\">"_L1 + (subtask.runTime ? QString::number(*subtask.runTime) : u"–"_s) + "</td></tr>\n"_L1;
}

QString stepSection(const RunFacts &facts)
{
    const LocalTimes times(facts.run);
    QString text = sectionStart("steps"_L1, ReportWords::tr("Steps in order of execution"));
    text += "<div class=\"table\"><table>\n<thead><tr>"_L1;
    text += element("th"_L1, ReportWords::tr("No."), "num"_L1) + element("th"_L1, ReportWords::tr("Step")) + element("th"_L1, ReportWords::tr("Host"))
        + element("th"_L1, ReportWords::tr("State")) + element("th"_L1, ReportWords::tr("Started (%1)").arg(times.zone()))
        + element("th"_L1, ReportWords::tr("Finished")) + element("th"_L1, ReportWords::tr("Duration"), "num"_L1)
        + element("th"_L1, ReportWords::tr("Runs"), "num"_L1);
    text += "</tr></thead>\n<tbody>\n"_L1;
    for (const StepRow &row : facts.steps)
        text += stepLine(facts, row, times);
    return text + "</tbody>\n</table></div>\n</section>\n"_L1;
}

QString requestSection(const Run &run)
{
    if (run.request.isEmpty())
        return {};
    return sectionStart("request"_L1, ReportWords::tr("Request")) + element("pre"_L1, displayText(run.request, true, mostLogBytes))
        + "</section>\n"_L1;
}

QString odditySection(const RunFacts &facts)
{
    const QStringList lines = oddityLines(facts);
    if (lines.isEmpty())
        return {};
    QString text = sectionStart("oddities"_L1, ReportWords::tr("Oddities of the plan")) + "<ul>\n"_L1;
    for (const QString &line : lines)
        text += element("li"_L1, line);
    return text + "</ul>\n</section>\n"_L1;
}

} // namespace

QString writeHtml(const Run &run, QIODevice &device)
{
    const RunFacts facts(run);
    const QString text = documentStart(facts) + "<body>\n"_L1 + glyphDefinitions() + htmlHead(facts) + "<main>\n"_L1 + htmlSummary(facts)
        + htmlFailures(facts) + repeatSection(facts) + actionSection(facts) + graphSection(facts) + stepSection(facts) + requestSection(run) + odditySection(facts)
        + "</main>\n"_L1 + element("footer"_L1, programText()) + "</body>\n</html>\n"_L1;
    return writeAll(device, text.toUtf8()) ? QString() : device.errorString();
}

} // namespace obdesk
