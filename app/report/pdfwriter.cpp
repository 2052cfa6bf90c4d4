// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdfwriter.h"

#include "picture/stateglyph.h"
#include "picture/tokens.h"
#include "report/logexcerpt.h"
#include "report/pdfgraph.h"
#include "report/pdfpages.h"
#include "report/reporttext.h"
#include "report/reportwords.h"
#include "report/runactions.h"
#include "report/rungraph.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QIODevice>
#include <QPainter>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype excerptInPrint = 16;
constexpr qsizetype mostShownFailures = 20;
constexpr qreal bandHeight = 20;

class PdfReport
{
public:
    explicit PdfReport(const Run &run) : m_facts(run), m_times(run) { }

    QString write(QIODevice &device)
    {
        m_pages.startPage(QPageLayout::Portrait);
        head();
        summary();
        failureList();
        repeats();
        actions();
        if (!m_facts.steps.isEmpty())
            addGraph(m_pages, m_facts);
        steps();
        endMatter();
        const QString title = taskTitle(m_facts.run.task) + u" · "_s + stateWords(m_facts.run.task);
        const bool written = m_pages.write(device, title, programText(), [this](QPainter &painter, const QRectF &page, int number, int count) {
            frame(painter, page, number, count);
        });
        return written ? QString() : ReportWords::tr("the PDF could not be made: %1.").arg(device.errorString());
    }

private:
    QString origin() const
    {
        const bool simulator = m_facts.knowsConnection() && m_facts.run.environment == Environment::Simulator;
        const QString word = originWord(m_facts);
        return simulator ? word.toUpper() : word;
    }

    QColor originColor() const
    {
        return m_facts.knowsConnection() ? environmentColor(m_facts.run.environment, m_tokens) : m_tokens.dimText;
    }

    /// A band at the top and a line at the foot: a page that got loose still says what it belongs to.
    void frame(QPainter &painter, const QRectF &page, int number, int count) const
    {
        painter.fillRect(QRectF(page.left(), page.top(), page.width(), bandHeight), originColor());
        drawPdfText(painter, { pageMargin, 14 }, origin(), { 9, m_tokens.onAccent, true });

        constexpr qreal pageTextRoom = 90;
        const PdfText small { 7.5, m_tokens.dimText };
        const qreal baseline = page.bottom() - 28;
        drawPdfText(painter, { page.right() - pageMargin, baseline }, ReportWords::tr("Page %1 of %2").arg(number).arg(count), small, true);
        const QString about = QStringList { programText(), LocalTimes::full(m_facts.run.takenAt), taskTitle(m_facts.run.task) }.join(u" · "_s);
        drawPdfText(painter, { pageMargin, baseline },
                    elidedPdfText(about, small, page.width() - 2 * pageMargin - pageTextRoom), small);
    }

    void head()
    {
        const Task &task = m_facts.run.task;
        m_pages.paragraph(elidedPdfText(taskName(task), { 20, m_tokens.text, true }, 3 * m_pages.content().width()), { 20, m_tokens.text, true });
        m_pages.skip(4);
        const StepState state = overallState(task);
        const QRectF sign(m_pages.content().left(), m_pages.y() + 1, 13, 13);
        m_pages.mark([sign, state, this](QPainter &painter) { paintStateGlyph(painter, sign, state, m_tokens); });
        m_pages.paragraph(stateWords(task), { 11, stateTextColor(m_tokens, state), true }, sign.right() + 6,
                          m_pages.content().width() - sign.width() - 6);
        m_pages.skip(6);
        if (m_facts.knowsConnection() && m_facts.run.environment == Environment::Simulator)
            m_pages.paragraph(ReportWords::tr("This ran in the simulator. No real cluster was touched."), { 10, originColor(), true });
        if (const QString stale = staleText(m_facts.run); !stale.isEmpty())
            m_pages.paragraph(stale, { 10, m_tokens.warning, true });
    }

    /// Labels in one column, values in the next; a group follows the other.
    void summary()
    {
        constexpr qreal labelWidth = 110;
        const QRectF area = m_pages.content();
        for (const FactGroup &group : factGroups(m_facts)) {
            m_pages.need(30);
            m_pages.skip(8);
            m_pages.paragraph(group.title, { 9, m_tokens.dimText, true });
            m_pages.skip(2);
            for (const Fact &fact : group.facts) {
                m_pages.need(12);
                const qreal top = m_pages.y();
                m_pages.paragraph(fact.label, { 9, m_tokens.dimText }, area.left(), labelWidth);
                m_pages.setY(top);
                m_pages.paragraph(fact.value, { 9, m_tokens.text }, area.left() + labelWidth + 6, area.width() - labelWidth - 6);
                m_pages.skip(1);
            }
        }
    }

    void failureList()
    {
        const QList<FailureText> texts = failures(m_facts);
        if (texts.isEmpty())
            return;
        m_pages.heading(ReportWords::tr("What failed"));
        for (const FailureText &failure : texts.first(std::min(mostShownFailures, texts.size())))
            failureText(failure);
        if (texts.size() > mostShownFailures)
            m_pages.paragraph(ReportWords::tr("and %1 more").arg(texts.size() - mostShownFailures), { 9, m_tokens.dimText });
    }

    void failureText(const FailureText &failure)
    {
        m_pages.need(40);
        m_pages.paragraph(failure.title, { 9.5, m_tokens.text, true });
        if (!failure.errorLine.isEmpty())
            m_pages.paragraph(failure.errorLine, { 9, m_tokens.failed });
        if (!failure.basis.isEmpty())
            m_pages.paragraph(failure.basis, { 8, m_tokens.dimText });
        if (!failure.note.isEmpty())
            m_pages.paragraph(failure.note, { 8, m_tokens.dimText });
        if (!failure.log.isEmpty()) {
            m_pages.skip(3);
            m_pages.paragraph(logExcerpt(failure.log, failure.line, excerptInPrint), { 7, m_tokens.text, false, true });
        }
        m_pages.skip(8);
    }

    void repeats()
    {
        const QList<RepeatText> texts = repeatedSteps(m_facts);
        const QString more = logsLeftOutText(m_facts.run);
        if (texts.isEmpty() && more.isEmpty())
            return;
        m_pages.heading(ReportWords::tr("Steps that ran more than once"));
        for (const RepeatText &repeat : texts) {
            m_pages.need(40);
            m_pages.paragraph(repeat.title, { 9.5, m_tokens.text, true });
            for (const QString &attempt : repeat.attempts)
                m_pages.paragraph(u"• "_s + attempt, { 9, m_tokens.text });
            m_pages.skip(6);
        }
        if (!more.isEmpty())
            m_pages.paragraph(more, { 9, m_tokens.dimText });
    }

    void actions()
    {
        const QStringList lines = actionLines(m_facts.run);
        if (lines.isEmpty())
            return;
        m_pages.heading(ReportWords::tr("What was done to the task from here"));
        for (const QString &line : lines)
            m_pages.paragraph(u"• "_s + line, { 9, m_tokens.text });
        m_pages.skip(6);
    }

    void steps()
    {
        m_pages.startPage(QPageLayout::Portrait);
        m_pages.heading(ReportWords::tr("Steps in order of execution"));
        const QList<PdfColumn> columns {
            { ReportWords::tr("No."), 26, true }, { ReportWords::tr("Step"), 150 }, { ReportWords::tr("Host"), 80 }, { ReportWords::tr("State"), 72 },
            { ReportWords::tr("Started (%1)").arg(m_times.zone()), 92 }, { ReportWords::tr("Finished"), 50 },
            { ReportWords::tr("Duration"), 50, true }, { ReportWords::tr("Runs"), 30, true },
        };
        m_pages.table(columns, m_facts.steps.size(), [this](qsizetype i) { return stepCells(i); }, [this](qsizetype i) {
            return m_facts.steps.at(i).state == StepState::Failed ? m_tokens.failedFill : QColor();
        });
    }

    QList<PdfCell> stepCells(qsizetype i) const
    {
        const StepRow &row = m_facts.steps.at(i);
        const Subtask &subtask = m_facts.subtask(row);
        const QColor text = m_tokens.text;
        return {
            { QString::number(row.number), m_tokens.dimText },
            { displayText(subtask.name), text },
            { stepHostText(row, subtask), text },
            { stateWords(subtask), stateTextColor(m_tokens, row.state),
              [this, state = row.state](QPainter &painter, const QRectF &rect) { paintStateGlyph(painter, rect, state, m_tokens); } },
            { m_times.cell(row.started), text },
            { m_times.after(row.finished, row.started), text },
            { durationText(row.duration), text },
            { subtask.runTime ? QString::number(*subtask.runTime) : u"–"_s, text },
        };
    }

    void endMatter()
    {
        if (!m_facts.run.request.isEmpty()) {
            m_pages.heading(ReportWords::tr("Request"));
            m_pages.paragraph(displayText(m_facts.run.request, true, mostLogBytes), { 7.5, m_tokens.text, false, true });
        }
        const QStringList oddities = oddityLines(m_facts);
        if (oddities.isEmpty())
            return;
        m_pages.heading(ReportWords::tr("Oddities of the plan"));
        for (const QString &line : oddities)
            m_pages.paragraph(u"• "_s + line, { 9, m_tokens.text });
    }

    const Tokens &m_tokens = lightTokens();
    RunFacts m_facts;
    LocalTimes m_times;
    PdfPages m_pages;
};

} // namespace

QString writePdf(const Run &run, QIODevice &device)
{
    if (!canPaint())
        return ReportWords::tr("drawings need a graphical start of the program.");
    return PdfReport(run).write(device);
}

} // namespace obdesk
