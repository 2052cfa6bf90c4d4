// SPDX-License-Identifier: GPL-3.0-or-later
// Connections -> clusters -> zones -> OBServers, as a tree that is updated by difference: selection, scroll and what is
// unfolded survive every refresh.
#pragma once

#include "console.h"
#include "theme/health.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace obdesk {

class NavigatorModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind { Connection, Cluster, Zone, Server, Note };
    Q_ENUM(Kind)

    enum Role {
        KindRole = Qt::UserRole,
        DetailRole,         ///< dim text at the right end: servers, IDC, "RS"
        BadgeRole,          ///< "adding", "failed"; empty: none
        BadgeFailedRole,    ///< bool
        HealthRole,         ///< Health; invalid for connections and notes
        ConnectionIdRole,
        ClusterIdRole,      ///< qint64; invalid for connections
        ZoneNameRole,
        TaskIdRole,         ///< qint64; the task behind the badge
        SearchRole,         ///< everything find-as-you-type looks at
        EnvironmentRole,    ///< int of Environment
        EnvironmentColorRole,///< "#rrggbb" of a Custom one; else empty
    };

    explicit NavigatorModel(Console &console, QObject *parent = nullptr);
    ~NavigatorModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;

    QModelIndex indexOf(const QString &connectionId, ClusterId cluster) const;

private:
    struct Look
    {
        Kind kind = Kind::Note;
        QString text;
        QString detail;
        QString badge;
        bool badgeFailed = false;
        std::optional<Health> health;
        std::optional<ClusterId> cluster;
        QString zone;
        std::optional<TaskId> task;
        QString search;
        bool operator==(const Look &) const = default;
    };
    struct Node
    {
        QString key;
        Look look;
        Node *parent = nullptr;
        std::vector<std::unique_ptr<Node>> children;
        QString connectionId;
        Environment environment = Environment::Production; // of a connection
        QString environmentColor;                           // of a connection
    };
    struct Wanted
    {
        QString key;
        Look look;
    };

    Node *nodeOf(const QModelIndex &index) const;
    static const Node *connectionOf(const Node *node);
    QModelIndex indexOf(const Node *node) const;
    Node *child(Node *parent, const QString &key) const;
    void watch(Session *session);
    void syncConnections();
    void syncClusters(Session *session);
    void syncZones(Session *session, ClusterId cluster);
    /// Makes the children of `parent` look like `wanted` with as few signals as possible.
    void sync(Node *parent, const std::vector<Wanted> &wanted);
    Look lookOf(const Session &session, const Cluster &cluster) const;

    Console &m_console;
    std::unique_ptr<Node> m_root;
};

} // namespace obdesk
