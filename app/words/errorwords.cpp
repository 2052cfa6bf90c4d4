// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/errorwords.h"

#include "logs/redact.h"
#include "words/plain.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct ErrorSentences { Q_DECLARE_TR_FUNCTIONS(ErrorWords) };

/// Text that came from elsewhere; a message may quote an address with its password.
QString outside(const QString &text)
{
    return displayText(maskSecrets(text));
}

QString hostOf(const ApiError &error)
{
    const QString host = error.url.host();
    if (host.isEmpty())
        return ErrorSentences::tr("OCP");
    return displayText(error.url.port() > 0 ? u"%1:%2"_s.arg(host).arg(error.url.port()) : host);
}

QString serverSays(const ApiError &error, const QString &fallback)
{
    return error.message.isEmpty() ? fallback : ErrorSentences::tr("%1 says: %2").arg(hostOf(error), outside(error.message));
}

/// `pattern` with its detail, or the sentence that needs none.
QString detailed(const ApiError &error, const QString &withDetail, const QString &without)
{
    return error.detail.isEmpty() ? without : withDetail;
}

QString skewAdvice(const ApiError &error)
{
    if (!error.clockSkew || std::abs(error.clockSkew->count()) < 60)
        return {};
    const qint64 seconds = std::abs(error.clockSkew->count());
    const QString differ = ErrorSentences::tr("This machine's clock and OCP's differ by %1 s; OCP accepts signed requests only within 15 minutes.").arg(seconds);
    // A margin: the difference is known only to the second or so, and grows.
    if (seconds < 600)
        return differ;
    return differ + u' ' + ErrorSentences::tr("Set the clock right, or let the connection sign with OCP's time.");
}

/// OCP answers every signature it cannot match with the same 401: what it may be, the likeliest first.
QString signatureAdvice(const ApiError &error)
{
    if (const QString skew = skewAdvice(error); !skew.isEmpty())
        return skew;
    const QString secret = ErrorSentences::tr("Check the access key and its secret in the connection.");
    const QString proxy = ErrorSentences::tr("Host and path are part of the signature: a proxy that changes them (nginx needs proxy_set_header Host $http_host) "
                                             "makes every signature wrong. Try OCP's own address, or user and password.");
    if (!error.url.hasQuery())
        return secret + u' ' + proxy;
    return secret + u' ' + proxy + u' '
        + ErrorSentences::tr("Versions of OCP also differ in how they sign blanks and signs in a query: if only searches fail, search for a single word.");
}

/// Codes in letters (from 4.2.2) and as numbers (before). Source: error code tables of the OCP documentation, 4.0.3 to 4.4.
struct CodeHint
{
    std::initializer_list<QLatin1StringView> codes;
    const char *advice;
};

QString codeHint(const QString &code)
{
    static const CodeHint hints[] {
        { { "OBE11020"_L1, "11020"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Wait until the running operation on the cluster has ended, then submit again.") },
        { { "OBE18008"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Wait until the running operation on the zone has ended, then submit again.") },
        { { "CMP07004"_L1, "7004"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Choose another host, or bring this one back to AVAILABLE in OCP.") },
        { { "CMP07008"_L1, "7008"_L1, "CMP07007"_L1, "7007"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Choose hosts from the zone's own IDC.") },
        { { "CMP07009"_L1, "7009"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Choose hosts from the zone's own region.") },
        { { "CMP07010"_L1, "7010"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Choose a host that runs no OBServer yet.") },
        { { "OBE11021"_L1, "11021"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "The host already carries this service: choose another host, or remove the service from it in OCP.") },
        { { "OBE11023"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Choose hosts of the cluster's own architecture.") },
        { { "OBE11004"_L1, "11004"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "The cluster's OceanBase version is too old for this; upgrade the cluster first.") },
        { { "OBE11067"_L1, "11067"_L1, "PKG10014"_L1, "PKG10015"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "Upload the OceanBase package of the cluster's version for the host's architecture and operating system in OCP, then submit again.") },
        { { "OBE11101"_L1, "11101"_L1, "OBE11102"_L1, "11102"_L1, "OBE11103"_L1, "11103"_L1, "OBE12000"_L1, "12000"_L1, "CRD08000"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "OCP itself cannot log in to the cluster: check the cluster's stored password, its tenant's white list and the network between OCP and the cluster.") },
        { { "OBE19021"_L1, "19021"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "The cluster's OceanBase version does not know a start-up parameter; take it out or correct its name.") },
        { { "OBE19018"_L1, "19018"_L1, "OBE19019"_L1, "19019"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Choose a host with more CPU or memory.") },
        { { "CMP07019"_L1, "7019"_L1, "CMP07023"_L1, "7023"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Bring the host's OCP agent in order in OCP, then submit again.") },
        { { "CMP07021"_L1, "7021"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Set the host's clock right (NTP or chrony), then submit again.") },
        { { "CMP07050"_L1, "7050"_L1, "CMP07053"_L1, "7053"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "The host's disk is too small or too slow: make room, or choose another host.") },
        { { "COM20003"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "Another OCP node holds the lock for the same request; wait a minute, look at the task list, then submit again.") },
        { { "COM32001"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "A process runs on the host that must not; stop it there, then submit again.") },
        { { "OBE12101"_L1 }, QT_TRANSLATE_NOOP("ErrorWords", "OCP's own meta cluster cannot be changed from here.") },
        { { "IAM10003"_L1, "3003"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "The account is locked: have an OCP administrator unlock it. Trying again makes it worse.") },
        { { "IAM10004"_L1, "3004"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "Check user and password in the connection. obdesk does not try again by itself, since accounts lock.") },
        { { "IAM10005"_L1, "IAM10020"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "The password has expired: change it in OCP's own page, then correct the connection.") },
        { { "TSK10007"_L1, "TSK10016"_L1, "TSK10017"_L1, "4007"_L1 },
          QT_TRANSLATE_NOOP("ErrorWords", "The task has moved on since the page was drawn; look at its state again.") },
    };
    for (const CodeHint &hint : hints) {
        if (std::find(hint.codes.begin(), hint.codes.end(), code) != hint.codes.end())
            return ErrorSentences::tr(hint.advice);
    }
    return {};
}

QString adviceFor(const ApiError &error)
{
    using Kind = ApiError::Kind;
    // A code of a wrong login is advice about passwords; what is wrong with a signature is another matter.
    if (const QString hint = codeHint(error.code); !hint.isEmpty() && !(error.isSigned && error.kind == Kind::Unauthorized))
        return hint;
    switch (error.kind) {
    case Kind::InvalidRequest:
        return ErrorSentences::tr("Correct the connection and try again.");
    case Kind::Guarded:
        return ErrorSentences::tr("Change the connection's access mode, or confirm with the cluster's name and a reason.");
    case Kind::Unsettled:
        return ErrorSentences::tr("The journal shows it. Look for its task in OCP, then settle it there; until then nothing is sent for the same target.");
    case Kind::JournalFailed:
        return ErrorSentences::tr("Nothing was sent: obdesk sends no change it cannot write down first. Look at the disk and the data folder.");
    case Kind::CertificateChanged:
        return ErrorSentences::tr("Nothing secret was sent. Ask who runs this OCP whether its certificate was renewed, compare the fingerprints, then trust the new one in the connection.");
    case Kind::PlainHttp:
        return ErrorSentences::tr("Use https://, or accept http:// in the connection (--accept-http on the command line), knowing that the network can read and change everything.");
    case Kind::HostNotFound:
        return ErrorSentences::tr("Check the address in the connection and this machine's DNS.");
    case Kind::ConnectionRefused:
        return ErrorSentences::tr("Check the port in the connection and whether OCP is running.");
    case Kind::ConnectionLost:
    case Kind::Network:
        return ErrorSentences::tr("Check the network between this machine and OCP.");
    case Kind::Tls:
        return ErrorSentences::tr("Check the server's certificate; nothing secret was sent.");
    case Kind::Proxy:
        return ErrorSentences::tr("Check the system's proxy settings.");
    case Kind::Timeout:
        return ErrorSentences::tr("OCP may be overloaded or unreachable; look at its state.");
    case Kind::Redirect:
        return ErrorSentences::tr("Put OCP's own address into the connection; redirects are never followed, they could carry the password away.");
    case Kind::Unauthorized:
        return error.isSigned ? signatureAdvice(error) : ErrorSentences::tr("Check user and secret in the connection.");
    case Kind::Forbidden:
        return ErrorSentences::tr("Ask an OCP administrator for the permission.");
    case Kind::NotFound:
        return ErrorSentences::tr("It may have been deleted, or the address may lack OCP's path prefix.");
    case Kind::RateLimited:
        return error.retryAfter ? ErrorSentences::tr("OCP asks to wait %1 s.").arg(error.retryAfter->count())
                                : ErrorSentences::tr("Wait a little; OCP limits the number of requests per user.");
    case Kind::ServerError:
        return error.traceId.isEmpty() ? QString() : ErrorSentences::tr("Look into OCP's own log with the trace id.");
    case Kind::NotOcp:
        return ErrorSentences::tr("A proxy or another program may stand in front of OCP; check address and port.");
    case Kind::Parse:
        return ErrorSentences::tr("This OCP may be newer than obdesk; please report the field named here.");
    case Kind::TooLarge:
    case Kind::Refused:
    case Kind::Cancelled:
        break;
    }
    return {};
}

/// What OCP says beyond its message, a line each.
QStringList detailsOf(const ApiError &error)
{
    constexpr qsizetype mostLines = 20;
    QStringList lines;
    for (const SubError &one : error.subErrors) {
        if (lines.size() == mostLines) {
            lines.append(ErrorSentences::tr("… and %1 more").arg(error.subErrors.size() - mostLines));
            break;
        }
        QStringList parts { outside(one.field), outside(one.message) };
        parts.removeAll(QString());
        QString line = parts.join(u": "_s);
        if (!one.rejectedValue.isEmpty())
            line = ErrorSentences::tr("%1 (given: %2)", "a complaint about a field, and its value").arg(line, outside(one.rejectedValue));
        lines.append(line);
    }
    if (!error.debugMessage.isEmpty() && error.debugMessage != error.message)
        lines.append(ErrorSentences::tr("OCP's own detail: %1").arg(outside(error.debugMessage)));
    return lines;
}

QString whatHappened(const ApiError &error)
{
    using Kind = ApiError::Kind;
    const QString host = hostOf(error);
    const QString detail = outside(error.detail);
    switch (error.kind) {
    case Kind::InvalidRequest:
        return detailed(error, ErrorSentences::tr("The request to %1 could not be made: %2.").arg(host, detail),
                        ErrorSentences::tr("The request to %1 could not be made.").arg(host));
    case Kind::Guarded:
        return detailed(error, ErrorSentences::tr("obdesk itself held the request to %1 back: %2.").arg(host, detail),
                        ErrorSentences::tr("obdesk itself held the request to %1 back.").arg(host));
    case Kind::Unsettled:
        return detailed(error, ErrorSentences::tr("obdesk held the request to %1 back: an earlier change on the same target has no known outcome (%2).").arg(host, detail),
                        ErrorSentences::tr("obdesk held the request to %1 back: an earlier change on the same target has no known outcome.").arg(host));
    case Kind::JournalFailed:
        return detailed(error, ErrorSentences::tr("obdesk held the request to %1 back: it could not be written into the journal (%2).").arg(host, detail),
                        ErrorSentences::tr("obdesk held the request to %1 back: it could not be written into the journal.").arg(host));
    case Kind::CertificateChanged:
        return detailed(error, ErrorSentences::tr("%1 shows another certificate than the one this connection trusts: %2.").arg(host, detail),
                        ErrorSentences::tr("%1 shows another certificate than the one this connection trusts.").arg(host));
    case Kind::PlainHttp:
        return ErrorSentences::tr("The connection to %1 is not encrypted, and nobody has accepted that.").arg(host);
    case Kind::HostNotFound:
        return ErrorSentences::tr("There is no host %1.").arg(host);
    case Kind::ConnectionRefused:
        return ErrorSentences::tr("%1 refuses the connection.").arg(host);
    case Kind::ConnectionLost:
        return ErrorSentences::tr("%1 closed the connection before the answer was complete.").arg(host);
    case Kind::Tls:
        return detailed(error, ErrorSentences::tr("No secure connection to %1: %2.").arg(host, detail), ErrorSentences::tr("No secure connection to %1.").arg(host));
    case Kind::Proxy:
        return ErrorSentences::tr("The proxy in front of %1 failed.").arg(host);
    case Kind::Timeout:
        return ErrorSentences::tr("%1 did not answer in time.").arg(host);
    case Kind::Network:
        return detailed(error, ErrorSentences::tr("The network connection to %1 failed (%2).").arg(host, detail),
                        ErrorSentences::tr("The network connection to %1 failed.").arg(host));
    case Kind::Redirect:
        return detailed(error, ErrorSentences::tr("%1 redirects to another address (%2).").arg(host, detail),
                        ErrorSentences::tr("%1 redirects to another address.").arg(host));
    case Kind::Unauthorized:
        return serverSays(error, ErrorSentences::tr("%1 does not accept the user or secret.").arg(host));
    case Kind::Forbidden:
        return serverSays(error, ErrorSentences::tr("%1 does not allow this to the user.").arg(host));
    case Kind::NotFound:
        return serverSays(error, ErrorSentences::tr("%1 does not know %2.").arg(host, outside(error.url.path())));
    case Kind::RateLimited:
        return serverSays(error, ErrorSentences::tr("%1 counts too many requests.").arg(host));
    case Kind::Refused:
        if (error.outcome == ApiError::Outcome::Unknown)
            return serverSays(error, ErrorSentences::tr("%1 answered with HTTP %2 and no reason of OCP's.").arg(host).arg(error.httpStatus));
        return serverSays(error, ErrorSentences::tr("%1 refused the request.").arg(host));
    case Kind::ServerError:
        return serverSays(error, ErrorSentences::tr("%1 reports a fault of its own.").arg(host));
    case Kind::NotOcp:
        return detailed(error, ErrorSentences::tr("%1 answered with something that is not OCP's JSON (%2).").arg(host, detail),
                        ErrorSentences::tr("%1 answered with something that is not OCP's JSON.").arg(host));
    case Kind::TooLarge:
        return detailed(error, ErrorSentences::tr("The answer of %1 is too large (%2).").arg(host, detail), ErrorSentences::tr("The answer of %1 is too large.").arg(host));
    case Kind::Parse: {
        QStringList about { outside(error.fieldPath), detail };
        about.removeAll(QString());
        return about.isEmpty() ? ErrorSentences::tr("The answer of %1 cannot be read.").arg(host)
                               : ErrorSentences::tr("The answer of %1 cannot be read: %2.").arg(host, about.join(u" — "_s));
    }
    case Kind::Cancelled:
        return ErrorSentences::tr("The request to %1 was cancelled.").arg(host);
    }
    return {};
}

} // namespace

QString ErrorWords::all() const
{
    QStringList lines { what, details.join(u'\n'), advice, reference };
    lines.removeAll(QString());
    return lines.join(u'\n');
}

ErrorWords explain(const ApiError &error)
{
    QStringList reference;
    if (!error.code.isEmpty())
        reference.append(displayText(error.code));
    if (error.httpStatus > 0)
        reference.append(u"HTTP %1"_s.arg(error.httpStatus));
    if (!error.traceId.isEmpty())
        reference.append(ErrorSentences::tr("trace %1").arg(displayText(error.traceId)));
    return { whatHappened(error), adviceFor(error), reference.join(u" · "_s), detailsOf(error) };
}

QString outcomeWords(ApiError::Outcome outcome)
{
    switch (outcome) {
    case ApiError::Outcome::NotSent:
        return ErrorSentences::tr("Nothing was sent; it is safe to submit again.");
    case ApiError::Outcome::Refused:
        return ErrorSentences::tr("OCP refused; nothing was changed.");
    case ApiError::Outcome::Unknown:
        return ErrorSentences::tr("It is not known whether OCP carried out the request. It will not be sent again.");
    case ApiError::Outcome::NotApplicable:
        break;
    }
    return {};
}

} // namespace obdesk
