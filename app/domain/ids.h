// SPDX-License-Identifier: GPL-3.0-or-later
// Ids as types: a cluster id cannot be passed where a host id is meant.
#pragma once

#include <QDebug>
#include <QHash>

#include <compare>
#include <optional>

namespace obdesk {

/// A 64-bit id of OCP (JSON integer, type Long). "No id" is std::optional, never 0 or -1.
template<typename Tag>
struct Id
{
    qint64 value = 0;

    Id() = default;
    explicit constexpr Id(qint64 v) : value(v) { }

    QString toString() const { return QString::number(value); }

    friend auto operator<=>(const Id &, const Id &) = default;
    friend size_t qHash(Id id, size_t seed = 0) noexcept { return ::qHash(id.value, seed); }
    friend QDebug operator<<(QDebug debug, Id id) { return debug << id.value; }
};

using ClusterId = Id<struct ClusterTag>;   ///< OCP's id, the one used in every path
using ServerId = Id<struct ServerTag>;
using HostId = Id<struct HostTag>;
using IdcId = Id<struct IdcTag>;
using RegionId = Id<struct RegionTag>;
using HostTypeId = Id<struct HostTypeTag>;
using TenantId = Id<struct TenantTag>;
using TaskId = Id<struct TaskTag>;         ///< task instance id
using SubtaskId = Id<struct SubtaskTag>;   ///< subtask instance id, unique within its task

} // namespace obdesk
