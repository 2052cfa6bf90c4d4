// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/logexcerpt.h"

#include "logs/redact.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// At most `bytes` of UTF-8 from the end, not starting within a character.
QString lastBytes(const QString &text, qsizetype bytes)
{
    // No character is longer than three bytes per code unit, so that a long log is not converted as a whole.
    QByteArray utf8 = text.right(bytes).toUtf8();
    if (utf8.size() <= bytes)
        return QString::fromUtf8(utf8);
    qsizetype start = utf8.size() - bytes;
    while (start < utf8.size() && (uchar(utf8.at(start)) & 0xC0) == 0x80)
        ++start;
    return QString::fromUtf8(utf8.sliced(start));
}

QString lastLines(const QString &text, qsizetype lines)
{
    qsizetype from = text.size() - (text.endsWith(u'\n') ? 1 : 0);
    for (qsizetype i = 0; i < lines; ++i) {
        if (from <= 0)
            return text;
        from = text.lastIndexOf(u'\n', from - 1);
        if (from < 0)
            return text;
    }
    return text.sliced(from + 1);
}

/// Both limits; a line that lost its beginning goes when another follows.
QString tailOf(const QString &text, qsizetype lines, qsizetype bytes)
{
    QString tail = lastBytes(text, bytes);
    if (tail.size() < text.size() && text.at(text.size() - tail.size() - 1) != u'\n') {
        const qsizetype next = tail.indexOf(u'\n');
        if (next >= 0 && next + 1 < tail.size())
            tail.remove(0, next + 1);
    }
    return lastLines(tail, lines);
}

/// OCP writes a line like "####{RETRY}{2021-08-25T15:09:32.697+08:00}####" before each run.
qsizetype startOfLastRun(const QStringList &lines)
{
    for (qsizetype i = lines.size() - 1; i >= 0; --i) {
        if (lines.at(i).startsWith("####"_L1) && lines.at(i).contains(u'{'))
            return i;
    }
    return 0;
}

/// -1 when no line says anything.
qsizetype errorLineOf(const QStringList &lines)
{
    static const QRegularExpression error(
        u"\\b(ERROR|FATAL|SEVERE|Traceback|Caused by)\\b|Exception\\b|\\b[Ff]ail(ed|ure)\\b|错误|失败|异常"_s);
    for (qsizetype i = startOfLastRun(lines); i < lines.size(); ++i) {
        if (lines.at(i).contains(error))
            return i;
    }
    for (qsizetype i = lines.size() - 1; i >= 0; --i) {
        if (!lines.at(i).trimmed().isEmpty())
            return i;
    }
    return -1;
}

} // namespace

RunLog keepLog(SubtaskId subtask, const QString &log)
{
    // Masked before the final cut, so that no key is cut from its secret; after a coarse one, as logs can be long.
    const QString coarse = tailOf(log, 2 * mostLogLines, 2 * mostLogBytes);
    const QString masked = maskSecrets(coarse);
    const QString kept = tailOf(masked, mostLogLines, mostLogBytes);
    return { subtask, kept, coarse.size() < log.size() || kept.size() < masked.size() };
}

QString firstErrorLine(const QString &log)
{
    const QStringList lines = log.split(u'\n');
    const qsizetype line = errorLineOf(lines);
    return line < 0 ? QString() : lines.at(line).trimmed();
}

QString logExcerpt(const QString &log, qsizetype mostLines)
{
    QStringList lines = log.split(u'\n');
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    const qsizetype error = errorLineOf(lines);
    if (error < 0)
        return {};
    // A quarter of the room before the error: what led to it. The rest after it: the stack trace.
    qsizetype first = std::max<qsizetype>(0, error - mostLines / 4);
    first = std::max<qsizetype>(0, std::min(first, lines.size() - mostLines));
    const qsizetype count = std::min(mostLines, lines.size() - first);
    QStringList kept = lines.sliced(first, count);
    if (first > 0)
        kept.prepend(u"…"_s);
    if (first + count < lines.size())
        kept.append(u"…"_s);
    return kept.join(u'\n');
}

} // namespace obdesk
