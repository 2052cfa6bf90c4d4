// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/tasklistpage.h"

#include "models/tasklistmodel.h"
#include "widgets/banner.h"
#include "widgets/emptystate.h"
#include "widgets/filterbox.h"
#include "widgets/labels.h"
#include "widgets/rows.h"
#include "widgets/tables.h"
#include "words/clusterwords.h"
#include "words/errorwords.h"
#include "words/plain.h"
#include "words/readingwords.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

TaskListPage::TaskListPage(Console &console, Session &session, QWidget *parent)
    : QWidget(parent), m_console(console), m_session(&session)
{
    setObjectName(u"taskListPage"_s);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"taskNameFilter"_s);
    m_name->setPlaceholderText(tr("Task name…"));
    m_name->setAccessibleName(tr("Filter by task name"));
    m_name->setClearButtonEnabled(true);
    m_name->setFixedWidth(240);
    m_status = new QComboBox(this);
    m_status->setObjectName(u"taskStatusFilter"_s);
    m_status->setAccessibleName(tr("Filter by state"));
    m_status->addItem(tr("All states"), QStringList());
    m_status->addItem(tr("Running and failed"), QStringList { u"FAILED"_s, u"RUNNING"_s });
    m_status->addItem(tr("Running"), QStringList { u"RUNNING"_s });
    m_status->addItem(tr("Failed"), QStringList { u"FAILED"_s });
    m_status->addItem(tr("Successful"), QStringList { u"SUCCESSFUL"_s });
    m_cluster = new FilterBox(this);
    m_cluster->setObjectName(u"taskClusterFilter"_s);
    m_cluster->setAccessibleName(tr("Filter by cluster"));
    m_cluster->addItem(tr("All clusters"));
    for (const Cluster &cluster : session.clusters().value)
        m_cluster->addItem(displayText(clusterLabel(cluster, session.clusters().value), false, 60), cluster.id.value);
    m_age = plainLabel({}, this, u"taskListAge"_s);
    m_age->setProperty("dim", true);
    auto *refresh = new QPushButton(tr("Refresh"), this);
    refresh->setObjectName(u"refreshTasks"_s);
    auto *bar = controlRow();
    bar->setContentsMargins(18, 12, 18, 10);
    bar->addWidget(m_name);
    bar->addWidget(m_status);
    bar->addWidget(m_cluster);
    bar->addStretch(1);
    bar->addWidget(m_age);
    bar->addWidget(refresh);

    m_banner = new Banner(console.theme(), this);
    m_model = new TaskListModel(console.theme(), this);
    m_table = new QTableView(this);
    m_table->setObjectName(u"taskTable"_s);
    m_table->setAccessibleName(tr("Tasks"));
    m_table->setModel(m_model);
    setUpRowTable(m_table, { 14, 24, 18, 9, 20, 10, 10 });
    m_table->setTextElideMode(Qt::ElideMiddle); // what tells two clusters of one name apart stands at the end
    m_empty = new EmptyState(console.theme(), this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);

    m_previous = new QPushButton(tr("Previous"), this);
    m_previous->setObjectName(u"previousPage"_s);
    m_next = new QPushButton(tr("Next"), this);
    m_next->setObjectName(u"nextPage"_s);
    m_pageLabel = plainLabel({}, this, u"pageLabel"_s);
    auto *foot = controlRow();
    foot->setContentsMargins(18, 8, 18, 10);
    foot->addWidget(m_pageLabel, 1);
    foot->addWidget(m_previous);
    foot->addWidget(m_next);

    auto *tableBox = new QVBoxLayout;
    tableBox->setContentsMargins(18, 0, 18, 0);
    tableBox->addWidget(m_stack);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(bar);
    layout->addLayout(tableBox, 1);
    layout->addLayout(foot);

    m_typing.setSingleShot(true);
    m_typing.setInterval(250ms);
    m_refreshTimer.setObjectName(u"taskListTimer"_s);
    m_refreshTimer.setInterval(10s);
    connect(&m_typing, &QTimer::timeout, this, &TaskListPage::load);
    connect(&m_refreshTimer, &QTimer::timeout, this, [this] {
        if (!m_loading)                 // an OCP that needs longer than that is never cut short by the clock
            load();
    });
    connect(m_name, &QLineEdit::textChanged, this, &TaskListPage::restart);
    connect(m_status, &QComboBox::currentIndexChanged, this, &TaskListPage::restart);
    connect(m_cluster, &QComboBox::currentIndexChanged, this, &TaskListPage::restart);
    connect(refresh, &QPushButton::clicked, this, &TaskListPage::load);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        m_name->clear();
        m_status->setCurrentIndex(0);
        m_cluster->setCurrentIndex(0);
        load();
    });
    connect(m_banner, &Banner::actionTriggered, this, &TaskListPage::load);
    connect(m_table, &QTableView::activated, this, &TaskListPage::openCurrent);
    connect(m_table, &QTableView::doubleClicked, this, &TaskListPage::openCurrent);
    connect(m_previous, &QPushButton::clicked, this, [this] {
        --m_wantedPage;
        load();
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        ++m_wantedPage;
        load();
    });
    load();
}

QString TaskListPage::title() const
{
    return tr("Tasks");
}

void TaskListPage::refresh()
{
    load();
}

void TaskListPage::focusSearch()
{
    m_name->setFocus();
    m_name->selectAll();
}

void TaskListPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refreshTimer.start();
}

void TaskListPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_refreshTimer.stop();
}

void TaskListPage::restart()
{
    m_wantedPage = 1;
    m_typing.start();
}

void TaskListPage::load()
{
    if (!m_session || m_session->needsLogin())
        return;
    if (m_call)
        m_call->cancel(); // the newest question wins
    TaskQuery query;
    query.nameKeyword = m_name->text().trimmed();
    query.statuses = m_status->currentData().toStringList();
    if (m_cluster->currentData().isValid())
        query.clusterId = ClusterId(m_cluster->currentData().toLongLong());
    query.page = std::max(1, m_wantedPage);
    query.size = 50;
    m_loading = true;
    updateState();
    m_call = m_session->client().fetchTasks(query, this, [this](const Result<Fetched<Page<Task>>> &result) {
        m_loading = false;
        if (result) {
            m_loaded = true;
            m_error.reset();
            m_page = result->value;
            m_notes = result->notes;
            m_model->setClusters(m_session->clusters().value);
            m_wantedPage = m_page.number;
            m_asOf = m_console.scheduler().clock().utcNow();
            m_model->setTasks(m_page.items, result->meta.serverTime.value_or(*m_asOf));
        } else {
            m_error = result.error();
        }
        updateState();
    });
}

void TaskListPage::updateState()
{
    const bool filtered = !m_name->text().isEmpty() || m_status->currentIndex() > 0 || m_cluster->currentIndex() > 0;
    if (!m_loaded && m_error)
        m_empty->showError(explain(*m_error), tr("Try again"));
    else if (!m_loaded)
        m_empty->showLoading(tr("Loading tasks…"));
    else if (m_page.items.isEmpty())
        m_empty->showEmpty(u"tasks"_s, filtered ? tr("No task matches the filters") : tr("No tasks yet"),
                           filtered ? QString() : tr("Tasks appear here as soon as OCP runs one."), filtered ? tr("Clear filters") : QString());
    m_stack->setCurrentIndex(m_loaded && !m_page.items.isEmpty() ? 1 : 0);
    const QDateTime now = m_console.scheduler().clock().utcNow();
    if (m_error && m_loaded)
        m_banner->show(Banner::Kind::Warning, tr("Not up to date: the list is from %1. %2").arg(timeText(*m_asOf, now), explain(*m_error).what), tr("Try again"));
    else if (m_notes.unread > 0)
        m_banner->show(Banner::Kind::Warning, unreadWords(m_notes));
    else
        m_banner->hide();
    m_age->setText(m_asOf ? tr("as of %1").arg(timeText(*m_asOf, now)) : QString());
    m_pageLabel->setToolTip(m_page.isSifted ? asToolTip(tr("Versions of OCP sign this name in different ways, so it was asked for a part of it only: of "
                                                           "each page those tasks are shown whose name contains all of it."))
                                            : QString());
    m_pageLabel->setText(m_loaded && m_page.isSifted
                                 ? tr("at most %n task(s), page %1 of %2", nullptr, int(m_page.totalElements)).arg(m_page.number).arg(std::max(1, m_page.totalPages))
                         : m_loaded ? tr("%n task(s), page %1 of %2", nullptr, int(m_page.totalElements)).arg(m_page.number).arg(std::max(1, m_page.totalPages))
                                  : QString());
    m_previous->setEnabled(m_loaded && m_page.number > 1);
    m_next->setEnabled(m_loaded && m_page.number < m_page.totalPages);
}

void TaskListPage::openCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        emit taskWanted(TaskId(current.data(TaskListModel::TaskIdRole).toLongLong()));
}

} // namespace obdesk
