// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/task.h"

#include "domain/enumwords.h"

#include <algorithm>

namespace obdesk {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array taskStatusWords {
    std::pair { TaskStatus::Running, "RUNNING"_L1 },
    std::pair { TaskStatus::Failed, "FAILED"_L1 },
    std::pair { TaskStatus::Successful, "SUCCESSFUL"_L1 },
};

constexpr std::array subtaskStatusWords {
    std::pair { SubtaskStatus::Pending, "PENDING"_L1 },
    std::pair { SubtaskStatus::Ready, "READY"_L1 },
    std::pair { SubtaskStatus::Running, "RUNNING"_L1 },
    std::pair { SubtaskStatus::Canceling, "CANCELING"_L1 },
    std::pair { SubtaskStatus::Failed, "FAILED"_L1 },
    std::pair { SubtaskStatus::Successful, "SUCCESSFUL"_L1 },
};

constexpr std::array operationWords {
    std::pair { TaskOperation::Execute, "EXECUTE"_L1 },
    std::pair { TaskOperation::Retry, "RETRY"_L1 },
    std::pair { TaskOperation::Rollback, "ROLLBACK"_L1 },
    std::pair { TaskOperation::Skip, "SKIP"_L1 },
    std::pair { TaskOperation::Cancel, "CANCEL"_L1 },
    std::pair { TaskOperation::RollbackSkip, "ROLLBACK_SKIP"_L1 },
};

} // namespace

OpenEnum<TaskStatus> taskStatusFromText(const QString &text)
{
    return enumFromWord(taskStatusWords, text);
}

OpenEnum<SubtaskStatus> subtaskStatusFromText(const QString &text)
{
    return enumFromWord(subtaskStatusWords, text);
}

OpenEnum<TaskOperation> operationFromText(const QString &text)
{
    return enumFromWord(operationWords, text);
}

QString toText(TaskStatus status)
{
    return enumToWord(taskStatusWords, status);
}

QString toText(SubtaskStatus status)
{
    return enumToWord(subtaskStatusWords, status);
}

QString toText(TaskOperation operation)
{
    return enumToWord(operationWords, operation);
}

StepState stepState(const Subtask &subtask)
{
    const TaskOperation operation = subtask.operation.value;
    switch (subtask.status.value) {
    case SubtaskStatus::Pending:
        return operation == TaskOperation::Rollback || operation == TaskOperation::RollbackSkip ? StepState::RolledBack
                                                                                        : StepState::Pending;
    case SubtaskStatus::Ready:
        return StepState::Ready;
    case SubtaskStatus::Running:
        return operation == TaskOperation::Cancel ? StepState::Canceling : StepState::Running;
    case SubtaskStatus::Canceling:
        return StepState::Canceling;
    case SubtaskStatus::Failed:
        return StepState::Failed;
    case SubtaskStatus::Successful:
        return operation == TaskOperation::Skip ? StepState::Skipped : StepState::Successful;
    case SubtaskStatus::Unknown:
        break;
    }
    return StepState::Unknown;
}

std::optional<QDateTime> runStart(const Subtask &subtask)
{
    return subtask.seenStart ? subtask.seenStart : subtask.startTime;
}

bool mayRunSinceLater(const Subtask &subtask)
{
    const bool again = subtask.runTime.value_or(1) > 1 || subtask.operation == TaskOperation::Retry || subtask.operation == TaskOperation::Rollback;
    return again && !subtask.seenStart;
}

bool isOver(const Task &task)
{
    if (!(task.status == TaskStatus::Failed))
        return task.status == TaskStatus::Successful;
    return std::none_of(task.subtasks.cbegin(), task.subtasks.cend(), [](const Subtask &step) {
        return step.status == SubtaskStatus::Ready || step.status == SubtaskStatus::Running || step.status == SubtaskStatus::Canceling;
    });
}

QList<HostId> hostsToldBy(const Task &task)
{
    QList<HostId> hosts;
    for (const QString &text : task.context.lists.value(u"host_ids"_s)) {
        bool ok = false;
        const qint64 id = text.trimmed().toLongLong(&ok);
        if (ok)
            hosts.append(HostId(id));
    }
    if (hosts.isEmpty() && task.hostId)
        hosts.append(*task.hostId);
    if (hosts.isEmpty()) {
        for (const TaskTag &tag : task.tags) {
            if (tag.hostId)
                hosts.append(*tag.hostId);
        }
    }
    std::sort(hosts.begin(), hosts.end());
    hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
    return hosts;
}

bool isTerminal(TaskStatus status)
{
    return status == TaskStatus::Failed || status == TaskStatus::Successful;
}

StepState overallState(const Task &task)
{
    switch (task.status.value) {
    case TaskStatus::Running:
        return StepState::Running;
    case TaskStatus::Failed:
        return StepState::Failed;
    case TaskStatus::Successful:
        return isRolledBack(task) ? StepState::RolledBack : StepState::Successful;
    case TaskStatus::Unknown:
        break;
    }
    return StepState::Unknown;
}

bool isRolledBack(const Task &task)
{
    if (!(task.status == TaskStatus::Successful))
        return false;
    if (task.operation.isKnown())
        return task.operation == TaskOperation::Rollback;
    // Lists before 4.3 leave the operation out. Work that was done leaves its steps SUCCESSFUL.
    return !task.subtasks.isEmpty() && std::all_of(task.subtasks.cbegin(), task.subtasks.cend(), [](const Subtask &step) {
        return step.status == SubtaskStatus::Pending;
    });
}

} // namespace obdesk
