// SPDX-License-Identifier: GPL-3.0-or-later
// Why a step ended badly, as one sentence of its log. Pure; rather no cause than a wrong one.
//
// What it goes by (OCP Express, task-service; OCP's documented log sample): the engine ends a failed run with a WARN entry
// "Execute task failed, subtask=…, failedMessage=…" and the stack trace; the message is missing when the error was not foreseen. A time-out
// is "Receive timeout callback, …, elapsed=…, timeout=…", after which the interrupted run may still complain. A cancel has a separator of
// its own. Errors logged earlier may have been got over.
#pragma once

#include "logs/steplog.h"

#include <chrono>

namespace obdesk {

/// What a sentence is taken from.
enum class CauseReason {
    None,
    EngineMessage,                      ///< the engine's own words at the end of the run
    DeepestException,                   ///< the innermost exception of the engine's trace that says anything
    FullerError,                        ///< an error of the step that says the same as the engine, and more
    CommandOutput,                      ///< what a command on the host printed
    LinesBelow,                         ///< what stands below an entry that announces it: the results of a check, the end of another log
    LastError,                          ///< the last error before the end
    ExceptionName,                      ///< an exception that says nothing, and where it came from
    LastWarning,                        ///< nothing worse was logged
    FailureWords,                       ///< a line without a level that speaks of a failure
    TimeLimit,                          ///< the engine's line of a time-out
    Cancel,                             ///< the engine's line of a cancel
};

enum class CauseCertainty {
    None,
    Certain,                            ///< the engine itself ended the run with it
    Likely,                             ///< also where the engine's own words are less than what stands elsewhere
    Guess,
};

struct StepCause
{
    enum class Kind { None, Failure, TimeOut, Cancelled };
    Kind kind = Kind::None;
    QString sentence;                   ///< quoted, one line; may be empty for a cancel
    qsizetype at = -1;                  ///< where it stands in the text; -1 with kind None
    int line = -1;                      ///< the same as a line, from 0
    CauseCertainty certainty = CauseCertainty::None;
    CauseReason reason = CauseReason::None;
    std::optional<int> exitCode;        ///< of the command, with CommandOutput
    std::optional<std::chrono::seconds> elapsed; ///< of a time-out
    std::optional<std::chrono::seconds> limit;
    bool isEmpty() const { return kind == Kind::None; }
    bool operator==(const StepCause &) const = default;
};

/// Of one run. `knownFailed`: somebody else says that it failed (the state of the step, a retry that followed); without that, and without
/// an end in the log, a run is taken to go on.
StepCause causeOf(const StepLog &log, qsizetype run, bool knownFailed);

/// Of the last run of a readable text.
StepCause causeOf(const QString &readable, bool knownFailed);

/// One run as it ended; a cancel belongs to the run it ended.
struct StepAttempt
{
    enum class Outcome { Unknown, Successful, Failed, TimedOut, Cancelled, RolledBack };
    OpenEnum<TaskOperation> operation;
    std::optional<QDateTime> start;     ///< UTC
    std::optional<QDateTime> end;       ///< of its last entry; empty when the log tells no zone
    Outcome outcome = Outcome::Unknown;
    StepCause cause;
    bool operator==(const StepAttempt &) const = default;
};

/// Every run of the log. `failed`: the step's state now is FAILED.
QList<StepAttempt> attemptsOf(const StepLog &log, bool failed);

} // namespace obdesk
