// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/csvcell.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

QString defusedCell(const QString &text)
{
    // The last four are the full-width forms, which some spreadsheets fold into the others.
    static const QString formulaStarts = u"=+-@\t\r\n＝＋－＠"_s;
    // Some readers drop what has no width, a byte order mark above all, and would then see what follows it.
    const auto first = std::find_if(text.cbegin(), text.cend(), [](QChar c) { return c.category() != QChar::Other_Format; });
    return first != text.cend() && formulaStarts.contains(*first) ? u'\'' + text : text;
}

QString csvCell(const QString &text)
{
    QString cell = defusedCell(text);
    const bool quoted = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    if (!quoted)
        return cell;
    return u'"' + cell.replace(u'"', "\"\""_L1) + u'"';
}

} // namespace obdesk
