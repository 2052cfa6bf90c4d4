// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/auditevent.h"

#include "domain/enumwords.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array auditResultWords {
    std::pair { AuditResult::Successful, "SUCCESS"_L1 },
    std::pair { AuditResult::Successful, "SUCCESSFUL"_L1 },
    std::pair { AuditResult::Failed, "FAILED"_L1 },
};

constexpr std::array auditExecutionWords {
    std::pair { AuditExecution::New, "NEW"_L1 },
    std::pair { AuditExecution::Retry, "RETRY"_L1 },
};

} // namespace

OpenEnum<AuditResult> auditResultFromText(const QString &text)
{
    return enumFromWord(auditResultWords, text);
}

OpenEnum<AuditExecution> auditExecutionFromText(const QString &text)
{
    return enumFromWord(auditExecutionWords, text);
}

} // namespace obdesk
