// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/logexcerpt.h"

#include "logs/cause.h"

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

/// Where a cause stands in the kept end; -1 when it was cut off.
void movePlaces(QList<StepAttempt> &attempts, qsizetype cutOff, const QString &whole)
{
    const int lines = int(QStringView(whole).first(cutOff).count(u'\n'));
    for (StepAttempt &attempt : attempts) {
        const bool kept = attempt.cause.at >= cutOff;
        attempt.cause.at = kept ? attempt.cause.at - cutOff : -1;
        attempt.cause.line = kept ? attempt.cause.line - lines : -1;
    }
}

} // namespace

RunLog keepLog(SubtaskId subtask, const QString &log, bool failed)
{
    const QString readable = readableLog(log);
    const QString kept = tailOf(readable, mostLogLines, mostLogBytes);
    RunLog keeping { subtask, kept, kept.size() < readable.size(), attemptsOf(readStepLog(readable), failed) };
    movePlaces(keeping.attempts, readable.size() - kept.size(), readable);
    return keeping;
}

QString logExcerpt(const QString &log, int around, qsizetype mostLines)
{
    QStringList lines = log.split(u'\n');
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    if (lines.isEmpty())
        return {};
    const qsizetype middle = around < 0 || around >= lines.size() ? lines.size() - 1 : around;
    // A quarter of the room before it: what led to it. The rest after it: the stack trace.
    qsizetype first = std::max<qsizetype>(0, middle - mostLines / 4);
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
