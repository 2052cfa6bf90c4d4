// SPDX-License-Identifier: GPL-3.0-or-later
// Names and their values: key=value, maps, JSON, YAML, XML, and pairs of a name here and a value there.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"
#include "logs/redact.h"
#include "logs/rows.h"

#include <QVarLengthArray>

namespace obdesk {

using namespace Qt::StringLiterals;

void Masker::findKeyed()
{
    // key, an optional closing quote (also one that is escaped in a JSON text within JSON), then = or :
    // Each run of key characters is read once, from its start: a blob of base64 must not cost the square of its length.
    static const QRegularExpression &keyed
        = lasting(uR"((?<![\w.\-])[\d_.\-]*+([A-Za-z][\w.\-]*+)(\\*["'])?[ \t]*(=>|->|==?|:(?!:|//)|[)）]?：)\s*)"_s);
    QVarLengthArray<Enclosure, 64> around;
    qsizetype scanned = 0;
    qsizetype from = 0;
    while (true) {
        const QRegularExpressionMatch match = keyed.match(m_text, from, QRegularExpression::NormalMatch, checkedSubject);
        if (!match.hasMatch())
            break;
        from = match.capturedEnd();
        const QStringView key = match.capturedView(1);
        const bool session = isSessionKey(key);
        if (!session && !isSecretKey(key))
            continue;
        qsizetype start = match.capturedEnd();
        const bool quotedKey = match.hasCaptured(2) && match.capturedLength(2) > 0;
        const qsizetype separatorEnd = match.capturedEnd(3);
        const bool prose = match.capturedView(3) == ":"_L1 && !quotedKey;
        // "/etc/passwd: Permission denied", and the prompt in 'root password:' on a terminal.
        if (prose && ((match.capturedStart(1) > 0 && m_text.at(match.capturedStart(1) - 1) == u'/') || closesQuote(separatorEnd, u",}]); \n")))
            continue;
        const qsizetype newline = QStringView(m_text).sliced(separatorEnd, start - separatorEnd).lastIndexOf(u'\n');
        if (newline >= 0) {
            // What stands on the next line is the value when it can be nothing else.
            const QStringView line = QStringView(m_text).sliced(start, lineEnd(start) - start);
            const bool starts = startsLogEntry(line) || startsSeparator(line) || startsSetState(line) || startsNextEntry(start) || line.startsWith("Caused by"_L1)
                || line.startsWith("at "_L1);
            if (starts || prose)
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
            if (prose && beginsSentence(QStringView(m_text).sliced(start)))
                continue;
        } else {
            value = valueAt(start, quotedKey);
            const bool bare = value.start == start;
            const bool map = bare && !QStringView(m_text).sliced(start).startsWith(secretMask) && entry && !around.isEmpty() && around.last().map && match.capturedView(3) != ":"_L1;
            if (map)
                value.end = endInMap(start, around.last().closer);
            const QStringView rest = QStringView(m_text).sliced(value.start, value.end - value.start);
            const bool colon = match.capturedView(3) == ":"_L1 && start > separatorEnd;
            const QStringView behind = QStringView(m_text).sliced(start);
            if (isNoSecretOf(key, rest) || (bare && !map && colon && (goesOnAsSentence(behind) || (prose && beginsSentence(behind)))))
                continue;
            if (prose && key.compare("pass"_L1, Qt::CaseInsensitive) == 0 && !looksMade(rest))
                continue;               // "pass: clock, disk; fail: port"
            if (session && (rest.size() < 16 || !looksSecret(rest)))
                continue;
            if (bare)
                value = blockBehind(value);
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
    static const QRegularExpression &element = lasting(uR"(<([A-Za-z][\w.:\-]{0,100})(?:\s[^<>\n]{0,200})?>(?:<!\[CDATA\[)?([^<>\n\]]+)(?:\]\]>)?</)"_s);
    each(element, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(1)) && !isNoSecret(match.capturedView(2)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
}

/// A value of YAML that is written below its key: "password: |", and lines that stand further in. Any other as it is.
Masker::Span Masker::blockBehind(Span value) const
{
    const QStringView mark = QStringView(m_text).sliced(value.start, value.end - value.start);
    const bool block = !mark.isEmpty() && mark.size() <= 3 && (mark.front() == u'|' || mark.front() == u'>') && !mark.back().isLetter();
    if (!block || value.end >= m_text.size() || m_text.at(value.end) != u'\n')
        return value;
    const auto indentOf = [this](qsizetype line) {
        qsizetype at = line;
        while (at < m_text.size() && m_text.at(at) == u' ')
            ++at;
        return at - line;
    };
    const qsizetype outer = indentOf(m_text.lastIndexOf(u'\n', value.start) + 1);
    Span covered { value.end + 1, value.end + 1 };
    while (covered.end < m_text.size() && indentOf(covered.end) > outer)
        covered.end = std::min(lineEnd(covered.end) + 1, m_text.size());
    if (covered.end > covered.start && m_text.at(covered.end - 1) == u'\n')
        --covered.end;
    return { covered.start + std::min(indentOf(covered.start), covered.end - covered.start), covered.end };
}

/// password.........."S", as some programs list their settings.
void Masker::findDotted()
{
    static const QRegularExpression &dotted = lasting(uR"((?<![\w.\-])([A-Za-z][\w\-]{0,100}(?:\.[A-Za-z][\w\-]{0,100})*+)\.{3,100}[ \t]*)"_s);
    each(dotted, [this](const QRegularExpressionMatch &match) {
        const Span value = valueAt(match.capturedEnd(), false);
        if (isSecretKey(match.capturedView(1)) && !isNoSecret(QStringView(m_text).sliced(value.start, value.end - value.start)))
            cover(value);
        return match.capturedEnd();
    });
}

/// {"key":"root_password","value":"S"}, name=root_password, value=S, and YAML's two lines of them
void Masker::findPairs()
{
    // Up to three other entries may stand between.
    static const QRegularExpression &pair = lasting(
        uR"(\b(?:key|name|field|param|parameter|variable|item|left|property)\\*["']?\s*[=:]\s*\\*["']?([\w.\-]{1,100})\\*["']?)"
        uR"((?:\s*[,;]\s*\\*["']?(?!(?:old|new)?[ _]?value\b|after\b|before\b)\w{1,40}\\*["']?\s*[=:]\s*\\*["']?[^,;{}"'\\\n]{0,100}\\*["']?){0,3})"
        uR"((?:\s*[,;]\s*|\s+)\\*["']?(?:(?:old|new)?[ _]?value|right|after|before)\\*["']?\s*[=:]\s*)"_s);
    // What it was, and what it is now.
    static const QRegularExpression &another = lasting(uR"(\G\\*["']?\s*[,;]\s*\\*["']?(?:new[ _]?value|after)\\*["']?\s*[=:]\s*)"_s);
    each(pair, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        if (!isSecretKey(match.capturedView(1)))
            return start;
        Span value = valueAt(start, false);
        if (!isNoSecret(QStringView(m_text).sliced(value.start, value.end - value.start)))
            cover(value);
        const QRegularExpressionMatch more = another.match(m_text, value.end, QRegularExpression::NormalMatch, checkedSubject);
        if (more.hasMatch()) {
            value = valueAt(more.capturedEnd(), false);
            if (!isNoSecret(QStringView(m_text).sliced(value.start, value.end - value.start)))
                cover(value);
        }
        return value.end;
    });
    // <entry key="db.password">S</entry>, <property name="jdbcPassword"><value>S</value>
    static const QRegularExpression &attribute = lasting(
        uR"x(<\w{1,40}\s(?:[^<>\n]{0,100}\s)?(?:key|name)=["']([\w.\-]{1,100})["'][^<>\n]{0,100}>\s{0,20}(?:<value>)?(?:<!\[CDATA\[)?([^<>\n\]]{1,500}))x"_s);
    each(attribute, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(1)) && !isNoSecret(match.capturedView(2)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd(1);
    });
    // <name>db.password</name><value>S</value>
    static const QRegularExpression &elements = lasting(uR"(<(?:name|key)>\s{0,20}([\w.\-]{1,100})\s{0,20}</(?:name|key)>\s{0,80}<value>([^<>\n]+)</value>)"_s);
    each(elements, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(1)) && !isNoSecret(match.capturedView(2)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
    static const QRegularExpression &reversed = lasting(
        uR"(\bvalue\\*["']?\s*[=:]\s*(\\*["'])?([^"'\\\n,}]{1,500})(\\*["'])?\s*[,;]\s*\\*["']?(?:key|name)\\*["']?\s*[=:]\s*\\*["']?([\w.\-]{1,100}))"_s);
    each(reversed, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(4)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
}

/// Secrets in rows of a table, and in a query or JSON that is percent-encoded.
void Masker::findEncodedAndTabled()
{
    static const QRegularExpression &row = lasting(uR"(\|[ \t]*([A-Za-z][\w.\-]{1,100})[ \t]*\|[ \t]*([^\s|]{4,300})(?=[ \t]*\|))"_s);
    static const QRegularExpression &encoded = lasting(uR"(%22([\w.\-]{1,100})%22(?:%3A|:)(?:%20)?%22((?:(?!%22)[^\s&"']){1,300})|(?<![\w.\-])([A-Za-z][\w.\-]{1,100})%3D((?:(?!%26)[^\s&"']){1,300}))"_s);
    each(row, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(1)) && looksSecret(match.capturedView(2)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd(1);
    });
    each(encoded, [this](const QRegularExpressionMatch &match) {
        for (const int key : { 1, 3 }) {
            if (match.capturedLength(key) > 0 && isSecretKey(match.capturedView(key)) && !isNoSecret(match.capturedView(key + 1)))
                cover({ match.capturedStart(key + 1), match.capturedEnd(key + 1) });
        }
        return match.capturedEnd();
    });
}

} // namespace obdesk
