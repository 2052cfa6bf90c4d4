// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connectionstore.h"

#include <QSettings>
#include <QUuid>

#include <algorithm>
#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array environments {
    std::pair { Environment::Development, "development"_L1 },
    std::pair { Environment::Staging, "staging"_L1 },
    std::pair { Environment::Production, "production"_L1 },
    std::pair { Environment::Simulator, "simulator"_L1 },
    std::pair { Environment::Custom, "custom"_L1 },
};
constexpr std::array modes {
    std::pair { AccessMode::Normal, "normal"_L1 },
    std::pair { AccessMode::Protected, "protected"_L1 },
    std::pair { AccessMode::ReadOnly, "read-only"_L1 },
};
constexpr std::array authKinds {
    std::pair { AuthKind::Basic, "basic"_L1 },
    std::pair { AuthKind::AccessKey, "access-key"_L1 },
};

template<typename E, size_t N>
QString wordOf(const std::array<std::pair<E, QLatin1StringView>, N> &table, E value)
{
    for (const auto &[v, word] : table) {
        if (v == value)
            return word;
    }
    return {};
}

/// A word we do not know gives the safest meaning.
template<typename E, size_t N>
E valueOf(const std::array<std::pair<E, QLatin1StringView>, N> &table, const QString &text, E safest)
{
    for (const auto &[value, word] : table) {
        if (text == word)
            return value;
    }
    return safest;
}

} // namespace

ConnectionStore::ConnectionStore(const QString &file, QObject *parent) : QObject(parent), m_file(file)
{
    load();
}

QString ConnectionStore::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

const Connection *ConnectionStore::byId(const QString &id) const
{
    const auto it = std::find_if(m_connections.cbegin(), m_connections.cend(), [&](const Connection &c) { return c.id == id; });
    return it == m_connections.cend() ? nullptr : &*it;
}

const Connection *ConnectionStore::byName(const QString &name) const
{
    const Connection *found = nullptr;
    for (const Connection &connection : m_connections) {
        if (connection.name.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (found)
            return nullptr;
        found = &connection;
    }
    return found;
}

bool ConnectionStore::save(const Connection &connection)
{
    QList<Connection> next = m_connections;
    const auto it = std::find_if(next.begin(), next.end(), [&](const Connection &c) { return c.id == connection.id; });
    if (it == next.end())
        next.append(connection);
    else
        *it = connection;
    return write(next);
}

bool ConnectionStore::remove(const QString &id)
{
    QList<Connection> next = m_connections;
    next.removeIf([&](const Connection &c) { return c.id == id; });
    return write(next);
}

void ConnectionStore::load()
{
    QSettings settings(m_file, QSettings::IniFormat);
    const int count = settings.beginReadArray("connections"_L1);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        Connection connection;
        connection.id = settings.value("id"_L1).toString();
        connection.name = settings.value("name"_L1).toString();
        connection.user = settings.value("user"_L1).toString();
        connection.authKind = valueOf(authKinds, settings.value("auth"_L1).toString(), AuthKind::AccessKey);
        connection.environment = valueOf(environments, settings.value("environment"_L1).toString(), Environment::Production);
        connection.accessMode = valueOf(modes, settings.value("access"_L1).toString(), AccessMode::ReadOnly);
        if (checkAddress(settings.value("url"_L1).toString(), &connection.url) == AddressProblem::None && !connection.id.isEmpty()
            && !byId(connection.id))
            m_connections.append(connection);
    }
    settings.endArray();
}

bool ConnectionStore::write(const QList<Connection> &connections)
{
    // QSettings writes INI files through a temporary file and a rename.
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove("connections"_L1);
    settings.beginWriteArray("connections"_L1, int(connections.size()));
    for (int i = 0; i < connections.size(); ++i) {
        const Connection &connection = connections.at(i);
        settings.setArrayIndex(i);
        settings.setValue("id"_L1, connection.id);
        settings.setValue("name"_L1, connection.name);
        settings.setValue("url"_L1, connection.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo));
        settings.setValue("user"_L1, connection.user);
        settings.setValue("auth"_L1, wordOf(authKinds, connection.authKind));
        settings.setValue("environment"_L1, wordOf(environments, connection.environment));
        settings.setValue("access"_L1, wordOf(modes, connection.accessMode));
    }
    settings.endArray();
    settings.sync();
    if (settings.status() != QSettings::NoError)
        return false;
    m_connections = connections;
    emit changed();
    return true;
}

} // namespace obdesk
