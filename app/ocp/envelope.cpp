// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/envelope.h"

#include "ocp/timetext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

using Kind = ApiError::Kind;
using Outcome = ApiError::Outcome;

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

/// What a status alone says about a change. 5xx and 408 may come from a proxy that gave up waiting while OCP works on; 409 and the like
/// may be a database that failed halfway. The rest below are said before anything is done: by a gateway that passed nothing on, or by the
/// framework around OCP's code. 307 and 308 ask for the same request elsewhere; other redirects may follow a change that was done.
Outcome outcomeOfStatus(int status)
{
    static constexpr std::array before { 307, 308, 400, 401, 403, 404, 405, 406, 407, 411, 413, 414, 415, 417, 421, 426, 428, 429, 431 };
    return std::find(before.begin(), before.end(), status) != before.end() ? Outcome::Refused : Outcome::Unknown;
}

/// Codes that stand for no decision of OCP's: it does not know itself what happened, or how far it came.
bool isBusinessCode(const QString &code, int httpStatus)
{
    static constexpr std::array vague { "COM10004"_L1, "1004"_L1, "COM10999"_L1, "1999"_L1 }; // timed out; unknown error
    bool isNumber = false;
    const qint64 number = code.toLongLong(&isNumber);
    // A gateway's or a framework's own envelope repeats the status there, or counts its failures below zero.
    if (isNumber && (number <= 0 || (number == httpStatus && httpStatus >= 400)))
        return false;
    return !code.isEmpty() && std::find(vague.begin(), vague.end(), code) == vague.end();
}

/// How OCP's framework speaks of what nobody foresaw, at whatever status (seen in OCP Express).
bool isUnforeseen(const QString &message)
{
    return message.startsWith("Unexpected error"_L1, Qt::CaseInsensitive) || message.startsWith("Unhandled exception"_L1, Qt::CaseInsensitive);
}

/// OCP itself says no, and why: nothing was done, whatever the status. The engine answers many refusals with 500.
bool isRefusal(const ApiError &error)
{
    return isBusinessCode(error.code, error.httpStatus) && !isUnforeseen(error.message);
}

/// Kind and outcome of an error whose texts are read. `status`: HTTP's, or the envelope's own when HTTP's is a good one; 0: none.
void judgeError(ApiError &error, int status, bool mutation)
{
    const bool refusal = isRefusal(error);
    if (refusal && (error.kind == Kind::ServerError || error.kind == Kind::Timeout))
        error.kind = Kind::Refused;
    if (!mutation)
        return;
    if (refusal)
        error.outcome = Outcome::Refused;
    else
        error.outcome = isUnforeseen(error.message) ? Outcome::Unknown : outcomeOfStatus(status);
}

/// A count that is not negative, of the first of the headers that is there.
std::optional<int> headerCount(const HttpReply &reply, std::initializer_list<QByteArray> names)
{
    for (const QByteArray &name : names) {
        const QByteArray text = reply.header(name).trimmed();
        if (text.isEmpty())
            continue;
        bool ok = false;
        const int count = text.toInt(&ok);
        return ok && count >= 0 ? std::optional(count) : std::nullopt;
    }
    return {};
}

void setServerTime(ReplyMeta &meta, const HttpReply &reply, const std::optional<QDateTime> &time)
{
    if (!time)
        return;
    meta.serverTime = time;
    // The server looked at its clock somewhere on the way; the middle is off by half the round trip at most.
    const QDateTime middle = reply.received.addMSecs(-reply.roundTrip.count() / 2);
    meta.clockSkew = milliseconds(middle.msecsTo(*time));
}

ReplyMeta metaFromHeaders(const HttpReply &reply)
{
    ReplyMeta meta;
    meta.roundTrip = reply.roundTrip;
    const RateLimitState limit = rateLimitOf(reply);
    meta.rateLimitRemaining = limit.remaining;
    meta.rateLimitReset = limit.reset;
    setServerTime(meta, reply, parseHttpDate(reply.header("Date")));
    return meta;
}

/// Texts of the envelope, wrong types passed over: they only decorate.
void addEnvelopeTexts(ReplyMeta &meta, const HttpReply &reply, const QJsonObject &document)
{
    meta.traceId = document.value("traceId"_L1).toString();
    meta.server = document.value("server"_L1).toString();
    setServerTime(meta, reply, parseIsoTime(document.value("timestamp"_L1).toString()));
}

/// Empty for 0, which OCP's framework writes where there is no code.
QString codeText(const QJsonValue &code)
{
    if (const std::optional<qint64> number = exactInteger(code)) {
        if (*number == 0)
            return {};
        return code.isString() ? code.toString() : QString::number(*number);
    }
    return code.isString() || code.isDouble() ? code.toVariant().toString() : QString();
}

QString valueText(const QJsonValue &value)
{
    if (value.isObject() || value.isArray())
        return {};
    return value.toVariant().toString();
}

/// More are not kept: a request names a few hosts and parameters.
constexpr qsizetype mostSubErrors = 1000;

QList<SubError> subErrorsOf(const QJsonValue &value)
{
    QList<SubError> errors;
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < std::min(array.size(), mostSubErrors); ++i) {
        const QJsonObject object = array.at(i).toObject();
        SubError error { valueText(object.value("object"_L1)), valueText(object.value("field"_L1)),
                         valueText(object.value("rejectedValue"_L1)), valueText(object.value("message"_L1)) };
        if (error.field.isEmpty() && error.message.isEmpty())
            continue;
        errors.append(std::move(error));
    }
    return errors;
}

/// error is {code, message}; a text (as Spring's own error pages have it) or missing is taken too.
void addErrorTexts(ApiError &error, const QJsonObject &document)
{
    error.traceId = document.value("traceId"_L1).toString();
    const QJsonValue given = document.value("error"_L1);
    if (given.isString())
        error.message = given.toString();
    const QJsonObject object = given.toObject();
    error.code = codeText(object.value("code"_L1));
    error.debugMessage = object.value("debugMessage"_L1).toString();
    error.subErrors = subErrorsOf(object.value("subErrors"_L1));
    if (object.contains("message"_L1))
        error.message = object.value("message"_L1).toString();
    else if (error.message.isEmpty())
        error.message = document.value("message"_L1).toString();
}

void addClock(ApiError &error, const ReplyMeta &meta)
{
    if (meta.clockSkew)
        error.clockSkew = std::chrono::round<seconds>(*meta.clockSkew);
}

QString contentType(const HttpReply &reply)
{
    return QString::fromLatin1(reply.header("Content-Type")).section(u';', 0, 0).trimmed().toLower();
}

bool isMarkup(const HttpReply &reply)
{
    const QString type = contentType(reply);
    return type.contains("html"_L1) || type.contains("xml"_L1) || reply.body.trimmed().startsWith('<');
}

bool isCompressed(const HttpReply &reply)
{
    const QByteArray encoding = reply.header("Content-Encoding").trimmed().toLower();
    return !encoding.isEmpty() && encoding != "identity";
}

/// An envelope that says no, whole: what HTTP says around it does not matter then.
bool isRefusingEnvelope(const HttpReply &reply, const QJsonObject &document)
{
    return !reply.failure && document.value("successful"_L1) == QJsonValue(false) && document.value("error"_L1).isObject();
}

std::optional<int> bodyStatus(const QJsonObject &document)
{
    const std::optional<qint64> status = exactInteger(document.value("status"_L1));
    return status && *status >= 100 && *status <= 599 ? std::optional(int(*status)) : std::nullopt;
}

ApiError statusError(const HttpReply &reply)
{
    ApiError error = replyError(reply, kindOfStatus(reply.status), {});
    if (reply.status >= 300 && reply.status < 400) {
        const QUrl target = reply.url.resolved(QUrl::fromEncoded(reply.header("Location")));
        error.detail = u"redirect to host %1, not followed"_s.arg(target.host().isEmpty() ? u"(none)"_s : target.host());
        return error;
    }
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    ReplyMeta meta = metaFromHeaders(reply);
    if (document.isObject()) {
        addErrorTexts(error, document.object());
        addEnvelopeTexts(meta, reply, document.object());
        if (isRefusingEnvelope(reply, document.object()))
            judgeError(error, reply.status, reply.mutation);
    } else {
        error.detail = u"the body is not OCP's JSON but %1"_s.arg(reply.body.isEmpty() ? u"empty"_s : contentType(reply));
    }
    addClock(error, meta);
    // What was cut off may have said anything.
    if (reply.failure && error.outcome == Outcome::Refused)
        error.outcome = Outcome::Unknown;
    return error;
}

/// The first three steps; empty when the body may be looked at.
std::optional<ApiError> judgeCarrier(const HttpReply &reply)
{
    // A status that refuses stands, even when the page behind it was cut.
    if (reply.status >= 300)
        return statusError(reply);
    if (reply.failure)
        return replyError(reply, reply.failure->kind, reply.failure->detail);
    if (!isSuccess(reply.status))
        return replyError(reply, Kind::Network, u"HTTP status %1"_s.arg(reply.status));
    if (isCompressed(reply))
        return replyError(reply, Kind::NotOcp, u"a compressed reply, which was not asked for"_s);
    if (isMarkup(reply))
        return replyError(reply, Kind::NotOcp, u"a page (%1) instead of OCP's JSON"_s.arg(contentType(reply)));
    return {};
}

Result<QJsonObject> readObject(const HttpReply &reply)
{
    if (reply.body.trimmed().isEmpty())
        return replyError(reply, Kind::Parse, u"an empty reply"_s);
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body, &parseError);
    if (document.isObject())
        return document.object();
    const bool claimsJson = contentType(reply).contains("json"_L1) || contentType(reply).isEmpty();
    const QString found = document.isNull() ? jsonErrorText(parseError) : u"expected an object, found an array"_s;
    return replyError(reply, claimsJson ? Kind::Parse : Kind::NotOcp, found);
}

/// Completes an error that readEnvelope() made with what only the HTTP side knows.
ApiError onReply(const HttpReply &reply, const ReplyMeta &meta, const ApiError &found, std::optional<int> bodyStatus)
{
    ApiError error = replyError(reply, found.kind, found.detail);
    error.code = found.code;
    error.message = found.message;
    error.debugMessage = found.debugMessage;
    error.subErrors = found.subErrors;
    error.traceId = found.traceId;
    error.fieldPath = found.fieldPath;
    addClock(error, meta);
    const bool saysNo = found.kind != Kind::Parse && found.kind != Kind::NotOcp;
    if (saysNo)
        judgeError(error, bodyStatus.value_or(0), reply.mutation);
    return error;
}

Result<Envelope> envelopeOf(const HttpReply &reply, const QJsonObject &document)
{
    ReplyMeta meta = metaFromHeaders(reply);
    addEnvelopeTexts(meta, reply, document);
    JsonContext context;
    Result<Envelope> envelope = readEnvelope(document, context);
    if (!envelope)
        return onReply(reply, meta, envelope.error(), bodyStatus(document));
    envelope.value().meta = meta;
    return envelope;
}

} // namespace

RateLimitState rateLimitOf(const HttpReply &reply)
{
    RateLimitState limit;
    limit.remaining = headerCount(reply, { "RateLimit-Remaining", "X-RateLimit-Remaining" });
    if (const std::optional<int> reset = headerCount(reply, { "RateLimit-Reset", "X-RateLimit-Reset" })) {
        // Some gateways write the time instead, as seconds since 1970.
        constexpr int year2001 = 1'000'000'000;
        const qint64 now = parseHttpDate(reply.header("Date")).value_or(reply.received).toSecsSinceEpoch();
        limit.reset = seconds(*reset < year2001 ? qint64(*reset) : std::max<qint64>(0, *reset - now));
    }
    return limit;
}

std::optional<seconds> askedToWait(const HttpReply &reply)
{
    const QDateTime now = parseHttpDate(reply.header("Date")).value_or(reply.received);
    const std::optional<seconds> asked = parseRetryAfter(reply.header("Retry-After"), now);
    return asked || reply.status != 429 ? asked : rateLimitOf(reply).reset;
}

std::optional<milliseconds> measuredSkew(const HttpReply &reply)
{
    ReplyMeta meta;
    setServerTime(meta, reply, parseHttpDate(reply.header("Date")));
    if (!meta.clockSkew) {
        const QJsonObject document = QJsonDocument::fromJson(reply.body).object();
        setServerTime(meta, reply, parseIsoTime(document.value("timestamp"_L1).toString()));
    }
    return meta.clockSkew;
}

bool isOwnRefusal(const HttpReply &reply)
{
    const QJsonObject document = QJsonDocument::fromJson(reply.body).object();
    if (!isRefusingEnvelope(reply, document))
        return false;
    ApiError error;
    error.httpStatus = reply.status;
    addErrorTexts(error, document);
    return isRefusal(error);
}

ApiError::Kind kindOfStatus(int status)
{
    switch (status) {
    case 401:
        return Kind::Unauthorized;
    case 403:
        return Kind::Forbidden;
    case 404:
        return Kind::NotFound;
    case 407:
        return Kind::Proxy;
    case 408:
        return Kind::Timeout;
    case 429:
        return Kind::RateLimited;
    default:
        break;
    }
    if (status >= 500)
        return Kind::ServerError;
    return status >= 400 ? Kind::Refused : Kind::Redirect;
}

QString jsonErrorText(const QJsonParseError &error)
{
    return u"not JSON at byte %1: %2"_s.arg(error.offset).arg(error.errorString());
}

ApiError parseFailure(const QString &path, const QString &problem)
{
    ApiError error;
    error.kind = Kind::Parse;
    error.fieldPath = path;
    error.detail = problem;
    return error;
}

ApiError replyError(const HttpReply &reply, Kind kind, const QString &detail)
{
    ApiError error;
    error.kind = kind;
    error.method = QString::fromLatin1(reply.method);
    error.url = reply.url;
    error.httpStatus = reply.status;
    error.isSigned = reply.isSigned;
    error.detail = detail;
    const ReplyMeta meta = metaFromHeaders(reply);
    addClock(error, meta);
    error.retryAfter = askedToWait(reply);
    if (reply.mutation) {
        if (!reply.sent)
            error.outcome = Outcome::NotSent;
        else
            error.outcome = reply.status >= 300 ? outcomeOfStatus(reply.status) : Outcome::Unknown;
    }
    return error;
}

ApiError replyParseError(const HttpReply &reply, const ReplyMeta &meta, const JsonContext &context)
{
    ApiError error = replyError(reply, Kind::Parse, context.problem);
    error.fieldPath = context.path;
    error.traceId = meta.traceId;
    addClock(error, meta);
    return error;
}

Result<Envelope> readEnvelope(const QJsonObject &document, JsonContext &context)
{
    const JsonReader json(document, {}, context);
    if (!json.has("successful"_L1) && !json.has("data"_L1)) {
        ApiError error = parseFailure({}, u"JSON without OCP's envelope"_s);
        error.kind = Kind::NotOcp;
        return error;
    }
    const bool successful = !json.has("successful"_L1) || json.flag("successful"_L1);
    if (!context.ok())
        return parseFailure(context.path, context.problem);
    if (!successful) {
        const std::optional<int> status = bodyStatus(document);
        ApiError error;
        error.kind = status && *status >= 400 ? kindOfStatus(*status) : Kind::Refused;
        addErrorTexts(error, document);
        judgeError(error, status.value_or(0), false);
        return error;
    }
    Envelope envelope;
    envelope.data = json.value("data"_L1);
    envelope.meta.traceId = document.value("traceId"_L1).toString();
    envelope.meta.server = document.value("server"_L1).toString();
    const QString timestamp = document.value("timestamp"_L1).toString();
    envelope.meta.serverTime = parseIsoTime(timestamp);
    envelope.timeOffset = isoOffset(timestamp).value_or(seconds(0));
    context.assumedOffset = envelope.timeOffset;
    return envelope;
}

Result<Envelope> judgeEnvelope(const HttpReply &reply)
{
    if (const std::optional<ApiError> error = judgeCarrier(reply))
        return *error;
    const Result<QJsonObject> document = readObject(reply);
    if (!document)
        return document.error();
    return envelopeOf(reply, *document);
}

Result<Envelope> judgeFlatObject(const HttpReply &reply)
{
    if (const std::optional<ApiError> error = judgeCarrier(reply))
        return *error;
    const Result<QJsonObject> document = readObject(reply);
    if (!document)
        return document.error();
    if (document->contains("successful"_L1))
        return envelopeOf(reply, *document);
    return Envelope { *document, metaFromHeaders(reply), {} };
}

Result<Envelope> judgePlainText(const HttpReply &reply)
{
    if (const std::optional<ApiError> error = judgeCarrier(reply))
        return *error;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    if (document.isObject() && document.object().contains("successful"_L1))
        return envelopeOf(reply, document.object());
    QString text = QString::fromUtf8(reply.body).trimmed();
    if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"'))
        text = text.sliced(1, text.size() - 2);
    return Envelope { text, metaFromHeaders(reply), {} };
}

} // namespace obdesk
