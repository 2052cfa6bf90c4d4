// SPDX-License-Identifier: GPL-3.0-or-later
// How long and how much a request may be.
#pragma once

#include "ocp/readretry.h"

#include <QtGlobal>

#include <chrono>

namespace obdesk {

struct TransportLimits
{
    /// For TCP and TLS of a new connection, where Qt tells when it is made: with https, and for a change with a body.
    std::chrono::milliseconds connect { 10'000 };
    std::chrono::milliseconds idle { 15'000 };             ///< without a byte
    std::chrono::milliseconds readDeadline { 30'000 };     ///< for a whole GET, from its start on the wire
    std::chrono::milliseconds mutationDeadline { 60'000 };
    qint64 bodyCap = 16 * 1024 * 1024;
    qint64 largeBodyCap = 64 * 1024 * 1024;
    int parallelReads = 4;                                 ///< the rest waits in line; changes never do
    RetryPolicy retry = {};
};

} // namespace obdesk
