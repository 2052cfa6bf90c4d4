// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/redact.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// A found value [start, end) to cover.
struct Span
{
    qsizetype start;
    qsizetype end;
};

/// "accessKeySecret", "ob.root_password" as lower-case words.
QStringList wordsOf(QStringView key)
{
    QStringList words;
    QString word;
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QChar c = key.at(i);
        const bool hump = c.isUpper() && i > 0 && key.at(i - 1).isLower();
        if (!c.isLetterOrNumber() || hump) {
            if (!word.isEmpty())
                words.append(word);
            word.clear();
        }
        if (c.isLetterOrNumber())
            word.append(c.toLower());
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

/// A lone surrogate, which JSON may bring, would make every match fail, and with it hide nothing.
QString matchable(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

/// Never destroyed: Qt still logs while the program ends, after other statics have gone.
const QRegularExpression &lasting(const QString &pattern, QRegularExpression::PatternOptions options = QRegularExpression::NoPatternOption)
{
    return *new QRegularExpression(pattern, options);
}

// Of a subject that was made matchable: Qt would look the whole text over again for each match.
constexpr QRegularExpression::MatchOption checked = QRegularExpression::DontCheckSubjectStringMatchOption;

qsizetype endOfQuoted(const QString &text, qsizetype quote)
{
    for (qsizetype i = quote + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == text.at(quote))
            return i;
    }
    return text.size();
}

/// An unquoted value has no marked end. It goes on until something that starts a next entry ("; k=", ", k="), closes what is around
/// it, or ends the line: a password may hold commas and blanks.
qsizetype endOfBare(const QString &text, qsizetype start)
{
    static const QRegularExpression &end = lasting(uR"((?:[,;&]?\s*\n|[,;&]\s*"?[\w.\-]+"?\s*[=:]|\s+[\w.\-]+=|[}\])]+\s*(?:[,;}\])]|\n|$)|$))"_s);
    const QRegularExpressionMatch match = end.match(text, start, QRegularExpression::NormalMatch, checked);
    return match.hasMatch() ? match.capturedStart() : text.size();
}

Span valueAt(const QString &text, qsizetype start)
{
    if (start < text.size() && (text.at(start) == u'"' || text.at(start) == u'\''))
        return { start + 1, endOfQuoted(text, start) };
    if (start < text.size() && text.at(start) == u'[') {
        const qsizetype close = text.indexOf(u']', start);
        return { start + 1, close < 0 ? text.size() : close };
    }
    return { start, endOfBare(text, start) };
}

QString maskKeyed(const QString &text)
{
    // key, an optional closing quote (also one that is escaped in a JSON text within JSON), then = or :
    // Each run of key characters is read once, from its start: a blob of base64 must not cost the square of its length.
    static const QRegularExpression &keyed = lasting(uR"((?<![\w.\-])[\d_.\-]*+([A-Za-z][\w.\-]*+)(\\?["'])?\s*[=:]\s*)"_s);
    QString masked;
    qsizetype copied = 0;
    qsizetype from = 0;
    while (true) {
        const QRegularExpressionMatch match = keyed.match(text, from, QRegularExpression::NormalMatch, checked);
        if (!match.hasMatch())
            break;
        from = match.capturedEnd();
        if (!isSecretKey(match.capturedView(1)))
            continue;
        const Span value = valueAt(text, match.capturedEnd());
        if (value.end <= value.start)
            continue;
        masked += QStringView(text).mid(copied, value.start - copied);
        masked += secretMask;
        copied = from = value.end;
    }
    masked += QStringView(text).mid(copied);
    return masked;
}

} // namespace

bool isSecretKey(QStringView key)
{
    static const QStringList &anywhere = *new QStringList { u"password"_s, u"passwd"_s, u"passphrase"_s, u"secret"_s, u"token"_s, u"credential"_s };
    static const QStringList &wholeWords = *new QStringList { u"pwd"_s, u"pass"_s, u"key"_s, u"keys"_s, u"accesskey"_s, u"privatekey"_s,
                                          u"authorization"_s };
    for (const QString &part : anywhere) {
        if (key.contains(part, Qt::CaseInsensitive))
            return true;
    }
    const QStringList words = wordsOf(key);
    return std::any_of(words.begin(), words.end(), [](const QString &word) { return wholeWords.contains(word); });
}

QString maskSecrets(const QString &text)
{
    static const QRegularExpression &header = lasting(uR"((authorization["']?\s*[=:]\s*["']?)[^\r\n"']+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression &userInfo = lasting(uR"(((?<![A-Za-z0-9+.\-])[0-9+.\-]*+[A-Za-z][A-Za-z0-9+.\-]*+://)[^/\s"'@]++@)"_s);
    QString masked = matchable(text);
    masked.replace(header, u"\\1%1"_s.arg(secretMask));
    masked.replace(userInfo, u"\\1%1@"_s.arg(secretMask));
    return maskKeyed(masked);
}

TaskContext maskSecrets(const TaskContext &context)
{
    TaskContext masked;
    for (auto it = context.strings.begin(); it != context.strings.end(); ++it)
        masked.strings.insert(it.key(), isSecretKey(it.key()) ? secretMask.toString() : maskSecrets(it.value()));
    for (auto it = context.lists.begin(); it != context.lists.end(); ++it) {
        QStringList values;
        for (const QString &value : it.value())
            values.append(isSecretKey(it.key()) ? secretMask.toString() : maskSecrets(value));
        masked.lists.insert(it.key(), values);
    }
    masked.raw = maskSecrets(context.raw);
    return masked;
}

} // namespace obdesk
