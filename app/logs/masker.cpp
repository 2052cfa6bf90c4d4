// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/masker.h"

#include "logs/redact.h"
#include "logs/rows.h"

#include <QRegularExpression>
#include <QVarLengthArray>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Never destroyed: Qt still logs while the program ends, after other statics have gone.
const QRegularExpression &lasting(const QString &pattern)
{
    return *new QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

// Of a subject that was made matchable: Qt would look the whole text over again for each match.
constexpr QRegularExpression::MatchOption checked = QRegularExpression::DontCheckSubjectStringMatchOption;

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'' || c == u'`';
}

bool isCloser(QChar c)
{
    return c == u')' || c == u']' || c == u'}';
}

bool isKeyCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.' || c == u'-';
}

/// A secret is no plain word: it has a figure, a sign or letters of both kinds.
bool looksMade(QStringView word)
{
    if (word.size() < 4)
        return false;
    const bool upper = std::any_of(word.begin() + 1, word.end(), [](QChar c) { return c.isUpper(); });
    const bool lower = std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLower(); });
    const bool other = std::any_of(word.begin(), word.end(), [](QChar c) { return !c.isLetter() && c != u'\'' && c != u'-'; });
    return other || (upper && lower);
}

} // namespace

template<typename Found>
void Masker::each(const QRegularExpression &expression, Found found) const
{
    qsizetype from = 0;
    while (from <= m_text.size()) {
        const QRegularExpressionMatch match = expression.match(m_text, from, QRegularExpression::NormalMatch, checked);
        if (!match.hasMatch())
            break;
        from = std::max(found(match), match.capturedStart() + 1);
    }
}

QString Masker::masked()
{
    findKeyed();
    findChinese();
    findOptions();
    findClientPasswords();
    findSql();
    findHeaders();
    findAddresses();
    findMarkup();
    findPairs();
    findPrivateKeys();
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

void Masker::cover(Span value)
{
    if (value.end > value.start)
        m_spans.append(value);
}

qsizetype Masker::lineEnd(qsizetype at) const
{
    const qsizetype end = m_text.indexOf(u'\n', at);
    return end < 0 ? m_text.size() : end;
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
        if (c.isSpace() || u"，；。）】"_s.contains(c))
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

/// A quote may itself be escaped, in JSON within JSON: then one with as many backslashes ends it. Unfinished: to the end of the line.
Masker::Span Masker::quotedAt(qsizetype start) const
{
    qsizetype open = start;
    while (open < m_text.size() && m_text.at(open) == u'\\')
        ++open;
    if (open >= m_text.size() || !isQuote(m_text.at(open)))
        return { -1, -1 };
    const qsizetype escapes = open - start;
    const QChar quote = m_text.at(open);
    qsizetype backslashes = 0;
    for (qsizetype i = open + 1; i < m_text.size() && m_text.at(i) != u'\n'; ++i) {
        if (m_text.at(i) == u'\\') {
            ++backslashes;
            continue;
        }
        const bool ends = m_text.at(i) == quote && (escapes == 0 ? backslashes % 2 == 0 : backslashes == escapes);
        if (ends && !(quote == u'\'' && i + 1 < m_text.size() && m_text.at(i + 1) == quote))
            return { open + 1, i - (escapes == 0 ? 0 : backslashes) };
        if (ends)
            ++i;                        // SQL doubles a quote that belongs to the value
        backslashes = 0;
    }
    return { open + 1, lineEnd(open) };
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
    const QChar first = m_text.at(start);
    if (first == u'[' || first == u'{') {
        const qsizetype most = quotedKey ? std::min(m_text.size(), start + 64 * 1024) : lineEnd(start);
        const qsizetype close = endOfBrackets(start, most);
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
    const QRegularExpressionMatch parameters = listed.match(m_text, from, QRegularExpression::NormalMatch, checked);
    if (parameters.hasMatch())
        return { from, parameters.capturedEnd() };
    const QRegularExpressionMatch match = scheme.match(m_text, from, QRegularExpression::NormalMatch, checked);
    return { from, endOfBare(match.hasMatch() ? match.capturedEnd() : from) };
}

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
        const QRegularExpressionMatch match = keyed.match(m_text, from, QRegularExpression::NormalMatch, checked);
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

void Masker::findChinese()
{
    // U+FFFD: a row's border may have taken a character of the word, or the colon.
    static const QRegularExpression &keyed = lasting(
        u"(?:密[码钥\uFFFD]|\uFFFD[码钥]|口[令\uFFFD]|\uFFFD令|令[牌\uFFFD]|\uFFFD牌)(?:[\"'])?[ \\t]*[=:：为是\uFFFD][ \\t]*"_s);
    static constexpr QStringView parts = u"码钥令牌密口";
    if (std::none_of(parts.begin(), parts.end(), [this](QChar c) { return m_text.contains(c); }))
        return;
    each(keyed, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        const Span value = valueAt(start, false);
        const QStringView rest = QStringView(m_text).sliced(value.start, value.end - value.start);
        if (!isNoSecret(rest) && !goesOnAsSentence(QStringView(m_text).sliced(start)))
            cover(value);
        return value.end;
    });
}

/// --password X, also as the elements of a list.
void Masker::findOptions()
{
    static const QRegularExpression &option = lasting(uR"((?<![\w\-])--?([A-Za-z][\w.\-]*+)["']?(?:[ \t]+|,[ \t]*)(?=[^\s\-]))"_s);
    each(option, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        if (!isSecretKey(match.capturedView(1)) || goesOnAsSentence(QStringView(m_text).sliced(start)))
            return start;
        const Span value = valueAt(start, false);
        cover(value);
        return value.end;
    });
    static const QRegularExpression &curl = lasting(uR"(\bcurl\b[^\n]{0,500}?\s(?:-u|--user|--proxy-user)[\s=]*)"_s);
    each(curl, [this](const QRegularExpressionMatch &match) {
        const Span value = valueAt(match.capturedEnd(), false);
        cover(value);
        return value.end;
    });
    static const QRegularExpression &apart = lasting(uR"(\b(?:sshpass|obloader|obdumper)\b[^\n|;]{0,500}?\s-p\s*)"_s);
    each(apart, [this](const QRegularExpressionMatch &match) {
        const Span value = valueAt(match.capturedEnd(), false);
        cover(value);
        return value.end;
    });
}

/// mysql -uroot -pSECRET. Not -P2881, not mkdir -p/data: the command, or a user, stands before it.
void Masker::findClientPasswords()
{
    static const QRegularExpression &option = *new QRegularExpression(uR"((?<![\w\-])-p(?=[^\s,\])}|;&]))"_s);
    static const QRegularExpression &client = lasting(
        uR"((?<![\w\-])(?:mysql|obclient|mysqldump|mysqladmin|mysqlslap|mysqlimport|mysqlpump|obloader|obdumper|sshpass)\b|(?<![\w\-])-u\s?['"]?\w)"_s);
    qsizetype read = 0;                 // so far for commands
    bool command = false;               // one stands before, in the same pipeline
    each(option, [&, this](const QRegularExpressionMatch &match) {
        const QStringView between = QStringView(m_text).sliced(read, match.capturedStart() - read);
        const qsizetype begin = std::max(between.lastIndexOf(u'\n'), between.lastIndexOf(u'|')) + 1;
        command = (command && begin == 0) || between.sliced(begin).toString().contains(client);
        const qsizetype start = read = match.capturedEnd();
        if (!command && !isQuote(m_text.at(start)))
            return start;
        const Span value = valueAt(start, false);
        cover(value);
        return read = std::max(value.end, start);
    });
}

void Masker::findSql()
{
    static const QRegularExpression &identified
        = lasting(uR"(\bIDENTIFIED\s+(?:WITH\s+[^\s]{1,100}\s+)?(?:BY|AS)\s+(?:PASSWORD\s+|VALUES\s+)?)"_s);
    each(identified, [this](const QRegularExpressionMatch &match) {
        const Span value = valueAt(match.capturedEnd(), false);
        cover(value);
        return value.end;
    });
    static const QRegularExpression &function = lasting(uR"(\bPASSWORD\s*\(\s*(?=\\*['"])|\bSET\s+PASSWORD\b[^\n=]{0,200}=\s*(?=\\*['"])|\bpassword\s+(?=\\*['"]))"_s);
    each(function, [this](const QRegularExpressionMatch &match) {
        const Span value = quotedAt(match.capturedEnd());
        cover(value);
        return value.end;
    });
    static const QRegularExpression &told = lasting(uR"(\b(?:password|passwd|passphrase|secret|token)\s+(?:is|was|to)[ \t]+([^\s,;]{1,300}))"_s);
    each(told, [this](const QRegularExpressionMatch &match) {
        QStringView word = match.capturedView(1);
        while (!word.isEmpty() && u".)'\""_s.contains(word.back()))
            word.chop(1);
        if (looksMade(word))
            cover({ match.capturedStart(1), match.capturedStart(1) + word.size() });
        return match.capturedEnd();
    });
}

void Masker::findHeaders()
{
    static const QRegularExpression &cookie = lasting(
        uR"(\b(?:Set-)?Cookie["']?\s*[:=]\s*["'\[]?([^\s;,"'\]=]+=[^\s;,"'\]]*+(?:;[ \t]*[^\s;,"'\]=]+(?:=[^\s;,"'\]]*+)?)*+))"_s);
    each(cookie, [this](const QRegularExpressionMatch &match) {
        cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
    static const QRegularExpression &bare = lasting(uR"(\b(?:(Basic)|Bearer)[ \t]+([A-Za-z0-9+/_\-.]{8,}+=*))"_s);
    each(bare, [this](const QRegularExpressionMatch &match) {
        const QStringView token = match.capturedView(2);
        const bool basic = match.capturedLength(1) > 0;
        // Basic holds user:password; any other word may follow that one.
        const bool secret = basic ? QByteArray::fromBase64(token.toLatin1()).contains(':') : looksMade(token);
        if (secret)
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
}

void Masker::findAddresses()
{
    // To the last @ before the host: names of tenants hold one.
    static const QRegularExpression &userInfo = lasting(uR"((?<![A-Za-z0-9+.\-])[0-9+.\-]*+[A-Za-z][A-Za-z0-9+.\-]*+://([^/\s"'<>?]*)@)"_s);
    each(userInfo, [this](const QRegularExpressionMatch &match) {
        cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
    static const QRegularExpression &dsn = lasting(uR"((?<![\w.%+#@$\-])[\w.%+#@$\-]++:([^\s:/]{1,200}?)@(?:tcp|unix|udp)\()"_s);
    each(dsn, [this](const QRegularExpressionMatch &match) {
        cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
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

void Masker::findPrivateKeys()
{
    static const QRegularExpression &begin = *new QRegularExpression(uR"(-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----)"_s);
    each(begin, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        qsizetype end = start;
        const qsizetype close = QStringView(m_text).sliced(start, std::min<qsizetype>(16 * 1024, m_text.size() - start)).indexOf("-----END"_L1);
        if (close >= 0)
            end = start + close;
        else // Lines of base64, their ends raw or escaped: a lost end line hides no more.
            while (end < m_text.size() && (isKeyCharacter(m_text.at(end)) || u"+/=\\\r\n"_s.contains(m_text.at(end)))
                   && !(m_text.at(end) == u'\n' && startsLogEntry(QStringView(m_text).sliced(end + 1))))
                ++end;
        cover({ start, end });
        return end;
    });
}

} // namespace obdesk
