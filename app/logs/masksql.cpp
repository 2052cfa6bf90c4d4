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
    static const QRegularExpression &another = lasting(uR"(\G\\*['"]\s*,\s*(?=\\*['"]))"_s);
    each(identified, [this](const QRegularExpressionMatch &match) {
        // "identified by trace id …" is a sentence.
        const Span value = valueAt(match.capturedEnd(), false);
        if (value.start == match.capturedEnd()) {
            if (looksSecret(QStringView(m_text).sliced(value.start, value.end - value.start)))
                cover(value);
            return std::max(value.end, match.capturedEnd());
        }
        cover(value);
        // SET DECRYPTION IDENTIFIED BY 'a', 'b'
        qsizetype end = value.end;
        for (int others = 0; others < 20; ++others) {
            const QRegularExpressionMatch more = another.match(m_text, end, QRegularExpression::NormalMatch, checkedSubject);
            if (!more.hasMatch())
                break;
            const Span next = quotedAt(more.capturedEnd());
            cover(next);
            end = next.end;
        }
        return end;
    });
    static const QRegularExpression &bare = lasting(uR"(\bPASSWORD\s*\(\s*([^'"\\\s,)][^)\n]{0,200})\))"_s);
    each(bare, [this](const QRegularExpressionMatch &match) {
        if (looksSecret(match.capturedView(1)))
            cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
    static const QRegularExpression &function = lasting(
        uR"(\bPASSWORD\s*\(\s*(?=\\*['"])|\bSET\s+PASSWORD\b[^\n=]{0,200}=\s*(?=\\*['"])|\b(?:password|passwd|passphrase)\s+(?=\\*['"])|\b(?:de|en)cryption\s*=?\s*(?=\\*['"]))"_s);
    each(function, [this](const QRegularExpressionMatch &match) {
        const Span value = quotedAt(match.capturedEnd());
        cover(value);
        return value.end;
    });
}

/// INSERT INTO t (name, password) VALUES ('h1', 'S'), (…)
void Masker::findInserted()
{
    static const QRegularExpression &insert = lasting(uR"(\b(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+[^\s(]{1,200}\s*\(([^()\n]{1,2000})\)\s*VALUES\s*(?=\())"_s);
    static const QRegularExpression &next = lasting(uR"(\G\s*\)\s*,\s*(?=\())"_s);
    each(insert, [this](const QRegularExpressionMatch &match) {
        const QList<QStringView> columns = match.capturedView(1).split(u',');
        qsizetype at = match.capturedEnd();
        while (at < m_text.size() && m_text.at(at) == u'(') {
            ++at;
            for (qsizetype column = 0; at < m_text.size() && m_text.at(at) != u')' && m_text.at(at) != u'\n'; ++column) {
                while (at < m_text.size() && m_text.at(at) == u' ')
                    ++at;
                Span value = quotedAt(at);
                if (value.start >= 0) {
                    at = value.end + (value.start - at);    // over the closing quote, escaped or not
                } else {
                    value = { at, at };
                    while (value.end < m_text.size() && !u",)\n"_s.contains(m_text.at(value.end)))
                        ++value.end;
                    at = value.end;
                }
                QStringView name = column < columns.size() ? columns.at(column).trimmed() : QStringView();
                while (name.size() > 1 && isQuote(name.front()) && isQuote(name.back()))
                    name = name.sliced(1, name.size() - 2);
                if (isSecretKey(name) && !isNoSecret(QStringView(m_text).sliced(value.start, value.end - value.start)))
                    cover(value);
                while (at < m_text.size() && !u",)\n"_s.contains(m_text.at(at)))
                    ++at;
                if (at < m_text.size() && m_text.at(at) == u',')
                    ++at;
            }
            const QRegularExpressionMatch more = next.match(m_text, at, QRegularExpression::NormalMatch, checkedSubject);
            if (!more.hasMatch())
                break;
            at = more.capturedEnd();
        }
        return std::max(at, match.capturedEnd());
    });
}

/// The parameters of a statement whose secret is a "?": which one it is is not told, so all that are text.
void Masker::findParameters()
{
    static const QRegularExpression &unknown = lasting(uR"(\bIDENTIFIED\s+BY\s+\?|\b[\w.]{0,60}(?:passw|secret|token|credential)\w{0,40}`?\s*=\s*\?)"_s);
    static const QRegularExpression &list = lasting(uR"(\b(?:args|params|parameters|bind\w{0,20})\s*[:=]\s*\[([^\]\n]{1,2000})\]|==>\s*Parameters:\s*([^\n]{1,2000}))"_s);
    static const QRegularExpression &text = lasting(uR"(([^\s,(][^,(]{0,300}?)\(String\)|([^\s,]+))"_s);
    each(list, [this](const QRegularExpressionMatch &match) {
        // The statement stands on the same line, or MyBatis's "Preparing:" just above.
        constexpr qsizetype mostRead = 1000;
        const qsizetype begin = std::max<qsizetype>(0, match.capturedStart() - mostRead);
        const qsizetype end = lineEnd(match.capturedEnd(), mostRead);
        QStringView around = QStringView(m_text).sliced(begin, end - begin);
        qsizetype line = match.capturedStart() - begin;
        for (int above = 0; above < 3 && line > 0; ++above)
            line = around.lastIndexOf(u'\n', line - 1);
        around = around.sliced(std::max<qsizetype>(line, 0));
        if (!unknown.match(around).hasMatch())
            return match.capturedEnd();
        const bool typed = match.hasCaptured(2) && match.capturedLength(2) > 0;
        const int group = typed ? 2 : 1;
        for (auto it = text.globalMatch(match.captured(group)); it.hasNext();) {
            const QRegularExpressionMatch one = it.next();
            const int part = one.capturedLength(1) > 0 ? 1 : 2;
            const QStringView word = one.capturedView(part);
            if ((typed && part == 1) || (!typed && looksMade(word)))
                cover({ match.capturedStart(group) + one.capturedStart(part), match.capturedStart(group) + one.capturedEnd(part) });
        }
        return match.capturedEnd();
    });
}

} // namespace obdesk
