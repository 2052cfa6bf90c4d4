// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/steppane.h"

#include "logs/redact.h"
#include "session/tasklogs.h"
#include "task/loghighlighter.h"
#include "task/taskprogress.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/wrappedtext.h"
#include "words/actionwords.h"
#include "words/causewords.h"
#include "words/errorwords.h"
#include "words/plain.h"
#include "words/stepwords.h"
#include "words/taskwords.h"

#include <QCoreApplication>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTextBlock>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;
using Action = ActionRules::Action;

StepPane::StepPane(Console &console, Session &session, QWidget *parent)
    : QWidget(parent), m_console(console), m_log(logsOf(session), session.scheduler())
{
    setProperty("panel", true);
    setAttribute(Qt::WA_StyledBackground);
    m_none = new EmptyState(console.theme(), this);
    m_none->showEmpty(u"task"_s, tr("No step selected"), tr("Click a step, or walk with the arrow keys. F8 goes to the next failed one."));

    auto *page = new QWidget(this);
    m_glyph = new QLabel(page);
    m_name = new WrappedLabel(page, u"stepName"_s);
    QFont bold = m_name->font();
    bold.setWeight(QFont::Bold);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    m_name->setFont(bold);
    m_headline = new WrappedText(page, u"stepHeadline"_s);
    m_headline->setProperty("dim", true);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_failure = new Banner(console.theme(), page);
    m_failure->setObjectName(u"stepFailure"_s);
    connect(m_failure, &Banner::actionTriggered, this, &StepPane::showCause);

    auto *buttons = controlRow();
    const std::array names { std::pair { Action::RetryStep, u"retryStep"_s }, std::pair { Action::SkipStep, u"skipStep"_s },
                             std::pair { Action::CancelStep, u"cancelStep"_s } };
    for (const auto &[action, name] : names) {
        auto *button = new QPushButton(actionName(action) + u'…', page);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, action = action] { emit actionWanted(action); });
        buttons->addWidget(button);
        m_actions.append({ action, button });
    }
    buttons->addStretch(1);

    m_tabs = new QTabWidget(page);
    m_tabs->setObjectName(u"stepTabs"_s);
    m_tabs->setDocumentMode(true);
    buildLog();
    m_facts = new QPlainTextEdit(m_tabs);
    m_facts->setObjectName(u"stepFacts"_s);
    m_facts->setAccessibleName(tr("Facts of the step"));
    m_facts->setReadOnly(true);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setTabChangesFocus(true);
    m_tabs->addTab(m_facts, tr("Facts"));

    auto *title = controlRow();
    title->addWidget(m_glyph, 0, Qt::AlignTop);
    title->addWidget(m_name, 1);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(16, 14, 16, 8);
    top->setSpacing(8);
    top->addLayout(title);
    top->addWidget(m_headline);
    top->addLayout(buttons);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_failure);
    layout->addWidget(m_tabs, 1);

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_none);
    m_stack->addWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    m_log.setRandom(session.random());
    connect(&m_log, &LogFollower::textChanged, this, [this] { updateLog(); });
    connect(&m_log, &LogFollower::stateChanged, this, &StepPane::updateLogState);
    connect(&console.theme(), &Theme::changed, this, [this] {
        if (m_step)
            m_glyph->setPixmap(statePixmap(stepState(*m_step), m_console.theme().tokens(), 18, devicePixelRatioF()));
    });
}

void StepPane::buildLog()
{
    auto *page = new QWidget(m_tabs);
    m_logView = new QPlainTextEdit(page);
    m_logView->setObjectName(u"stepLog"_s);
    m_logView->setAccessibleName(tr("Log of the step"));
    m_logView->setReadOnly(true);
    m_logView->setFrameShape(QFrame::NoFrame);
    m_logView->setFont(Theme::monospace());
    m_logView->setTabStopDistance(QFontMetricsF(m_logView->font()).horizontalAdvance(u' ') * 4); // of a trace
    m_logView->setTabChangesFocus(true);
    m_logView->setUndoRedoEnabled(false);
    m_logView->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    new LogHighlighter(m_console.theme(), m_logView->document());
    m_logState = plainLabel({}, page, u"stepLogState"_s);
    m_logState->setProperty("dim", true);
    m_tail = new QToolButton(page);
    m_tail->setObjectName(u"logTail"_s);
    m_tail->setText(tr("Follow end"));
    m_tail->setCheckable(true);
    m_tail->setChecked(true);
    connect(m_tail, &QToolButton::toggled, this, [this](bool on) {
        if (on)
            m_logView->verticalScrollBar()->setValue(m_logView->verticalScrollBar()->maximum());
    });
    auto *bar = controlRow();
    bar->setContentsMargins(12, 4, 12, 2);
    bar->addWidget(m_logState, 1);
    bar->addWidget(m_tail);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_logView, 1);
    m_tabs->addTab(page, tr("Log"));
}

void StepPane::showStep(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, int index, const QDateTime &serverNow)
{
    if (index < 0 || index >= task.subtasks.size()) {
        m_step.reset();
        m_log.clear();
        m_stack->setCurrentIndex(0);
        return;
    }
    m_stack->setCurrentIndex(1);
    const Subtask &step = task.subtasks.at(index);
    const bool sameStep = m_step && m_step->id == step.id;
    updateActions(task, step);
    const QString hostLabel = hosts.labelOf(step);
    if (sameStep && *m_step == step && hostLabel == m_hostLabel) {
        updateHeadline(serverNow);
        return;
    }
    m_step = step;
    m_hostLabel = hostLabel;
    m_heldBack = int(graph.descendants(index).size());
    m_name->setText(displayText(step.name, false, 400));
    m_glyph->setPixmap(statePixmap(stepState(step), m_console.theme().tokens(), 18, devicePixelRatioF()));
    m_glyph->setAccessibleName(stateWords(step));
    updateHeadline(serverNow);
    updateFacts(task, graph, step);
    const StepState state = stepState(step);
    m_log.show(task.id, step.id, state == StepState::Running || state == StepState::Canceling);
    updateLogState();
}

void StepPane::tick(const QDateTime &serverNow)
{
    if (m_step)
        updateHeadline(serverNow);
}

void StepPane::focusLog()
{
    m_tabs->setCurrentIndex(0);
    m_logView->setFocus();
}

void StepPane::updateActions(const Task &task, const Subtask &step)
{
    for (const auto &[action, button] : std::as_const(m_actions)) {
        const QString reason = m_blocked.isEmpty() ? blockWords(ActionRules::check(action, task, &step)) : m_blocked;
        button->setEnabled(reason.isEmpty());
        button->setToolTip(asToolTip(reason));
        button->setAccessibleDescription(reason);
    }
}

void StepPane::updateHeadline(const QDateTime &serverNow)
{
    QStringList parts { stateWords(*m_step) };
    if (!m_hostLabel.isEmpty())
        parts.append(displayText(m_hostLabel, false, 80));
    else if (m_step->parallelIdx)
        parts.append(parallelWords(m_step->parallelIdx));
    parts.append(tr("subtask %1").arg(m_step->id.toString()));
    if (m_step->runTime && *m_step->runTime > 1)
        parts.append(tr("run %1").arg(*m_step->runTime));
    if (const auto took = elapsed(*m_step, serverNow)) {
        parts.append(m_step->timeout ? tr("%1 of at most %2").arg(durationText(took), durationText(*m_step->timeout)) : durationText(took));
    }
    const QString text = parts.join(u" · "_s);
    m_headline->setPlain(text);
}

void StepPane::updateFacts(const Task &task, const TaskGraph &graph, const Subtask &step)
{
    const QDateTime now = m_console.scheduler().clock().utcNow();
    QStringList lines;
    const auto fact = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines.append(tr("%1: %2").arg(name, value));
    };
    const auto time = [&](const std::optional<QDateTime> &at) { return at ? timeText(*at, now) : QString(); };
    const auto names = [&](std::span<const int> nodes) {
        QStringList found;
        for (const int node : nodes.subspan(0, std::min<size_t>(nodes.size(), 12)))
            found.append(u"%1 (%2)"_s.arg(displayText(task.subtasks.at(node).name, false, 60), task.subtasks.at(node).id.toString()));
        if (nodes.size() > 12)
            found.append(tr("and %n more", nullptr, int(nodes.size() - 12)));
        return found.join(u", "_s);
    };
    fact(tr("State"), u"%1 (%2)"_s.arg(stateWords(step), displayText(step.status.text, false, 40)));
    fact(tr("Operation"), operationWord(step.operation.value));
    fact(tr("Host"), displayText(m_hostLabel, false, 80));
    fact(tr("Parallel index"), step.parallelIdx ? QString::number(*step.parallelIdx) : QString());
    fact(tr("Created"), time(step.createTime));
    fact(tr("Started"), time(runStart(step)));
    fact(tr("Finished"), time(step.finishTime));
    fact(tr("Runs"), step.runTime ? QString::number(*step.runTime) : QString());
    fact(tr("Time limit"), step.timeout ? durationText(*step.timeout) : QString());
    fact(tr("Executor"), displayText(step.executor, false, 80));
    fact(tr("Waits for"), names(graph.upstreams(graph.indexOf(step.id))));
    fact(tr("Waited for by"), names(graph.downstreams(graph.indexOf(step.id))));
    fact(tr("Holds back"), m_heldBack > 0 ? tr("%n step(s)", nullptr, m_heldBack) : QString());
    fact(tr("Rollback"), step.prohibitRollback ? tr("forbidden by OCP") : QString());
    fact(tr("Skip"), step.prohibitSkip ? tr("forbidden by OCP") : QString());
    if (step.description != step.name)
        fact(tr("Description"), displayText(step.description, false, 2000));
    fact(tr("Context"), displayText(maskSecrets(step.context), false, 2000));
    fact(tr("Not readable"), displayText(step.oddities.join(u"; "_s), false, 2000));
    m_facts->setPlainText(lines.join(u'\n'));
}

void StepPane::updateLog()
{
    if (m_log.text().isEmpty()) {
        ++m_logRow;
        m_preparing = false;
    }
    if (m_preparing)
        m_logMoved = true;
    else if (m_log.text().size() <= longLog)
        showLog(shownLog(m_log.text()));
    else
        prepareLog();
}

/// Long logs take long to search: not on this thread.
void StepPane::prepareLog()
{
    m_preparing = true;
    m_logMoved = false;
    QThreadPool::globalInstance()->start([pane = QPointer<StepPane>(this), application = QCoreApplication::instance(), row = m_logRow,
                                          log = m_log.text()] {
        const ShownLog ready = shownLog(log);
        // Whether the pane still lives is asked on its own thread.
        QMetaObject::invokeMethod(application, [pane, row, ready] {
            if (!pane || pane->m_logRow != row)
                return;
            pane->m_preparing = false;
            pane->showLog(ready);
            if (pane->m_logMoved)
                pane->prepareLog();
        });
    });
}

void StepPane::showLog(const ShownLog &ready)
{
    m_cause = ready.cause;
    const QString &shown = ready.text;
    QScrollBar *bar = m_logView->verticalScrollBar();
    const int place = bar->value();
    const QString old = m_logView->toPlainText();
    // Masking may reach over the seam, so the texts themselves say whether this is an addition.
    if (!old.isEmpty() && shown.size() > old.size() && shown.startsWith(old)) {
        QTextCursor cursor(m_logView->document());
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(shown.mid(old.size()));
    } else if (shown != old) {
        m_logView->setExtraSelections({});
        m_logView->setPlainText(shown);
    }
    bar->setValue(m_tail->isChecked() ? bar->maximum() : place);
    updateLogState();
}

void StepPane::updateLogState()
{
    QString text;
    if (m_log.error())
        text = explain(*m_log.error()).what;
    else if (!m_log.everLoaded() && m_log.isLoading())
        text = tr("Loading log…");
    else if (m_log.everLoaded() && m_log.text().isEmpty())
        text = m_step ? noLogWords(*m_step) : QString();
    m_logState->setText(text);

    const bool failed = m_step && stepState(*m_step) == StepState::Failed;
    if (!failed) {
        m_failure->hide();
        return;
    }
    QString words = tr("The step failed.");
    if (!m_cause.isEmpty())
        words = causeWords(m_cause) + u'\n' + causeBasisWords(m_cause);
    else if (m_log.everLoaded() && !m_log.text().isEmpty())
        words += u' ' + noCauseWords();
    if (m_heldBack > 0)
        words += u'\n' + tr("Holds back %n step(s).", nullptr, m_heldBack);
    const bool quoted = m_cause.line >= 0 && m_cause.line < m_logView->blockCount();
    m_failure->show(Banner::Kind::Error, words, quoted ? tr("Show in log") : QString());
}

void StepPane::showCause()
{
    const QTextBlock line = m_logView->document()->findBlockByNumber(m_cause.line);
    if (!line.isValid())
        return;
    m_tail->setChecked(false);
    m_tabs->setCurrentIndex(0);
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(line);
    mark.format.setBackground(m_console.theme().tokens().selection);
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    m_logView->setExtraSelections({ mark });
    // The sentence may stand far behind the head of its line, which is wrapped.
    QTextCursor cursor(line);
    const qsizetype within = line.text().indexOf(displayText(m_cause.sentence, false, 40).chopped(m_cause.sentence.size() > 40 ? 1 : 0));
    if (within >= 0)
        cursor.setPosition(line.position() + int(within));
    m_logView->setTextCursor(cursor);
    m_logView->centerCursor();
    m_logView->setFocus();
}

} // namespace obdesk
