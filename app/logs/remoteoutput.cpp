// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/remoteoutput.h"

#include "logs/hollow.h"
#include "logs/lineform.h"
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

/// A line of an output, and whether it may be the one that says why.
class LineChooser
{
public:
    void take(QStringView line)
    {
        const QStringView said = line.trimmed();
        if (said.isEmpty() || isHarmless(said))
            return;
        m_last = said;
        const bool indented = said.size() < line.size() && line.front().isSpace();
        if (said.startsWith("Traceback (most recent call last)"_L1)) {
            m_inTraceback = true;
        } else if (m_inTraceback) {
            if (!indented) {
                m_raised = said;
                m_inTraceback = false;
            }
        } else if (isAnsibleFailure(said)) {
            settle();
            m_unsettled = said;
        } else if (said == "...ignoring"_L1) {
            m_unsettled = {};
        } else {
            weigh(said);
        }
    }

    QStringView failure()
    {
        settle();
        for (const QStringView line : { m_result, m_raised, m_strong, m_weak }) {
            if (!line.isEmpty())
                return line;
        }
        return {};
    }

    QStringView last() const { return m_last; }

private:
    void settle()
    {
        if (!m_unsettled.isEmpty())
            m_result = m_unsettled;
        m_unsettled = {};
    }

    void weigh(QStringView said)
    {
        if (!m_strong.isEmpty())
            return;
        const LineMessage message = lineMessage(said);
        const bool error = message.level == LogLevel::Error || message.level == LogLevel::Fatal;
        if (!(error || speaksOfFailure(message.words)) || isWrapper(message.words))
            return;
        if ((!error && message.level != LogLevel::None) || isHollow(message.words) || isBesideThePoint(message.words)) {
            if (m_weak.isEmpty())
                m_weak = said;
        } else {
            m_strong = said;
        }
    }

    QStringView m_result;               // of ansible
    QStringView m_unsettled;            // the same, and it may yet be ignored
    QStringView m_raised;               // what Python's traceback ended with
    QStringView m_strong;
    QStringView m_weak;                 // speaks of a failure; what follows from another, or less than an error
    QStringView m_last;
    bool m_inTraceback = false;
};

/// "error: Failed dependencies:" with the line that it announces.
QStringView withNext(QStringView line, QStringView output)
{
    if (!line.endsWith(u':') && !line.endsWith(u'：'))
        return line;
    const qsizetype from = line.begin() - output.begin();
    qsizetype start = from + line.size();
    while (start < output.size() && output[start].isSpace())
        ++start;
    const qsizetype end = output.indexOf(u'\n', start);
    return output.sliced(from, (end < 0 ? output.size() : end) - from).trimmed();
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
    LineChooser chooser;
    qsizetype start = 0;
    while (start < output.size()) {
        qsizetype end = output.indexOf(u'\n', start);
        if (end < 0)
            end = output.size();
        chooser.take(output.sliced(start, end - start));
        start = end + 1;
    }
    const QStringView failure = chooser.failure();
    return failure.isEmpty() ? (any ? chooser.last() : failure) : withNext(failure, output);
}

} // namespace obdesk
