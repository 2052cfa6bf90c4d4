// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/zoneserversmodel.h"

#include "domain/hostaddress.h"
#include "words/plain.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

ZoneServersModel::Row ZoneServersModel::rowOf(const ObServer &server, const QDateTime &now)
{
    Row row;
    row.key = server.id.toString();
    row.id = server.id;
    row.title = displayText(server.address(), false, 80);
    row.health = healthOf(server);
    row.rootServer = server.withRootServer;
    QStringList facts { displayText(server.status.text, false, 40), displayText(server.innerStatus.text, false, 40) };
    if (server.startTime && server.status == ObStatus::Running) {
        const qint64 hours = server.startTime->secsTo(now) / 3600;
        if (hours >= 48)
            facts.append(tr("up %n day(s)", nullptr, int(hours / 24)));
        else if (hours >= 0)
            facts.append(tr("up %n hour(s)", nullptr, int(hours)));
    }
    facts.removeAll(QString());
    row.detail = facts.join(u" · "_s);
    return row;
}

void ZoneServersModel::setServers(const QList<ObServer> &servers, const QList<ServerOnItsWay> &onTheirWay, const QDateTime &now)
{
    QList<Row> rows;
    for (const ObServer &server : servers) {
        Row row = rowOf(server, now);
        // OCP lists a new server early; until its task has ended, the task says best how it stands.
        for (const ServerOnItsWay &way : onTheirWay) {
            if (!isSameAddress(way.address, server.ip))
                continue;
            row.onItsWay = true;
            row.detail = way.step;
            row.health = way.failed ? Health::Bad : Health::Busy;
        }
        rows.append(row);
    }
    for (const ServerOnItsWay &server : onTheirWay) {
        const bool listed = std::any_of(servers.cbegin(), servers.cend(), [&](const ObServer &s) { return isSameAddress(s.ip, server.address); });
        if (listed)
            continue;
        Row row;
        row.key = u"way:"_s + server.address;
        row.title = server.address;
        row.detail = server.step;
        row.health = server.failed ? Health::Bad : Health::Busy;
        row.onItsWay = true;
        rows.append(row);
    }

    const auto sameKeys = [&] {
        return rows.size() == m_rows.size()
                && std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), [](const Row &a, const Row &b) { return a.key == b.key; });
    };
    if (!sameKeys()) {
        // Rows come and go rarely, and at most a few: remove what is gone, insert what is new.
        for (int i = int(m_rows.size()) - 1; i >= 0; --i) {
            const bool kept = std::any_of(rows.cbegin(), rows.cend(), [&](const Row &row) { return row.key == m_rows.at(i).key; });
            if (!kept) {
                beginRemoveRows({}, i, i);
                m_rows.removeAt(i);
                endRemoveRows();
            }
        }
        for (int i = 0; i < rows.size(); ++i) {
            if (i < m_rows.size() && m_rows.at(i).key == rows.at(i).key)
                continue;
            const auto later = std::find_if(m_rows.begin() + i, m_rows.end(), [&](const Row &row) { return row.key == rows.at(i).key; });
            if (later != m_rows.end()) {
                const int from = int(later - m_rows.begin());
                beginMoveRows({}, from, from, {}, i);
                m_rows.move(from, i);
                endMoveRows();
            } else {
                beginInsertRows({}, i, i);
                m_rows.insert(i, rows.at(i));
                endInsertRows();
            }
        }
    }
    for (int i = 0; i < rows.size(); ++i) {
        if (!(m_rows.at(i) == rows.at(i))) {
            m_rows[i] = rows.at(i);
            emit dataChanged(index(i), index(i));
        }
    }
}

int ZoneServersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ZoneServersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case DetailRole:
        return row.detail;
    case HealthRole:
        return QVariant::fromValue(row.health);
    case RootServerRole:
        return row.rootServer;
    case OnItsWayRole:
        return row.onItsWay;
    case ServerIdRole:
        return row.id ? QVariant(row.id->value) : QVariant();
    case Qt::AccessibleTextRole:
        return u"%1, %2%3, %4"_s.arg(row.title, row.onItsWay ? tr("being added, ") : QString(), healthWord(row.health), row.detail);
    default:
        return {};
    }
}

} // namespace obdesk
