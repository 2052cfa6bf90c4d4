// SPDX-License-Identifier: GPL-3.0-or-later
// Beside the graph: the selected step's facts, what can be done with it, and its log.
#pragma once

#include "console.h"
#include "task/actionrules.h"
#include "task/logfollower.h"
#include "task/shownlog.h"
#include "task/taskgraph.h"
#include "task/taskhosts.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace obdesk {

class Banner;
class EmptyState;
class WrappedLabel;
class WrappedText;

class StepPane final : public QWidget
{
    Q_OBJECT
public:
    StepPane(Console &console, Session &session, QWidget *parent = nullptr);

    /// Shows subtask `index` of the task; -1 shows nothing. Called again after every change: only what differs is touched.
    /// Why nothing can be done to any step now, e.g. a read-only connection; empty: nothing stands in the way. For the next showStep().
    void setBlocked(const QString &reason) { m_blocked = reason; }
    void showStep(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, int index, const QDateTime &serverNow);
    /// Advances the running duration.
    void tick(const QDateTime &serverNow);
    void focusLog();

signals:
    void actionWanted(obdesk::ActionRules::Action action);

private:
    void buildLog();
    void updateActions(const Task &task, const Subtask &step);
    void updateFacts(const Task &task, const TaskGraph &graph, const Subtask &step);
    void updateHeadline(const QDateTime &serverNow);
    /// A log made ready for the screen: rows joined, secrets covered, cut to what a view can hold.
    void updateLog();
    void prepareLog();
    void showLog(const ShownLog &ready);
    void updateLogState();
    /// Marks the line the cause is quoted from and goes there.
    void showCause();

    Console &m_console;
    LogFollower m_log;
    std::optional<Subtask> m_step;
    QString m_blocked;
    QString m_hostLabel;
    int m_heldBack = 0;
    StepCause m_cause;
    quint64 m_logRow = 0;               // a new one with each step: what is still being prepared for another is void
    bool m_preparing = false;           // a worker has a log of this row
    bool m_logMoved = false;            // and there is a newer one since

    QStackedWidget *m_stack = nullptr;
    EmptyState *m_none = nullptr;
    QLabel *m_glyph = nullptr;
    WrappedLabel *m_name = nullptr;
    WrappedText *m_headline = nullptr;
    Banner *m_failure = nullptr;
    QList<std::pair<ActionRules::Action, QPushButton *>> m_actions;
    QTabWidget *m_tabs = nullptr;
    QPlainTextEdit *m_logView = nullptr;
    QLabel *m_logState = nullptr;
    QToolButton *m_tail = nullptr;
    QPlainTextEdit *m_facts = nullptr;
};

} // namespace obdesk
