// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/guard.h"

#include "ocp/connection.h"
#include "ocp/ocpclient.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

ApiError guarded(const QString &detail)
{
    ApiError error;
    error.kind = ApiError::Kind::Guarded;
    error.outcome = ApiError::Outcome::NotSent;
    error.detail = detail;
    return error;
}

} // namespace

std::optional<ApiError> Guard::refuse(const Connection &connection, const MutationContext &mutation)
{
    switch (connection.accessMode) {
    case AccessMode::Normal:
        return {};
    case AccessMode::Protected:
        if (mutation.targetName.isEmpty() || mutation.confirmedName != mutation.targetName)
            return guarded(u"protected connection: the target's name was not confirmed"_s);
        if (mutation.reason.trimmed().isEmpty())
            return guarded(u"protected connection: no reason was given"_s);
        return {};
    case AccessMode::ReadOnly:
        return guarded(u"read-only connection"_s);
    }
    // A mode we do not know, e.g. from damaged settings: the careful answer.
    return guarded(u"unknown access mode"_s);
}

} // namespace obdesk
