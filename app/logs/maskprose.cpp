// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that tell a secret, English and Chinese. Most only speak of one: the word that would be it must look made.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"

namespace obdesk {

using namespace Qt::StringLiterals;

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

} // namespace obdesk
