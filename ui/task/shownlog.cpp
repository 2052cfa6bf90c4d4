// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/shownlog.h"

#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct ShownLogWords { Q_DECLARE_TR_FUNCTIONS(ShownLogWords) };

/// Where the shown part begins: at a line, and not elsewhere with each line that is added.
qsizetype beginOfShown(const QString &log)
{
    constexpr qsizetype step = ShownLog::most / 4;
    if (log.size() <= ShownLog::most)
        return 0;
    const qsizetype least = (log.size() - ShownLog::most + step - 1) / step * step;
    const qsizetype line = log.indexOf(u'\n', least);
    return line < 0 || line - least > step ? least : line + 1;
}

} // namespace

ShownLog shownLog(const QString &fromServer)
{
    const QString readable = readableLog(fromServer);
    ShownLog shown { {}, causeOf(readable, true) };
    const qsizetype begin = beginOfShown(readable);
    if (begin > 0) {
        const int lines = int(QStringView(readable).first(begin).count(u'\n'));
        shown.text = ShownLogWords::tr("… %n earlier line(s) left out here; obdesk task log prints all of them.", nullptr, lines) + u'\n';
        shown.cause.line = shown.cause.line < lines ? -1 : shown.cause.line - lines + 1;
    }
    shown.text += displayText(readable.sliced(begin), true, ShownLog::most);
    return shown;
}

} // namespace obdesk
