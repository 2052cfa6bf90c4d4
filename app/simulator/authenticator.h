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

struct SimAccount
{
    SimUser user;
    bool readOnly = false;
};

class Authenticator
{
public:
    /// The account, or the 401: IAM10000 without or with unusable credentials, IAM10004 for a wrong password with the number of tries
    /// left, IAM10003 once five were wrong (for half an hour, the right password included).
    std::variant<SimAccount, Refusal> authenticate(const SimRequest &request, const QDateTime &nowUtc);

    static constexpr int maxTries = 5;
    static constexpr std::chrono::minutes lockTime { 30 };
    static constexpr std::chrono::minutes maxDateSkew { 15 };

private:
    struct Tries { int wrong = 0; QDateTime lockedUntil; };

    std::variant<SimAccount, Refusal> basic(QByteArrayView encoded, const QDateTime &nowUtc);
    std::variant<SimAccount, Refusal> accessKey(const SimRequest &request, QByteArrayView keyAndSignature, const QDateTime &nowUtc) const;

    SimCredentials m_credentials;
    QMap<QString, Tries> m_tries;
};

/// Base64 of HMAC-SHA1 over method, MD5 of the body, Content-Type, Date, Host, x-ocp headers, path and sorted query.
QByteArray accessKeySignature(const SimRequest &request, const QByteArray &secret);

} // namespace obdesk
