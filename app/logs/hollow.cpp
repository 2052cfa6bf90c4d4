// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/hollow.h"

#include "logs/javatrace.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOfAnnouncement = 160;       ///< a longer one says more than that something failed
constexpr qsizetype mostOfPointer = 240;
constexpr qsizetype mostAbout = 2000;               ///< of a text that may be about the same

QRegularExpression expression(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

/// Without the address and the exit code: they tell where and how, not why.
QString bareAnnouncement(QStringView text)
{
    static const QRegularExpression where = expression(
        u"(?:\\s*\\b(?:on|of|at|for|to))?(?:\\s*\\b(?:host|server|node|agent)|\\s*(?:在)?(?:主机|节点))?\\s*\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?"_s);
    static const QRegularExpression code = expression(
        u"[,，(]?\\s*(?:with )?(?:\\b(?:exit|return)[ _]?(?:code|status|value)?|退出码|返回码)\\s*[=:：]?\\s*-?\\d{1,5}\\)?"_s);
    QString bare = withoutPointer(withoutClassNames(text)).toString().simplified();
    bare.remove(where);
    bare.remove(code);
    while (!bare.isEmpty() && u" .!。！,，;；"_s.contains(bare.back()))
        bare.chop(1);
    return bare.trimmed();
}

/// What half of all entries speak of.
bool namesAnything(const QString &word)
{
    static const QSet<QString> names { u"cluster"_s, u"server"_s, u"observer"_s, u"agent"_s, u"zone"_s, u"node"_s, u"tenant"_s, u"service"_s, u"process"_s,
                                       u"ocp"_s, u"ob"_s };
    return names.contains(word);
}

} // namespace

QStringView withoutPointer(QStringView text)
{
    // The clause ends the text: "check log disk of zone2" points at no log.
    static const QRegularExpression pointer = expression(
        u"[\\s,，;；.。(（]*\\b(?:please\\s+)?(?:check|see|view|consult|refer to|look (?:at|into))\\s+(?:the\\s+)?(?:\\w+\\s+){0,3}logs?(?:\\s+(?:files?|for|of|on|in|at)\\b[^,;:]{0,120})?[\\s.!)]*$"
        u"|[\\s,，;；.。(（]*(?:请)?(?:查看|参考|检查|参见|详见|详情见|详情请见)[^，。；：]{0,12}日志(?!盘|磁盘|流|空间)[^，；：]{0,12}$"_s);
    const QStringView ending = text.last(std::min(text.size(), mostOfPointer));
    if (!(ending.contains("log"_L1, Qt::CaseInsensitive) || ending.contains(u"日志")) || !ending.isValidUtf16())
        return text;
    const QRegularExpressionMatch match = pointer.match(ending.toString());
    return match.hasMatch() ? text.chopped(ending.size() - match.capturedStart()) : text;
}

bool isHollow(QStringView text)
{
    // A clause more, a name in quotes, a number or a path is more than an announcement.
    static const QRegularExpression detail(u"[:：,，;；=\"'“‘`()（）{}\\[\\]/\\\\\\d]|\\b(?:because|since|due)\\b"_s);
    // These name what was found wrong, though they end in the same word.
    static const QRegularExpression tells = expression(
        u"\\b(?:auth\\w*|log ?in|sign in|verif\\w+|checksum|signature|validation|assert\\w*|handshake|heartbeat|(?:un)?lock\\w*|lookup|dns)\\b|认证|鉴权|登录|校验|签名|心跳|加锁|解析"_s);
    static const QRegularExpression announces = expression(
        u"^(?:failed to|failure to|unable to|could not|couldn't) (?:\\S+ ?){1,9}$"
        u"|^(?:\\S+ ){1,8}(?:(?:has|have|is|was|did) )?(?:failed|failure|fail|unsuccessful|not (?:passed?|succeed(?:ed)?|successful))$"
        u"|^\\S{1,20}(?: \\S{1,20}){0,4} ?(?:失败|出错|未通过|不通过|未成功|不成功)$|^未能\\S{1,12}$"_s);
    if (text.size() > mostOfAnnouncement || !text.isValidUtf16())
        return false;
    const QString bare = bareAnnouncement(text);
    return !bare.isEmpty() && !bare.contains(detail) && !bare.contains(tells) && bare.contains(announces);
}

QStringList subjectWords(QStringView hollow)
{
    static const QRegularExpression word(u"[A-Za-z][A-Za-z_-]+|\\p{Han}+"_s);
    static const QRegularExpression failure(u"失败|出错|未通过|不通过|未成功|不成功|未能|无法|^执行|任务$"_s);
    static const QSet<QString> empty {
        u"failed"_s, u"fail"_s, u"failure"_s, u"unable"_s, u"could"_s, u"couldn"_s, u"not"_s, u"passed"_s, u"pass"_s, u"successful"_s, u"unsuccessful"_s,
        u"succeed"_s, u"succeeded"_s, u"to"_s, u"the"_s, u"an"_s, u"of"_s, u"on"_s, u"by"_s, u"in"_s, u"for"_s, u"with"_s, u"at"_s, u"and"_s, u"from"_s,
        u"has"_s, u"have"_s, u"is"_s, u"was"_s, u"did"_s, u"task"_s, u"step"_s, u"subtask"_s, u"host"_s, u"execute"_s, u"execution"_s, u"run"_s };
    QStringList words;
    const QString bare = bareAnnouncement(hollow.first(std::min(hollow.size(), mostOfAnnouncement)));
    for (auto it = word.globalMatch(bare); it.hasNext();) {
        QString found = it.next().captured().toLower();
        found.remove(failure);
        if (found.size() >= 2 && !empty.contains(found) && !words.contains(found))
            words.append(found);
    }
    return words;
}

bool isAbout(QStringView text, const QStringList &subject)
{
    const QStringView part = text.first(std::min(text.size(), mostAbout));
    const auto isSpoken = [part](const QString &word) { return part.contains(word, Qt::CaseInsensitive); };
    const auto tells = [](const QString &word) { return !namesAnything(word); };
    const auto spoken = std::count_if(subject.cbegin(), subject.cend(), isSpoken);
    const bool any = std::none_of(subject.cbegin(), subject.cend(), tells)
        || std::any_of(subject.cbegin(), subject.cend(), [&](const QString &word) { return tells(word) && isSpoken(word); });
    return spoken > 0 && spoken * 2 >= subject.size() && any;
}

} // namespace obdesk
