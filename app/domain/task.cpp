// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/task.h"

#include <algorithm>
#include <array>
#include <utility>

namespace obdesk {

namespace {

template<typename E, size_t N>
OpenEnum<E> fromWords(const std::array<std::pair<E, QLatin1StringView>, N> &words, const QString &text)
{
    for (const auto &[value, word] : words) {
        if (text.compare(word, Qt::CaseInsensitive) == 0)
            return { value, text };
    }
    return { E::Unknown, text };
}

template<typename E, size_t N>
QString toWord(const std::array<std::pair<E, QLatin1StringView>, N> &words, E wanted)
{
    for (const auto &[value, word] : words) {
        if (value == wanted)
            return word;
    }
    return {};
}

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
    std::pair { Operation::Execute, "EXECUTE"_L1 },
    std::pair { Operation::Retry, "RETRY"_L1 },
    std::pair { Operation::Rollback, "ROLLBACK"_L1 },
    std::pair { Operation::Skip, "SKIP"_L1 },
    std::pair { Operation::Cancel, "CANCEL"_L1 },
    std::pair { Operation::RollbackSkip, "ROLLBACK_SKIP"_L1 },
};

} // namespace

OpenEnum<TaskStatus> taskStatusFromText(const QString &text)
{
    return fromWords(taskStatusWords, text);
}

OpenEnum<SubtaskStatus> subtaskStatusFromText(const QString &text)
{
    return fromWords(subtaskStatusWords, text);
}

OpenEnum<Operation> operationFromText(const QString &text)
{
    return fromWords(operationWords, text);
}

QString toText(TaskStatus status)
{
    return toWord(taskStatusWords, status);
}

QString toText(SubtaskStatus status)
{
    return toWord(subtaskStatusWords, status);
}

QString toText(Operation operation)
{
    return toWord(operationWords, operation);
}

StepState stepState(const Subtask &subtask)
{
    const Operation operation = subtask.operation.value;
    switch (subtask.status.value) {
    case SubtaskStatus::Pending:
        return operation == Operation::Rollback || operation == Operation::RollbackSkip ? StepState::RolledBack
                                                                                        : StepState::Pending;
    case SubtaskStatus::Ready:
        return StepState::Ready;
    case SubtaskStatus::Running:
        return operation == Operation::Cancel ? StepState::Canceling : StepState::Running;
    case SubtaskStatus::Canceling:
        return StepState::Canceling;
    case SubtaskStatus::Failed:
        return StepState::Failed;
    case SubtaskStatus::Successful:
        return operation == Operation::Skip ? StepState::Skipped : StepState::Successful;
    case SubtaskStatus::Unknown:
        break;
    }
    return StepState::Unknown;
}

bool isTerminal(TaskStatus status)
{
    return status == TaskStatus::Failed || status == TaskStatus::Successful;
}

bool isRolledBack(const Task &task)
{
    return task.status == TaskStatus::Successful && task.operation == Operation::Rollback;
}

} // namespace obdesk
