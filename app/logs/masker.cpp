// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/maskpatterns.h"

#include "logs/redact.h"
#include "logs/secretkeys.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

bool isCloser(QChar c)
{
    return c == u')' || c == u']' || c == u'}';
}

} // namespace

QString Masker::masked()
{
    findKeyed();
    findDotted();
    findOptions();
    findClientPasswords();
    findCommands();
    findFed();
    findSql();
    findInserted();
    findParameters();
    findTold();
    findListed();
    findConnectCalls();
    findChinese();
    findHeaders();
    findTokens();
    findAddresses();
    findMarkup();
    findPairs();
    findEncodedAndTabled();
    findPrivateKeys();
    findPasswordFiles();
    coverAgain();
    if (m_spans.isEmpty())
        return m_text;
    std::sort(m_spans.begin(), m_spans.end(), [](const Span &a, const Span &b) { return a.start < b.start; });
    QString text;
    text.reserve(m_text.size());
    qsizetype copied = 0;
    for (qsizetype i = 0; i < m_spans.size();) {
        const qsizetype start = m_spans.at(i).start;
        qsizetype end = m_spans.at(i).end;
        for (++i; i < m_spans.size() && m_spans.at(i).start <= end; ++i)
            end = std::max(end, m_spans.at(i).end);
        text += QStringView(m_text).sliced(copied, start - copied);
        text += secretMask;
        copied = end;
    }
    text += QStringView(m_text).sliced(copied);
    return text;
}

/// What was a secret in one place is one in others, where nothing says so. Only words that nothing else can be.
void Masker::coverAgain()
{
    constexpr qsizetype least = 12;
    constexpr qsizetype mostWords = 16;
    QList<QStringView> words;
    for (const Span &span : std::as_const(m_spans)) {
        const QStringView word = QStringView(m_text).sliced(span.start, span.end - span.start);
        if (word.size() >= least && word.size() <= 200 && words.size() < mostWords && !words.contains(word) && looksSecret(word)
            && std::none_of(word.begin(), word.end(), [](QChar c) { return c.isSpace(); }))
            words.append(word);
    }
    for (const QStringView word : std::as_const(words)) {
        for (qsizetype at = m_text.indexOf(word); at >= 0; at = m_text.indexOf(word, at + word.size()))
            cover({ at, at + word.size() });
    }
}

void Masker::cover(Span value)
{
    if (value.end > value.start && QStringView(m_text).sliced(value.start, value.end - value.start) != secretMask)
        m_spans.append(value);
}

qsizetype Masker::lineEnd(qsizetype at) const
{
    const qsizetype end = m_text.indexOf(u'\n', at);
    return end < 0 ? m_text.size() : end;
}

/// The same, but no farther than `most`.
qsizetype Masker::lineEnd(qsizetype at, qsizetype most) const
{
    const QStringView text = QStringView(m_text).sliced(at, std::min(most, m_text.size() - at));
    const qsizetype end = text.indexOf(u'\n');
    return at + (end < 0 ? text.size() : end);
}

/// Whether a place is the end of the text or followed by what no value goes on with.
bool Masker::endsAt(qsizetype at) const
{
    return at >= m_text.size() || m_text.at(at).isSpace() || isCloser(m_text.at(at)) || u",;:.\"'|"_s.contains(m_text.at(at));
}

/// `"?key"?\s*[=:]`, as the next entry of a list begins.
bool Masker::startsNextEntry(qsizetype at) const
{
    const qsizetype most = std::min(m_text.size(), at + 200);
    while (at < most && (m_text.at(at) == u' ' || m_text.at(at) == u'\t'))
        ++at;
    while (at < most && (m_text.at(at) == u'\\' || isQuote(m_text.at(at))))
        ++at;
    const qsizetype key = at;
    while (at < most && isKeyCharacter(m_text.at(at)))
        ++at;
    if (at == key)
        return false;
    while (at < most && (m_text.at(at) == u'\\' || isQuote(m_text.at(at)) || m_text.at(at) == u' '))
        ++at;
    return at < most && (m_text.at(at) == u'=' || m_text.at(at) == u':');
}

/// Outside a map a value ends at a blank, at a comma that is followed by one or by the next entry, at a quote or bracket around it.
qsizetype Masker::endOfBare(qsizetype start) const
{
    qsizetype at = start;
    for (; at < m_text.size(); ++at) {
        const QChar c = m_text.at(at);
        if (c.isSpace() || u"，；。）】\u201c\u201d"_s.contains(c))
            break;
        if ((c == u',' || c == u';') && (at + 1 >= m_text.size() || m_text.at(at + 1).isSpace() || startsNextEntry(at + 1)))
            break;
        if (c == u'&' && startsNextEntry(at + 1))
            break;
        if (c == u'\\' && at + 1 < m_text.size() && (isQuote(m_text.at(at + 1)) || m_text.at(at + 1) == u'n' || m_text.at(at + 1) == u'r'))
            break;
        if ((isQuote(c) || isCloser(c)) && at > start && endsAt(at + 1))
            break;
        if (isCloser(c) && at == start)
            break;
    }
    return at;
}

/// In a map it ends before ", key=" or with the map: it may hold commas and blanks.
qsizetype Masker::endInMap(qsizetype start, QChar closer) const
{
    qsizetype at = start;
    for (; at < m_text.size() && m_text.at(at) != u'\n'; ++at) {
        const QChar c = m_text.at(at);
        if ((c == u',' || c == u';' || c == u'&') && startsNextEntry(at + 1))
            break;
        if (c == closer && endsAt(at + 1))
            break;
        if (c == u' ' && at + 1 < m_text.size() && isKeyCharacter(m_text.at(at + 1))) {
            qsizetype key = at + 1;
            const qsizetype most = std::min(m_text.size(), at + 100);
            while (key < most && isKeyCharacter(m_text.at(key)))
                ++key;
            if (key < most && m_text.at(key) == u'=')
                break;
        }
    }
    return at;
}

/// Whether the quote at this place ends what it stands in: in {"a":"pass=","b":1} and 'root password:' it begins no value. `behind`: what
/// may follow such a one.
bool Masker::closesQuote(qsizetype at, QStringView behind) const
{
    constexpr qsizetype mostRead = 4000;
    if (at >= m_text.size() || !isQuote(m_text.at(at)) || (at + 1 < m_text.size() && !behind.contains(m_text.at(at + 1))))
        return false;
    const QStringView text(m_text);
    bool inside = false;
    for (qsizetype i = at - 1; i >= 0 && i > at - mostRead && text.at(i) != u'\n'; --i) {
        if (text.at(i) == text.at(at) && (i == 0 || text.at(i - 1) != u'\\'))
            inside = !inside;
    }
    return inside;
}

/// A quote may itself be escaped, in JSON within JSON: then one with as many backslashes ends it. One that a word goes on behind ends
/// nothing ("ab"cd", it's), when there is another. Unfinished: to the end of the line.
Masker::Span Masker::quotedAt(qsizetype start) const
{
    qsizetype open = start;
    while (open < m_text.size() && m_text.at(open) == u'\\')
        ++open;
    if (open >= m_text.size() || !isQuote(m_text.at(open)))
        return { -1, -1 };
    const qsizetype escapes = open - start;
    if (escapes == 0 && closesQuote(open, u",}])\n"))
        return { open, open };
    if (QStringView(m_text).sliced(open + 1).startsWith(secretMask)) // covered, perhaps with the quote that ended it
        return { open + 1, open + 1 + secretMask.size() };
    const QChar quote = m_text.at(open);
    qsizetype backslashes = 0;
    Span inner { -1, -1 };
    for (qsizetype i = open + 1; i < m_text.size() && m_text.at(i) != u'\n'; ++i) {
        if (m_text.at(i) == u'\\') {
            ++backslashes;
            continue;
        }
        const bool ends = m_text.at(i) == quote && (escapes == 0 ? backslashes % 2 == 0 : backslashes == escapes);
        const Span whole { open + 1, i - (escapes == 0 ? 0 : backslashes) };
        const bool doubled = quote == u'\'' && i + 1 < m_text.size() && m_text.at(i + 1) == quote;
        const bool goesOn = i + 1 < m_text.size() && m_text.at(i + 1).isLetterOrNumber();
        if (ends && !doubled && !goesOn)
            return whole;
        if (ends && inner.start < 0)
            inner = whole;
        if (ends && doubled)
            ++i;                        // SQL doubles a quote that belongs to the value
        if (ends && i - open > 300)
            return inner;
        backslashes = 0;
    }
    return inner.start >= 0 ? inner : Span { open + 1, lineEnd(open) };
}

/// The place of the bracket that closes the one at `open`; strings are not looked into. -1 when it is farther than `most`.
qsizetype Masker::endOfBrackets(qsizetype open, qsizetype most) const
{
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = open; i < most; ++i) {
        const QChar c = m_text.at(i);
        if (c == u'\\')
            ++i;
        else if (c == u'"')
            quoted = !quoted;
        else if (!quoted && (c == u'[' || c == u'{'))
            ++depth;
        else if (!quoted && (c == u']' || c == u'}') && --depth == 0)
            return i;
    }
    return -1;
}

Masker::Span Masker::valueAt(qsizetype start, bool quotedKey) const
{
    if (start >= m_text.size())
        return { start, start };
    if (const Span quoted = quotedAt(start); quoted.start >= 0)
        return quoted;
    if (QStringView(m_text).sliced(start).startsWith(secretMask))
        return { start, start + secretMask.size() };
    const QChar first = m_text.at(start);
    if (first == u'\u201c')             // of a Chinese text
        return { start + 1, endOfBare(start + 1) };
    if (first == u'[' || first == u'{') {
        const qsizetype most = quotedKey ? std::min(m_text.size(), start + 64 * 1024) : lineEnd(start);
        const qsizetype close = endOfBrackets(start, most);
        // {AES}x7Kq…: the bracket says how the value is written.
        if (close >= 0 && close + 1 < m_text.size() && (m_text.at(close + 1).isLetterOrNumber() || u"+/$"_s.contains(m_text.at(close + 1))))
            return { start, endOfBare(close + 1) };
        return { start + 1, close < 0 ? most : close };
    }
    return { start, endOfBare(start) };
}

/// The scheme and what follows it; a list of parameters goes to the end of the line.
Masker::Span Masker::headerValueAt(qsizetype start) const
{
    static const QRegularExpression &scheme = lasting(uR"(\G(?:Basic|Bearer|Negotiate|NTLM|Token|ApiKey|SharedKey|HMAC|OCP-[\w\-]+)\s+)"_s);
    static const QRegularExpression &listed = lasting(uR"(\G(?:Digest|AWS4-[\w\-]+)\s+[^\r\n"]*(?:"[^"\r\n]*"[^"\r\n]*)*)"_s);
    if (const Span quoted = quotedAt(start); quoted.start >= 0)
        return quoted;
    const qsizetype from = start < m_text.size() && m_text.at(start) == u'[' ? start + 1 : start;
    const QRegularExpressionMatch parameters = listed.match(m_text, from, QRegularExpression::NormalMatch, checkedSubject);
    if (parameters.hasMatch())
        return { from, parameters.capturedEnd() };
    const QRegularExpressionMatch match = scheme.match(m_text, from, QRegularExpression::NormalMatch, checkedSubject);
    return { from, endOfBare(match.hasMatch() ? match.capturedEnd() : from) };
}

} // namespace obdesk
