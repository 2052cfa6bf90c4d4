// SPDX-License-Identifier: GPL-3.0-or-later
// The one failure type of every call to OCP. It carries meaning; app/words makes sentences of it.
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace obdesk {

/// One complaint about one field of a request. Source: `error.subErrors` of OCP's error object (bean validation; form seen in OCP Express).
struct SubError
{
    QString object;                     ///< the request type's name on the server
    QString field;                      ///< e.g. "servers[1]", "startupParameters[0].name"
    QString rejectedValue;              ///< as text; empty for none
    QString message;
    bool operator==(const SubError &) const = default;
};

struct ApiError
{
    Q_GADGET
public:
    enum class Kind {
        InvalidRequest,     ///< refused here: bad URL, control characters in credentials, …
        Guarded,            ///< the connection is read-only, or protected and not confirmed
        Unsettled,          ///< held back: an earlier change on the same target has no known outcome; see detail
        JournalFailed,      ///< held back: the change could not be written down first
        HostNotFound,       ///< DNS
        ConnectionRefused,
        ConnectionLost,     ///< closed or reset before a whole reply was here
        Tls,
        CertificateChanged, ///< not the certificate this connection trusts
        PlainHttp,          ///< refused here: http:// that nobody has accepted
        Proxy,
        Timeout,            ///< no byte for the idle time, or the deadline of the call passed
        Network,            ///< any other transport failure
        Redirect,           ///< a 3xx; never followed
        Unauthorized,       ///< 401
        Forbidden,          ///< 403
        NotFound,           ///< 404
        RateLimited,        ///< 429
        Refused,            ///< any other 4xx, or an envelope that says no with a code of OCP's, at any status
        ServerError,        ///< 5xx without such an envelope
        NotOcp,             ///< not JSON: a proxy's page, a login form
        TooLarge,           ///< the body passed the cap
        Parse,              ///< JSON, but not what is documented; see fieldPath
        Cancelled,
    };
    Q_ENUM(Kind)

    /// What is known about a change that failed. Only NotSent and Refused are sure that nothing happened.
    enum class Outcome { NotApplicable, NotSent, Refused, Unknown };
    Q_ENUM(Outcome)

    Kind kind = Kind::Network;
    Outcome outcome = Outcome::NotApplicable;  ///< set for mutations only
    int httpStatus = 0;                        ///< 0: no status line came
    QString code;                              ///< OCP's error.code as text, e.g. "OBE11020" or "11020"; may be empty (0 is no code)
    QString message;                           ///< OCP's error.message; server text, show as plain text only
    QString debugMessage = {};                 ///< OCP's error.debugMessage: what its framework says, e.g. of a database; server text
    QList<SubError> subErrors = {};            ///< in OCP's order
    QString traceId;
    QString method;                            ///< e.g. POST
    QUrl url;                                  ///< without user info
    QString fieldPath;                         ///< Parse: e.g. "data.subtasks[3].id"
    bool isSigned = false;                     ///< the request was signed with an access key
    QString detail;                            ///< technical detail of ours (English), never with a secret
    std::optional<std::chrono::seconds> retryAfter;
    std::optional<std::chrono::seconds> clockSkew; ///< server minus us, when the reply told its time

    bool operator==(const ApiError &) const = default;
};

} // namespace obdesk
