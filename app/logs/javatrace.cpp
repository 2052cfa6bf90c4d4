// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/javatrace.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

bool isClassCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'_' || c == u'$';
}

/// How long a class name at the front of the text is; 0 when there is none.
qsizetype classNameAt(QStringView text)
{
    qsizetype size = 0;
    while (size < text.size() && size < 300 && isClassCharacter(text[size]))
        ++size;
    const QStringView name = text.first(size);
    const QStringView last = shortClassName(name);
    if (last.isEmpty() || !last.front().isUpper())
        return 0;
    const bool named = last.endsWith("Exception"_L1) || last.endsWith("Error"_L1) || last.endsWith("Throwable"_L1);
    const bool packaged = name.size() > last.size() && name.front().isLower() && !name.contains(".."_L1);
    return named || (packaged && name.count(u'.') >= 2) ? size : 0;
}

bool isFrame(QStringView line)
{
    const QStringView text = line.trimmed();
    return text.size() < line.size() && (text.startsWith("at "_L1) || (text.startsWith("... "_L1) && text.endsWith("omitted"_L1))
                                         || (text.startsWith("... "_L1) && text.endsWith("more"_L1)));
}

/// The last two names of "at com.x.InstallRpmTask.run(InstallRpmTask.java:88)".
QStringView placeOf(QStringView line)
{
    QStringView text = line.trimmed();
    if (!text.startsWith("at "_L1))
        return {};
    text = text.sliced(3);
    const qsizetype open = text.indexOf(u'(');
    if (open <= 0)
        return {};
    const qsizetype method = text.first(open).lastIndexOf(u'.');
    const qsizetype type = method <= 0 ? -1 : text.first(method).lastIndexOf(u'.');
    return text.sliced(type + 1);
}

} // namespace

QStringView shortClassName(QStringView className)
{
    return className.sliced(className.lastIndexOf(u'.') + 1);
}

bool isExceptionName(QStringView text)
{
    const QStringView name = text.trimmed();
    return !name.isEmpty() && classNameAt(name) == name.size();
}

QStringView withoutClassNames(QStringView text)
{
    QStringView rest = text.trimmed();
    while (true) {
        const qsizetype size = classNameAt(rest);
        if (size == 0 || !rest.sliced(size).startsWith(u':'))
            return rest;
        rest = rest.sliced(size + 1).trimmed();
    }
}

QList<JavaException> exceptionChain(QStringView text)
{
    QList<JavaException> chain;
    qsizetype messageEnd = -1;          // of the exception whose message may go on
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = text.indexOf(u'\n', start);
        if (end < 0)
            end = text.size();
        QStringView line = text.sliced(start, end - start);
        const bool caused = line.startsWith("Caused by: "_L1);
        if (isFrame(line)) {
            if (!chain.isEmpty() && chain.last().frame.isEmpty())
                chain.last().frame = placeOf(line);
            messageEnd = -1;
        } else if (caused || chain.isEmpty()) {
            if (caused)
                line = line.sliced(11);
            const qsizetype size = classNameAt(line);
            const bool whole = size > 0 && (size == line.size() || line[size] == u':');
            if (whole || caused) {
                const QStringView name = whole ? line.first(size) : QStringView();
                const qsizetype behind = whole ? std::min(size + 1, line.size()) : 0;
                chain.append({ name, line.sliced(behind).trimmed(), {} });
                messageEnd = end;
            }
        } else if (messageEnd >= 0 && !line.startsWith(u'\t') && !line.trimmed().isEmpty()) {
            const QStringView message = chain.last().message;
            const qsizetype from = message.isEmpty() ? start : message.begin() - text.begin();
            chain.last().message = text.sliced(from, end - from);
            messageEnd = end;
        }
        start = end + 1;
    }
    return chain;
}

} // namespace obdesk
