// SPDX-License-Identifier: GPL-3.0-or-later
// What came around the payload of a reply.
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace obdesk {

struct ReplyMeta
{
    QString traceId;
    QString server;
    std::optional<QDateTime> serverTime;               ///< envelope timestamp, else the Date header; UTC
    std::chrono::milliseconds roundTrip { 0 };         ///< of the last request, when a list took several
    std::optional<std::chrono::milliseconds> clockSkew;///< server minus us
    std::optional<int> rateLimitRemaining;
    std::optional<std::chrono::seconds> rateLimitReset;
};

} // namespace obdesk
