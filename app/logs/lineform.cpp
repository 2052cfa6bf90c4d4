// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/lineform.h"

#include "logs/hollow.h"
#include "logs/wording.h"

#include <algorithm>
#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostReadOfLine = 64 * 1024;

LogLevel levelFrom(QStringView word)
{
    static constexpr std::array<std::pair<QLatin1StringView, LogLevel>, 13> words { {
        { "trace"_L1, LogLevel::Trace }, { "debug"_L1, LogLevel::Debug }, { "info"_L1, LogLevel::Info }, { "wdiag"_L1, LogLevel::Info },
        { "ediag"_L1, LogLevel::Warn }, { "warn"_L1, LogLevel::Warn }, { "warning"_L1, LogLevel::Warn }, { "error"_L1, LogLevel::Error },
        { "dba_error"_L1, LogLevel::Error }, { "err"_L1, LogLevel::Error }, { "fatal"_L1, LogLevel::Fatal }, { "panic"_L1, LogLevel::Fatal },
        { "dpanic"_L1, LogLevel::Fatal } } };
    for (const auto &[text, level] : words) {
        if (word.compare(text, Qt::CaseInsensitive) == 0)
            return level;
    }
    return LogLevel::None;
}

/// The first word; `rest` becomes what follows the blanks behind it.
QStringView takeWord(QStringView &rest)
{
    qsizetype size = 0;
    while (size < rest.size() && !rest[size].isSpace())
        ++size;
    const QStringView word = rest.first(size);
    rest = rest.sliced(size).trimmed();
    return word;
}

/// "[…]" at the front is skipped, with the blanks behind it.
bool skipBracketed(QStringView &rest)
{
    const qsizetype closed = rest.startsWith(u'[') ? rest.first(std::min<qsizetype>(rest.size(), 200)).indexOf(u']') : -1;
    if (closed < 0)
        return false;
    rest = rest.sliced(closed + 1).trimmed();
    return true;
}

QStringView skipColours(QStringView text)
{
    while (text.startsWith("\x1b["_L1)) {
        qsizetype end = 2;
        while (end < text.size() && (text[end].isDigit() || text[end] == u';'))
            ++end;
        text = text.sliced(std::min(end + 1, text.size())).trimmed();
    }
    return text;
}

/// What a text says that is written between quotation marks, with backslashes; up to the mark that closes it.
QString unescaped(QStringView raw)
{
    QString text;
    text.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] != u'\\' || i + 1 >= raw.size()) {
            text += raw[i];
            continue;
        }
        const QChar c = raw[++i];
        bool hex = false;
        if (const ushort code = c == u'u' && i + 4 < raw.size() ? raw.sliced(i + 1, 4).toUShort(&hex, 16) : 0; hex) {
            text += QChar(code);
            i += 4;
        } else {
            text += c == u'n' || c == u't' || c == u'r' ? QChar(u' ') : c;
        }
    }
    return text;
}

/// Behind an opening quotation mark: up to the one that closes it.
QStringView quotedValue(QStringView rest)
{
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != u'"')
        end += rest[end] == u'\\' ? 2 : 1;
    return rest.first(std::min(end, rest.size()));
}

/// Of key="value" or key=value between blanks.
QStringView logfmtValue(QStringView line, QLatin1StringView key)
{
    qsizetype at = line.indexOf(key);
    while (at > 0 && !line[at - 1].isSpace())
        at = line.indexOf(key, at + 1);
    if (at < 0)
        return {};
    QStringView rest = line.sliced(at + key.size());
    return rest.startsWith(u'"') ? quotedValue(rest.sliced(1)) : takeWord(rest);
}

/// Of "key": "value" in JSON, wherever it stands.
QStringView jsonText(QStringView json, QLatin1StringView key)
{
    for (qsizetype at = json.indexOf(key); at >= 0; at = json.indexOf(key, at + 1)) {
        QStringView rest = json.sliced(at + key.size()).trimmed();
        if (!rest.startsWith(u':'))
            continue;
        rest = rest.sliced(1).trimmed();
        if (rest.startsWith(u'"'))
            return quotedValue(rest.sliced(1));
    }
    return {};
}

bool isWorthless(const QString &words)
{
    return isWrapper(words) || isHollow(words);
}

/// "load config failed" and the error that is told beside it.
LineMessage joined(QStringView message, QStringView error, LogLevel level)
{
    const QString words = unescaped(message);
    const QString more = unescaped(error);
    if (more.trimmed().isEmpty() || words.contains(more))
        return { message, words, level };
    return isWrapper(words) ? LineMessage { error, more, level } : LineMessage { message, words + ": "_L1 + more, level };
}

/// "Invoke agent failed, status=500, body=" without the values it lists.
QStringView withoutValues(QStringView head)
{
    head = head.trimmed();
    if (head.endsWith("=>"_L1))
        head.chop(2);
    for (qsizetype at = head.indexOf(u'='); at >= 0; at = head.indexOf(u'=', at + 1)) {
        qsizetype name = at;
        while (name > 0 && (head[name - 1].isLetterOrNumber() || head[name - 1] == u'_'))
            --name;
        if (name < at)
            return head.first(name).trimmed();
    }
    return head;
}

LineMessage jsonMessage(QStringView line)
{
    const qsizetype open = line.indexOf("{\""_L1);
    if (open < 0 || !line.endsWith(u'}'))
        return {};
    const QStringView head = withoutValues(line.first(open));
    const QString bare = head.toString();
    if (!isAnsibleFailure(line) && !bare.isEmpty() && !isWorthless(bare))
        return {};
    const QStringView json = line.sliced(open);
    const LogLevel level = levelFrom(jsonText(json, "\"level\""_L1));
    const QStringView error = jsonText(json, level == LogLevel::None ? "\"stderr\""_L1 : "\"error\""_L1);
    LineMessage said;
    for (const QLatin1StringView key : { "\"message\""_L1, "\"msg\""_L1, "\"errorMessage\""_L1, "\"errMsg\""_L1, "\"error\""_L1, "\"err\""_L1 }) {
        const QStringView text = jsonText(json, key);
        if (text.trimmed().isEmpty() || (!said.words.isEmpty() && isWorthless(unescaped(text))))
            continue;
        // What a command printed is told where the message is none.
        said = level == LogLevel::None ? LineMessage { text, unescaped(text), level } : joined(text, error, level);
        if (!isWorthless(said.words))
            break;
    }
    if (level == LogLevel::None && isWorthless(said.words) && !error.trimmed().isEmpty())
        said = { error, unescaped(error), level };
    // What tells of no failure is quoted as it is: it may be a parameter that was passed.
    const bool tells = isAnsibleFailure(line) || level != LogLevel::None || speaksOfFailure(said.words);
    return tells && !isWorthless(said.words) ? said : LineMessage();
}

LineMessage logfmtMessage(QStringView line)
{
    const LogLevel level = levelFrom(logfmtValue(line, "level="_L1));
    if (level == LogLevel::None)
        return {};
    const QStringView error = logfmtValue(line, "error="_L1);
    return joined(logfmtValue(line, "msg="_L1), error.isEmpty() ? logfmtValue(line, "err="_L1) : error, level);
}

/// "[2024-03-12 02:10:04.465097] ERROR [SERVER] init_network (ob_server.cpp:1402) [24160][0][Y0-0] [lt=0] bind port failed(ret=-4008)"
LineMessage observerMessage(QStringView line)
{
    QStringView rest = line;
    if (line.size() < 3 || !line[1].isDigit() || !skipBracketed(rest))
        return {};
    const LogLevel level = levelFrom(takeWord(rest));
    if (level == LogLevel::None)
        return {};
    skipBracketed(rest);
    takeWord(rest);
    const qsizetype closed = rest.startsWith(u'(') ? rest.first(std::min<qsizetype>(rest.size(), 200)).indexOf(u')') : -1;
    if (closed < 0 || !rest.first(closed).contains(u':'))
        return {};
    rest = rest.sliced(closed + 1).trimmed();
    while (skipBracketed(rest)) { }
    return { rest, rest.toString(), level };
}

/// "Mar 12 02:10:02 ob31 systemd[3311]: Failed at step EXEC"
LineMessage syslogMessage(QStringView line)
{
    static constexpr QLatin1StringView months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"_L1;
    QStringView rest = line;
    const QStringView month = takeWord(rest);
    const QStringView day = takeWord(rest);
    const QStringView clock = takeWord(rest);
    if (month.size() != 3 || !months.contains(month) || day.isEmpty() || day.size() > 2 || !day.front().isDigit() || clock.size() != 8 || clock[2] != u':' || clock[5] != u':')
        return {};
    takeWord(rest);
    return takeWord(rest).endsWith(u':') ? LineMessage { rest, rest.toString(), LogLevel::None } : LineMessage();
}

/// Of "[ERROR] …" and "warning: …", which are quoted as they are.
LogLevel ownLevel(QStringView line)
{
    QStringView rest = line;
    const QStringView word = takeWord(rest);
    if (word.startsWith(u'[')) {
        const qsizetype closed = word.indexOf(u']');
        return closed < 0 ? LogLevel::None : levelFrom(word.first(closed).sliced(1));
    }
    return word.endsWith(u':') ? levelFrom(word.chopped(1)) : LogLevel::None;
}

} // namespace

bool isAnsibleFailure(QStringView line)
{
    return (line.startsWith("fatal: ["_L1) || line.startsWith("failed: ["_L1)) && line.contains("=> {"_L1);
}

QString withoutColours(QString text)
{
    qsizetype at = text.indexOf("\x1b["_L1);
    if (at < 0)
        return text;
    QString plain = text.first(at);
    while (at >= 0) {
        qsizetype end = at + 2;
        while (end < text.size() && (text[end].isDigit() || text[end] == u';'))
            ++end;
        const qsizetype next = text.indexOf("\x1b["_L1, end);
        plain += QStringView(text).sliced(std::min(end + 1, text.size())).first(std::max<qsizetype>((next < 0 ? text.size() : next) - end - 1, 0));
        at = next;
    }
    return plain;
}

LineMessage lineMessage(QStringView line)
{
    const QStringView said = line.trimmed();
    if (said.size() > mostReadOfLine)
        return { said, said.toString(), LogLevel::None };
    const QStringView read = skipColours(said);
    for (const auto form : { observerMessage, syslogMessage, logfmtMessage, jsonMessage }) {
        if (LineMessage found = form(read); !found.words.trimmed().isEmpty())
            return found;
    }
    return { read, read.toString(), ownLevel(read) };
}

} // namespace obdesk
