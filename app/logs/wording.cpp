// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/wording.h"

#include "logs/hollow.h"
#include "logs/javatrace.h"
#include "logs/lineform.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostReadOfSentence = 4000;      ///< of one text: a sentence is shorter, a blob need not be searched
constexpr qsizetype mostQuoted = 600;

QRegularExpression expression(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

/// Cut and free of lone surrogates, which no expression takes.
QString looked(QStringView text)
{
    const QStringView part = text.first(std::min(text.size(), mostReadOfSentence));
    return part.isValidUtf16() ? part.toString() : QString::fromUtf8(part.toUtf8());
}

/// Lower case, without what surrounds a phrase.
QString phraseOf(QStringView text)
{
    QString phrase = looked(withoutPointer(text)).simplified().toLower();
    const auto decorates = [](QChar c) { return u" .:;,!-=\"'[](){}。：；，！、"_s.contains(c); };
    while (!phrase.isEmpty() && decorates(phrase.back()))
        phrase.chop(1);
    qsizetype first = 0;
    while (first < phrase.size() && decorates(phrase[first]))
        ++first;
    return phrase.sliced(first);
}

/// "Foo{…}" after `before` is left out, to the bracket that closes it.
void dropBraced(QString &text, QLatin1StringView before)
{
    const qsizetype at = text.indexOf(before);
    if (at < 0)
        return;
    int depth = 0;
    qsizetype end = text.size();
    for (qsizetype i = at; i < text.size(); ++i) {
        if (text[i] == u'{' || text[i] == u'(')
            ++depth;
        else if ((text[i] == u'}' || text[i] == u')') && --depth == 0) {
            end = i + 1;
            break;
        }
    }
    qsizetype from = at;
    if (text.first(from).endsWith(", "_L1))
        from -= 2;
    text.remove(from, end - from);
}

/// At most so long, with its beginning and its end. Free of lone surrogates.
QString withoutMiddle(QStringView text, qsizetype most)
{
    if (text.size() <= most)
        return looked(text);
    const qsizetype ending = most / 3;
    return looked(text.first(most - ending - 3)).trimmed() + u" … "_s + looked(text.last(ending)).trimmed();
}

} // namespace

bool isWrapper(QStringView text)
{
    static const QSet<QString> phrases {
        u""_s, u"null"_s, u"none"_s, u"n/a"_s, u"unknown"_s, u"error"_s, u"failed"_s, u"failure"_s, u"exception"_s, u"call failed"_s,
        u"unexpected error"_s, u"unexpected exception"_s, u"unhandled exception"_s, u"unknown error"_s, u"unknown exception"_s,
        u"internal error"_s, u"internal server error"_s, u"system error"_s, u"system exception"_s, u"execute failed"_s, u"execution failed"_s,
        u"task failed"_s, u"subtask failed"_s, u"execute task failed"_s, u"task execute failed"_s, u"task execution failed"_s,
        u"operation failed"_s, u"invoke failed"_s, u"request failed"_s, u"remote call failed"_s, u"rollback failed"_s, u"an error occurred"_s,
        u"agent task failed"_s, u"execute agent task failed"_s, u"run agent task failed"_s, u"install failed"_s, u"start failed"_s,
        u"non-zero return code"_s, u"module failure"_s,
        u"statementcallback; uncategorized sqlexception"_s, u"preparedstatementcallback; uncategorized sqlexception"_s,
        u"connectioncallback; uncategorized sqlexception"_s, u"uncategorized sqlexception"_s, u"could not execute statement"_s,
        u"调用失败"_s, u"未知错误"_s, u"未知异常"_s, u"系统错误"_s, u"系统异常"_s, u"内部错误"_s, u"执行失败"_s, u"任务失败"_s, u"任务执行失败"_s,
        u"子任务执行失败"_s, u"操作失败"_s, u"失败"_s, u"异常"_s, u"错误"_s, u"空指针异常"_s,
    };
    static const QRegularExpression tail = expression(
        u"^.*(?:reason|cause|message|error message|msg|原因|错误信息)\\s*(?:[:=：]|is)\\s*(null|none|\\[\\]|\\{\\d\\}|unknown(?: error)?|call failed|unexpected error|未知(?:错误)?)?$"_s);
    // OCP's code with arguments that say nothing by themselves: a number, a name.
    static const QRegularExpression code = expression(u"^(?:\\[OCP \\w+\\]:\\s*)?(?:status=\\d+ [A-Z_]+,\\s*)?errorCode=\\w+(?:,\\s*args=\\S*)?$"_s);
    static const QRegularExpression unfilled(u"\\{\\d\\}\\W*$"_s);
    const QString phrase = phraseOf(text);
    if (phrases.contains(phrase) || isExceptionName(text))
        return true;
    const QString line = looked(text).simplified();
    if (line.contains(unfilled))
        return true;
    QString bare = line;
    while (!bare.isEmpty() && u" .。!"_s.contains(bare.back()))
        bare.chop(1);
    return tail.match(bare).hasMatch() || code.match(withoutClassNames(bare).toString()).hasMatch();
}

bool isCommandWrapper(QStringView text)
{
    static const QRegularExpression wrapper = expression(
        u"\\b(?:commands?|shell|script|cmd|agent task)\\b.*\\b(?:failed|failure|exit(?:ed|s)?|ended|non-?zero|returned (?:code |status )?-?\\d+)\\b|\\b(?:failed|failure)\\b.*\\b(?:commands?|shell|script|cmd|agent task)\\b|(?:命令|脚本).*(?:失败|退出码|返回码|异常)"_s);
    return wrapper.match(looked(text.first(std::min<qsizetype>(text.size(), 400))).simplified()).hasMatch();
}

bool isGivenUpWait(QStringView text)
{
    static const QRegularExpression wait = expression(u"^failed to wait \\d+ \\w+|^wait(?:ing)? (?:failed|interrupted)\\b|sleep interrupted|^等待(?:失败|中断)$"_s);
    return wait.match(phraseOf(text)).hasMatch();
}

bool isTriedAgain(QStringView text)
{
    static const QRegularExpression again = expression(
        u"\\b(?:try(?:ing)?|wait(?:ing)?) (?:it )?again\\b|\\bagain in \\d|\\bwill (?:be )?retr(?:y|ied)\\b|\\bretrying\\b|\\bretry (?:in|after|later|#?\\d+)\\b|\\bfor another check\\b|\\bignored?\\b|\\battempt \\d+ (?:of|/) ?\\d+\\b|重试|再次尝试|忽略"_s);
    return again.match(looked(text)).hasMatch();
}

bool isTidyingUp(QStringView text)
{
    static const QRegularExpression tidying = expression(
        u"^\\W*(?:failed to |error while |unable to )?(?:clean(?:ing|ed)? ?up|clos(?:e|ing)|releas(?:e|ing)|unlock(?:ing)?|disconnect(?:ing)?|(?:delet|remov)(?:e|ing) (?:the )?(?:temp|tmp|lock)|清理|释放|关闭连接)"_s);
    return tidying.match(looked(text.trimmed())).hasMatch();
}

bool isHarmless(QStringView text)
{
    // OceanBase's observer tests for its pid file at every start; the others are what tools and the engine say beside their work.
    static const QRegularExpression harmless = expression(
        u"pidfile_test|fid file doesn't exist|Execute hook failed|Set thread out failed|Context length is two large|Modify subtask state failed"
        u"|using a password on the command line interface can be insecure|\\bNOKEY\\b|Permanently added |^sudo: unable to resolve host "
        u"|HikariPool-\\d+ - Failed to validate connection"
        u"|\\bsetlocale: |Inappropriate ioctl for device|SLF4J:|StatusLogger|log4j:WARN|StatusConsoleListener"
        u"|Thread was interrupted, possibly due to execution timeout"_s);
    return harmless.match(looked(text)).hasMatch();
}

bool isBesideThePoint(QStringView text)
{
    static const QRegularExpression beside = expression(
        u"^(?:error: )?nothing to do\\b|systemctl status|journalctl -x|^active: failed|\\bentered failed state|\\bfailed with result\\b|main process exited"
        u"|^-?(?:ba|z|k|c|da)?sh: \\S*/\\.\\w*(?:history|rc|profile|logout): |^make(?:\\[\\d+\\])?: \\*\\*\\*|trying other mirror"_s);
    return beside.match(looked(text.trimmed())).hasMatch();
}

bool speaksOfFailure(QStringView text)
{
    // "failed=0" counts what did not happen, unlike "error: 0 of 3 replicas"; yum has no word of a failure for a package that no repository has.
    static const QRegularExpression failure = expression(
        u"(?<!\\b0 )\\b(?:error|errno|fatal|fail(?:ed|s|ure)?)\\b(?!\"?\\s*=\\s*(?:0|null|none|false)\\b|\"?\\s*:\\s*(?:0|null|none|false)\\s*(?:[,;)}\\]]|$))"
        u"|\\bno (?:\\S{1,100} ){1,3}(?:available|found)\\b"
        u"|\\b(?:denied|cannot|can't|could not|couldn't|unable|no such|not found|refused|rejected|invalid|illegal"
        u"|unrecognized|no space|timed? ?out|conflicts?|not permitted|not allowed|read-only|already exists|already in use|in use|missing|unreachable"
        u"|no route|killed|segmentation|core dumped|abort(?:ed)?|traceback|mismatch|not matched|corrupt(?:ed)?|too (?:many|small|low|large|long|big|old)"
        u"|out of memory|not enough|insufficient|does(?:n't| not) (?:exist|match)|is not|are not|was not|must (?:be|not)|exceed(?:s|ed)?|lost)\\b"
        u"|\\w*Exception\\b|错误|失败|异常|拒绝|无法|不能|不存在|超时|不足|冲突|不支持|未找到|不一致|已存在|被占用|不可达|不匹配|损坏"_s);
    return failure.match(looked(text)).hasMatch();
}

QString plainSentence(QStringView text)
{
    static const QRegularExpression product(u"^\\[OCP \\w+\\]:\\s*(?:status=\\d+ [A-Z_]+,\\s*)?"_s);
    static const QRegularExpression connection(u"^\\(conn[=:]\\d+\\)\\s*"_s);
    QString sentence = withoutMiddle(withoutClassNames(text), mostReadOfSentence);
    dropBraced(sentence, "subtask=SubtaskInstanceOverview"_L1);
    dropBraced(sentence, "context=Context"_L1);
    sentence = sentence.simplified();
    sentence.remove(product);
    sentence.remove(connection);
    const qsizetype nested = sentence.indexOf("; nested exception is "_L1);
    if (nested >= 0) {
        const QString inner = plainSentence(QStringView(sentence).sliced(nested + 22));
        sentence.truncate(nested);
        // Spring repeats what is nested, or says only that there was something.
        if (!inner.isEmpty() && !sentence.contains(inner))
            sentence = inner;
    }
    return quoted(sentence);
}

QString quoted(QStringView text)
{
    return withoutMiddle(withoutColours(withoutMiddle(text, mostReadOfSentence)).simplified(), mostQuoted);
}

} // namespace obdesk
