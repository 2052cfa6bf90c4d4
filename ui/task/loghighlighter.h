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

} // namespace obdesk
