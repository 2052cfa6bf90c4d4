// SPDX-License-Identifier: GPL-3.0-or-later
// Which changes may leave. Sits below everything that can ask for one, so that a script or a forgotten menu obeys too.
#pragma once

#include "domain/apierror.h"
#include "domain/clock.h"
#include "domain/ids.h"
#include "ocp/connection.h"

#include <QHash>

#include <optional>

namespace obdesk {

struct MutationContext;

/// One per connection in use, that is per OCP. Not for several threads.
class Guard
{
public:
    /// `clock` is not owned and must outlive this.
    Guard(const Connection &connection, const Clock &clock) : m_mode(connection.accessMode), m_clock(clock) { }

    /// Why the change must not be sent; empty when it may. On a protected connection the first change on a target needs its name typed,
    /// which unlocks the target for a while; a reason is needed each time. A target is a cluster by its id: another one of the same name
    /// stays locked. Only where the cluster is not known, the name is all there is.
    std::optional<ApiError> refuse(const MutationContext &mutation);
    /// How long no name has to be typed for this target; 0: it must be typed.
    std::chrono::seconds unlockedFor(const std::optional<ClusterId> &cluster, const QString &name) const;
    void lock() { m_unlocked.clear(); }

    static constexpr std::chrono::seconds unlockTime { 600 };

private:
    /// Both clocks: the wall clock goes on in a suspend, the other one cannot be set back.
    struct Moment
    {
        QDateTime wall;
        std::chrono::milliseconds monotonic;
    };

    static QString keyOf(const std::optional<ClusterId> &cluster, const QString &name);

    const AccessMode m_mode;
    const Clock &m_clock;
    QHash<QString, Moment> m_unlocked;  // by keyOf()
};

} // namespace obdesk
