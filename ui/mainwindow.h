// SPDX-License-Identifier: GPL-3.0-or-later
// The one window: navigator left, pages as tabs, menus, status line, and the environment's colour over everything.
#pragma once

#include "console.h"

#include <QMainWindow>

class QFrame;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace obdesk {

class Banner;
class ClusterPage;
class EmptyState;
class Navigator;
class TaskListPage;
class TaskPage;

class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// A page by what it shows, so that another window can open the same.
    struct PageKey
    {
        enum class Kind { Cluster, Task, TaskList, Journal };
        Kind kind;
        QString connectionId;
        qint64 id = 0;          ///< cluster or task
    };

    explicit MainWindow(Console &console, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openCluster(const QString &connectionId, ClusterId cluster);
    TaskPage *openTask(const QString &connectionId, TaskId task);
    void openTaskList(const QString &connectionId);
    /// Opens the dialog for the cluster; an empty zone lets the person pick it there.
    void addServer(const QString &connectionId, ClusterId cluster, const QString &zone);
    void editConnection(const QString &connectionId);   ///< empty: a new one

    QList<PageKey> pages() const;
    void restorePages(const QList<PageKey> &pages, int current);
    int currentPage() const;

signals:
    /// "en" or "zh_CN".
    void languageWanted(const QString &language);

private:
    void buildMenus();
    void buildStatusBar();
    void connectSaved(const QString &connectionId);
    void onPageChanged();
    void openJournal();
    void onFlowChanged(Session *session, AddServersFlow *flow);
    void onActionChanged(Session *session, TaskActionFlow *flow);
    void updateTitles();
    void updateStatus();
    void updateActions();
    void closePage(int index);
    void showLoginNeeded(Session *session);
    int addPage(QWidget *page, const QString &title);
    template<typename P>
    P *currentAs() const;
    Session *currentSession() const;
    std::optional<ClusterId> currentCluster() const;
    void about();

    Console &m_console;
    QFrame *m_band = nullptr;
    Banner *m_banner = nullptr;
    Navigator *m_navigator = nullptr;
    QSplitter *m_splitter = nullptr;
    QTabWidget *m_tabs = nullptr;
    EmptyState *m_welcome = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_notEncrypted = nullptr;
    QLabel *m_statusConnection = nullptr;
    QLabel *m_statusAge = nullptr;
    QLabel *m_statusTasks = nullptr;
    QLabel *m_environment = nullptr;
    std::function<void()> m_bannerAction;

    QAction *m_addServer = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_find = nullptr;
    QAction *m_export = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_rollback = nullptr;
    QAction *m_nextFailed = nullptr;
    QAction *m_previousFailed = nullptr;
    QAction *m_taskList = nullptr;
    QAction *m_closePage = nullptr;
};

} // namespace obdesk
