// SPDX-License-Identifier: GPL-3.0-or-later
// Command lines: options that take a password, and passwords that are fed to a command.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Commands whose options take a secret as an argument of its own, by their manuals.
struct Known
{
    const QRegularExpression &command;
    const QRegularExpression &option;   ///< and what stands between it and its value; also as elements of a list
    bool made = false;                  ///< the argument may be something else: it must look like a secret
};

Known known(const QString &command, const QString &option, bool made = false)
{
    constexpr auto exact = QRegularExpression::NoPatternOption;
    return { lasting(uR"((?<![\w\-.])(?:%1)(?![\w\-]))"_s.arg(command), exact),
             lasting(uR"((?<=[\s,'"\[])(?:%1)(?:\\*["']?(?:\s*,\s*|\s+)|=)?(?=[^\s,\])}|;&]))"_s.arg(option), exact), made };
}

const QList<Known> &knownCommands()
{
    static const QList<Known> &commands = *new QList<Known> {
        known(u"sshpass|obloader|obdumper|usermod|useradd"_s, u"-p"_s),
        known(u"(?:docker|podman|nerdctl|helm registry)\\s+login"_s, u"-p"_s),
        known(u"ipmitool|zip|unzip|sqlcmd"_s, u"-P"_s),
        known(u"redis-cli|valkey-cli"_s, u"-a"_s),
        known(u"ldap(?:search|add|modify|delete|passwd|whoami)"_s, u"-w|-s"_s),
        known(u"snmp(?:walk|get|bulkwalk|set|getnext|table)"_s, u"-A|-X|-c"_s),
        known(u"openssl"_s, u"-k|-K"_s),
        known(u"ossutil(?:64)?|obsutil|ob_admin"_s, u"-k"_s),
        known(u"curl"_s, u"-u|--user|--proxy-user|-U|-E|--cert"_s),
        known(u"mysql|obclient|mysqldump|mysqladmin|mongo|mongosh"_s, u"-p"_s, true),
    };
    return commands;
}

} // namespace

/// --password X, also as the elements of a list.
void Masker::findOptions()
{
    static const QRegularExpression &option = lasting(uR"((?<![\w\-])--?([A-Za-z][\w.\-]*+)["']?(?:[ \t]+|,[ \t]*)(?=[^\s\-]))"_s);
    each(option, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        if (!isSecretKey(match.capturedView(1)) || goesOnAsSentence(QStringView(m_text).sliced(start)))
            return start;
        const Span value = valueAt(start, false);
        if (!isNoSecretOf(match.capturedView(1), QStringView(m_text).sliced(value.start, value.end - value.start)))
            cover(value);
        return value.end;
    });
}

/// mysql -uroot -pSECRET. Not -P2881, not mkdir -p/data: the command, or a user, stands before it.
void Masker::findClientPasswords()
{
    static const QRegularExpression &option = *new QRegularExpression(uR"((?<![\w\-])-p(?=[^\s,\])}|;&]))"_s);
    static const QRegularExpression &client = lasting(
        uR"((?<![\w\-])(?:mysql|obclient|mysqldump|mysqladmin|mysqlslap|mysqlimport|mysqlpump|obloader|obdumper|sshpass)\b|(?<![\w\-])-u\s?['"]?\w)"_s);
    qsizetype read = 0;                 // so far for commands
    bool command = false;               // one stands before, in the same pipeline
    each(option, [&, this](const QRegularExpressionMatch &match) {
        const QStringView between = QStringView(m_text).sliced(read, match.capturedStart() - read);
        const qsizetype begin = std::max(between.lastIndexOf(u'\n'), between.lastIndexOf(u'|')) + 1;
        command = (command && begin == 0) || between.sliced(begin).toString().contains(client);
        const qsizetype start = read = match.capturedEnd();
        if (!command && !isQuote(m_text.at(start)))
            return start;
        // ['sshpass', '-p', 'S']: the quote ends the option.
        if (isQuote(m_text.at(start)) && start + 1 < m_text.size() && (m_text.at(start + 1) == u',' || m_text.at(start + 1).isSpace()))
            return start;
        const Span value = valueAt(start, false);
        cover(value);
        return read = std::max(value.end, start);
    });
}

void Masker::findCommands()
{
    constexpr qsizetype mostRead = 800;
    for (const Known &kind : knownCommands()) {
        each(kind.command, [this, &kind](const QRegularExpressionMatch &command) {
            qsizetype from = command.capturedEnd();
            const qsizetype most = lineEnd(from, mostRead);
            const QStringView line = QStringView(m_text).first(most);
            while (from < most) {
                const QRegularExpressionMatch option = kind.option.match(line, from, QRegularExpression::NormalMatch, checkedSubject);
                if (!option.hasMatch())
                    break;
                const QStringView between = QStringView(m_text).sliced(from, option.capturedStart() - from);
                if (between.contains(" | "_L1) || between.contains("; "_L1) || between.contains(" && "_L1))
                    break;
                const Span value = valueAt(option.capturedEnd(), false);
                const QStringView word = QStringView(m_text).sliced(value.start, value.end - value.start);
                if (!word.startsWith(u'-') && (!kind.made || looksSecret(word)))
                    cover(value);
                from = std::max(value.end, option.capturedEnd());
            }
            return command.capturedEnd();
        });
    }
    static const QRegularExpression &percent = lasting(uR"(\b(?:smbclient|rpcclient|net\s+(?:ads|rpc|use))\b[^\n|;]{0,300}?\s-U\s*['"]?[^\s%'"]{1,100}%([^\s'"]{1,200}))"_s);
    coverEach(percent, 1);
    static const QRegularExpression &slash = lasting(uR"(\bsqlplus\s+(?:-\w+\s+){0,5}['"]?[\w.#$]{1,100}/([^\s@'"]{1,200}))"_s);
    coverEach(slash, 1);
    static const QRegularExpression &alias = lasting(uR"(\bmc\s+(?:alias\s+set|config\s+host\s+add)\s+\S{1,100}\s+\S{1,300}\s+\S{1,200}\s+(\S{1,200}))"_s);
    coverEach(alias, 1);
    static const QRegularExpression &operand = lasting(uR"((?<![\w\-.])(?:mkpasswd)\s+(?:-\S+\s+){0,5}([^\s\-]\S{0,200}))"_s);
    each(operand, [this](const QRegularExpressionMatch &match) {
        if (looksSecret(match.capturedView(1)))
            cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
}

/// echo S | passwd --stdin, su <<< S, <(echo S), expect's send, and ENV of an image's recipe.
void Masker::findFed()
{
    static const QRegularExpression &piped = lasting(
        uR"((?<![\w\-.])(?:echo|printf)\s+(?:-\w+\s+){0,3}([^|\n]{1,300}?)\s*\|\s*(?:sudo\s+)?(?:\S{0,60}/)?(?:chpasswd|passwd|kinit|cryptsetup|su|sudo\s[^|\n]{0,60}?-\w*S\w*)(?![\w\-]))"_s);
    coverEach(piped, 1);
    static const QRegularExpression &here = lasting(uR"((?<![\w\-.])(?:su|sudo|passwd|chpasswd|kinit|cryptsetup)\s[^\n|;]{0,200}?<<<\s*(\S{1,200}))"_s);
    coverEach(here, 1);
    static const QRegularExpression &substituted = lasting(uR"((?:pass|secret|token|key)[\w\-]{0,40}[= ]<\(\s*(?:echo|printf)\s+([^)\n]{1,200})\))"_s);
    coverEach(substituted, 1);
    static const QRegularExpression &sent = lasting(uR"((?:password|passwd|passphrase)[^"'\n]{0,20}["'}]\s*[;{]?\s*(?:exp_)?send\s+(?:--\s+)?\\?["']([^"'\n]{1,200}?)(?:\\+[rn]|["']))"_s);
    coverEach(sent, 1);
    static const QRegularExpression &image = lasting(uR"((?<![\w\-.])(?:ENV|ARG)[ \t]+(\w{1,100})[ \t]+(\S{1,300}))"_s, QRegularExpression::NoPatternOption);
    each(image, [this](const QRegularExpressionMatch &match) {
        if (isSecretKey(match.capturedView(1)) && !isNoSecret(match.capturedView(2)))
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
}

} // namespace obdesk
