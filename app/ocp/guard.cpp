// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/guard.h"

#include "ocp/mutation.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

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

std::optional<ApiError> Guard::refuse(const MutationContext &mutation)
{
    switch (m_mode) {
    case AccessMode::Normal:
        return {};
    case AccessMode::Protected: {
        const bool confirmed = !mutation.targetName.isEmpty() && mutation.confirmedName == mutation.targetName;
        // A wrong name is a sign of a wrong cluster: it is refused however unlocked the target is.
        const bool unlocked = mutation.confirmedName.isEmpty() && unlockedFor(mutation.targetCluster, mutation.targetName) > seconds(0);
        if (!confirmed && !unlocked)
            return guarded(u"protected connection: the target's name was not confirmed"_s);
        if (mutation.reason.trimmed().isEmpty())
            return guarded(u"protected connection: no reason was given"_s);
        if (confirmed)
            m_unlocked.insert(keyOf(mutation.targetCluster, mutation.targetName), { m_clock.utcNow(), m_clock.monotonic() });
        return {};
    }
    case AccessMode::ReadOnly:
        return guarded(u"read-only connection"_s);
    }
    // A mode we do not know, e.g. from damaged settings: the careful answer.
    return guarded(u"unknown access mode"_s);
}

QString Guard::keyOf(const std::optional<ClusterId> &cluster, const QString &name)
{
    return cluster ? u"cluster:"_s + cluster->toString() : u"name:"_s + name;
}

seconds Guard::unlockedFor(const std::optional<ClusterId> &cluster, const QString &name) const
{
    const auto it = m_unlocked.constFind(keyOf(cluster, name));
    if (it == m_unlocked.cend())
        return seconds(0);
    const milliseconds wall(it->wall.msecsTo(m_clock.utcNow()));
    const milliseconds passed = std::max(wall, m_clock.monotonic() - it->monotonic);
    if (wall < milliseconds(0) || passed >= unlockTime)
        return seconds(0);
    return std::chrono::ceil<seconds>(unlockTime - passed);
}

} // namespace obdesk
