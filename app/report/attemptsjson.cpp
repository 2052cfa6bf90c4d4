// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/attemptsjson.h"

#include "ocp/jsonreader.h"

#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

template<typename E, size_t N>
using Words = std::array<std::pair<E, QLatin1StringView>, N>;

constexpr Words<StepCause::Kind, 3> kinds { { { StepCause::Kind::Failure, "failure"_L1 }, { StepCause::Kind::TimeOut, "timeOut"_L1 },
                                              { StepCause::Kind::Cancelled, "cancelled"_L1 } } };
constexpr Words<CauseCertainty, 3> certainties { { { CauseCertainty::Certain, "certain"_L1 }, { CauseCertainty::Likely, "likely"_L1 },
                                                   { CauseCertainty::Guess, "guess"_L1 } } };
constexpr Words<CauseReason, 11> reasons { {
    { CauseReason::EngineMessage, "engineMessage"_L1 }, { CauseReason::DeepestException, "deepestException"_L1 },
    { CauseReason::FullerError, "fullerError"_L1 }, { CauseReason::CommandOutput, "commandOutput"_L1 },
    { CauseReason::LinesBelow, "linesBelow"_L1 }, { CauseReason::LastError, "lastError"_L1 },
    { CauseReason::ExceptionName, "exceptionName"_L1 }, { CauseReason::LastWarning, "lastWarning"_L1 },
    { CauseReason::FailureWords, "failureWords"_L1 }, { CauseReason::TimeLimit, "timeLimit"_L1 }, { CauseReason::Cancel, "cancel"_L1 } } };
constexpr Words<StepAttempt::Outcome, 6> outcomes { {
    { StepAttempt::Outcome::Unknown, "unknown"_L1 }, { StepAttempt::Outcome::Successful, "successful"_L1 },
    { StepAttempt::Outcome::Failed, "failed"_L1 }, { StepAttempt::Outcome::TimedOut, "timedOut"_L1 },
    { StepAttempt::Outcome::Cancelled, "cancelled"_L1 }, { StepAttempt::Outcome::RolledBack, "rolledBack"_L1 } } };

template<typename E, size_t N>
QString wordOf(const Words<E, N> &words, E wanted)
{
    for (const auto &[value, word] : words) {
        if (value == wanted)
            return word;
    }
    return {};
}

template<typename E, size_t N>
E valueOf(const Words<E, N> &words, const QString &text)
{
    for (const auto &[value, word] : words) {
        if (word == text)
            return value;
    }
    return E {};
}

QString utc(const std::optional<QDateTime> &time)
{
    return time->toUTC().toString(Qt::ISODateWithMs);
}

StepCause causeFromJson(const JsonReader &json)
{
    StepCause cause;
    cause.kind = valueOf(kinds, json.text("kind"_L1));
    if (cause.isEmpty())
        return {};
    cause.sentence = json.text("sentence"_L1);
    cause.certainty = valueOf(certainties, json.text("certainty"_L1));
    cause.reason = valueOf(reasons, json.text("reason"_L1));
    cause.at = json.optionalInteger("at"_L1).value_or(-1);
    cause.line = int(json.optionalInteger("line"_L1).value_or(-1));
    if (const auto code = json.optionalInteger("exitCode"_L1))
        cause.exitCode = int(*code);
    if (const auto seconds = json.optionalInteger("elapsedSeconds"_L1))
        cause.elapsed = std::chrono::seconds(*seconds);
    if (const auto seconds = json.optionalInteger("limitSeconds"_L1))
        cause.limit = std::chrono::seconds(*seconds);
    return cause;
}

} // namespace

QJsonObject causeToJson(const StepCause &cause)
{
    if (cause.isEmpty())
        return {};
    QJsonObject json { { u"kind"_s, wordOf(kinds, cause.kind) },
                       { u"sentence"_s, cause.sentence },
                       { u"certainty"_s, wordOf(certainties, cause.certainty) },
                       { u"reason"_s, wordOf(reasons, cause.reason) } };
    if (cause.at >= 0)
        json.insert("at"_L1, qint64(cause.at));
    if (cause.line >= 0)
        json.insert("line"_L1, cause.line);
    if (cause.exitCode)
        json.insert("exitCode"_L1, *cause.exitCode);
    if (cause.elapsed)
        json.insert("elapsedSeconds"_L1, qint64(cause.elapsed->count()));
    if (cause.limit)
        json.insert("limitSeconds"_L1, qint64(cause.limit->count()));
    return json;
}

QJsonArray attemptsToJson(const QList<StepAttempt> &attempts)
{
    QJsonArray array;
    for (const StepAttempt &attempt : attempts) {
        QJsonObject json { { u"outcome"_s, wordOf(outcomes, attempt.outcome) } };
        if (!attempt.operation.text.isEmpty())
            json.insert("operation"_L1, attempt.operation.text);
        if (attempt.start)
            json.insert("start"_L1, utc(attempt.start));
        if (attempt.end)
            json.insert("end"_L1, utc(attempt.end));
        if (!attempt.cause.isEmpty())
            json.insert("cause"_L1, causeToJson(attempt.cause));
        array.append(json);
    }
    return array;
}

StepAttempt attemptFromJson(const JsonReader &json)
{
    StepAttempt attempt;
    if (const QString operation = json.text("operation"_L1); !operation.isEmpty())
        attempt.operation = operationFromText(operation);
    attempt.outcome = valueOf(outcomes, json.text("outcome"_L1));
    attempt.start = json.time("start"_L1);
    attempt.end = json.time("end"_L1);
    if (const auto cause = json.object("cause"_L1))
        attempt.cause = causeFromJson(*cause);
    return attempt;
}

} // namespace obdesk
