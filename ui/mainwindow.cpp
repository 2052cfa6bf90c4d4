// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "dialogs/addserverdialog.h"
#include "dialogs/connectiondialog.h"
#include "graph/graphview.h"
#include "pages/clusterpage.h"
#include "pages/journalpage.h"
#include "pages/tasklistpage.h"
#include "pages/taskpage.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/emptystate.h"
#include "widgets/labels.h"
#include "widgets/navigator.h"
#include "widgets/windowsize.h"
#include "words/actionwords.h"
#include "words/errorwords.h"
#include "words/plain.h"

#include <QActionGroup>
#include <QApplication>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Console &console, QWidget *parent) : QMainWindow(parent), m_console(console)
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(QIcon(u":/icons/obdesk.svg"_s));
    resizeToScreen(this, { 1360, 860 });

    auto *central = new QWidget(this);
    m_band = new QFrame(central);
    m_band->setFixedHeight(3);
    m_banner = new Banner(console.theme(), central);
    m_banner->setObjectName(u"windowBanner"_s);
    m_navigator = new Navigator(console, central);
    m_tabs = new QTabWidget(central);
    m_tabs->setObjectName(u"pages"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->tabBar()->setElideMode(Qt::ElideRight);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setAccessibleName(tr("Pages"));
    m_welcome = new EmptyState(console.theme(), central);
    m_stack = new QStackedWidget(central);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_tabs);
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_navigator);
    m_splitter->addWidget(m_stack);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({ 270, 1090 });
    m_navigator->setMinimumWidth(180);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_band);
    layout->addWidget(m_banner);
    layout->addWidget(m_splitter, 1);
    setCentralWidget(central);
    buildMenus();
    buildStatusBar();

    connect(m_navigator, &Navigator::clusterChosen, this, &MainWindow::openCluster);
    connect(m_navigator, &Navigator::taskChosen, this, [this](const QString &id, TaskId task) { openTask(id, task); });
    connect(m_navigator, &Navigator::addServerWanted, this, &MainWindow::addServer);
    connect(m_navigator, &Navigator::connectionChosen, this, &MainWindow::connectSaved);
    connect(m_navigator, &Navigator::editConnectionWanted, this, &MainWindow::editConnection);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::onPageChanged);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &MainWindow::closePage);
    connect(m_welcome, &EmptyState::actionTriggered, this, [this] { editConnection({}); });
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        m_banner->hide();
        if (const auto action = std::exchange(m_bannerAction, nullptr))
            action();
    });

    const auto watch = [this](Session *session) {
        connect(session, &Session::clustersChanged, this, &MainWindow::updateStatus);
        connect(session, &Session::openTasksChanged, this, &MainWindow::updateStatus);
        connect(session, &Session::loginNeeded, this, [this, session] { showLoginNeeded(session); });
        onPageChanged();
    };
    for (const auto &session : console.sessions())
        watch(session.get());
    connect(&console, &Console::sessionOpened, this, watch);
    connect(&console, &Console::sessionAboutToClose, this, [this](Session *session) {
        for (int i = m_tabs->count() - 1; i >= 0; --i) {
            if (pages().at(i).connectionId == session->connection().id)
                closePage(i);
        }
    });
    connect(&console, &Console::sessionClosed, this, &MainWindow::onPageChanged);
    connect(&console.changes(), &Changes::taskCreated, this, [this](Session *session, const Task &task) {
        session->follow(task.id, task);     // the answer of the POST is the first picture
        openTask(session->connection().id, task.id);
        session->unfollow(task.id);         // the page follows it now
        m_banner->hide();
        session->refresh();
    });
    connect(&console.changes(), &Changes::addFlowChanged, this, &MainWindow::onFlowChanged);
    connect(&console.changes(), &Changes::actionFlowChanged, this, &MainWindow::onActionChanged);
    connect(&console.timeWatch(), &TimeWatch::woke, this, [this](const QDateTime &from, const QDateTime &to) {
        m_bannerAction = nullptr;
        m_banner->show(Banner::Kind::Info, tr("This machine or program stood still from %1 to %2: nothing was asked or recorded then. Everything is being asked for again.")
                                                   .arg(timeText(from, to), timeText(to, to)), tr("Hide"));
    });
    connect(&console.timeWatch(), &TimeWatch::clockJumped, this, [this](std::chrono::milliseconds by) {
        m_bannerAction = nullptr;
        m_banner->show(Banner::Kind::Warning, by.count() > 0 ? tr("This machine's clock was set forward by %1 s.").arg(by.count() / 1000)
                                                             : tr("This machine's clock was set back by %1 s.").arg(-by.count() / 1000), tr("Hide"));
    });
    connect(&console.theme(), &Theme::changed, this, [this] {
        onPageChanged();
        updateTitles();
    });
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &MainWindow::updateStatus);
    clock->start(std::chrono::seconds(1));
    onPageChanged();
}

MainWindow::~MainWindow()
{
    // Pages go while the window they talk to is still whole.
    disconnect(m_tabs, nullptr, this, nullptr);
    while (QWidget *page = m_tabs->widget(0))
        delete page;
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    QAction *add = file->addAction(tr("&New connection…"), QKeySequence(u"Ctrl+N"_s), this, [this] { editConnection({}); });
    add->setObjectName(u"newConnection"_s);
    m_export = file->addAction(tr("&Export report…"), QKeySequence(u"Ctrl+E"_s), this, [this] {
        if (auto *page = currentAs<TaskPage>())
            page->exportReport();
    });
    m_closePage = file->addAction(tr("&Close page"), QKeySequence(u"Ctrl+W"_s), this, [this] { closePage(m_tabs->currentIndex()); });
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), this, &QWidget::close);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    m_refresh = view->addAction(tr("&Refresh"), this, [this] {
        if (auto *page = currentAs<TaskPage>())
            page->refresh();
        else if (auto *list = currentAs<TaskListPage>())
            list->refresh();
        else if (auto *journal = currentAs<JournalPage>())
            journal->refresh();
        if (Session *session = currentSession())
            session->refresh();
    });
    m_refresh->setObjectName(u"refresh"_s);
    m_refresh->setShortcuts({ QKeySequence(Qt::Key_F5), QKeySequence(u"Ctrl+R"_s) });
    m_find = view->addAction(tr("&Find"), QKeySequence(u"Ctrl+F"_s), this, [this] {
        if (auto *page = currentAs<TaskPage>())
            page->focusSearch();
        else if (auto *list = currentAs<TaskListPage>())
            list->focusSearch();
        else if (auto *journal = currentAs<JournalPage>())
            journal->focusSearch();
        else
            m_navigator->focusSearch();
    });
    view->addSeparator();
    QAction *journal = view->addAction(tr("&Journal"), QKeySequence(u"Ctrl+J"_s), this, [this] { openJournal(); });
    journal->setObjectName(u"openJournal"_s);
    journal->setEnabled(m_console.journal());
    view->addSeparator();
    QMenu *themes = view->addMenu(tr("&Theme"));
    auto *themeGroup = new QActionGroup(themes);
    const auto theme = [&](const QString &name, Theme::Mode mode, const QString &objectName) {
        QAction *action = themes->addAction(name, this, [this, mode] { m_console.theme().setMode(mode); });
        action->setObjectName(objectName);
        action->setCheckable(true);
        action->setChecked(m_console.theme().mode() == mode);
        themeGroup->addAction(action);
    };
    theme(tr("Like the &desktop"), Theme::Mode::System, u"themeSystem"_s);
    theme(tr("&Light"), Theme::Mode::Light, u"themeLight"_s);
    theme(tr("D&ark"), Theme::Mode::Dark, u"themeDark"_s);

    QMenu *cluster = menuBar()->addMenu(tr("&Cluster"));
    m_addServer = cluster->addAction(tr("&Add OBServer…"), QKeySequence(u"Ctrl+Shift+A"_s), this, [this] {
        if (const auto id = currentCluster())
            addServer(currentSession()->connection().id, *id, {});
    });

    QMenu *task = menuBar()->addMenu(tr("&Task"));
    m_taskList = task->addAction(tr("Task &list"), QKeySequence(u"Ctrl+T"_s), this, [this] {
        if (Session *session = currentSession())
            openTaskList(session->connection().id);
    });
    task->addSeparator();
    const auto onTask = [&](const QString &text, const QKeySequence &key, void (TaskPage::*work)()) {
        return task->addAction(text, key, this, [this, work] {
            if (auto *page = currentAs<TaskPage>())
                (page->*work)();
        });
    };
    m_nextFailed = task->addAction(tr("&Next failed step"), QKeySequence(Qt::Key_F8), this, [this] {
        if (auto *page = currentAs<TaskPage>())
            page->selectNextFailed(true);
    });
    m_previousFailed = task->addAction(tr("&Previous failed step"), QKeySequence(u"Shift+F8"_s), this, [this] {
        if (auto *page = currentAs<TaskPage>())
            page->selectNextFailed(false);
    });
    task->addSeparator();
    const auto showView = [&](const QString &text, const QString &key, int view) {
        task->addAction(text, QKeySequence(key), this, [this, view] {
            if (auto *page = currentAs<TaskPage>())
                page->showView(view);
        });
    };
    showView(tr("As &graph"), u"Ctrl+1"_s, 0);
    showView(tr("As &matrix"), u"Ctrl+2"_s, 1);
    showView(tr("As time&line"), u"Ctrl+3"_s, 2);
    showView(tr("As ta&ble"), u"Ctrl+4"_s, 3);
    task->addAction(tr("&Filter steps"), QKeySequence(u"/"_s), this, [this] {
        if (auto *page = currentAs<TaskPage>())
            page->focusFilter();
    });
    task->addSeparator();
    m_retry = onTask(tr("&Retry failed steps…"), {}, &TaskPage::retryTask);
    m_rollback = onTask(tr("Roll &back…"), {}, &TaskPage::rollbackTask);

    QMenu *language = menuBar()->addMenu(tr("&Language"));
    auto *languageGroup = new QActionGroup(language);
    const QString current = QLocale().name();
    for (const auto &[name, code] : { std::pair { u"English"_s, u"en"_s }, std::pair { u"简体中文"_s, u"zh_CN"_s } }) {
        QAction *action = language->addAction(name, this, [this, code = code] { emit languageWanted(code); });
        action->setObjectName(u"language-"_s + code);
        action->setCheckable(true);
        action->setChecked(current.startsWith(u"zh"_s) == (code == "zh_CN"_L1));
        languageGroup->addAction(action);
    }

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About obdesk"), this, &MainWindow::about)->setMenuRole(QAction::AboutRole);
}

void MainWindow::buildStatusBar()
{
    m_environment = plainLabel({}, this, u"statusEnvironment"_s);
    m_statusConnection = plainLabel({}, this, u"statusConnection"_s);
    m_notEncrypted = plainLabel(tr("not encrypted"), this, u"statusNotEncrypted"_s);
    m_notEncrypted->setToolTip(tr("http:// shows everything to the network, and lets it change everything"));
    m_notEncrypted->hide();
    m_statusAge = plainLabel({}, this, u"statusAge"_s);
    m_statusTasks = plainLabel({}, this, u"statusTasks"_s);
    for (QLabel *label : { m_environment, m_statusConnection, m_notEncrypted, m_statusAge }) {
        label->setContentsMargins(0, 0, 12, 0);
        statusBar()->addWidget(label);
    }
    statusBar()->addPermanentWidget(m_statusTasks);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(10, 0, 10, 0);
}

template<typename P>
P *MainWindow::currentAs() const
{
    return qobject_cast<P *>(m_tabs->currentWidget());
}

Session *MainWindow::currentSession() const
{
    if (auto *page = currentAs<ClusterPage>())
        return page->session();
    if (auto *page = currentAs<TaskPage>())
        return page->session();
    if (auto *page = currentAs<TaskListPage>())
        return page->session();
    return m_console.sessions().empty() ? nullptr : m_console.sessions().front().get();
}

std::optional<ClusterId> MainWindow::currentCluster() const
{
    if (auto *page = currentAs<ClusterPage>())
        return page->clusterId();
    return std::nullopt;
}

int MainWindow::addPage(QWidget *page, const QString &title)
{
    const int index = m_tabs->addTab(page, title);
    m_tabs->setCurrentIndex(index);
    m_stack->setCurrentIndex(1);
    onPageChanged();
    return index;
}

void MainWindow::openCluster(const QString &connectionId, ClusterId cluster)
{
    Session *session = m_console.session(connectionId);
    if (!session)
        return;
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *page = qobject_cast<ClusterPage *>(m_tabs->widget(i));
        if (page && page->session() == session && page->clusterId() == cluster) {
            m_tabs->setCurrentIndex(i);
            return;
        }
    }
    auto *page = new ClusterPage(m_console, *session, cluster);
    connect(page, &ClusterPage::titleChanged, this, &MainWindow::updateTitles);
    connect(page, &ClusterPage::taskWanted, this, [this, connectionId](TaskId task) { openTask(connectionId, task); });
    connect(page, &ClusterPage::addServerWanted, this, [this, connectionId, cluster](const QString &zone) { addServer(connectionId, cluster, zone); });
    addPage(page, page->title());
    updateTitles();
}

TaskPage *MainWindow::openTask(const QString &connectionId, TaskId task)
{
    Session *session = m_console.session(connectionId);
    if (!session)
        return nullptr;
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *page = qobject_cast<TaskPage *>(m_tabs->widget(i));
        if (page && page->session() == session && page->taskId() == task) {
            m_tabs->setCurrentIndex(i);
            return page;
        }
    }
    auto *page = new TaskPage(m_console, *session, task);
    connect(page, &TaskPage::titleChanged, this, &MainWindow::updateTitles);
    addPage(page, page->title());
    updateTitles();
    page->graph()->setFocus();
    return page;
}

void MainWindow::openTaskList(const QString &connectionId)
{
    Session *session = m_console.session(connectionId);
    if (!session)
        return;
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *page = qobject_cast<TaskListPage *>(m_tabs->widget(i));
        if (page && page->session() == session) {
            m_tabs->setCurrentIndex(i);
            return;
        }
    }
    auto *page = new TaskListPage(m_console, *session);
    connect(page, &TaskListPage::taskWanted, this, [this, connectionId](TaskId task) { openTask(connectionId, task); });
    addPage(page, page->title());
    updateTitles();
}

void MainWindow::openJournal()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (qobject_cast<JournalPage *>(m_tabs->widget(i))) {
            m_tabs->setCurrentIndex(i);
            return;
        }
    }
    if (!m_console.journal())
        return;
    auto *page = new JournalPage(m_console);
    connect(page, &JournalPage::taskWanted, this, [this](const QString &connectionId, TaskId task) { openTask(connectionId, task); });
    addPage(page, page->title());
    updateTitles();
}

void MainWindow::addServer(const QString &connectionId, ClusterId cluster, const QString &zone)
{
    Session *session = m_console.session(connectionId);
    if (!session)
        return;
    auto *dialog = new AddServerDialog(m_console, *session, cluster, zone, *m_console.changes().addFlow(*session, cluster), this);
    connect(dialog, &AddServerDialog::taskWanted, this, [this, connectionId, dialog](TaskId task) {
        dialog->close();
        openTask(connectionId, task);
    });
    dialog->open();
}

void MainWindow::editConnection(const QString &connectionId)
{
    const Connection *known = m_console.connections().byId(connectionId);
    auto *dialog = new ConnectionDialog(m_console, known ? std::optional(*known) : std::nullopt, this);
    connect(dialog, &ConnectionDialog::saved, this, [this](const Connection &connection, const Credentials &secret) {
        // Without a secret it is saved and no more: an empty one is a failed login, and those lock the account.
        if (!secret.isEmpty())
            m_console.open(connection, secret);
    });
    dialog->open();
}

void MainWindow::connectSaved(const QString &connectionId)
{
    const Connection *known = m_console.connections().byId(connectionId);
    if (!known)
        return;
    m_console.secrets().read(connectionId, this, [this, connection = *known](const Credentials &secret) {
        if (secret.isEmpty()) {
            // No secret to be had: the person types it, nothing is sent without.
            editConnection(connection.id);
            return;
        }
        m_console.open(connection, secret);
    });
}

QList<MainWindow::PageKey> MainWindow::pages() const
{
    QList<PageKey> keys;
    for (int i = 0; i < m_tabs->count(); ++i) {
        QWidget *widget = m_tabs->widget(i);
        const auto idOf = [](Session *session) { return session ? session->connection().id : QString(); };
        if (auto *cluster = qobject_cast<ClusterPage *>(widget))
            keys.append({ PageKey::Kind::Cluster, idOf(cluster->session()), cluster->clusterId().value });
        else if (auto *task = qobject_cast<TaskPage *>(widget))
            keys.append({ PageKey::Kind::Task, idOf(task->session()), task->taskId().value });
        else if (auto *list = qobject_cast<TaskListPage *>(widget))
            keys.append({ PageKey::Kind::TaskList, idOf(list->session()), 0 });
        else if (qobject_cast<JournalPage *>(widget))
            keys.append({ PageKey::Kind::Journal, {}, 0 });
    }
    return keys;
}

void MainWindow::restorePages(const QList<PageKey> &pages, int current)
{
    for (const PageKey &key : pages) {
        switch (key.kind) {
        case PageKey::Kind::Cluster:
            openCluster(key.connectionId, ClusterId(key.id));
            break;
        case PageKey::Kind::Task:
            openTask(key.connectionId, TaskId(key.id));
            break;
        case PageKey::Kind::TaskList:
            openTaskList(key.connectionId);
            break;
        case PageKey::Kind::Journal:
            openJournal();
            break;
        }
    }
    m_tabs->setCurrentIndex(current);
}

int MainWindow::currentPage() const
{
    return m_tabs->currentIndex();
}

void MainWindow::closePage(int index)
{
    QWidget *page = m_tabs->widget(index);
    if (!page)
        return;
    m_tabs->removeTab(index);
    page->deleteLater();
    onPageChanged();
}

void MainWindow::onPageChanged()
{
    const bool any = m_tabs->count() > 0;
    m_stack->setCurrentIndex(any ? 1 : 0);
    if (!any) {
        if (m_console.sessions().empty())
            m_welcome->showEmpty(u"connection"_s, tr("No connection is open"),
                                 tr("Connect to an OCP to see its clusters, or choose a saved connection at the left."), tr("New connection…"));
        else
            m_welcome->showEmpty(u"cluster"_s, tr("Choose a cluster"), tr("Clusters stand at the left, below their connection."));
    }
    Session *session = currentSession();
    const Tokens &t = m_console.theme().tokens();
    const QColor color = session ? environmentColor(session->connection(), t) : t.line;
    m_band->setStyleSheet(u"background: %1;"_s.arg(color.name()));
    if (const auto cluster = currentCluster())
        m_navigator->selectCluster(session->connection().id, *cluster);
    updateTitles();
    updateStatus();
    updateActions();
}

void MainWindow::updateTitles()
{
    const Tokens &t = m_console.theme().tokens();
    for (int i = 0; i < m_tabs->count(); ++i) {
        QString title;
        QIcon icon;
        if (auto *cluster = qobject_cast<ClusterPage *>(m_tabs->widget(i))) {
            title = cluster->title();
            icon = themedIcon(u"cluster"_s, t.dimText);
        } else if (auto *task = qobject_cast<TaskPage *>(m_tabs->widget(i))) {
            title = task->title();
            if (const auto state = task->titleState())
                icon = stateIcon(*state, t);
        } else if (auto *list = qobject_cast<TaskListPage *>(m_tabs->widget(i))) {
            title = list->title();
            icon = themedIcon(u"tasks"_s, t.dimText);
        } else if (auto *journal = qobject_cast<JournalPage *>(m_tabs->widget(i))) {
            title = journal->title();
            icon = themedIcon(u"tasks"_s, t.dimText);
        }
        title.replace(u'&', u"&&"_s);
        if (m_tabs->tabText(i) != title)
            m_tabs->setTabText(i, title);
        m_tabs->setTabIcon(i, icon);
    }
    Session *session = currentSession();
    QStringList parts;
    if (m_tabs->currentIndex() >= 0)
        parts.append(m_tabs->tabText(m_tabs->currentIndex()).replace(u"&&"_s, u"&"_s));
    if (session) {
        const Connection &connection = session->connection();
        const QString word = environmentWord(connection);
        parts.append(connection.name == word ? word : u"%1 (%2)"_s.arg(displayText(connection.name, false, 60), word));
    }
    parts.append(u"obdesk"_s);
    setWindowTitle(parts.join(u" — "_s));
    updateActions();
}

void MainWindow::updateStatus()
{
    Session *session = currentSession();
    if (!session) {
        m_environment->clear();
        m_notEncrypted->hide();
        m_statusConnection->setText(tr("Not connected"));
        m_statusAge->clear();
        m_statusTasks->clear();
        return;
    }
    const Connection &connection = session->connection();
    const QDateTime now = m_console.scheduler().clock().utcNow();
    const QString word = environmentWord(connection);
    m_environment->setText(word);
    const Tokens &t = m_console.theme().tokens();
    m_environment->setStyleSheet(u"color: %1; font-weight: 600;"_s.arg(environmentTextColor(connection, t).name()));
    m_notEncrypted->setVisible(connection.url.scheme() == "http"_L1 && !isLoopback(connection.url));
    m_notEncrypted->setStyleSheet(u"color: %1; font-weight: 600;"_s.arg(t.failed.name()));
    QStringList parts;
    if (connection.name != word)
        parts.append(displayText(connection.name, false, 60));
    parts.append(connection.url.host());
    if (connection.accessMode == AccessMode::ReadOnly)
        parts.append(tr("read-only"));
    else if (connection.accessMode == AccessMode::Protected)
        parts.append(tr("protected"));
    if (session->clusters().everLoaded() && !session->clusters().error)
        parts.append(tr("%1 ms").arg(session->lastMeta().roundTrip.count()));
    m_statusConnection->setText(parts.join(u" · "_s));

    QStringList age;
    const auto &clusters = session->clusters();
    if (clusters.asOf)
        age.append((clusters.error ? tr("stale since %1") : tr("as of %1")).arg(timeText(*clusters.asOf, now)));
    else if (clusters.error)
        age.append(tr("not reached yet"));
    if (session->needsLogin())
        age.append(tr("login needed"));
    else if (const auto next = session->untilNextRefresh())
        age.append(tr("next in %1 s").arg((next->count() + 999) / 1000));
    if (const auto skew = session->lastMeta().clockSkew; skew && std::abs(skew->count()) >= 1000)
        age.append(tr("clock %1%2 s").arg(skew->count() < 0 ? u"−"_s : u"+"_s, QLocale().toString(std::abs(double(skew->count())) / 1000.0, 'f', 1)));
    m_statusAge->setText(age.join(u" · "_s));

    int running = 0;
    int failed = 0;
    for (const Task &task : session->openTasks().value) {
        running += task.status == TaskStatus::Running ? 1 : 0;
        failed += task.status == TaskStatus::Failed ? 1 : 0;
    }
    m_statusTasks->setText(tr("%n task(s) running", nullptr, running) + u" · "_s + tr("%n failed", nullptr, failed));
}

void MainWindow::updateActions()
{
    const auto *page = currentAs<TaskPage>();
    const auto *cluster = currentAs<ClusterPage>();
    for (QAction *action : { m_export, m_nextFailed, m_previousFailed, m_retry, m_rollback })
        action->setEnabled(page);
    m_addServer->setEnabled(cluster && cluster->addBlocked().isEmpty());
    m_closePage->setEnabled(m_tabs->count() > 0);
    m_taskList->setEnabled(currentSession());
    m_refresh->setEnabled(currentSession() || currentAs<JournalPage>());
}

void MainWindow::onFlowChanged(Session *session, AddServersFlow *flow)
{
    using State = AddServersFlow::State;
    const QString connectionId = session->connection().id;
    const ClusterId cluster = flow->request().cluster;
    if (findChild<AddServerDialog *>())
        return; // the open dialog tells it
    const auto show = [&](Banner::Kind kind, const QString &text) {
        m_bannerAction = [this, connectionId, cluster] { addServer(connectionId, cluster, {}); };
        m_banner->show(kind, text, tr("Show"));
    };
    switch (flow->state()) {
    case State::Refused:
    case State::NotSent:
        show(Banner::Kind::Error, tr("Add OBServer: %1").arg(explain(*flow->error()).what));
        break;
    case State::Reconciling:
        if (flow->isResumed()) {
            show(Banner::Kind::Warning, tr("Add OBServer: a request of %1 has no known outcome. It is not sent again; looking for its task…")
                                                .arg(timeText(flow->sentAt(), m_console.scheduler().clock().utcNow())));
            break;
        }
        show(Banner::Kind::Warning, tr("Add OBServer: OCP's answer was lost. The request is not sent again; looking for the task…"));
        break;
    case State::FoundSeveral:
    case State::FoundNone:
        show(Banner::Kind::Warning, tr("Add OBServer: it is not known whether OCP accepted the request. A person must look."));
        break;
    case State::FoundServers:
        show(Banner::Kind::Info, tr("Add OBServer: OCP's answer was lost, but the hosts are OBServers of %1 by now. This login may not read the task; "
                                    "watch the servers on the cluster's page.").arg(displayText(flow->request().zoneName, false, 60)));
        break;
    case State::Idle:
    case State::Sending:
    case State::Accepted:
        break;
    }
}

void MainWindow::onActionChanged(Session *session, TaskActionFlow *flow)
{
    using State = TaskActionFlow::State;
    const QString connectionId = session->connection().id;
    const TaskId task = flow->action().task;
    const auto *page = currentAs<TaskPage>();
    if (page && page->session() == session && page->taskId() == task)
        return; // the page itself tells it
    if (flow->state() != State::Looking && flow->state() != State::NoEffect)
        return;
    m_bannerAction = [this, connectionId, task] { openTask(connectionId, task); };
    m_banner->show(Banner::Kind::Warning, tr("%1 of task %2, sent %3, has no known outcome.")
                                                  .arg(actionName(flow->action().action), task.toString(),
                                                       timeText(flow->sentAt(), m_console.scheduler().clock().utcNow())), tr("Show"));
}

void MainWindow::showLoginNeeded(Session *session)
{
    const QString connectionId = session->connection().id;
    const auto &error = session->clusters().error;
    m_bannerAction = [this, connectionId] { editConnection(connectionId); };
    m_banner->show(Banner::Kind::Error,
                   tr("%1: %2 Nothing more is asked with this login, since accounts lock.")
                           .arg(displayText(session->connection().name, false, 60),
                                error ? explain(*error).what : tr("OCP does not accept the login.")),
                   tr("Correct the login…"));
}

void MainWindow::about()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About obdesk"),
                                tr("obdesk %1\n\nA desktop console for OceanBase clusters behind OCP.\nLicensed under the GPL, version 3 or later.")
                                        .arg(QStringLiteral(OBDESK_VERSION)),
                                QMessageBox::Close, this);
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(windowIcon().pixmap(64, 64));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace obdesk
