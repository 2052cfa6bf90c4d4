// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/remoteoutput.h"

#include "logs/wording.h"

#include <QRegularExpression>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostReadOfOutput = 256 * 1024;

/// Where the value behind `match` ends: before the next name of such a text, on the same line or a later one.
QStringView valueBehind(const QString &text, QStringView view, qsizetype start)
{
    static const QRegularExpression next(
        u",\\s*(?:exit ?_?code|exitStatus|code|stdout|stderr|std_?err|output|errorOutput|duration|cost|elapsed|hostId|host|command|cmd|user)\\s*[=:]"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = next.match(text, start);
    const qsizetype end = match.hasMatch() ? match.capturedStart() : text.size();
    QStringView value = view.sliced(start, end - start).trimmed();
    while (value.endsWith(u'}') || value.endsWith(u')') || value.endsWith(u']')) {
        const QChar open = value.back() == u'}' ? u'{' : value.back() == u')' ? u'(' : u'[';
        if (value.count(open) >= value.count(value.back()))
            break;
        value.chop(1);
    }
    return value;
}

} // namespace

std::optional<int> exitCodeIn(QStringView text)
{
    static const QRegularExpression code(
        u"\\b(?:exit|return)[ _]?(?:code|status|value)?(?:\\s*(?:[=:]|is|was)\\s*|\\s+)(-?\\d{1,5})\\b|(?:退出码|返回码)\\s*(?:[=:：]|为|是)?\\s*(-?\\d{1,5})"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QStringView part = text.first(std::min(text.size(), mostReadOfOutput));
    if (!part.isValidUtf16())
        return {};
    const QRegularExpressionMatch match = code.match(part.toString());
    if (!match.hasMatch())
        return {};
    return (match.hasCaptured(1) ? match.capturedView(1) : match.capturedView(2)).toInt();
}

std::optional<RemoteOutput> remoteOutput(QStringView text)
{
    static const QRegularExpression errors(u"(?:\\bstd_?err|\\berrorOutput|\\berror output|错误输出)\\s*[=:：]\\s*"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression output(u"(?:\\bstdout|\\boutput|(?<!错误)输出|结果)\\s*[=:：]\\s*"_s, QRegularExpression::CaseInsensitiveOption);
    const QStringView view = text.first(std::min(text.size(), mostReadOfOutput));
    if (!view.isValidUtf16())
        return {};
    const QString part = view.toString();
    RemoteOutput found { exitCodeIn(view), {} };
    for (const QRegularExpression *kind : { &errors, &output }) {
        const QRegularExpressionMatch match = kind->match(part);
        if (!match.hasMatch())
            continue;
        const QStringView value = valueBehind(part, view, match.capturedEnd());
        if (!value.isEmpty() && value != "null"_L1) {
            found.text = value;
            return found;
        }
    }
    return {};
}

QStringView tellingLine(QStringView output, bool any)
{
    QStringView failure;
    QStringView last;
    bool traceback = false;
    qsizetype start = 0;
    while (start < output.size()) {
        qsizetype end = output.indexOf(u'\n', start);
        if (end < 0)
            end = output.size();
        const QStringView line = output.sliced(start, end - start);
        const QStringView said = line.trimmed();
        start = end + 1;
        if (said.isEmpty() || isHarmless(said))
            continue;
        traceback = traceback || said.startsWith("Traceback (most recent call last)"_L1);
        const bool indented = said.size() < line.size() && line.front().isSpace();
        last = said;
        if (traceback && !indented && !said.startsWith("Traceback"_L1)) {
            failure = said;
            traceback = false;
        } else if (!traceback && failure.isEmpty() && speaksOfFailure(said) && !isWrapper(said)) {
            failure = said;
        }
    }
    return !failure.isEmpty() || !any ? failure : last;
}

} // namespace obdesk
