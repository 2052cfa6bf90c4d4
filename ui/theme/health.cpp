// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/health.h"

#include "theme/icons.h"

#include <QCoreApplication>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct HealthWords { Q_DECLARE_TR_FUNCTIONS(Health) };

Health healthOf(const OpenEnum<ObStatus> &status)
{
    if (!status.isKnown())
        return Health::Unknown;
    if (status == ObStatus::Running)
        return Health::Good;
    return isInOperation(status.value) ? Health::Busy : Health::Bad;
}

Health with(Health health, const OpenEnum<InnerStatus> &inner)
{
    return health == Health::Good && inner.isKnown() && !(inner == InnerStatus::Active) ? Health::Warning : health;
}

} // namespace

Health healthOf(const Cluster &cluster)
{
    const Health health = healthOf(cluster.status);
    return health == Health::Good && !cluster.failToQueryReason.isEmpty() ? Health::Warning : health;
}

Health healthOf(const Zone &zone)
{
    return with(healthOf(zone.status), zone.innerStatus);
}

Health healthOf(const ObServer &server)
{
    return with(healthOf(server.status), server.innerStatus);
}

QIcon healthIcon(Health health, const Tokens &tokens)
{
    switch (health) {
    case Health::Good:
        return stateIcon(StepState::Successful, tokens);
    case Health::Busy:
        return stateIcon(StepState::Running, tokens);
    case Health::Warning:
        return themedIcon(u"warning"_s, tokens.warning);
    case Health::Bad:
        return stateIcon(StepState::Failed, tokens);
    case Health::Unknown:
        break;
    }
    return stateIcon(StepState::Unknown, tokens);
}

QColor healthColor(Health health, const Tokens &tokens)
{
    switch (health) {
    case Health::Good:
        return tokens.successful;
    case Health::Busy:
        return tokens.running;
    case Health::Warning:
        return tokens.warning;
    case Health::Bad:
        return tokens.failed;
    case Health::Unknown:
        break;
    }
    return tokens.pending;
}

QString healthWord(Health health)
{
    switch (health) {
    case Health::Good:
        return HealthWords::tr("healthy");
    case Health::Busy:
        return HealthWords::tr("in operation");
    case Health::Warning:
        return HealthWords::tr("needs attention");
    case Health::Bad:
        return HealthWords::tr("down");
    case Health::Unknown:
        break;
    }
    return HealthWords::tr("state not known");
}

} // namespace obdesk
