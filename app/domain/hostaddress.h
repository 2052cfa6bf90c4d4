// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of hosts as text: IPv4, IPv6 in any of its spellings, or a name.
#pragma once

#include <QString>
#include <QStringView>

#include <array>
#include <optional>

namespace obdesk {

/// The 8 groups of an IPv6 address in any spelling (RFC 4291): compressed or not, either case, its end as IPv4, in brackets or not.
std::optional<std::array<quint16, 8>> ipv6Groups(QStringView text);

/// Whether both mean one host: IPv6 by its value, names without regard to case. Two empty ones do not.
bool isSameAddress(QStringView a, QStringView b);

/// "10.0.0.1:2882", "[2001:db8::1]:2882"; without a port the address as it is.
QString addressWithPort(const QString &address, std::optional<int> port);

} // namespace obdesk
