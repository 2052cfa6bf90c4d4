// SPDX-License-Identifier: GPL-3.0-or-later
// One cluster: its facts, what is being done to it, and its zones as columns of OBServers.
#pragma once

#include "console.h"
#include "pages/zonecolumn.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace obdesk {

class Banner;
class Chip;
class ElidedLabel;
class EmptyState;

class ClusterPage final : public QWidget
{
    Q_OBJECT
public:
    ClusterPage(Console &console, Session &session, ClusterId cluster, QWidget *parent = nullptr);

    Session *session() const { return m_session; }
    ClusterId clusterId() const { return m_cluster; }
    QString title() const;
    /// Why "Add OBServer" is not possible now; empty when it is.
    QString addBlocked() const;

signals:
    void titleChanged();
    void addServerWanted(const QString &zoneName);      ///< empty: the person picks the zone in the dialog
    void taskWanted(obdesk::TaskId task);

private:
    void buildHead(QVBoxLayout *layout);
    void update();
    void updateHead(const Cluster &cluster);
    void updateBanners();
    QStringList oddLines() const;
    void updateColumns(const Cluster &cluster);
    void updateAge();
    QList<ServerOnItsWay> onTheirWay(const QString &zoneName) const;

    Console &m_console;
    QPointer<Session> m_session;
    const ClusterId m_cluster;

    ElidedLabel *m_name = nullptr;
    Chip *m_state = nullptr;
    ElidedLabel *m_summary = nullptr;
    QPushButton *m_add = nullptr;
    QList<std::pair<ElidedLabel *, ElidedLabel *>> m_facts;   // value, note
    Banner *m_taskBanner = nullptr;
    Banner *m_staleBanner = nullptr;
    std::optional<TaskId> m_bannerTask;
    QLineEdit *m_filter = nullptr;
    QLabel *m_age = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_board = nullptr;
    QHBoxLayout *m_columnLayout = nullptr;
    QList<ZoneColumn *> m_columns;
};

} // namespace obdesk
