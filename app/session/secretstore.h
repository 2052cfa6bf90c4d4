// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets live in the desktop's keyring (QtKeychain). Whatever goes wrong there means memory for this run only: there is
// no plain-text fallback.
#pragma once

#include "ocp/connection.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace obdesk {

class SecretStore final : public QObject
{
    Q_OBJECT
public:
    enum class Kept {
        InKeyring,
        InMemory,   ///< the keyring failed or is absent: gone when the program ends
    };

    explicit SecretStore(QObject *parent = nullptr);

    /// done: with the secret, or empty when none is available (which is no proof that none was stored). On this thread, at
    /// most once, not after `context` is gone. A keyring that does not answer within 3 s counts as absent.
    void read(const QString &connectionId, QObject *context, std::function<void(const Credentials &)> done);
    void write(const QString &connectionId, const Credentials &secret, QObject *context, std::function<void(Kept)> done);
    /// Forgets it in memory and asks the keyring to.
    void forget(const QString &connectionId);

private:
    QHash<QString, Credentials> m_memory;
};

} // namespace obdesk
