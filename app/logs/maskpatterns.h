// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of Masker share. For them alone.
#pragma once

#include "logs/masker.h"

#include <QRegularExpression>

#include <algorithm>

namespace obdesk {

/// Never destroyed: Qt still logs while the program ends, after other statics have gone.
inline const QRegularExpression &lasting(const QString &pattern, QRegularExpression::PatternOption option = QRegularExpression::CaseInsensitiveOption)
{
    return *new QRegularExpression(pattern, option);
}

/// Of a subject that was made matchable: Qt would look the whole text over again for each match.
inline constexpr QRegularExpression::MatchOption checkedSubject = QRegularExpression::DontCheckSubjectStringMatchOption;

inline bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'' || c == u'`';
}

inline bool isKeyCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.' || c == u'-';
}

/// Calls `found` with each match; it returns where to look on.
template<typename Found>
void Masker::each(const QRegularExpression &expression, Found found) const
{
    qsizetype from = 0;
    while (from <= m_text.size()) {
        const QRegularExpressionMatch match = expression.match(m_text, from, QRegularExpression::NormalMatch, checkedSubject);
        if (!match.hasMatch())
            break;
        from = std::max(found(match), match.capturedStart() + 1);
    }
}

/// The same where the secret is a group of the expression.
inline void Masker::coverEach(const QRegularExpression &expression, int group)
{
    each(expression, [this, group](const QRegularExpressionMatch &match) {
        cover({ match.capturedStart(group), match.capturedEnd(group) });
        return match.capturedEnd();
    });
}

} // namespace obdesk
