// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/cause.h"

#include "logs/causefinder.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Ended well: done, skipped, rolled back.
bool endedWell(const LogRun &run)
{
    return run.state && (run.state->status.value == SubtaskStatus::Successful || run.state->status.value == SubtaskStatus::Pending
                         || run.state->status.value == SubtaskStatus::Ready);
}

bool isCancelRun(const StepLog &log, qsizetype run)
{
    return run >= 0 && run < log.runs.size() && log.runs.at(run).operation.value == TaskOperation::Cancel;
}

StepCause withLine(StepCause cause, const QString &text)
{
    if (!cause.isEmpty())
        cause.line = int(QStringView(text).first(std::clamp<qsizetype>(cause.at, 0, text.size())).count(u'\n'));
    return cause;
}

StepCause causeOfRun(const StepLog &log, qsizetype index, bool knownFailed)
{
    const LogRun &run = log.runs.at(index);
    const CauseFinder finder(log, run);
    if (endedWell(run))
        return {};
    if (run.operation.value == TaskOperation::Cancel) {
        const StepCause cause = finder.cancel();
        return cause.isEmpty() ? finder.separatorOfCancel() : cause;
    }
    if (isCancelRun(log, index + 1) && !run.state && !endedWell(log.runs.at(index + 1)))
        return causeOfRun(log, index + 1, true);
    if (const StepCause cause = finder.timeOut(); !cause.isEmpty())
        return cause;
    if (const StepCause cause = finder.cancel(); !cause.isEmpty())
        return cause;
    if (const LogEvent *end = finder.engineEnd())
        return finder.ofEngine(*end);
    const bool failed = run.state && run.state->status.value == SubtaskStatus::Failed;
    if (!failed && !knownFailed)
        return {};
    if (const StepCause cause = finder.lastErrorBefore(nullptr, failed); !cause.isEmpty())
        return cause;
    if (const StepCause cause = finder.lastWarning(); !cause.isEmpty())
        return cause;
    return finder.failureWords();
}

StepAttempt::Outcome outcomeOf(const LogRun &run, const StepCause &cause, bool knownFailed)
{
    using Outcome = StepAttempt::Outcome;
    switch (cause.kind) {
    case StepCause::Kind::TimeOut:
        return Outcome::TimedOut;
    case StepCause::Kind::Cancelled:
        return Outcome::Cancelled;
    case StepCause::Kind::Failure:
        return Outcome::Failed;
    case StepCause::Kind::None:
        break;
    }
    if (!run.state)
        return knownFailed ? Outcome::Failed : Outcome::Unknown;
    switch (run.state->status.value) {
    case SubtaskStatus::Successful:
        return Outcome::Successful;
    case SubtaskStatus::Failed:
        return Outcome::Failed;
    case SubtaskStatus::Pending:
    case SubtaskStatus::Ready:
        return Outcome::RolledBack;
    default:
        return Outcome::Unknown;
    }
}

/// When the run's last entry was written.
std::optional<QDateTime> endOf(const LogRun &run)
{
    for (qsizetype i = run.events.size() - 1; i >= 0; --i) {
        if (const auto time = run.events.at(i).late ? std::nullopt : eventTime(run, run.events.at(i)))
            return time;
    }
    return {};
}

} // namespace

StepCause causeOf(const StepLog &log, qsizetype run, bool knownFailed)
{
    return run < 0 || run >= log.runs.size() ? StepCause() : withLine(causeOfRun(log, run, knownFailed), log.text);
}

StepCause causeOf(const QString &readable, bool knownFailed)
{
    const StepLog log = readStepLog(readable);
    return causeOf(log, log.runs.size() - 1, knownFailed);
}

QList<StepAttempt> attemptsOf(const StepLog &log, bool failed)
{
    QList<StepAttempt> attempts;
    for (qsizetype i = 0; i < log.runs.size(); ++i) {
        const LogRun &run = log.runs.at(i);
        const bool cancels = isCancelRun(log, i + 1) && !run.state;
        const bool last = i + (cancels ? 2 : 1) >= log.runs.size();
        StepAttempt attempt;
        attempt.operation = run.operation;
        attempt.start = run.start;
        // Only a failed step is retried or skipped.
        const TaskOperation next = last ? TaskOperation::Unknown : log.runs.at(i + (cancels ? 2 : 1)).operation.value;
        const bool knownFailed = last ? failed : next == TaskOperation::Retry || next == TaskOperation::Skip;
        attempt.cause = causeOf(log, i, knownFailed);
        attempt.outcome = outcomeOf(cancels ? log.runs.at(i + 1) : run, attempt.cause, knownFailed);
        attempt.end = endOf(cancels ? log.runs.at(i + 1) : run);
        if (run.events.isEmpty() && run.operation.text.isEmpty())
            continue;
        attempts.append(attempt);
        i += cancels ? 1 : 0;
    }
    return attempts;
}

} // namespace obdesk
