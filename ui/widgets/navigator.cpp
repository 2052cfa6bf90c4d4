// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/navigator.h"

#include "models/navigatordelegate.h"
#include "theme/icons.h"

#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

namespace obdesk {

using namespace Qt::StringLiterals;
using Kind = NavigatorModel::Kind;

Navigator::Navigator(Console &console, QWidget *parent) : QWidget(parent), m_console(console)
{
    setProperty("panel", true);
    setAttribute(Qt::WA_StyledBackground);
    m_model = new NavigatorModel(console, this);
    m_proxy = new QSortFilterProxyModel(this);
    m_proxy->setSourceModel(m_model);
    m_proxy->setRecursiveFilteringEnabled(true);
    m_proxy->setAutoAcceptChildRows(true);
    m_proxy->setFilterRole(NavigatorModel::SearchRole);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_search = new QLineEdit(this);
    m_search->setObjectName(u"navigatorSearch"_s);
    m_search->setPlaceholderText(tr("Find cluster, zone, server…"));
    m_search->setAccessibleName(tr("Find cluster, zone or server"));
    m_search->setClearButtonEnabled(true);

    m_tree = new QTreeView(this);
    m_tree->setObjectName(u"navigator"_s);
    m_tree->setAccessibleName(tr("Connections and clusters"));
    m_tree->setModel(m_proxy);
    m_tree->setItemDelegate(new NavigatorDelegate(console.theme(), m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setMouseTracking(true);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->setTextElideMode(Qt::ElideRight);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 10, 4, 4);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_proxy->setFilterFixedString(text);
        if (!text.isEmpty())
            m_tree->expandAll();
    });
    connect(m_search, &QLineEdit::returnPressed, this, &Navigator::goToFound);
    connect(m_tree, &QTreeView::clicked, this, &Navigator::choose);
    connect(m_tree, &QTreeView::activated, this, &Navigator::choose);
    connect(m_tree, &QTreeView::expanded, this, &Navigator::askZones);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &Navigator::showMenu);
    // A connection that has just been opened shows its clusters without another click.
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        if (parent.isValid() && parent.data(NavigatorModel::KindRole).value<Kind>() == Kind::Connection)
            m_tree->expand(parent);
    });
}

void Navigator::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void Navigator::goToFound()
{
    const QModelIndex top = m_proxy->index(0, 0);
    if (!top.isValid())
        return;
    m_tree->setFocus();
    if (m_search->text().isEmpty())
        return;
    // The row that holds the text itself, not the one above it.
    const QModelIndexList found = m_proxy->match(top, NavigatorModel::SearchRole, m_search->text(), 1, Qt::MatchContains | Qt::MatchRecursive);
    if (found.isEmpty())
        return;
    m_tree->setCurrentIndex(found.constFirst());
    int clusters = 0;
    for (int connection = 0; connection < m_proxy->rowCount(); ++connection)
        clusters += m_proxy->rowCount(m_proxy->index(connection, 0));
    if (clusters == 1) // else nobody has said which
        choose(found.constFirst());
}

void Navigator::selectCluster(const QString &connectionId, ClusterId cluster)
{
    const QModelIndex index = m_proxy->mapFromSource(m_model->indexOf(connectionId, cluster));
    if (!index.isValid())
        return;
    m_tree->expand(index.parent());
    if (!m_tree->currentIndex().isValid() || m_tree->currentIndex().data(NavigatorModel::ClusterIdRole) != index.data(NavigatorModel::ClusterIdRole))
        m_tree->setCurrentIndex(index);
}

void Navigator::askZones(const QModelIndex &index)
{
    if (index.data(NavigatorModel::KindRole).value<Kind>() != Kind::Cluster)
        return;
    if (Session *session = m_console.session(index.data(NavigatorModel::ConnectionIdRole).toString()))
        session->zones(ClusterId(index.data(NavigatorModel::ClusterIdRole).toLongLong()));
}

void Navigator::choose(const QModelIndex &index)
{
    const QString connectionId = index.data(NavigatorModel::ConnectionIdRole).toString();
    const QVariant cluster = index.data(NavigatorModel::ClusterIdRole);
    if (cluster.isValid())
        emit clusterChosen(connectionId, ClusterId(cluster.toLongLong()));
    else if (!m_console.session(connectionId))
        emit connectionChosen(connectionId);
}

void Navigator::showMenu(const QPoint &at)
{
    const QModelIndex index = m_tree->indexAt(at);
    if (!index.isValid())
        return;
    const QString connectionId = index.data(NavigatorModel::ConnectionIdRole).toString();
    const QVariant clusterValue = index.data(NavigatorModel::ClusterIdRole);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (clusterValue.isValid()) {
        const ClusterId cluster(clusterValue.toLongLong());
        const QString zone = index.data(NavigatorModel::ZoneNameRole).toString();
        menu->addAction(tr("Open"), this, [=, this] { emit clusterChosen(connectionId, cluster); });
        menu->addAction(zone.isEmpty() ? tr("Add OBServer…") : tr("Add OBServer to %1…").arg(zone), this,
                        [=, this] { emit addServerWanted(connectionId, cluster, zone); });
        const QVariant task = index.data(NavigatorModel::TaskIdRole);
        if (task.isValid())
            menu->addAction(tr("Open task %1").arg(task.toLongLong()), this, [=, this] { emit taskChosen(connectionId, TaskId(task.toLongLong())); });
    } else {
        if (m_console.session(connectionId))
            menu->addAction(tr("Disconnect"), this, [=, this] { m_console.close(connectionId); });
        else
            menu->addAction(tr("Connect"), this, [=, this] { emit connectionChosen(connectionId); });
        menu->addAction(tr("Edit connection…"), this, [=, this] { emit editConnectionWanted(connectionId); })
                ->setEnabled(m_console.connections().byId(connectionId) != nullptr);
    }
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

} // namespace obdesk
