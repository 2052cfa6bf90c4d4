// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP exchange as plain values: the simulator itself never sees a socket.
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace obdesk {

using SimHeaders = QList<std::pair<QByteArray, QByteArray>>;

struct SimRequest
{
    QByteArray method;              ///< upper case
    QByteArray path;                ///< as sent, percent-encoded, without the query
    QByteArray query;               ///< as sent, percent-encoded, without '?'; empty when there is none
    SimHeaders headers;             ///< names in any letter case
    QByteArray body;
    QByteArray peer = "127.0.0.1";  ///< IP address of the client

    /// Value of the first header of that name (any letter case); null when there is none.
    QByteArray header(QByteArrayView name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value.isNull() ? QByteArray("") : value;
        }
        return {};
    }
};

struct SimResponse
{
    int status = 200;
    QByteArray contentType;
    SimHeaders headers;             ///< without Content-Type
    QByteArray body;
};

} // namespace obdesk
