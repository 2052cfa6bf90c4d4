// SPDX-License-Identifier: GPL-3.0-or-later
// Something that lives on the server, as far as we know it: empty, loading, error and stale are states of every view.
#pragma once

#include "domain/apierror.h"
#include "ocp/queries.h"

#include <QDateTime>

#include <optional>

namespace obdesk {

template<typename T>
struct Remote
{
    T value {};                             ///< the last good one; a failed refresh never blanks it
    std::optional<QDateTime> asOf;          ///< our wall clock at the last good reply; empty: never loaded
    std::optional<ApiError> error;          ///< of the last request, if that failed
    bool loading = false;
    ReplyNotes notes {};                    ///< what of `value` could not be read

    bool everLoaded() const { return asOf.has_value(); }
    bool isStale() const { return everLoaded() && error.has_value(); }
};

} // namespace obdesk
