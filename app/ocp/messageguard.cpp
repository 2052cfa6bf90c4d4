// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/messageguard.h"

#include "logs/redact.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestSecret = 4;

struct Covered
{
    std::mutex mutex;
    QStringList texts;                  // protected by mutex
};

/// Never destroyed: messages come until the very end.
Covered &covered()
{
    static Covered *const all = new Covered;
    return *all;
}

/// Line breaks and control characters could make one message look like two, or move the cursor of a terminal.
QString oneLine(const QString &text)
{
    QString line;
    for (const QChar c : text)
        line += c == u'\t' || (c.isPrint() && c.category() != QChar::Other_Format) || c.isSurrogate() ? c : QChar(u'·');
    return line;
}

void writeMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = guardedMessage(qFormatLogMessage(type, context, message)).toLocal8Bit() + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
    if (type == QtFatalMsg)
        std::abort();
}

} // namespace

void installMessageGuard()
{
    qInstallMessageHandler(writeMessage);
}

void coverSecret(const QString &user, const QString &secret)
{
    if (secret.size() < shortestSecret)
        return;
    const QStringList forms { secret, QString::fromLatin1(QUrl::toPercentEncoding(secret)),
                              QString::fromLatin1((user + u':' + secret).toUtf8().toBase64()) };
    Covered &all = covered();
    const std::lock_guard lock(all.mutex);
    for (const QString &form : forms) {
        if (!all.texts.contains(form))
            all.texts.append(form);
    }
}

QString guardedMessage(const QString &message)
{
    QString text = message;
    {
        Covered &all = covered();
        const std::lock_guard lock(all.mutex);
        for (const QString &secret : std::as_const(all.texts))
            text.replace(secret, secretMask.toString());
    }
    return oneLine(maskSecrets(text));
}

} // namespace obdesk
