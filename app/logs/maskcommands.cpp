// SPDX-License-Identifier: GPL-3.0-or-later
// Command lines: options that take a password, and passwords that are fed to a command.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"

namespace obdesk {

using namespace Qt::StringLiterals;

/// --password X, also as the elements of a list.
void Masker::findOptions()
{
    static const QRegularExpression &option = lasting(uR"((?<![\w\-])--?([A-Za-z][\w.\-]*+)["']?(?:[ \t]+|,[ \t]*)(?=[^\s\-]))"_s);
    each(option, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        if (!isSecretKey(match.capturedView(1)) || goesOnAsSentence(QStringView(m_text).sliced(start)))
            return start;
        const Span value = valueAt(start, false);
        cover(value);
        return value.end;
    });
    static const QRegularExpression &curl = lasting(uR"(\bcurl\b[^\n]{0,500}?\s(?:-u|--user|--proxy-user)[\s=]*)"_s);
    each(curl, [this](const QRegularExpressionMatch &match) {
        const Span value = valueAt(match.capturedEnd(), false);
        cover(value);
        return value.end;
    });
    static const QRegularExpression &apart = lasting(uR"(\b(?:sshpass|obloader|obdumper)\b[^\n|;]{0,500}?\s-p\s*)"_s);
    each(apart, [this](const QRegularExpressionMatch &match) {
        const Span value = valueAt(match.capturedEnd(), false);
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
        const Span value = valueAt(start, false);
        cover(value);
        return read = std::max(value.end, start);
    });
}

} // namespace obdesk
