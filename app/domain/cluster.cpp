// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cluster.h"

#include "domain/enumwords.h"
#include "domain/hostaddress.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array obStatusWords {
    std::pair { ObStatus::Running, "RUNNING"_L1 },
    std::pair { ObStatus::Creating, "CREATING"_L1 },
    std::pair { ObStatus::Deleting, "DELETING"_L1 },
    std::pair { ObStatus::Deleted, "DELETED"_L1 },
    std::pair { ObStatus::Starting, "STARTING"_L1 },
    std::pair { ObStatus::Restarting, "RESTARTING"_L1 },
    std::pair { ObStatus::Stopping, "STOPPING"_L1 },
    std::pair { ObStatus::Stopped, "STOPPED"_L1 },
    std::pair { ObStatus::ServiceStopped, "SERVICE_STOPPED"_L1 },
    std::pair { ObStatus::TakingOver, "TAKINGOVER"_L1 },
    std::pair { ObStatus::MovingOut, "MOVINGOUT"_L1 },
    std::pair { ObStatus::Switchover, "SWITCHOVER"_L1 },
    std::pair { ObStatus::Failover, "FAILOVER"_L1 },
    std::pair { ObStatus::Operating, "OPERATING"_L1 },
    std::pair { ObStatus::Unavailable, "UNAVAILABLE"_L1 },
};

constexpr std::array innerStatusWords {
    std::pair { InnerStatus::Active, "ACTIVE"_L1 },
    std::pair { InnerStatus::Inactive, "INACTIVE"_L1 },
    std::pair { InnerStatus::Deleting, "DELETING"_L1 },
    std::pair { InnerStatus::TakeoverByRs, "TAKEOVER_BY_RS"_L1 },
};

} // namespace

OpenEnum<ObStatus> obStatusFromText(const QString &text)
{
    return enumFromWord(obStatusWords, text);
}

OpenEnum<InnerStatus> innerStatusFromText(const QString &text)
{
    return enumFromWord(innerStatusWords, text);
}

bool isInOperation(ObStatus status)
{
    switch (status) {
    case ObStatus::Creating:
    case ObStatus::Deleting:
    case ObStatus::Starting:
    case ObStatus::Restarting:
    case ObStatus::Stopping:
    case ObStatus::TakingOver:
    case ObStatus::MovingOut:
    case ObStatus::Switchover:
    case ObStatus::Failover:
    case ObStatus::Operating:
        return true;
    case ObStatus::Unknown:
    case ObStatus::Running:
    case ObStatus::Deleted:
    case ObStatus::Stopped:
    case ObStatus::ServiceStopped:
    case ObStatus::Unavailable:
        break;
    }
    return false;
}

QString ObServer::address() const
{
    return addressWithPort(ip, port);
}

} // namespace obdesk
