// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitstatus.h"

namespace obdesk {

ExitStatus exitStatusOf(const ApiError &error)
{
    using Kind = ApiError::Kind;
    if (error.outcome == ApiError::Outcome::Unknown)
        return ExitStatus::OutcomeUnknown;
    switch (error.kind) {
    case Kind::InvalidRequest:
        return ExitStatus::Usage;
    case Kind::HostNotFound:
    case Kind::ConnectionRefused:
    case Kind::ConnectionLost:
    case Kind::Tls:
    case Kind::CertificateChanged:
    case Kind::Proxy:
    case Kind::Network:
    case Kind::Redirect:
        return ExitStatus::Unreachable;
    case Kind::Guarded:
    case Kind::PlainHttp:
    case Kind::Unauthorized:
    case Kind::Forbidden:
        return ExitStatus::NotAllowed;
    case Kind::NotFound:
    case Kind::RateLimited:
    case Kind::Refused:
        return ExitStatus::Refused;
    case Kind::ServerError:
        // Without a code of OCP's it is whatever stands in front of it that speaks.
        return error.code.isEmpty() ? ExitStatus::Unreachable : ExitStatus::Refused;
    case Kind::Unsettled:
        return ExitStatus::OutcomeUnknown; // of the earlier change
    case Kind::JournalFailed:
        return ExitStatus::BadData;
    case Kind::Timeout:
        return ExitStatus::TimedOut;
    case Kind::NotOcp:
    case Kind::TooLarge:
    case Kind::Parse:
        return ExitStatus::BadData;
    case Kind::Cancelled:
        return ExitStatus::Interrupted;
    }
    return ExitStatus::BadData;
}

} // namespace obdesk
