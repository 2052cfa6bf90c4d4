// SPDX-License-Identifier: GPL-3.0-or-later
// One task, live: head with progress and actions, the graph, and the selected step beside it.
#pragma once

#include "console.h"
#include "report/taskrecord.h"
#include "task/actionrules.h"
#include "task/causewatch.h"
#include "task/silencewatch.h"
#include "task/steptoolbar.h"
#include "task/taskhosts.h"

#include <QPointer>
#include <QWidget>

#include <array>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QVBoxLayout;

namespace obdesk {

class Banner;
class Chip;
class ElidedLabel;
class EmptyState;
class GraphView;
class ReportExport;
class StateBar;
class StepLens;
class StepPane;

class TaskPage final : public QWidget
{
    Q_OBJECT
public:
    TaskPage(Console &console, Session &session, TaskId task, QWidget *parent = nullptr);
    ~TaskPage() override;

    Session *session() const { return m_session; }
    TaskId taskId() const { return m_taskId; }
    QString title() const;
    std::optional<StepState> titleState() const;
    GraphView *graph() const { return m_graphView; }
    StepLens *lens() const { return m_lens; }

    // The menu and the palette call these; each does nothing when it is not possible now.
    void retryTask();
    void rollbackTask();
    void exportReport();
    void selectNextFailed(bool forward);
    void focusSearch();
    void focusFilter();
    void showView(int view);            ///< a StepToolbar::View
    void refresh();

signals:
    void titleChanged();
    void reportWritten(const QString &file);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHead(QVBoxLayout *layout);
    void buildBody(QVBoxLayout *layout);
    void onTaskChanged(const TaskDiff &diff);
    void onStateChanged();
    void onPlanChanged();
    void updateOddBanner();
    void selectFailed();
    QString serversText();
    void onHosts();
    void askJournal();
    void updateHead();
    void updateTimes();
    void updateActions();
    void updateStepPane();
    void chooseView(StepToolbar::View view);
    QWidget *makeView(StepToolbar::View view);
    void watchLogs();
    void tick();
    void ask(ActionRules::Action action);
    void perform(ActionRules::Action action, SubtaskId step, const MutationContext &mutation);
    void updateActionFlow(TaskActionFlow *flow);
    bool isActing() const;              ///< an action on this task is under way, or being looked for
    std::optional<Run> run() const;

    Console &m_console;
    QPointer<Session> m_session;
    const TaskId m_taskId;
    TaskRecord m_record;
    QPointer<TaskFollower> m_follower;
    StepLens *m_lens = nullptr;
    TaskHosts m_hosts;

    ElidedLabel *m_name = nullptr;
    Chip *m_state = nullptr;
    Chip *m_failed = nullptr;
    ElidedLabel *m_where = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_rollback = nullptr;
    QPushButton *m_export = nullptr;
    StateBar *m_bar = nullptr;
    QLabel *m_progress = nullptr;
    ElidedLabel *m_times = nullptr;
    Banner *m_actionBanner = nullptr;
    Banner *m_staleBanner = nullptr;
    Banner *m_oddBanner = nullptr;
    ReportExport *m_reports = nullptr;
    QString m_oddText;
    StepToolbar *m_toolbar = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_views = nullptr;
    std::array<QWidget *, 4> m_viewPages {};    // by StepToolbar::View; made when first wanted
    SilenceWatch m_silence;
    CauseWatch m_causes;
    EmptyState *m_empty = nullptr;
    GraphView *m_graphView = nullptr;
    StepPane *m_pane = nullptr;
};

} // namespace obdesk
