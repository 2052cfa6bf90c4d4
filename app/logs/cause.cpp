// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/cause.h"

#include "logs/javatrace.h"
#include "logs/remoteoutput.h"
#include "logs/wording.h"

#include <QRegularExpression>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool endsRun(const LogEvent &event)
{
    return event.message.startsWith("Execute task failed"_L1) || event.message.startsWith("Task execute failed"_L1);
}

bool isBad(LogLevel level)
{
    return level == LogLevel::Error || level == LogLevel::Fatal;
}

bool hasTrace(const LogEvent &event)
{
    return event.attached.contains("\tat "_L1) || event.attached.contains("Caused by: "_L1);
}

/// Message and attached lines as one.
QStringView wholeOf(const StepLog &log, const LogEvent &event)
{
    const qsizetype from = event.message.begin() - QStringView(log.text).begin();
    return event.message.isEmpty() && event.attached.isEmpty() ? QStringView() : QStringView(log.text).sliced(from, std::max(event.end, from) - from);
}

/// What stands between the message's key and the trace.
QStringView failedMessageOf(const StepLog &log, const LogEvent &event)
{
    static constexpr QLatin1StringView key = ", failedMessage="_L1;
    const QStringView whole = wholeOf(log, event);
    const qsizetype at = whole.indexOf(key);
    if (at < 0)
        return {};
    QStringView message = whole.sliced(at + key.size());
    // The trace begins with the exception's name on a line of its own.
    qsizetype start = 0;
    while (start < message.size()) {
        qsizetype end = message.indexOf(u'\n', start);
        if (end < 0)
            end = message.size();
        const QStringView line = message.sliced(start, end - start);
        if (start > 0 && (line.startsWith("\tat "_L1) || line.startsWith("Caused by: "_L1) || withoutClassNames(line).size() < line.trimmed().size()
                          || isExceptionName(line))) {
            message = message.first(start);
            break;
        }
        start = end + 1;
    }
    return message.trimmed();
}

class CauseFinder
{
public:
    CauseFinder(const StepLog &log, const LogRun &run) : m_log(log), m_run(run) { }

    StepCause timeOut() const
    {
        // Today's engine, its check of running steps, and the simulator's words.
        static const QRegularExpression told(
            u"^(?:Receive timeout callback, .*elapsed=(?<a>\\d{1,9}), timeout=(?<b>\\d{1,9})|Subtask timeout, .*executedSeconds=(?<c>\\d{1,9}), timeout=(?<d>\\d{1,9})|Subtask \\d+ ran longer than its timeout of (?<e>\\d{1,9}) s)"_s);
        for (qsizetype i = m_run.events.size() - 1; i >= 0; --i) {
            const LogEvent &event = m_run.events.at(i);
            if (event.late || !(event.message.startsWith("Receive timeout"_L1) || event.message.startsWith("Subtask "_L1)))
                continue;
            const QRegularExpressionMatch match = told.match(event.message.toString());
            if (!match.hasMatch())
                continue;
            StepCause cause = found(event.message, CauseReason::TimeLimit, CauseCertainty::Certain);
            cause.kind = StepCause::Kind::TimeOut;
            for (const auto &[elapsed, limit] : { std::pair { u"a", u"b" }, std::pair { u"c", u"d" } }) {
                if (!match.captured(elapsed).isEmpty()) {
                    cause.elapsed = std::chrono::seconds(match.captured(elapsed).toLongLong());
                    cause.limit = std::chrono::seconds(match.captured(limit).toLongLong());
                }
            }
            if (!match.captured(u"e").isEmpty())
                cause.limit = std::chrono::seconds(match.captured(u"e").toLongLong());
            return cause;
        }
        return {};
    }

    StepCause cancel() const
    {
        for (const LogEvent &event : m_run.events) {
            static const QRegularExpression told(u"^(?:Cancel subtask, id=|Subtask \\d+ was cancell?ed)"_s);
            if (event.message.size() < 4000 ? told.match(event.message.toString()).hasMatch() : event.message.startsWith("Cancel subtask, id="_L1)) {
                StepCause cause = found(event.message, CauseReason::Cancel, CauseCertainty::Certain);
                cause.kind = StepCause::Kind::Cancelled;
                return cause;
            }
        }
        return {};
    }

    StepCause separatorOfCancel() const
    {
        StepCause cause;
        cause.kind = StepCause::Kind::Cancelled;
        cause.at = m_run.from;
        cause.reason = CauseReason::Cancel;
        cause.certainty = CauseCertainty::Certain;
        return cause;
    }

    const LogEvent *engineEnd() const
    {
        for (qsizetype i = m_run.events.size() - 1; i >= 0; --i) {
            if (!m_run.events.at(i).late && endsRun(m_run.events.at(i)))
                return &m_run.events.at(i);
        }
        return nullptr;
    }

    /// Of the engine's last entry.
    StepCause ofEngine(const LogEvent &end) const
    {
        const QStringView message = failedMessageOf(m_log, end);
        if (!message.isEmpty() && !isWrapper(message)) {
            if (const StepCause output = ofCommandText(message); !output.isEmpty())
                return output;
            if (isCommandWrapper(message) && !message.contains(u'\n')) {
                if (const StepCause output = lastOutputBefore(end); !output.isEmpty())
                    return output;
            }
            return found(oneLineOf(message), CauseReason::EngineMessage, CauseCertainty::Certain);
        }
        if (isCommandWrapper(message)) {
            if (const StepCause output = lastOutputBefore(end); !output.isEmpty())
                return output;
        }
        if (const StepCause trace = ofTrace(end); !trace.isEmpty())
            return trace;
        if (const StepCause error = lastErrorBefore(&end, true); !error.isEmpty())
            return error;
        if (const StepCause output = lastOutputBefore(end); !output.isEmpty())
            return output;
        if (const StepCause named = ofExceptionName(end); !named.isEmpty())
            return named;
        return message.isEmpty() ? StepCause() : found(oneLineOf(message), CauseReason::EngineMessage, CauseCertainty::Guess);
    }

    /// Of what the step itself logged before `end`, or before the end of the run.
    StepCause lastErrorBefore(const LogEvent *end, bool likely) const
    {
        const CauseCertainty certainty = likely ? CauseCertainty::Likely : CauseCertainty::Guess;
        StepCause weak;
        for (qsizetype i = indexOf(end) - 1; i >= 0; --i) {
            const LogEvent &event = m_run.events.at(i);
            if (event.late || !isBad(event.level) || isHarmless(wholeOf(m_log, event)) || isTriedAgain(event.message))
                continue;
            StepCause cause = ofEvent(event, certainty);
            if (cause.isEmpty())
                continue;
            if (!isGivenUpWait(cause.sentence) && !isWrapper(cause.sentence) && !isTidyingUp(event.message))
                return cause;
            if (weak.isEmpty())
                weak = cause;
        }
        if (!weak.isEmpty())
            weak.certainty = CauseCertainty::Guess;
        return weak;
    }

    StepCause lastWarning() const
    {
        for (qsizetype i = m_run.events.size() - 1; i >= 0; --i) {
            const LogEvent &event = m_run.events.at(i);
            const bool warns = event.level == LogLevel::Warn || (event.level == LogLevel::Info && hasTrace(event) && i + 1 == m_run.events.size());
            if (event.late || !warns || isHarmless(wholeOf(m_log, event)) || isTriedAgain(event.message) || isEngineTalk(event.message))
                continue;
            if (!speaksOfFailure(event.message) && !hasTrace(event))
                continue;
            StepCause cause = ofEvent(event, CauseCertainty::Guess);
            if (cause.isEmpty() || isWrapper(cause.sentence))
                continue;
            cause.reason = CauseReason::LastWarning;
            return cause;
        }
        return {};
    }

    /// Of lines that are no entries: a log of another form.
    StepCause failureWords() const
    {
        for (qsizetype i = m_run.events.size() - 1; i >= 0; --i) {
            const LogEvent &event = m_run.events.at(i);
            if (event.level != LogLevel::None || event.late)
                continue;
            const QStringView whole = wholeOf(m_log, event);
            if (const StepCause trace = ofChain(exceptionChain(whole), CauseReason::FailureWords, CauseCertainty::Guess); !trace.isEmpty())
                return trace;
            qsizetype end = whole.size();
            while (end > 0) {
                const qsizetype start = whole.lastIndexOf(u'\n', end - 1) + 1;
                const QStringView line = whole.sliced(start, end - start);
                const bool frame = line.startsWith(u'\t') || line.trimmed().startsWith("at "_L1);
                if (!frame && speaksOfFailure(line) && !isWrapper(line) && !isHarmless(line) && !isTriedAgain(line))
                    return found(line, CauseReason::FailureWords, CauseCertainty::Guess);
                end = std::max<qsizetype>(start - 1, 0);
            }
        }
        return {};
    }

private:
    /// Entries of the engine about what it does, not about what went wrong.
    static bool isEngineTalk(QStringView message)
    {
        return message.startsWith("Rollback subtask, "_L1) || message.startsWith("Retry subtask, "_L1) || message.startsWith("Cancel subtask, "_L1)
            || message.startsWith("Operation is "_L1);
    }

    qsizetype indexOf(const LogEvent *event) const { return event ? event - m_run.events.constData() : m_run.events.size(); }

    StepCause found(QStringView text, CauseReason reason, CauseCertainty certainty) const
    {
        StepCause cause;
        cause.kind = StepCause::Kind::Failure;
        // What another program printed is left as it is.
        const bool others = reason == CauseReason::CommandOutput;
        cause.sentence = others ? quoted(text) : plainSentence(text);
        cause.at = (others ? text.trimmed() : withoutClassNames(text)).begin() - QStringView(m_log.text).begin();
        cause.reason = reason;
        cause.certainty = certainty;
        return cause;
    }

    /// Of several lines the one that says why.
    static QStringView oneLineOf(QStringView text)
    {
        const qsizetype lineEnd = text.indexOf(u'\n');
        if (lineEnd < 0)
            return text;
        const QStringView first = text.first(lineEnd).trimmed();
        const bool announces = first.endsWith(u':') || first.endsWith(u'：') || first.endsWith(u'=') || isWrapper(first) || isCommandWrapper(first);
        if (!announces && !first.isEmpty())
            return first;
        const QStringView line = tellingLine(text.sliced(lineEnd + 1), true);
        return line.isEmpty() ? first : line;
    }

    /// "…, exit code 1, output=…" within one message.
    StepCause ofCommandText(QStringView text) const
    {
        const std::optional<RemoteOutput> output = remoteOutput(text);
        if (!output)
            return {};
        const QStringView line = tellingLine(output->text, true);
        if (line.isEmpty() || isWrapper(line))
            return {};
        StepCause cause = found(line, CauseReason::CommandOutput, CauseCertainty::Likely);
        cause.exitCode = output->exitCode;
        return cause;
    }

    StepCause lastOutputBefore(const LogEvent &end) const
    {
        for (qsizetype i = indexOf(&end) - 1; i >= 0; --i) {
            const LogEvent &event = m_run.events.at(i);
            if (event.late || hasTrace(event))
                continue;
            const std::optional<RemoteOutput> output = remoteOutput(wholeOf(m_log, event));
            if (!output || output->exitCode == 0)
                continue;
            const QStringView line = tellingLine(output->text, output->exitCode.has_value());
            if (line.isEmpty())
                continue;
            StepCause cause = found(line, CauseReason::CommandOutput, CauseCertainty::Likely);
            cause.exitCode = output->exitCode;
            return cause;
        }
        return {};
    }

    /// Of an entry that is not the engine's last.
    StepCause ofEvent(const LogEvent &event, CauseCertainty certainty) const
    {
        if (hasTrace(event)) {
            const bool says = !event.message.trimmed().isEmpty() && !isWrapper(event.message) && plainSentence(event.message).contains(u' ')
                && !event.message.trimmed().endsWith(u':');
            const StepCause trace = ofChain(exceptionChain(event.attached), CauseReason::LastError, certainty);
            // "install failed" and the exception behind it: the exception says why, unless the entry says it as well.
            if (!trace.isEmpty() && !(says && (event.message.contains(trace.sentence) || !isAnnouncement(event.message))))
                return trace;
        } else if (const StepCause output = ofCommandText(wholeOf(m_log, event)); !output.isEmpty()) {
            return output;
        }
        const QStringView whole = hasTrace(event) ? event.message : oneLineOf(wholeOf(m_log, event));
        return whole.trimmed().isEmpty() ? StepCause() : found(whole, CauseReason::LastError, certainty);
    }

    /// Says that something failed, and the reason is to follow: "start observer failed", "installing failed, ex:".
    static bool isAnnouncement(QStringView message)
    {
        static const QRegularExpression announcement(u"(?:failed|failure|error|exception|失败|异常|出错)\\W*(?:ex|e|cause|reason|message|原因)?\\s*[:：=.!。]*\\s*$"_s,
                                                     QRegularExpression::CaseInsensitiveOption);
        return message.size() < 400 && announcement.match(message.toString()).hasMatch();
    }

    StepCause ofTrace(const LogEvent &end) const
    {
        StepCause cause = ofChain(exceptionChain(end.attached), CauseReason::DeepestException, CauseCertainty::Certain);
        if (cause.isEmpty())
            return cause;
        if (isCommandWrapper(cause.sentence)) {
            if (const StepCause output = lastOutputBefore(end); !output.isEmpty())
                return output;
        }
        if (isGivenUpWait(cause.sentence)) {
            cause.certainty = CauseCertainty::Guess;
            if (const StepCause error = lastErrorBefore(&end, true); !error.isEmpty() && error.certainty != CauseCertainty::Guess)
                return error;
        }
        // The step's own error may say the same, and more: the statement, the host.
        if (const QString core = withoutClassNames(cause.sentence).toString(); core.size() >= 8) {
            for (qsizetype i = indexOf(&end) - 1; i >= 0; --i) {
                const LogEvent &event = m_run.events.at(i);
                const bool warns = isBad(event.level) || event.level == LogLevel::Warn;
                if (!event.late && warns && event.message.size() < 2000 && !isTriedAgain(event.message) && event.message.contains(core)
                    && event.message.trimmed().size() > core.size())
                    return found(event.message, CauseReason::FullerError, CauseCertainty::Likely);
            }
        }
        return cause;
    }

    /// The innermost exception that says anything; an outer one that says the same and more is preferred.
    StepCause ofChain(const QList<JavaException> &chain, CauseReason reason, CauseCertainty certainty) const
    {
        qsizetype at = chain.size() - 1;
        while (at >= 0 && isWrapper(withoutClassNames(chain.at(at).message)))
            --at;
        if (at < 0)
            return {};
        const QStringView message = chain.at(at).message;
        if (const StepCause output = ofCommandText(message); !output.isEmpty())
            return output;
        StepCause cause = found(oneLineOf(message), reason, certainty);
        // "/data/log1": the name of the exception is what says something.
        if (cause.sentence.size() < 4 || !cause.sentence.contains(u' '))
            cause.sentence.prepend(shortClassName(chain.at(at).className).toString() + ": "_L1);
        for (qsizetype outer = at - 1; outer >= 0; --outer) {
            const StepCause fuller = found(oneLineOf(chain.at(outer).message), reason, certainty);
            if (fuller.sentence.size() > cause.sentence.size() && fuller.sentence.size() <= 300 && fuller.sentence.contains(cause.sentence))
                cause = fuller;
        }
        return cause;
    }

    StepCause ofExceptionName(const LogEvent &end) const
    {
        const QList<JavaException> chain = exceptionChain(end.attached);
        if (chain.isEmpty() || chain.last().className.isEmpty())
            return {};
        const JavaException &deepest = chain.last();
        // A code of OCP is more than the name of its exception.
        if (deepest.message.contains("errorCode="_L1))
            return found(oneLineOf(deepest.message), CauseReason::DeepestException, CauseCertainty::Likely);
        StepCause cause = found(deepest.className, CauseReason::ExceptionName, CauseCertainty::Likely);
        cause.sentence = shortClassName(deepest.className).toString();
        if (!deepest.frame.isEmpty())
            cause.sentence += u" at %1"_s.arg(deepest.frame.first(std::min<qsizetype>(deepest.frame.size(), 200)));
        cause.at = shortClassName(deepest.className).begin() - QStringView(m_log.text).begin();
        return cause;
    }

    const StepLog &m_log;
    const LogRun &m_run;
};

/// Ended well: done, skipped, rolled back.
bool endedWell(const LogRun &run)
{
    return run.state && (run.state->status.value == SubtaskStatus::Successful || run.state->status.value == SubtaskStatus::Pending
                         || run.state->status.value == SubtaskStatus::Ready);
}

bool isCancelRun(const StepLog &log, qsizetype run)
{
    return run >= 0 && run < log.runs.size() && log.runs.at(run).operation.value == Operation::Cancel;
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
    if (run.operation.value == Operation::Cancel) {
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
        const Operation next = last ? Operation::Unknown : log.runs.at(i + (cancels ? 2 : 1)).operation.value;
        const bool knownFailed = last ? failed : next == Operation::Retry || next == Operation::Skip;
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
