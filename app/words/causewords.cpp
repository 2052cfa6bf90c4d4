// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/causewords.h"

#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

namespace {

struct CauseWords { Q_DECLARE_TR_FUNCTIONS(CauseWords) };

QString reasonWords(const StepCause &cause)
{
    switch (cause.reason) {
    case CauseReason::EngineMessage:
        return CauseWords::tr("the engine's own words at the end of the run");
    case CauseReason::DeepestException:
        return CauseWords::tr("the innermost exception of the engine's trace");
    case CauseReason::FullerError:
        return CauseWords::tr("an error of the step that says the same as the engine, and more");
    case CauseReason::CommandOutput:
        return cause.exitCode ? CauseWords::tr("what a command on the host printed before it ended with exit code %1").arg(*cause.exitCode)
                              : CauseWords::tr("what a command on the host printed");
    case CauseReason::LinesBelow:
        return CauseWords::tr("lines that the log shows below an entry");
    case CauseReason::LastError:
        return CauseWords::tr("the last error before the end of the run");
    case CauseReason::ExceptionName:
        return CauseWords::tr("an exception of the engine's trace that says nothing more");
    case CauseReason::LastWarning:
        return CauseWords::tr("the last warning before the end of the run; no error was logged");
    case CauseReason::FailureWords:
        return CauseWords::tr("a line of the log that speaks of a failure");
    case CauseReason::TimeLimit:
        return CauseWords::tr("the engine's word of the time-out");
    case CauseReason::Cancel:
        return CauseWords::tr("the engine's word of the cancel");
    case CauseReason::None:
        break;
    }
    return {};
}

} // namespace

QString causeWords(const StepCause &cause)
{
    const QString sentence = displayText(cause.sentence, false, 1000);
    switch (cause.kind) {
    case StepCause::Kind::Failure:
        return sentence;
    case StepCause::Kind::TimeOut:
        if (cause.limit && cause.elapsed)
            return CauseWords::tr("Time limit of %1 exceeded, ended after %2: %3").arg(durationText(*cause.limit), durationText(*cause.elapsed), sentence);
        return cause.limit ? CauseWords::tr("Time limit of %1 exceeded: %2").arg(durationText(*cause.limit), sentence)
                           : CauseWords::tr("Time limit exceeded: %1").arg(sentence);
    case StepCause::Kind::Cancelled:
        return sentence.isEmpty() ? CauseWords::tr("Cancelled") : CauseWords::tr("Cancelled: %1").arg(sentence);
    case StepCause::Kind::None:
        break;
    }
    return {};
}

QString causeBasisWords(const StepCause &cause)
{
    const QString why = reasonWords(cause);
    switch (cause.certainty) {
    case CauseCertainty::Certain:
        return CauseWords::tr("Certain: %1").arg(why);
    case CauseCertainty::Likely:
        return CauseWords::tr("Likely: %1").arg(why);
    case CauseCertainty::Guess:
        return CauseWords::tr("A guess: %1").arg(why);
    case CauseCertainty::None:
        break;
    }
    return {};
}

QString noCauseWords()
{
    return CauseWords::tr("The log does not say why.");
}

QString outcomeWord(StepAttempt::Outcome outcome)
{
    switch (outcome) {
    case StepAttempt::Outcome::Successful:
        return CauseWords::tr("Done");
    case StepAttempt::Outcome::Failed:
        return CauseWords::tr("Failed");
    case StepAttempt::Outcome::TimedOut:
        return CauseWords::tr("Timed out");
    case StepAttempt::Outcome::Cancelled:
        return CauseWords::tr("Cancelled");
    case StepAttempt::Outcome::RolledBack:
        return CauseWords::tr("Rolled back");
    case StepAttempt::Outcome::Unknown:
        break;
    }
    return CauseWords::tr("The log tells no end");
}

} // namespace obdesk
