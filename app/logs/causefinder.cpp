// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/causefinder.h"

#include "logs/hollow.h"
#include "logs/javatrace.h"
#include "logs/lineform.h"
#include "logs/remoteoutput.h"
#include "logs/wording.h"

#include <QRegularExpression>
#include <QSet>

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

/// Entries of the engine about what it does, not about what went wrong.
bool isEngineTalk(QStringView message)
{
    return message.startsWith("Rollback subtask, "_L1) || message.startsWith("Retry subtask, "_L1) || message.startsWith("Cancel subtask, "_L1)
        || message.startsWith("Operation is "_L1);
}

/// Of several lines the one that says why.
QStringView oneLineOf(QStringView text)
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

/// Says that something failed, and the reason is to follow: "start observer failed", "installing failed, ex:".
bool isAnnouncement(QStringView message)
{
    static const QRegularExpression announcement(u"(?:failed|failure|error|exception|失败|异常|出错)\\W*(?:ex|e|cause|reason|message|原因)?\\s*[:：=.!。]*\\s*$"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
    return message.size() < 400 && announcement.match(message.toString()).hasMatch();
}

/// The lines below an entry that announces them or begins as ssh does: what something printed.
QStringView announcedLines(const LogEvent &event)
{
    const QStringView message = event.message.trimmed();
    const bool announces = (message.endsWith(u':') || message.endsWith(u'：') || message.endsWith(u'=')) && !isHarmless(message);
    return (announces || message.contains("Permanently added "_L1)) && !hasTrace(event) ? event.attached : QStringView();
}

/// A class that could not be loaded, cast or made: the name of a class says something, other than that of an exception of the chain.
bool namesClass(const JavaException &exception, const QList<JavaException> &chain)
{
    const QStringView name = exception.message.trimmed();
    const bool throwable = name.endsWith("Exception"_L1) || name.endsWith("Error"_L1) || name.endsWith("Throwable"_L1);
    return isExceptionName(name) && !throwable
        && std::none_of(chain.cbegin(), chain.cend(), [name](const JavaException &other) { return other.className == name; });
}

/// The message alone is a riddle: "/data/log1", "Java heap space".
bool needsName(const JavaException &exception, const QString &sentence)
{
    const QStringView name = exception.className;
    return sentence.size() < 4 || !sentence.contains(u' ') || (name.startsWith("java.lang."_L1) && name.endsWith("Error"_L1));
}

/// Of a run read backwards: which loggers said that it went well after all.
class GotOver
{
public:
    void take(const LogEvent &event)
    {
        static const QRegularExpression well(u"\\b(?:succeeded|successfully|recovered|reconnected)\\b|成功|已恢复"_s, QRegularExpression::CaseInsensitiveOption);
        if (event.level == LogLevel::Info && !event.logger.isEmpty() && event.message.size() < 2000 && !isTidyingUp(event.message)
            && event.message.toString().contains(well))
            m_well.insert(event.logger);
    }
    bool holds(const LogEvent &error) const { return m_well.contains(error.logger); }

private:
    QSet<QStringView> m_well;
};

} // namespace

StepCause CauseFinder::timeOut() const
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

StepCause CauseFinder::cancel() const
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

StepCause CauseFinder::separatorOfCancel() const
{
    StepCause cause;
    cause.kind = StepCause::Kind::Cancelled;
    cause.at = m_run.from;
    cause.reason = CauseReason::Cancel;
    cause.certainty = CauseCertainty::Certain;
    return cause;
}

const LogEvent *CauseFinder::engineEnd() const
{
    for (qsizetype i = m_run.events.size() - 1; i >= 0; --i) {
        if (!m_run.events.at(i).late && endsRun(m_run.events.at(i)))
            return &m_run.events.at(i);
    }
    return nullptr;
}

StepCause CauseFinder::ofEngine(const LogEvent &end) const
{
    const QStringView message = failedMessageOf(m_log, end);
    const bool says = !message.isEmpty() && !isWrapper(message);
    if (says) {
        if (const StepCause output = ofCommandText(message); !output.isEmpty())
            return output;
    }
    if (isCommandWrapper(message) && !(says && message.contains(u'\n'))) {
        if (const StepCause output = lastOutputBefore(end); !output.isEmpty())
            return output;
    }
    if (says) {
        const StepCause own = found(oneLineOf(message), CauseReason::EngineMessage, CauseCertainty::Certain);
        const StepCause fuller = isHollow(own.sentence) ? fullerThan(own.sentence, end) : StepCause();
        return fuller.isEmpty() ? own : fuller;
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

StepCause CauseFinder::lastErrorBefore(const LogEvent *end, bool likely) const
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

StepCause CauseFinder::lastWarning() const
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

StepCause CauseFinder::failureWords() const
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

qsizetype CauseFinder::indexOf(const LogEvent *event) const { return event ? event - m_run.events.constData() : m_run.events.size(); }

/// An error of the run: not tried again, not of tidying up, and not known to be none.
bool CauseFinder::mayTell(const LogEvent &event) const
{
    return !event.late && isBad(event.level) && !isTriedAgain(event.message) && !isTidyingUp(event.message) && !isHarmless(wholeOf(m_log, event));
}

StepCause CauseFinder::found(QStringView text, CauseReason reason, CauseCertainty certainty) const
{
    StepCause cause;
    cause.kind = StepCause::Kind::Failure;
    const LineMessage said = lineMessage(text);
    // What another program printed is left as it is.
    const bool others = reason == CauseReason::CommandOutput || reason == CauseReason::LinesBelow;
    cause.sentence = others ? quoted(said.words) : plainSentence(said.words);
    if (cause.sentence.isEmpty())       // of nothing but colours
        cause.sentence = u"…"_s;
    cause.at = (others ? said.view : withoutClassNames(said.view)).begin() - QStringView(m_log.text).begin();
    cause.reason = reason;
    cause.certainty = certainty;
    return cause;
}

/// "…, exit code 1, output=…" within one message.
StepCause CauseFinder::ofCommandText(QStringView text) const
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

/// Of what the entry repeats of a command that failed, or of one whose end nobody tells.
StepCause CauseFinder::ofOutput(const LogEvent &event) const
{
    if (hasTrace(event))
        return {};
    const std::optional<RemoteOutput> output = remoteOutput(wholeOf(m_log, event));
    if (output && output->exitCode == 0)
        return {};
    const QStringView line = output ? tellingLine(output->text, output->exitCode.has_value()) : tellingLine(announcedLines(event), false);
    if (line.isEmpty())
        return {};
    StepCause cause = found(line, output ? CauseReason::CommandOutput : CauseReason::LinesBelow, CauseCertainty::Likely);
    cause.exitCode = output ? output->exitCode : std::nullopt;
    return cause;
}

StepCause CauseFinder::lastOutputBefore(const LogEvent &end) const
{
    for (qsizetype i = indexOf(&end) - 1; i >= 0; --i) {
        if (m_run.events.at(i).late)
            continue;
        if (const StepCause cause = ofOutput(m_run.events.at(i)); !cause.isEmpty())
            return cause;
    }
    return {};
}

/// Of an entry that is not the engine's last.
StepCause CauseFinder::ofEvent(const LogEvent &event, CauseCertainty certainty) const
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

StepCause CauseFinder::ofTrace(const LogEvent &end) const
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
    if (isHollow(cause.sentence)) {
        if (const StepCause error = fullerErrorBefore(end, cause.sentence); !error.isEmpty())
            return error;
    }
    return cause;
}

/// The last error about what a hollow message is about, when it says more.
StepCause CauseFinder::fullerErrorBefore(const LogEvent &end, QStringView hollow) const
{
    const QStringList subject = subjectWords(hollow);
    GotOver gotOver;
    for (qsizetype i = indexOf(&end) - 1; i >= 0 && !subject.isEmpty(); --i) {
        const LogEvent &event = m_run.events.at(i);
        if (!event.late)
            gotOver.take(event);
        if (!mayTell(event) || gotOver.holds(event) || !isAbout(event.message, subject))
            continue;
        StepCause cause = ofEvent(event, CauseCertainty::Likely);
        if (cause.isEmpty() || isHollow(cause.sentence) || isWrapper(cause.sentence) || isGivenUpWait(cause.sentence))
            continue;
        if (cause.reason == CauseReason::LastError)
            cause.reason = CauseReason::FullerError;
        return cause;
    }
    return {};
}

/// The error or the printed lines that stand nearest; printed lines that tell no failure end the search, for what stands before them is of
/// something else or was got over. An error of a logger that is of something else is no more than a guess.
StepCause CauseFinder::nearestBefore(const LogEvent &end, QStringView hollow) const
{
    const QStringList subject = subjectWords(hollow);
    GotOver gotOver;
    for (qsizetype i = indexOf(&end) - 1; i >= 0; --i) {
        const LogEvent &event = m_run.events.at(i);
        if (event.late)
            continue;
        gotOver.take(event);
        if (isBad(event.level)) {
            if (!mayTell(event) || gotOver.holds(event))
                continue;
            const StepCause cause = ofEvent(event, isAbout(event.logger, subject) ? CauseCertainty::Likely : CauseCertainty::Guess);
            if (!cause.isEmpty() && !isHollow(cause.sentence) && !isWrapper(cause.sentence) && !isGivenUpWait(cause.sentence))
                return cause;
        } else if (!hasTrace(event) && (!announcedLines(event).isEmpty() || remoteOutput(wholeOf(m_log, event)))) {
            return ofOutput(event);
        }
    }
    return {};
}

/// What says more than a hollow message of the engine: the trace below it, an error about the same, then whatever stands nearest.
StepCause CauseFinder::fullerThan(QStringView hollow, const LogEvent &end) const
{
    if (StepCause trace = ofTrace(end); !trace.isEmpty() && !isHollow(trace.sentence) && !isGivenUpWait(trace.sentence)) {
        trace.certainty = std::max(trace.certainty, CauseCertainty::Likely); // the engine's own words are others
        return trace;
    }
    if (const StepCause error = fullerErrorBefore(end, hollow); !error.isEmpty())
        return error;
    return nearestBefore(end, hollow);
}

/// The innermost exception that says anything; an outer one that says the same and more is preferred.
StepCause CauseFinder::ofChain(const QList<JavaException> &chain, CauseReason reason, CauseCertainty certainty) const
{
    qsizetype at = chain.size() - 1;
    while (at >= 0 && isWrapper(withoutClassNames(chain.at(at).message)) && !namesClass(chain.at(at), chain))
        --at;
    if (at < 0)
        return {};
    const QStringView message = chain.at(at).message;
    if (const StepCause output = ofCommandText(message); !output.isEmpty())
        return output;
    StepCause cause = found(oneLineOf(message), reason, certainty);
    if (needsName(chain.at(at), cause.sentence))
        cause.sentence.prepend(shortClassName(chain.at(at).className).toString() + ": "_L1);
    for (qsizetype outer = at - 1; outer >= 0; --outer) {
        const StepCause fuller = found(oneLineOf(chain.at(outer).message), reason, certainty);
        if (fuller.sentence.size() > cause.sentence.size() && fuller.sentence.size() <= 300 && fuller.sentence.contains(cause.sentence))
            cause = fuller;
    }
    return cause;
}

StepCause CauseFinder::ofExceptionName(const LogEvent &end) const
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

} // namespace obdesk
