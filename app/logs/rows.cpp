// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/rows.h"

#include <algorithm>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar torn(0xFFFD);

bool digitsAt(QStringView text, qsizetype at, qsizetype count)
{
    if (text.size() < at + count)
        return false;
    return std::all_of(text.begin() + at, text.begin() + at + count, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

int utf8Size(QChar c)
{
    if (c < QChar(0x80))
        return 1;
    return c < QChar(0x800) || c.isSurrogate() ? 2 : 3; // a pair of surrogates is four bytes
}

bool startsNew(QStringView line)
{
    return startsSeparator(line) || startsSetState(line) || startsLogEntry(line);
}

bool hasLineLongerThanARow(QStringView text)
{
    qsizetype bytes = 0;
    for (const QChar c : text) {
        bytes = c == u'\n' ? 0 : bytes + (c == torn ? 1 : utf8Size(c));
        if (bytes > logRowBytes)
            return true;
    }
    return false;
}

/// A last U+FFFD was counted as three bytes, and stands for one to three.
bool isFullRow(qsizetype bytes, QStringView line)
{
    qsizetype cut = 0;
    while (cut < std::min<qsizetype>(3, line.size()) && line[line.size() - 1 - cut] == torn)
        ++cut;
    return bytes >= logRowBytes && bytes - 2 * cut <= logRowBytes;
}

/// Bytes of a line that may begin with the rest of a character: U+FFFD for each of them. At the end of a row one stands for what was there.
qsizetype bytesOfLine(QStringView line, bool afterTear)
{
    qsizetype bytes = 0;
    bool leading = afterTear;
    for (const QChar c : line) {
        leading = leading && c == torn;
        bytes += leading ? 1 : utf8Size(c);
    }
    return bytes;
}

/// Calls take(line, afterTear, isLast, isFull) for each line, rows counted from the beginning of the log to its end whatever they hold.
template<typename Take>
void throughRows(QStringView log, Take take)
{
    qsizetype bytes = 0;
    bool tear = false;
    for (qsizetype start = 0; start <= log.size();) {
        const qsizetype end = log.indexOf(u'\n', start);
        const QStringView line = log.sliced(start, (end < 0 ? log.size() : end) - start);
        bytes += bytesOfLine(line, tear);
        const bool full = end >= 0 && isFullRow(bytes, line);
        if (!take(line, tear, end < 0, full, bytes) || end < 0)
            return;
        bytes = full ? 0 : bytes + 1;
        tear = full;
        start = end + 1;
    }
}

/// What may follow a line break that the program wrote itself: an entry, a row of its own, or a line of a trace.
bool mayBeginLine(QStringView line)
{
    return line.isEmpty() || line[0].isSpace() || startsLogEntry(line) || startsSeparator(line) || startsSetState(line)
        || line.startsWith("Caused by: "_L1);
}

/// Whether one stream was cut every 2,048 bytes from its beginning on: then a line break stands at each of these places, and one of them
/// cuts what began within the row. Where rows begin with their entries, only chance puts a line break there, and it is one of the program's.
bool rowsRunThrough(QStringView log)
{
    bool fits = true;
    bool cuts = false;
    bool beganWithin = false;
    throughRows(log, [&](QStringView line, bool afterTear, bool, bool full, qsizetype bytes) {
        cuts = cuts || (afterTear && beganWithin && !mayBeginLine(line));
        const bool firstOfRow = bytes == bytesOfLine(line, afterTear);
        beganWithin = !firstOfRow && (beganWithin || startsLogEntry(line) || startsSeparator(line) || startsSetState(line));
        fits = full || bytes <= logRowBytes;
        return fits;
    });
    return fits && cuts;
}

QString joinedThrough(QStringView log)
{
    QString out;
    out.reserve(log.size());
    throughRows(log, [&out](QStringView line, bool afterTear, bool last, bool full, qsizetype) {
        qsizetype from = 0;
        while (afterTear && out.endsWith(torn) && from < std::min<qsizetype>(3, line.size()) && line[from] == torn)
            ++from;
        out += line.sliced(from);
        if (!last && !full)
            out += u'\n';
        return true;
    });
    return out;
}

/// Follows where the rows begin. The first row of an entry begins with it; where an empty line stands within an entry, it may be of the
/// entry or between two rows, so both are counted.
class RowJoiner
{
public:
    explicit RowJoiner(QStringView log) : m_log(log) { }

    QString joined()
    {
        m_out.reserve(m_log.size());
        m_entry = m_blank = 0;
        qsizetype lineStart = 0;
        while (lineStart <= m_log.size()) {
            qsizetype end = m_log.indexOf(u'\n', lineStart);
            const bool last = end < 0;
            if (last)
                end = m_log.size();
            takeLine(m_log.sliced(lineStart, end - lineStart), last);
            lineStart = end + 1;
            if (last)
                break;
        }
        return m_out;
    }

private:
    void takeLine(QStringView line, bool last)
    {
        if (m_tear && startsNew(line)) {            // somebody else's row came between: the line stays cut
            m_out += u'\n';
            m_tear = false;
        }
        const QStringView kept = m_tear ? withoutTornCharacter(line) : line;
        if (!m_tear && startsNew(line)) {
            dropEmptyLines();
            m_entry = m_blank = 0;
        }
        const qsizetype size = bytesOfLine(line, m_tear);
        m_out += kept;
        m_entry += size;
        m_blank += size;
        const bool wasTorn = std::exchange(m_tear, false);
        if (last)
            return;
        if (isFull(line)) {
            m_tear = true;
            m_entry = m_blank = 0;
            return;
        }
        m_out += u'\n';
        m_entry += 1;
        m_blank = line.isEmpty() && !wasTorn ? 0 : m_blank + 1;
        // These are rows of their own, without a line end.
        if (startsSeparator(line) || startsSetState(line))
            m_entry = m_blank = 0;
    }

    bool isFull(QStringView line) const { return isFullRow(m_entry, line) || isFullRow(m_blank, line); }

    /// One U+FFFD stands for the character that lay across the border, and it is there already.
    QStringView withoutTornCharacter(QStringView line) const
    {
        qsizetype from = 0;
        while (m_out.endsWith(torn) && from < std::min<qsizetype>(3, line.size()) && line[from] == torn)
            ++from;
        return line.sliced(from);
    }

    void dropEmptyLines()
    {
        while (m_out.endsWith("\n\n"_L1) || m_out == "\n"_L1)
            m_out.chop(1);
    }

    QStringView m_log;
    QString m_out;
    qsizetype m_entry = 0;          // bytes since the entry's first row began, or the last full row ended
    qsizetype m_blank = 0;          // the same, since the last empty line
    bool m_tear = false;            // what comes belongs to the line before
};

} // namespace

bool startsLogEntry(QStringView line)
{
    // "2024-03-12 02:10:01.037": nothing after it is looked at, as a row may end anywhere.
    return line.size() >= 20 && digitsAt(line, 0, 4) && line[4] == u'-' && digitsAt(line, 5, 2) && line[7] == u'-' && digitsAt(line, 8, 2)
        && (line[10] == u' ' || line[10] == u'T') && digitsAt(line, 11, 2) && line[13] == u':' && digitsAt(line, 14, 2) && line[16] == u':'
        && digitsAt(line, 17, 2);
}

bool startsSeparator(QStringView line)
{
    // Twelve signs; four will do for one that was typed by hand.
    qsizetype signs = 0;
    while (signs < line.size() && line[signs] == u'#')
        ++signs;
    return signs >= 4 && signs < line.size() && line[signs] == u'{';
}

bool startsSetState(QStringView line)
{
    return line.startsWith("Set state for subtask: "_L1);
}

QString joinRows(const QString &log)
{
    if (hasLineLongerThanARow(log))
        return log;
    return rowsRunThrough(log) ? joinedThrough(log) : RowJoiner(log).joined();
}

} // namespace obdesk
