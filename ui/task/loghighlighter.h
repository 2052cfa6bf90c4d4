// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of a subtask log: errors stand out, run separators are dim.
#pragma once

#include "theme/theme.h"

#include <QSyntaxHighlighter>

namespace obdesk {

class LogHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    LogHighlighter(const Theme &theme, QTextDocument *document);

protected:
    void highlightBlock(const QString &line) override;

private:
    const Theme &m_theme;
};

/// The last line that tells of an error, without time stamp and logger; empty when there is none.
QString causeFromLog(const QString &log);

} // namespace obdesk
