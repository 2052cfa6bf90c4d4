// SPDX-License-Identifier: GPL-3.0-or-later
// How OCP says no: an HTTP status, a code and a sentence, and what the framework below it adds.
//
// [D] documented: the sample of throttling (429, code 0), and the error tables (codes and sentences). [E] known from OCP Express only
// (ApiError, RestExceptionHandler, ErrorCodes, CustomAuthenticationEntryPoint): the members debugMessage, stackTrace, target and
// subErrors; code 0 for what the framework itself refuses (not signed in, wrong password, a body that breaks a rule or cannot be
// read, an unknown URL: 400, whatever nobody expected: 500); codes without a kind of their own come with HTTP 500 and a whole envelope.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace obdesk {

class JsonWriter;

/// One field that breaks a rule of bean validation.
struct SimSubError
{
    QString object;
    QString field;                      ///< zoneName, servers[1]
    QByteArray rejectedValue = "null";  ///< JSON
    QString message;
    bool operator==(const SimSubError &) const = default;
};

struct Refusal
{
    int httpStatus = 400;
    QString code;           ///< the form with letters (from 4.2.2), e.g. OBE11007; empty: the framework's, the number 0 on the wire
    QString message;
    QString debugMessage = {};
    QList<SimSubError> subErrors = {};
    bool operator==(const Refusal &) const = default;
};

// What the framework says by itself, code 0.
Refusal notSignedIn(const QString &why);
Refusal malformedJson(const QString &why);
Refusal invalidFields(const QList<SimSubError> &errors);
/// A parameter of path or query that is no value of its type.
Refusal wrongType(const QString &parameter, const QString &value, const QString &type);
Refusal unknownUrl(const QByteArray &method, const QByteArray &path);
Refusal unsupportedMethod(const QByteArray &method);
Refusal unsupportedMedia(const QByteArray &contentType);
/// Nobody expected it: whether the change was made, the answer does not tell.
Refusal unexpectedError(const QString &why);
Refusal databaseConflict(const QString &why);
Refusal throttled();

/// Those that come as HTTP 500 when the engine has no kind for their code: wrong state, rollback forbidden, busy. Not: no such
/// object, no permission, an argument that is wrong by itself.
bool hasNoKind(const Refusal &refusal);

/// The value of `error`. Throttling has code and message only, as in its sample.
void writeError(JsonWriter &out, const Refusal &refusal, bool numericCodes);

/// The number that versions before 4.2.2 use for the same refusal: OBE11007 is 11007, IAM11000 is 3100, COM10001 is 1001.
/// Codes that came with the letters map to the nearest number that existed before.
/// Source: error code tables of the OCP documentation 4.0.3 (numbers) and 4.2.2 (letters).
int numericCode(const QString &code);

} // namespace obdesk
