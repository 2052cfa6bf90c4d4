// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/connectionstore.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QScopeGuard>
#include <QSettings>
#include <QThread>
#include <QUuid>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <system_error>
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
constexpr std::array trustKinds {
    std::pair { ServerTrust::Kind::System, "system"_L1 },
    std::pair { ServerTrust::Kind::Authority, "authority"_L1 },
    std::pair { ServerTrust::Kind::Certificate, "certificate"_L1 },
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

const QString arrayName = u"connections"_s;

QString key(int index, QLatin1StringView name)
{
    return u"%1/%2"_s.arg(index).arg(name);
}

/// Of the entries there are, ascending; `settings` is in the array's group. The count that stands beside them may be anything.
QList<int> indexesOf(QSettings &settings)
{
    QList<int> indexes;
    const QStringList groups = settings.childGroups();
    for (const QString &group : groups) {
        bool ok = false;
        const int index = group.toInt(&ok);
        if (ok && index > 0 && QString::number(index) == group)
            indexes.append(index);
    }
    std::sort(indexes.begin(), indexes.end());
    return indexes;
}

/// Empty for an entry that cannot be used. Words we do not know give the safest meaning.
std::optional<Connection> read(const QSettings &settings, int index)
{
    const auto text = [&](QLatin1StringView name) { return settings.value(key(index, name)).toString(); };
    Connection connection;
    connection.id = text("id"_L1);
    connection.name = text("name"_L1);
    connection.user = text("user"_L1);
    connection.authKind = valueOf(authKinds, text("auth"_L1), AuthKind::AccessKey);
    connection.environment = valueOf(environments, text("environment"_L1), Environment::Production);
    connection.accessMode = valueOf(modes, text("access"_L1), AccessMode::ReadOnly);
    connection.environmentName = text("environmentName"_L1);
    connection.environmentColor = text("environmentColor"_L1);
    connection.trust.kind = valueOf(trustKinds, text("trust"_L1), ServerTrust::Kind::System);
    if (connection.trust.kind != ServerTrust::Kind::System)
        connection.trust.pem = text("trustPem"_L1).toLatin1();
    connection.plainHttpAccepted = text("plainHttpAccepted"_L1) == "true"_L1;
    connection.useSystemProxy = text("systemProxy"_L1) != "false"_L1;
    connection.signWithServerTime = text("signWithServerTime"_L1) == "true"_L1;
    if (connection.id.isEmpty() || checkAddress(text("url"_L1), &connection.url) != AddressProblem::None)
        return {};
    return connection;
}

QList<Connection> readAll(QSettings &settings)
{
    QList<Connection> connections;
    settings.beginGroup(arrayName);
    for (const int index : indexesOf(settings)) {
        const std::optional<Connection> connection = read(settings, index);
        const auto same = [&](const Connection &c) { return c.id == connection->id; };
        if (connection && std::none_of(connections.cbegin(), connections.cend(), same))
            connections.append(*connection);
    }
    settings.endGroup();
    return connections;
}

/// Only what differs from what is read: the rest, with words of a newer version, stays as it is. `settings` is in the array's group.
void write(QSettings &settings, const Connection &connection)
{
    const QList<int> indexes = indexesOf(settings);
    int index = indexes.isEmpty() ? 1 : indexes.last() + 1;
    std::optional<Connection> before;
    for (const int candidate : indexes) {
        const std::optional<Connection> found = read(settings, candidate);
        if (!found || found->id != connection.id)
            continue;
        index = candidate;
        before = found;
        break;
    }
    const auto put = [&](QLatin1StringView name, auto member, const QString &text) {
        if (!before || std::invoke(member, *before) != std::invoke(member, connection))
            settings.setValue(key(index, name), text);
    };
    const auto word = [](bool value) { return value ? u"true"_s : u"false"_s; };
    put("id"_L1, &Connection::id, connection.id);
    put("name"_L1, &Connection::name, connection.name);
    put("url"_L1, &Connection::url, connection.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo));
    put("user"_L1, &Connection::user, connection.user);
    put("auth"_L1, &Connection::authKind, wordOf(authKinds, connection.authKind));
    put("environment"_L1, &Connection::environment, wordOf(environments, connection.environment));
    put("access"_L1, &Connection::accessMode, wordOf(modes, connection.accessMode));
    put("environmentName"_L1, &Connection::environmentName, connection.environmentName);
    put("environmentColor"_L1, &Connection::environmentColor, connection.environmentColor);
    const auto kind = [](const Connection &c) { return c.trust.kind; };
    const auto pem = [](const Connection &c) { return c.trust.pem; };
    put("trust"_L1, kind, wordOf(trustKinds, connection.trust.kind));
    put("trustPem"_L1, pem, QString::fromLatin1(connection.trust.pem));
    put("plainHttpAccepted"_L1, &Connection::plainHttpAccepted, word(connection.plainHttpAccepted));
    put("systemProxy"_L1, &Connection::useSystemProxy, word(connection.useSystemProxy));
    put("signWithServerTime"_L1, &Connection::signWithServerTime, word(connection.signWithServerTime));
    const int size = indexes.isEmpty() ? index : std::max(index, indexes.last());
    settings.setValue(u"size"_s, size);
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
    return change({ connection }, {});
}

bool ConnectionStore::remove(const QString &id)
{
    return change({}, id);
}

void ConnectionStore::load()
{
    QSettings settings(m_file, QSettings::IniFormat);
    m_connections = readAll(settings);
}

bool ConnectionStore::change(QList<Connection> saved, const QString &removed)
{
    // A link leads to the file that is meant.
    const QFileInfo given(m_file);
    const QString file = given.exists() ? given.canonicalFilePath() : m_file;
    if (!QDir().mkpath(QFileInfo(file).path()))
        return false;
    QLockFile lock(file + u".guard"_s);
    // Not tryLock()'s own waiting, which sleeps longer and longer while others take turns.
    for (const QDeadlineTimer deadline(2'000); !lock.tryLock(0);) {
        if (deadline.hasExpired())
            return false;
        QThread::msleep(5);
    }
    // The work is done on a copy under a name of its own: QSettings keeps what it could not write in mind, and would bring it back.
    const QString work = file + u'.' + newId();
    const auto cleanUp = qScopeGuard([&work] { QFile::remove(work); });
    if (!given.exists()) {
        QList<Connection> all = m_connections; // somebody took the file away: it comes back
        all.removeIf([&](const Connection &c) { return c.id == removed || (!saved.isEmpty() && c.id == saved.first().id); });
        saved = all + saved;
    } else if (!given.isFile() || !QFile::copy(file, work)) {
        return false;
    }
    {
        QSettings settings(work, QSettings::IniFormat);
        if (settings.status() == QSettings::FormatError)
            QFile::copy(file, file + u".unreadable"_s); // lines that QSettings does not know what to do with
        settings.beginGroup(arrayName);
        for (const Connection &connection : std::as_const(saved))
            write(settings, connection);
        if (!removed.isEmpty()) {
            for (const int index : indexesOf(settings)) {
                if (settings.value(key(index, "id"_L1)).toString() == removed)
                    settings.remove(QString::number(index));
            }
        }
        settings.endGroup();
        settings.sync();
    }
    // What counts is what can be read again; a full disk shows itself here at the latest.
    QSettings written(work, QSettings::IniFormat);
    const QList<Connection> now = readAll(written);
    for (const Connection &connection : std::as_const(saved)) {
        Connection expected = connection;
        expected.url = connection.url.adjusted(QUrl::RemoveUserInfo);
        if (!now.contains(expected))
            return false;
    }
    if (!QFile::setPermissions(work, QFile::ReadOwner | QFile::WriteOwner))
        return false;
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(work).toStdString(), QFile::encodeName(file).toStdString(), error);
    if (error)
        return false;
    m_connections = now;
    emit changed();
    return true;
}

} // namespace obdesk
