// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that tell a secret, English and Chinese. Most only speak of one: the word that would be it must look made.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Without what a sentence puts around it.
QStringView bareWord(QStringView word)
{
    while (!word.isEmpty() && u".,;:!)]'\"。，；"_s.contains(word.back()))
        word.chop(1);
    while (!word.isEmpty() && u"(['\""_s.contains(word.front()))
        word = word.sliced(1);
    return word;
}

} // namespace

/// "the new password is S", "login with password S failed", "temporary password is generated for root@localhost: S"
void Masker::findTold()
{
    const auto take = [this](const QRegularExpression &expression, bool (*looks)(QStringView)) {
        each(expression, [this, looks](const QRegularExpressionMatch &match) {
            for (int group = 1; group <= match.lastCapturedIndex(); ++group) {
                const QStringView word = bareWord(match.capturedView(group));
                if (looks(word))
                    cover({ match.capturedStart(group) + (word.begin() - match.capturedView(group).begin()),
                            match.capturedStart(group) + (word.end() - match.capturedView(group).begin()) });
            }
            return match.capturedStart(1);
        });
    };
    static const QRegularExpression &told = lasting(uR"(\b(?:password|passwd|passphrase|secret|token)\s+(?:is|was|to)[ \t]+([^\s,;]{1,300}))"_s);
    take(told, looksMade);
    static const QRegularExpression &set = lasting(
        uR"(\b(?:password|passwd|passphrase|secret|token)\s+(?:(?:for|of)\s+\S{1,100}\s+)?(?:(?:is|was|has\s+been|have\s+been)\s+)?(?:(?:set|reset|changed|updated|modified)\s+)?(?:from\s+(\S{1,100})\s+)?(?:is|was|to|as)[ \t]+([^\s,;]{1,300}))"_s);
    take(set, looksSecret);
    static const QRegularExpression &whose = lasting(uR"(\b(?:password|passwd|passphrase)\b[^\n:]{0,60}?\b(?:for|of)\s+[^\n:]{1,80}?(?::|\s(?:is|to|as)(?=\s))[ \t]+(\S{1,300}))"_s);
    take(whose, looksSecret);
    static const QRegularExpression &named = lasting(uR"(\b(?:password|passwd|passphrase|pwd|secret[ _-]?key|api[ _-]?key|requirepass|masterauth)\s+(\S{4,300}))"_s);
    take(named, looksSecret);
    static const QRegularExpression &login = lasting(uR"(\b(?:login|log\s+in|logon|authenticate)\s+(?:with|as|using)\s+[\w@#$.\-]{1,64}/(\S{4,300}))"_s);
    take(login, looksSecret);
    static const QRegularExpression &digest = lasting(uR"(\bauth[= ][\w.\-]{1,64}:(\S{4,300}))"_s);
    take(digest, looksSecret);
    static const QRegularExpression &community = lasting(uR"(\bSNMP\b[^\n]{0,40}?\bcommunity\s*[=:]\s*([^\s,;]{1,100}))"_s);
    take(community, looksMade);
}

/// Values by place: args=[root, password, S], Credential(root, S), auth=('admin', 'S'), changePassword(…) with args [1, "S"]
void Masker::findListed()
{
    static const QRegularExpression &next = lasting(
        uR"x(\b(?:password|passwd|passphrase|pwd|secret)["']?,\s*["']?([^\s,;\])}'"]{4,300})|\bCredentials?\(\s*[\w@.#$\-]{1,100},\s*["']?([^\s,)"']{4,300}))x"_s);
    each(next, [this](const QRegularExpressionMatch &match) {
        for (const int group : { 1, 2 }) {
            if (looksSecret(match.capturedView(group)))
                cover({ match.capturedStart(group), match.capturedEnd(group) });
        }
        return match.capturedEnd();
    });
    static const QRegularExpression &quoted = lasting(
        uR"(\bauth=\(([^()\n]{1,300})\)|\w{0,60}passw\w{0,60}\([^()\n]{0,300}\)\s+with\s+(?:args|arguments|parameters)\s*[:=]?\s*[\[(]([^\])\n]{0,500})[\])])"_s);
    each(quoted, [this](const QRegularExpressionMatch &match) {
        for (const int group : { 1, 2 }) {
            for (qsizetype at = match.capturedStart(group); at >= 0 && at < match.capturedEnd(group); ++at) {
                if (!isQuote(m_text.at(at)))
                    continue;
                const Span value = quotedAt(at);
                cover(value);
                at = value.end;
            }
        }
        return match.capturedEnd();
    });
}

void Masker::findChinese()
{
    // U+FFFD: a row's border may have taken a character of the word, or the colon.
    static const QRegularExpression &keyed = lasting(
        u"(?:密[码碼钥鑰\uFFFD]|\uFFFD[码碼钥鑰]|口[令\uFFFD]|\uFFFD令|令[牌\uFFFD]|\uFFFD牌)(?:[\"'])?[ \\t]*(?:[已被]?(?:修改|更改|重置|设置|变更|更新|改|设))?[ \\t]*[=:：为是成至\uFFFD][ \\t]*[：:]?[ \\t]*"_s);
    static const QRegularExpression &named = lasting(u"(?:密[码碼]|口令|令牌)[ \\t]*([!-~][^\\s，。；,;]{3,300})"_s);
    static constexpr QStringView parts = u"码碼钥鑰令牌密口";
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
    each(named, [this](const QRegularExpressionMatch &match) {
        if (looksSecret(match.capturedView(1)))
            cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
}

/// getConnection(url, user, S), connect(host, port, user, S)
void Masker::findConnectCalls()
{
    static const QRegularExpression &call = lasting(
        uR"x(\bgetConnection\(\s*"[^"\n]{0,500}"\s*,\s*"[^"\n]{0,200}"\s*,\s*(?=")|\bconnect\(\s*(?:'[^'\n]{0,200}'|"[^"\n]{0,200}")\s*,(?:\s*\d{1,6}\s*,)?\s*(?:'[^'\n]{0,200}'|"[^"\n]{0,200}")\s*,\s*(?=['"]))x"_s);
    each(call, [this](const QRegularExpressionMatch &match) {
        const Span value = quotedAt(match.capturedEnd());
        cover(value);
        return value.end;
    });
}

} // namespace obdesk
