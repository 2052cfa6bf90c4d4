// SPDX-License-Identifier: GPL-3.0-or-later
// The saved connections. No secret comes near this file: those are in the SecretStore.
#pragma once

#include "ocp/connection.h"

#include <QList>
#include <QObject>
#include <QString>

namespace obdesk {

class ConnectionStore final : public QObject
{
    Q_OBJECT
public:
    /// `file`: an INI file; it need not exist yet.
    explicit ConnectionStore(const QString &file, QObject *parent = nullptr);

    const QList<Connection> &all() const { return m_connections; }
    const Connection *byId(const QString &id) const;
    /// By name, any letter case; null when there is none or more than one.
    const Connection *byName(const QString &name) const;

    // Both read the file again first, so that what another process saved stays, and so do entries and keys this version cannot read. False
    // when the file could not be written (or is held by another process for 2 s); file and list are unchanged then.
    /// Adds, or replaces the one with the same id.
    bool save(const Connection &connection);
    bool remove(const QString &id);

    static QString newId();

signals:
    void changed();

private:
    void load();
    bool change(QList<Connection> saved, const QString &removed);

    const QString m_file;
    QList<Connection> m_connections;
};

} // namespace obdesk
