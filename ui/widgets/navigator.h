// SPDX-License-Identifier: GPL-3.0-or-later
// The left side of the window: what there is, found by typing.
#pragma once

#include "models/navigatormodel.h"

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace obdesk {

class Navigator final : public QWidget
{
    Q_OBJECT
public:
    explicit Navigator(Console &console, QWidget *parent = nullptr);

    void selectCluster(const QString &connectionId, ClusterId cluster);
    void focusSearch();

signals:
    void clusterChosen(const QString &connectionId, obdesk::ClusterId cluster);
    void taskChosen(const QString &connectionId, obdesk::TaskId task);
    /// A saved connection that is not open yet.
    void connectionChosen(const QString &connectionId);
    void addServerWanted(const QString &connectionId, obdesk::ClusterId cluster, const QString &zone);
    void editConnectionWanted(const QString &connectionId);

private:
    void choose(const QModelIndex &proxyIndex);
    void showMenu(const QPoint &at);
    void goToFound();
    void askZones(const QModelIndex &proxyIndex);

    Console &m_console;
    NavigatorModel *m_model = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    QLineEdit *m_search = nullptr;
    QTreeView *m_tree = nullptr;
};

} // namespace obdesk
