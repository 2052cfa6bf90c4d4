// SPDX-License-Identifier: GPL-3.0-or-later
// How OCP says no: an HTTP status, a code and a sentence.
#pragma once

#include <QString>

#include <optional>

namespace obdesk {

struct Refusal
{
    int httpStatus = 400;
    QString code;           ///< the form with letters (from 4.2.2), e.g. OBE11007
    QString message;
    bool operator==(const Refusal &) const = default;
};

/// The number that versions before 4.2.2 use for the same refusal: OBE11007 is 11007, IAM11000 is 3100, COM10001 is 1001.
/// Codes that came with the letters map to the nearest number that existed before.
/// Source: error code tables of the OCP documentation 4.0.3 (numbers) and 4.2.2 (letters).
int numericCode(const QString &code);

} // namespace obdesk
