// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/host.h"

#include "domain/enumwords.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array hostStatusWords {
    std::pair { HostStatus::New, "NEW"_L1 },
    std::pair { HostStatus::Available, "AVAILABLE"_L1 },
    std::pair { HostStatus::Online, "ONLINE"_L1 },
    std::pair { HostStatus::Offline, "OFFLINE"_L1 },
    std::pair { HostStatus::Deleting, "DELETING"_L1 },
};

constexpr std::array agentStatusWords {
    std::pair { HostAgentStatus::Available, "AVAILABLE"_L1 },
    std::pair { HostAgentStatus::Restarting, "RESTARTING"_L1 },
    std::pair { HostAgentStatus::Stopping, "STOPPING"_L1 },
    std::pair { HostAgentStatus::Reinstalling, "REINSTALLING"_L1 },
    std::pair { HostAgentStatus::Reinstalling, "REINTSTALLING"_L1 },
    std::pair { HostAgentStatus::Offline, "OFFLINE"_L1 },
    std::pair { HostAgentStatus::Deleted, "DELETED"_L1 },
};

} // namespace

OpenEnum<HostStatus> hostStatusFromText(const QString &text)
{
    return enumFromWord(hostStatusWords, text);
}

OpenEnum<HostAgentStatus> hostAgentStatusFromText(const QString &text)
{
    return enumFromWord(agentStatusWords, text);
}

QString toText(HostStatus status)
{
    return enumToWord(hostStatusWords, status);
}

} // namespace obdesk
