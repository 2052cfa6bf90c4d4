// SPDX-License-Identifier: GPL-3.0-or-later
// Statements, and the parameters logged beside them.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"

namespace obdesk {

using namespace Qt::StringLiterals;

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

} // namespace obdesk
