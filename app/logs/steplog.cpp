// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/steplog.h"

#include "logs/redact.h"
#include "logs/rows.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Reads a line from its front.
class Reader
{
public:
    explicit Reader(QStringView text) : m_rest(text) { }

    QStringView rest() const { return m_rest; }
    void skipBlanks()
    {
        while (!m_rest.isEmpty() && (m_rest.front() == u' ' || m_rest.front() == u'\t'))
            m_rest = m_rest.sliced(1);
    }
    QStringView word()
    {
        qsizetype size = 0;
        while (size < m_rest.size() && m_rest[size] != u' ' && m_rest[size] != u'\t')
            ++size;
        const QStringView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }
    bool take(QLatin1StringView text)
    {
        if (!m_rest.startsWith(text))
            return false;
        m_rest = m_rest.sliced(text.size());
        return true;
    }
    std::optional<int> number(int most)
    {
        int digits = 0;
        int value = 0;
        while (digits < most && digits < m_rest.size() && m_rest[digits] >= u'0' && m_rest[digits] <= u'9')
            value = value * 10 + m_rest[digits++].unicode() - '0';
        m_rest = m_rest.sliced(digits);
        return digits > 0 ? std::optional(value) : std::nullopt;
    }

private:
    QStringView m_rest;
};

LogLevel levelOf(QStringView word)
{
    static constexpr std::array<std::pair<QLatin1StringView, LogLevel>, 8> words { {
        { "TRACE"_L1, LogLevel::Trace }, { "DEBUG"_L1, LogLevel::Debug }, { "INFO"_L1, LogLevel::Info }, { "WARN"_L1, LogLevel::Warn },
        { "WARNING"_L1, LogLevel::Warn }, { "ERROR"_L1, LogLevel::Error }, { "FATAL"_L1, LogLevel::Fatal }, { "SEVERE"_L1, LogLevel::Fatal } } };
    for (const auto &[text, level] : words) {
        if (word == text)
            return level;
    }
    return LogLevel::None;
}

/// The place behind the bracket that closes the one the text begins with, or -1. A thread's name may hold brackets.
qsizetype behindBracket(QStringView text)
{
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'[')
            ++depth;
        else if (text[i] == u']' && --depth == 0)
            return i + 1;
    }
    return -1;
}

/// Fills in what the head of an entry says; without "--- [thread] logger :" the rest is the message.
void readHead(QStringView line, LogEvent &event)
{
    Reader reader(line);
    const QStringView date = reader.word();
    if (date.size() == 10) {
        reader.skipBlanks();
        const QStringView clock = reader.word();
        event.time = line.first(clock.end() - line.begin());
    } else {
        event.time = date;
    }
    reader.skipBlanks();
    Reader ahead = reader;
    event.level = levelOf(ahead.word());
    if (event.level == LogLevel::None) {
        event.message = reader.rest();
        return;
    }
    ahead.skipBlanks();
    event.message = ahead.rest();
    ahead.number(10);
    ahead.skipBlanks();
    if (!ahead.take("--- "_L1) || !ahead.rest().startsWith(u'['))
        return;
    const qsizetype closed = behindBracket(ahead.rest());
    if (closed < 0)
        return;
    event.thread = ahead.rest().sliced(1, closed - 2);
    Reader behind(ahead.rest().sliced(closed));
    behind.skipBlanks();
    const qsizetype colon = behind.rest().indexOf(" : "_L1);
    if (colon < 0) {                    // an empty message ends in " :", which is trimmed by some
        event.message = behind.rest();
        return;
    }
    event.logger = behind.rest().first(colon).trimmed();
    event.message = behind.rest().sliced(colon + 3);
}

/// What follows `key` up to a comma or the end.
QStringView valueOf(QStringView line, QLatin1StringView key)
{
    const qsizetype at = line.indexOf(key);
    if (at < 0)
        return {};
    const QStringView rest = line.sliced(at + key.size());
    const qsizetype comma = rest.indexOf(u',');
    return (comma < 0 ? rest : rest.first(comma)).trimmed();
}

/// Today's form, and that of OCP's older samples: "current state: RUNNING, new state: FAILED".
LogState readState(QStringView line, qsizetype start)
{
    LogState state { start, line, operationFromText(valueOf(line, "operation:"_L1).toString()), {} };
    QStringView status = valueOf(line, ", new state:"_L1);
    if (status.isEmpty())
        status = valueOf(line, ", state:"_L1);
    state.status = subtaskStatusFromText(status.toString());
    return state;
}

bool beginsRun(QStringView message)
{
    return message.startsWith("Run subtask, id="_L1) || message.startsWith("Retry subtask, id="_L1)
        || message.startsWith("Rollback subtask, id="_L1) || message.startsWith("Cancel subtask, id="_L1);
}

class LogReader
{
public:
    explicit LogReader(StepLog &log) : m_log(log), m_text(log.text) { }

    void read()
    {
        qsizetype start = 0;
        while (start < m_text.size()) {
            qsizetype end = m_text.indexOf(u'\n', start);
            if (end < 0)
                end = m_text.size();
            takeLine(m_text.sliced(start, end - start), start);
            start = end + 1;
        }
        endRun(m_text.size());
    }

private:
    LogRun &run()
    {
        if (m_log.runs.isEmpty())
            m_log.runs.append(LogRun());
        return m_log.runs.last();
    }

    void takeLine(QStringView line, qsizetype start)
    {
        if (startsSeparator(line)) {
            endRun(start);
            beginRun(line, start);
        } else if (startsSetState(line)) {
            endEvent();
            run().state = readState(line, start);
        } else if (startsLogEntry(line)) {
            endEvent();
            beginEvent(line, start);
        } else if (m_open) {
            run().events.last().end = start + line.size();
        } else if (!line.trimmed().isEmpty()) {
            run().events.append({ .start = start, .end = start + line.size(), .time = {}, .thread = {}, .logger = {}, .message = line, .attached = {} });
            m_open = true;
            m_attachedFrom = std::min(start + line.size() + 1, m_text.size());
        }
    }

    void beginRun(QStringView line, qsizetype start)
    {
        LogRun run;
        run.from = start;
        const QStringView inside = line.sliced(line.indexOf(u'{') + 1);
        const qsizetype close = inside.indexOf(u'}');
        if (close >= 0) {
            run.operation = operationFromText(inside.first(close).toString());
            QStringView time = inside.sliced(close + 1);
            if (time.startsWith(u'{'))
                time = time.sliced(1);
            const qsizetype end = time.indexOf(u'}');
            int offset = 0;
            run.start = separatorTime(end < 0 ? time : time.first(end), &offset);
            if (run.start)
                run.offset = offset;
        }
        m_log.runs.append(run);
        if (!m_owner.isEmpty())
            m_earlier.insert(m_owner);
        m_owner = {};
    }

    void beginEvent(QStringView line, qsizetype start)
    {
        LogEvent event { .start = start, .end = start + line.size(), .time = {}, .thread = {}, .logger = {}, .message = {}, .attached = {} };
        readHead(line, event);
        if (beginsRun(event.message))
            m_owner = event.thread;
        event.late = !event.thread.isEmpty() && event.thread != m_owner && m_earlier.contains(event.thread);
        if (startsSetState(event.message) && !event.late)
            run().state = readState(event.message, event.message.begin() - m_text.begin());
        run().events.append(event);
        m_open = true;
        m_attachedFrom = std::min(start + line.size() + 1, m_text.size());
    }

    void endEvent()
    {
        if (!m_open)
            return;
        LogEvent &event = run().events.last();
        if (event.end > m_attachedFrom)
            event.attached = m_text.sliced(m_attachedFrom, event.end - m_attachedFrom);
        m_open = false;
    }

    void endRun(qsizetype at)
    {
        endEvent();
        if (!m_log.runs.isEmpty())
            m_log.runs.last().to = at;
    }

    StepLog &m_log;
    const QStringView m_text;
    bool m_open = false;                // the last event still takes lines
    qsizetype m_attachedFrom = 0;
    QStringView m_owner;                // thread that does this run's work
    QSet<QStringView> m_earlier;        // those of the runs before
};

} // namespace

QString readableLog(const QString &fromServer)
{
    return maskSecrets(joinRows(fromServer));
}

StepLog readStepLog(const QString &text)
{
    StepLog log { text, {} };
    LogReader(log).read();
    return log;
}

std::optional<QDateTime> separatorTime(QStringView text, int *offset)
{
    Reader reader(text);
    const auto year = reader.number(4);
    const auto month = reader.take("-"_L1) ? reader.number(2) : std::nullopt;
    const auto day = reader.take("-"_L1) ? reader.number(2) : std::nullopt;
    if (!year || !month || !day || !(reader.take("T"_L1) || reader.take(" "_L1)))
        return {};
    const auto hour = reader.number(2);
    const auto minute = reader.take(":"_L1) ? reader.number(2) : std::nullopt;
    const auto second = reader.take(":"_L1) ? reader.number(2) : std::optional(0);
    if (!hour || !minute || !second)
        return {};
    int ms = 0;
    if (reader.take("."_L1) || reader.take(","_L1)) {
        const QStringView fraction = reader.rest();
        const auto digits = reader.number(9);
        if (!digits)
            return {};
        const QString three = fraction.first(std::min<qsizetype>(3, reader.rest().begin() - fraction.begin())).toString().leftJustified(3, u'0');
        ms = three.toInt();
    }
    int seconds = 0;
    if (!reader.take("Z"_L1)) {
        const int sign = reader.take("+"_L1) ? 1 : reader.take("-"_L1) ? -1 : 0;
        const auto hours = reader.number(2);
        if (sign == 0 || !hours)
            return {};
        reader.take(":"_L1);
        seconds = sign * (*hours * 3600 + reader.number(2).value_or(0) * 60);
    }
    const QDateTime time(QDate(*year, *month, *day), QTime(*hour, *minute, *second, ms), Qt::OffsetFromUTC, seconds);
    if (!time.isValid())
        return {};
    if (offset)
        *offset = seconds;
    return time.toUTC();
}

std::optional<QDateTime> eventTime(const LogRun &run, const LogEvent &event)
{
    if (!run.offset || event.time.isEmpty())
        return {};
    const int seconds = *run.offset;
    const QString zone = u"%1%2:%3"_s.arg(QChar(seconds < 0 ? u'-' : u'+')).arg(std::abs(seconds) / 3600, 2, 10, QChar(u'0'))
                             .arg(std::abs(seconds) / 60 % 60, 2, 10, QChar(u'0'));
    if (const auto own = separatorTime(event.time))
        return own;
    return separatorTime(event.time.toString() + zone);
}

} // namespace obdesk
