// SPDX-License-Identifier: GPL-3.0-or-later
// Who sends a request: HTTP Basic or the AccessKey signature, as the documentation of OCP 4.0.3 to 4.2.2 describes them.
#pragma once

#include "simulator/refusal.h"
#include "simulator/simcredentials.h"
#include "simulator/simrequest.h"
#include "simulator/simtask.h"

#include <QDateTime>
#include <QMap>

#include <chrono>
#include <variant>

namespace obdesk {

enum class SimRights {
    All,
    Read,               ///< every change answers 403
    ClustersOnly,       ///< everything on clusters; from 4.3.4 on the task centre answers 403, reading included [D]
};

struct SimAccount
{
    SimUser user;
    SimRights rights = SimRights::All;
};

class Authenticator
{
public:
    /// `acceptsKeys`: signed requests are known (from 4.0.3).
    explicit Authenticator(bool acceptsKeys = true);

    /// The account, or the 401. Both kinds come from the framework and carry the code 0 [E]: nothing usable sent, and a wrong
    /// password ("Bad credentials"). After five wrong ones the user is locked for half an hour, the right password included [D].
    std::variant<SimAccount, Refusal> authenticate(const SimRequest &request, const QDateTime &nowUtc);

    static constexpr int maxTries = 5;
    static constexpr std::chrono::minutes lockTime { 30 };
    static constexpr std::chrono::minutes maxDateSkew { 15 };

private:
    struct Known { QString name, password, accessKey, secret; SimAccount account; };
    struct Tries { int wrong = 0; QDateTime lockedUntil; };

    const Known *known(const QString &name, QString Known::*member) const;
    std::variant<SimAccount, Refusal> basic(QByteArrayView encoded, const QDateTime &nowUtc);
    std::variant<SimAccount, Refusal> accessKey(const SimRequest &request, QByteArrayView keyAndSignature, const QDateTime &nowUtc) const;

    bool m_acceptsKeys;
    QList<Known> m_known;
    QMap<QString, Tries> m_tries;
};

/// Base64 of HMAC-SHA1 over method, MD5 of the body, Content-Type, Date, Host, x-ocp headers, path and sorted query.
QByteArray accessKeySignature(const SimRequest &request, const QByteArray &secret);

} // namespace obdesk
