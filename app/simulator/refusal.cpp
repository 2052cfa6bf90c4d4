// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/refusal.h"

#include "simulator/jsonwriter.h"

#include <QStringView>

#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Those that do not follow the rule of their area.
constexpr std::array exceptions {
    std::pair { "IAM11000"_L1, 3100 },
    std::pair { "TSK10016"_L1, 4007 },
    std::pair { "TSK10017"_L1, 4007 },
    std::pair { "OBE18002"_L1, 12002 },
    std::pair { "OBE18004"_L1, 12004 },
    std::pair { "OBE18008"_L1, 12008 },
};

constexpr std::array areas {
    std::pair { "COM"_L1, -9000 },      // COM10001 -> 1001
    std::pair { "IAM"_L1, -7000 },      // IAM10000 -> 3000
    std::pair { "TSK"_L1, -6000 },      // TSK10007 -> 4007
    std::pair { "CMP"_L1, 0 },          // CMP07004 -> 7004
    std::pair { "OBE"_L1, 0 },          // OBE11007 -> 11007
};

void writeSubErrors(JsonWriter &out, const QList<SimSubError> &errors)
{
    out.beginArray();
    for (const SimSubError &error : errors) {
        out.beginObject();
        out.field("object"_L1, error.object);
        out.field("field"_L1, error.field);
        out.key("rejectedValue"_L1);
        out.raw(error.rejectedValue);
        out.field("message"_L1, error.message);
        out.endObject();
    }
    out.endArray();
}

} // namespace

Refusal notSignedIn(const QString &why)
{
    return { 401, {}, u"User is not authenticated."_s, why };
}

Refusal malformedJson(const QString &why)
{
    return { 400, {}, u"Malformed JSON request"_s, u"JSON parse error: "_s + why };
}

Refusal invalidFields(const QList<SimSubError> &errors)
{
    return { 400, {}, errors.first().message, {}, errors };
}

Refusal wrongType(const QString &parameter, const QString &value, const QString &type)
{
    return { 400, {}, u"The parameter '%1' of value '%2' could not be converted to type '%3'"_s.arg(parameter, value, type),
             u"Failed to convert value of type 'java.lang.String' to required type '%1'"_s.arg(type) };
}

Refusal unknownUrl(const QByteArray &method, const QByteArray &path)
{
    return { 400, {}, u"Could not find the %1 method for URL %2"_s.arg(QString::fromLatin1(method), QString::fromLatin1(path)),
             u"No handler found for %1 %2"_s.arg(QString::fromLatin1(method), QString::fromLatin1(path)) };
}

Refusal unsupportedMethod(const QByteArray &method)
{
    const QString message = u"Request method '%1' not supported"_s.arg(QString::fromLatin1(method));
    return { 500, {}, u"Unhandled exception, type=HttpRequestMethodNotSupportedException, message="_s + message, message };
}

Refusal unsupportedMedia(const QByteArray &contentType)
{
    return { 415, {}, QString::fromLatin1(contentType) + " media type is not supported. Supported media types are application/json"_L1,
             u"Content type '%1' not supported"_s.arg(QString::fromLatin1(contentType)) };
}

Refusal unexpectedError(const QString &why)
{
    return { 500, {}, u"Unexpected error"_s, why };
}

Refusal databaseConflict(const QString &why)
{
    return { 409, {}, u"Database exception"_s, why };
}

Refusal throttled()
{
    return { 429, {}, u"Excessive number of requests. You have exceeded the request limit for the current throttling window."_s };
}

bool hasNoKind(const Refusal &refusal)
{
    return !refusal.code.isEmpty() && (refusal.httpStatus == 400 || refusal.httpStatus == 409) && !refusal.code.startsWith("COM"_L1);
}

void writeError(JsonWriter &out, const Refusal &refusal, bool numericCodes)
{
    out.beginObject();
    out.key("code"_L1);
    if (refusal.code.isEmpty())
        out.value(0);
    else if (numericCodes)
        out.value(numericCode(refusal.code));
    else
        out.value(refusal.code);
    out.field("message"_L1, refusal.message);
    if (refusal.httpStatus != 429) {
        out.textOrNull("debugMessage"_L1, refusal.debugMessage);
        out.textOrNull("stackTrace"_L1, {});
        out.textOrNull("target"_L1, {});
        out.key("subErrors"_L1);
        if (refusal.subErrors.isEmpty())
            out.null();
        else
            writeSubErrors(out, refusal.subErrors);
    }
    out.endObject();
}

int numericCode(const QString &code)
{
    for (const auto &[letters, number] : exceptions) {
        if (code == letters)
            return number;
    }
    for (const auto &[area, shift] : areas) {
        if (code.startsWith(area))
            return QStringView(code).sliced(3).toInt() + shift;
    }
    return 0;
}

} // namespace obdesk
