// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/secretkeys.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// "accessKeySecret", "ob.root_password" as lower-case words, without figures at their ends.
QStringList wordsOf(QStringView key)
{
    QStringList words;
    QString word;
    const auto end = [&] {
        while (word.size() > 1 && word.back().isDigit())
            word.chop(1);
        if (!word.isEmpty())
            words.append(word);
        word.clear();
    };
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QChar c = key.at(i);
        // A hump: "aB", and the last capital of "ABc".
        const bool hump = c.isUpper() && i > 0 && (key.at(i - 1).isLower() || (key.at(i - 1).isUpper() && i + 1 < key.size() && key.at(i + 1).isLower()));
        if (!c.isLetterOrNumber() || hump)
            end();
        if (c.isLetterOrNumber())
            word.append(c.toLower());
    }
    end();
    return words;
}

// Never destroyed: Qt still logs while the program ends, after other statics have gone.
using Words = QSet<QString>;

bool endsInSecret(QStringView word)
{
    static constexpr std::array ends { "password"_L1, "passwd"_L1, "passphrase"_L1, "passcode"_L1, "secret"_L1, "token"_L1, "credential"_L1,
                                       "pwd"_L1, "accesskey"_L1, "privatekey"_L1, "secretkey"_L1, "apikey"_L1, "authorization"_L1, "signature"_L1,
                                       "passwort"_L1, "passin"_L1, "passout"_L1, "jwt"_L1, "plaintext"_L1 };
    static constexpr std::array others { "bypass"_L1, "compass"_L1, "surpass"_L1, "trespass"_L1, "overpass"_L1, "underpass"_L1, "chpasswd"_L1 };
    if (std::find(others.begin(), others.end(), word) != others.end())
        return false;
    if (word.size() > 3 && word.endsWith(u's') && !word.endsWith("pass"_L1))
        word.chop(1);
    return word.endsWith("pass"_L1) || word == "sk"_L1 || word == "jsessionid"_L1
        || std::any_of(ends.begin(), ends.end(), [word](QLatin1StringView end) { return word.endsWith(end); });
}

/// A key that opens something, unlike that of an index.
bool opens(const QStringList &words, qsizetype key)
{
    static const Words &kinds = *new Words { u"access"_s, u"api"_s, u"secret"_s, u"private"_s, u"ak"_s, u"sk"_s, u"auth"_s, u"encrypt"_s, u"encryption"_s,
                                             u"crypto"_s, u"aes"_s, u"rsa"_s, u"ssh"_s, u"sign"_s, u"signing"_s, u"master"_s, u"root"_s, u"login"_s };
    if (words.at(key) != "key"_L1 && words.at(key) != "keys"_L1)
        return false;
    if (words.size() == 1)
        return words.at(key) == "keys"_L1;
    return key > 0 && kinds.contains(words.at(key - 1));
}

/// After a word for a secret: the name is of something about it.
bool isAboutIt(const QString &word)
{
    static const Words &about = *new Words {
        u"task"_s, u"exception"_s, u"error"_s, u"errors"_s, u"service"_s, u"manager"_s, u"util"_s, u"utils"_s, u"controller"_s, u"helper"_s, u"factory"_s,
        u"handler"_s, u"checker"_s, u"check"_s, u"validator"_s, u"generator"_s, u"provider"_s, u"expired"_s, u"expire"_s, u"expires"_s, u"expiry"_s,
        u"expiration"_s, u"time"_s, u"at"_s, u"in"_s, u"type"_s, u"policy"_s, u"length"_s, u"size"_s, u"name"_s, u"count"_s, u"file"_s, u"path"_s,
        u"status"_s, u"state"_s, u"enabled"_s, u"required"_s, u"ttl"_s, u"version"_s, u"days"_s, u"level"_s, u"rule"_s, u"limit"_s, u"changed"_s,
        u"mode"_s, u"format"_s, u"algorithm"_s, u"strength"_s, u"found"_s, u"incorrect"_s, u"invalid"_s, u"mismatch"_s, u"missing"_s, u"failed"_s,
        u"failure"_s, u"not"_s, u"is"_s, u"set"_s, u"seconds"_s, u"millis"_s, u"ms"_s, u"url"_s, u"uri"_s, u"endpoint"_s, u"bucket"_s, u"repository"_s,
        u"retry"_s, u"retries"_s, u"age"_s, u"times"_s, u"max"_s, u"min"_s, u"id"_s, u"ids"_s, u"ref"_s, u"refs"_s, u"vol"_s, u"volume"_s, u"store"_s, u"complexity"_s, u"lifetime"_s, u"reuse"_s, u"history"_s, u"attempts"_s,
        u"dao"_s, u"repo"_s, u"interceptor"_s, u"filter"_s, u"config"_s, u"properties"_s, u"java"_s, u"impl"_s };
    return about.contains(word);
}

QStringView firstWordOf(QStringView text)
{
    qsizetype size = 0;
    while (size < text.size() && (text[size].isLetter() || text[size] == u'\''))
        ++size;
    return text.first(size);
}

} // namespace

bool isSecretKey(QStringView key)
{
    if (key.size() > 200)
        key = key.last(200);
    static const QSet<QString> &whole = *new QSet<QString> { u"x-ocs-header"_s, u"remember-me"_s };
    if (whole.contains(key.toString().toLower()))
        return true;
    const QStringList words = wordsOf(key);
    if (words.size() > 1 && words.last() == "text"_L1 && words.at(words.size() - 2) == "plain"_L1)
        return true;
    for (qsizetype i = words.size() - 1; i >= 0; --i) {
        const QString &word = words.at(i);
        if (endsInSecret(word) || opens(words, i))
            return true;
        if (isAboutIt(word))
            return false;
        // Written in one: "passwordmd5", not "passwordless".
        const qsizetype at = word.indexOf("passw"_L1);
        if (at >= 0) {
            const QString rest = word.sliced(at).remove("password"_L1).remove("passwd"_L1);
            return rest.size() < word.size() - at && rest != "less"_L1 && !isAboutIt(rest);
        }
    }
    return false;
}

bool isNoSecret(QStringView value)
{
    static constexpr std::array words { "null"_L1, "nil"_L1, "none"_L1, "no"_L1, "yes"_L1, "true"_L1, "false"_L1, "n/a"_L1, "undefined"_L1 };
    const QStringView text = value.trimmed();
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'*' || c == u'?'; }))
        return true;
    // <password>, {password}, ${password}: what a usage text writes.
    if (text.size() > 2 && text.size() < 60 && ((text.front() == u'<' && text.back() == u'>') || (text.front() == u'{' && text.back() == u'}'))
        && std::all_of(text.begin() + 1, text.end() - 1, [](QChar c) { return c.isLower() || c == u'_' || c == u'-' || c == u' '; }))
        return true;
    return std::any_of(words.begin(), words.end(), [text](QLatin1StringView word) { return text.compare(word, Qt::CaseInsensitive) == 0; });
}

bool isNoSecretOf(QStringView key, QStringView value)
{
    if (isNoSecret(value) || value.startsWith("PASSWORD("_L1, Qt::CaseInsensitive))
        return true;
    const QStringList words = wordsOf(key);
    const QString last = words.isEmpty() ? QString() : words.last();
    const bool figures = std::all_of(value.begin(), value.end(), [](QChar c) { return c.isDigit(); });
    static const Words &counts = *new Words { u"max"_s, u"min"_s, u"num"_s, u"number"_s, u"count"_s, u"total"_s, u"pass"_s };
    if (figures && !words.isEmpty() && counts.contains(words.first()) && (words.size() > 1 || last == "pass"_L1))
        return true;
    if ((last == "pwd"_L1 || last == "oldpwd"_L1) && words.size() == 1 && (value.startsWith(u'/') || value.startsWith(u'~')))
        return true;
    return value.compare(last, Qt::CaseInsensitive) == 0 && std::all_of(value.begin(), value.end(), [](QChar c) { return c.isUpper(); });
}

bool isSessionKey(QStringView key)
{
    static const Words &ends = *new Words { u"sessionid"_s, u"ticket"_s };
    const QStringList words = wordsOf(key.size() > 200 ? key.last(200) : key);
    if (words.isEmpty())
        return false;
    return ends.contains(words.last()) || (words.size() > 1 && words.last() == "id"_L1 && words.at(words.size() - 2) == "session"_L1);
}

bool looksMade(QStringView word)
{
    if (word.size() < 4 || word.contains(u"******"))
        return false;
    const bool upper = std::any_of(word.begin() + 1, word.end(), [](QChar c) { return c.isUpper(); });
    const bool lower = std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLower(); });
    const bool other = std::any_of(word.begin(), word.end(), [](QChar c) { return !c.isLetter() && c != u'\'' && c != u'-'; });
    return other || (upper && lower);
}

bool goesOnAsSentence(QStringView rest)
{
    static const Words &words = *new Words {
        u"must"_s, u"should"_s, u"shall"_s, u"will"_s, u"would"_s, u"can"_s, u"cannot"_s, u"can't"_s, u"could"_s, u"may"_s, u"might"_s, u"is"_s, u"isn't"_s,
        u"are"_s, u"was"_s, u"were"_s, u"be"_s, u"been"_s, u"has"_s, u"have"_s, u"had"_s, u"does"_s, u"doesn't"_s, u"do"_s, u"did"_s, u"not"_s, u"no"_s,
        u"the"_s, u"a"_s, u"an"_s, u"this"_s, u"that"_s, u"it"_s, u"in"_s, u"on"_s, u"of"_s, u"for"_s, u"from"_s, u"to"_s, u"at"_s, u"by"_s, u"with"_s,
        u"without"_s, u"and"_s, u"or"_s, u"if"_s, u"when"_s, u"null"_s, u"none"_s, u"empty"_s, u"blank"_s, u"missing"_s, u"expired"_s, u"invalid"_s,
        u"incorrect"_s, u"wrong"_s, u"unknown"_s, u"required"_s, u"illegal"_s, u"error"_s, u"failed"_s, u"mismatch"_s, u"mismatched"_s, u"unset"_s,
        u"undefined"_s, u"denied"_s, u"rejected"_s, u"too"_s, u"length"_s, u"using"_s, u"changed"_s, u"encrypted"_s, u"unexpected"_s, u"unauthorized"_s,
        u"locked"_s, u"revoked"_s, u"requires"_s, u"needs"_s, u"expects"_s, u"disabled"_s, u"refused"_s, u"user"_s, u"host"_s, u"reason"_s, u"already"_s, u"only"_s, u"please"_s };
    if (rest.isEmpty())
        return false;
    if (rest.front().script() == QChar::Script_Han)
        return true;
    const QStringView word = firstWordOf(rest.first(std::min<qsizetype>(rest.size(), 40)));
    const QStringView behind = rest.sliced(word.size());
    const bool ends = behind.isEmpty() || behind.front().isSpace() || u",.;:!)]}\"'"_s.contains(behind.front());
    return ends && words.contains(word.toString().toLower());
}

bool beginsSentence(QStringView rest)
{
    const auto plain = [](QStringView word, qsizetype least) {
        return word.size() >= least && std::all_of(word.begin() + 1, word.end(), [](QChar c) { return c.isLower() || c == u'\''; });
    };
    const QStringView text = rest.first(std::min<qsizetype>(rest.size(), 200));
    const bool bracket = text.startsWith(u'(');
    const QStringView first = firstWordOf(bracket ? text.sliced(1) : text);
    if (!plain(first, 2))
        return false;
    QStringView behind = text.sliced(first.size() + (bracket ? 1 : 0));
    if (behind.size() < 2 || behind.front() != u' ')
        return false;
    behind = behind.sliced(1);
    const QStringView second = firstWordOf(behind);
    if (!plain(second, 2) || second.front().isUpper())
        return false;
    // "secret user: root" goes on with the next entry.
    const QStringView next = behind.sliced(second.size());
    return next.isEmpty() || next.front().isSpace() || (next.front() != u':' && u".,;!)\"'"_s.contains(next.front()));
}

bool looksSecret(QStringView word)
{
    if (word.size() < 6 || word.contains(u"******") || word.contains(u'/') || word.contains(u'=') || word.contains(u'(') || word.endsWith(u':'))
        return false;
    const bool digit = std::any_of(word.begin(), word.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const bool letter = std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLetter(); });
    const bool hump = std::any_of(word.begin() + 1, word.end(), [](QChar c) { return c.isUpper(); })
            && std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLower(); });
    const bool sign = std::any_of(word.begin(), word.end(), [](QChar c) { return u"#@$!%^&*+~"_s.contains(c); });
    const bool figureAtOnce = word.front().isDigit() && !std::any_of(word.begin(), word.end(), [](QChar c) { return c.isUpper(); })
            && word.contains(u'-');      // "8-character"
    return letter && !figureAtOnce && (digit || (hump && sign));
}

} // namespace obdesk
