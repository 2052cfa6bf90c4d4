// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/loghighlighter.h"

#include "logs/rows.h"

#include <QRegularExpression>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

bool isErrorLine(QStringView line)
{
    static const QRegularExpression level(u"\\b(ERROR|FATAL|SEVERE)\\b|\\bException\\b"_s);
    return level.match(line.left(400).toString()).hasMatch();
}

} // namespace

LogHighlighter::LogHighlighter(const Theme &theme, QTextDocument *document) : QSyntaxHighlighter(document), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void LogHighlighter::highlightBlock(const QString &line)
{
    const Tokens &t = m_theme.tokens();
    if (startsSeparator(line)) {
        setFormat(0, int(line.size()), t.accent);
    } else if (isErrorLine(line)) {
        QTextCharFormat format;
        format.setForeground(t.failed);
        format.setBackground(t.failedFill);
        setFormat(0, int(line.size()), format);
    } else if (line.contains(" WARN "_L1)) {
        setFormat(0, int(line.size()), t.warning);
    }
}

} // namespace obdesk
