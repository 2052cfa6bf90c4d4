// SPDX-License-Identifier: GPL-3.0-or-later
// Names and their values: key=value, maps, JSON, YAML, XML, and pairs of a name here and a value there.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"
#include "logs/rows.h"

#include <QVarLengthArray>

namespace obdesk {

using namespace Qt::StringLiterals;

void Masker::findKeyed()
{
    // key, an optional closing quote (also one that is escaped in a JSON text within JSON), then = or :
    // Each run of key characters is read once, from its start: a blob of base64 must not cost the square of its length.
    static const QRegularExpression &keyed
        = lasting(uR"((?<![\w.\-])[\d_.\-]*+([A-Za-z][\w.\-]*+)(\\*["'])?[ \t]*(=>|->|==?|:(?!:|//))\s*)"_s);
    QVarLengthArray<Enclosure, 64> around;
    qsizetype scanned = 0;
    qsizetype from = 0;
    while (true) {
        const QRegularExpressionMatch match = keyed.match(m_text, from, QRegularExpression::NormalMatch, checkedSubject);
        if (!match.hasMatch())
            break;
        from = match.capturedEnd();
        const QStringView key = match.capturedView(1);
        if (!isSecretKey(key))
            continue;
        qsizetype start = match.capturedEnd();
        const bool quotedKey = match.hasCaptured(2) && match.capturedLength(2) > 0;
        const qsizetype separatorEnd = match.capturedEnd(3);
        const qsizetype newline = QStringView(m_text).sliced(separatorEnd, start - separatorEnd).lastIndexOf(u'\n');
        if (newline >= 0) {
            // What stands on the next line is the value when it can be nothing else.
            const QStringView line = QStringView(m_text).sliced(start, lineEnd(start) - start);
            const bool starts = startsLogEntry(line) || startsSeparator(line) || startsSetState(line) || startsNextEntry(start) || line.startsWith("Caused by"_L1)
                || line.startsWith("at "_L1);
            if (starts || (match.capturedView(3) == ":"_L1 && !quotedKey))
                continue;
        }
        // What is around the key, in its line.
        for (; scanned < match.capturedStart(); ++scanned) {
            const QChar c = m_text.at(scanned);
            if (c == u'\n')
                around.clear();
            else if (c == u'{' || c == u'(')
                around.append({ c == u'{' ? u'}' : u')', startsNextEntry(scanned + 1) });
            else if (!around.isEmpty() && c == around.last().closer)
                around.removeLast();
        }
        qsizetype before = match.capturedStart();
        while (before > 0 && m_text.at(before - 1) == u' ')
            --before;
        const bool entry = before > 0 && u"{(,;"_s.contains(m_text.at(before - 1));
        Span value;
        if (key.endsWith("authorization"_L1, Qt::CaseInsensitive)) {
            value = headerValueAt(start);
        } else {
            value = valueAt(start, quotedKey);
            const bool bare = value.start == start;
            const bool map = bare && entry && !around.isEmpty() && around.last().map && match.capturedView(3) != ":"_L1;
            if (map)
                value.end = endInMap(start, around.last().closer);
            const QStringView rest = QStringView(m_text).sliced(value.start, value.end - value.start);
            const bool colon = match.capturedView(3) == ":"_L1 && start > separatorEnd;
            if (isNoSecret(rest) || (bare && !map && colon && goesOnAsSentence(QStringView(m_text).sliced(start)))
                || (key.compare("pass"_L1, Qt::CaseInsensitive) == 0 && std::all_of(rest.begin(), rest.end(), [](QChar c) { return c.isDigit(); })))
                continue;
        }
        cover(value);
        // A value that ends as a key does may be the key of the next one.
        const bool key2 = value.end > value.start && (m_text.at(value.end - 1) == u':' || m_text.at(value.end - 1) == u'=');
        from = std::max(from, key2 ? std::max(value.start, value.end - 200) : value.end);
        scanned = std::max(scanned, std::min(value.end, m_text.size()));
        // What closes within a value, or opens there, is part of it.
    }
}

void Masker::findMarkup()
{
    static const QRegularExpression &element = lasting(uR"(<([A-Za-z][\w.:\-]{0,100})(?:\s[^<>\n]{0,200})?>([^<>\n]+)</)"_s);
    each(element, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(1)) && !isNoSecret(match.capturedView(2)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
}

/// {"key":"root_password","value":"S"}, name=root_password, value=S
void Masker::findPairs()
{
    static const QRegularExpression &pair = lasting(
        uR"(\b(?:key|name|field|param|parameter|variable|item)\\*["']?\s*[=:]\s*\\*["']?([\w.\-]{1,100})\\*["']?\s*[,;]\s*\\*["']?value\\*["']?\s*[=:]\s*)"_s);
    each(pair, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        if (!isSecretKey(match.capturedView(1)))
            return start;
        const Span value = valueAt(start, false);
        if (!isNoSecret(QStringView(m_text).sliced(value.start, value.end - value.start)))
            cover(value);
        return value.end;
    });
    static const QRegularExpression &reversed = lasting(
        uR"(\bvalue\\*["']?\s*[=:]\s*(\\*["'])?([^"'\\\n,}]{1,500})(\\*["'])?\s*[,;]\s*\\*["']?(?:key|name)\\*["']?\s*[=:]\s*\\*["']?([\w.\-]{1,100}))"_s);
    each(reversed, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(4)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
}

} // namespace obdesk
