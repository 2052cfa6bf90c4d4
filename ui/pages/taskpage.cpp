// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/taskpage.h"

#include "dialogs/confirmactiondialog.h"
#include "graph/graphbar.h"
#include "graph/graphview.h"
#include "pages/reportexport.h"
#include "report/runcollector.h"
#include "session/tasklogs.h"
#include "task/matrixview.h"
#include "task/serverwatch.h"
#include "task/steplens.h"
#include "task/steppane.h"
#include "task/steptable.h"
#include "task/timelineview.h"
#include "task/taskprogress.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/chip.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/statebar.h"
#include "words/actionwords.h"
#include "words/clusterwords.h"
#include "words/errorwords.h"
#include "words/plain.h"
#include "words/serverwords.h"
#include "words/readingwords.h"
#include "words/taskwords.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using Action = ActionRules::Action;

TaskPage::TaskPage(Console &console, Session &session, TaskId task, QWidget *parent)
    : QWidget(parent), m_console(console), m_session(&session), m_taskId(task), m_follower(session.follow(task)),
      m_silence(logsOf(session), session.scheduler()), m_causes(logsOf(session), session.scheduler())
{
    setObjectName(u"taskPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead(layout);
    for (Banner **banner : { &m_actionBanner, &m_staleBanner, &m_oddBanner }) {
        *banner = new Banner(console.theme(), this);
        layout->addWidget(*banner);
    }
    m_actionBanner->setObjectName(u"actionBanner"_s);
    m_staleBanner->setObjectName(u"staleBanner"_s);
    m_oddBanner->setObjectName(u"oddBanner"_s);
    buildBody(layout);

    connect(m_follower, &TaskFollower::taskChanged, this, &TaskPage::onTaskChanged);
    connect(m_follower, &TaskFollower::stateChanged, this, &TaskPage::onStateChanged);
    connect(&session, &Session::hostsChanged, this, &TaskPage::onHosts);
    connect(&session, &Session::zonesChanged, this, [this](ClusterId cluster) {
        if (m_record.made && m_record.made->cluster == cluster)
            onStateChanged();
    });
    connect(m_staleBanner, &Banner::actionTriggered, this, &TaskPage::refresh);
    connect(m_actionBanner, &Banner::actionTriggered, this, [this] {
        TaskActionFlow *open = m_session ? m_console.changes().unsettledAction(*m_session, m_taskId) : nullptr;
        if (open)
            open->lookAgain();
        else
            m_actionBanner->hide();
    });
    connect(&console.changes(), &Changes::actionFlowChanged, this, [this](Session *changed, TaskActionFlow *flow) {
        if (changed == m_session)
            updateActionFlow(flow);
    });
    m_reports = new ReportExport(console, session, [this] { return run(); }, this);
    connect(m_reports, &ReportExport::begun, this, [this](const QString &text) { m_actionBanner->show(Banner::Kind::Running, text); });
    connect(m_reports, &ReportExport::failed, this, [this](const QString &problem) { m_actionBanner->show(Banner::Kind::Error, problem, tr("Hide")); });
    connect(m_reports, &ReportExport::written, this, [this](const QString &file) {
        m_actionBanner->show(Banner::Kind::Info, tr("Report written to %1").arg(file), tr("Hide"));
        emit reportWritten(file);
    });
    connect(m_oddBanner, &Banner::actionTriggered, m_oddBanner, &QWidget::hide);
    connect(m_empty, &EmptyState::actionTriggered, this, &TaskPage::refresh);
    connect(&console.theme(), &Theme::changed, this, &TaskPage::updateHead);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &TaskPage::tick);
    clock->start(std::chrono::seconds(1));

    session.hosts();
    askJournal();
    if (console.journal())
        connect(console.journal(), &Journal::changed, this, &TaskPage::askJournal);
    if (TaskActionFlow *open = console.changes().unsettledAction(session, task))
        updateActionFlow(open);
    if (m_follower->task()) {
        TaskDiff everything;
        everything.headChanged = true;
        everything.shapeChanged = true;
        onTaskChanged(everything);
    }
    onStateChanged();
}

TaskPage::~TaskPage()
{
    if (m_follower)
        m_follower->disconnect(this); // stopping it says so, and nobody here listens any more
    if (m_session)
        m_session->unfollow(m_taskId);
}

void TaskPage::buildHead(QVBoxLayout *layout)
{
    auto *head = new QFrame(this);
    head->setProperty("panelLine", u"bottom"_s);
    m_name = new ElidedLabel(head);
    m_name->setObjectName(u"taskName"_s);
    makeTitle(m_name, 1.35);
    m_state = new Chip(head);
    m_state->setObjectName(u"taskState"_s);
    m_failed = new Chip(head);
    m_failed->setObjectName(u"taskFailedCount"_s);
    m_where = new ElidedLabel(head);
    m_where->setObjectName(u"taskWhere"_s);
    m_where->setProperty("dim", true);
    const auto button = [&](const QString &text, const QString &name) {
        auto *made = new QPushButton(text, head);
        made->setObjectName(name);
        return made;
    };
    m_retry = button(tr("Retry failed…"), u"retryTask"_s);
    m_rollback = button(tr("Roll back…"), u"rollbackTask"_s);
    m_export = button(tr("Export report…"), u"exportReport"_s);
    auto *first = new QHBoxLayout;
    first->setSpacing(10);
    first->addWidget(m_name);
    first->addWidget(m_state);
    first->addWidget(m_failed);
    first->addWidget(m_where, 1);
    first->addWidget(m_retry);
    first->addWidget(m_rollback);
    first->addWidget(m_export);
    m_bar = new StateBar(m_console.theme(), head);
    m_progress = plainLabel({}, head, u"taskProgress"_s);
    m_progress->setFont(Theme::monospace());
    m_times = new ElidedLabel(head);
    m_times->setObjectName(u"taskTimes"_s);
    m_times->setProperty("dim", true);
    auto *second = new QHBoxLayout;
    second->setSpacing(12);
    second->addWidget(m_bar, 1);
    second->addWidget(m_progress);
    second->addWidget(m_times);
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(18, 12, 18, 10);
    rows->setSpacing(9);
    rows->addLayout(first);
    rows->addLayout(second);
    layout->addWidget(head);

    connect(m_retry, &QPushButton::clicked, this, &TaskPage::retryTask);
    connect(m_rollback, &QPushButton::clicked, this, &TaskPage::rollbackTask);
    connect(m_export, &QPushButton::clicked, this, &TaskPage::exportReport);
}

void TaskPage::buildBody(QVBoxLayout *layout)
{
    m_empty = new EmptyState(m_console.theme(), this);
    m_lens = new StepLens(this);
    m_graphView = new GraphView(*m_lens, m_console.theme(), this);
    m_toolbar = new StepToolbar(*m_lens, m_console.theme(), this);
    m_toolbar->setObjectName(u"stepToolbar"_s);
    m_pane = new StepPane(m_console, *m_session, this);
    m_views = new QStackedWidget(this);
    m_views->setObjectName(u"taskViews"_s);
    chooseView(StepToolbar::View::Graph);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(u"taskSplitter"_s);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_views);
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({ 760, 360 });
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(splitter);
    layout->addWidget(m_toolbar);
    layout->addWidget(m_stack, 1);

    connect(m_lens, &StepLens::planChanged, this, &TaskPage::onPlanChanged);
    connect(m_lens, &StepLens::stepsChanged, this, &TaskPage::updateStepPane);
    connect(m_lens, &StepLens::selectionChanged, this, &TaskPage::updateStepPane);
    connect(m_graphView, &GraphView::activated, m_pane, &StepPane::focusLog);
    m_silence.setRandom(m_session->random());
    m_silence.setResting(true); // until the page is shown
    m_causes.setResting(true);
    connect(m_lens, &StepLens::planChanged, this, &TaskPage::watchLogs);
    connect(m_lens, &StepLens::stepsChanged, this, &TaskPage::watchLogs);
    connect(&m_causes, &CauseWatch::causesChanged, this, [this] { m_lens->setCauses(m_causes.causes()); });
    connect(&m_silence, &SilenceWatch::silentChanged, this, [this] { m_lens->setSilent(m_silence.silent()); });
    connect(m_toolbar, &StepToolbar::viewChosen, this, &TaskPage::chooseView);
    connect(m_toolbar, &StepToolbar::searched, this, [this](const QString &needle) { m_graphView->scene().setSearch(needle); });
    connect(m_pane, &StepPane::actionWanted, this, &TaskPage::ask);
}

void TaskPage::chooseView(StepToolbar::View view)
{
    QWidget *&page = m_viewPages.at(size_t(view));
    if (!page) {
        page = makeView(view);
        m_views->addWidget(page);
    }
    m_views->setCurrentWidget(page);
}

QWidget *TaskPage::makeView(StepToolbar::View view)
{
    const auto opens = [this](auto *made) {
        connect(made, &std::remove_pointer_t<decltype(made)>::activated, m_pane, &StepPane::focusLog);
        return made;
    };
    switch (view) {
    case StepToolbar::View::Matrix:
        return opens(new MatrixView(*m_lens, m_console.theme(), m_views));
    case StepToolbar::View::Timeline:
        return opens(new TimelineView(*m_lens, m_console.theme(), m_views));
    case StepToolbar::View::Table: {
        auto *table = opens(new StepTable(*m_lens, m_console.theme(), m_views));
        table->restoreColumns(m_console.views.bytes(u"stepTable"_s));
        connect(table, &StepTable::columnsChanged, this, [this, table] { m_console.views.setBytes(u"stepTable"_s, table->saveColumns()); });
        return table;
    }
    case StepToolbar::View::Graph:
        break;
    }
    auto *page = new QWidget(m_views);
    auto *bar = new GraphBar(*m_graphView, page);
    bar->setFolds(m_console.views.flag(u"foldParallel"_s), m_console.views.flag(u"foldBarriers"_s));
    connect(bar, &GraphBar::foldsChosen, this, [this, bar] {
        m_console.views.setFlag(u"foldParallel"_s, bar->foldsParallel());
        m_console.views.setFlag(u"foldBarriers"_s, bar->foldsBarriers());
    });
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_graphView, 1);
    page->setFocusProxy(m_graphView);
    return page;
}

/// Steps that run and say nothing want a second look, and those that failed a reason.
void TaskPage::watchLogs()
{
    QList<SubtaskId> running;
    for (int i = 0; i < m_lens->count(); ++i) {
        if (m_lens->state(i) == StepState::Running)
            running.append(m_lens->step(i).id);
    }
    m_silence.watch(m_taskId, running);
    QList<Subtask> failed;
    for (const int i : m_lens->graph().order()) {
        if (m_lens->state(i) == StepState::Failed)
            failed.append(m_lens->step(i));
    }
    m_causes.watch(m_taskId, failed);
}

void TaskPage::onTaskChanged(const TaskDiff &diff)
{
    const Task &task = *m_follower->task();
    m_stack->setCurrentIndex(1);
    m_hosts = TaskHosts(task, m_session->hosts().value, m_record.hosts());
    m_lens->setTask(task, diff, m_hosts, m_follower->serverNow());
    updateOddBanner();
    selectFailed();
    updateHead();
}

void TaskPage::onPlanChanged()
{
    updateOddBanner();
    selectFailed();
    updateStepPane();
}

/// What could not be read, and what is wrong with the plan. Once hidden it stays so until it is something else.
void TaskPage::updateOddBanner()
{
    constexpr qsizetype most = 3;
    const QList<TaskOddity> &oddities = m_lens->graph().oddities();
    QStringList odd;
    for (const TaskOddity &oddity : oddities.mid(0, most))
        odd.append(oddityWords(oddity));
    if (oddities.size() > most)
        odd.append(tr("%n more oddities in the plan.", nullptr, int(oddities.size() - most)));
    QStringList lines;
    if (!odd.isEmpty())
        lines.append(tr("The plan OCP sent is odd: %1").arg(odd.join(u' ')));
    const QStringList unreadable = m_follower->task() ? oddityLines(*m_follower->task()) : QStringList();
    lines += unreadable.mid(0, most);
    if (unreadable.size() > most)
        lines.append(u"…"_s);
    const QString text = lines.join(u'\n');
    if (text == std::exchange(m_oddText, text))
        return;
    if (text.isEmpty())
        m_oddBanner->hide();
    else
        m_oddBanner->show(Banner::Kind::Warning, text, tr("Hide"));
}

/// Who has not chosen a step sees the one that failed, and why, at once.
void TaskPage::selectFailed()
{
    if (m_lens->selected() >= 0)
        return;
    const int failed = m_lens->nextFailed(true);
    if (failed >= 0)
        m_lens->select(failed, false);
}

/// OCP's task detail tells neither the hosts nor why, nor who acted on it. What was sent from this machine the journal does.
void TaskPage::askJournal()
{
    if (!m_console.journal() || !m_session)
        return;
    fetchTaskRecord(*m_console.journal(), m_session->connection().url, m_taskId, this, [this](const TaskRecord &record) {
        m_record = record;
        onHosts();
        onStateChanged();
    });
}

/// For those who may add servers and not read the task of it: the servers themselves. Empty for everybody else.
QString TaskPage::serversText()
{
    if (!m_follower || m_follower->state() != TaskFollower::State::Denied || !m_session || !m_record.made || !m_record.made->cluster)
        return {};
    const Intent &made = *m_record.made;
    const Remote<QList<Zone>> &zones = m_session->zones(*made.cluster);
    return hiddenTaskWords(made.zone, zones.asOf, m_console.scheduler().clock().utcNow()) + u'\n'
            + serversOnHostsWords(made.hosts, m_session->hosts().value, serversOn(made.hosts, made.zone, zones.value));
}

void TaskPage::onHosts()
{
    if (!m_follower || !m_follower->task())
        return;
    const TaskHosts hosts(*m_follower->task(), m_session->hosts().value, m_record.hosts());
    if (hosts == m_hosts)
        return;
    m_hosts = hosts;
    m_lens->setTask(*m_follower->task(), {}, m_hosts, m_follower->serverNow());
    updateHead();
}

void TaskPage::onStateChanged()
{
    if (!m_follower)
        return;
    const auto &error = m_follower->lastError();
    if (!m_follower->task()) {
        if (error) {
            ErrorWords words = explain(*error);
            if (const QString servers = serversText(); !servers.isEmpty())
                words.details.append(servers);
            m_empty->showError(words, tr("Try again"));
        }
        else
            m_empty->showLoading(tr("Loading task %1…").arg(m_taskId.toString()));
        m_stack->setCurrentIndex(0);
    }
    updateTimes();
    updateActions();
    emit titleChanged();
}

void TaskPage::updateHead()
{
    if (!m_follower || !m_follower->task())
        return;
    const Task &task = *m_follower->task();
    const Tokens &t = m_console.theme().tokens();
    const TaskProgress progress = progressOf(task);
    const int failed = progress.of(StepState::Failed);
    m_name->setFullText(displayText(task.name, false, 120));
    const std::optional<StepState> state = titleState();
    m_state->setContent(stateWords(task), stateTextColor(t, *state), stateFill(t, *state), state, &t);
    m_failed->setVisible(failed > 0);
    m_failed->setContent(tr("%n failed", nullptr, failed), t.failed, t.failedFill);

    QStringList where;
    if (task.cluster)
        where.append(displayText(clusterLabel(*task.cluster, m_session->clusters().value), false, 80));
    const QStringList zones = task.context.lists.value(u"zone_names"_s);
    if (!zones.isEmpty())
        where.append(displayText(zones.join(u", "_s), false, 80));
    if (!m_hosts.hosts().isEmpty())
        where.append(tr("%n host(s)", nullptr, int(m_hosts.hosts().size())));
    where.append(tr("task %1").arg(task.id.toString()));
    m_where->setFullText(where.join(u" · "_s));
    m_bar->setProgress(progress);
    m_progress->setText(progress.total == 0 ? QString() : u"%1 / %2"_s.arg(progress.done).arg(progress.total));
    updateTimes();
    updateActions();
    emit titleChanged();
}

void TaskPage::updateTimes()
{
    if (!m_follower)
        return;
    const QDateTime now = m_console.scheduler().clock().utcNow();
    if (m_follower->task()) {
        const Task &task = *m_follower->task();
        QStringList times;
        if (const auto took = elapsed(task, m_follower->serverNow()))
            times.append(isTerminal(task.status.value) ? tr("took %1").arg(durationText(took)) : tr("%1 elapsed").arg(durationText(took)));
        if (task.startTime)
            times.append(task.creator.isEmpty() ? tr("started %1").arg(timeText(*task.startTime, now))
                                                : tr("started %1 by %2").arg(timeText(*task.startTime, now), displayText(task.creator, false, 40)));
        m_times->setFullText(times.join(u" · "_s));
    }

    const auto &error = m_follower->lastError();
    if (!error || !m_follower->task()) {
        m_staleBanner->hide();
        return;
    }
    const ErrorWords words = explain(*error);
    QString text;
    if (const auto good = m_follower->lastGoodAt())
        text = tr("Stale since %1 (%2): %3").arg(timeText(*good, now), ageText(std::chrono::milliseconds(good->msecsTo(now))), words.what);
    else
        text = tr("Not up to date: %1").arg(words.what);
    switch (m_follower->state()) {
    case TaskFollower::State::LoginNeeded:
        text += u'\n' + tr("Stopped asking, since wrong logins lock the account. %1").arg(words.advice);
        break;
    case TaskFollower::State::Denied:
        text += u'\n' + tr("Stopped asking. %1").arg(words.advice);
        if (const QString servers = serversText(); !servers.isEmpty())
            text += u'\n' + servers;
        break;
    case TaskFollower::State::Lost:
        text += u'\n' + tr("OCP does not know this task any more; what you see is the last it told.");
        break;
    default:
        if (const auto next = m_follower->untilNextPoll())
            text += u' ' + tr("Next try in %1 s; the task itself goes on in OCP.").arg((next->count() + 999) / 1000);
        break;
    }
    m_staleBanner->show(Banner::Kind::Warning, text, tr("Try now"));
}

bool TaskPage::isActing() const
{
    const TaskActionFlow *open = m_session ? m_console.changes().unsettledAction(*m_session, m_taskId) : nullptr;
    return open && open->state() != TaskActionFlow::State::NoEffect;
}

void TaskPage::updateActions()
{
    const bool known = m_follower && m_follower->task();
    const QString blocked = isActing()                                                                     ? tr("Another action is under way.")
                            : m_session && m_session->connection().accessMode == AccessMode::ReadOnly ? tr("The connection is read-only.")
                                                                                                           : QString();
    m_pane->setBlocked(blocked);
    updateStepPane();
    const auto set = [&](QPushButton *button, Action action) {
        QString reason = known ? blockWords(ActionRules::check(action, *m_follower->task())) : tr("The task has not been loaded yet.");
        if (!blocked.isEmpty())
            reason = blocked;
        button->setEnabled(reason.isEmpty());
        button->setToolTip(reason);
        button->setAccessibleDescription(reason);
    };
    set(m_retry, Action::RetryTask);
    set(m_rollback, Action::RollbackTask);
    m_export->setEnabled(known);
}

void TaskPage::updateStepPane()
{
    if (m_lens->count() > 0)
        m_pane->showStep(m_lens->task(), m_lens->graph(), m_lens->hosts(), m_lens->selected(), m_lens->serverNow());
}

void TaskPage::tick()
{
    if (!m_follower || !m_follower->task() || !isVisible())
        return;
    updateTimes();
    if (m_follower->task()->status == TaskStatus::Running) {
        m_lens->tick(m_follower->serverNow());
        m_pane->tick(m_follower->serverNow());
    }
}

QString TaskPage::title() const
{
    if (!m_follower || !m_follower->task())
        return tr("Task %1").arg(m_taskId.toString());
    return u"%1 · %2"_s.arg(displayText(m_follower->task()->name, false, 40), m_taskId.toString());
}

std::optional<StepState> TaskPage::titleState() const
{
    if (!m_follower || !m_follower->task())
        return std::nullopt;
    return overallState(*m_follower->task());
}

void TaskPage::retryTask()
{
    ask(Action::RetryTask);
}

void TaskPage::rollbackTask()
{
    ask(Action::RollbackTask);
}

void TaskPage::selectNextFailed(bool forward)
{
    m_toolbar->selectNextFailed(forward);
}

void TaskPage::focusSearch()
{
    m_toolbar->focusSearch();
}

void TaskPage::focusFilter()
{
    m_toolbar->focusFilter();
}

void TaskPage::showView(int view)
{
    m_toolbar->setView(StepToolbar::View(view));
    m_views->currentWidget()->setFocus();
}

void TaskPage::refresh()
{
    if (m_follower)
        m_follower->pollNow();
}

void TaskPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_follower)
        m_follower->setResting(false);
    m_silence.setResting(false);
    m_causes.setResting(false);
}

void TaskPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_follower)
        m_follower->setResting(true);
    m_silence.setResting(true);
    m_causes.setResting(true);
}

void TaskPage::ask(Action action)
{
    if (!m_follower || !m_follower->task() || !m_session || isActing())
        return;
    const Task &task = *m_follower->task();
    const bool onStep = action != Action::RetryTask && action != Action::RollbackTask;
    const Subtask *step = nullptr;
    if (onStep && m_lens->selected() >= 0) {
        // The newest that is known of the step; the lens may lag behind on large plans.
        const SubtaskId id = m_lens->step(m_lens->selected()).id;
        const auto it = std::find_if(task.subtasks.cbegin(), task.subtasks.cend(), [&](const Subtask &each) { return each.id == id; });
        step = it != task.subtasks.cend() ? &*it : nullptr;
    }
    if (onStep && !step)
        return;
    if (ActionRules::check(action, task, step) != ActionRules::Block::None)
        return;
    const SubtaskId stepId = step ? step->id : SubtaskId();
    const TaskActionFlow *open = m_console.changes().unsettledAction(*m_session, m_taskId);
    auto *dialog = new ConfirmActionDialog(m_console, *m_session, action, task, step, step ? m_hosts.labelOf(*step) : QString(), open, this);
    connect(dialog, &ConfirmActionDialog::confirmed, this, [this, action, stepId](const MutationContext &mutation) {
        perform(action, stepId, mutation);
    });
    dialog->open();
}

void TaskPage::perform(Action action, SubtaskId step, const MutationContext &mutation)
{
    if (!m_session || !m_follower || !m_follower->task())
        return;
    TaskActionFlow *flow = m_console.changes().actionFlow(*m_session, m_taskId);
    flow->settle(mutation.reason); // the dialog said so, where there was something to settle
    const bool onStep = action != Action::RetryTask && action != Action::RollbackTask;
    flow->submit({ action, m_taskId, onStep ? std::optional(step) : std::nullopt }, *m_follower->task(), mutation);
}

void TaskPage::updateActionFlow(TaskActionFlow *flow)
{
    using State = TaskActionFlow::State;
    if (flow->action().task != m_taskId)
        return;
    const QString name = actionName(flow->action().action);
    const QString sent = timeText(flow->sentAt(), m_console.scheduler().clock().utcNow());
    const auto show = [this](Banner::Kind kind, QStringList lines, const QString &button = tr("Hide")) {
        lines.removeAll(QString());
        m_actionBanner->show(kind, lines.join(u'\n'), button);
    };
    switch (flow->state()) {
    case State::Idle:
        break;
    case State::Sending:
        show(Banner::Kind::Running, { tr("%1: sending the request…").arg(name) }, {});
        break;
    case State::Accepted:
        show(Banner::Kind::Info, { tr("%1: OCP accepted; the picture follows.").arg(name) });
        break;
    case State::Refused:
    case State::NotSent: {
        const ErrorWords words = explain(*flow->error());
        show(Banner::Kind::Error, { tr("%1: %2").arg(name, words.what), words.details.join(u'\n'), words.advice, outcomeWords(flow->error()->outcome), words.reference });
        break;
    }
    case State::Looking:
        show(Banner::Kind::Warning,
             { flow->isResumed() ? tr("%1, sent %2, has no known outcome. It is not sent again; reading the task to see whether it arrived…").arg(name, sent)
                                 : tr("%1: OCP's answer was lost: %2 It is not sent again; reading the task to see whether it arrived…")
                                           .arg(name, explain(*flow->error()).what),
               flow->lookError() ? explain(*flow->lookError()).all() : QString() }, {});
        break;
    case State::TookEffect:
        show(Banner::Kind::Info, { tr("%1, sent %2: OCP's answer was lost, but the task has changed since: it arrived, or somebody else acted.").arg(name, sent) });
        break;
    case State::NoEffect:
        show(Banner::Kind::Warning, { tr("%1, sent %2: it is not known whether OCP took it, and nothing of it shows in the task. Look into OCP; "
                                         "to send another action, choose it, type the name and give a reason.").arg(name, sent) }, tr("Look again"));
        break;
    }
    updateActions();
    if (flow->state() != State::Idle && flow->state() != State::Sending)
        refresh(); // whatever the answer was: only the task's state says what happened
}

std::optional<Run> TaskPage::run() const
{
    if (!m_session || !m_follower || !m_follower->task())
        return std::nullopt;
    Run run = runOf(m_session->connection(), *m_follower->task(), m_session->hosts().value,
                    m_follower->lastGoodAt().value_or(m_console.scheduler().clock().utcNow()), m_follower->serverNow(), m_record);
    if (!m_record.made)
        run.traceId = m_follower->lastMeta().traceId;
    run.stale = m_follower->lastError().has_value();
    return run;
}

void TaskPage::exportReport()
{
    if (m_follower && m_follower->task())
        m_reports->start(u"obdesk-task-%1.html"_s.arg(m_taskId.toString()));
}

} // namespace obdesk
