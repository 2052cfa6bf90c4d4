// SPDX-License-Identifier: GPL-3.0-or-later
// Which changes may leave. Sits below everything that can ask for one, so that a script or a forgotten menu obeys too.
#pragma once

#include "domain/apierror.h"

#include <optional>

namespace obdesk {

struct Connection;
struct MutationContext;

class Guard
{
public:
    /// Why the change must not be sent; empty when it may.
    static std::optional<ApiError> refuse(const Connection &connection, const MutationContext &mutation);
};

} // namespace obdesk
