// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigatormodel.h"

#include "theme/icons.h"
#include "words/clusterwords.h"
#include "words/errorwords.h"
#include "words/plain.h"
#include "words/readingwords.h"
#include "words/taskwords.h"

#include <QSet>

#include <algorithm>
#include <tuple>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

NavigatorModel::NavigatorModel(Console &console, QObject *parent)
    : QAbstractItemModel(parent), m_console(console), m_root(std::make_unique<Node>())
{
    connect(&console, &Console::sessionOpened, this, [this](Session *session) {
        syncConnections();
        watch(session);
    });
    connect(&console, &Console::sessionClosed, this, &NavigatorModel::syncConnections);
    connect(&console.connections(), &ConnectionStore::changed, this, &NavigatorModel::syncConnections);
    connect(&console.theme(), &Theme::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, 0), { Qt::DecorationRole });
    });
    syncConnections();
    for (const auto &session : console.sessions())
        watch(session.get());
}

NavigatorModel::~NavigatorModel() = default;

void NavigatorModel::watch(Session *session)
{
    connect(session, &Session::clustersChanged, this, [this, session] { syncClusters(session); });
    connect(session, &Session::openTasksChanged, this, [this, session] { syncClusters(session); });
    connect(session, &Session::loginNeeded, this, [this, session] { syncClusters(session); });
    connect(session, &Session::zonesChanged, this, [this, session](ClusterId cluster) { syncZones(session, cluster); });
    syncClusters(session);
}

NavigatorModel::Node *NavigatorModel::nodeOf(const QModelIndex &index) const
{
    // Nodes live on the heap and are freed only between begin- and endRemoveRows: the pointer in a live index is good.
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex NavigatorModel::indexOf(const Node *node) const
{
    if (!node->parent)
        return {};
    const auto &siblings = node->parent->children;
    const auto it = std::find_if(siblings.begin(), siblings.end(), [&](const auto &sibling) { return sibling.get() == node; });
    return createIndex(int(it - siblings.begin()), 0, const_cast<Node *>(node));
}

NavigatorModel::Node *NavigatorModel::child(Node *parent, const QString &key) const
{
    if (!parent)
        return nullptr;
    const auto it = std::find_if(parent->children.begin(), parent->children.end(), [&](const auto &node) { return node->key == key; });
    return it == parent->children.end() ? nullptr : it->get();
}

QModelIndex NavigatorModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || parent.column() > 0)
        return {};
    const Node *node = nodeOf(parent);
    if (row < 0 || row >= int(node->children.size()))
        return {};
    return createIndex(row, 0, node->children.at(size_t(row)).get());
}

QModelIndex NavigatorModel::parent(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node->parent ? indexOf(node->parent) : QModelIndex();
}

int NavigatorModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int NavigatorModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool NavigatorModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

QVariant NavigatorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node *node = nodeOf(index);
    const Look &look = node->look;
    switch (role) {
    case Qt::DisplayRole:
        return look.text;
    case Qt::DecorationRole:
        return look.health ? QVariant(healthIcon(*look.health, m_console.theme().tokens())) : QVariant();
    case Qt::ToolTipRole:
        return look.kind == Kind::Note ? asToolTip(look.text) : QVariant();
    case Qt::AccessibleTextRole: {
        QStringList parts { look.text };
        if (look.health)
            parts.append(healthWord(*look.health));
        parts << look.badge << look.detail;
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    case KindRole:
        return QVariant::fromValue(look.kind);
    case DetailRole:
        return look.detail;
    case BadgeRole:
        return look.badge;
    case BadgeFailedRole:
        return look.badgeFailed;
    case HealthRole:
        return look.health ? QVariant::fromValue(*look.health) : QVariant();
    case ConnectionIdRole:
        return node->connectionId;
    case ClusterIdRole:
        return look.cluster ? QVariant(look.cluster->value) : QVariant();
    case ZoneNameRole:
        return look.zone;
    case TaskIdRole:
        return look.task ? QVariant(look.task->value) : QVariant();
    case SearchRole:
        return look.search;
    case EnvironmentRole:
        return int(connectionOf(node)->environment);
    case EnvironmentColorRole:
        return connectionOf(node)->environmentColor;
    default:
        return {};
    }
}

const NavigatorModel::Node *NavigatorModel::connectionOf(const Node *node)
{
    while (node->parent && node->parent->parent)
        node = node->parent;
    return node;
}

QModelIndex NavigatorModel::indexOf(const QString &connectionId, ClusterId cluster) const
{
    const Node *node = child(child(m_root.get(), connectionId), cluster.toString());
    return node ? indexOf(node) : QModelIndex();
}

void NavigatorModel::syncConnections()
{
    std::vector<Wanted> wanted;
    QHash<QString, std::pair<Environment, QString>> environments;
    const auto add = [&](const Connection &connection, bool open) {
        Look look;
        look.kind = Kind::Connection;
        look.text = displayText(connection.name, false, 80);
        look.detail = open ? environmentWord(connection) : tr("not connected");
        look.search = look.text;
        wanted.push_back({ connection.id, look });
        environments.insert(connection.id, { connection.environment, connection.environmentColor });
    };
    for (const auto &session : m_console.sessions())
        add(session->connection(), true);
    for (const Connection &connection : m_console.connections().all()) {
        if (!environments.contains(connection.id))
            add(connection, false);
    }
    sync(m_root.get(), wanted);
    for (const auto &node : m_root->children) {
        node->connectionId = node->key;
        std::tie(node->environment, node->environmentColor) = environments.value(node->key);
        if (!m_console.session(node->key))
            sync(node.get(), {});
    }
}

NavigatorModel::Look NavigatorModel::lookOf(const Session &session, const Cluster &cluster) const
{
    Look look;
    look.kind = Kind::Cluster;
    look.text = displayText(clusterLabel(cluster, session.clusters().value), false, 80);
    look.detail = tr("%n server(s)", nullptr, cluster.serverCount);
    look.health = healthOf(cluster);
    look.cluster = cluster.id;
    look.search = look.text;
    for (const Task &task : session.openTasks().value) {
        if (!task.cluster || task.cluster->id != cluster.id)
            continue;
        // Newest first: the first one speaks.
        look.badge = stateWords(task);
        look.badgeFailed = task.status == TaskStatus::Failed;
        look.task = task.id;
        break;
    }
    return look;
}

void NavigatorModel::syncClusters(Session *session)
{
    Node *connection = child(m_root.get(), session->connection().id);
    if (!connection)
        return;
    std::vector<Wanted> wanted;
    const auto &clusters = session->clusters();
    if (!clusters.everLoaded() || clusters.value.isEmpty()) {
        Look note;
        note.kind = Kind::Note;
        if (clusters.error)
            note.text = explain(*clusters.error).what;
        else
            note.text = clusters.everLoaded() ? tr("No clusters") : tr("Loading clusters…");
        wanted.push_back({ u"note"_s, note });
    }
    for (const Cluster &cluster : clusters.value)
        wanted.push_back({ cluster.id.toString(), lookOf(*session, cluster) });
    if (const QString unread = unreadWords(clusters.notes); !unread.isEmpty()) {
        Look note;
        note.kind = Kind::Note;
        note.text = unread;
        wanted.push_back({ u"unread"_s, note });
    }
    sync(connection, wanted);
    for (const Cluster &cluster : clusters.value) {
        // Until its zones were asked for, a cluster shows those of the list.
        Node *node = child(connection, cluster.id.toString());
        if (node && node->children.empty())
            syncZones(session, cluster.id);
    }
}

void NavigatorModel::syncZones(Session *session, ClusterId cluster)
{
    Node *node = child(child(m_root.get(), session->connection().id), cluster.toString());
    const Cluster *known = session->cluster(cluster);
    if (!node || !known)
        return;
    const Remote<QList<Zone>> *loaded = session->knownZones(cluster);
    const QList<Zone> &zones = loaded && loaded->everLoaded() ? loaded->value : known->zones;
    std::vector<Wanted> wanted;
    for (const Zone &zone : zones) {
        Look look;
        look.kind = Kind::Zone;
        look.text = displayText(zone.name, false, 80);
        look.detail = zone.idcName.isEmpty() ? QString::number(zone.serverCount)
                                             : u"%1 · %2"_s.arg(displayText(zone.idcName, false, 40)).arg(zone.serverCount);
        look.health = healthOf(zone);
        look.cluster = cluster;
        look.zone = zone.name;
        look.search = look.text + u' ' + zone.idcName;
        wanted.push_back({ zone.name, look });
    }
    sync(node, wanted);
    for (const Zone &zone : zones) {
        std::vector<Wanted> servers;
        for (const ObServer &server : zone.servers) {
            Look look;
            look.kind = Kind::Server;
            look.text = displayText(server.address(), false, 80);
            look.detail = server.withRootServer ? tr("RS") : QString();
            look.health = healthOf(server);
            look.cluster = cluster;
            look.zone = zone.name;
            look.search = look.text;
            servers.push_back({ server.id.toString(), look });
        }
        if (Node *zoneNode = child(node, zone.name))
            sync(zoneNode, servers);
    }
}

void NavigatorModel::sync(Node *parent, const std::vector<Wanted> &wanted)
{
    const QModelIndex parentIndex = indexOf(parent);
    auto &children = parent->children;
    QSet<QString> keys;
    for (const Wanted &item : wanted)
        keys.insert(item.key);
    for (int row = int(children.size()) - 1; row >= 0; --row) {
        if (!keys.contains(children.at(size_t(row))->key)) {
            beginRemoveRows(parentIndex, row, row);
            children.erase(children.begin() + row);
            endRemoveRows();
        }
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        const Wanted &item = wanted.at(size_t(row));
        const auto found = std::find_if(children.begin() + std::min(row, int(children.size())), children.end(),
                                        [&](const auto &node) { return node->key == item.key; });
        if (found == children.end()) {
            beginInsertRows(parentIndex, row, row);
            auto node = std::make_unique<Node>();
            node->key = item.key;
            node->look = item.look;
            node->parent = parent;
            node->connectionId = parent->parent ? parent->connectionId : item.key;
            children.insert(children.begin() + row, std::move(node));
            endInsertRows();
            continue;
        }
        if (const int from = int(found - children.begin()); from != row) {
            beginMoveRows(parentIndex, from, from, parentIndex, row);
            std::rotate(children.begin() + row, children.begin() + from, children.begin() + from + 1);
            endMoveRows();
        }
        Node *node = children.at(size_t(row)).get();
        if (!(node->look == item.look)) {
            node->look = item.look;
            const QModelIndex changed = createIndex(row, 0, node);
            emit dataChanged(changed, changed);
        }
    }
}

} // namespace obdesk
